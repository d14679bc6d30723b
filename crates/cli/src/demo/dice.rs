//! Chance that gives the same answers for the same seed on every machine.
//!
//! `SplitMix64` (G. L. Steele, D. Lea, C. H. Flood, OOPSLA 2014) and whole
//! numbers only: floating point functions may differ between platforms.

/// What is being decided. Each topic of each row has dice of its own, so that
/// deciding something new later leaves everything else as it was.
#[derive(Clone, Copy)]
pub(super) enum Topic {
    Arrivals = 1,
    Identity = 2,
    Visitor = 3,
    Answers = 4,
    Plan = 5,
    Week = 6,
    Gaming = 7,
    Pace = 8,
}

/// The increment of `SplitMix64`: 2^64 divided by the golden ratio.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// A source of chance.
pub(super) struct Dice {
    state: u64,
}

impl Dice {
    /// The dice for one topic of the row or day numbered `index`.
    pub(super) fn new(seed: u64, topic: Topic, index: u64) -> Self {
        let of_topic = mix(mix(seed).wrapping_add(topic as u64));
        Self { state: mix(of_topic.wrapping_add(index)) }
    }

    /// 64 bits, each as likely 0 as 1.
    pub(super) fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GOLDEN);
        mix(self.state)
    }

    /// A whole number from 0 to below `limit`; 0 when `limit` is 0. Uniform but
    /// for `limit` parts in 2^32.
    pub(super) fn below(&mut self, limit: u32) -> u32 {
        let upper = self.bits() >> 32;
        u32::try_from((upper * u64::from(limit)) >> 32).unwrap_or_default()
    }

    /// True in `per_mille` of a thousand cases.
    pub(super) fn chance(&mut self, per_mille: u32) -> bool {
        self.below(1000) < per_mille
    }

    /// One of `items`, each as likely as its weight; `None` when all weigh 0.
    pub(super) fn weighted<'a, T>(
        &mut self,
        items: &'a [T],
        weight: impl Fn(&T) -> u32,
    ) -> Option<&'a T> {
        let mut rest = self.below(items.iter().map(&weight).sum());
        items.iter().find(|item| {
            let weight = weight(item);
            let hit = rest < weight;
            rest = rest.saturating_sub(weight);
            hit
        })
    }

    /// A bell-shaped number of mean 0 and standard deviation 1000, within
    /// ±3464: four uniform numbers of 16 bits, added.
    pub(super) fn swing(&mut self) -> i64 {
        let bits = self.bits();
        let sum: u64 = [0, 16, 32, 48].map(|shift| bits >> shift & 0xffff).iter().sum();
        // Mean 2 × 65535, standard deviation 65536 / √3 = 37837.
        (sum.cast_signed() - 131_070) * 1000 / 37_837
    }
}

/// The finaliser of `SplitMix64`.
fn mix(mut z: u64) -> u64 {
    z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ z >> 31
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_is_the_published_one() {
        // The first outputs for the state 1234567, as Rosetta Code lists them.
        let mut dice = Dice { state: 1_234_567 };
        let expected = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973];
        assert_eq!([dice.bits(), dice.bits()], expected);
    }

    #[test]
    fn swings_have_the_mean_and_spread_they_say() {
        let mut dice = Dice::new(7, Topic::Visitor, 0);
        let swings: Vec<i64> = (0..100_000).map(|_| dice.swing()).collect();
        let mean = swings.iter().sum::<i64>() / 100_000;
        let variance = swings.iter().map(|swing| swing * swing).sum::<i64>() / 100_000;
        assert!(mean.abs() < 15, "{mean}");
        assert!((980_000..1_020_000).contains(&variance), "{variance}");
    }

    #[test]
    fn weights_are_kept() {
        let mut dice = Dice::new(7, Topic::Visitor, 1);
        let mut hits = [0; 3];
        for _ in 0..10_000 {
            hits[*dice.weighted(&[0, 1, 2], |item| [1, 0, 3][*item]).unwrap()] += 1;
        }
        assert_eq!(hits[1], 0);
        assert!((2_300..2_700).contains(&hits[0]), "{hits:?}");
        assert_eq!(dice.weighted(&[1, 2], |_| 0), None);
    }
}
