//! Words that a phrase asks for anywhere before its number: a line is looked through for all of them once.

use std::ops::Range;

use super::Phrases;
use super::words::is_text;

/// What of them stands in a text up to a place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Earlier {
    found: u128,
    /// Everything before it was looked at.
    upto: usize,
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
                self.note(phrases, text, at..at + word.len());
                at += part.len();
            }
            self.upto = place;
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
                if phrases.lengths.have(rest[start], rest.get(start + 1).copied().unwrap_or_default(), length) {
                    self.note(phrases, text, self.upto + start..self.upto + start + length);
                }
                starts &= starts - 1;
            }
            self.upto = next;
        }
        self.found
    }

    /// Notes what ends with a word of a text.
    fn note(&mut self, phrases: &Phrases<'_>, text: &str, word: Range<usize>) {
        for &known in phrases.words.get(&text[word.clone()]).map_or(&[][..], |(_, entry)| &entry.earlier) {
            // It is the last of them.
            let before = phrases.earlier[known].split_last().map_or(&[][..], |(_, before)| before);
            self.found |= u128::from(Phrases::ends_with(&text[..word.start], before)) << known;
        }
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

/// How long words are that begin with two letters, a bit a length.
#[derive(Debug)]
pub(super) struct Lengths(Vec<u32>);

impl Default for Lengths {
    fn default() -> Self {
        Self(vec![0; 1 << 10])
    }
}

impl Lengths {
    /// Adds a word in small letters.
    pub(super) fn add(&mut self, word: &str) {
        let bit = 1 << word.len().min(31);
        match *word.as_bytes() {
            [first, second, ..] => self.0[Self::index(first, second)] |= bit,
            // Whatever stands behind it.
            [first] => (0..32).for_each(|second| self.0[Self::index(first, second)] |= bit),
            [] => {}
        }
    }

    /// Whether a word may be one of them; of one letter, the second is what stands behind it.
    #[inline(always)]
    fn have(&self, first: u8, second: u8, length: usize) -> bool {
        self.0[Self::index(first, second)] >> length.min(31) & 1 == 1
    }

    /// Letters are the same in both cases.
    #[inline(always)]
    fn index(first: u8, second: u8) -> usize {
        usize::from(first & 0x1F) << 5 | usize::from(second & 0x1F)
    }
}
