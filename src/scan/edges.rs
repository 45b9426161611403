//! The letters with which the words around codes end or begin, in any case.

use crate::message::is_word_byte;
use crate::message::letters::{LETTERS, first, last, slot, small};

/// Entries of the table.
const ENTRIES: usize = 1 << 14;

/// What some words are, by their letters at one edge: a bit each. Other words can be taken for them.
pub struct Edges {
    known: Box<[u8; ENTRIES]>,
}

impl Edges {
    /// No words yet. What begins with no letter of ASCII can be any of them: other letters are more than a byte, and have cases
    /// of their own.
    pub fn new() -> Self {
        let mut known = Box::new([0; ENTRIES]);
        known[slot(small(0, 0), ENTRIES)] = u8::MAX;
        Self { known }
    }

    /// Adds a word, its letters from the edge on, and what it is.
    pub fn add(&mut self, letters: impl Iterator<Item = u8>, is: u8) {
        let mut edge = [0; LETTERS];
        let letters = letters.take_while(|&byte| is_letter(byte));
        let count = edge.iter_mut().zip(letters).map(|(place, letter)| *place = letter).count();
        self.known[slot(small(u32::from_le_bytes(edge), count), ENTRIES)] |= is;
    }

    /// What a word may be of which these are the letters up to a place; so many of them are of ASCII.
    #[inline(always)]
    pub fn before(&self, bytes: &[u8], end: usize, count: usize) -> u8 {
        self.known[slot(last(&bytes[..end], count), ENTRIES)]
    }

    /// What a word may be of which these are the letters from a place on; so many of them are of ASCII.
    #[inline(always)]
    pub fn behind(&self, bytes: &[u8], start: usize, count: usize) -> u8 {
        self.known[slot(first(&bytes[start..], count), ENTRIES)]
    }
}

/// Whether a byte is a letter or digit of ASCII.
pub fn is_letter(byte: u8) -> bool {
    byte != b'_' && is_word_byte(byte)
}
