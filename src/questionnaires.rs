//! The questionnaire in use: its file read, checked and named exactly.

use std::rc::Rc;

use heard_exchange::QuestionnaireId;
use heard_survey::{Json, Problem, Questionnaire};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::{
    platform::{FetchError, fetch_text, parse_json, sha256_hex},
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
pub fn load(name: QuestionnaireName) -> impl Future<Output = Result<InUse, QuestionnaireError>> {
    let path = name.path();
    // On its way before anybody waits for it.
    let file = fetch_text(&path);
    async move { in_use(path, &file.await?).await }
}

async fn in_use(path: String, json: &str) -> Result<InUse, QuestionnaireError> {
    let questionnaire =
        read(json).map_err(|problems| QuestionnaireError::Broken { path, problems })?;
    // Empty only outside secure contexts, where nothing else works either.
    let mut hash = sha256_hex(json.as_bytes()).await.unwrap_or_default();
    hash.truncate(16);
    let settings = &questionnaire.settings;
    let id =
        QuestionnaireId { name: settings.name.clone(), version: settings.version.clone(), hash };
    Ok(InUse { questionnaire: Rc::new(questionnaire), id })
}

/// Reads a questionnaire by the browser's own JSON parser: one of ours would be
/// a tenth of what the kiosk loads. What is shipped was checked by `heard
/// check`, so properties without meaning are passed over here.
fn read(json: &str) -> Result<Questionnaire, Vec<Problem>> {
    let value = parse_json(json).map_err(|error| {
        let problem = format!("This is not JSON: {error}.");
        vec![Problem { path: String::new(), problem, suggestion: None }]
    })?;
    Questionnaire::read(&tree(&value, MAX_DEPTH))
}

/// Lists and objects within each other; no questionnaire needs ten.
const MAX_DEPTH: usize = 64;

/// What `JSON.parse` gave, down to so many levels.
fn tree(value: &JsValue, depth: usize) -> Json {
    let Some(below) = depth.checked_sub(1) else { return Json::Null };
    if let Some(text) = value.as_string() {
        Json::Text(text)
    } else if let Some(number) = value.as_f64().filter(|number| number.is_finite()) {
        Json::Number(number)
    } else if let Some(boolean) = value.as_bool() {
        Json::Boolean(boolean)
    } else if let Some(items) = value.dyn_ref::<Array>() {
        Json::List(items.iter().map(|item| tree(&item, below)).collect())
    } else if let Some(object) = value.dyn_ref::<Object>() {
        // In one order everywhere, whatever the file's.
        let member = |name: JsValue| {
            let value = Reflect::get(object, &name).unwrap_or_default();
            (name.as_string().unwrap_or_default(), tree(&value, below))
        };
        Json::Object(Object::keys(object).sort().iter().map(member).collect())
    } else {
        Json::Null
    }
}
