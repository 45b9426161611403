//! What was around the numbers of a log, remembered with what it means: logs say the same things of many numbers.
//!
//! An answer holds for the bytes that it was made of, and those are compared.

use super::earlier::Earlier;
use super::words::{Word, Words, last_word};
use super::{Phrase, Phrases};
use crate::message::is_word_byte;

/// Bytes before and behind a number that can be remembered.
const BEFORE: usize = 40;
const BEHIND: usize = 24;
/// How many answers are; a power of two.
const ANSWERS: usize = 1024;

/// Answers, by the bytes right beside a number.
#[derive(Debug, Default)]
pub struct Recent {
    answers: Vec<Option<Box<Answer>>>,
    /// The place of the one that was given last, where it is remembered.
    last: Option<usize>,
}

#[derive(Clone, Debug)]
struct Answer {
    surroundings: Surroundings,
    /// The place of the phrase.
    phrase: Option<u16>,
}

/// What around a number an answer was made of, and holds for.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// The bytes before the number, at the end of their room, …
    before: [u8; BEFORE],
    /// … and those behind it.
    behind: [u8; BEHIND],
    lengths: [u8; 2],
    /// What stands beyond them.
    beyond: [Beyond; 2],
    /// The words earlier in the line that were asked for, and those that were there.
    asked: u128,
    found: u128,
}

/// What stands beyond the bytes that an answer is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beyond {
    /// Something, whatever it is.
    Anything,
    /// The text's edge.
    Nothing,
    /// The text's edge, or a word that is known by its letters there to be none of a phrase's.
    Unknown,
}

/// How far a text was read, from a number on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Extent {
    /// Bytes: more than there are where the text's edge was read.
    pub bytes: usize,
    /// Whether the word behind them was found to be none of a phrase's.
    pub unknown: bool,
}

impl Extent {
    /// As far as two.
    pub fn and(self, other: Self) -> Self {
        let (short, long) = if self.bytes < other.bytes { (self, other) } else { (other, self) };
        // The letters of an unknown word are two.
        let covered = !short.unknown || short.bytes == long.bytes && long.unknown || short.bytes + 2 <= long.bytes;
        if covered { long } else { Self { bytes: long.bytes + 2, unknown: false } }
    }
}

/// What of a text an answer is made of.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// How much before the number.
    pub before: Extent,
    /// How much behind it.
    pub behind: Extent,
    /// The words earlier in the line that were asked for.
    pub asked: u128,
}

impl Read {
    /// The last word of the first bytes of a text, if it may be one of some words.
    #[inline]
    pub fn last_word<'t, T: Default>(&mut self, words: &Words<'_, T>, text: &'t str, whole: usize) -> Option<Word<'t>> {
        let (extent, word) = words.last(text);
        self.before = self.before.and(Extent { bytes: whole - text.len() + extent.bytes, ..extent });
        word
    }

    /// Whether a word behind the first bytes of a text is the end of a path: `/usr/bin/gcc-win32` says nothing of a number behind it.
    pub fn ends_path(&mut self, text: &str, whole: usize) -> bool {
        let part = path_end(text);
        self.before = self.before.and(Extent { bytes: whole - text.len() + part.len() + 1, unknown: false });
        is_path(part)
    }
}

/// The bytes at the end of a text that can belong to a path.
fn path_end(text: &str) -> &[u8] {
    let bytes = text.as_bytes();
    let is_part = |byte: &u8| is_word_byte(*byte) || b"-./\\".contains(byte);
    let length = bytes.iter().rev().take_while(|byte| is_part(byte)).count();
    &bytes[bytes.len() - length..]
}

/// Whether what stands right before a word makes that the end of a path; `and/or` is none.
fn is_path(part: &[u8]) -> bool {
    let separators = part.iter().filter(|byte| matches!(byte, b'/' | b'\\')).count();
    separators > 1 || separators == 1 && matches!(part[0], b'/' | b'\\')
}

/// Whether the last word of a text is the end of a path.
pub fn ends_with_path(text: &str) -> bool {
    last_word(text).is_some_and(|word| is_path(path_end(word.rest)))
}

impl Recent {
    /// Remembers answers.
    pub fn new() -> Self {
        Self { answers: vec![None; ANSWERS], last: None }
    }

    /// The phrase that the words around a number are, as [`Phrases::around`] tells it.
    #[inline]
    pub fn around<'p, 'a>(
        &mut self,
        phrases: &'p Phrases<'a>,
        text: &str,
        start: usize,
        end: usize,
        earlier: &mut Earlier,
    ) -> Option<&'p Phrase<'a>> {
        if self.answers.is_empty() {
            return phrases.around(text, start, end, earlier);
        }
        let (before, behind) = (&text.as_bytes()[..start], &text.as_bytes()[end..]);
        let at = slot(before, behind);
        for at in [at, at ^ 1] {
            if let Some(answer) = &self.answers[at]
                && answer.surroundings.are_of(phrases, text, start, end, earlier)
            {
                self.last = Some(at);
                return answer.phrase.map(|index| phrases.phrase(usize::from(index)));
            }
        }
        let mut read = Read::default();
        let phrase = phrases.read_around(text, start, end, earlier, &mut read);
        let found = if read.asked == 0 { 0 } else { earlier.found(phrases, text, start) & read.asked };
        self.last = None;
        if let Some(surroundings) = Surroundings::new(before, behind, &read, found)
            && let Ok(phrase) = phrase.map(|phrase| u16::try_from(phrase.index)).transpose()
        {
            self.answers.swap(at, at ^ 1);
            self.answers[at] = Some(Box::new(Answer { surroundings, phrase }));
            self.last = Some(at);
        }
        phrase
    }

    /// What the last answer was made of, if that is remembered.
    pub fn surroundings(&self) -> Option<&Surroundings> {
        self.answers[self.last?].as_ref().map(|answer| &answer.surroundings)
    }
}

impl Surroundings {
    /// Those of something that is the same whatever stands around it.
    pub const ANY: Self = Self {
        before: [0; BEFORE],
        behind: [0; BEHIND],
        lengths: [0; 2],
        beyond: [Beyond::Anything; 2],
        asked: 0,
        found: 0,
    };

    fn new(before: &[u8], behind: &[u8], read: &Read, found: u128) -> Option<Self> {
        let beyond = |extent: Extent, text: &[u8]| match extent {
            Extent { unknown: true, .. } => Beyond::Unknown,
            Extent { bytes, .. } if bytes > text.len() => Beyond::Nothing,
            _ => Beyond::Anything,
        };
        let mut new = Self {
            beyond: [beyond(read.before, before), beyond(read.behind, behind)],
            asked: read.asked,
            found,
            ..Self::ANY
        };
        let before = &before[before.len() - read.before.bytes.min(before.len())..];
        let behind = &behind[..read.behind.bytes.min(behind.len())];
        // Letters and marks beyond ASCII are told apart by their properties, for which more may have been read.
        if before.len() > BEFORE || behind.len() > BEHIND || !before.is_ascii() || !behind.is_ascii() {
            return None;
        }
        new.before[BEFORE - before.len()..].copy_from_slice(before);
        new.behind[..behind.len()].copy_from_slice(behind);
        new.lengths = [before.len() as u8, behind.len() as u8];
        Some(new)
    }

    /// Whether a number of a text stands in these. `earlier` is of the same text.
    #[inline(always)]
    pub fn are_of(&self, phrases: &Phrases<'_>, text: &str, start: usize, end: usize, earlier: &mut Earlier) -> bool {
        let words = &phrases.words;
        let (before, behind) = (&text.as_bytes()[..start], &text.as_bytes()[end..]);
        let [before_length, behind_length] = self.lengths.map(usize::from);
        let Some((further, before)) = before.len().checked_sub(before_length).map(|at| before.split_at(at)) else {
            return false;
        };
        let Some((behind, rest)) = behind.split_at_checked(behind_length) else { return false };
        let back = |at: usize| further.len().checked_sub(at + 1).map(|at| further[at]);
        let is = |beyond: Beyond, edge: usize, next: Option<u8>, second: Option<u8>| match beyond {
            Beyond::Anything => true,
            Beyond::Nothing => next.is_none(),
            Beyond::Unknown => next.is_none_or(|next| words.is_unknown(edge, next, second.unwrap_or_default())),
        };
        before == &self.before[BEFORE - before_length..]
            && behind == &self.behind[..behind_length]
            && is(self.beyond[0], 1, back(0), back(1))
            && is(self.beyond[1], 0, rest.first().copied(), rest.get(1).copied())
            && (self.asked == 0 || earlier.found(phrases, text, start) & self.asked == self.found)
    }
}

/// A one in each byte.
const EACH: u64 = 0x0101_0101_0101_0101;

/// Where an answer is kept.
#[inline(always)]
fn slot(before: &[u8], behind: &[u8]) -> usize {
    let next = match behind.first_chunk() {
        Some(next) => u32::from_le_bytes(*next),
        None => behind.first().copied().map_or(0, u32::from),
    };
    let both = (before_number(before) ^ u64::from(next).rotate_left(17)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (both >> (u64::BITS - ANSWERS.trailing_zeros())) as usize
}

/// What the last bytes before a number are, but for digits: other numbers beside it, as a time before it, say nothing of it.
#[inline(always)]
pub fn before_number(before: &[u8]) -> u64 {
    let last = last_bytes(before);
    // `0` to `9` are the same.
    let other = (last & (EACH * 0xF0)) ^ (EACH * 0x30);
    let other = (other >> 7 | other >> 6 | other >> 5 | other >> 4) & EACH;
    last & ((EACH * 0xF0) | (other * 0x0F))
}

/// The last eight bytes of a text, the last of them highest.
#[inline(always)]
pub fn last_bytes(text: &[u8]) -> u64 {
    match text.last_chunk() {
        Some(last) => u64::from_le_bytes(*last),
        None => text.iter().fold(0, |all, byte| all >> 8 | u64::from(*byte) << 56),
    }
}
