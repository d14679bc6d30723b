//! One person's interview, and the response it makes.

use std::rc::Rc;

use heard_exchange::{DeviceSequence, Mode, Outcome, Response, ResponseId};
use heard_survey::Interview;

use super::{opening::Tablet, visit::AtHand};
use crate::{
    locale::Locale,
    platform::{CryptoError, monotonic_ms, now_in, random_bytes},
};

/// How a response comes about, beside what is answered.
pub(super) struct Circumstances {
    pub(super) locale: Locale,
    pub(super) mode: Mode,
    pub(super) assisted: bool,
}

/// An interview in progress.
pub(super) struct Session {
    /// Where the person is.
    pub(super) interview: Interview,
    tablet: Rc<Tablet>,
    first_answer: Option<(ResponseId, chrono::DateTime<chrono::FixedOffset>, f64)>,
    last_answer: f64,
}

impl Session {
    /// Nobody has answered anything yet.
    pub(super) fn new(tablet: Rc<Tablet>) -> Self {
        let interview = Interview::new(tablet.in_use.questionnaire.clone());
        Self { interview, tablet, first_answer: None, last_answer: 0.0 }
    }

    /// Notes that an answer was given just now.
    ///
    /// # Errors
    /// When the browser has no randomness to name the response with.
    pub(super) fn touch(&mut self) -> Result<(), CryptoError> {
        self.last_answer = monotonic_ms();
        if self.first_answer.is_none() {
            let id = ResponseId::from_random(random_bytes()?);
            let started_at = now_in(&self.tablet.settings.zone);
            self.first_answer = Some((id, started_at, self.last_answer));
        }
        Ok(())
    }

    /// The response as it stands, without its sequence; none before the first
    /// answer.
    pub(super) fn response(&self, about: &Circumstances, visit: &AtHand) -> Option<Response> {
        let (id, started_at, first_answer) = self.first_answer?;
        let settings = &self.tablet.settings;
        let complete = self.interview.is_complete();
        let answers = self.interview.answers();
        let answers = if settings.conduct.masking {
            self.interview.questionnaire().masked(answers)
        } else {
            answers.clone()
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "milliseconds")]
        let duration_ms = (self.last_answer - first_answer).max(0.0) as u64;
        Some(Response {
            id,
            device: settings.device.clone(),
            sequence: DeviceSequence::default(),
            visit: visit.visit(settings),
            questionnaire: self.tablet.in_use.id.clone(),
            locale: about.locale.code().to_owned(),
            mode: about.mode,
            assisted: about.assisted,
            voice: false,
            channel: visit.channel(settings),
            started_at,
            duration_ms,
            outcome: if complete { Outcome::Complete } else { Outcome::Partial },
            training: settings.training,
            answers,
        })
    }
}
