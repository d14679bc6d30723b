//! Data that is in the binaries and never read: the places of panics.
//!
//! For every panic there could be, the compiler keeps a file's name, a line and
//! a column. Without the messages (`idle_code.rs`) nobody reads them, but the
//! linker cannot know. Zeros in their stead cost nothing to send.

use std::ops::Range;

/// A `core::panic::Location` in memory: where its file's name is, how long that
/// is, the line, the column.
const PLACE_BYTES: usize = 16;
/// More columns no line has.
const WIDEST: usize = 1000;

/// Puts zeros in the stead of all places in `data`, which lies at `start` in
/// the program's memory.
pub(super) fn forget_places(start: usize, data: &mut [u8]) {
    let aligned = (0..data.len()).filter(|at| (start + at).is_multiple_of(4));
    let places: Vec<_> = aligned.filter_map(|at| Some((at, name_of(start, data, at)?))).collect();
    for (at, name) in places {
        data[name].fill(0);
        data[at..at + PLACE_BYTES].fill(0);
    }
}

/// Where the file's name is, if there is a place at `at`.
fn name_of(start: usize, data: &[u8], at: usize) -> Option<Range<usize>> {
    let number = |index: usize| {
        let bytes = data.get(at + 4 * index..)?.first_chunk()?;
        usize::try_from(u32::from_le_bytes(*bytes)).ok()
    };
    let (line, column) = (number(2)?, number(3)?);
    let name = number(0)?.checked_sub(start)?;
    let name = name..name.checked_add(number(1)?)?;
    let is_place =
        line > 0 && (1..WIDEST).contains(&column) && data.get(name.clone())?.ends_with(b".rs");
    is_place.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: usize = 1 << 20;

    /// A file's name, a text, and what could be a place.
    fn data(name: [u8; 8], numbers: [u32; 4]) -> Vec<u8> {
        let mut data = name.to_vec();
        data.extend_from_slice(b"text");
        data.extend(numbers.into_iter().flat_map(u32::to_le_bytes));
        data
    }

    #[test]
    fn a_place_and_its_name_become_zeros_and_nothing_else_does() {
        let start = u32::try_from(START).unwrap();
        let mut data = data(*b"keptb.rs", [start + 4, 4, 7, 9]);
        forget_places(START, &mut data);
        assert_eq!(&data[..12], b"kept\0\0\0\0text");
        assert_eq!(data[12..], [0; PLACE_BYTES]);
    }

    #[test]
    fn what_is_no_place_stays() {
        let start = u32::try_from(START).unwrap();
        for (name, numbers) in [
            (b"src/a.js", [start, 8, 7, 9]),
            (b"src/a.rs", [start, 8, 0, 9]),
            (b"src/a.rs", [start, 8, 7, 0]),
            (b"src/a.rs", [start, 900, 7, 9]),
            (b"src/a.rs", [8, 8, 7, 9]),
        ] {
            let before = data(*name, numbers);
            let mut after = before.clone();
            forget_places(START, &mut after);
            assert_eq!(after, before);
        }
    }
}
