//! Questionnaires from files, and those that come with Heard.

use std::io::Read as _;

use heard_exchange::QuestionnaireId;
use heard_survey::{Problem, Questionnaire};
use sha2::{Digest as _, Sha256};

use crate::{failure::Failure, source::Source};

/// A larger file is no questionnaire.
const LARGEST: usize = 1 << 20;

/// The questionnaires every kiosk has.
const SHIPPED: [&str; 2] = [
    include_str!("../../../public/questionnaires/counter.json"),
    include_str!("../../../public/questionnaires/lobby.json"),
];

/// The questionnaires every kiosk has; the first is the default.
pub(crate) fn shipped() -> Result<Vec<(Questionnaire, QuestionnaireId)>, Failure> {
    let parse = |text: &&str| {
        let questionnaire = Questionnaire::parse(text).map_err(|problems| {
            let line = |problem| told("built-in questionnaire", problem);
            Failure::CannotRun(problems.iter().map(line).collect::<Vec<_>>().join("\n"))
        })?;
        let id = identify(&questionnaire, text);
        Ok((questionnaire, id))
    };
    SHIPPED.iter().map(parse).collect()
}

/// Reads a questionnaire that must be right.
pub(crate) fn load(source: &Source) -> Result<(Questionnaire, QuestionnaireId), Failure> {
    let name = source.to_string();
    let problems = |problems: Vec<Problem>| {
        Failure::Problems(problems.iter().map(|problem| told(&name, problem)).collect())
    };
    let text = text(source)?.map_err(|problem| problems(vec![problem]))?;
    let questionnaire = Questionnaire::parse(&text).map_err(problems)?;
    let id = identify(&questionnaire, &text);
    Ok((questionnaire, id))
}

/// Reads a file's text: at most as much as a questionnaire can have.
pub(crate) fn text(source: &Source) -> Result<Result<String, Problem>, Failure> {
    let mut bytes = Vec::new();
    let limited = source.open()?.take(LARGEST as u64 + 1).read_to_end(&mut bytes);
    limited.map_err(|error| Failure::CannotRun(format!("{source}: {error}")))?;
    if bytes.len() > LARGEST {
        return Ok(Err(whole_file(format!("The file is larger than {} MB.", LARGEST >> 20))));
    }
    Ok(String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let lines = error.as_bytes().split(|byte| *byte == b'\n');
        let begins = lines.scan(0, |begin, line| {
            *begin += line.len() + 1;
            Some(*begin)
        });
        let line = 1 + begins.take_while(|next| *next <= valid).count();
        whole_file(format!("The file is not valid UTF-8: line {line}, byte {valid}."))
    }))
}

fn whole_file(problem: String) -> Problem {
    Problem { path: String::new(), problem, suggestion: None }
}

/// A problem as one line: file, place, what is wrong, what to do.
pub(crate) fn told(file: &str, problem: &Problem) -> String {
    let Problem { path, problem, suggestion } = problem;
    let separator = if path.is_empty() { "" } else { ": " };
    let suggestion = suggestion.as_ref().map(|suggestion| format!(" ({suggestion})"));
    format!("{file}: {path}{separator}{problem}{}", suggestion.unwrap_or_default())
}

fn identify(questionnaire: &Questionnaire, text: &str) -> QuestionnaireId {
    let mut hash = format!("{:x}", Sha256::digest(text.as_bytes()));
    hash.truncate(16);
    QuestionnaireId {
        name: questionnaire.settings.name.clone(),
        version: questionnaire.settings.version.clone(),
        hash,
    }
}
