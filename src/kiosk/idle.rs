//! When an abandoned interview ends. Pure: the caller says how long nobody
//! has touched anything.

use crate::store::Limits;

/// What an untouched interview shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Phase {
    /// Nothing yet.
    #[default]
    Present,
    /// "Are you still there?", with the seconds left.
    Warning { left: u32 },
    /// Complete, and returning to the start in so many seconds.
    Closing { left: u32, of: u32 },
    /// Over.
    Over,
}

impl Limits {
    /// The phase after `idle` seconds without a touch.
    pub(super) fn phase(self, idle: f64, complete: bool) -> Phase {
        // Rounded up: "1" is shown until the last second has passed.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small, ≥ 0")]
        let left = |until: u16| (f64::from(until) - idle).ceil().max(0.0) as u32;
        let end = if complete { self.closing } else { self.idle + self.warning };
        match left(end) {
            0 => Phase::Over,
            left if complete => Phase::Closing { left, of: u32::from(self.closing) },
            left if left <= u32::from(self.warning) => Phase::Warning { left },
            _ => Phase::Present,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_interview_is_warned_and_then_ended() {
        let phase = |idle| Limits::STANDARD.phase(idle, false);
        assert_eq!(phase(0.0), Phase::Present);
        assert_eq!(phase(59.9), Phase::Present);
        assert_eq!(phase(60.0), Phase::Warning { left: 20 });
        assert_eq!(phase(79.5), Phase::Warning { left: 1 });
        assert_eq!(phase(80.0), Phase::Over);
    }

    #[test]
    fn a_complete_interview_closes_after_the_short_time() {
        let phase = |idle| Limits::STANDARD.phase(idle, true);
        assert_eq!(phase(0.0), Phase::Closing { left: 20, of: 20 });
        assert_eq!(phase(19.2), Phase::Closing { left: 1, of: 20 });
        assert_eq!(phase(20.0), Phase::Over);
    }
}
