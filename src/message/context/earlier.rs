//! Words that a phrase asks for anywhere before its number: a line is looked through for all of them once.

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
    /// Whether the words of a bit stand in a text before a place. The text is the same at every call, and the place never before
    /// an earlier one.
    pub(super) fn holds(&mut self, phrases: &Phrases<'_>, bit: u128, text: &str, place: usize) -> bool {
        let bytes = &text.as_bytes()[..place];
        let mut from = self.upto;
        while from < place {
            let start = from;
            while from < place && is_text(bytes[from]) {
                from += 1;
            }
            let word = &text[start..from];
            if word.is_ascii() {
                if phrases.lengths.have(word) {
                    self.note(phrases, &text[..from], word);
                }
            } else {
                // Letters and marks beyond ASCII are told apart by their properties.
                let mut at = start;
                for part in word.split_inclusive(|char: char| !char.is_alphanumeric()) {
                    let word = part.trim_end_matches(|char: char| !char.is_alphanumeric());
                    self.note(phrases, &text[..at + word.len()], word);
                    at += part.len();
                }
            }
            from += 1;
        }
        self.upto = self.upto.max(place);
        self.found & bit != 0
    }

    /// Notes what ends with the last word of a text.
    fn note(&mut self, phrases: &Phrases<'_>, text: &str, word: &str) {
        let Some((_, entry)) = phrases.words.get(word) else { return };
        for &known in &entry.earlier {
            self.found |= u128::from(phrases.ends_with(text, &phrases.earlier[known])) << known;
        }
    }
}

/// How long words are that begin with a byte, a bit a length.
#[derive(Debug)]
pub(super) struct Lengths([u32; 256]);

impl Default for Lengths {
    fn default() -> Self {
        Self([0; 256])
    }
}

impl Lengths {
    /// Adds a word in small letters.
    pub(super) fn add(&mut self, word: &str) {
        let first = word.as_bytes()[0];
        for first in [first, first.to_ascii_uppercase()] {
            self.0[usize::from(first)] |= 1 << word.len().min(31);
        }
    }

    /// Whether a word may be one of them.
    #[inline]
    fn have(&self, word: &str) -> bool {
        word.bytes().next().is_some_and(|first| self.0[usize::from(first)] >> word.len().min(31) & 1 == 1)
    }
}
