//! Which counts of a page are withheld, so that none of them can be derived from those
//! that are shown, totals included.
//!
//! Who may be seen is decided first (*primary* suppression: nothing at all on a teller
//! of fewer than ten answers). A single gap in a row with its total is no secret, so
//! further counts are withheld with it (*complementary* suppression), of as
//! few answers as can be found. Counts and totals are a network, in which every count flows from its row to
//! its column and the totals flow back (L. H. Cox, Journal of the American Statistical
//! Association 90, 1995): a withheld count may have another value exactly where some
//! cycle of withheld counts leads through it, along which one more here is one less
//! there. Drawing what is left is for whoever shows the page.
//!
//! What this does not defend against: somebody who knows one of the withheld counts
//! from elsewhere, and pages compared with each other.

use std::collections::BTreeMap;

use crate::Base;

/// Whether a count is shown. A page does not tell the two kinds of withheld ones apart:
/// of a secondary one that would say that it is not under the minimum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is.
    Shown,
    /// It is withheld for what it says itself.
    Primary,
    /// It is withheld because others could be derived with it.
    Secondary,
}

/// Counts that stand on one page together, with their totals.
#[derive(Clone, Debug)]
pub struct Together {
    counts: Vec<Count>,
    /// By sum: the places of the counts that flow in or out of it.
    touching: Vec<Vec<usize>>,
}

/// A count is a flow from one sum to another, never below 0; what flows into a sum flows out of it.
#[derive(Clone, Copy, Debug)]
struct Count {
    value: u64,
    from: usize,
    to: usize,
    /// Whether it is withheld for what it says itself.
    is_primary: bool,
    /// What it is at most, for somebody who knows the rule.
    most: u64,
}

/// The sum that the totals of rows or lists make up.
const TOTALS: usize = 0;
/// The sum of all there is, made up of columns or of the ends of lists.
const ALL: usize = 1;
/// The first row or list.
const FIRST: usize = 2;

impl Together {
    /// A list and its total, in this order.
    pub fn list(counts: &[u64]) -> Self {
        Self::groups(&[counts.to_vec()])
    }

    /// Lists within a list, none of them empty, as tellers are within branches: each
    /// list and its total one after another, then the total of all where there is more
    /// than one.
    pub fn groups(lists: &[Vec<u64>]) -> Self {
        Self::small(in_lists(lists), Base::MINIMUM)
    }

    /// A table: each row and its total one after another, then the totals of the
    /// columns and that of all. A row that is shorter has nothing in the last columns.
    pub fn table(rows: &[Vec<u64>]) -> Self {
        Self::small(in_rows(rows), Base::MINIMUM)
    }

    /// The same where a row is all that is counted of somebody: a row of fewer than
    /// [`Base::MINIMUM`] is withheld whole, its total among it, and in other rows small
    /// counts are shown.
    pub fn table_of_rows(rows: &[Vec<u64>]) -> Self {
        Self::small_rows(in_rows(rows), Base::MINIMUM)
    }

    /// Where every count under `minimum` is withheld, zero among them.
    fn small(mut counts: Vec<Count>, minimum: u64) -> Self {
        for count in &mut counts {
            count.is_primary = count.value < minimum;
        }
        Self::of(counts, minimum)
    }

    /// Where every row of fewer than `minimum` is withheld.
    fn small_rows(mut counts: Vec<Count>, minimum: u64) -> Self {
        let is_total = |count: &&Count| count.from == TOTALS && count.value < minimum;
        let small: Vec<usize> = counts.iter().filter(is_total).map(|total| total.to).collect();
        let is_in = |sum| small.contains(&sum);
        for count in &mut counts {
            count.is_primary = is_in(count.from) || count.from == TOTALS && is_in(count.to);
        }
        Self::of(counts, minimum)
    }

    /// Every place of a count or a sum comes from here, and so is there.
    fn of(mut counts: Vec<Count>, minimum: u64) -> Self {
        for count in counts.iter_mut().filter(|count| count.is_primary) {
            count.most = minimum - 1;
        }
        let sums = counts.iter().map(|it| it.from.max(it.to) + 1).max().unwrap_or_default();
        let mut touching = vec![Vec::new(); sums];
        for (at, count) in counts.iter().enumerate() {
            touching[count.from].push(at);
            touching[count.to].push(at);
        }
        Self { counts, touching }
    }

    /// Every count, in the order of its making.
    pub fn counts(&self) -> impl Iterator<Item = u64> {
        self.counts.iter().map(|count| count.value)
    }

    /// Withholds what says too much itself, and other counts until each withheld one
    /// has at least two values that agree with all that is shown, even for somebody who
    /// knows that each primary one is under the minimum. In the order of the making.
    ///
    /// Of several ways the one is taken that withholds the fewest answers, so that
    /// totals stay as long as they can, and of these the one with fewer counts; none is
    /// withheld that need not be, once the others are.
    pub fn withhold(&self) -> Vec<Standing> {
        let standing = |it: &Count| if it.is_primary { Standing::Primary } else { Standing::Shown };
        let mut standings: Vec<Standing> = self.counts.iter().map(standing).collect();
        for at in (0..standings.len()).filter(|at| self.counts[*at].is_primary) {
            let (_, cycle) = self.cheapest(at, &standings).unwrap_or_default();
            for other in cycle {
                if standings[other] == Standing::Shown {
                    standings[other] = Standing::Secondary;
                }
            }
        }
        self.show_again(&mut standings);
        standings
    }

    /// Shows what need not be withheld now that all is, the largest counts first.
    fn show_again(&self, standings: &mut [Standing]) {
        let is_secondary = |at: &usize| standings[*at] == Standing::Secondary;
        let mut secondary: Vec<usize> = (0..standings.len()).filter(is_secondary).collect();
        secondary.sort_by_key(|at| std::cmp::Reverse(self.counts[*at].value));
        for at in secondary {
            standings[at] = Standing::Shown;
            if (0..standings.len()).any(|other| self.is_derivable(other, standings)) {
                standings[at] = Standing::Secondary;
            }
        }
    }

    /// Withheld, and the same in every table that agrees with what is shown.
    fn is_derivable(&self, at: usize, standings: &[Standing]) -> bool {
        let is_withheld = standings[at] != Standing::Shown;
        // A cycle that costs nothing withholds nothing more.
        is_withheld && self.cheapest(at, standings).is_none_or(|(cost, _)| cost.1 > 0)
    }

    /// What the cheapest cycle through this count costs, and the others on it: one more
    /// of it is made up for by the others, or one less.
    fn cheapest(&self, at: usize, standings: &[Standing]) -> Option<(Cost, Vec<usize>)> {
        let count = &self.counts[at];
        let more = || self.path(count.to, count.from, at, standings);
        let less = || self.path(count.from, count.to, at, standings);
        let more = count.can_grow().then(more).flatten();
        let less = count.can_shrink().then(less).flatten();
        [more, less].into_iter().flatten().min()
    }

    /// The cheapest way from one sum to another without the count `without`
    /// (Dijkstra's). Along a count it grows by one, against it it shrinks.
    fn path(
        &self,
        start: usize,
        end: usize,
        without: usize,
        standings: &[Standing],
    ) -> Option<(Cost, Vec<usize>)> {
        let mut open = BTreeMap::from([((Cost(0, 0), start), Vec::new())]);
        let mut closed = vec![false; self.touching.len()];
        while let Some(((cost, sum), path)) = open.pop_first() {
            if sum == end {
                return Some((cost, path));
            }
            if std::mem::replace(&mut closed[sum], true) {
                continue;
            }
            for &at in self.touching[sum].iter().filter(|at| **at != without) {
                let count = &self.counts[at];
                let next = match sum {
                    sum if sum == count.from && count.can_grow() => count.to,
                    sum if sum == count.to && count.can_shrink() => count.from,
                    _ => continue,
                };
                if closed[next] {
                    continue;
                }
                let further = match standings[at] {
                    Standing::Shown => Cost(cost.0 + count.value, cost.1 + 1),
                    Standing::Primary | Standing::Secondary => cost,
                };
                let longer = || path.iter().copied().chain([at]).collect();
                open.entry((further, next)).or_insert_with(longer);
            }
        }
        None
    }
}

impl Count {
    fn new(value: u64, from: usize, to: usize) -> Self {
        Self { value, from, to, is_primary: false, most: u64::MAX }
    }

    fn can_grow(&self) -> bool {
        self.value < self.most
    }

    fn can_shrink(&self) -> bool {
        self.value > 0
    }
}

/// The counts of lists, which begin in sums of their own and end in one.
fn in_lists(lists: &[Vec<u64>]) -> Vec<Count> {
    let mut counts = Vec::new();
    // The total of the one list is the total of all.
    let of_totals = if lists.len() > 1 { TOTALS } else { ALL };
    for (sum, list) in (FIRST..).zip(lists) {
        counts.extend(list.iter().map(|value| Count::new(*value, sum, ALL)));
        counts.push(Count::new(list.iter().sum(), of_totals, sum));
    }
    if lists.len() > 1 {
        counts.push(Count::new(lists.iter().flatten().sum(), ALL, TOTALS));
    }
    counts
}

/// The counts of a table, its rows being sums as its columns are.
fn in_rows(rows: &[Vec<u64>]) -> Vec<Count> {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let columns = FIRST + rows.len()..FIRST + rows.len() + width;
    let mut counts = Vec::new();
    for (row, cells) in (FIRST..).zip(rows) {
        let cells_of = columns.clone().zip(cells);
        counts.extend(cells_of.map(|(column, value)| Count::new(*value, row, column)));
        counts.push(Count::new(cells.iter().sum(), TOTALS, row));
    }
    for (at, column) in columns.enumerate() {
        let value = rows.iter().filter_map(|row| row.get(at)).sum();
        counts.push(Count::new(value, column, ALL));
    }
    counts.push(Count::new(rows.iter().flatten().sum(), ALL, TOTALS));
    counts
}

/// What the counts that are withheld besides add up to, and how many they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Cost(u64, usize);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Standing::*, *};

    #[test]
    fn one_gap_in_a_list_is_none_so_the_next_smallest_is_withheld_with_it() {
        let standings = Together::list(&[40, 7, 12, 31]).withhold();
        assert_eq!(standings, [Shown, Primary, Secondary, Shown, Shown]);
        let enough = Together::list(&[40, 7, 12, 4]).withhold();
        assert_eq!(enough, [Shown, Primary, Shown, Primary, Shown]);
        let none = Together::list(&[40, 70]).withhold();
        assert_eq!(none, [Shown, Shown, Shown]);
    }

    #[test]
    fn gaps_that_add_up_to_nothing_are_zeros_for_all_to_see() {
        let standings = Together::list(&[0, 25, 0, 14]).withhold();
        assert_eq!(standings, [Primary, Shown, Primary, Secondary, Shown]);
    }

    #[test]
    fn nines_that_add_up_to_all_they_can_are_no_secret_to_who_knows_the_rule() {
        let standings = Together::list(&[9, 9, 25, 14]).withhold();
        assert_eq!(standings, [Primary, Primary, Shown, Secondary, Shown]);
    }

    #[test]
    fn a_teller_alone_takes_the_total_along() {
        assert_eq!(Together::list(&[4]).withhold(), [Primary, Primary]);
    }

    #[test]
    fn a_gap_in_a_table_is_one_of_four_in_a_rectangle() {
        let table = Together::table(&[vec![30, 4, 50], vec![20, 15, 60], vec![70, 90, 80]]);
        let standings = table.withhold();
        let withheld = standings.iter().filter(|it| **it != Shown).count();
        assert_eq!(withheld, 4, "{standings:?}");
        assert_eq!(standings[..6], [Secondary, Primary, Shown, Shown, Secondary, Secondary]);
    }

    #[test]
    fn a_branch_does_not_give_away_the_teller_that_its_list_withholds() {
        let groups = Together::groups(&[vec![12, 8], vec![30, 40]]);
        let standings = groups.withhold();
        assert_eq!(standings, [Secondary, Primary, Shown, Shown, Shown, Shown, Shown]);
        // Of one teller alone the branch's total says as much: another branch goes along.
        let alone = Together::groups(&[vec![8], vec![30, 40], vec![50, 60]]).withhold();
        let expected = [Primary, Primary, Secondary, Shown, Secondary, Shown, Shown, Shown, Shown];
        assert_eq!(alone, expected);
    }

    #[test]
    fn all_is_withheld_of_a_teller_of_nine_and_enough_of_the_others() {
        let tellers = [vec![20, 5], vec![7, 2], vec![30, 10], vec![11, 1]];
        let standings = Together::table_of_rows(&tellers).withhold();
        assert_eq!(standings[3..6], [Primary; 3]);
        // The next smallest takes it along; nothing is said of the small count beside 11.
        assert_eq!(standings[9..12], [Secondary; 3]);
        let others = standings.iter().filter(|it| **it == Shown).count();
        assert_eq!(others, standings.len() - 6);
    }

    /// What every table says whose cells are `cells`, in the order of the making.
    fn table_of(cells: &[u64], width: usize) -> Vec<u64> {
        let rows: Vec<Vec<u64>> = cells.chunks(width).map(<[u64]>::to_vec).collect();
        let with_total = |cells: Vec<u64>| {
            let total = cells.iter().sum();
            cells.into_iter().chain([total])
        };
        let columns = (0..width).map(|at| rows.iter().map(|row| row[at]).sum()).collect();
        rows.iter().cloned().chain([columns]).flat_map(with_total).collect()
    }

    fn groups_of(cells: &[u64], width: usize) -> Vec<u64> {
        let list =
            |list: &[u64]| list.iter().copied().chain([list.iter().sum()]).collect::<Vec<_>>();
        let lists = cells.chunks(width).flat_map(list);
        lists.chain((cells.len() > width).then(|| cells.iter().sum())).collect()
    }

    type Shape = fn(&[u64], usize) -> Vec<u64>;

    /// Whether a withheld count can be derived, by looking at every page with cells from
    /// 0 to 4: one that agrees with all that is shown and known, and is another there.
    fn gives_away(
        page: &Together,
        cells: usize,
        shape: Shape,
        width: usize,
        is: &[Standing],
    ) -> bool {
        let counts = &page.counts;
        let agrees = |(count, (is, tried)): (&Count, (&Standing, &u64))| match is {
            Shown => count.value == *tried,
            Primary | Secondary => *tried <= count.most,
        };
        let mut seen_otherwise: Vec<bool> = is.iter().map(|it| *it == Shown).collect();
        let mut tried = vec![0; cells];
        loop {
            let other = shape(&tried, width);
            if counts.iter().zip(is.iter().zip(&other)).all(agrees) {
                for (seen, (count, other)) in
                    seen_otherwise.iter_mut().zip(counts.iter().zip(&other))
                {
                    *seen |= count.value != *other;
                }
            }
            let Some(next) = tried.iter().position(|cell| *cell < 4) else { break };
            tried[..next].fill(0);
            tried[next] += 1;
        }
        seen_otherwise.contains(&false)
    }

    /// Small pages: their shape, cells, width, and under how many is small.
    fn pages() -> impl Strategy<Value = (usize, Vec<u64>, usize, u64)> {
        let width =
            prop_oneof![Just((2, 4)), Just((3, 6)), Just((2, 6)), Just((5, 5)), Just((1, 3))];
        (0..3_usize, width, 2..6_u64).prop_flat_map(|(shape, (width, cells), minimum)| {
            let cells = proptest::collection::vec(prop_oneof![Just(0), 0..4_u64], cells);
            (Just(shape), cells, Just(width), Just(minimum))
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn every_withheld_count_may_have_another_value_and_none_is_withheld_in_vain(
            (shape, cells, width, minimum) in pages(),
        ) {
            let rows: Vec<Vec<u64>> = cells.chunks(width).map(<[u64]>::to_vec).collect();
            let (page, shape): (_, Shape) = match shape {
                0 => (Together::small(in_lists(&rows), minimum), groups_of),
                1 => (Together::small(in_rows(&rows), minimum), table_of),
                _ => (Together::small_rows(in_rows(&rows), minimum), table_of),
            };
            prop_assert_eq!(page.counts().collect::<Vec<_>>(), shape(&cells, width));
            let mut standings = page.withhold();
            for (count, standing) in page.counts.iter().zip(&standings) {
                prop_assert_eq!(count.is_primary, *standing == Primary);
            }
            prop_assert!(!gives_away(&page, cells.len(), shape, width, &standings), "{:?}", standings);
            for at in 0..standings.len() {
                if standings[at] == Secondary {
                    standings[at] = Shown;
                    prop_assert!(gives_away(&page, cells.len(), shape, width, &standings), "{}", at);
                    standings[at] = Secondary;
                }
            }
        }
    }
}
