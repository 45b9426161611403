//! The letters at the edges of words, in any case.

/// How many are looked at.
pub const LETTERS: usize = 4;

/// The first letters of a text, the first in the lowest byte; so many of them are its first word's.
#[inline(always)]
pub fn first(text: &[u8], count: usize) -> u32 {
    small(text.first_chunk().map_or_else(|| padded(text.iter()), |letters| u32::from_le_bytes(*letters)), count)
}

/// The last letters of a text, the last in the lowest byte; so many of them are its last word's.
#[inline(always)]
pub fn last(text: &[u8], count: usize) -> u32 {
    small(text.last_chunk().map_or_else(|| padded(text.iter().rev()), |letters| u32::from_be_bytes(*letters)), count)
}

/// Letters, the lowest first, up to a count of them, in small.
#[inline(always)]
pub fn small(letters: u32, count: usize) -> u32 {
    let all = !(u64::MAX << (count.min(LETTERS) * 8)) as u32;
    (letters | 0x2020_2020) & all
}

/// The place of letters in a table of so many entries, a power of two; others can have the same.
#[inline(always)]
pub fn slot(letters: u32, entries: usize) -> usize {
    (letters.wrapping_mul(0x9E37_79B1) >> (u32::BITS - entries.trailing_zeros())) as usize
}

/// The first letters, at the edge of a text.
#[cold]
fn padded<'b>(letters: impl Iterator<Item = &'b u8>) -> u32 {
    letters.take(LETTERS).zip(0..).fold(0, |all, (letter, place)| all | u32::from(*letter) << (place * 8))
}
