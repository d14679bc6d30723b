//! The dashboard: what is shown is said, and every control leads where it says.

use chrono::NaiveDate;
use heard_insight::{
    table::{Dimension, Filter, Label},
    trust::{Burst, Pattern},
};
use heard_report::{
    dashboard::{Asked, dashboard},
    section::Seen,
};

use crate::{
    known::{Known, Said, day},
    shape::{Start, hostile, read},
};

fn asked(locale: &str, filter: Option<Filter>) -> Asked {
    Asked { locale: locale.to_owned(), today: day(2026, 10, 31), filter, from: None, to: None }
}

fn page(known: &Known, asked: &Asked) -> (Vec<Start>, Vec<String>) {
    read(&dashboard(&known.table, &known.questionnaires, &seen(), asked))
}

/// Something in the ratings of each branch.
fn seen() -> Vec<Seen> {
    let of = |branch: &str, ratings| Seen {
        branch: branch.to_owned(),
        counter: "1".to_owned(),
        day: day(2026, 10, 9),
        pattern: Pattern::Burst(Burst { ratings, top: ratings, from: 36_000, seconds: 180 }),
    };
    vec![of("B001", 14), of("B002", 23)]
}

/// Every filter that a control or a mark leads to.
fn filters(starts: &[Start]) -> Vec<Filter> {
    let leads = |name: &str, attribute: &str| match name {
        "option" => attribute == "value",
        _ => attribute == "data-filter",
    };
    let of = |(name, attributes): &Start| {
        let mut led = attributes.iter().filter(|(attribute, _)| leads(name, attribute));
        led.next().map(|(_, filter)| serde_json::from_str(filter).unwrap())
    };
    starts.iter().filter_map(of).collect()
}

fn state(starts: &[Start]) -> Filter {
    let mut attributes = starts.iter().flat_map(|(_, attributes)| attributes);
    let (_, state) = attributes.find(|(name, _)| name == "data-state").unwrap();
    serde_json::from_str(state).unwrap()
}

/// Two branches on each day of October.
fn october() -> Known {
    let mut all = Vec::new();
    for date in day(2026, 10, 1).iter_days().take(31) {
        for (branch, stars) in [("B001", "5"), ("B001", "4"), ("B002", "2")] {
            all.push(Said::on(date, &[("satisfaction", stars)]).at(branch));
        }
    }
    Known::of(&all)
}

#[test]
fn whatever_things_are_called_every_control_leads_to_a_filter() {
    let known = hostile();
    for locale in ["zh-CN", "zh-TW", "en", "ug"] {
        let (starts, texts) = page(&known, &asked(locale, None));
        assert!(filters(&starts).len() > 80, "{}", filters(&starts).len());
        assert!(!starts.iter().any(|(name, _)| ["script", "img", "a"].contains(&name.as_str())));
        let is_blocked = |name: &str| name.starts_with("on") || name == "style";
        let mut names = starts.iter().flat_map(|(_, attributes)| attributes).map(|(name, _)| name);
        assert!(!names.any(|name| is_blocked(name)));
        // Somebody's own braces are theirs.
        assert!(!texts.iter().any(|text| text.replace("{n}", "").contains('{')), "{texts:?}");
    }
}

#[test]
fn it_begins_with_thirty_days_and_a_day_that_is_chosen_takes_the_place_of_another() {
    let known = october();
    let (starts, texts) = page(&known, &asked("en", None));
    let of = |from: NaiveDate, to: NaiveDate| Filter {
        from: Some(from),
        to: Some(to),
        ..Filter::default()
    };
    assert_eq!(state(&starts), of(day(2026, 10, 2), day(2026, 10, 31)));
    assert!(texts.iter().any(|it| it.contains("2 October 2026 to 31 October 2026.")));
    assert!(texts.iter().any(|it| it.contains("nothing is filtered")));
    let chosen = Asked { from: Some(day(2026, 10, 20)), ..asked("en", Some(state(&starts))) };
    assert_eq!(state(&page(&known, &chosen).0), of(day(2026, 10, 20), day(2026, 10, 31)));
    // The wrong way round: one day.
    let turned = Asked { to: Some(day(2026, 9, 1)), ..asked("en", Some(state(&starts))) };
    assert_eq!(state(&page(&known, &turned).0), of(day(2026, 10, 2), day(2026, 10, 2)));
    // Everything: the days there are.
    let everything = page(&known, &asked("en", Some(Filter::default()))).0;
    assert_eq!(state(&everything), of(day(2026, 10, 1), day(2026, 10, 31)));
}

#[test]
fn what_is_filtered_is_said_and_each_condition_can_be_taken_away() {
    let known = october();
    let label = |code: &str| vec![Label::new(code)];
    let filter = Filter {
        from: Some(day(2026, 10, 1)),
        to: Some(day(2026, 10, 31)),
        labels: vec![(Dimension::Branch, label("B001")), (Dimension::Weekday, label("1"))],
        answers: vec![("satisfaction".to_owned(), vec!["5".to_owned()])],
    };
    let (starts, texts) = page(&known, &asked("en", Some(filter.clone())));
    let said = texts.concat();
    for part in ["Branch: B001", "Weekday: Monday", "How was the service just now?", "Very"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let led = filters(&starts);
    let [without_branch, without_day, without_answer, without_any] = [
        Filter { labels: filter.labels[1..].to_vec(), ..filter.clone() },
        Filter { labels: filter.labels[..1].to_vec(), ..filter.clone() },
        Filter { answers: Vec::new(), ..filter.clone() },
        Filter { labels: Vec::new(), answers: Vec::new(), ..filter.clone() },
    ];
    for due in [without_branch, without_day, without_answer, without_any] {
        assert!(led.contains(&due), "{due:?}");
    }
    assert!(said.contains("14 ratings") && !said.contains("23 ratings"), "{said}");
    // Four Mondays, one answer of five each.
    assert_eq!(known.table.select(&filter).responses().total, 4);
}

#[test]
fn where_nobody_was_it_says_so() {
    let (starts, texts) = page(&Known::of(&[]), &asked("en", None));
    assert!(texts.concat().contains("no responses"), "{texts:?}");
    assert!(!starts.iter().any(|(name, _)| name == "figure" || name == "select"));
}
