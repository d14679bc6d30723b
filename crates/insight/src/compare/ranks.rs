//! Two whole distributions of ratings, without giving the steps any distance.

use crate::{
    Tally,
    base::{Base, number},
    distributions::two_sided,
};

/// How often a rating of the second group is above one of the first: the
/// Mann–Whitney test, corrected for ties and continuity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Superiority {
    /// The probability, ties counting half, from 0 to 1; ½ where they are alike.
    pub value: f64,
    /// How likely one at least as far from ½ is where they are alike, from 0 to 1.
    pub chance: f64,
    /// How many answers either side has.
    pub bases: [Base; 2],
}

impl Superiority {
    /// Of two tallies of one scale; `None` where the scales differ, or either has
    /// under [`Base::MINIMUM`] answers.
    pub fn of(first: &Tally, second: &Tally) -> Option<Self> {
        let (one, two) = (first.steps()?, second.steps()?);
        let same = one.iter().map(|(step, _)| step).eq(two.iter().map(|(step, _)| step));
        let bases = [Base::new(first.n())?, Base::new(second.n())?];
        let pairs: Vec<[u64; 2]> = one.iter().zip(&two).map(|((_, a), (_, b))| [*a, *b]).collect();
        let (value, chance) = compare(&pairs);
        same.then_some(Self { value, chance, bases })
    }
}

/// The probability and its chance, from how often each value was given on either
/// side, the values ascending.
fn compare(counts: &[[u64; 2]]) -> (f64, f64) {
    let (mut below, mut wins, mut ties) = (0.0, 0.0, 0.0);
    let [mut one, mut two] = [0.0, 0.0];
    for [first, second] in counts.iter().map(|pair| pair.map(number)) {
        wins += second * (below + first / 2.0);
        below += first;
        let both = first + second;
        ties += both.powi(3) - both;
        one += first;
        two += second;
    }
    let (all, pairs) = (one + two, one * two);
    let variance = pairs / 12.0 * (all + 1.0 - ties / (all * (all - 1.0)));
    let distance = ((wins - pairs / 2.0).abs() - 0.5).max(0.0);
    // All of one value: nothing varies.
    let chance = if variance > 0.0 { two_sided(distance / variance.sqrt()) } else { 1.0 };
    (wins / pairs, chance)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::fixture::{Shown, answers, close, near, recorded, walk};

    fn counted(x: &Value, y: &Value) -> Vec<[u64; 2]> {
        let mut counts = vec![[0; 2]; 100];
        for (side, values) in [x, y].into_iter().enumerate() {
            for value in values.as_array().unwrap() {
                counts[usize::try_from(value.as_u64().unwrap()).unwrap()][side] += 1;
            }
        }
        counts
    }

    #[test]
    fn distributions_compare_as_recorded() {
        for case in recorded("mann_whitney", 4) {
            // Recorded is how often the first is above the second.
            let (value, chance) = compare(&counted(&case["y"], &case["x"]));
            let pairs = case["x"].as_array().unwrap().len() * case["y"].as_array().unwrap().len();
            close(value * number(pairs as u64), &case["u"]);
            close(value, &case["superiority"]);
            close(chance, &case["p"]);
        }
    }

    #[test]
    fn distributions_drawn_at_random_compare_as_recorded() {
        walk("ratings", |case| {
            let (rows, groups) = (case.rows(), case.groups());
            let shown = Superiority::of(&groups[0], &groups[1]);
            assert_eq!(shown.is_some(), groups[..2].iter().all(|it| it.n() >= 10));
            let due = case.recorded("ranks");
            if !due.is_null() {
                let pairs: Vec<_> = rows[0].iter().zip(&rows[1]).map(|(a, b)| [*a, *b]).collect();
                let formula = compare(&pairs);
                let (value, chance) = shown.map_or(formula, |it| (it.value, it.chance));
                near(value, &due[0]);
                // Where all gave one step, scipy has no answer.
                near(chance, &due[1].as_f64().unwrap_or(1.0).into());
            }
            Shown::when(shown.is_some())
        });
    }

    #[test]
    fn equal_ratings_win_half_the_time_and_other_scales_not_at_all() {
        let all = answers([0, 0, 0, 0, 12]);
        let found = Superiority::of(&all, &all).unwrap();
        assert!((found.value - 0.5).abs() < f64::EPSILON && (found.chance - 1.0).abs() < 1e-12);
        assert_eq!(Superiority::of(&all, &answers([0, 0, 0, 4, 5])), None);
        let mut other = Tally::of_scale(0, 10);
        (0..12).for_each(|_| other.add("9").unwrap());
        assert_eq!(Superiority::of(&all, &other), None);
    }
}
