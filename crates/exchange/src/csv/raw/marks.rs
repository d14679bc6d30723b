//! Where the bytes stand that may mean something in CSV, found 64 at a time.
//!
//! Commas, quotation marks and line breaks are all below `-` in ASCII, letters and
//! digits are not: one comparison of eight bytes in a word finds them, and little
//! else. Which is which is left to whoever looks at them.

/// So many bytes are looked at at once.
pub(super) const STRIDE: usize = 64;

/// The same byte, eight times.
const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// A bit for each of the first 64 bytes that is below `-`, from the lowest.
pub(super) fn marks(bytes: &[u8]) -> u64 {
    if let Some(stride) = bytes.first_chunk::<STRIDE>() {
        return of_stride(stride);
    }
    // What is filled up with is above.
    let mut stride = [u8::MAX; STRIDE];
    stride.iter_mut().zip(bytes).for_each(|(to, byte)| *to = *byte);
    of_stride(&stride)
}

fn of_stride(bytes: &[u8; STRIDE]) -> u64 {
    let words = bytes.as_chunks::<8>().0.iter().rev();
    words.fold(0, |marks, word| marks << 8 | of_word(u64::from_le_bytes(*word)))
}

/// A bit for each byte that is below `-`, from the lowest.
fn of_word(word: u64) -> u64 {
    // A byte's highest bit is set by the sum where its other bits come to `-` or
    // more, which carries into no other byte; or it is set already.
    let above = ((word & each(0x7f)) + each(0x80 - b'-')) | word;
    // Each byte's bit is moved to its place among the highest eight; no two of the
    // products' bits meet.
    ((!above & each(0x80)) >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_byte_below_is_marked_and_no_other(
            bytes in proptest::collection::vec(prop_oneof![any::<u8>(), b'+'..=b'.'], 0..80),
        ) {
            let due = (0..).zip(bytes.iter().take(STRIDE)).filter(|(_, byte)| **byte < b'-');
            prop_assert_eq!(marks(&bytes), due.fold(0, |marks, (at, _)| marks | 1 << at));
        }
    }
}
