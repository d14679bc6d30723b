//! Counting under a mask, against sets of numbers.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{
    super::rows::{Rows, WORD},
    *,
};

const ROWS: u32 = 64 * 20;

fn set() -> impl Strategy<Value = BTreeSet<u32>> {
    prop_oneof![
        proptest::collection::btree_set(0..ROWS, 0..30),
        proptest::collection::btree_set(300..700_u32, 100..400),
        Just((0..ROWS).collect()),
    ]
}

const LONG: u32 = 64 * 300;

/// Some runs of rows, long and short, and some strays.
fn long() -> impl Strategy<Value = BTreeSet<u32>> {
    let run = (0..LONG, 1..12_000_u32);
    let runs = proptest::collection::vec(run, 0..3);
    let strays = proptest::collection::btree_set(0..LONG, 0..500);
    (runs, strays).prop_map(|(runs, strays)| {
        let of_run = |(start, length): (u32, u32)| start..LONG.min(start + length);
        runs.into_iter().flat_map(of_run).chain(strays).collect()
    })
}

fn rows(set: &BTreeSet<u32>) -> Rows {
    Rows::of(set.iter().copied().collect())
}

fn mask(set: &BTreeSet<u32>) -> Mask {
    let mut words = vec![0; 20];
    rows(set).mark(&mut words);
    Mask::of(words)
}

proptest! {
    #[test]
    fn counting_is_that_of_sets(kept in set(), one in set(), other in set()) {
        let count = |rows: &BTreeSet<u32>| rows.len() as u64;
        prop_assert_eq!(mask(&kept).count(), count(&kept));
        let both = &kept & &one;
        prop_assert_eq!(mask(&kept).count_of(&rows(&one)), count(&both));
        prop_assert_eq!(mask(&kept).within(&rows(&one)).count(), count(&both));
        prop_assert_eq!(mask(&kept).count_in_both(&mask(&one)), count(&both));
        let others = &kept - &one;
        prop_assert_eq!(mask(&kept).without(&rows(&one)).count(), count(&others));
        let all_three = count(&(&both & &other));
        prop_assert_eq!(
            mask(&kept).within(&rows(&one)).count_of(&rows(&other)),
            all_three,
        );
    }

    #[test]
    fn counting_several_sets_is_counting_each(
        kept in proptest::collection::btree_set(0..40_000_u32, 0..2000),
        sets in proptest::collection::vec(
            proptest::collection::btree_set(0..300_000_u32, 0..2000), 0..4),
        whole in any::<bool>(),
    ) {
        let words = 300_000_usize.div_ceil(WORD);
        let mut marked = vec![if whole { u64::MAX } else { 0 }; words];
        rows(&kept).mark(&mut marked);
        let mask = Mask::of(marked);
        let mut sets: Vec<Rows> = sets.iter().map(rows).collect();
        sets.push(Rows::of((70_000..200_000).collect()));
        let mut counts = vec![1; sets.len()];
        mask.count_each(&sets, &mut counts);
        let each: Vec<u64> = sets.iter().map(|rows| 1 + mask.count_of(rows)).collect();
        prop_assert_eq!(counts, each);
    }

    /// Long enough for runs that are kept whole, and for sums that are held.
    #[test]
    fn what_is_kept_whole_is_counted_alike(
        kept in long(),
        sets in proptest::collection::vec(long(), 1..4),
        cuts in proptest::collection::btree_set(1..LONG, 0..50),
    ) {
        let mut words = vec![0; LONG as usize / WORD];
        rows(&kept).mark(&mut words);
        let mask = Mask::of(words);
        prop_assert_eq!(mask.count(), kept.len() as u64);
        let due: Vec<u64> = sets.iter().map(|set| (&kept & set).len() as u64).collect();
        let rows: Vec<Rows> = sets.iter().map(rows).collect();
        let mut counts = vec![0; sets.len()];
        mask.count_each(&rows, &mut counts);
        prop_assert_eq!(&counts, &due);
        let labels: Vec<u8> = (0..LONG).map(|row| (row % 7) as u8).collect();
        for ((rows, set), due) in rows.iter().zip(&sets).zip(due) {
            prop_assert_eq!(mask.count_of(rows), due);
            let both = mask.within(rows);
            prop_assert_eq!((both.count(), both.looked_over().count()), (due, due));
            prop_assert_eq!(mask.without(rows).count(), kept.len() as u64 - due);
            let mut counts = [0; 256];
            mask.count_labels(rows, &labels, &mut counts);
            let threes = (&kept & set).into_iter().filter(|row| row % 7 == 3).count();
            prop_assert_eq!((counts.iter().sum::<u64>(), counts[3]), (due, threes as u64));
        }
        let ends: Vec<u32> = cuts.into_iter().chain([LONG]).collect();
        let starts = [0].into_iter().chain(ends.iter().copied());
        let due: Vec<usize> = starts.zip(&ends).map(|(from, end)| kept.range(from..*end).count()).collect();
        let counts = mask.count_parts(&ends).into_iter().map(|count| count as usize);
        prop_assert_eq!(counts.collect::<Vec<_>>(), due);
    }

    #[test]
    fn parts_add_up(kept in set(), cuts in proptest::collection::btree_set(1..ROWS, 0..50)) {
        let ends: Vec<u32> = cuts.into_iter().chain([ROWS]).collect();
        let counts = mask(&kept).count_parts(&ends);
        let mut from = 0;
        for (end, count) in ends.into_iter().zip(counts) {
            prop_assert_eq!(kept.range(from..end).count(), count as usize);
            from = end;
        }
    }
}
