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
        let [digits, letters, capitals, hex, underscores, joins, wide, basic] = bits(block, |byte| {
            let small = byte | 0x20;
            [
                byte.wrapping_sub(b'0') < 10,
                small.wrapping_sub(b'a') < 26,
                byte.wrapping_sub(b'A') < 26,
                small.wrapping_sub(b'a') < 6,
                byte == b'_',
                // The digits lie between the slash and the colon.
                byte.wrapping_sub(b'-') <= b':' - b'-',
                byte >= 0x80,
                byte == b'&',
            ]
        });
        Self {
            digits,
            capitals,
            hex,
            underscores,
            words: digits | letters | underscores,
            text: digits | letters | wide,
            joins: joins & !digits,
            basic,
        }
    }

    /// ASCII letters.
    #[inline(always)]
    pub fn letters(&self) -> u64 {
        self.words & !(self.digits | self.underscores)
    }
}

/// For each of eight questions a bit a byte of a block.
#[inline(always)]
fn bits(block: &[u8; BLOCK], are: impl Fn(u8) -> [bool; 8]) -> [u64; 8] {
    let mut answers = [0; BLOCK];
    for (all, &byte) in answers.iter_mut().zip(block) {
        for (question, answer) in are(byte).into_iter().enumerate() {
            *all |= u8::from(answer).wrapping_neg() & 1 << question;
        }
    }
    let (eights, _) = answers.as_chunks::<8>();
    let mut rows: [u64; 8] = std::array::from_fn(|row| u64::from_le_bytes(eights[row]));
    // The answers are a byte to each byte of the block. Eight times eight bits are turned over, then eight times eight bytes:
    // ever larger squares change places with the ones across the diagonal.
    for row in &mut rows {
        for (shift, square) in [(7, 0x00AA_00AA_00AA_00AA), (14, 0x0000_CCCC_0000_CCCC), (28, 0xF0F0_F0F0)] {
            let change = (*row ^ *row >> shift) & square;
            *row ^= change ^ change << shift;
        }
    }
    for (step, square) in [(4, 0x0000_0000_FFFF_FFFF), (2, 0x0000_FFFF_0000_FFFF), (1, 0x00FF_00FF_00FF_00FF)] {
        for low in (0..8).filter(|row| row & step == 0) {
            let change = (rows[low] >> (step * 8) ^ rows[low + step]) & square;
            rows[low + step] ^= change;
            rows[low] ^= change << (step * 8);
        }
    }
    rows
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
