//! The widest vectors that the machine has, asked for when a scan begins.
//!
//! Every x86-64 has vectors of sixteen bytes; nearly all have some of thirty-two (AVX2), with which a block takes half the steps,
//! and instructions that count and cut bits. A function that is compiled for them may be called only where they are known to be
//! there, which the compiler cannot see: this call is all that is `unsafe`.

use crate::message::blocks::{BLOCK, Kinds};

/// Which vectors there are.
#[derive(Clone, Copy, Debug)]
pub struct Vectors {
    #[cfg(target_arch = "x86_64")]
    avx2: bool,
}

/// Something that is worth being compiled for each kind of vectors. Everything that it calls has to be inlined.
pub trait Work {
    /// What comes of it.
    type Done;

    /// Does it; `kinds` tells the kinds of a block's bytes.
    fn run(self, kinds: impl Fn(&[u8; BLOCK]) -> Kinds) -> Self::Done;
}

impl Vectors {
    /// Those of this machine.
    pub fn detect() -> Self {
        Self {
            #[cfg(target_arch = "x86_64")]
            avx2: is_x86_feature_detected!("avx2")
                && is_x86_feature_detected!("bmi1")
                && is_x86_feature_detected!("bmi2")
                && is_x86_feature_detected!("lzcnt")
                && is_x86_feature_detected!("popcnt"),
        }
    }

    /// Those of every machine.
    #[cfg(test)]
    pub fn portable() -> Self {
        Self {
            #[cfg(target_arch = "x86_64")]
            avx2: false,
        }
    }

    /// Does some work with them.
    #[inline(always)]
    #[allow(unsafe_code, reason = "the processor was asked for what the function is compiled for")]
    pub fn run<W: Work>(self, work: W) -> W::Done {
        #[cfg(target_arch = "x86_64")]
        if self.avx2 {
            // SAFETY: `avx2` is true only where the processor has all of these features.
            return unsafe { avx2::run(work) };
        }
        work.run(Kinds::new)
    }
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::{
        __m256i, _mm256_add_epi8, _mm256_cmpeq_epi8, _mm256_cmpgt_epi8, _mm256_movemask_epi8, _mm256_or_si256,
        _mm256_set1_epi8, _mm256_setr_epi64x, _mm256_slli_epi16,
    };

    use super::{BLOCK, Kinds, Work};
    use crate::message::blocks::CASE;

    #[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
    pub fn run<W: Work>(work: W) -> W::Done {
        work.run(|block| kinds(block))
    }

    /// As [`Kinds::new`].
    #[inline]
    #[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
    fn kinds(block: &[u8; BLOCK]) -> Kinds {
        let (low, high) = (half(block, 0), half(block, 1));
        let set = _mm256_set1_epi8(CASE as i8);
        let (small_low, small_high) = (_mm256_or_si256(low, set), _mm256_or_si256(high, set));
        let digits = mask(within(low, b'0', b'9'), within(high, b'0', b'9'));
        let letters = mask(within(small_low, b'a', b'z'), within(small_high, b'a', b'z'));
        let underscores = mask(is(low, b'_'), is(high, b'_'));
        // The highest bits make a mask: those of letters beyond ASCII and, moved there, those of small letters.
        let wide = mask(low, high);
        let case = mask(_mm256_slli_epi16::<2>(low), _mm256_slli_epi16::<2>(high));
        Kinds {
            digits,
            capitals: letters & !case,
            hex: mask(within(small_low, b'a', b'f'), within(small_high, b'a', b'f')),
            underscores,
            words: digits | letters | underscores,
            narrow: digits | letters,
            text: digits | letters | wide,
            joins: mask(within(low, b'-', b':'), within(high, b'-', b':')) & !digits,
            basic: mask(is(low, b'&'), is(high, b'&')),
            breaks: mask(is(low, b'\n'), is(high, b'\n')),
        }
    }

    /// Half a block.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn half(block: &[u8; BLOCK], half: usize) -> __m256i {
        let (eights, _) = block.as_chunks();
        let [first, second, third, fourth] =
            [eights[half * 4], eights[half * 4 + 1], eights[half * 4 + 2], eights[half * 4 + 3]];
        _mm256_setr_epi64x(
            i64::from_le_bytes(first),
            i64::from_le_bytes(second),
            i64::from_le_bytes(third),
            i64::from_le_bytes(fourth),
        )
    }

    /// A bit a byte: its highest.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn mask(low: __m256i, high: __m256i) -> u64 {
        let (low, high) = (_mm256_movemask_epi8(low) as u32, _mm256_movemask_epi8(high) as u32);
        u64::from(low) | u64::from(high) << 32
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn is(half: __m256i, byte: u8) -> __m256i {
        _mm256_cmpeq_epi8(half, _mm256_set1_epi8(byte as i8))
    }

    /// Bytes are compared with their signs: the range goes to the lowest numbers.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn within(half: __m256i, first: u8, last: u8) -> __m256i {
        let down = _mm256_set1_epi8(i8::MIN.wrapping_sub(first as i8));
        let above = _mm256_set1_epi8(i8::MIN.wrapping_add((last - first + 1) as i8));
        _mm256_cmpgt_epi8(above, _mm256_add_epi8(half, down))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Look<'b>(&'b [u8; BLOCK]);

    impl Work for Look<'_> {
        type Done = Kinds;

        fn run(self, kinds: impl Fn(&[u8; BLOCK]) -> Kinds) -> Kinds {
            kinds(self.0)
        }
    }

    #[test]
    fn all_vectors_tell_the_same_of_a_block() {
        let fixture = include_bytes!("../../tests/scan/lines.tsv");
        // Every byte at every place, and the fixture.
        let bytes: Vec<u8> = (0..=u8::MAX).cycle().take(256 * 65).chain(fixture.iter().copied()).collect();
        let every = (0..bytes.len() - BLOCK).filter_map(|at| bytes[at..].first_chunk());
        for block in every {
            assert_eq!(Vectors::detect().run(Look(block)), Vectors::portable().run(Look(block)), "{block:?}");
        }
    }
}
