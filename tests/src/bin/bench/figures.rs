//! Medians, percentiles and how far measurements spread.

/// Measurements of one thing, in milliseconds.
#[derive(Clone, Debug, Default)]
pub struct Figures(Vec<f64>);

impl Extend<f64> for Figures {
    fn extend<I: IntoIterator<Item = f64>>(&mut self, more: I) {
        for milliseconds in more {
            self.add(milliseconds);
        }
    }
}

impl Figures {
    /// Takes one more.
    pub fn add(&mut self, milliseconds: f64) {
        let place = self.0.partition_point(|other| *other <= milliseconds);
        self.0.insert(place, milliseconds);
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The smallest measurement that at least `share` (0 to 1) of all do not
    /// exceed: the nearest-rank percentile. None without measurements.
    pub fn percentile(&self, share: f64) -> Option<f64> {
        let within = |rank: &usize| share_of(*rank, self.0.len()) >= share;
        let rank = (1..=self.0.len()).find(within)?;
        self.0.get(rank - 1).copied()
    }

    /// The middle one; of an even number the lower of the two.
    pub fn median(&self) -> Option<f64> {
        self.percentile(0.5)
    }

    /// Where the middle half lies: the first and the third quartile.
    pub fn middle_half(&self) -> Option<(f64, f64)> {
        Some((self.percentile(0.25)?, self.percentile(0.75)?))
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2⁵²")]
fn share_of(rank: usize, count: usize) -> f64 {
    rank as f64 / count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[f64]) -> Figures {
        let mut figures = Figures::default();
        figures.extend(values.iter().copied());
        figures
    }

    #[test]
    fn the_median_is_the_middle_measurement() {
        assert_eq!(of(&[9.0, 1.0, 5.0]).median(), Some(5.0));
        assert_eq!(of(&[4.0, 1.0, 3.0, 2.0]).median(), Some(2.0));
        assert_eq!(of(&[]).median(), None);
    }

    #[test]
    fn of_a_hundred_the_99th_is_the_last_but_one() {
        let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!(of(&hundred).percentile(0.99), Some(99.0));
    }

    #[test]
    fn half_of_the_measurements_lie_in_the_middle_half() {
        assert_eq!(of(&[1.0, 2.0, 3.0, 4.0]).middle_half(), Some((1.0, 3.0)));
    }
}
