//! More than two groups at once.

use crate::{Share, base::number, distributions::chi_square_tail};

/// How likely shares at least as unlike are where all groups are alike: the
/// chi-square test. None under two groups.
pub fn same_share(groups: &[Share]) -> Option<f64> {
    let (statistic, freedom) = chi_square(groups)?;
    Some(chi_square_tail(statistic, freedom))
}

/// Pearson's statistic and its degrees of freedom; 0 where nothing varies.
fn chi_square(groups: &[Share]) -> Option<(f64, f64)> {
    let others = groups.len().checked_sub(1).filter(|others| *others > 0)?;
    let all: u64 = groups.iter().map(|share| share.base().n()).sum();
    let counted: u64 = groups.iter().map(|share| share.count()).sum();
    let pooled = number(counted) / number(all);
    let part = |share: &Share| {
        let n = number(share.base().n());
        (number(share.count()) - n * pooled).powi(2) / (n * pooled * (1.0 - pooled))
    };
    let varies = counted > 0 && counted < all;
    let statistic = if varies { groups.iter().map(part).sum() } else { 0.0 };
    Some((statistic, number(others as u64)))
}

/// The chances of many comparisons, each raised so that all of them together are
/// wrong no more often than one alone (S. Holm, Scandinavian Journal of
/// Statistics 6, 1979). In the order given; from 0 to 1.
pub fn holm(chances: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..chances.len()).collect();
    order.sort_by(|one, two| chances[*one].total_cmp(&chances[*two]));
    let mut raised = vec![0.0; chances.len()];
    let mut highest: f64 = 0.0;
    for (rank, place) in order.into_iter().enumerate() {
        let left = number((chances.len() - rank) as u64);
        highest = highest.max(chances[place] * left).min(1.0);
        raised[place] = highest;
    }
    raised
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{Shown, close, near, recorded, walk};

    #[test]
    fn several_groups_are_as_unlike_as_recorded() {
        for case in recorded("k_proportions", 2) {
            let part = |name: &str, at: usize| case[name][at].as_u64().unwrap();
            let groups: Vec<Share> = (0..case["n"].as_array().unwrap().len())
                .map(|at| Share::of(part("counts", at), part("n", at)).unwrap())
                .collect();
            close(chi_square(&groups).unwrap().0, &case["chi2"]);
            close(same_share(&groups).unwrap(), &case["p"]);
        }
    }

    #[test]
    fn groups_drawn_at_random_are_as_unlike_as_recorded() {
        walk("ratings", |case| {
            let top = |row: &Vec<u64>| row[row.len() - 2..].iter().sum();
            let share = |row: &Vec<u64>| Share::of(top(row), row.iter().sum());
            let shares: Vec<Share> = case.rows().iter().filter_map(share).collect();
            let chance = same_share(&shares);
            assert_eq!(chance.is_some(), shares.len() > 1);
            if let Some(chance) = chance {
                // Where nothing varies, statsmodels has no answer.
                let [statistic, p] = [0, 1].map(|at: usize| case.recorded("chi2")[at].as_f64());
                near(chi_square(&shares).unwrap().0, &statistic.unwrap_or(0.0).into());
                near(chance, &p.unwrap_or(1.0).into());
            }
            Shown::when(chance.is_some())
        });
    }

    #[test]
    fn chances_drawn_at_random_are_raised_as_recorded() {
        walk("ratings", |case| {
            let Some(due) = case.recorded("holm").as_array() else { return Shown::Withheld };
            let rates = case.recorded("rates").as_array().unwrap();
            let chances: Vec<f64> = rates.iter().map(|it| it[1].as_f64().unwrap()).collect();
            holm(&chances).into_iter().zip(due).for_each(|(found, due)| near(found, due));
            Shown::Yes
        });
    }

    #[test]
    fn one_group_is_compared_with_nothing_and_equal_ones_are_alike() {
        let share = Share::of(12, 12).unwrap();
        assert_eq!(same_share(&[share]), None);
        assert_eq!(same_share(&[share, share, share]), Some(1.0));
    }

    #[test]
    fn chances_are_raised_as_recorded() {
        for case in recorded("holm", 2) {
            let numbers = |name: &str| -> Vec<f64> {
                case[name].as_array().unwrap().iter().map(|it| it.as_f64().unwrap()).collect()
            };
            for (found, due) in holm(&numbers("raw")).into_iter().zip(numbers("holm")) {
                assert!((found - due).abs() < 1e-12, "{case}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_chance_is_lowered_and_their_order_stays(
            chances in proptest::collection::vec(0.0..=1.0_f64, 0..20),
        ) {
            let raised = holm(&chances);
            for (one, first) in chances.iter().enumerate() {
                prop_assert!(raised[one] >= *first && raised[one] <= 1.0);
                for (two, second) in chances.iter().enumerate() {
                    prop_assert!(first > second || raised[one] <= raised[two]);
                }
            }
        }
    }
}
