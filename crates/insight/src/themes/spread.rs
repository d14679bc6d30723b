//! What many people say, and what one does.

use crate::Share;

/// Fewer people are not many, whatever their share.
pub(super) const FEWEST: u64 = 5;
/// Below this share a problem may be one of chance: one in fifty.
const LEAST: f64 = 0.02;

/// Whether a problem is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// At least five people name it, and the lower end of the Wilson interval of their
    /// share is above one in fifty: something about the service.
    Common,
    /// Everything else: to be looked into by itself, never to be averaged away.
    Individual,
}

impl Spread {
    /// Of a problem that `people` named among `n` who could have.
    pub fn of(people: u64, n: u64) -> Self {
        let is_certain = Share::of(people, n).is_some_and(|share| share.interval().low > LEAST);
        if people >= FEWEST && is_certain { Self::Common } else { Self::Individual }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_is_what_five_people_name_and_more_than_one_in_fifty_for_certain() {
        assert_eq!(Spread::of(4, 10), Spread::Individual);
        assert_eq!(Spread::of(5, 10), Spread::Common);
        // The same share of many more people is certain.
        assert_eq!(Spread::of(5, 150), Spread::Individual);
        assert_eq!(Spread::of(50, 1_500), Spread::Common);
        assert_eq!(Spread::of(200, 10_000), Spread::Individual);
    }

    #[test]
    fn among_nine_people_nothing_is_common() {
        assert_eq!(Spread::of(9, 9), Spread::Individual);
        assert_eq!(Spread::of(12, 11), Spread::Individual);
    }
}
