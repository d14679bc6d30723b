//! The languages of kiosk and console: each file says all that the English one
//! says, and nothing else. What is missing is named.

#![expect(clippy::unwrap_used, reason = "a test may stop where it cannot go on")]

#[path = "../../build/faults.rs"]
mod faults;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use faults::faults;

/// The files of a folder, by language.
fn languages(folder: &str) -> BTreeMap<String, Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    let files = xtask::files::list(&folder).unwrap();
    let own = files.iter().filter_map(|path| path.strip_suffix(".json"));
    let read = |code: &str| {
        let text = fs::read_to_string(folder.join(format!("{code}.json"))).unwrap();
        (code.to_owned(), serde_json::from_str(&text).unwrap())
    };
    own.filter(|code| !code.contains('/')).map(read).collect()
}

fn assert_all_say_the_same(folder: &str) {
    let languages = languages(folder);
    let of = |code: &str, file: &Value| {
        let named = |fault: String| format!("{folder}/{code}.json: {fault}");
        faults(&languages["en"], file).into_iter().map(named).collect::<Vec<_>>()
    };
    let found: Vec<String> = languages.iter().flat_map(|(code, file)| of(code, file)).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
    assert!(languages.len() >= 3);
}

#[test]
fn no_language_of_the_kiosk_lacks_a_text() {
    assert_all_say_the_same("public/languages");
}

#[test]
fn no_language_of_the_console_lacks_a_text() {
    assert_all_say_the_same("public/languages/console");
}

#[test]
fn staff_are_spoken_to_in_every_language_that_customers_are() {
    let (kiosk, console) = (languages("public/languages"), languages("public/languages/console"));
    assert!(kiosk.keys().eq(console.keys()), "{:?}, {:?}", kiosk.keys(), console.keys());
    for (code, file) in &kiosk {
        assert_eq!(file["direction"], console[code]["direction"], "{code}");
    }
}

#[test]
fn what_is_wrong_with_a_language_is_named_with_its_place() {
    let model = json!({
        "texts": {
            "page": {
                "#": "For translators.",
                "title": "Title",
                "wait": "Wait {n} seconds",
                "days": ["Monday", "Tuesday"],
                "count": {"one": "1 answer", "many": "{n} answers"},
            },
            "other": {"title": "Other"},
        }
    });
    let with = |place: &str, value: Value| {
        let mut file = model.clone();
        *file.pointer_mut(place).unwrap() = value;
        faults(&model, &file)
    };
    assert!(faults(&model, &model).is_empty());
    let one_for_all = json!({"many": "{n} 个回答", "one": "{n} 个回答"});
    assert!(with("/texts/page/count", one_for_all).is_empty());
    assert_eq!(with("/texts/page/title", json!(" ")), ["`texts.page.title` is missing"]);
    assert_eq!(with("/texts/other", Value::Null), ["`texts.other` is missing"]);
    assert_eq!(
        with("/texts/other", json!({"titel": "Other"})),
        ["`texts.other.title` is missing", "nothing says `texts.other.titel`"]
    );
    assert_eq!(
        with("/texts/page/wait", json!("Wait {seconds} seconds")),
        ["`texts.page.wait` fills in something else than the English one"]
    );
    assert_eq!(
        with("/texts/page/days", json!(["Monday"])),
        ["`texts.page.days` must have 2 texts"]
    );
    assert_eq!(
        with("/texts/page/days", json!("Monday, Tuesday")),
        ["`texts.page.days` has another form than the English one"]
    );
    assert_eq!(
        with("/texts/page/count/many", json!("many answers")),
        ["`texts.page.count.many` fills in something else than the English one"]
    );
}
