//! The rows of a block that a filter keeps, and what is left of them when they are
//! narrowed. Counting is left to `count`.

mod count;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::rows::{Rows, bit_of, word_of};

/// So many empty words between filled ones are passed over; fewer are counted
/// sooner than a new start is made.
const GAP: usize = 32;
/// Where fewer than one word in so many is filled, the filled ones are listed: to
/// look one up takes as long as to count so many in a run.
const THIN: usize = 8;
/// So many words without a gap are a run of their own: what a set has in it is the
/// difference of two sums that are held.
const WHOLE: usize = 64;

/// The rows that are kept.
///
/// Where many words have a bit, all words, and the runs of them that do; where
/// few have, only these. So a filter that keeps little costs little.
#[derive(Clone, Debug)]
pub(super) enum Mask {
    Dense {
        /// One for each word of the block.
        words: Vec<u64>,
        /// The words outside of which nothing is kept, in order.
        runs: Vec<Run>,
    },
    Sparse(Vec<Spot>),
}

/// Words next to each other.
#[derive(Clone, Debug)]
pub(super) struct Run {
    words: Range<usize>,
    /// All rows of them are kept, as by a filter that asks for days or branches
    /// alone.
    is_whole: bool,
}

/// A word with kept rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    at: usize,
    word: u64,
}

impl Mask {
    /// Keeps the rows whose bits are set.
    pub(super) fn of(words: Vec<u64>) -> Self {
        let mut runs: Vec<Range<usize>> = Vec::new();
        let mut filled = 0;
        for at in words.iter().enumerate().filter(|(_, word)| **word != 0).map(|(at, _)| at) {
            filled += 1;
            match runs.last_mut().filter(|run| at < run.end + GAP) {
                Some(run) => run.end = at + 1,
                None => runs.push(at..at + 1),
            }
        }
        if runs.is_empty() {
            return Self::none();
        }
        if THIN * filled < runs.iter().map(Range::len).sum() {
            return Self::sparse(words.iter().enumerate().map(|(at, word)| (at, *word)));
        }
        let runs = runs.into_iter().flat_map(|run| parted(&words, run)).collect();
        Self::Dense { words, runs }
    }

    /// The same rows, found again where they are: of a narrower mask less may be left
    /// to look at.
    pub(super) fn looked_over(self) -> Self {
        match self {
            Self::Dense { words, .. } => Self::of(words),
            Self::Sparse(_) => self,
        }
    }

    fn sparse(words: impl Iterator<Item = (usize, u64)>) -> Self {
        let filled = words.filter(|(_, word)| *word != 0);
        Self::Sparse(filled.map(|(at, word)| Spot { at, word }).collect())
    }

    /// Keeps nothing.
    pub(super) fn none() -> Self {
        Self::Sparse(Vec::new())
    }

    /// Of the kept rows those in `rows`.
    pub(super) fn within(&self, rows: &Rows) -> Self {
        self.within_any(std::iter::once(rows))
    }

    /// Of the kept rows those in any of the sets.
    pub(super) fn within_any<'r>(&self, sets: impl Iterator<Item = &'r Rows> + Clone) -> Self {
        match self {
            Self::Sparse(spots) => {
                let mut words = vec![0; spots.len()];
                for rows in sets {
                    let near = near(spots, rows);
                    let both = paired(&spots[near.clone()], rows);
                    for (word, (spot, bits)) in words[near].iter_mut().zip(both) {
                        *word |= spot.word & bits;
                    }
                }
                Self::sparse(spots.iter().map(|spot| spot.at).zip(words))
            }
            Self::Dense { words, runs } => {
                let mut both = vec![0; words.len()];
                let (mut first, mut end, mut is_thin) = (words.len(), 0, true);
                for rows in sets {
                    rows.mark_within(words, runs.iter().map(|run| &run.words), &mut both);
                    (first, end) = (first.min(rows.first()), end.max(rows.end()));
                    is_thin &= matches!(rows, Rows::Few(_));
                }
                if is_thin {
                    return Self::of(both);
                }
                let clipped = |run: &Run| run.words.start.max(first)..run.words.end.min(end);
                let runs = runs.iter().map(clipped).filter(|words| !words.is_empty());
                let runs = runs.map(|words| Run { words, is_whole: false }).collect();
                Self::Dense { words: both, runs }
            }
        }
    }

    /// Of the kept rows those not in `rows`.
    pub(super) fn without(&self, rows: &Rows) -> Self {
        match self {
            Self::Sparse(spots) => {
                Self::sparse(paired(spots, rows).map(|(spot, bits)| (spot.at, spot.word & !bits)))
            }
            Self::Dense { words, runs } => {
                let mut others = words.clone();
                rows.clear(&mut others);
                let runs = runs.iter().map(|run| run.words.clone());
                let runs = runs.map(|words| Run { words, is_whole: false }).collect();
                Self::Dense { words: others, runs }
            }
        }
    }
}

/// A run in parts: those whose words are whole, and the others.
fn parted(words: &[u64], run: Range<usize>) -> Vec<Run> {
    let is_full = |word: &u64| *word == u64::MAX;
    let mut parts = Vec::new();
    let mut push = |words: Range<usize>, is_whole| {
        if !words.is_empty() {
            parts.push(Run { words, is_whole });
        }
    };
    let mut start = run.start;
    // What is as long as that has one of these words.
    let mut probe = start + WHOLE - 1;
    while probe < run.end {
        let before = words[start..probe].iter().rposition(|word| !is_full(word));
        let from = before.map_or(start, |at| start + at + 1);
        let length = words[from..run.end].iter().take_while(|word| is_full(word)).count();
        let end = from + length;
        if length >= WHOLE {
            push(start..from, false);
            push(from..end, true);
            start = end;
        }
        probe = probe.max(end) + WHOLE;
    }
    push(start..run.end, false);
    parts
}

/// The spots that `rows` may have something at.
fn near(spots: &[Spot], rows: &Rows) -> Range<usize> {
    let from = spots.partition_point(|spot| spot.at < rows.first());
    let to = spots.partition_point(|spot| spot.at < rows.end());
    from..to.max(from)
}

/// Spots, each with the bits of `rows` there.
fn paired<'s>(spots: &'s [Spot], rows: &'s Rows) -> impl Iterator<Item = (&'s Spot, u64)> {
    let (first, words, mut numbers) = match rows {
        Rows::Many { first, words, .. } => (*first, words.as_slice(), [].as_slice()),
        Rows::Few(numbers) => (0, [].as_slice(), numbers.as_slice()),
    };
    if let Some(spot) = spots.first() {
        let before = numbers.partition_point(|row| word_of(*row) < spot.at);
        numbers = numbers.get(before..).unwrap_or_default();
    }
    spots.iter().map(move |spot| {
        let of_words = spot.at.checked_sub(first).and_then(|at| words.get(at));
        let mut bits = of_words.copied().unwrap_or_default();
        while let Some((row, rest)) = numbers.split_first()
            && word_of(*row) <= spot.at
        {
            if word_of(*row) == spot.at {
                bits |= bit_of(*row);
            }
            numbers = rest;
        }
        (spot, bits)
    })
}
