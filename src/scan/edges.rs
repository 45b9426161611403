//! The letters with which the words around codes end or begin, in any case.

/// How many letters are looked at.
pub const LETTERS: usize = 4;

/// Bits of the table.
const BITS: usize = 1 << 15;

/// Some words, by their letters at one edge. Other words can be taken for them.
pub struct Edges {
    known: Vec<u64>,
}

impl Edges {
    /// The words, their letters from the edge on.
    pub fn new<L: Iterator<Item = u8>>(words: impl Iterator<Item = L>) -> Self {
        let mut known = vec![0; BITS / 64];
        for letters in words {
            let mut edge = [0; LETTERS];
            edge.iter_mut().zip(letters).for_each(|(place, letter)| *place = letter);
            let at = index(edge);
            known[at / 64] |= 1 << (at % 64);
        }
        Self { known }
    }

    /// Whether one of the words may have these letters, from the edge on; what follows its last letter does not matter.
    #[inline(always)]
    pub fn has(&self, edge: [u8; LETTERS]) -> bool {
        let at = index(edge);
        // Letters beyond ASCII are more than a byte, and have cases of their own.
        self.known[at / 64] >> (at % 64) & 1 == 1 || !edge[0].is_ascii()
    }
}

/// A hash of the letters up to the first other character.
#[inline(always)]
fn index(edge: [u8; LETTERS]) -> usize {
    let mut letters = 0u32;
    let mut inside = u32::MAX;
    for (place, byte) in edge.into_iter().enumerate() {
        let letter = u32::from(FOLDED[usize::from(byte)]);
        inside &= 0u32.wrapping_sub(u32::from(letter != 0));
        letters |= (letter & inside) << (place * 8);
    }
    (letters.wrapping_mul(0x9E37_79B1) >> (u32::BITS - BITS.trailing_zeros())) as usize
}

/// Letters in small, digits as they are, nothing for all others.
const FOLDED: [u8; 256] = {
    let mut folded = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            folded[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    folded
};
