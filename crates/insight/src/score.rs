//! The two scores of a scale: CSAT and NPS.

use serde::{Serialize, Serializer, ser::SerializeStruct as _};

use crate::{
    Share, Tally,
    base::{Base, Interval, Z, number},
};

/// A figure as it is shown: its value, its interval, what it rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The figure: a share from 0 to 1, or points from −100 to 100.
    pub value: f64,
    /// Its interval, in the same unit.
    pub interval: Interval,
    /// How many answers it rests on.
    pub base: Base,
}

/// As JSON `{"value":…,"low":…,"high":…,"n":…}`.
impl Serialize for Estimate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Estimate", 4)?;
        fields.serialize_field("value", &self.value)?;
        fields.serialize_field("low", &self.interval.low)?;
        fields.serialize_field("high", &self.interval.high)?;
        fields.serialize_field("n", &self.base.n())?;
        fields.end()
    }
}

/// Customer satisfaction: the share of answers in the top two of the scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Csat(Share);

impl Csat {
    /// The score of the answers in `tally`; `None` under [`Base::MINIMUM`]
    /// answers, and when the question has no scale.
    pub fn of(tally: &Tally) -> Option<Self> {
        let scale = tally.scale()?;
        let top = scale.iter().rev().take(2).map(|(_, count)| count).sum();
        Share::of(top, tally.n()).map(Self)
    }

    /// The share of satisfied answers.
    pub fn share(self) -> Share {
        self.0
    }

    /// The share with its Wilson interval, from 0 to 1.
    pub fn estimate(self) -> Estimate {
        let Self(share) = self;
        Estimate { value: share.value(), interval: share.interval(), base: share.base() }
    }
}

/// Net Promoter Score: promoters (9 and 10) minus detractors (0 to 6), in
/// points of a hundred answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nps {
    promoters: u64,
    detractors: u64,
    base: Base,
}

impl Nps {
    /// The score of the answers in `tally`; `None` under [`Base::MINIMUM`]
    /// answers, and when the question's scale is not 0 to 10.
    pub fn of(tally: &Tally) -> Option<Self> {
        let scale = tally.scale().filter(|scale| {
            let ends = [scale.first(), scale.last()].map(|step| step.map(|(code, _)| &**code));
            ends == [Some("0"), Some("10")] && scale.len() == 11
        })?;
        let count = |steps: &[(Box<str>, u64)]| steps.iter().map(|(_, count)| count).sum();
        let (detractors, above) = scale.split_at(7);
        let base = Base::new(tally.n())?;
        Some(Self { promoters: count(&above[2..]), detractors: count(detractors), base })
    }

    /// How many answered 9 or 10.
    pub fn promoters(self) -> u64 {
        self.promoters
    }

    /// How many answered 0 to 6.
    pub fn detractors(self) -> u64 {
        self.detractors
    }

    /// The score with its adjusted Wald interval, in points from −100 to 100.
    pub fn estimate(self) -> Estimate {
        let Self { promoters, detractors, base } = self;
        let value = 100.0 * (number(promoters) - number(detractors)) / number(base.n());
        Estimate { value, interval: self.net().interval(), base }
    }

    /// What interval and comparisons rest on.
    pub(crate) fn net(self) -> Net {
        Net::of(self.promoters, self.detractors, self.base.n())
    }
}

/// A score with three answers added, ¾ of them promoters and ¾ detractors (method
/// of B. Rocks, The American Statistician 70, 2016).
pub(crate) struct Net {
    /// Promoters minus detractors, from −1 to 1.
    pub(crate) value: f64,
    pub(crate) variance: f64,
}

impl Net {
    fn of(promoters: u64, detractors: u64, n: u64) -> Self {
        let count = number(n) + 3.0;
        let for_it = (number(promoters) + 0.75) / count;
        let against = (number(detractors) + 0.75) / count;
        let value = for_it - against;
        Self { value, variance: (for_it + against - value * value) / count }
    }

    /// The adjusted Wald interval in points, clipped to −100…100.
    fn interval(self) -> Interval {
        let Self { value, variance } = self;
        let spread = Z * variance.sqrt();
        Interval {
            low: (100.0 * (value - spread)).max(-100.0),
            high: (100.0 * (value + spread)).min(100.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{Shown, close, near, recorded, walk};

    fn answers(scale: std::ops::RangeInclusive<i32>, counts: &[(&str, u64)]) -> Tally {
        let mut tally = Tally::of_scale(*scale.start(), *scale.end());
        for &(code, count) in counts {
            (0..count).for_each(|_| tally.add(code).unwrap());
        }
        tally
    }

    #[test]
    fn the_interval_of_a_net_promoter_score_is_the_recorded_one() {
        for case in recorded("nps", 5) {
            let [promoters, passives, detractors] =
                ["promoters", "passives", "detractors"].map(|part| case[part].as_u64().unwrap());
            let n = promoters + passives + detractors;
            let value = 100.0 * (number(promoters) - number(detractors)) / number(n);
            close(value, &case["nps"]);
            let base =
                Base::new(n).map(|base| Nps { promoters, detractors, base }.estimate().value);
            assert!(base.is_none_or(|shown| (shown - value).abs() < 1e-12));
            let interval = Net::of(promoters, detractors, n).interval();
            close(interval.low, &case["adjusted"][0]);
            close(interval.high, &case["adjusted"][1]);
        }
    }

    #[test]
    fn the_interval_of_scores_drawn_at_random_is_the_recorded_one() {
        walk("ratings", |case| {
            let due = case.recorded("nps");
            let groups = case.groups();
            for (at, (tally, row)) in groups.iter().zip(case.rows()).enumerate() {
                let shown = Nps::of(tally);
                assert_eq!(shown.is_some(), tally.n() >= 10 && !due.is_null());
                if due.is_null() {
                    continue;
                }
                let net = Net::of(row[9] + row[10], row[..7].iter().sum(), tally.n());
                let interval = shown.map_or(net.interval(), |it| it.estimate().interval);
                near(interval.low, &due[at][0]);
                near(interval.high, &due[at][1]);
            }
            let is_shown = Shown::when(Nps::of(&groups[0]).is_some());
            if due.is_null() { Shown::Missing } else { is_shown }
        });
    }

    #[test]
    fn satisfied_are_the_top_two_of_any_scale() {
        let of_five = answers(1..=5, &[("5", 6), ("4", 3), ("3", 2), ("1", 1)]);
        assert_eq!(Csat::of(&of_five).unwrap().share().count(), 9);
        let of_seven = answers(1..=7, &[("7", 4), ("6", 4), ("5", 4)]);
        assert_eq!(Csat::of(&of_seven).unwrap().share().count(), 8);
    }

    #[test]
    fn nine_answers_carry_no_score() {
        assert_eq!(Csat::of(&answers(1..=5, &[("5", 9)])), None);
        assert_eq!(Nps::of(&answers(0..=10, &[("10", 9)])), None);
    }

    #[test]
    fn promoters_start_at_nine_and_detractors_end_at_six() {
        let tally = answers(0..=10, &[("0", 1), ("6", 2), ("7", 4), ("8", 5), ("9", 8), ("10", 3)]);
        let nps = Nps::of(&tally).unwrap();
        assert_eq!((nps.promoters(), nps.detractors()), (11, 3));
        assert!((nps.estimate().value - 100.0 * 8.0 / 23.0).abs() < 1e-12);
    }

    #[test]
    fn only_a_scale_of_0_to_10_has_a_net_promoter_score() {
        assert_eq!(Nps::of(&answers(1..=5, &[("5", 40)])), None);
        assert_eq!(Nps::of(&answers(1..=10, &[("10", 40)])), None);
        assert_eq!(Csat::of(&Tally::of_words()), None);
    }

    proptest! {
        #[test]
        fn the_interval_contains_the_score_within_its_limits(
            promoters in 0..100_000_u64, passives in 0..100_000_u64, detractors in 0..100_000_u64,
        ) {
            prop_assume!(promoters + passives + detractors >= Base::MINIMUM);
            let n = promoters + passives + detractors;
            let value = 100.0 * (number(promoters) - number(detractors)) / number(n);
            let Interval { low, high } = Net::of(promoters, detractors, n).interval();
            prop_assert!(-100.0 <= low && low <= value && value <= high && high <= 100.0);
        }
    }
}
