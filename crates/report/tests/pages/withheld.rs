//! What rests on too few answers is on no page, in no form.

use heard_report::{
    Locale, View,
    document::{Block, Section},
    html::{self, Tables},
    section::{By, compare},
};

use crate::known::{Known, Said, day};

/// A branch with 40 answers, three in four of them good, and one with seven, four good.
fn branches() -> Vec<Said<'static>> {
    let said = |at: usize, branch: &'static str, stars: &'static str| {
        let date = day(2026, 10, 1 + u32::try_from(at % 28).unwrap());
        Said::on(date, &[("satisfaction", stars)]).at(branch)
    };
    let large = (0..40).map(|at| said(at, "B001", if at % 4 == 0 { "2" } else { "5" }));
    let other = (0..40).map(|at| said(at, "B002", if at % 4 == 0 { "2" } else { "5" }));
    let small = (0..7).map(|at| said(at, "B003", if at % 2 == 0 { "5" } else { "1" }));
    large.chain(other).chain(small).collect()
}

#[test]
fn of_seven_answers_there_is_a_count_and_no_share() {
    let known = Known::of(&branches());
    let page = known.view(Locale::En, |view| known.report(view, &[], &[]).html(view));
    assert!(page.contains("too few: 7 of 10"));
    // Four of seven, as anybody would write it.
    for value in ["57.1", "57%", "0.571", "42.9", "43%"] {
        assert!(!page.contains(value), "{value}");
    }
    let told = known.told();
    let row = told.lines().find(|line| line.starts_with("| B003")).unwrap();
    assert_eq!(row, "| B003 | too few: 7 of 10 |  | 7 |  |");
}

/// Tellers of one branch, each with so many answers, all but one of them good.
fn tellers(counts: &[(&'static str, usize)]) -> Known {
    let mut all = Vec::new();
    for (teller, count) in counts {
        for at in 0..*count {
            let stars = if at == 0 { "1" } else { "5" };
            let said = Said::on(day(2026, 10, 5), &[("satisfaction", stars)]);
            all.push(Said { teller, ..said });
        }
    }
    Known::of(&all)
}

fn told(known: &Known) -> (Section, String) {
    let look = |view: &View<'_>| {
        let section = compare(view, By::Teller);
        let html = html::section(view.language, &section, Tables::Hidden).to_string();
        (section, html)
    };
    known.view(Locale::En, look)
}

#[test]
fn nothing_at_all_is_said_of_a_teller_of_nine_nor_of_who_would_give_them_away() {
    let (_, page) = told(&tellers(&[("T01", 40), ("T02", 9), ("T03", 30), ("T04", 50)]));
    assert!(page.contains("2 tellers are withheld"), "{page}");
    // The smallest of the others goes along: else the whole less the others is theirs.
    assert!(!page.contains("T02") && !page.contains("T03"), "{page}");
    assert!(page.contains("T01") && page.contains("T04"), "{page}");
}

#[test]
fn where_only_totals_could_hide_a_teller_nobody_is_compared() {
    let (section, page) = told(&tellers(&[("T01", 40), ("T02", 4)]));
    assert!(!page.contains("T01") && !page.contains("T02"), "{page}");
    assert!(matches!(section.blocks[0], Block::Lead(_)) && section.blocks.len() == 2);
}
