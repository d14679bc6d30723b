//! The shape of a questionnaire. How it is read from SurveyJS JSON is the
//! business of `read`.

use std::fmt;

use crate::{Answers, Expression, Json, LocalText, Value};

/// A questionnaire, read and checked: names are unique, choices are not empty,
/// every expression parses and names only questions that exist.
#[derive(Clone, Debug, PartialEq)]
pub struct Questionnaire {
    /// What the person is asked to do, for the console and reports.
    pub title: LocalText,
    /// In the order they are asked. Never empty; no page is empty.
    pub pages: Vec<Page>,
    /// Heard's own settings, from the extra top-level key `heard`.
    pub settings: Settings,
}

impl Questionnaire {
    /// Reads a questionnaire and checks it.
    ///
    /// # Errors
    /// Everything in it that cannot be used, each with its place.
    pub fn parse(json: &str) -> Result<Self, Vec<Problem>> {
        crate::read::check(json)
    }

    /// Reads a questionnaire that was checked when it was made. Only what it
    /// cannot be asked without is looked at: properties that are not known are
    /// passed over, problems come without suggestions, and the dimensions of a
    /// composite index are left out.
    ///
    /// # Errors
    /// What keeps it from being asked, each with its place.
    pub fn read(json: &Json) -> Result<Self, Vec<Problem>> {
        crate::read::read(json)
    }

    /// All questions, in the order they are asked.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.pages.iter().flat_map(|page| &page.questions)
    }

    /// The question called `name`.
    pub fn question(&self, name: &str) -> Option<&Question> {
        self.questions().find(|question| question.name == name)
    }
}

/// Questions that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Unique among the pages.
    pub name: String,
    /// Shown above the page's questions where pages are shown whole.
    pub title: LocalText,
    /// Asked one at a time, in this order. Never empty.
    pub questions: Vec<Question>,
}

/// One question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Unique in the questionnaire, without regard to case, and none of
    /// [`crate::RESERVED_NAMES`]; the CSV column.
    pub name: String,
    /// What is asked.
    pub title: LocalText,
    /// A line of help under it; may be empty.
    pub description: LocalText,
    /// Whether it must be answered before going on.
    pub required: Required,
    /// Asked only while this holds (`visibleIf`); page conditions are included.
    pub visible_if: Option<Expression>,
    /// What an answer looks like.
    pub kind: Kind,
}

/// Whether a question must be answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Required {
    /// It may be left out.
    #[default]
    No,
    /// `isRequired`.
    Yes,
    /// `requiredIf`, which counts instead of `isRequired` as in SurveyJS. It asks
    /// about questions that come before.
    If(Expression),
}

impl Required {
    /// Whether it is so with these answers.
    pub fn holds(&self, answers: &Answers) -> bool {
        match self {
            Self::No => false,
            Self::Yes => true,
            Self::If(condition) => condition.holds(answers),
        }
    }

    /// The condition, where there is one.
    pub(crate) fn condition(&self) -> Option<&Expression> {
        match self {
            Self::If(condition) => Some(condition),
            _ => None,
        }
    }
}

/// What an answer to a question looks like.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// `rating`: a number from a scale.
    Rating(Rating),
    /// `radiogroup`: one of the choices. Never empty.
    Radiogroup(Vec<Choice>),
    /// `checkbox`: any of the choices. Never empty.
    Checkbox {
        /// What can be chosen.
        choices: Vec<Choice>,
        /// `maxSelectedChoices`, where limited.
        max: Option<usize>,
    },
    /// `boolean`: yes or no.
    Boolean {
        /// `labelTrue`; empty where the interface's own "yes" will do.
        yes: LocalText,
        /// `labelFalse`.
        no: LocalText,
    },
    /// `comment`: free text of several lines.
    Comment {
        /// In characters (`maxLength`).
        max_length: usize,
    },
    /// `text`: free text of one line.
    Text {
        /// Which keyboard is offered.
        input: InputType,
        /// In characters (`maxLength`).
        max_length: usize,
    },
}

/// A scale of whole numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Rating {
    /// `rateMin`, the worst.
    pub min: i32,
    /// `rateMax`, the best; greater than `min`, at most 20 steps.
    pub max: i32,
    /// `rateType`.
    pub style: RatingStyle,
    /// `minRateDescription`: words for the low end; may be empty.
    pub min_label: LocalText,
    /// `maxRateDescription`: words for the high end; may be empty.
    pub max_label: LocalText,
    /// `rateValues`: the label of each step, from `min` to `max`; empty where
    /// the questionnaire gives none.
    pub labels: Vec<(i32, LocalText)>,
}

/// How a rating's steps are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RatingStyle {
    /// Numbered buttons (`labels`, SurveyJS's default).
    Numbers,
    /// Stars.
    Stars,
    /// Faces (`smileys`).
    Faces,
}

/// One of several things that can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The code that is stored; unique in its question.
    pub value: Value,
    /// What people read; the code where the questionnaire gives no text.
    pub text: LocalText,
}

/// Which keyboard a one-line text asks for (`inputType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputType {
    /// Any text.
    Text,
    /// A telephone number.
    Tel,
    /// An e-mail address.
    Email,
}

/// Heard's own settings: the top-level key `heard`.
///
/// `{retention_days}` may stand in any text of a questionnaire: it is left as
/// it is here, and whoever shows the text puts in how many days responses are
/// kept. No other `{…}` is allowed in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Which questionnaire this is: 1 to 40 of ASCII letters, digits, `-` and `_`.
    pub name: String,
    /// Which version of it; like `name`.
    pub version: String,
    /// What the questions mean.
    pub roles: Roles,
    /// What the composite index is made of, where there is one.
    pub dimensions: Option<Dimensions>,
    /// Names of the pages that are asked only when the person accepts the
    /// invitation on the thank-you screen, in `pages`' order and after all
    /// others (`"invitation": ["page", …]`). Nothing there is required, and no
    /// question before depends on one there. Empty: everything is asked in one go.
    pub invitation: Vec<String>,
    /// Stands before the first free text or contact question.
    pub notice: Option<Notice>,
    /// Titles in everyday words that elder mode shows in place of the
    /// questions' own (`"elder": [{"question": …, "title": …}]`), by question.
    pub elder: Vec<(String, LocalText)>,
}

/// Which question plays which part in the figures. Each names a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    /// Overall satisfaction, a rating: CSAT is the share of its top two.
    pub csat: Option<String>,
    /// Likelihood to recommend, a rating 0–10.
    pub nps: Option<String>,
    /// How much effort it took: agreement that it was easy, a rating 1–7 or 1–5.
    pub ces: Option<String>,
    /// What went wrong, a checkbox over the problem catalogue.
    pub reason: Option<String>,
    /// Praise, a checkbox or radiogroup.
    pub praise: Option<String>,
    /// "May we contact you?", a boolean.
    pub contact: Option<String>,
}

/// The dimensions of the composite index, and how they were judged against each other
/// in pairs (`"dimensions": {"questions": ["attitude", …], "judgements": [[1, 3], …]}`).
#[derive(Clone, Debug, PartialEq)]
pub struct Dimensions {
    /// Names of ratings, one to ten, each once.
    pub questions: Vec<String>,
    /// A row for each question, in it how many times more it matters than each:
    /// above 0, and 1 over what stands across, but for rounding. Whether they agree
    /// with each other is for `heard-insight` to say.
    pub judgements: Vec<Vec<f64>>,
}

impl Dimensions {
    /// How far the product of two judgements that mirror each other may be from 1:
    /// they are written with two or three digits, ⅓ as 0.33.
    pub const ROUNDED: f64 = 0.02;
}

/// What a person is told before giving words of their own
/// (`"notice": {"text": …}`).
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// What the words are for, who reads them, how long they are kept.
    /// `{retention_days}` stands for the number of days.
    pub text: LocalText,
}

/// Something in a questionnaire that cannot be used, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// JSON path, e.g. `pages[0].elements[2].choices`; empty for the whole file.
    pub path: String,
    /// One sentence.
    pub problem: String,
    /// What to do about it, where that can be said.
    pub suggestion: Option<String>,
}

impl Problem {
    /// Something that is wrong with the file as a whole.
    pub(crate) fn of_file(problem: String) -> Vec<Self> {
        vec![Self { path: String::new(), problem, suggestion: None }]
    }
}

/// `pages[0].name: A name has … Did you mean …?`
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.problem)?;
        match &self.suggestion {
            Some(suggestion) => write!(f, " {suggestion}"),
            None => Ok(()),
        }
    }
}
