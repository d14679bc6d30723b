//! A rate watched over time: Laney's p′ chart, and which rule a signal comes from.

use crate::{
    Share,
    base::{Interval, number},
};

/// A rate by day or week, with its limits.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// The rate of all periods together, from 0 to 1.
    pub centre: f64,
    /// The periods, in the order given.
    pub points: Vec<Point>,
    /// What is out of the ordinary, by where it ends.
    pub signals: Vec<Signal>,
    periods: usize,
}

/// One period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// None where it has too few answers to carry a share; such a period takes no
    /// part in limits and rules.
    pub share: Option<Share>,
    /// Within these it is ordinary: three σ to either side, clipped to 0…1. None
    /// where there is no share.
    pub limits: Option<Interval>,
}

/// Something out of the ordinary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signal {
    /// Which rule.
    pub rule: Rule,
    /// The first period it is about, counted from 0.
    pub first: usize,
    /// The last one.
    pub last: usize,
}

/// What makes a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// One period outside its limits.
    Beyond,
    /// Eight or more in a row on one side of the centre.
    OneSide,
    /// Six or more in a row, each above the one before.
    Rising,
    /// Six or more in a row, each below the one before.
    Falling,
}

/// The mean range of two neighbours, in σ: the constant d₂ for samples of two.
const RANGE_OF_TWO: f64 = 1.128;

impl Chart {
    /// Limits rest on no fewer periods.
    pub const FEWEST: usize = 8;
    /// From here on they need no warning.
    pub const SOUND: usize = 20;

    /// Of `periods` in their order: how many counted, of how many answers. `None`
    /// where fewer than [`Chart::FEWEST`] carry a share.
    ///
    /// The limits widen or narrow by how much the periods vary beyond chance
    /// (D. B. Laney, Quality Engineering 14, 2002): where they vary by chance
    /// alone, this is the p-chart.
    pub fn of(periods: &[(u64, u64)]) -> Option<Self> {
        let shares: Vec<Option<Share>> = periods.iter().map(|&(k, n)| Share::of(k, n)).collect();
        let carried: Vec<Share> = shares.iter().copied().flatten().collect();
        if carried.len() < Self::FEWEST {
            return None;
        }
        let all: u64 = carried.iter().map(|share| share.base().n()).sum();
        let counted: u64 = carried.iter().map(|share| share.count()).sum();
        let centre = number(counted) / number(all);
        let spread = 3.0 * beyond_chance(&carried, centre);
        let point = |share: Option<Share>| Point {
            share,
            limits: share.map(|share| {
                let reach = spread * sigma(share, centre);
                Interval { low: (centre - reach).max(0.0), high: (centre + reach).min(1.0) }
            }),
        };
        let points: Vec<Point> = shares.into_iter().map(point).collect();
        let signals = signals(&points, centre);
        Some(Self { centre, points, signals, periods: carried.len() })
    }

    /// Few enough periods for the limits to be marked as provisional.
    pub fn is_provisional(&self) -> bool {
        self.periods < Self::SOUND
    }
}

/// The standard deviation of a share by chance alone.
fn sigma(share: Share, centre: f64) -> f64 {
    (centre * (1.0 - centre) / number(share.base().n())).sqrt()
}

/// How many times more than by chance the periods vary: the mean moving range of
/// their standardised values, in σ. 1 where nothing varies.
fn beyond_chance(shares: &[Share], centre: f64) -> f64 {
    if centre <= 0.0 || centre >= 1.0 {
        return 1.0;
    }
    let standard: Vec<f64> =
        shares.iter().map(|share| (share.value() - centre) / sigma(*share, centre)).collect();
    let ranges: f64 = standard.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum();
    ranges / number((standard.len() - 1) as u64) / RANGE_OF_TWO
}

/// What every rule finds, by where it ends.
fn signals(points: &[Point], centre: f64) -> Vec<Signal> {
    // Periods without a share neither break a run nor lengthen it.
    let values: Vec<(usize, f64, Interval)> = points
        .iter()
        .enumerate()
        .filter_map(|(at, point)| Some((at, point.share?.value(), point.limits?)))
        .collect();
    let outside = |&&(_, value, Interval { low, high }): &&(usize, f64, Interval)| {
        value < low || value > high
    };
    let beyond = values.iter().filter(outside);
    let mut found: Vec<Signal> =
        beyond.map(|&(at, ..)| Signal { rule: Rule::Beyond, first: at, last: at }).collect();
    let above = |_: f64, value: f64| value > centre;
    let below = |_: f64, value: f64| value < centre;
    found.extend(runs(&values, Rule::OneSide, 8, 0, above));
    found.extend(runs(&values, Rule::OneSide, 8, 0, below));
    found.extend(runs(&values, Rule::Rising, 6, 1, |before, value| value > before));
    found.extend(runs(&values, Rule::Falling, 6, 1, |before, value| value < before));
    found.sort_by_key(|signal| (signal.last, signal.first));
    found
}

/// Every longest run of at least `least` periods, `led` by so many of which the
/// others, by their value and the one before, must only follow.
fn runs(
    values: &[(usize, f64, Interval)],
    rule: Rule,
    least: usize,
    led: usize,
    follows: impl Fn(f64, f64) -> bool,
) -> Vec<Signal> {
    let mut found = Vec::new();
    let mut run = 0;
    for (at, &(_, value, _)) in values.iter().enumerate() {
        let before = if at > 0 { values[at - 1].1 } else { f64::NAN };
        run = if follows(before, value) { run + 1 } else { 0 };
        let goes_on = values.get(at + 1).is_some_and(|&(_, next, _)| follows(value, next));
        if run + led >= least && run > 0 && !goes_on {
            let first = values[at + 1 - run - led].0;
            found.push(Signal { rule, first, last: values[at].0 });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{Shown, close, near, recorded, walk};

    #[test]
    fn the_limits_are_the_published_and_the_recorded_ones() {
        for case in recorded("p_chart", 2) {
            let counts = case["counts"].as_array().unwrap();
            let n = |at: usize| case["n"].as_u64().or_else(|| case["n"][at].as_u64()).unwrap();
            let periods: Vec<(u64, u64)> =
                (0..).zip(counts).map(|(at, count)| (count.as_u64().unwrap(), n(at))).collect();
            let chart = Chart::of(&periods).unwrap();
            close(chart.centre, &case["centre"]);
            let carried: Vec<Share> = chart.points.iter().filter_map(|it| it.share).collect();
            close(beyond_chance(&carried, chart.centre), &case["beyond_chance"]);
            for (point, due) in chart.points.iter().zip(case["limits"].as_array().unwrap()) {
                close(point.limits.unwrap().low, &due[0]);
                close(point.limits.unwrap().high, &due[1]);
            }
            let mut outside = Vec::new();
            for (at, share) in (1_u64..).zip(&carried) {
                let reach = 3.0 * sigma(*share, chart.centre);
                let due = &case["plain_limits"][usize::try_from(at).unwrap() - 1];
                close(chart.centre - reach, &due[0]);
                close(chart.centre + reach, &due[1]);
                outside.extend(((share.value() - chart.centre).abs() > reach).then_some(at));
            }
            assert_eq!(serde_json::Value::from(outside), case["outside_plain"]);
        }
    }

    #[test]
    fn the_limits_of_periods_drawn_at_random_are_the_recorded_ones() {
        walk("ratings", |case| {
            let due = case.recorded("chart");
            let top = |row: &Vec<u64>| row[row.len() - 2..].iter().sum();
            let periods: Vec<_> =
                case.rows().iter().map(|row| (top(row), row.iter().sum())).collect();
            let Some(chart) = Chart::of(&periods) else {
                assert!(due.is_null());
                return Shown::Withheld;
            };
            near(chart.centre, &due[0]);
            let carried = chart.points.iter().filter(|it| it.share.is_some());
            // Where nothing varies, the definition divides by zero.
            if let Some(beyond) = due[1].as_f64() {
                let shares: Vec<_> = carried.clone().filter_map(|it| it.share).collect();
                near(beyond_chance(&shares, chart.centre), &beyond.into());
                for (point, due) in carried.zip(due[2].as_array().unwrap()) {
                    near(point.limits.unwrap().low, &due[0]);
                    near(point.limits.unwrap().high, &due[1]);
                }
            }
            Shown::Yes
        });
    }

    fn rules(counts: &[u64]) -> Vec<(Rule, usize, usize)> {
        let periods: Vec<_> = counts.iter().map(|count| (*count, 100)).collect();
        let signals = Chart::of(&periods).unwrap().signals;
        signals.into_iter().map(|it| (it.rule, it.first, it.last)).collect()
    }

    #[test]
    fn a_day_far_off_is_beyond() {
        assert_eq!(
            rules(&[80, 82, 79, 81, 80, 78, 81, 40, 80, 82, 79, 81]),
            [(Rule::Beyond, 7, 7)]
        );
    }

    #[test]
    fn eight_on_one_side_are_a_signal_and_seven_are_none() {
        let eight = [82, 94, 82, 94, 82, 94, 82, 94, 60, 79, 58, 77, 60, 79];
        assert_eq!(rules(&eight), [(Rule::OneSide, 0, 7)]);
        assert_eq!(rules(&eight[1..]), []);
    }

    #[test]
    fn six_in_a_row_that_rise_are_a_signal_and_five_are_none() {
        let six = [80, 75, 76, 77, 83, 84, 85, 75, 84, 79];
        assert_eq!(rules(&six), [(Rule::Rising, 1, 6)]);
        let mirrored = six.map(|count| 160 - count);
        assert_eq!(rules(&mirrored), [(Rule::Falling, 1, 6)]);
        let five = [80, 75, 76, 83, 84, 85, 75, 84, 79];
        assert_eq!(rules(&five), []);
    }

    #[test]
    fn seven_periods_carry_no_limits_and_few_answers_no_point() {
        assert_eq!(Chart::of(&[(8, 10); 7]), None);
        let mut periods = [(8, 10); 9];
        periods[4] = (9, 9);
        let chart = Chart::of(&periods).unwrap();
        assert!(chart.is_provisional());
        assert_eq!((chart.points[4].share, chart.points[4].limits), (None, None));
        assert!(chart.signals.is_empty(), "{:?}", chart.signals);
    }

    #[test]
    fn what_never_varies_has_no_signal() {
        for count in [0, 50] {
            assert_eq!(Chart::of(&[(count, 50); 30]).unwrap().signals, []);
        }
    }

    proptest! {
        #[test]
        fn limits_hold_the_centre_within_0_and_1(
            periods in proptest::collection::vec((0..=60_u64, 0..60_u64), 8..40),
        ) {
            let periods: Vec<_> = periods.into_iter().map(|(k, more)| (k, k + more)).collect();
            if let Some(chart) = Chart::of(&periods) {
                for Interval { low, high } in chart.points.iter().filter_map(|it| it.limits) {
                    prop_assert!(0.0 <= low && low <= chart.centre);
                    prop_assert!(chart.centre <= high && high <= 1.0);
                }
                for Signal { first, last, .. } in chart.signals {
                    prop_assert!(first <= last && last < periods.len());
                }
            }
        }
    }
}
