//! Whether some are asked and others are not: few ratings for the transactions
//! served, and those few unusually good.

use std::ops::AddAssign;

use super::usual::likely;
use crate::{
    base::{Base, number},
    distributions::{binomial_head, binomial_tail},
};

/// The ratings and transactions of one counter over some days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// How many customers were served.
    pub transactions: u64,
    /// How many of them rated.
    pub ratings: u64,
    /// How many answered the overall question.
    pub overall: u64,
    /// How many of these gave the best step.
    pub top: u64,
}

impl AddAssign for Coverage {
    fn add_assign(&mut self, other: Self) {
        let Self { transactions, ratings, overall, top } = other;
        self.transactions += transactions;
        self.ratings += ratings;
        self.overall += overall;
        self.top += top;
    }
}

/// Few ratings and good ones, beside what is usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// What was seen.
    pub here: Coverage,
    /// What it is compared with.
    pub usual: Coverage,
}

/// Coverage under this part of the usual one is low. Rates of answering vary from
/// week to week by an eighth of themselves or so without anybody choosing (in the
/// demonstration; a bank's own weeks tell): this is twice as far.
const LOW: f64 = 0.75;
/// How often chance may make coverage as low.
const LOW_BY_CHANCE: f64 = 1e-3;
/// How often chance may make the share of the best step as high. Low coverage alone
/// is seen in one week of a hundred: together they are rare.
const HIGH_BY_CHANCE: f64 = 1e-3;

impl Invitation {
    /// The signal, where `here` has low coverage with a high score. `usual` is the
    /// same counter at other times, or other counters of the branch; ratings of
    /// `here` are not in it. None where either rests on fewer than ten ratings, or
    /// where there are more ratings than transactions, which are then not the right
    /// ones.
    pub fn of(here: Coverage, usual: Coverage) -> Option<Self> {
        let sound = |it: Coverage| it.overall >= Base::MINIMUM && it.ratings <= it.transactions;
        if !sound(here) || !sound(usual) || here.top > here.overall {
            return None;
        }
        let rate = likely(usual.ratings, usual.transactions);
        let is_low = number(here.ratings) < LOW * rate * number(here.transactions)
            && binomial_head(here.ratings, here.transactions, rate) <= LOW_BY_CHANCE;
        let top = likely(usual.top, usual.overall);
        let is_high = binomial_tail(here.top, here.overall, top) <= HIGH_BY_CHANCE;
        (is_low && is_high).then_some(Self { here, usual })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coverage(transactions: u64, ratings: u64, top: u64) -> Coverage {
        Coverage { transactions, ratings, overall: ratings, top }
    }

    /// Three in ten rate, and half of these give the best step.
    fn usual() -> Coverage {
        coverage(10_000, 3_000, 1_500)
    }

    #[test]
    fn few_ratings_and_good_ones_are_told_with_both_figures() {
        let here = coverage(500, 60, 50);
        assert_eq!(Invitation::of(here, usual()), Some(Invitation { here, usual: usual() }));
    }

    #[test]
    fn neither_few_nor_good_ones_alone_are_a_signal() {
        assert_eq!(Invitation::of(coverage(500, 60, 30), usual()), None);
        assert_eq!(Invitation::of(coverage(500, 150, 140), usual()), None);
    }

    #[test]
    fn what_chance_makes_of_few_customers_is_no_signal() {
        // Half the usual coverage and ten of ten: one week of forty is as low.
        assert_eq!(Invitation::of(coverage(70, 10, 10), usual()), None);
        assert!(Invitation::of(coverage(140, 10, 10), usual()).is_some());
        assert_eq!(Invitation::of(coverage(140, 9, 9), usual()), None);
    }

    #[test]
    fn more_ratings_than_transactions_are_not_compared() {
        assert_eq!(Invitation::of(coverage(500, 60, 50), coverage(10, 3_000, 1_500)), None);
        let impossible = Coverage { top: 61, ..coverage(500, 60, 60) };
        assert_eq!(Invitation::of(impossible, usual()), None);
    }

    #[test]
    fn coverage_adds_up() {
        let mut sum = coverage(10, 5, 2);
        sum += coverage(1, 1, 1);
        assert_eq!(sum, coverage(11, 6, 3));
    }
}
