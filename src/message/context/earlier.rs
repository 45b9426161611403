//! Words that a phrase asks for anywhere before its number: a line is looked through for all of them once.

use std::ops::Range;

use super::Phrases;
use super::words::{Words, is_text};

/// What of them stands in a text up to a place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Earlier {
    found: u128,
    /// Everything before it was looked at.
    upto: usize,
    /// Where the last word before it ends; 0 where there is none.
    word_end: usize,
}

impl Earlier {
    /// What of them stands in a text before a place, a bit each. The text is the same at every call, and the place never before an
    /// earlier one.
    pub(super) fn found(&mut self, phrases: &Phrases<'_>, text: &str, place: usize) -> u128 {
        let bytes = text.as_bytes();
        if self.upto < place && !bytes[self.upto..place].is_ascii() {
            // Letters and marks beyond ASCII are told apart by their properties.
            let mut at = self.upto;
            for part in text[at..place].split_inclusive(|char: char| !char.is_alphanumeric()) {
                let word = part.trim_end_matches(|char: char| !char.is_alphanumeric());
                self.found |= phrases.earlier.found(text, at..at + word.len(), None);
                at += part.len();
            }
            (self.upto, self.word_end) = (place, 0);
        }
        while self.upto < place {
            let rest = &bytes[self.upto..place];
            let bits = text_bits(rest);
            let mut starts = bits & !(bits << 1);
            let mut next = self.upto + BLOCK.min(rest.len());
            while starts != 0 {
                let start = starts.trailing_zeros() as usize;
                let mut length = (bits >> start).trailing_ones() as usize;
                if start + length == BLOCK {
                    // The word goes on in the next block.
                    length += rest[BLOCK..].iter().take_while(|byte| is_text(**byte)).count();
                    next = self.upto + start + length;
                }
                // Most words of a log end here.
                if phrases.earlier.may_have(&rest[start..], length) {
                    let start = self.upto + start;
                    let before = self.word_end.checked_sub(1).map(|at| bytes[at]);
                    self.found |= phrases.earlier.found(text, start..start + length, before);
                }
                self.word_end = self.upto + start + length;
                starts &= starts - 1;
            }
            self.upto = next;
        }
        self.found
    }
}

/// All words that phrases ask for.
#[derive(Debug, Default)]
pub(super) struct EarlierWords<'a> {
    /// Each some words that follow each other.
    asked: Vec<Vec<&'a str>>,
    /// The last words of them, each with the places of those that end with it.
    lasts: Words<'a, Vec<usize>>,
    /// What may be one of them.
    edges: Edges,
}

impl<'a> EarlierWords<'a> {
    /// Adds some words; their place, which is below 128.
    pub fn add(&mut self, words: &[&'a str]) -> usize {
        if let Some(at) = self.asked.iter().position(|known| known == words) {
            return at;
        }
        self.asked.push(words.to_vec());
        assert!(self.asked.len() <= 128, "there is a bit for each");
        let at = self.asked.len() - 1;
        let last = words[words.len() - 1];
        self.lasts.entry(last).1.push(at);
        self.edges.add(last);
        at
    }

    /// Whether the first bytes of a text may be a last word.
    #[inline(always)]
    fn may_have(&self, text: &[u8], length: usize) -> bool {
        self.edges.have(text, length)
    }

    /// What ends with a word of a text, a bit each. The letter that ends the word before it, where that is known, tells most that
    /// does not.
    fn found(&self, text: &str, word: Range<usize>, letter: Option<u8>) -> u128 {
        let mut found = 0;
        for &at in self.lasts.get(&text[word.clone()]).map_or(&[][..], |(_, asked)| asked) {
            let before = self.asked[at].split_last().map_or(&[][..], |(_, before)| before);
            let ends_so = |last: &&str| {
                letter.is_none_or(|letter| !letter.is_ascii() || last.as_bytes().last() == Some(&(letter | 0x20)))
            };
            let stands = before.last().is_none_or(ends_so) && Phrases::ends_with(&text[..word.start], before);
            found |= u128::from(stands) << at;
        }
        found
    }
}

/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// A bit each for the first bytes of a text in ASCII, set where it is a letter or a digit.
#[inline(always)]
fn text_bits(text: &[u8]) -> u64 {
    let mut flags = [0; BLOCK];
    match text.first_chunk::<BLOCK>() {
        Some(block) => flags = *block,
        None => flags[..text.len()].copy_from_slice(text),
    }
    for byte in &mut flags {
        let small = *byte | 0x20;
        *byte = u8::from(small.wrapping_sub(b'a') < 26) | u8::from(byte.wrapping_sub(b'0') < 10);
    }
    let (eights, _) = flags.as_chunks::<8>();
    let mut bits = 0;
    for (place, eight) in eights.iter().enumerate() {
        // Multiplied so, the lowest bits of eight bytes come together in the highest byte.
        bits |= u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56 << (place * 8);
    }
    bits
}

/// Entries of the table.
const ENTRIES: usize = 1 << 12;

/// The first letters of some words, in any case, and their lengths. Other words can be taken for them.
#[derive(Debug)]
struct Edges(Vec<bool>);

impl Default for Edges {
    fn default() -> Self {
        Self(vec![false; ENTRIES])
    }
}

impl Edges {
    /// Adds a word.
    fn add(&mut self, word: &str) {
        self.0[Self::index(word.as_bytes(), word.len())] = true;
    }

    /// Whether the first bytes of a text may be one of them.
    #[inline(always)]
    fn have(&self, text: &[u8], length: usize) -> bool {
        self.0[Self::index(text, length)]
    }

    #[inline(always)]
    fn index(text: &[u8], length: usize) -> usize {
        let letters = match text.first_chunk() {
            Some(first) => u32::from_le_bytes(*first),
            None => text.iter().rev().fold(0, |all, byte| all << 8 | u32::from(*byte)),
        };
        let all = !(u64::MAX << (length.min(4) * 8)) as u32;
        let key = (letters | 0x2020_2020) & all ^ (length.min(31) as u32) << 27;
        (key.wrapping_mul(0x9E37_79B1) >> (u32::BITS - ENTRIES.trailing_zeros())) as usize
    }
}
