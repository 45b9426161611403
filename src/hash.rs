//! A hash for the small tables of a scan, which are asked at every number of a log.

use std::hash::{BuildHasher, Hasher};

/// A hasher that keeps no secret. Whoever writes a log can make its words collide; the few that a table holds bound the harm.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hashes(u64);

impl BuildHasher for Hashes {
    type Hasher = Self;

    fn build_hasher(&self) -> Self {
        Self(0)
    }
}

impl Hasher for Hashes {
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks();
        eights.iter().for_each(|eight| self.write_u64(u64::from_le_bytes(*eight)));
        self.write_u64(rest.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)));
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_u64(&mut self, eight: u64) {
        self.0 = (self.0.rotate_left(5) ^ eight).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    /// The end of a text, which says nothing of short tokens.
    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        // The map takes the place from the low bits, which a product mixes least.
        self.0 ^ self.0 >> 32
    }
}
