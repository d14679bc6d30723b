//! The one loop that figures are made of: how many bits two rows of words have
//! in common.
//!
//! On wasm it is written with vector instructions: the processors of tablets
//! count bits in vectors only. Elsewhere the compiler does as well by itself.

/// How many bits are set in both; to the end of the shorter one.
pub(super) fn common(one: &[u64], other: &[u64]) -> u64 {
    #[cfg(target_arch = "wasm32")]
    return vectors::common(one, other);
    #[cfg(not(target_arch = "wasm32"))]
    by_words(one, other)
}

/// How many bits of `word` are set.
pub(super) fn ones(word: u64) -> u64 {
    u64::from(word.count_ones())
}

fn by_words(one: &[u64], other: &[u64]) -> u64 {
    one.iter().zip(other).map(|(one, other)| ones(one & other)).sum()
}

#[cfg(target_arch = "wasm32")]
mod vectors {
    use core::arch::wasm32::{
        u8x16_add, u8x16_popcnt, u8x16_splat, u16x8_extadd_pairwise_u8x16,
        u32x4_extadd_pairwise_u16x8, u32x4_extract_lane, u64x2, v128, v128_and,
    };

    /// Words at once: a byte of the sum takes eight bits from each of its
    /// vectors, so 31 vectors at most.
    const WORDS: usize = 60;

    #[target_feature(enable = "simd128")]
    pub(super) fn common(one: &[u64], other: &[u64]) -> u64 {
        let length = one.len().min(other.len());
        let (ones, one_rest) = one[..length].as_chunks::<WORDS>();
        let (others, other_rest) = other[..length].as_chunks::<WORDS>();
        let of_chunks: u64 = ones.iter().zip(others).map(|(one, other)| chunk(one, other)).sum();
        of_chunks + super::by_words(one_rest, other_rest)
    }

    #[target_feature(enable = "simd128")]
    fn chunk(one: &[u64; WORDS], other: &[u64; WORDS]) -> u64 {
        let mut bytes = u8x16_splat(0);
        for (one, other) in one.as_chunks::<2>().0.iter().zip(other.as_chunks::<2>().0) {
            let both = v128_and(u64x2(one[0], one[1]), u64x2(other[0], other[1]));
            bytes = u8x16_add(bytes, u8x16_popcnt(both));
        }
        lanes(u32x4_extadd_pairwise_u16x8(u16x8_extadd_pairwise_u8x16(bytes)))
    }

    #[target_feature(enable = "simd128")]
    fn lanes(sums: v128) -> u64 {
        let halves = u32x4_extract_lane::<0>(sums) + u32x4_extract_lane::<1>(sums);
        u64::from(halves + u32x4_extract_lane::<2>(sums) + u32x4_extract_lane::<3>(sums))
    }
}
