//! What the kiosk says, beside what the questionnaire says.

mod en;
mod zh_cn;
mod zh_tw;

use crate::locale::Locale;

/// Every text of the kiosk. `{n}` stands for a number of seconds or a limit.
pub struct Texts {
    /// Names the group of language buttons.
    pub languages: &'static str,
    /// Leads staff to the console.
    pub staff: &'static str,
    /// To the question before.
    pub back: &'static str,
    /// On with what was entered.
    pub next: &'static str,
    /// On without an answer.
    pub skip: &'static str,
    /// "Yes" where the questionnaire has no words of its own.
    pub yes: &'static str,
    /// "No" likewise.
    pub no: &'static str,
    /// At most `{n}` may be chosen.
    pub choose_up_to: &'static str,
    /// Names the progress for screen readers: question `{position}` of `{total}`.
    pub progress: &'static str,
    /// Thanks.
    pub thanks: &'static str,
    /// What happens with the answer.
    pub thanks_line: &'static str,
    /// Invitation to go on.
    pub say_more: &'static str,
    /// Done, back to the start.
    pub finish: &'static str,
    /// Returning in `{n}` seconds.
    pub returning: &'static str,
    /// Are you still there?
    pub still_there: &'static str,
    /// What happens otherwise, in `{n}` seconds.
    pub still_there_line: &'static str,
    /// Yes, go on.
    pub stay: &'static str,
    /// An answer is needed.
    pub required: &'static str,
    /// At most `{n}` can be chosen.
    pub too_many: &'static str,
    /// At most `{n}` characters.
    pub too_long: &'static str,
    /// Not a telephone number.
    pub not_telephone: &'static str,
    /// Not an e-mail address.
    pub not_email: &'static str,
    /// The answer does not fit the question.
    pub not_an_answer: &'static str,
    /// To the customer, when the answer is not on disk yet: heading.
    pub unsaved: &'static str,
    /// And what to do.
    pub unsaved_line: &'static str,
    /// To staff, while answers wait for the storage: `{n}` of them.
    pub storage_failing: &'static str,
    /// Labels demonstration data.
    pub demo: &'static str,
    /// Labels training.
    pub training: &'static str,
    /// Try again.
    pub retry: &'static str,
    /// What stops the kiosk: heading and what to do.
    pub notices: Notices,
}

/// Two sentences for each thing that stops the kiosk: what happened, and what
/// is safe and to be done.
pub struct Notices {
    /// Another tab is the kiosk.
    pub second_tab: [&'static str; 2],
    /// The browser stores nothing here.
    pub storage_blocked: [&'static str; 2],
    /// The data are newer than this Heard.
    pub storage_newer: [&'static str; 2],
    /// The questionnaire's file is not there.
    pub questionnaire_missing: [&'static str; 2],
    /// The questionnaire's file cannot be used.
    pub questionnaire_broken: [&'static str; 2],
    /// The provisioning file cannot be used.
    pub provision_broken: [&'static str; 2],
    /// The console does not load.
    pub console_failed: [&'static str; 2],
}

impl Locale {
    /// The kiosk's texts in this language.
    pub fn kiosk(self) -> &'static Texts {
        match self {
            Self::ZhCn => &zh_cn::TEXTS,
            Self::ZhTw => &zh_tw::TEXTS,
            Self::En => &en::TEXTS,
        }
    }
}
