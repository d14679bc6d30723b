//! What holds for whatever is said.

use heard_phrase::{Because, Kind, Meaning, Question, Understanding, understand};
use proptest::prelude::*;
use serde_json::Value;

use crate::questions::{Asked, CHARACTERS, LOCALES, questions, words};

const SEEN: &str = include_str!("../corpus/seen.json");

/// The utterances of the corpus, with locale and name of the question.
fn utterances() -> Vec<(String, String, String)> {
    let groups: Vec<Value> = serde_json::from_str(SEEN).unwrap();
    let mut all = Vec::new();
    for group in &groups {
        let text = |key: &str| group[key].as_str().unwrap().to_owned();
        for said in ["plain", "traps"].iter().flat_map(|key| group[key].as_object().unwrap().keys())
        {
            all.push((text("locale"), text("question"), said.clone()));
        }
    }
    all
}

fn asked(locale: &str, name: &str) -> Asked {
    questions(locale)[name].clone()
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
}

fn meaning(said: &str, question: &Question, locale: &str) -> Option<Meaning> {
    understand(said, question, words(locale)).meaning().cloned()
}

/// Every place that is told of is one of the choices, every number on the scale.
fn is_on_screen(understanding: &Understanding, question: &Question) -> bool {
    let count = question.choices.len();
    match (understanding.meaning(), question.kind) {
        (Some(Meaning::Choice(place)), _) => *place < count,
        (Some(Meaning::Choices(places)), _) => {
            !places.is_empty() && places.is_sorted() && places.iter().all(|place| *place < count)
        }
        (Some(Meaning::Number(number)), Kind::Rating { lowest }) => {
            let highest = lowest + i32::try_from(count).unwrap() - 1;
            (lowest..=highest).contains(number)
        }
        (Some(Meaning::Number(_)), _) => false,
        _ => true,
    }
}

/// Words of the lists in any order, with noise between.
fn soup() -> impl Strategy<Value = String> {
    let pieces = [
        "不",
        "没",
        "很",
        "满意",
        "不满意",
        "一般",
        "好",
        "五",
        "十",
        "分",
        "第",
        "个",
        "半",
        "点",
        "，",
        "还是",
        "不对",
        "是",
        "吗",
        "等太久",
        "态度",
        "都",
        "唔",
        "係",
        "B",
        "not ",
        "very ",
        "satisfied ",
        "or ",
        "8",
        ".",
        "/",
        "-",
        "?",
        "最后",
        "左边",
        "跳过",
        "布",
        "慢意",
        " ",
        "…",
        "ＯＫ",
        "'",
        "n't",
        "*",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..12).prop_map(|it| it.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_said_is_on_screen_or_nothing(
        said in prop_oneof![soup(), any::<String>()],
        locale in prop::sample::select(LOCALES.to_vec()),
    ) {
        for asked in questions(locale).values() {
            let understanding = understand(&said, &asked.question, words(locale));
            prop_assert!(is_on_screen(&understanding, &asked.question), "{said}: {understanding:?}");
        }
    }

    #[test]
    fn a_question_with_any_choices_can_be_asked(
        said in soup(),
        texts in prop::collection::vec(soup(), 0..6),
        shown in 0usize..8,
    ) {
        for kind in [Kind::Rating { lowest: -2 }, Kind::One, Kind::Several { most: Some(1) }, Kind::YesNo] {
            let choices = texts.iter().map(|text| heard_phrase::Choice {
                texts: vec![text.clone()],
                words: Vec::new(),
            });
            let mut question = Question::new(kind, choices.collect());
            question.shown = shown..9;
            let understanding = understand(&said, &question, words("zh-CN"));
            prop_assert!(is_on_screen(&understanding, &question), "{said}: {understanding:?}");
        }
    }
}

#[test]
fn fillers_and_politeness_change_nothing() {
    let chinese = [
        ("嗯，", ""),
        ("呃……", ""),
        ("您好，", ""),
        ("", "，谢谢"),
        ("嗯……那个，", "，谢谢你啊"),
        ("", "。"),
    ];
    let english = [
        ("um, ", ""),
        ("", ", thank you"),
        ("hello, ", ""),
        ("", " please"),
        ("I think, ", "."),
        ("uh ", ""),
    ];
    let mut changed = Vec::new();
    for (locale, name, said) in utterances() {
        let question = asked(&locale, &name).question;
        let plain = meaning(&said, &question, &locale);
        if question.kind == Kind::Text || said.is_empty() {
            continue;
        }
        for (before, after) in if is_chinese(&said) { chinese } else { english } {
            let padded = format!("{before}{said}{after}");
            let meant = meaning(&padded, &question, &locale);
            if meant != plain {
                changed.push(format!("{name} {padded}: {meant:?}, without it {plain:?}"));
            }
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

#[test]
fn a_negation_never_leaves_the_answer_as_it_was() {
    let chinese = ["不", "不是", "没有", "并不", "不太", "一点也不", "唔", "唔係"];
    let english = ["not ", "not very ", "not at all ", "I'm not ", "it wasn't "];
    let mut unchanged = Vec::new();
    for (locale, name, said) in utterances() {
        let question = asked(&locale, &name).question;
        let plain = understand(&said, &question, words(&locale));
        let is_answer = matches!(
            plain.meaning(),
            Some(Meaning::Number(_) | Meaning::YesNo(_) | Meaning::Choice(_) | Meaning::Choices(_))
        );
        // A second clause is not negated, and a second no makes no first one stronger.
        let has_more = said.chars().any(|it| "，,、…。 ".contains(it)) && is_chinese(&said);
        let is_no = plain.meaning() == Some(&Meaning::YesNo(false));
        if !is_answer || has_more || is_no || (!is_chinese(&said) && said.contains(',')) {
            continue;
        }
        for negation in if is_chinese(&said) { &chinese[..] } else { &english[..] } {
            // 不不满意 is a stutter; 不是…是… has a second part.
            if (negation.chars().count() == 1 && said.starts_with(negation)) || said.contains('是')
            {
                continue;
            }
            let negated = format!("{negation}{said}");
            let meant = meaning(&negated, &question, &locale);
            if meant.as_ref() == plain.meaning() {
                unchanged.push(format!("{name} {negated}: {meant:?}"));
            }
        }
    }
    assert!(unchanged.is_empty(), "{}", unchanged.join("\n"));
}

#[test]
fn a_negated_judgement_never_stays_on_its_side() {
    let goods = ["满意", "好", "不错", "开心", "棒", "舒服", "赞"];
    let bads = ["差", "失望", "糟糕", "生气", "差劲", "不行", "难受"];
    let degrees = ["", "很", "非常", "太", "特别", "比较", "有点", "十分"];
    let question = asked("zh-CN", "satisfaction").question;
    for (words_of, is_turned) in [(goods, 1), (bads, -1)] {
        for negation in ["不", "没有", "不是", "并不", "一点也不"] {
            for (word, degree) in words_of.iter().flat_map(|it| degrees.map(|degree| (it, degree)))
            {
                let said = format!("{negation}{degree}{word}");
                if let Some(Meaning::Number(number)) = meaning(&said, &question, "zh-CN") {
                    assert!(
                        (number - 3) * is_turned <= 0 || said.contains("不错"),
                        "{said}: {number}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_order_of_choices_matters_to_positions_and_letters_alone() {
    let mut moved = Vec::new();
    for (locale, name, said) in utterances() {
        let question = asked(&locale, &name).question;
        let by_place = |understanding: &Understanding| {
            matches!(
                understanding,
                Understanding::Understood {
                    because: Because::Position
                        | Because::Number
                        | Because::YesNo
                        | Because::OwnWords,
                    ..
                }
            )
        };
        let understanding = understand(&said, &question, words(&locale));
        if by_place(&understanding) || question.kind == Kind::YesNo {
            continue;
        }
        let last = question.choices.len().saturating_sub(1);
        let mut reversed = question.clone();
        reversed.choices.reverse();
        let turned = match understanding.meaning().cloned() {
            Some(Meaning::Choice(place)) => Some(Meaning::Choice(last - place)),
            Some(Meaning::Choices(places)) => {
                Some(Meaning::Choices(places.iter().rev().map(|place| last - place).collect()))
            }
            Some(Meaning::Number(number)) => match question.kind {
                Kind::Rating { lowest } => {
                    Some(Meaning::Number(2 * lowest + i32::try_from(last).unwrap() - number))
                }
                _ => None,
            },
            other => other,
        };
        let meant = understand(&said, &reversed, words(&locale));
        if meant.meaning() != turned.as_ref() && !by_place(&meant) {
            moved.push(format!("{name} {said}: {meant:?}, {turned:?} expected"));
        }
    }
    assert!(moved.is_empty(), "{}", moved.join("\n"));
}

#[test]
fn what_sounds_like_a_numeral_is_none() {
    let numerals = "零一二三四五六七八九十两";
    let written = "〇壹贰叁肆伍陆柒捌玖拾幺";
    let table: Value = serde_json::from_str(CHARACTERS).unwrap();
    let question = asked("zh-CN", "recommend").question;
    let sounds = table["sounds"].as_object().unwrap().values().map(|all| all.as_str().unwrap());
    let mut count = 0;
    for all in sounds.filter(|all| numerals.chars().any(|numeral| all.contains(numeral))) {
        for letter in all.chars().filter(|it| !numerals.contains(*it) && !written.contains(*it)) {
            for said in [format!("{letter}"), format!("{letter}分"), format!("打{letter}分")] {
                let meant = meaning(&said, &question, "zh-CN");
                assert!(!matches!(meant, Some(Meaning::Number(_))), "{said}: {meant:?}");
                count += 1;
            }
        }
    }
    // 一般 must be heard as 一, too.
    let rating = asked("zh-CN", "satisfaction").question;
    let alike = table["sounds"]["yi"].as_str().unwrap().chars().filter(|it| *it != '一');
    for said in alike.map(|letter| format!("{letter}般")) {
        assert_eq!(meaning(&said, &rating, "zh-CN"), None, "{said}");
    }
    assert_eq!(meaning("一班", &rating, "zh-CN"), Some(Meaning::Number(3)));
    assert!(count > 500, "there are that many that sound alike: {count}");
}

#[test]
fn traditional_and_simplified_are_the_same() {
    let table: Value = serde_json::from_str(CHARACTERS).unwrap();
    let pairs: Vec<char> = table["simplified"].as_str().unwrap().chars().collect();
    let traditional = |letter: char| {
        pairs.chunks(2).find(|pair| pair[1] == letter).map_or(letter, |pair| pair[0])
    };
    for (locale, name, said) in utterances() {
        let question = asked(&locale, &name).question;
        if question.kind != Kind::Text {
            let other: String = said.chars().map(traditional).collect();
            assert_eq!(
                meaning(&said, &question, &locale),
                meaning(&other, &question, &locale),
                "{other}"
            );
        }
    }
}
