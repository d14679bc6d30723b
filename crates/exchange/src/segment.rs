//! The segment: up to a thousand responses of one branch day, by columns, for
//! good. Its format stands in `docs/archive.md`.
//!
//! [`write`] and [`read`] turn responses into bytes and back; [`frame`] and
//! [`unframe`] make what was compressed ready to be sealed. Compressing and
//! sealing are the browser's on a tablet, and `native`'s on the command line.

mod columns;
mod content;
mod label;
#[cfg(feature = "native")]
mod native;

pub use content::{MAX_CONTENT_BYTES, SegmentError, fitting, read, write};
pub use label::{Label, LabelError};
#[cfg(feature = "native")]
pub use native::OpenSegmentError;

/// The most responses of one segment.
pub const MAX_RESPONSES: usize = 1_000;

/// Lengths of what is sealed are multiples of this.
const BLOCK: usize = 256;
/// The length of what was compressed comes first.
const LENGTH_BYTES: usize = 4;

/// `compressed` with its length in front (four bytes, the least significant
/// first) and zeros behind, up to the next multiple of 256 bytes.
pub fn frame(compressed: &[u8]) -> Vec<u8> {
    // No segment has 4 GB.
    let length = u32::try_from(compressed.len()).unwrap_or(u32::MAX);
    let mut framed = [&length.to_le_bytes(), compressed].concat();
    framed.resize(framed.len().next_multiple_of(BLOCK), 0);
    framed
}

/// What was framed; none where this is no frame.
pub fn unframe(framed: &[u8]) -> Option<&[u8]> {
    let (length, rest) = framed.split_first_chunk::<LENGTH_BYTES>()?;
    rest.get(..usize::try_from(u32::from_le_bytes(*length)).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_framed_comes_out_again_and_lengths_tell_little() {
        for length in [0, 1, 251, 252, 253, 1000] {
            let bytes = vec![7; length];
            let framed = frame(&bytes);
            assert_eq!(framed.len() % BLOCK, 0, "{length}");
            assert_eq!(unframe(&framed), Some(bytes.as_slice()), "{length}");
        }
    }

    #[test]
    fn what_is_no_frame_is_none() {
        assert_eq!(unframe(&[]), None);
        assert_eq!(unframe(&[1, 0, 0]), None);
        assert_eq!(unframe(&[2, 0, 0, 0, 7]), None);
        assert_eq!(unframe(&[255, 255, 255, 255, 7]), None);
    }
}
