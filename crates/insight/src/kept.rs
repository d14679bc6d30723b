//! What is kept of responses when they are deleted: counts, so that trends
//! survive, and nothing that anybody wrote.

use serde::{Deserialize, Serialize};

use crate::{Responses, Summary};

const KIND: &str = "figures";
const VERSION: u32 = 1;

/// The counts of some responses, as they are kept. As JSON:
/// `{"heard":"figures","version":1,"responses":{…},"questions":[…]}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    heard: String,
    version: u32,
    pub(crate) responses: Responses,
    pub(crate) questions: Vec<KeptQuestion>,
}

/// The answers to one question: how many, and how often each code of the
/// questionnaire was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeptQuestion {
    pub(crate) name: String,
    pub(crate) n: u64,
    pub(crate) counts: Vec<(Box<str>, u64)>,
}

/// Why a text is no kept figures.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeptError {
    /// Not the JSON object they are.
    #[error("these are no figures: {0}")]
    Malformed(String),
    /// Written by a later version.
    #[error("these figures are of version {0}, newer than this program")]
    Newer(u32),
}

impl Kept {
    /// The counts of `summary`: of questions that questionnaires name, the codes
    /// these name. Anything else might be somebody's words.
    pub fn of(summary: &Summary) -> Self {
        let questions = summary.questions().filter(|(_, tally)| !tally.is_unknown());
        let questions = questions.map(|(name, tally)| KeptQuestion {
            name: name.to_owned(),
            n: tally.n(),
            counts: tally.known_counts().to_vec(),
        });
        Self {
            heard: KIND.to_owned(),
            version: VERSION,
            responses: summary.responses(),
            questions: questions.collect(),
        }
    }

    /// As it is kept.
    pub fn to_json(&self) -> String {
        // Texts and whole numbers are always JSON.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads what was kept.
    ///
    /// # Errors
    /// When it is something else, or of a later version.
    pub fn parse(json: &str) -> Result<Self, KeptError> {
        let kept: Self =
            serde_json::from_str(json).map_err(|error| KeptError::Malformed(error.to_string()))?;
        match kept.version {
            VERSION if kept.heard == KIND => Ok(kept),
            version if version > VERSION => Err(KeptError::Newer(version)),
            _ => Err(KeptError::Malformed("something else".to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use heard_exchange::Outcome;
    use heard_survey::Questionnaire;

    use super::*;

    fn questionnaire() -> Questionnaire {
        let json = include_str!("../../../public/questionnaires/counter.json");
        Questionnaire::parse(json).unwrap()
    }

    fn summary(ratings: &[&str]) -> Summary {
        let mut summary = Summary::of(&questionnaire());
        let questions: Vec<_> = summary.questions().map(|(name, _)| name.to_owned()).collect();
        let rating = summary.question(&questions[0]);
        let words = summary.question("comment");
        let strange = summary.question("strange");
        for cell in ratings {
            let mut entry = summary.open(Outcome::Complete, false).unwrap();
            entry.cell(rating, cell).unwrap();
            entry.cell(words, "Call me on 13812345678").unwrap();
            entry.cell(strange, "secret").unwrap();
        }
        summary
    }

    #[test]
    fn what_is_kept_adds_up_to_the_same_figures() {
        let whole = summary(&["5", "4", "1", "5", "3", "2", "5", "5", "4", "4", "5", "1"]);
        let mut parts = Summary::of(&questionnaire());
        for part in [&["5", "4", "1", "5"][..], &["3", "2", "5", "5", "4", "4"], &["5", "1"]] {
            let kept = Kept::parse(&Kept::of(&summary(part)).to_json()).unwrap();
            parts.take(&kept);
        }
        assert_eq!(parts.responses(), whole.responses());
        assert_eq!(parts.figures().collect::<Vec<_>>(), whole.figures().collect::<Vec<_>>());
    }

    #[test]
    fn nothing_that_anybody_wrote_is_kept() {
        let kept = Kept::of(&summary(&["5", "1"])).to_json();
        assert!(!kept.contains("138") && !kept.contains("secret"), "{kept}");
        assert!(kept.contains(r#""name":"comment","n":2,"counts":[]"#), "{kept}");
    }

    #[test]
    fn what_is_newer_or_something_else_is_refused() {
        let kept = Kept::of(&summary(&[])).to_json();
        let newer = kept.replace(r#""version":1"#, r#""version":2"#);
        assert_eq!(Kept::parse(&newer), Err(KeptError::Newer(2)));
        let other = kept.replace("figures", "segment");
        assert!(matches!(Kept::parse(&other), Err(KeptError::Malformed(_))));
    }
}
