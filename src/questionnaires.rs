//! The questionnaire in use: its file read, checked and named exactly.

use std::rc::Rc;

use heard_exchange::QuestionnaireId;
use heard_survey::{Problem, Questionnaire};

use crate::{
    platform::{FetchError, fetch_text, sha256_hex},
    store::QuestionnaireName,
};

/// A questionnaire, and which one exactly.
#[derive(Clone)]
pub struct InUse {
    /// What is asked.
    pub questionnaire: Rc<Questionnaire>,
    /// Name, version and content hash, as each response states them.
    pub id: QuestionnaireId,
}

/// Why there is nothing to ask.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuestionnaireError {
    /// The file cannot be had.
    #[error(transparent)]
    Missing(#[from] FetchError),
    /// The file is not a questionnaire Heard can ask.
    #[error("{path}: {}", first_of(problems))]
    Broken {
        /// The file, relative to the page.
        path: String,
        /// Everything wrong with it; never empty.
        problems: Vec<Problem>,
    },
}

/// The first problem with its place, for one line of text.
fn first_of(problems: &[Problem]) -> String {
    problems.first().map_or_else(String::new, |first| match first.path.as_str() {
        "" => first.problem.clone(),
        path => format!("{path}: {}", first.problem),
    })
}

/// Reads a shipped questionnaire.
///
/// # Errors
/// See [`QuestionnaireError`].
pub async fn load(name: QuestionnaireName) -> Result<InUse, QuestionnaireError> {
    let path = name.path();
    let json = fetch_text(&path).await?;
    let questionnaire = Questionnaire::parse(&json)
        .map_err(|problems| QuestionnaireError::Broken { path, problems })?;
    // Empty only outside secure contexts, where nothing else works either.
    let mut hash = sha256_hex(json.as_bytes()).await.unwrap_or_default();
    hash.truncate(16);
    let settings = &questionnaire.settings;
    let id =
        QuestionnaireId { name: settings.name.clone(), version: settings.version.clone(), hash };
    Ok(InUse { questionnaire: Rc::new(questionnaire), id })
}
