//! The questions that are asked: those of the shipped *counter* questionnaire, and a few
//! of other kinds (`corpus/questions.json`).

use std::{collections::BTreeMap, sync::LazyLock};

use heard_phrase::{Characters, Choice, Kind, Layout, Locale, Question, WordList, Words};
use heard_survey::{LocalText, Questionnaire};
use serde_json::Value;

const COUNTER: &str = include_str!("../../../../public/questionnaires/counter.json");
const OTHERS: &str = include_str!("../corpus/questions.json");
pub const LISTS: [&str; 4] = [
    include_str!("../../words/zh-CN.json"),
    include_str!("../../words/zh-TW.json"),
    include_str!("../../words/zh-HK.json"),
    include_str!("../../words/en.json"),
];
pub const LOCALES: [&str; 4] = ["zh-CN", "zh-TW", "zh-HK", "en"];
pub const CHARACTERS: &str = include_str!("../../words/characters.json");

/// The words of a locale, read once.
pub fn words(locale: &str) -> &'static Words {
    static ALL: LazyLock<BTreeMap<&str, Words>> = LazyLock::new(|| {
        let lists = LISTS.map(|list| WordList::parse(list).unwrap());
        let characters = Characters::parse(CHARACTERS).unwrap();
        let of = |code| (code, Words::new(Locale::of(code), &lists, characters.clone()));
        LOCALES.into_iter().map(of).collect()
    });
    &ALL[locale]
}

/// A question, and the code of each of its choices.
#[derive(Clone)]
pub struct Asked {
    pub question: Question,
    pub codes: Vec<String>,
}

/// The questions by name, with the texts of a locale first; read once.
pub fn questions(locale: &str) -> &'static BTreeMap<String, Asked> {
    static ALL: LazyLock<BTreeMap<&str, BTreeMap<String, Asked>>> =
        LazyLock::new(|| LOCALES.into_iter().map(|locale| (locale, of_locale(locale))).collect());
    &ALL[locale]
}

fn of_locale(locale: &str) -> BTreeMap<String, Asked> {
    let counter = Questionnaire::parse(COUNTER).unwrap();
    let shipped = counter.questions().map(|it| (it.name.clone(), of_survey(&it.kind, locale)));
    let others: Vec<Value> = serde_json::from_str(OTHERS).unwrap();
    let own = others.iter().map(|it| (it["name"].as_str().unwrap().to_owned(), of_json(it)));
    shipped.chain(own).collect()
}

fn choice(text: &LocalText, locale: &str) -> Choice {
    let languages: Vec<&str> = text.languages().collect();
    let mut texts = vec![text.get(locale).to_owned()];
    texts.extend(languages.iter().map(|language| text.get(language).to_owned()));
    texts.retain(|text| !text.is_empty());
    Choice { texts, words: Vec::new() }
}

fn of_survey(kind: &heard_survey::Kind, locale: &str) -> Asked {
    use heard_survey::Kind as Asks;
    let all = |choices: &[heard_survey::Choice]| {
        let codes = choices.iter().map(|it| it.value.to_string()).collect();
        (choices.iter().map(|it| choice(&it.text, locale)).collect::<Vec<_>>(), codes)
    };
    let (kind, (choices, codes)) = match kind {
        Asks::Rating(rating) => {
            let step = |number: i32| {
                let label = rating.labels.iter().find(|(own, _)| *own == number);
                match label {
                    Some((_, text)) => choice(text, locale),
                    None if number == rating.min => choice(&rating.min_label, locale),
                    None if number == rating.max => choice(&rating.max_label, locale),
                    None => Choice::default(),
                }
            };
            let steps: Vec<Choice> = (rating.min..=rating.max).map(step).collect();
            (Kind::Rating { lowest: rating.min }, (steps, Vec::new()))
        }
        Asks::Radiogroup(choices) => (Kind::One, all(choices)),
        Asks::Checkbox { choices, max } => (Kind::Several { most: *max }, all(choices)),
        Asks::Boolean { yes, no } => {
            (Kind::YesNo, (vec![choice(yes, locale), choice(no, locale)], Vec::new()))
        }
        Asks::Comment { .. } | Asks::Text { .. } => (Kind::Text, (Vec::new(), Vec::new())),
    };
    Asked { question: Question::new(kind, choices), codes }
}

fn of_json(value: &Value) -> Asked {
    let texts = |value: &Value| -> Vec<String> {
        let all = value.as_array().map(Vec::as_slice).unwrap_or_default();
        all.iter().map(|text| text.as_str().unwrap().to_owned()).collect()
    };
    let listed = |key: &str| value[key].as_array().cloned().unwrap_or_default();
    if value["kind"] == "rating" {
        let number = |key: &str| i32::try_from(value[key].as_i64().unwrap()).unwrap();
        let labels = listed("labels");
        let step = |number: i32| {
            let label = labels.iter().find(|label| label["number"] == number);
            Choice {
                texts: label.map_or_else(Vec::new, |it| texts(&it["texts"])),
                words: Vec::new(),
            }
        };
        let lowest = number("min");
        let steps = (lowest..=number("max")).map(step).collect();
        return Asked {
            question: Question::new(Kind::Rating { lowest }, steps),
            codes: Vec::new(),
        };
    }
    let choices = listed("choices");
    let choice = |it: &Value| Choice { texts: texts(&it["texts"]), words: texts(&it["words"]) };
    let mut question = Question::new(Kind::One, choices.iter().map(choice).collect());
    if value["side_by_side"] == true {
        question.layout = Layout::Row;
    }
    let codes = choices.iter().map(|it| it["code"].as_str().unwrap().to_owned()).collect();
    Asked { question, codes }
}
