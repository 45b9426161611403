//! The letters with which the words around codes end or begin, in any case.

use crate::message::is_word_byte;

/// How many letters are looked at.
const LETTERS: usize = 4;

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
        known[index(0, 0)] = u8::MAX;
        Self { known }
    }

    /// Adds a word, its letters from the edge on, and what it is.
    pub fn add(&mut self, letters: impl Iterator<Item = u8>, is: u8) {
        let mut edge = [0; LETTERS];
        let letters = letters.take_while(|&byte| is_letter(byte));
        let count = edge.iter_mut().zip(letters).map(|(place, letter)| *place = letter).count();
        self.known[index(u32::from_le_bytes(edge), count)] |= is;
    }

    /// What a word may be of which these are the letters up to a place; so many of them are of ASCII.
    #[inline(always)]
    pub fn before(&self, bytes: &[u8], end: usize, count: usize) -> u8 {
        let edge = bytes[..end].last_chunk().map_or_else(|| padded(bytes[..end].iter().rev()).swap_bytes(), le);
        self.known[index(edge.swap_bytes(), count)]
    }

    /// What a word may be of which these are the letters from a place on; so many of them are of ASCII.
    #[inline(always)]
    pub fn behind(&self, bytes: &[u8], start: usize, count: usize) -> u8 {
        let edge = bytes[start..].first_chunk().map_or_else(|| padded(bytes[start..].iter()), le);
        self.known[index(edge, count)]
    }
}

/// Whether a byte is a letter or digit of ASCII.
pub fn is_letter(byte: u8) -> bool {
    byte != b'_' && is_word_byte(byte)
}

#[inline(always)]
fn le(edge: &[u8; LETTERS]) -> u32 {
    u32::from_le_bytes(*edge)
}

/// The first letters, at the edge of a text.
#[cold]
fn padded<'b>(letters: impl Iterator<Item = &'b u8>) -> u32 {
    let mut edge = [0; LETTERS];
    edge.iter_mut().zip(letters).for_each(|(place, letter)| *place = *letter);
    u32::from_le_bytes(edge)
}

/// A hash of the first letters, in small: the first is the lowest byte.
#[inline(always)]
fn index(letters: u32, count: usize) -> usize {
    let all = !(u64::MAX << (count.min(LETTERS) * 8)) as u32;
    let small = (letters | 0x2020_2020) & all;
    (small.wrapping_mul(0x9E37_79B1) >> (u32::BITS - ENTRIES.trailing_zeros())) as usize
}
