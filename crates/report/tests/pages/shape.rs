//! A page holds together whatever people write and whatever things are called.

use heard_insight::{
    table::{Filter, Label},
    trust::{Burst, Pattern},
};
use heard_report::{
    Locale,
    section::{Covered, Seen},
};
use quick_xml::{Reader, XmlVersion, events::Event};

use crate::known::{Known, Said, day};

/// What would be markup, if it were not escaped, or breaks out of where it stands.
const HOSTILE: [&str; 4] = [
    "</style><script>alert(1)</script>",
    "\" onload=\"alert(1)",
    "'><svg/onload=alert(1)>&amp;{n}",
    "<!-- ]]> %3Cscript%3E | `*_#[]",
];

/// One element: its name and its attributes.
pub(crate) type Start = (String, Vec<(String, String)>);

pub(crate) fn hostile() -> Known {
    let mut all = Vec::new();
    for date in day(2026, 9, 1).iter_days().take(61) {
        for (at, hostile) in HOSTILE.into_iter().cycle().take(12).enumerate() {
            let stars = ["1", "3", "4", "5"][at % 4];
            let answers = [
                ("satisfaction", stars),
                ("reasons", "wait"),
                ("attitude", stars),
                ("efficiency", ["2", "3", "4", "5"][at % 4]),
                ("recommend", "7"),
                ("comment", hostile),
            ];
            let said = Said::on(date, &answers).at(hostile);
            all.push(Said { counter: hostile, business: hostile, ..said });
        }
    }
    Known::of(&all)
}

fn page(locale: Locale) -> String {
    let known = hostile();
    let pattern = Pattern::Burst(Burst { ratings: 14, top: 14, from: 36_000, seconds: 180 });
    let [branch, counter] = [HOSTILE[0], HOSTILE[1]].map(str::to_owned);
    let seen = [Seen { branch, counter, day: day(2026, 10, 9), pattern }];
    let [of, code] = [HOSTILE[2], HOSTILE[2]].map(str::to_owned);
    let served = [Covered { counter: Label { of, code }, transactions: 90 }];
    known.view(locale, |view| known.report(view, &seen, &served).html(view))
}

/// Every element and every text of a page that is well-formed.
pub(crate) fn read(page: &str) -> (Vec<Start>, Vec<String>) {
    let mut reader = Reader::from_str(page);
    reader.config_mut().check_end_names = true;
    let (mut starts, mut texts, mut open) = (Vec::new(), Vec::new(), 0);
    loop {
        let event = reader.read_event().unwrap_or_else(|error| panic!("{error}"));
        match event {
            Event::Start(start) | Event::Empty(start) if start.name().as_ref() == b"" => panic!(),
            Event::Start(ref start) | Event::Empty(ref start) => {
                open += i32::from(matches!(event, Event::Start(_)));
                let attributes = start.attributes().map(|it| {
                    let it = it.unwrap();
                    let name = String::from_utf8(it.key.as_ref().to_vec()).unwrap();
                    let value = it.normalized_value(XmlVersion::Explicit1_0).unwrap();
                    (name, value.into_owned())
                });
                let name = String::from_utf8(start.name().as_ref().to_vec()).unwrap();
                starts.push((name, attributes.collect()));
            }
            Event::End(_) => open -= 1,
            Event::Text(text) => texts.push(text.decode().unwrap().into_owned()),
            Event::Eof => break,
            Event::DocType(_) | Event::GeneralRef(_) => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(open, 0, "every element is closed");
    (starts, texts)
}

#[test]
fn whatever_things_are_called_no_page_has_an_element_of_theirs() {
    for locale in Locale::ALL {
        let (starts, _) = read(&page(locale));
        for (name, attributes) in &starts {
            assert!(!["script", "img", "iframe", "object", "a", "link"].contains(&name.as_str()));
            for (attribute, _) in attributes {
                assert!(!attribute.starts_with("on") && attribute != "style", "{attribute}");
            }
        }
        assert_eq!(starts.iter().filter(|(name, _)| name == "style").count(), 1);
    }
}

#[test]
fn every_mark_says_what_it_is_and_which_responses_it_is_of() {
    let (starts, _) = read(&page(Locale::En));
    let of = |attributes: &[(String, String)], name: &str| {
        attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    };
    let marks: Vec<_> =
        starts.iter().filter(|(_, its)| of(its, "class").as_deref() == Some("mark")).collect();
    assert!(marks.len() > 60, "{}", marks.len());
    let mut filters = 0;
    for (_, attributes) in marks {
        assert_eq!(of(attributes, "tabindex").as_deref(), Some("0"));
        assert!(!of(attributes, "aria-label").unwrap().is_empty());
        if let Some(filter) = of(attributes, "data-filter") {
            let filter: Filter = serde_json::from_str(&filter).unwrap();
            assert!(filter.from.is_some() && filter.to.is_some());
            filters += 1;
        }
    }
    assert!(filters > 50, "{filters}");
    let charts = starts.iter().filter(|(name, _)| name == "figure").count();
    let tables = starts.iter().filter(|(name, _)| name == "details").count();
    assert!(charts >= 8 && charts == tables, "{charts} charts, {tables} tables behind them");
}

#[test]
fn the_filter_of_a_mark_counts_what_the_mark_says() {
    let known = hostile();
    let (starts, _) = read(&page(Locale::En));
    let mut counted = 0;
    for (_, attributes) in &starts {
        let of = |name| attributes.iter().find(|(known, _)| known == name).map(|(_, it)| it);
        let Some((words, filter)) = of("aria-label").zip(of("data-filter")) else { continue };
        // "… — Very satisfied: 25.0% (31)"
        let Some((_, count)) = words.rsplit_once("% (") else { continue };
        let Ok(count) = count.trim_end_matches(')').parse::<u64>() else { continue };
        let filter: Filter = serde_json::from_str(filter).unwrap();
        assert_eq!(known.table.select(&filter).responses().total, count, "{words}");
        counted += 1;
    }
    assert!(counted > 10, "{counted}");
}

#[test]
fn an_empty_month_says_so_in_every_language() {
    let known = Known::of(&[]);
    for (locale, said) in Locale::ALL.into_iter().zip(["没有评价", "沒有評價", "no responses"])
    {
        let page = known.view(locale, |view| known.report(view, &[], &[]).html(view));
        let (_, texts) = read(&page);
        assert!(texts.concat().contains(said), "{texts:?}");
        // But for the style sheet.
        let ours = texts.iter().filter(|text| !text.contains("@media"));
        assert!(ours.clone().count() > 5 && !ours.into_iter().any(|it| it.contains('{')));
    }
}

#[test]
fn nothing_is_left_to_fill_in() {
    for locale in Locale::ALL {
        let known = hostile();
        let told = known.view(locale, |view| known.report(view, &[], &[]).markdown());
        // Somebody's own braces are theirs.
        let ours = told.replace("{n}", "");
        assert!(!ours.contains('{') && !ours.contains('}'), "{ours}");
    }
}
