//! Ratings as responses are read one after another, for whoever holds no table.

use std::collections::HashMap;

use chrono::Timelike as _;
use heard_survey::{Kind, Questionnaire};

use super::{DeviceDays, Found, Overall, Rating};
use crate::{QuestionIndex, table::Circumstances};

/// The ratings read so far.
#[derive(Clone, Debug, Default)]
pub struct Ratings {
    /// What is rated, by the questionnaire's name.
    scales: HashMap<String, Scale>,
    days: DeviceDays,
    latest: Latest,
}

/// What a questionnaire rates.
#[derive(Clone, Debug)]
struct Scale {
    overall: QuestionIndex,
    /// The questions with the same steps as the overall one, and that one.
    questions: Vec<QuestionIndex>,
    /// The best step.
    best: String,
}

/// The rating whose answers are being taken.
#[derive(Clone, Debug, Default)]
struct Latest {
    /// The place of its device-day.
    day: usize,
    /// The questionnaire it answers, and what that rates.
    questionnaire: String,
    scale: Option<Scale>,
    /// How many answers are on the scale of the overall question.
    on_scale: u8,
    first: String,
    /// All of these are the same step.
    same: bool,
}

impl Ratings {
    /// Learns what `questionnaire` rates, where it has an overall question; `place`
    /// gives the places of questions.
    pub fn know(
        &mut self,
        questionnaire: &Questionnaire,
        mut place: impl FnMut(&str) -> QuestionIndex,
    ) {
        let Some((name, same, best)) = scale_of(questionnaire) else { return };
        let scale = Scale {
            overall: place(name),
            questions: same.into_iter().map(&mut place).collect(),
            best,
        };
        self.scales.insert(questionnaire.settings.name.clone(), scale);
    }

    /// Takes a response; its answers follow.
    pub fn open(&mut self, response: &Circumstances<'_>) {
        let Circumstances { started, duration_ms, mode, .. } = *response;
        self.latest.open(response.questionnaire, &self.scales);
        let Circumstances { device, branch, counter, .. } = *response;
        self.latest.day = self.days.place(device, started.date(), [branch, counter]);
        let rating = Rating {
            second: started.num_seconds_from_midnight(),
            duration_ms: u32::try_from(duration_ms).unwrap_or(u32::MAX),
            answers: 0,
            overall: Overall::None,
            straight: false,
            mode,
        };
        self.days.put(self.latest.day, rating);
    }

    /// Takes an answer of the response that was opened last.
    pub fn cell(&mut self, question: QuestionIndex, cell: &str) {
        let latest = &mut self.latest;
        let Some(rating) = self.days.last(latest.day) else { return };
        rating.answers = rating.answers.saturating_add(1);
        let Some(scale) = &latest.scale else { return };
        if !scale.questions.contains(&question) {
            return;
        }
        if latest.on_scale == 0 {
            latest.first.clear();
            latest.first.push_str(cell);
        }
        latest.on_scale = latest.on_scale.saturating_add(1);
        latest.same &= latest.first == cell;
        rating.straight = latest.on_scale >= 3 && latest.same;
        if question == scale.overall {
            rating.overall = if cell == scale.best { Overall::Top } else { Overall::Below };
        }
    }

    /// Those read so far, by device and day.
    pub fn device_days(&self) -> &DeviceDays {
        &self.days
    }

    /// What is seen on each device-day, by device and day.
    pub fn signals(&mut self) -> Vec<Found<'_>> {
        self.days.signals()
    }
}

/// The overall question of a questionnaire, all questions with its steps, and the best
/// of these; none where it has no overall question.
pub(crate) fn scale_of(questionnaire: &Questionnaire) -> Option<(&str, Vec<&str>, String)> {
    let name = questionnaire.settings.roles.csat.as_deref()?;
    let steps = |kind: &Kind| match kind {
        Kind::Rating(rating) => Some((rating.min, rating.max)),
        _ => None,
    };
    let overall = questionnaire.questions().find(|it| it.name == name);
    let ends = overall.and_then(|it| steps(&it.kind))?;
    let same = questionnaire.questions().filter(|it| steps(&it.kind) == Some(ends));
    Some((name, same.map(|it| it.name.as_str()).collect(), ends.1.to_string()))
}

impl Latest {
    /// Another response, to this questionnaire, of which no answer was taken yet.
    fn open(&mut self, questionnaire: &str, scales: &HashMap<String, Scale>) {
        if self.scale.is_none() || self.questionnaire != questionnaire {
            self.scale = scales.get(questionnaire).cloned();
            questionnaire.clone_into(&mut self.questionnaire);
        }
        self.on_scale = 0;
        self.same = true;
    }
}
