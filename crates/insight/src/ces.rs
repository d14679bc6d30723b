//! How much effort it took: the Customer Effort Score.

use crate::{Estimate, Mean, Tally};

/// Customer Effort Score: the mean agreement that it was easy, from 1 to 7, or from 1
/// to 5 where the scale is that (M. Dixon, K. Freeman and N. Toman, Harvard Business
/// Review 88, 2010; the agreement with "made it easy" is their later version).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ces(Mean);

impl Ces {
    /// The score of the answers in `tally`; `None` under [`crate::Base::MINIMUM`]
    /// answers, and when the question's scale is neither 1 to 7 nor 1 to 5.
    pub fn of(tally: &Tally) -> Option<Self> {
        let fits = matches!(tally.ends(), Some([1, 7 | 5]));
        Mean::of(tally).filter(|_| fits).map(Self)
    }

    /// The mean with its t-interval, clipped to the scale.
    pub fn estimate(self) -> Estimate {
        self.0.estimate()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::answers;

    #[test]
    fn only_agreement_from_1_to_7_or_to_5_is_a_score_of_effort() {
        let scale = |low, high| {
            let mut tally = Tally::of_scale(low, high);
            (0..12).for_each(|_| tally.add("3").unwrap());
            Ces::of(&tally)
        };
        assert!(scale(1, 7).is_some() && scale(1, 5).is_some());
        assert_eq!([scale(0, 7), scale(1, 6), scale(0, 10)], [None, None, None]);
        assert_eq!(Ces::of(&Tally::of_words()), None);
    }

    #[test]
    fn it_is_the_mean_of_at_least_ten_answers() {
        let tally = answers([1, 2, 3, 4, 5]);
        assert_eq!(Ces::of(&tally).unwrap().estimate(), Mean::of(&tally).unwrap().estimate());
        assert_eq!(Ces::of(&answers([0, 0, 0, 4, 5])), None);
    }
}
