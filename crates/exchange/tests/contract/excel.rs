//! The flavour for Excel: what people see, and what a spreadsheet must never
//! run.

use crate::support::{comment, counter, five, question, questionnaire, response, texts};
use chrono::DateTime;
use heard_exchange::{
    Response,
    csv::{Columns, Times, excel},
};
use heard_survey::{Kind, Questionnaire, Value};
use proptest::prelude::*;

/// A cell, and whether it stood in quotation marks.
#[derive(Debug, PartialEq)]
struct Cell {
    quoted: bool,
    text: String,
}

fn written(questionnaires: &[Questionnaire], locale: &str, responses: &[Response]) -> String {
    let columns = Columns::of(questionnaires);
    let mut writer = excel::Writer::new(Vec::new(), &columns, locale, Times::default()).unwrap();
    for response in responses {
        writer.write(response).unwrap();
    }
    String::from_utf8(writer.finish().unwrap()).unwrap()
}

/// Reads by RFC 4180, apart from the code under test.
fn rows(file: &str) -> Vec<Vec<Cell>> {
    let mut characters = file.strip_prefix('\u{feff}').unwrap().chars().peekable();
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    while characters.peek().is_some() {
        let quoted = characters.next_if_eq(&'"').is_some();
        let mut text = String::new();
        while let Some(character) = characters.next_if(|next| quoted || !matches!(next, ',' | '\r'))
        {
            if quoted && character == '"' && characters.next_if_eq(&'"').is_none() {
                break;
            }
            text.push(character);
        }
        row.push(Cell { quoted, text });
        if characters.next().unwrap() == '\r' {
            assert_eq!(characters.next(), Some('\n'));
            rows.push(std::mem::take(&mut row));
        }
    }
    rows
}

/// The one response's cell under `heading`.
fn shown(file: &str, heading: &str) -> String {
    let rows = rows(file);
    let column = rows[0].iter().position(|cell| cell.text == heading);
    let column = column.unwrap_or_else(|| panic!("no {heading} in {:?}", rows[0]));
    rows[1][column].text.clone()
}

fn dangerous(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'])
}

proptest! {
    #[test]
    fn no_text_can_be_taken_for_a_formula((questionnaires, responses) in crate::support::survey()) {
        for cell in rows(&written(&questionnaires, "en", &responses)).iter().flatten() {
            prop_assert!(!(cell.quoted && dangerous(&cell.text)), "{cell:?}");
            // Dates, times and numbers, very large and very small ones too: `1e+21`.
            let plain = cell.text.chars().all(|it| it.is_ascii_digit() || "-:.e+".contains(it));
            prop_assert!(cell.quoted || plain, "{cell:?}");
        }
    }

    #[test]
    fn the_guard_can_be_taken_off_again(text in crate::support::text()) {
        let guarded = excel::guard(&text);
        prop_assert!(!dangerous(&guarded));
        prop_assert_eq!(excel::unguard(&guarded), text.as_str());
        let twice = excel::guard(&guarded);
        prop_assert_eq!(excel::unguard(&twice), guarded.as_ref());
    }
}

#[test]
fn formulas_are_guarded_behind_white_space_and_in_full_width_as_well() {
    let guarded = [
        "=1",
        "+1",
        "-1",
        "@x",
        "\tx",
        "\rx",
        "\nx",
        "\0x",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "'x",
        " =1",
        "\u{3000}=1",
        "\u{feff}=1",
    ];
    for text in guarded {
        assert_eq!(excel::guard(text), format!("'{text}"));
    }
    for text in ["", "x", " x", "1=1", "您好", "*1"] {
        assert_eq!(excel::guard(text), text);
    }
}

#[test]
fn a_rating_below_zero_stays_a_number() {
    let Kind::Rating(mut rating) = five() else { unreachable!() };
    rating.min = -2;
    let kind = Kind::Rating(rating);
    let change = questionnaire("change", "1", vec![question("change", texts("", ""), kind)]);
    let file = written(
        std::slice::from_ref(&change),
        "en",
        &[response(&change, &[("change", (-2).into())])],
    );
    assert_eq!(rows(&file)[1].last(), Some(&Cell { quoted: false, text: "-2".to_owned() }));
}

#[test]
fn headings_and_labels_are_in_the_language_asked_for() {
    let counter = counter("1");
    let reasons = Value::List(vec!["wait".into(), "a|b".into(), "gone".into()]);
    let said = [
        ("satisfaction", 2.into()),
        ("reasons", reasons),
        ("in_time", "no".into()),
        ("contact", true.into()),
        ("comment", "他说\"好\"\r\n=1+1".into()),
    ];
    let one = [response(&counter, &said)];
    let all = [counter];

    let chinese = written(&all, "zh-CN", &one);
    assert_eq!(shown(&chinese, "总体满意度（1 = 很不满意，5 = 很满意）"), "2");
    assert_eq!(shown(&chinese, "哪里不好"), "等候太久；甲|乙；gone");
    assert_eq!(shown(&chinese, "是否按承诺时间办完"), "否");
    assert_eq!(shown(&chinese, "可以联系您吗"), "是");
    assert_eq!(shown(&chinese, "您的意见"), "他说\"好\"\r\n=1+1");
    assert_eq!(shown(&chinese, "完成情况"), "完整");
    assert_eq!(shown(&chinese, "作答语言"), "简体中文");
    assert_eq!(shown(&chinese, "用时（秒）"), "12.3");

    let english = written(&all, "en", &one);
    let scale = "Overall satisfaction (1 = Very dissatisfied, 5 = Very satisfied)";
    assert_eq!(shown(&english, scale), "2");
    assert_eq!(shown(&english, "What went wrong"), "Long wait; A|B; gone");
    assert_eq!(shown(&english, "Channel"), "Counter");
    assert_eq!(shown(&written(&all, "zh-Hant-HK", &one), "分行"), "B001");
}

#[test]
fn questions_with_the_same_title_are_told_apart_by_name() {
    let questions = ["a", "b"].map(|name| question(name, texts("同", "Same"), comment()));
    let mut twins = questionnaire("twins", "1", questions.to_vec());
    twins.pages[0].questions.push(question("c", texts("日期", "Date"), comment()));
    let file = written(&[twins], "en", &[]);
    let headings: Vec<_> = rows(&file)[0].iter().skip(22).map(|cell| cell.text.clone()).collect();
    assert_eq!(headings, ["Same (a)", "Same (b)", "Date (c)"]);
}

#[test]
fn labels_are_those_of_the_version_that_was_asked() {
    let (then, mut now) = (counter("1"), counter("2"));
    if let Kind::Radiogroup(choices) = &mut now.pages[0].questions[2].kind {
        choices[1].text = texts("没有", "Not at all");
    }
    let old = [response(&then, &[("in_time", "no".into())])];
    let file = written(&[then, now], "en", &old);
    assert_eq!(shown(&file, "In the promised time"), "No");
}

#[test]
fn dates_and_times_are_the_branch_s_own_on_both_sides_of_a_clock_change() {
    // New York, 1 November 2026: 01:30 happens twice, an hour apart.
    let counter = counter("1");
    let times = [
        ("2026-11-01T05:30:00Z", -4, ("2026-11-01", "01:30:00")),
        ("2026-11-01T06:30:00Z", -5, ("2026-11-01", "01:30:00")),
        ("2026-11-01T03:59:59Z", -4, ("2026-10-31", "23:59:59")),
        ("2026-12-31T16:00:00Z", 8, ("2027-01-01", "00:00:00")),
    ];
    for (moment, hours, (date, time)) in times {
        let mut one = response(&counter, &[]);
        let offset = chrono::FixedOffset::east_opt(hours * 3600).unwrap();
        one.started_at = DateTime::parse_from_rfc3339(moment).unwrap().with_timezone(&offset);
        let file = written(std::slice::from_ref(&counter), "en", &[one]);
        assert_eq!((shown(&file, "Date").as_str(), shown(&file, "Time").as_str()), (date, time));
    }
}

#[test]
fn the_hour_is_cut_in_local_time_even_where_offsets_are_not_whole_hours() {
    let counter = counter("1");
    let mut named = response(&counter, &[]);
    named.visit.teller = Some("T7".to_owned());
    named.started_at = DateTime::parse_from_rfc3339("2026-11-21T14:05:09.5+05:45").unwrap();
    assert_eq!(shown(&written(&[counter], "en", &[named]), "Time"), "14:00:00");
}
