//! How many rows are kept: in all, of a set, of each of several sets, by label and
//! by part of the block.

use std::ops::Range;

use super::{
    super::{
        kernel::{common, count_between, count_common, count_listed, count_marked, marked, ones},
        rows::{Rows, WORD, overlap, rows_in, word_of},
    },
    Mask, Run, Spot, near, paired,
};

/// So many words of a mask are gone over with several sets at a time: 8 KB.
const PIECE: usize = 1024;

impl Mask {
    /// How many rows are kept.
    pub(in super::super) fn count(&self) -> u64 {
        match self {
            Self::Sparse(spots) => spots.iter().map(|spot| ones(spot.word)).sum(),
            Self::Dense { words, runs } => {
                let of_run = |run: &Run| {
                    if run.is_whole {
                        return (run.words.len() * WORD) as u64;
                    }
                    let kept = &words[run.words.clone()];
                    common(kept, kept)
                };
                runs.iter().map(of_run).sum()
            }
        }
    }

    /// How many of `rows` are kept.
    pub(in super::super) fn count_of(&self, rows: &Rows) -> u64 {
        match (self, rows) {
            (Self::Sparse(spots), _) => paired(&spots[near(spots, rows)], rows)
                .map(|(spot, bits)| ones(spot.word & bits))
                .sum(),
            (Self::Dense { words, runs }, Rows::Few(numbers))
                if runs.iter().all(|run| !run.is_whole) =>
            {
                marked(words, numbers)
            }
            (Self::Dense { words, runs }, _) => runs.iter().map(|run| run.count(words, rows)).sum(),
        }
    }

    /// How many rows are kept here and there.
    pub(in super::super) fn count_in_both(&self, other: &Self) -> u64 {
        match (self, other) {
            (Self::Dense { words, runs }, Self::Dense { words: others, .. }) => {
                let of_run =
                    |run: &Run| common(&words[run.words.clone()], &others[run.words.clone()]);
                runs.iter().map(of_run).sum()
            }
            (Self::Sparse(spots), Self::Dense { words, .. })
            | (Self::Dense { words, .. }, Self::Sparse(spots)) => {
                spots.iter().map(|spot| ones(spot.word & words[spot.at])).sum()
            }
            (Self::Sparse(spots), Self::Sparse(others)) => {
                let mut others = others.iter().peekable();
                let of_spot = |spot: &Spot| {
                    while others.next_if(|other| other.at < spot.at).is_some() {}
                    let same = others.peek().filter(|other| other.at == spot.at);
                    same.map_or(0, |other| ones(spot.word & other.word))
                };
                spots.iter().map(of_spot).sum()
            }
        }
    }

    /// Adds to each count how many of its set's rows are kept: a piece of all sets
    /// before the next, so that the mask's own stays in the nearest cache.
    pub(in super::super) fn count_each(&self, sets: &[Rows], counts: &mut [u64]) {
        let (words, runs) = match self {
            Self::Dense { words, runs } => (words.as_slice(), runs.as_slice()),
            Self::Sparse(_) => ([].as_slice(), [].as_slice()),
        };
        let is_pieced = |rows: &Rows| !runs.is_empty() && matches!(rows, Rows::Many { .. });
        for (count, rows) in counts.iter_mut().zip(sets).filter(|(_, rows)| !is_pieced(rows)) {
            *count += self.count_of(rows);
        }
        for piece in runs.iter().flat_map(Run::pieces) {
            for (count, rows) in counts.iter_mut().zip(sets).filter(|(_, rows)| is_pieced(rows)) {
                *count += piece.count(words, rows);
            }
        }
    }

    /// Adds one to the count of `labels[row]` for each kept row of `rows`. There are
    /// as many `counts` as a byte has values.
    pub(in super::super) fn count_labels(
        &self,
        rows: &Rows,
        labels: &[u8],
        counts: &mut [u64; 256],
    ) {
        match (self, rows) {
            (Self::Sparse(spots), rows) => {
                for (spot, bits) in paired(&spots[near(spots, rows)], rows) {
                    for row in rows_in(spot.at, spot.word & bits) {
                        counts[usize::from(labels[row as usize])] += 1;
                    }
                }
            }
            (Self::Dense { words, runs }, Rows::Few(numbers)) => {
                if runs.iter().all(|run| !run.is_whole) {
                    return count_marked(words, numbers, labels, counts);
                }
                for run in runs {
                    let numbers = within(numbers, &run.words);
                    if run.is_whole {
                        count_listed(numbers, labels, counts);
                    } else {
                        count_marked(words, numbers, labels, counts);
                    }
                }
            }
            (Self::Dense { words, runs }, Rows::Many { first, words: bits, .. }) => {
                for run in runs {
                    let (from, kept, bits) = overlap(words, &run.words, *first, bits);
                    let labels = labels.get(from * WORD..).unwrap_or_default();
                    count_common(kept, bits, labels, counts);
                }
            }
        }
    }

    /// How many rows of each part of the block are kept; `ends` are the rows each
    /// ends before, in order.
    pub(in super::super) fn count_parts(&self, ends: &[u32]) -> Vec<u32> {
        let mut counts = vec![0; ends.len()];
        match self {
            Self::Dense { words, runs } => {
                for Run { words: run, .. } in runs {
                    let parts = parts_of(run, ends);
                    // A block has 2^20 rows, so every number fits.
                    let start = u32::try_from(run.start * WORD).unwrap_or(u32::MAX);
                    let ends = ends[parts.clone()].iter().map(|end| end - start);
                    count_between(&words[run.clone()], ends, &mut counts[parts]);
                }
            }
            Self::Sparse(spots) => {
                let mut parts = counts.iter_mut().zip(ends).peekable();
                for row in spots.iter().flat_map(|spot| rows_in(spot.at, spot.word)) {
                    while parts.next_if(|(_, end)| **end <= row).is_some() {}
                    if let Some((count, _)) = parts.peek_mut() {
                        **count += 1;
                    }
                }
            }
        }
        counts
    }
}

/// The parts that have rows in a run of words; `ends` are the rows they end before.
fn parts_of(run: &Range<usize>, ends: &[u32]) -> Range<usize> {
    let from = ends.partition_point(|end| *end as usize <= run.start * WORD);
    let to = ends.partition_point(|end| (*end as usize) < run.end * WORD);
    from..ends.len().min(to + 1)
}

impl Run {
    /// How many of `rows` are kept in it; `words` are the mask's.
    fn count(&self, words: &[u64], rows: &Rows) -> u64 {
        match rows {
            _ if self.is_whole => rows.count_in(&self.words),
            Rows::Few(numbers) => marked(words, within(numbers, &self.words)),
            Rows::Many { first, words: bits, .. } => {
                let (_, kept, bits) = overlap(words, &self.words, *first, bits);
                common(kept, bits)
            }
        }
    }

    /// The run in pieces, unless it is whole: then it is counted at once.
    fn pieces(&self) -> impl Iterator<Item = Self> {
        let Self { words: Range { start, end }, is_whole } = *self;
        let length = if is_whole { end - start } else { PIECE };
        let from = (start..end).step_by(length.max(1));
        from.map(move |from| Self { words: from..end.min(from + length), is_whole })
    }
}

/// The rows in a run of words.
fn within<'n>(numbers: &'n [u32], run: &Range<usize>) -> &'n [u32] {
    let from = numbers.partition_point(|row| word_of(*row) < run.start);
    let rest = numbers.get(from..).unwrap_or_default();
    rest.get(..rest.partition_point(|row| word_of(*row) < run.end)).unwrap_or_default()
}
