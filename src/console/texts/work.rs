//! The words of the day's work: the shift, what happened, setting up other
//! tablets.

use super::Counted;

/// The present shift.
pub(crate) struct ShiftTexts {
    pub(crate) title: &'static str,
    pub(crate) line: &'static str,
    pub(crate) teller: &'static str,
    pub(crate) nobody: &'static str,
    pub(crate) channel: &'static str,
    /// No choice: `{channel}`.
    pub(crate) usual: &'static str,
    pub(crate) kept: &'static str,
    pub(crate) failed: &'static str,
}

/// What happened on the tablet.
pub(crate) struct EventTexts {
    pub(crate) title: &'static str,
    pub(crate) calls: &'static str,
    pub(crate) median: &'static str,
    pub(crate) longest: &'static str,
    pub(crate) unanswered: &'static str,
    pub(crate) repeated: &'static str,
    /// `{n}` seconds.
    pub(crate) seconds: &'static str,
    pub(crate) failed: Counted,
    pub(crate) update_refused: Counted,
    /// Unfolds the list.
    pub(crate) list: Counted,
    pub(crate) time: &'static str,
    pub(crate) what: &'static str,
    pub(crate) duration: &'static str,
    pub(crate) detail: &'static str,
    /// As [`What::ALL`](crate::store::What::ALL).
    pub(crate) kinds: [&'static str; 10],
    pub(crate) download: &'static str,
}

/// The set-up for other tablets.
pub(crate) struct HandingTexts {
    pub(crate) title: &'static str,
    pub(crate) line: &'static str,
    /// What is not in it.
    pub(crate) secrets: &'static str,
    pub(crate) without_counter: &'static str,
    pub(crate) with_card: &'static str,
    pub(crate) download: &'static str,
    pub(crate) file_failed: &'static str,
    pub(crate) link: &'static str,
    pub(crate) link_hint: &'static str,
    pub(crate) logo_left_out: &'static str,
    /// Names the code for screen readers.
    pub(crate) code: &'static str,
    pub(crate) code_line: &'static str,
    pub(crate) too_long: &'static str,
    pub(crate) print: &'static str,
}
