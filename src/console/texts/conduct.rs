//! The words of the form for how the kiosk behaves and what a visit is about.

/// How the kiosk behaves.
pub(crate) struct ConductTexts {
    pub(crate) hours_group: &'static str,
    /// The switch, and what the folded group says.
    pub(crate) hours_always: &'static str,
    /// What the folded group says otherwise.
    pub(crate) hours_set: &'static str,
    pub(crate) hours_hint: &'static str,
    /// Monday first.
    pub(crate) days: [&'static str; 7],
    /// What is wrong with `{day}`.
    pub(crate) hours_form: &'static str,
    pub(crate) waits_group: &'static str,
    pub(crate) waits_line: &'static str,
    /// Standard, elder.
    pub(crate) modes: [&'static str; 2],
    /// Before the warning, the warning, before the start returns.
    pub(crate) waits: [&'static str; 3],
    /// Names a wait by `{mode}` and `{wait}`.
    pub(crate) wait_of_mode: &'static str,
    /// What is wrong with the wait `{name}`.
    pub(crate) wait_range: &'static str,
    pub(crate) cooldown: &'static str,
    pub(crate) cooldown_hint: &'static str,
    pub(crate) cooldown_range: &'static str,
    pub(crate) screen_group: &'static str,
    pub(crate) fullscreen: &'static str,
    pub(crate) fullscreen_line: &'static str,
    pub(crate) chime: &'static str,
    pub(crate) chime_hint: &'static str,
    /// The dial stands at `{n}`.
    pub(crate) chime_volume: &'static str,
    pub(crate) chime_try: &'static str,
    pub(crate) writing_group: &'static str,
    pub(crate) masking: &'static str,
    pub(crate) masking_line: &'static str,
    pub(crate) card_group: &'static str,
    pub(crate) card_is_measured: &'static str,
    pub(crate) card_not_measured: &'static str,
    pub(crate) card_line: &'static str,
    pub(crate) card_measure: &'static str,
    /// Names the dial.
    pub(crate) card_dial: &'static str,
    pub(crate) card_smaller: &'static str,
    pub(crate) card_larger: &'static str,
    pub(crate) card_forget: &'static str,
    /// A card is `{n}` pixels wide.
    pub(crate) card_pixels: &'static str,
    /// What follows for elder mode.
    pub(crate) card_unmeasured: &'static str,
    pub(crate) card_usual: &'static str,
    /// `{factor}` times as large.
    pub(crate) card_scaled: &'static str,
}

/// What a visit is about.
pub(crate) struct VisitTexts {
    pub(crate) group: &'static str,
    pub(crate) channel: &'static str,
    pub(crate) channel_hint: &'static str,
    pub(crate) channel_usual: &'static str,
    /// As [`CHANNELS`](crate::console::form::CHANNELS).
    pub(crate) channels: [&'static str; 6],
    pub(crate) tellers: &'static str,
    pub(crate) tellers_hint: &'static str,
    /// What is wrong with line `{n}`.
    pub(crate) teller_line: &'static str,
    pub(crate) businesses: &'static str,
    pub(crate) businesses_hint: &'static str,
    /// What is wrong with line `{n}`.
    pub(crate) business_line: &'static str,
    pub(crate) embedders: &'static str,
    pub(crate) embedders_hint: &'static str,
    /// What is wrong with line `{n}`.
    pub(crate) embedder_line: &'static str,
}

/// The staff's PIN.
pub(crate) struct PinTexts {
    pub(crate) group: &'static str,
    /// What it is for.
    pub(crate) line: &'static str,
    /// What it is not.
    pub(crate) no_lock: &'static str,
    pub(crate) pin: &'static str,
    pub(crate) again: &'static str,
    pub(crate) hint: &'static str,
    /// Where there is one already.
    pub(crate) hint_set: &'static str,
    pub(crate) remove: &'static str,
    pub(crate) form: &'static str,
    pub(crate) easy: &'static str,
    pub(crate) differs: &'static str,
    /// In the review of changes.
    pub(crate) is_set: &'static str,
    pub(crate) new: &'static str,
}
