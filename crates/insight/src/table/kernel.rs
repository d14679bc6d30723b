//! The loops that figures are made of: how many bits two rows of words have in
//! common, and which.
//!
//! On wasm the first of them are written with vector instructions: the processors of
//! tablets count bits in vectors only. Elsewhere the compiler does as well by itself.
//! Each loop stays a function of its own: a browser makes fast code of small ones
//! sooner, and better code.

use super::rows::{WORD, bit_of, word_of};

/// How many bits are set in both; to the end of the shorter one.
pub(super) fn common(one: &[u64], other: &[u64]) -> u64 {
    #[cfg(target_arch = "wasm32")]
    return vectors::common(one, other);
    #[cfg(not(target_arch = "wasm32"))]
    by_words(one, other)
}

/// Sets in `words` the bits that are set in both; to the end of the shortest.
pub(super) fn mark_common(words: &mut [u64], one: &[u64], other: &[u64]) {
    #[cfg(target_arch = "wasm32")]
    return vectors::mark_common(words, one, other);
    #[cfg(not(target_arch = "wasm32"))]
    mark_by_words(words, one, other);
}

/// How many bits of `word` are set.
pub(super) fn ones(word: u64) -> u64 {
    u64::from(word.count_ones())
}

/// Sets in `both` the bits of these rows that are set in `words`, too.
#[inline(never)]
pub(super) fn mark_marked(both: &mut [u64], words: &[u64], rows: &[u32]) {
    for row in rows {
        both[word_of(*row)] |= words[word_of(*row)] & bit_of(*row);
    }
}

/// How many of these rows have their bits set.
#[inline(never)]
pub(super) fn marked(words: &[u64], rows: &[u32]) -> u64 {
    rows.iter().map(|row| is_marked(words, *row)).sum()
}

/// Adds to the count of each label how many of these rows have it and their bits
/// set; `labels` are those of all rows.
#[inline(never)]
pub(super) fn count_marked(words: &[u64], rows: &[u32], labels: &[u8], counts: &mut [u64; 256]) {
    for row in rows {
        counts[usize::from(labels[*row as usize])] += is_marked(words, *row);
    }
}

/// Adds to the count of each label how many of these rows have it; `labels` are those
/// of all rows.
#[inline(never)]
pub(super) fn count_listed(rows: &[u32], labels: &[u8], counts: &mut [u64; 256]) {
    for row in rows {
        counts[usize::from(labels[*row as usize])] += 1;
    }
}

/// Adds to the count of each label how many rows have it and their bits set in both;
/// `labels` are those of the words' rows.
#[inline(never)]
pub(super) fn count_common(one: &[u64], other: &[u64], labels: &[u8], counts: &mut [u64; 256]) {
    for ((one, other), labels) in one.iter().zip(other).zip(labels.chunks(WORD)) {
        let mut word = one & other;
        while word != 0 {
            // There are no bits beyond the last row.
            counts[usize::from(labels[word.trailing_zeros() as usize])] += 1;
            word &= word - 1;
        }
    }
}

/// Adds to each count how many bits are set before its end and after the one before;
/// `ends` are bits in order, those past the words at their end.
#[inline(never)]
pub(super) fn count_between(words: &[u64], ends: impl Iterator<Item = u32>, counts: &mut [u32]) {
    let mut sums = vec![0; words.len() + 1];
    let mut sum = 0;
    for (word, before) in words.iter().zip(&mut sums[1..]) {
        sum += word.count_ones();
        *before = sum;
    }
    let mut before = 0;
    for (end, count) in ends.zip(counts) {
        let at = word_of(end).min(words.len());
        let rest = words.get(at).map_or(0, |word| (word & (bit_of(end) - 1)).count_ones());
        let rank = sums[at] + rest;
        *count += rank - before;
        before = rank;
    }
}

fn is_marked(words: &[u64], row: u32) -> u64 {
    words[word_of(row)] >> (row % 64) & 1
}

fn by_words(one: &[u64], other: &[u64]) -> u64 {
    one.iter().zip(other).map(|(one, other)| ones(one & other)).sum()
}

#[inline]
fn mark_by_words(words: &mut [u64], one: &[u64], other: &[u64]) {
    for (word, (one, other)) in words.iter_mut().zip(one.iter().zip(other)) {
        *word |= one & other;
    }
}

#[cfg(target_arch = "wasm32")]
mod vectors {
    use core::arch::wasm32::{
        u8x16_add, u8x16_popcnt, u16x8_extadd_pairwise_u8x16, u32x4_extadd_pairwise_u16x8,
        u32x4_extract_lane, u64x2, u64x2_splat, v128, v128_and, v128_or, v128_xor,
    };

    /// Words at once, as eight vectors.
    const WORDS: usize = 16;
    /// So many times before a byte could overflow that takes eight bits each time.
    const TIMES: usize = 31;

    /// How many vectors had a bit, for each bit: a binary digit each.
    struct Sums {
        ones: v128,
        twos: v128,
        fours: v128,
    }

    /// Bits are added up in vectors, each for itself, as far as eight; only these
    /// are counted (Harley and Seal's way; W. Muła, N. Kurz and D. Lemire, Faster
    /// Population Counts Using AVX2 Instructions, The Computer Journal 61, 2018).
    #[target_feature(enable = "simd128")]
    #[inline(never)]
    pub(super) fn common(one: &[u64], other: &[u64]) -> u64 {
        let length = one.len().min(other.len());
        let (these, these_rest) = one[..length].as_chunks::<WORDS>();
        let (others, other_rest) = other[..length].as_chunks::<WORDS>();
        let none = u64x2_splat(0);
        let mut sums = Sums { ones: none, twos: none, fours: none };
        let mut eights = 0;
        for (these, others) in these.chunks(TIMES).zip(others.chunks(TIMES)) {
            let mut bytes = none;
            for (these, others) in these.iter().zip(others) {
                bytes = u8x16_add(bytes, u8x16_popcnt(add(&mut sums, these, others)));
            }
            eights += added(bytes);
        }
        let count = |vector| added(u8x16_popcnt(vector));
        8 * eights
            + 4 * count(sums.fours)
            + 2 * count(sums.twos)
            + count(sums.ones)
            + super::by_words(these_rest, other_rest)
    }

    /// Adds the bits in both, and gives those that were the eighth.
    #[target_feature(enable = "simd128")]
    #[inline]
    fn add(sums: &mut Sums, one: &[u64; WORDS], other: &[u64; WORDS]) -> v128 {
        let both =
            |at: usize| v128_and(u64x2(one[at], one[at + 1]), u64x2(other[at], other[at + 1]));
        let (twos_1, ones) = carry(sums.ones, both(0), both(2));
        let (twos_2, ones) = carry(ones, both(4), both(6));
        let (fours_1, twos) = carry(sums.twos, twos_1, twos_2);
        let (twos_1, ones) = carry(ones, both(8), both(10));
        let (twos_2, ones) = carry(ones, both(12), both(14));
        let (fours_2, twos) = carry(twos, twos_1, twos_2);
        let (eights, fours) = carry(sums.fours, fours_1, fours_2);
        *sums = Sums { ones, twos, fours };
        eights
    }

    /// What three bits add up to, for each bit: the higher binary digit and the
    /// lower.
    #[target_feature(enable = "simd128")]
    #[inline]
    fn carry(one: v128, two: v128, three: v128) -> (v128, v128) {
        let either = v128_xor(one, two);
        (v128_or(v128_and(one, two), v128_and(either, three)), v128_xor(either, three))
    }

    /// The sum of the bytes.
    #[target_feature(enable = "simd128")]
    #[inline]
    fn added(bytes: v128) -> u64 {
        let sums = u32x4_extadd_pairwise_u16x8(u16x8_extadd_pairwise_u8x16(bytes));
        let halves = u32x4_extract_lane::<0>(sums) + u32x4_extract_lane::<1>(sums);
        u64::from(halves + u32x4_extract_lane::<2>(sums) + u32x4_extract_lane::<3>(sums))
    }

    #[target_feature(enable = "simd128")]
    #[inline(never)]
    pub(super) fn mark_common(words: &mut [u64], one: &[u64], other: &[u64]) {
        super::mark_by_words(words, one, other);
    }
}
