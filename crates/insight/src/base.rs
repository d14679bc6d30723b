//! How many answers a figure rests on, and the interval it lies in.

/// How many answers a figure rests on: never fewer than [`Base::MINIMUM`].
///
/// Figures hold a `Base`, so a figure on fewer answers cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Base(u64);

impl Base {
    /// The fewest answers a share or a score may rest on.
    pub const MINIMUM: u64 = 10;
    /// From here on a figure needs no warning; below it is marked "low base".
    pub const SOUND: u64 = 30;

    /// `n` answers, where they carry a figure at all.
    pub fn new(n: u64) -> Option<Self> {
        (n >= Self::MINIMUM).then_some(Self(n))
    }

    /// The number of answers.
    pub fn n(self) -> u64 {
        self.0
    }

    /// Few enough to be marked "low base" wherever the figure is shown.
    pub fn is_low(self) -> bool {
        self.0 < Self::SOUND
    }
}

/// A two-sided 95 % confidence interval, in the unit of its figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// The 97.5 % point of the standard normal distribution.
pub(crate) const Z: f64 = 1.959_963_984_540_054;

/// A count as a number to calculate with. Exact up to 2^53 answers.
#[expect(clippy::cast_precision_loss, reason = "no bank has 2^53 responses")]
pub(crate) fn number(count: u64) -> f64 {
    count as f64
}
