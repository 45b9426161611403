//! The words of a text as phrases see them, and a table of them.

use super::recent::Extent;

/// Bytes that may stand between two words of a phrase, and between it and the number.
pub const LONGEST_GAP: usize = 12;
/// Marks that no phrase runs over.
pub const BREAKS: [u8; 4] = *b"/;|\n";

/// Something for each of some words, found in any case.
#[derive(Debug)]
pub struct Words<'a, T> {
    entries: Vec<(&'a str, T)>,
    /// By the hash of the word's key, the next free place taken: the key, and the place of the entry from 1; 0 where there is none.
    /// A power of two, of which at least three quarters are free: most words of a log end at the first.
    slots: Vec<(u64, u32)>,
    /// The pairs of letters with which they begin and end.
    edges: [Pairs; 2],
}

/// Pairs of letters, in any case: a bit each.
#[derive(Debug)]
struct Pairs(Vec<u64>);

impl Default for Pairs {
    fn default() -> Self {
        Self(vec![0; (1 << 12) / 64])
    }
}

impl Pairs {
    /// Letters and digits are told from each other by five bits and by whether they are letters; all other characters are nothing.
    #[inline(always)]
    fn index(edge: u8, next: u8) -> usize {
        let number = |byte: u8| match CLASSES[usize::from(byte)] {
            0 => 0,
            _ => usize::from(byte & 0x1F | (byte & 0x40) >> 1),
        };
        number(edge) << 6 | number(next)
    }

    fn add(&mut self, edge: u8, next: u8) {
        let at = Self::index(edge, next);
        self.0[at / 64] |= 1 << (at % 64);
    }

    /// Whether a word may have these letters at its edge; the second is what stands beside it if it has one alone.
    #[inline(always)]
    fn has(&self, edge: u8, next: u8) -> bool {
        let at = Self::index(edge, next);
        // Letters beyond ASCII have cases of their own.
        self.0[at / 64] >> (at % 64) & 1 == 1 || !edge.is_ascii() || !next.is_ascii()
    }
}

impl<T> Default for Words<'_, T> {
    fn default() -> Self {
        Self { entries: Vec::new(), slots: vec![(0, 0); 4], edges: Default::default() }
    }
}

impl<'a, T: Default> Words<'a, T> {
    /// The place and the entry of a word in small letters, made where there is none.
    pub fn entry(&mut self, word: &'a str) -> (usize, &mut T) {
        let at = match self.entries.iter().position(|(known, _)| *known == word) {
            Some(at) => at,
            None => {
                let letters = word.as_bytes();
                let at = |at: usize| letters.get(at).copied().unwrap_or_default();
                self.edges[0].add(at(0), at(1));
                self.edges[1].add(at(letters.len() - 1), if letters.len() > 1 { at(letters.len() - 2) } else { 0 });
                self.entries.push((word, T::default()));
                if self.entries.len() * 4 > self.slots.len() {
                    self.slots = vec![(0, 0); self.slots.len() * 2];
                    (0..self.entries.len()).for_each(|at| self.place(at));
                } else {
                    self.place(self.entries.len() - 1);
                }
                self.entries.len() - 1
            }
        };
        (at, &mut self.entries[at].1)
    }

    fn place(&mut self, at: usize) {
        let (key, _) = key(self.entries[at].0);
        let mut slot = hash(key) & (self.slots.len() - 1);
        while self.slots[slot].1 != 0 {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        self.slots[slot] = (key, at as u32 + 1);
    }
}

impl<T> Words<'_, T> {
    /// All entries.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.entries.iter_mut().map(|(_, entry)| entry)
    }

    /// Whether a word is none of these, by its first or last letter (0 and 1) and what stands beside it, in or outside the word.
    #[inline(always)]
    pub fn is_unknown(&self, edge: usize, letter: u8, next: u8) -> bool {
        is_text(letter) && !self.edges[edge].has(letter, next)
    }

    /// The last word of a text, if it may be one of these, and how much at the end of the text tells so.
    #[inline]
    pub fn last<'t>(&self, text: &'t str) -> (Extent, Option<Word<'t>>) {
        let bytes = text.as_bytes();
        let gap = bytes.iter().rev().take(LONGEST_GAP + 1).take_while(|byte| !is_text(**byte)).count();
        let at = |back: usize| bytes.len().checked_sub(back).map_or(0, |at| bytes[at]);
        if gap > LONGEST_GAP {
            return (Extent { bytes: gap, unknown: false }, None);
        }
        if gap == bytes.len() || self.is_unknown(1, at(gap + 1), at(gap + 2)) {
            return (Extent { bytes: gap, unknown: true }, None);
        }
        let word = last_word(text);
        // The byte before it tells where a word begins. What is none is none for the gap.
        let read = word.as_ref().map_or(gap + 2, |word| text.len() - word.rest.len() + 1);
        (Extent { bytes: read, unknown: false }, word)
    }

    /// The first word of a text behind a number, if it is one of these, and how much at the beginning of the text tells so.
    pub fn first(&self, text: &str) -> (Extent, Option<(usize, &T)>) {
        let bytes = text.as_bytes();
        let gap = bytes.iter().take(LONGEST_GAP + 1).take_while(|byte| !is_text(**byte)).count();
        let at = |at: usize| bytes.get(at).copied().unwrap_or_default();
        if gap > LONGEST_GAP {
            return (Extent { bytes: gap, unknown: false }, None);
        }
        if gap == bytes.len() || self.is_unknown(0, at(gap), at(gap + 1)) {
            return (Extent { bytes: gap, unknown: true }, None);
        }
        let word = words(text, true).next().and_then(|word| self.get(word));
        (Extent { bytes: reach(text, 1), unknown: false }, word)
    }

    /// The place and the entry of a word.
    #[inline]
    pub fn get(&self, word: &str) -> Option<(usize, &T)> {
        let (key, ascii) = key(word);
        if ascii {
            // The key holds every letter of a short word.
            return self.find(key, |known| word.len() <= 8 || known.eq_ignore_ascii_case(word));
        }
        // Words in other letters are kept in small letters.
        let small = word.to_lowercase();
        self.find(self::key(&small).0, |known| forms(known).iter().any(|form| form == word))
    }

    #[inline(always)]
    fn find(&self, key: u64, is: impl Fn(&str) -> bool) -> Option<(usize, &T)> {
        let mut slot = hash(key) & (self.slots.len() - 1);
        loop {
            let (known, place) = self.slots[slot];
            let at = (place as usize).checked_sub(1)?;
            if known == key && is(self.entries[at].0) {
                return Some((at, &self.entries[at].1));
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }
}

/// The first and the last letters of a word, the same in either case, and its length as far as it matters; whether it is ASCII.
#[inline(always)]
fn key(word: &str) -> (u64, bool) {
    let bytes = word.as_bytes();
    let (first, last) = match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(first), Some(last)) => (*first, *last),
        _ => {
            let letter = |at: usize| bytes.get(at).copied().unwrap_or_default();
            ([letter(0), letter(1), letter(2), 0], [0; 4])
        }
    };
    let [first, last] = [first, last].map(|letters| u64::from(u32::from_le_bytes(letters)));
    const HIGHEST: u64 = 0x8080_8080;
    let ascii = (first | last) & HIGHEST == 0 && (bytes.len() <= 8 || word.is_ascii());
    // The highest bits of ASCII are free.
    let length = bytes.len().min(9) as u64;
    let length = (length & 1) << 7 | (length >> 1 & 1) << 15 | (length >> 2 & 1) << 23 | (length >> 3) << 31;
    let key = (first << 32 | last ^ length) | 0x2020_2020_2020_2020;
    (key | u64::from(!ascii) << 63, ascii)
}

#[inline(always)]
fn hash(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize
}

/// The forms in which a word that is not ASCII is looked for: small letters, a first capital, capitals.
pub fn forms(word: &str) -> [String; 3] {
    let first = word.chars().next().map_or(0, char::len_utf8);
    [word.to_owned(), word[..first].to_uppercase() + &word[first..], word.to_uppercase()]
}

/// Whether a word is the one of a phrase, in any case.
pub fn same(known: &str, word: &str) -> bool {
    if known.len() == word.len() && word.is_ascii() {
        return known.eq_ignore_ascii_case(word);
    }
    !word.is_ascii() && forms(known).iter().any(|form| form == word)
}

/// A word, seen from behind.
#[derive(Clone, Copy)]
pub struct Word<'t> {
    /// The word.
    pub text: &'t str,
    /// What stands before it.
    pub rest: &'t str,
    /// Whether a comma stands behind it.
    pub comma: bool,
}

/// The word that ends a text, but for at most [`LONGEST_GAP`] bytes of marks; nothing where a sentence ends between.
#[inline]
pub fn last_word(text: &str) -> Option<Word<'_>> {
    let bytes = text.as_bytes();
    let mut end = bytes.len();
    while end > 0 && !is_text(bytes[end - 1]) && bytes.len() - end <= LONGEST_GAP {
        end -= 1;
    }
    if bytes.len() - end > LONGEST_GAP {
        return None;
    }
    let mut start = end;
    while start > 0 && CLASSES[usize::from(bytes[start - 1])] == 1 {
        start -= 1;
    }
    if start > 0 && !bytes[start - 1].is_ascii() {
        (start, end) = last_wide_word(text);
    }
    let gap = &bytes[end..];
    // What most words stand behind is no break and holds no comma.
    let plain = matches!(gap, [] | [b' ' | b'=' | b':' | b'('] | [b':' | b'=', b' '] | [b' ', b'(' | b'=' | b'"']);
    if start == end || !plain && is_break(gap) {
        return None;
    }
    let comma = !plain && gap.windows(2).any(|pair| pair == b", ");
    Some(Word { text: &text[start..end], rest: &text[..start], comma })
}

/// Where the last word of a text is. Letters and marks beyond ASCII are told apart by their properties, which takes longer.
#[cold]
fn last_wide_word(text: &str) -> (usize, usize) {
    let end = text.trim_end_matches(|char: char| !char.is_alphanumeric()).len();
    (text[..end].trim_end_matches(char::is_alphanumeric).len(), end)
}

/// Whether a byte can be one of a word.
#[inline]
pub fn is_text(byte: u8) -> bool {
    CLASSES[usize::from(byte)] != 0
}

/// ASCII letters and digits are 1, bytes beyond ASCII 2, all others 0: every line of a log is asked for them.
const CLASSES: [u8; 256] = {
    let mut classes = [2; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte] = (byte as u8).is_ascii_alphanumeric() as u8;
        byte += 1;
    }
    classes
};

/// Whether marks between two words part them: there are too many of them, or a sentence ends.
fn is_break(gap: &[u8]) -> bool {
    let space_after = |at: usize| gap.get(at + 1).is_some_and(u8::is_ascii_whitespace);
    gap.len() > LONGEST_GAP
        || gap.iter().enumerate().any(|(at, byte)| match byte {
            b'.' | b'!' | b'?' => space_after(at),
            byte => BREAKS.contains(byte),
        })
}

/// Whether the text behind a number parts it from the words of a phrase that begin it, which has words before the number as well:
/// `Error 1402. Could not open key` and `status=203/EXEC` are one.
fn is_break_within(gap: &[u8]) -> bool {
    is_break(gap) && !matches!(gap, b"/" | b". " | b".  ")
}

/// Whether the words of a text behind a number begin with some words of a phrase; `within` says whether it has others before it.
pub fn follows(text: &str, after: &[&str], within: bool) -> bool {
    let mut found = words(text, within);
    // A second number may be part of a phrase: `error # of #`.
    let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    after
        .iter()
        .all(|known| found.next().is_some_and(|word| if *known == "#" { number(word) } else { same(known, word) }))
}

/// The words of a text, as long as what stands between them is short.
fn words(text: &str, within: bool) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = until(rest, true)?;
        let parts = if within && rest.len() == text.len() { is_break_within } else { is_break };
        if parts(&rest.as_bytes()[..start]) {
            return None;
        }
        let length = until(&rest[start..], false);
        let (word, behind) = rest[start..].split_at(length.unwrap_or(rest.len() - start));
        rest = behind;
        Some(word)
    })
}

/// The bytes that some words at the beginning of a text are told from, the one behind them among these: more than there are where
/// the text's end tells, too.
pub fn reach(text: &str, words: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    for _ in 0..words {
        let gap = bytes[at..].iter().take(LONGEST_GAP + 1).take_while(|byte| !is_text(**byte)).count();
        at += gap;
        if gap > LONGEST_GAP || at == bytes.len() {
            break;
        }
        at += bytes[at..].iter().take_while(|byte| is_text(**byte)).count();
    }
    at + 1
}

/// Where a text has its first letter or digit, or its first other character.
fn until(text: &str, alphanumeric: bool) -> Option<usize> {
    let at = text.bytes().position(|byte| !byte.is_ascii() || byte.is_ascii_alphanumeric() == alphanumeric)?;
    if text.as_bytes()[at].is_ascii() {
        return Some(at);
    }
    text.find(|char: char| char.is_alphanumeric() == alphanumeric)
}
