//! From SurveyJS JSON to a checked [`Questionnaire`].
//!
//! Everything that is read, ignored or refused is decided here and in the
//! modules below; nothing is passed over in silence. Reading goes on after a
//! problem, so that one run names them all.

mod choices;
mod conditions;
mod dimensions;
mod place;
mod properties;
mod question;
mod settings;
mod suggest;

use self::{
    place::{Care, Fields, Place, Problems},
    properties::Known,
};
use crate::{Expression, Json, LocalText, Page, Problem, Question, Questionnaire};

/// Larger files are refused, in bytes.
const MAX_BYTES: usize = 1024 * 1024;
/// In one questionnaire.
const MAX_PAGES: usize = 100;
/// In one questionnaire.
const MAX_QUESTIONS: usize = 300;
/// The longest text a person may be let write, in characters.
const MAX_ANSWER: i32 = 10_000;

/// The columns every response has in a CSV file, whatever is asked: a question
/// cannot have one of these names.
pub const RESERVED_NAMES: &[&str] = &[
    "id",
    "device",
    "sequence",
    "branch",
    "counter",
    "teller",
    "business",
    "ticket",
    "tier",
    "questionnaire",
    "version",
    "hash",
    "locale",
    "mode",
    "assisted",
    "voice",
    "channel",
    "started_at",
    "duration_ms",
    "outcome",
    "training",
];

/// Reads and checks a text, down to properties that have no meaning here.
pub(crate) fn check(json: &str) -> Result<Questionnaire, Vec<Problem>> {
    if json.len() > MAX_BYTES {
        return Err(Problem::of_file(format!("The file is larger than {} KB.", MAX_BYTES / 1024)));
    }
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    let root = Json::parse(json)
        .map_err(|error| Problem::of_file(format!("This is not JSON: {error}.")))?;
    finished(&root, Problems::noted_by(&THOROUGH))
}

/// Reads what has been checked before: members that are not known are passed
/// over, nothing is suggested, and dimensions are left out: no interview needs them.
pub(crate) fn read(root: &Json) -> Result<Questionnaire, Vec<Problem>> {
    finished(root, Problems::default())
}

/// Reached through pointers, so that a program that only reads does not carry
/// the lists behind them.
static THOROUGH: Care = Care {
    check_members: |fields, known| fields.check(known),
    nearest: suggest::nearest,
    check_required: conditions::check_required,
    dimensions: dimensions::read,
};

fn finished(root: &Json, problems: Problems) -> Result<Questionnaire, Vec<Problem>> {
    let read = whole(root, &problems);
    match (read, problems.into_vec()) {
        (Some(questionnaire), problems) if problems.is_empty() => Ok(questionnaire),
        (_, problems) => Err(problems),
    }
}

fn whole(root: &Json, problems: &Problems) -> Option<Questionnaire> {
    let survey = Place::root(root, problems).fields(Known::Survey)?;
    let title = survey.local_text("title").unwrap_or_default();
    // Shown by SurveyJS only, but its texts are checked like all others.
    survey.local_text("description");
    let mut drafts = pages(&survey);
    drafts.refuse_repeated_names();
    conditions::settle(&mut drafts);
    let settings = settings::read(&survey, &drafts);
    let pages = drafts.pages.into_iter().map(|page| page.page).collect();
    Some(Questionnaire { title, pages, settings: settings? })
}

/// What has been read so far, with the places of its parts.
struct Drafts<'a> {
    pages: Vec<DraftPage<'a>>,
}

struct DraftPage<'a> {
    page: Page,
    place: Place<'a>,
    /// Until it has become part of the questions' own.
    condition: Option<Expression>,
    /// By question.
    places: Vec<Place<'a>>,
    /// What elements are called that could not be read: conditions that name
    /// them are not to blame.
    unread: Vec<&'a str>,
}

impl<'a> Drafts<'a> {
    fn questions(&self) -> impl Iterator<Item = (&Question, &Place<'a>)> {
        self.pages.iter().flat_map(|page| page.page.questions.iter().zip(&page.places))
    }

    fn names(&self) -> Vec<&str> {
        let unread = self.pages.iter().flat_map(|page| page.unread.iter().copied());
        self.questions().map(|(question, _)| question.name.as_str()).chain(unread).collect()
    }

    fn page_names(&self) -> Vec<&str> {
        self.pages.iter().map(|page| page.page.name.as_str()).collect()
    }

    /// SurveyJS finds names without regard to case, and so do spreadsheets.
    fn refuse_repeated_names(&self) {
        let questions = self.questions().map(|(question, place)| (&question.name, place));
        refuse_repeated("question", questions.collect());
        let pages = self.pages.iter().map(|page| (&page.page.name, &page.place));
        refuse_repeated("page", pages.collect());
    }
}

fn refuse_repeated(what: &str, names: Vec<(&String, &Place<'_>)>) {
    let mut seen: Vec<String> = Vec::new();
    for (name, place) in names {
        let lower = name.to_ascii_lowercase();
        if seen.contains(&lower) {
            let problem = format!("Another {what} is called `{name}` already.");
            place.child("name").refuse(problem, Some("Give each a name of its own.".to_owned()));
        } else if !name.is_empty() {
            seen.push(lower);
        }
    }
}

fn pages<'a>(survey: &Fields<'a>) -> Drafts<'a> {
    let mut left = MAX_QUESTIONS;
    let pages = match (survey.get("pages"), survey.get("elements")) {
        (Some(pages), None) => {
            let places = pages.list(MAX_PAGES, "page");
            places
                .into_iter()
                .enumerate()
                .filter_map(|(index, place)| page(&place, index, &mut left))
                .collect()
        }
        (None, Some(_)) => {
            let (name, title) = ("page1".to_owned(), LocalText::default());
            vec![draft(survey, name, title, None, &mut left)]
        }
        (Some(_), Some(elements)) => {
            elements.refuse("`pages` and `elements` cannot stand side by side.", None);
            Vec::new()
        }
        (None, None) => {
            survey.place.refuse("The questionnaire has no `pages`.", None);
            Vec::new()
        }
    };
    Drafts { pages }
}

fn page<'a>(place: &Place<'a>, index: usize, left: &mut usize) -> Option<DraftPage<'a>> {
    let fields = place.fields(Known::Page)?;
    // SurveyJS numbers pages without a name in the same way.
    let name = match fields.get("name") {
        Some(name) => question::name(&name).unwrap_or_default(),
        None => format!("page{}", index + 1),
    };
    let title = fields.local_text("title").unwrap_or_default();
    fields.local_text("description");
    let condition = fields.condition("visibleIf");
    Some(draft(&fields, name, title, condition, left))
}

/// A page with the questions of `parent`'s `elements`; `left` more are allowed.
fn draft<'a>(
    parent: &Fields<'a>,
    name: String,
    title: LocalText,
    condition: Option<Expression>,
    left: &mut usize,
) -> DraftPage<'a> {
    let (mut questions, mut places, mut unread) = (Vec::new(), Vec::new(), Vec::new());
    let elements = parent.needed("elements");
    for place in elements.map(|it| it.list(*left, "question")).unwrap_or_default() {
        *left = left.saturating_sub(1);
        if let Some(question) = question::read(&place) {
            questions.push(question);
            places.push(place);
        } else {
            unread.extend(place.value.get("name").and_then(Json::as_text));
        }
    }
    let page = Page { name, title, questions };
    DraftPage { page, place: parent.place.clone(), condition, places, unread }
}
