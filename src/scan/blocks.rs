//! Sixty-four bytes of a log at once: a bit a byte says of what kind it is.
//!
//! Only loops over arrays that the compiler turns into vector instructions, on every machine; nothing here depends on one.

/// The bytes of a block.
pub const BLOCK: usize = 64;

/// Of what kinds the bytes of a block are; the lowest bit is the first byte.
#[derive(Clone, Copy, Debug, Default)]
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
    /// Letters, digits, and all bytes beyond ASCII.
    pub text: u64,
    /// `-`, `.`, `/` and `:`, which join the parts of dates, versions, addresses and paths.
    pub joins: u64,
    /// `&`, with which hex begins in Basic.
    pub basic: u64,
}

impl Kinds {
    /// The kinds of a block's bytes.
    #[inline(always)]
    pub fn new(block: &[u8; BLOCK]) -> Self {
        let digits = bits(block, |byte| byte.wrapping_sub(b'0') < 10);
        let letters = bits(block, |byte| (byte | 0x20).wrapping_sub(b'a') < 26);
        let underscores = bits(block, |byte| byte == b'_');
        Self {
            digits,
            capitals: bits(block, |byte| byte.wrapping_sub(b'A') < 26),
            hex: bits(block, |byte| (byte | 0x20).wrapping_sub(b'a') < 6),
            underscores,
            words: digits | letters | underscores,
            text: digits | letters | bits(block, |byte| byte >= 0x80),
            basic: bits(block, |byte| byte == b'&'),
            // The digits lie between the slash and the colon.
            joins: bits(block, |byte| byte.wrapping_sub(b'-') <= b':' - b'-') & !digits,
        }
    }

    /// ASCII letters.
    #[inline(always)]
    pub fn letters(&self) -> u64 {
        self.words & !(self.digits | self.underscores)
    }
}

/// A bit a byte of a block, set where the byte is of a kind.
#[inline(always)]
fn bits(block: &[u8; BLOCK], is: impl Fn(u8) -> bool) -> u64 {
    let mut flags = [0; BLOCK];
    for (flag, &byte) in flags.iter_mut().zip(block) {
        *flag = u8::from(is(byte));
    }
    let (eights, _) = flags.as_chunks::<8>();
    let mut bits = 0;
    for (place, eight) in eights.iter().enumerate() {
        // Multiplied so, the lowest bits of eight bytes come together in the highest byte.
        let gathered = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits |= gathered << (place * 8);
    }
    bits
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
                assert_eq!(kinds.text, bit(byte.is_ascii_alphanumeric() || !byte.is_ascii()));
                assert_eq!(kinds.letters(), bit(byte.is_ascii_alphabetic()));
                assert_eq!(kinds.basic, bit(byte == b'&'));
                assert_eq!(kinds.joins, bit(b"-./:".contains(&byte)));
            }
        }
    }
}
