//! Words that a phrase asks for anywhere before its number: a line is looked through for all of them once.

use std::ops::Range;

use super::Phrases;
use super::words::Words;
use crate::message::blocks::{BLOCK, Kinds, with_block};
use crate::message::letters::{first, slot};

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
        while self.upto < place {
            let kinds = with_block(bytes, self.upto, Kinds::new);
            let count = place - self.upto;
            let all = u64::MAX >> (BLOCK - count.min(BLOCK));
            if kinds.text & all & !kinds.narrow != 0 {
                self.find_wide(phrases, text, place);
                break;
            }
            let mut letters = kinds.narrow & all;
            let mut next = BLOCK.min(count);
            // A word that goes on in the next block is looked at from its beginning, but for those longer than any that is asked for.
            match letters.leading_ones() as usize {
                0 => {}
                BLOCK => {
                    let in_word = |byte: &&u8| byte.is_ascii_alphanumeric();
                    next = bytes[self.upto..place].iter().take_while(in_word).count();
                    letters = 0;
                }
                open => {
                    next -= open;
                    letters &= u64::MAX >> open;
                }
            }
            // Each begins with a letter.
            let mut starts = letters & !(letters << 1) & !kinds.digits;
            while starts != 0 {
                let start = starts.trailing_zeros() as usize;
                let length = (!(letters >> start)).trailing_zeros() as usize;
                let letter = last_before(letters, start).map(|end| bytes[self.upto + end]);
                // Most words of a log end here.
                if phrases.earlier.edges.have(&bytes[self.upto + start..], length, letter) {
                    let word = self.upto + start..self.upto + start + length;
                    self.found |= phrases.earlier.found(text, word);
                }
                starts &= starts - 1;
            }
            self.upto += next;
        }
        self.found
    }

    /// As [`Self::found`], where letters and marks beyond ASCII are told apart by their properties.
    #[cold]
    fn find_wide(&mut self, phrases: &Phrases<'_>, text: &str, place: usize) {
        let mut at = self.upto;
        for part in text[at..place].split_inclusive(|char: char| !char.is_alphanumeric()) {
            let word = part.trim_end_matches(|char: char| !char.is_alphanumeric());
            self.found |= phrases.earlier.found(text, at..at + word.len());
            at += part.len();
        }
        self.upto = place;
    }
}

/// The last letter of a block before a place, if it has one there.
#[inline(always)]
fn last_before(letters: u64, place: usize) -> Option<usize> {
    let letters = letters & !(u64::MAX << place);
    (letters != 0).then(|| letters.ilog2() as usize)
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
        let found = !last.is_ascii() || last.len() < BLOCK && last.as_bytes()[0].is_ascii_alphabetic();
        debug_assert!(found, "{last}: other words of ASCII are not looked for");
        self.lasts.entry(last).1.push(at);
        self.edges.add(last, words.iter().rev().nth(1).copied());
        at
    }

    /// What ends with a word of a text, a bit each.
    fn found(&self, text: &str, word: Range<usize>) -> u128 {
        let mut found = 0;
        for &at in self.lasts.get(&text[word.clone()]).map_or(&[][..], |(_, asked)| asked) {
            let before = self.asked[at].split_last().map_or(&[][..], |(_, before)| before);
            found |= u128::from(Phrases::ends_with(&text[..word.start], before)) << at;
        }
        found
    }
}

/// Entries of the table.
const ENTRIES: usize = 1 << 11;

/// What some words are told by: their first letters, in any case, their lengths, and the letters that end the words before them.
/// Others can be taken for them.
#[derive(Debug)]
struct Edges(Vec<u32>);

impl Default for Edges {
    fn default() -> Self {
        Self(vec![0; ENTRIES])
    }
}

impl Edges {
    /// Adds a word, and the one that has to stand before it, if one has.
    fn add(&mut self, word: &str, before: Option<&str>) {
        let letters = before.and_then(|before| before.bytes().last()).map_or(u32::MAX, |letter| 1 << (letter & 0x1F));
        self.0[Self::index(word.as_bytes(), word.len())] |= letters;
    }

    /// Whether the first bytes of a text may be one of them, behind a word that ends with a letter, where that is known.
    #[inline(always)]
    fn have(&self, text: &[u8], length: usize, before: Option<u8>) -> bool {
        let letters = self.0[Self::index(text, length)];
        before.map_or(letters != 0, |letter| letters >> (letter & 0x1F) & 1 != 0)
    }

    #[inline(always)]
    fn index(text: &[u8], length: usize) -> usize {
        slot(first(text, length) ^ (length.min(31) as u32) << 27, ENTRIES)
    }
}
