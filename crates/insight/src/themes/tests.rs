//! What comments are found to be about.

use std::{collections::BTreeSet, sync::LazyLock};

use heard_survey::{Kind, Questionnaire};
use proptest::prelude::*;

use super::{Catalogue::*, *};

fn lists() -> Vec<WordList> {
    WordList::shipped().unwrap()
}

fn themes() -> Themes {
    Themes::new(&lists())
}

/// A list of these words for `wait`, besides English negations.
fn list(words: &[String]) -> WordList {
    let words = serde_json::to_string(words).unwrap();
    WordList::parse(&format!(
        r#"{{"heard": "themes", "version": 1, "language": "en", "negations": ["not", "不"],
            "problems": {{"wait": {words}}}, "praise": {{}}}}"#
    ))
    .unwrap()
}

#[test]
fn comments_are_sorted_into_the_catalogue() {
    let themes = themes();
    for (comment, catalogue, code) in [
        ("等了40分钟，只开两个窗口", Problem, "wait"),
        ("同一份資料交了三次", Problem, "procedure"),
        ("说话很冲，“自己看”", Problem, "attitude"),
        ("Three people, three DIFFERENT  answers", Problem, "knowledge"),
        ("手续费没有提前说，扣了才知道", Problem, "information"),
        ("轉帳限額太低，設定又複雜", Problem, "limits"),
        ("手机上说可以，到了窗口又不行", Problem, "channel"),
        ("冷氣太冷，座位太少", Problem, "environment"),
        ("I cannot read the small letters on the machine", Problem, "elder"),
        ("接到可疑电话，来问没人管", Problem, "security"),
        ("My balance was read out loud; everybody heard it", Problem, "privacy"),
        ("說好三天，一個星期了還沒好", Problem, "promise"),
        ("QUICK and friendly", Praise, "speed"),
        ("她说“不着急，慢慢来”", Praise, "care"),
        ("很乾淨", Praise, "environment"),
        ("ｆｒｉｅｎｄｌｙ！", Praise, "staff"),
    ] {
        let found = themes.codes(comment);
        assert!(found.contains(&(catalogue, code)), "{comment}: {found:?}");
    }
    assert_eq!(themes.codes("一般"), []);
}

#[test]
fn what_is_negated_is_shown_and_counts_for_nothing() {
    let themes = themes();
    for comment in [
        "not rude",
        "They weren't at all rude",
        "nobody was rude",
        "不太慢",
        "不会太慢",
        "没有觉得很慢",
        "不是很慢",
        "没有排队",
        "一點也不粗魯",
        "不慢",
        "not slow",
    ] {
        let problems = themes.codes(comment).into_iter().filter(|it| it.0 == Problem).count();
        assert_eq!(problems, 0, "{comment}: {:?}", themes.matches(comment));
    }
    let found = themes.matches("not rude");
    assert!(found.iter().any(|it| it.code == "attitude" && it.is_negated), "{found:?}");
    for comment in [
        "not only rude but slow",
        "not cheap, but rude",
        "No seats. Rude staff",
        "不但态度差",
        "差不多等了一个小时",
        "不得不排队",
        "特别不耐烦",
        "I was not told. They were rude",
        "not good but rude",
    ] {
        let found = themes.codes(comment);
        assert!(found.iter().any(|it| it.0 == Problem), "{comment}: {:?}", themes.matches(comment));
    }
    assert!(themes.codes("特别热情").contains(&(Praise, "staff")));
    assert_eq!(themes.codes("不友好"), [(Problem, "attitude")]);
}

#[test]
fn a_word_is_found_whole_and_one_with_a_star_with_what_follows() {
    let themes =
        Themes::new(&[list(&["slow".to_owned(), "wait* long".to_owned(), "queu*".to_owned()])]);
    let found = |text: &'static str| {
        let places = themes.matches(text).into_iter().map(|it| &text[it.place]);
        places.collect::<Vec<_>>()
    };
    assert_eq!(found("slowly, asslow"), [""; 0]);
    assert_eq!(found("Slow! (slow)"), ["Slow", "slow"]);
    assert_eq!(found("waited \n long queueing"), ["waited \n long", "queueing"]);
    assert_eq!(found("很slow呀"), ["slow"]);
}

#[test]
fn the_lists_are_of_the_counters_catalogue_and_leave_no_code_out() {
    let counter = include_str!("../../../../public/questionnaires/counter.json");
    let counter = Questionnaire::parse(counter).unwrap();
    let codes = |name: &Option<String>| -> BTreeSet<String> {
        let question = counter.question(name.as_deref().unwrap()).unwrap();
        let Kind::Checkbox { choices, .. } = &question.kind else { panic!("{name:?}") };
        choices.iter().map(|it| it.value.to_string()).filter(|it| it != "other").collect()
    };
    let roles = &counter.settings.roles;
    let languages: Vec<_> = lists().into_iter().map(|list| list.language).collect();
    assert_eq!(languages, ["zh-CN", "zh-TW", "en"]);
    for list in lists() {
        for (catalogue, due) in [(Problem, codes(&roles.reason)), (Praise, codes(&roles.praise))] {
            let of = list.words.iter().filter(|word| word.catalogue == catalogue);
            let listed: BTreeSet<String> = of.map(|word| word.code.clone()).collect();
            assert_eq!(listed, due, "{}", list.language);
        }
        // Each is found where it stands alone.
        let themes = Themes::new(std::slice::from_ref(&list));
        for word in &list.words {
            let found = themes.codes(&word.written.replace('*', ""));
            assert!(found.contains(&(word.catalogue, &word.code)), "{}", word.written);
        }
    }
}

#[test]
fn a_list_with_a_word_that_is_none_is_refused_with_its_place() {
    let refused = |json: &str| WordList::parse(json).unwrap_err().to_string();
    let with = |word: &str| {
        format!(
            r#"{{"heard": "themes", "version": 1, "language": "en",
                "problems": {{"wait": ["slow", "{word}"]}}, "praise": {{}}}}"#
        )
    };
    for word in ["", " ", "*", "…", "sl*ow", "* slow", "slow **"] {
        let told = refused(&with(word));
        assert!(told.starts_with("problems.wait[1]: "), "{told}");
    }
    assert!(refused("{").contains("no word list"));
    assert!(refused(&with("a").replace("1,", "2,")).contains("newer"));
    assert!(refused(&with("a").replace("themes", "other")).contains("something else"));
}

#[test]
fn frequent_terms_are_counted_by_people_and_never_what_one_person_wrote() {
    let mut terms = Terms::new(&lists());
    for _ in 0..5 {
        terms.add("The QUEUE, the queue: 排队 100", &Plain);
    }
    (0..4).for_each(|_| terms.add("my own secret", &Plain));
    assert_eq!(terms.frequent(9), [("queue", 5), ("排队", 5)]);
    assert_eq!(terms.frequent(1).len(), 1);
    assert_eq!(Plain.words("ATM坏了吗? ok 好"), ["ATM", "坏了", "了吗", "ok", "好"]);
}

/// Texts of anything, of words of the lists among it.
fn texts() -> impl Strategy<Value = String> {
    let words: Vec<String> = lists()
        .iter()
        .flat_map(|list| list.words.iter().map(|word| word.written.clone()))
        .chain(["not", "不", "没有", "特别", "but", "\u{301}", "İ", "ﬃ", "😞"].map(str::to_owned))
        .collect();
    let part = prop_oneof![
        proptest::sample::select(words),
        ".{0,6}",
        Just(" ".to_owned()),
        Just("，".to_owned()),
    ];
    proptest::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn a_match_is_where_its_word_stands(text in texts()) {
        static THEMES: LazyLock<Themes> = LazyLock::new(themes);
        for found in THEMES.matches(&text) {
            // Off the boundaries of characters this would be none.
            let there = text.get(found.place.clone());
            let there: Option<String> = there.map(|it| it.chars().map(folded).collect());
            let first: String = found.word.chars().take(1).map(folded).collect();
            prop_assert!(there.is_some_and(|there| there.starts_with(&first)), "{:?}", found);
        }
        let mut terms = Terms::new(&[]);
        terms.add(&text, &Plain);
        prop_assert!(terms.frequent(9).is_empty());
    }

    #[test]
    fn more_words_in_a_list_never_take_a_match_away(
        text in texts(),
        words in proptest::collection::vec("[a-z很慢等]{1,3}\\*?( [a-z慢]{1,2})?", 1..6),
        more in proptest::collection::vec("[a-z很慢等]{1,3}", 1..4),
    ) {
        let text = format!("{text} {}", words.concat());
        let both = [words.clone(), more].concat();
        let (fewer, more) = (Themes::new(&[list(&words)]), Themes::new(&[list(&both)]));
        let after = more.matches(&text);
        for found in fewer.matches(&text) {
            prop_assert!(after.contains(&found), "{:?}", found);
        }
    }

    #[test]
    fn what_is_written_after_takes_no_match_away(text in texts(), more in texts()) {
        static THEMES: LazyLock<Themes> = LazyLock::new(themes);
        let longer = format!("{text} {more}");
        let after = THEMES.matches(&longer);
        for found in THEMES.matches(&text) {
            let is_there = |it: &Match<'_>| it.word == found.word && it.place.start == found.place.start;
            prop_assert!(after.iter().any(is_there), "{:?}", found);
        }
    }
}
