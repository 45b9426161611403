//! Sixty-four bytes of a text at once: a bit a byte says of what kind it is.
//!
//! Vectors of sixteen bytes from `wide`, which has them on every machine: what it takes of instructions (SSE2, NEON) is part of
//! each. A scan has wider ones.

use wide::{CmpGt, i8x16};

/// The bytes of a block.
pub const BLOCK: usize = 64;

/// Of what kinds the bytes of a block are; the lowest bit is the first byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds {
    /// `0` to `9`.
    pub digits: u64,
    /// `A` to `Z`.
    pub capitals: u64,
    /// Letters that are hex digits, in both cases.
    pub hex: u64,
    /// `_`
    pub underscores: u64,
    /// What words and numbers are made of: ASCII letters, digits, underscores.
    pub words: u64,
    /// Letters and digits of ASCII.
    pub narrow: u64,
    /// Those, and all bytes beyond ASCII.
    pub text: u64,
    /// `-`, `.`, `/` and `:`, which join the parts of dates, versions, addresses and paths.
    pub joins: u64,
    /// `&`, with which hex begins in Basic.
    pub basic: u64,
    /// Line breaks.
    pub breaks: u64,
}

/// The bytes of a text from a place on; what lies behind it is nothing.
#[inline(always)]
pub fn with_block<T>(text: &[u8], at: usize, look: impl FnOnce(&[u8; BLOCK]) -> T) -> T {
    let rest = text.get(at..).unwrap_or_default();
    let mut last = [0; BLOCK];
    let block = rest.first_chunk().unwrap_or_else(|| {
        last[..rest.len()].copy_from_slice(rest);
        &last
    });
    look(block)
}

impl Kinds {
    /// The kinds of a block's bytes.
    #[inline(always)]
    pub fn new(block: &[u8; BLOCK]) -> Self {
        let digits = within(block, b'0', b'9', 0);
        let letters = within(block, b'a', b'z', CASE);
        let underscores = within(block, b'_', b'_', 0);
        // The digits lie between the slash and the colon.
        let joins = within(block, b'-', b':', 0) & !digits;
        let wide = within(block, 0x80, 0xFF, 0);
        Self {
            digits,
            capitals: within(block, b'A', b'Z', 0),
            hex: within(block, b'a', b'f', CASE),
            underscores,
            words: digits | letters | underscores,
            narrow: digits | letters,
            text: digits | letters | wide,
            joins,
            basic: within(block, b'&', b'&', 0),
            breaks: within(block, b'\n', b'\n', 0),
        }
    }

    /// ASCII letters.
    #[inline(always)]
    pub fn letters(&self) -> u64 {
        self.narrow & !self.digits
    }
}

/// What small letters have and capitals lack.
pub const CASE: u8 = 0x20;

/// A bit a byte of a block: whether it lies between two others once some bits are set.
#[inline(always)]
fn within(block: &[u8; BLOCK], first: u8, last: u8, set: u8) -> u64 {
    // Bytes are compared with their signs: the range goes to the lowest numbers.
    let down = i8x16::splat(i8::MIN.wrapping_sub(first as i8));
    let above = i8x16::splat(i8::MIN.wrapping_add((last - first) as i8));
    let (sixteens, _) = block.as_chunks::<16>();
    let mut bits = 0;
    for (place, sixteen) in sixteens.iter().enumerate() {
        let bytes = i8x16::new(sixteen.map(|byte| byte as i8)) | i8x16::splat(set as i8);
        let outside = (bytes + down).cmp_gt(above);
        bits |= u64::from(outside.move_mask() as u16) << (place * 16);
    }
    !bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_of_its_kinds() {
        for byte in 0..=u8::MAX {
            for place in [0, 7, 8, 63] {
                let mut block = [b' '; BLOCK];
                block[place] = byte;
                let kinds = Kinds::new(&block);
                let bit = |is: bool| u64::from(is) << place;
                assert_eq!(kinds.digits, bit(byte.is_ascii_digit()));
                assert_eq!(kinds.capitals, bit(byte.is_ascii_uppercase()));
                assert_eq!(kinds.hex, bit(byte.is_ascii_hexdigit() && !byte.is_ascii_digit()));
                assert_eq!(kinds.underscores, bit(byte == b'_'));
                assert_eq!(kinds.words, bit(byte.is_ascii_alphanumeric() || byte == b'_'));
                assert_eq!(kinds.narrow, bit(byte.is_ascii_alphanumeric()));
                assert_eq!(kinds.text, bit(byte.is_ascii_alphanumeric() || !byte.is_ascii()));
                assert_eq!(kinds.letters(), bit(byte.is_ascii_alphabetic()));
                assert_eq!(kinds.basic, bit(byte == b'&'));
                assert_eq!(kinds.breaks, bit(byte == b'\n'));
                assert_eq!(kinds.joins, bit(b"-./:".contains(&byte)));
            }
        }
    }
}
