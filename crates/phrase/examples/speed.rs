//! How long an utterance takes to be understood: every one of the corpus, again and again,
//! on its question.
//!
//! `cargo run --release -p heard-phrase --example speed`

#![expect(clippy::unwrap_used, reason = "what is read here is part of the sources")]

use std::{hint::black_box, time::Instant};

use heard_phrase::{Characters, Choice, Kind, Locale, Prepared, Question, WordList, Words};

const LISTS: [&str; 4] = [
    include_str!("../words/zh-CN.json"),
    include_str!("../words/zh-TW.json"),
    include_str!("../words/zh-HK.json"),
    include_str!("../words/en.json"),
];
const CHARACTERS: &str = include_str!("../words/characters.json");
const COUNTER: &str = include_str!("../../../public/questionnaires/counter.json");
const CORPUS: &str = include_str!("../tests/corpus/unseen.json");
const ROUNDS: u32 = 5;

fn main() {
    let begun = Instant::now();
    let lists = LISTS.map(|list| WordList::parse(list).unwrap());
    let words = Words::new(Locale::ZhCn, &lists, Characters::parse(CHARACTERS).unwrap());
    println!("words read in {:?}", begun.elapsed());
    let said = utterances();
    for (name, kind) in
        [("satisfaction", Kind::Rating { lowest: 1 }), ("reasons", Kind::Several { most: None })]
    {
        let question = Question::new(kind, choices(name));
        let begun = Instant::now();
        let prepared = Prepared::new(&question, &words);
        println!("{name}: prepared in {:?}", begun.elapsed());
        let mut longest = std::time::Duration::ZERO;
        let begun = Instant::now();
        for _ in 0..ROUNDS {
            for said in &said {
                let one = Instant::now();
                black_box(prepared.understand(said));
                longest = longest.max(one.elapsed());
            }
        }
        let each = begun.elapsed() / ROUNDS / u32::try_from(said.len()).unwrap();
        println!("{name}: {each:?} each of {}, {longest:?} at most", said.len());
    }
}

/// Everything that is said in the corpus, whatever the question.
fn utterances() -> Vec<String> {
    let groups: Vec<serde_json::Value> = serde_json::from_str(CORPUS).unwrap();
    let said = groups.iter().flat_map(|group| ["plain", "traps"].map(|key| &group[key]));
    said.filter_map(|it| it.as_object()).flat_map(|it| it.keys().cloned()).collect()
}

/// The choices of a question of the shipped questionnaire, in all its languages.
fn choices(name: &str) -> Vec<Choice> {
    let questionnaire: serde_json::Value = serde_json::from_str(COUNTER).unwrap();
    let pages = questionnaire["pages"].as_array().unwrap();
    let mut questions = pages.iter().flat_map(|page| page["elements"].as_array().unwrap());
    let question = questions.find(|question| question["name"] == name).unwrap();
    let listed =
        question["choices"].as_array().or_else(|| question["rateValues"].as_array()).unwrap();
    let texts = |it: &serde_json::Value| {
        it["text"]
            .as_object()
            .unwrap()
            .values()
            .map(|text| text.as_str().unwrap().to_owned())
            .collect()
    };
    listed.iter().map(|it| Choice { texts: texts(it), words: Vec::new() }).collect()
}
