//! Which numbers are hidden in what people write, and which stay.
//!
//! Cards, documents and telephones are published examples, or made here by the
//! standards' own rules with check digits computed another way than the code's.

use heard_survey::{Answers, HIDDEN, Questionnaire, Value, mask};
use proptest::prelude::*;

/// Masks `example` without its `[` and `]`: what stands between them is hidden.
fn expect(example: &str) {
    let text: String = example.chars().filter(|letter| !"[]".contains(*letter)).collect();
    let (mut hidden, mut expected) = (false, String::new());
    for letter in example.chars() {
        match letter {
            '[' | ']' => hidden = letter == '[',
            _ if hidden && letter.is_alphanumeric() => expected.push(HIDDEN),
            _ => expected.push(letter),
        }
    }
    assert_eq!(mask(&text), expected, "of {text}");
}

#[test]
fn payment_cards_are_hidden_however_they_are_grouped() {
    for card in [
        "[4111111111111111]",
        "卡号[4111 1111 1111 1111]，2026-11-22 用的",
        "[5555-5555-5555-4444]",
        "[3782 822463 10005]",
        "[3056 930902 5904]",
        "[6222 0212 3456 7890 128]",
        "[6200 0000 0000 0005]",
        "[６２２２０２１２３４５６７８９０１２８]",
        "my card is [4000 0566 5566 5556], 500 yuan",
        "[4111 1111 1111 1111] 500 元",
        "[3566\u{2013}0020\u{2013}2036\u{2013}0505]",
    ] {
        expect(card);
    }
}

#[test]
fn long_numbers_are_hidden_with_a_wrong_check_digit_too() {
    for account in [
        "[4111111111111112]",
        "[4111 1111 1111 1112]",
        "账号[1202021209900123456]",
        "[1202 0212 0990 0123 456]",
        "[110105194912310021]",
        "[20261122130510]",
        "[123456789012]",
    ] {
        expect(account);
    }
    // Grouped otherwise, only the check digit tells.
    expect("3782 822463 10006");
}

#[test]
fn identity_documents_are_hidden() {
    for document in [
        // The example of GB 11643-1999.
        "身份证[11010519491231002X]。",
        "[11010519491231002x]",
        "[110105 19491231 002X]",
        "[440524 18800101 0014]",
        "[440524188001010014]",
        "[110105491231002]",
        "[110105 491231 002]",
        "[A123456(3)]",
        "[a123456（3）]",
        "[A1234563]",
        "[AB987654(3)]",
        "HKID [G123456(A)]!",
        "[A123456789]",
        "我的[F131104093]。",
    ] {
        expect(document);
    }
}

#[test]
fn what_only_looks_like_a_document_stays() {
    for ordinary in [
        "110105 19491331 002X",
        "110105 19491231 0020",
        "110105 491331 002",
        "A123456(4)",
        "A123456788",
        "XYZ1234563",
        "A12345",
        "A123456",
        "K123456，",
        "B0012, C103",
    ] {
        expect(ordinary);
    }
}

#[test]
fn telephone_numbers_are_hidden() {
    for telephone in [
        "请打[13812345678]",
        "[138 1234 5678]",
        "[138-1234-5678]",
        "[１３９００００１１１１]",
        "+[86 138 1234 5678]",
        "(+[86])[19912345678]",
        "86-[13812345678]",
        "[0086 138 1234 5678]",
        "[010-88881234]",
        "([0571]) [88881234]",
        "（[021]）[6888 1234]转801",
        "[057188881234]",
        "+[852 9123 4567]",
        "+[886-912-345-678]",
        "[0912-345-678]",
        "[02-2345-6789]",
        "+[44 20 7946 0958]",
        "[13812345678] [13912345678]",
        "20261122 [13812345678]",
    ] {
        expect(telephone);
    }
}

#[test]
fn ordinary_numbers_stay() {
    for ordinary in [
        "",
        "no digits",
        "12,345,678.00 元",
        "¥1234567.89",
        "1 000 000",
        "存了 100000 元，取了 20000 元",
        "2026-11-22 13:05",
        "2026年11月22日13点05分",
        "20261122",
        "20261122-20261130",
        "22.11.2026 09:30-11:45",
        "2023 2024 2025 2026",
        "05-12-2026 10:30",
        "等了 45 分钟，排 A012 号，前面 13 个人",
        "95588 和 400-800-1234",
        "88881234",
        "3.1415926",
        "100 200 300 400 500",
        "order 1234567890",
        "1380013800",
        "23812345678",
        "4.35%",
        "+10000000",
    ] {
        expect(ordinary);
    }
}

const FREE_TEXT: &str = r#"{
    "heard": {"name": "words", "version": "1"},
    "elements": [
        {"type": "comment", "name": "comment", "title": "Anything else?"},
        {"type": "text", "name": "who", "title": "Who?"},
        {"type": "text", "name": "phone", "title": "Number?", "inputType": "tel"},
        {"type": "text", "name": "mail", "title": "Address?", "inputType": "email"},
        {"type": "radiogroup", "name": "code", "title": "Which?", "choices": ["13812345678"]}
    ]
}"#;

#[test]
fn only_free_text_is_masked() {
    let questionnaire = Questionnaire::parse(FREE_TEXT).unwrap();
    let said = |name: &str, text: &str| (name.to_owned(), Value::from(text));
    let kept = [
        said("phone", "13812345678"),
        said("mail", "13812345678@example.com"),
        said("code", "13812345678"),
    ];
    let mut answers = Answers::from(kept.clone());
    let mut expected = answers.clone();
    answers.extend([said("comment", "打 13812345678"), said("who", "13812345678")]);
    expected.extend([said("comment", "打 •••••••••••"), said("who", "•••••••••••")]);
    assert_eq!(questionnaire.masked(&answers), expected);
}

#[test]
fn a_very_long_text_is_masked_as_well() {
    let digits = "7".repeat(300_000);
    assert_eq!(mask(&digits), HIDDEN.to_string().repeat(300_000));
    let groups = "7 ".repeat(300_000);
    assert_eq!(mask(&groups), groups);
}

/// The digit that makes `digits` a card number: what is missing to the next ten,
/// every second digit counted twice by a table.
fn with_luhn(digits: &[u8]) -> String {
    const TWICE: [u32; 10] = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
    let mut text: String = digits.iter().map(|digit| char::from(b'0' + digit)).collect();
    let from_the_right = digits.iter().rev().enumerate();
    let sum: u32 = from_the_right
        .map(
            |(place, digit)| {
                if place % 2 == 0 { TWICE[usize::from(*digit)] } else { u32::from(*digit) }
            },
        )
        .sum();
    text.push_str(&((10 - sum % 10) % 10).to_string());
    text
}

/// With the check character of GB 11643: weights and table as printed there.
fn with_resident_check(body: &str) -> String {
    const WEIGHTS: [usize; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &str = "10X98765432";
    let digits = body.bytes().map(|digit| usize::from(digit - b'0'));
    let sum: usize = digits.zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let place = sum % 11;
    format!("{body}{}", &CHECKS[place..=place])
}

/// Words and numbers as people may type them, nearly any of which can be one.
const TYPED: &str = "[0-9０-９Xa-cA（）() +.,:元，-]{0,120}";

proptest! {
    /// `UnionPay`: 62, 16 to 19 digits.
    #[test]
    fn any_card_is_hidden_in_fours(digits in prop::collection::vec(0_u8..10, 13..=16)) {
        let card = with_luhn(&[&[6, 2], &digits[..]].concat());
        let groups: Vec<String> =
            card.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into()).collect();
        expect(&format!("[{card}]"));
        expect(&format!("[{}]", groups.join(" ")));
        expect(&format!("号：[{}]，", groups.join("-")));
    }

    /// Region, day of birth from 1900 on, order.
    #[test]
    fn any_resident_is_hidden(
        region in 110_000_u32..660_000,
        (year, month, day) in (1900_u32..2027, 1_u32..13, 1_u32..29),
        order in 0_u32..1000,
    ) {
        let number = with_resident_check(&format!("{region}{year}{month:02}{day:02}{order:03}"));
        expect(&format!("[{number}]"));
        expect(&format!("[{} {} {}]", &number[..6], &number[6..14], &number[14..]));
    }

    #[test]
    fn any_mobile_is_hidden(second in 3_u32..10, rest in 0_u32..1_000_000_000) {
        let mobile = format!("1{second}{rest:09}");
        expect(&format!("[{mobile}]"));
        expect(&format!("[{}-{}-{}]", &mobile[..3], &mobile[3..7], &mobile[7..]));
    }

    #[test]
    fn masking_twice_is_masking_once(text in TYPED) {
        let once = mask(&text);
        prop_assert_eq!(mask(&once), once);
    }

    #[test]
    fn text_without_digits_is_untouched(text in "[^0-9０-９]{0,80}") {
        prop_assert_eq!(mask(&text), text);
    }

    #[test]
    fn no_twelve_digits_in_a_row_survive(text in TYPED) {
        let is_digit = |letter: char| matches!(letter, '0'..='9' | '０'..='９');
        let masked = mask(&text);
        let longest = masked.split(|letter| !is_digit(letter)).map(|run| run.chars().count()).max();
        prop_assert!(longest < Some(12), "{masked}");
    }

    #[test]
    fn all_else_stays_as_it_was(text in TYPED) {
        let masked = mask(&text);
        prop_assert_eq!(masked.chars().count(), text.chars().count());
        for (before, after) in text.chars().zip(masked.chars()) {
            prop_assert!(before == after || after == HIDDEN && before.is_alphanumeric());
        }
    }

    /// A number that is hidden is hidden whole: no digit touches what is hidden.
    #[test]
    fn no_group_is_hidden_in_part(text in TYPED) {
        let masked: Vec<char> = mask(&text).chars().collect();
        let is_digit = |letter: char| matches!(letter, '0'..='9' | '０'..='９');
        for pair in masked.windows(2) {
            prop_assert!(!(pair[0] == HIDDEN && is_digit(pair[1])), "{}", mask(&text));
            prop_assert!(!(pair[1] == HIDDEN && is_digit(pair[0])), "{}", mask(&text));
        }
    }
}
