//! Tells which places are worth a look, by the letters beside them: those of the words of phrases, and of prefixes of names.

use std::ops::Range;

use crate::message::{FILLERS, LONGEST_GAP, Reader, Run, Token, can_be_named, can_be_number, is_text};

use super::edges::{Edges, is_letter};
use super::places::{Block, Marks};
use crate::message::blocks::Kinds;

/// What a word before a number or name may be: all of a phrase that stands before a number, …
const BEFORE: u8 = 1;
/// … before a name, …
const NAMING: u8 = 1 << 1;
/// … the last word of a longer phrase, …
const LAST: u8 = 1 << 2;
/// … the last but one, …
const SECOND: u8 = 1 << 3;
/// … and a word that may stand between.
const FILLER: u8 = 1 << 4;
/// What a word behind one may be: the first of a phrase.
const BEHIND: u8 = 1;

/// Words and numbers up to this length are told from their block and the next.
const LONGEST: u32 = 40;

/// What makes a word or number worth a look.
pub struct Filter {
    /// The ends of words that stand before numbers.
    before: Edges,
    /// The beginnings of those that stand behind.
    behind: Edges,
    /// The first letters of the prefixes of names that hold no underscore.
    prefixes: [bool; 256],
}

impl Filter {
    /// For what a reader reads.
    pub fn new(reader: &Reader<'_>) -> Self {
        let (mut before, mut behind) = (Edges::new(), Edges::new());
        for phrase in reader.phrases().iter().filter(|phrase| !phrase.unread) {
            match (&phrase.before[..], phrase.after.first()) {
                ([.., second, last], _) => {
                    before.add(second.bytes().rev(), SECOND);
                    before.add(last.bytes().rev(), LAST);
                }
                ([word], _) => before.add(word.bytes().rev(), if phrase.names { BEFORE | NAMING } else { BEFORE }),
                ([], Some(word)) => behind.add(word.bytes(), BEHIND),
                ([], None) => {}
            }
        }
        FILLERS.iter().for_each(|word| before.add(word.bytes().rev(), FILLER));
        let mut prefixes = [false; 256];
        for prefix in reader.names().prefixes() {
            prefixes[usize::from(prefix.as_bytes()[0])] = true;
        }
        Self { before, behind, prefixes }
    }

    /// The places of a block that are worth a look, as far as a few letters beside them tell.
    #[inline(always)]
    pub fn worth(&self, bytes: &[u8], block: &Block<'_>, marks: Marks) -> u64 {
        let mut worth = marks.sure;
        for bit in bits(marks.numbers) {
            worth |= u64::from(self.is_number_worth(bytes, block, bit)) << bit;
        }
        for bit in bits(marks.capitals) {
            worth |= u64::from(self.are_capitals_worth(bytes, block, bit)) << bit;
        }
        for bit in bits(marks.behind_marks) {
            let start = block.at + bit as usize;
            let named = bytes[..start].ends_with(b" = ")
                && self.before(bytes, start, Before::new(block, bit, 0)) & (NAMING | FILLER) != 0;
            worth |= u64::from(named) << bit;
        }
        for bit in bits(marks.hex) {
            worth |= u64::from(self.is_hex_worth(bytes, block, bit)) << bit;
        }
        worth
    }

    #[inline(always)]
    fn is_number_worth(&self, bytes: &[u8], block: &Block<'_>, bit: u32) -> bool {
        let start = block.at + bit as usize;
        let length = (!block.from(bit, |kinds| kinds.words)).trailing_zeros();
        if length > LONGEST {
            return true;
        }
        let end = start + length as usize;
        let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
        let before = self.before(bytes, start, Before::new(block, bit, 0));
        let behind = self.behind(bytes, end, block.from(bit, text) >> length, block.from(bit, narrow) >> length);
        // Without branches: which of them it is cannot be foreseen.
        ((before & BEFORE) | (behind & BEHIND) != 0) | (byte(start + 1) | 0x20 == b'x')
            // A large negative number, and one with groups of three.
            || length >= 10 && start > 0 && bytes[start - 1] == b'-'
            || byte(end) == b',' && byte(end + 1).is_ascii_digit()
            || before & FILLER != 0 && self.stands_before(bytes, start, BEFORE | LAST)
    }

    /// Whether a word of whose three capitals the last is at a place is worth a look.
    #[inline(always)]
    fn are_capitals_worth(&self, bytes: &[u8], block: &Block<'_>, bit: u32) -> bool {
        let start = block.at + bit as usize - 2;
        let rest = (!block.from(bit, |kinds| kinds.words)).trailing_zeros();
        let capitals = (!block.from(bit, |kinds| kinds.capitals | kinds.digits)).trailing_zeros();
        if rest == capitals && self.prefixes[usize::from(bytes[start])] || rest > LONGEST {
            return true;
        }
        let before = self.before(bytes, start, Before::new(block, bit, 2));
        let behind = || self.behind(bytes, start + 5, block.from(bit, text) >> 3, block.from(bit, narrow) >> 3) != 0;
        let small = || block.from(bit, |kinds| kinds.narrow & !(kinds.capitals | kinds.digits)) & 0b111;
        before & (NAMING | FILLER) != 0 || rest == 3 && small() == 0 && (before & BEFORE != 0 || behind())
    }

    /// Whether a word of hex digits that ends before a place is worth a look.
    #[inline(always)]
    fn is_hex_worth(&self, bytes: &[u8], block: &Block<'_>, bit: u32) -> bool {
        let length = (!block.before(bit, |kinds| kinds.words)).leading_zeros();
        if length > LONGEST {
            return true;
        }
        let end = block.at + bit as usize;
        let start = end - length as usize;
        let before = self.before(bytes, start, Before::new(block, bit, length));
        before & (BEFORE | FILLER) != 0
            || self.behind(bytes, end, block.from(bit, text), block.from(bit, narrow)) & BEHIND != 0
    }

    /// What the word before a place may be, behind the marks of a gap.
    #[inline(always)]
    fn before(&self, bytes: &[u8], place: usize, before: Before) -> u8 {
        // A minus before a number is a part of it.
        let Some((word, bits)) = before.over_gap(LONGEST_GAP + 1) else { return 0 };
        let end = place - word;
        let is = self.before.before(bytes, end, bits.letters());
        if is & (LAST | FILLER) == 0 {
            return is;
        }
        // Such a word is one of a phrase, or stands between it and the number, behind some words only.
        let Some((length, bits)) = bits.over_word() else { return u8::MAX };
        let second = match bits.over_gap(LONGEST_GAP) {
            Some((gap, bits)) => self.before.before(bytes, end - length - gap, bits.letters()),
            None => 0,
        };
        let longer = if is & LAST != 0 && second & SECOND != 0 { BEFORE | NAMING } else { 0 };
        let filler = if second & (BEFORE | LAST | FILLER) == 0 { FILLER } else { 0 };
        (is | longer) & !filler
    }

    /// What the word behind a place may be; of the bytes from it on, the nearest lowest.
    #[inline(always)]
    fn behind(&self, bytes: &[u8], place: usize, text: u64, narrow: u64) -> u8 {
        let gap = text.trailing_zeros();
        if gap as usize > LONGEST_GAP {
            return 0;
        }
        self.behind.behind(bytes, place + gap as usize, (!(narrow >> gap)).trailing_zeros() as usize)
    }

    /// Whether a word of a phrase may stand before a place, behind the marks of a gap and words that may stand between.
    #[cold]
    fn stands_before(&self, bytes: &[u8], mut place: usize, wanted: u8) -> bool {
        loop {
            let gap = gap_before(bytes, place);
            if gap > LONGEST_GAP + 1 || gap == place {
                return false;
            }
            let word = &bytes[..place - gap];
            let count = word.iter().rev().take_while(|byte| is_letter(**byte)).count();
            let is = self.before.before(bytes, word.len(), count);
            if is & wanted != 0 {
                return true;
            }
            // Marks beyond ASCII are not told from letters.
            if word[..word.len() - count].last().is_some_and(|byte| !byte.is_ascii()) {
                return true;
            }
            if is & FILLER == 0 {
                return false;
            }
            place = word.len() - word.iter().rev().take_while(|byte| is_text(**byte)).count();
        }
    }

    /// Whether the first word of a phrase may stand behind a place.
    fn stands_behind(&self, bytes: &[u8], place: usize) -> bool {
        let gap = bytes[place..].iter().take(LONGEST_GAP + 1).take_while(|byte| !is_text(**byte)).count();
        let count = bytes[place + gap..].iter().take_while(|byte| is_letter(**byte)).count();
        gap <= LONGEST_GAP && gap < bytes.len() - place && self.behind.behind(bytes, place + gap, count) & BEHIND != 0
    }

    /// The token that begins with a word, if that is worth a look.
    #[inline]
    pub fn word(&self, reader: &Reader<'_>, text: &str, run: Run) -> Option<Token> {
        let bytes = text.as_bytes();
        let Range { start, end } = run.range;
        if run.is_basic(bytes) {
            return Some(run.token(bytes));
        }
        let first = bytes[start];
        if first.is_ascii_digit() {
            // A number, which was looked at when it began.
            return None;
        }
        let word = &text[start..end];
        let worth = run.has_capitals
            || self.prefixes[usize::from(first)] && reader.names().has_prefix(word)
            || can_be_named(bytes, &run.range) && self.stands_before(bytes, start, NAMING | LAST)
            || can_be_number(word.as_bytes())
                && (self.stands_before(bytes, start, BEFORE | LAST) || self.stands_behind(bytes, end));
        worth.then(|| run.token(bytes))
    }
}

/// The bytes before a place, the nearest highest.
#[derive(Clone, Copy)]
struct Before {
    /// Which are letters and digits.
    text: u64,
    /// Which of them are of ASCII.
    narrow: u64,
    /// How many bytes are not known, the farthest.
    unknown: u32,
}

impl Before {
    /// Those before a place of a block, but for the nearest.
    #[inline(always)]
    fn new(block: &Block<'_>, bit: u32, skipped: u32) -> Self {
        Self { text: block.before(bit, text), narrow: block.before(bit, narrow), unknown: 0 }.over(skipped)
    }

    #[inline(always)]
    fn over(self, count: u32) -> Self {
        Self { text: self.text << count, narrow: self.narrow << count, unknown: self.unknown + count }
    }

    /// The length of a gap before a letter or digit, if it is short, and what is before it.
    #[inline(always)]
    fn over_gap(self, longest: usize) -> Option<(usize, Self)> {
        let gap = self.text.leading_zeros();
        (gap as usize <= longest).then(|| (gap as usize, self.over(gap)))
    }

    /// How many letters of ASCII are nearest.
    #[inline(always)]
    fn letters(self) -> usize {
        (!self.narrow).leading_zeros() as usize
    }

    /// The length of the word that is nearest, if it is one of ASCII and short, and what is before it. Marks beyond ASCII are not
    /// told from letters.
    #[inline(always)]
    fn over_word(self) -> Option<(usize, Self)> {
        let length = self.letters();
        let whole = length == (!self.text).leading_zeros() as usize;
        // What may stand before it has to be known, too: a gap and four letters.
        (whole && self.unknown + length as u32 <= LONGEST).then(|| (length, self.over(length as u32)))
    }
}

/// Letters and digits.
#[inline(always)]
fn text(kinds: &Kinds) -> u64 {
    kinds.text
}

/// Those of ASCII.
#[inline(always)]
fn narrow(kinds: &Kinds) -> u64 {
    kinds.narrow
}

/// The places of the bits that are set, in their order.
#[inline(always)]
fn bits(mut bits: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let bit = (bits != 0).then(|| bits.trailing_zeros())?;
        bits &= bits - 1;
        Some(bit)
    })
}

/// How many bytes before a place can be no part of a word.
fn gap_before(bytes: &[u8], place: usize) -> usize {
    bytes[..place].iter().rev().take(LONGEST_GAP + 2).take_while(|byte| !is_text(**byte)).count()
}
