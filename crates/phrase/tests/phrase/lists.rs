//! The word lists and the table of characters: whoever edits them is told what is wrong.

use std::collections::{BTreeMap, BTreeSet};

use heard_phrase::{
    Characters, CharactersError, Locale, Meaning, WordList, WordListError, understand,
};
use serde_json::{Value, json};

use crate::questions::{LISTS, questions, words};

fn list(words: Value) -> Result<WordList, WordListError> {
    let file =
        json!({"heard": "phrase", "version": 1, "language": "en", "words": words, "topics": []});
    WordList::parse(&file.to_string())
}

#[test]
fn the_shipped_lists_are_those_of_the_four_languages() {
    let languages = LISTS.map(|text| WordList::parse(text).unwrap().language);
    assert_eq!(languages, Locale::ZhCn.languages());
}

#[test]
fn a_key_that_names_nothing_is_refused() {
    for key in [
        "fillers",
        "degree",
        "degree 5",
        "quality 7",
        "negation",
        "command fly",
        "nth 0",
        "number -1",
    ] {
        assert_eq!(list(json!({key: ["word"]})).unwrap_err(), WordListError::Key(key.to_owned()));
    }
    assert!(list(json!({"degree 3 quality 0..2 yes": ["word"]})).is_ok());
}

#[test]
fn an_empty_word_is_refused() {
    let error = list(json!({"filler": ["um", " … "]})).unwrap_err();
    assert_eq!(error, WordListError::Empty("filler".to_owned()));
}

#[test]
fn something_else_and_a_later_version_are_refused() {
    let of = |version: u32| {
        json!({"heard": "phrase", "version": version, "language": "en", "words": {}, "topics": []})
            .to_string()
    };
    assert!(WordList::parse(&of(1)).is_ok());
    assert_eq!(WordList::parse(&of(2)).unwrap_err(), WordListError::Newer(2));
    assert!(matches!(WordList::parse("{}"), Err(WordListError::Malformed(_))));
    let themes = of(1).replace("phrase", "themes");
    assert!(matches!(WordList::parse(&themes), Err(WordListError::Malformed(_))));
    assert!(matches!(Characters::parse(&themes), Err(CharactersError::Malformed(_))));
    let newer = r#"{"heard": "characters", "version": 9, "simplified": "", "sounds": {}}"#;
    assert_eq!(Characters::parse(newer).unwrap_err(), CharactersError::Newer(9));
}

/// A word may be several things, but not two that contradict each other.
#[test]
fn no_word_says_two_things_at_once() {
    let mut found = Vec::new();
    for text in LISTS {
        let file: Value = serde_json::from_str(text).unwrap();
        let mut keys: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (key, listed) in file["words"].as_object().unwrap() {
            for word in listed.as_array().unwrap() {
                assert!(
                    keys.entry(word.as_str().unwrap()).or_default().insert(key),
                    "{word} stands twice"
                );
            }
        }
        let subjects = ["quality", "speed", "likelihood", "ease", "agreement", "clarity"];
        for (word, keys) in keys {
            let parts: Vec<&str> = keys.iter().flat_map(|key| key.split(' ')).collect();
            let count = |fits: fn(&str) -> bool| parts.iter().filter(|part| fits(part)).count();
            let worths = parts.iter().filter(|part| subjects.contains(part)).count();
            let says_both = count(|it| it == "yes") > 0 && count(|it| it == "no") > 0;
            if worths > 1 || says_both || count(|it| it == "command") > 1 {
                found.push(format!("{word}: {keys:?}"));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn what_a_questionnaire_calls_a_choice_is_heard() {
    let mut asked = questions("zh-CN")["business"].clone();
    let said = "搞那个蓝本本";
    assert!(understand(said, &asked.question, words("zh-CN")).meaning().is_none());
    asked.question.choices[1].words.push("蓝本本".to_owned());
    let meaning = understand(said, &asked.question, words("zh-CN")).meaning().cloned();
    assert_eq!(meaning, Some(Meaning::Choice(1)));
}

/// 几好 is "fairly good" where the Cantonese list comes first.
#[test]
fn the_language_of_the_screen_decides() {
    let of = |locale: &str| {
        let question = &questions(locale)["satisfaction"].question;
        understand("幾好", question, words(locale)).meaning().cloned()
    };
    assert_eq!(of("zh-HK"), Some(Meaning::Number(4)));
    assert_eq!(of("zh-CN"), None);
    assert_eq!(Locale::of("zh-Hant"), Locale::ZhTw);
    assert_eq!(Locale::of("yue-HK"), Locale::ZhHk);
    assert_eq!(Locale::of("ZH"), Locale::ZhCn);
    assert_eq!(Locale::of("fr"), Locale::En);
}

#[test]
fn positions_are_counted_among_what_is_on_screen() {
    let mut asked = questions("zh-CN")["reasons"].clone();
    asked.question.shown = 5..10;
    let said = |said: &str| understand(said, &asked.question, words("zh-CN")).meaning().cloned();
    assert_eq!(said("第二个"), Some(Meaning::Choices(vec![6])));
    assert_eq!(said("最后一个"), Some(Meaning::Choices(vec![9])));
    assert_eq!(said("第六个"), None);
    assert_eq!(said("等太久"), Some(Meaning::Choices(vec![0])), "a choice is heard all the same");
}
