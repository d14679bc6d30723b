//! How many of the customers served rated, counter by counter.

use heard_insight::{
    Share,
    table::{Dimension, Label},
    trust::{Coverage, Invitation},
};
use heard_survey::Kind;

use super::share_cells;
use crate::{
    document::{Block, Section, Table},
    view::View,
};

/// How many customers a counter served in the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// The counter, of its branch.
    pub counter: Label,
    /// How many.
    pub transactions: u64,
}

/// Ratings of transactions; that few and unusually good ones come from a counter is
/// told. `served` is empty where transactions are not known.
pub fn coverage(view: &View<'_>, served: &[Covered]) -> Section {
    let (language, words) = (view.language, &view.language.words.coverage);
    let section = |blocks| Section { id: "coverage", title: words.title.clone(), blocks };
    let covered = covered(view, served);
    let mut all = Coverage::default();
    for (_, here) in &covered {
        all += *here;
    }
    if all.transactions == 0 {
        return section(vec![Block::Lead(words.unknown.clone())]);
    }
    let whole = super::share(language, Share::of(all.ratings, all.transactions), all.transactions);
    let mut blocks = vec![Block::Lead(language.fill(&words.lead, &[("share", &whole)]))];
    let mut rows = Vec::new();
    for (label, here) in &covered {
        let transactions = language.count(here.transactions);
        let ratings = language.count(here.ratings);
        let mut row = vec![language.label(label), transactions, ratings];
        if here.ratings > here.transactions {
            row.extend([String::new(), String::new(), words.impossible.clone()]);
        } else {
            let share = Share::of(here.ratings, here.transactions);
            let [value, interval, _] = share_cells(language, share, here.transactions);
            let told = Invitation::of(*here, usual(&covered, label));
            let told = told.map(|_| words.invitation.clone()).unwrap_or_default();
            row.extend([value, interval, told]);
        }
        rows.push(row);
    }
    let headings = [
        &words.counter,
        &words.transactions,
        &words.ratings,
        &words.title,
        &language.words.figures.interval_heading,
        &words.remark,
    ];
    let headings = headings.map(Clone::clone).to_vec();
    blocks.push(Block::Table(Table { caption: words.table.clone(), headings, rows }));
    section(blocks)
}

/// What is usual at the other counters of the same branch.
fn usual(covered: &[(Label, Coverage)], here: &Label) -> Coverage {
    let mut usual = Coverage::default();
    let others = covered.iter().filter(|(label, _)| label.of == here.of && label != here);
    for (_, it) in others {
        usual += *it;
    }
    usual
}

/// The counters with transactions and their ratings, by their codes.
fn covered(view: &View<'_>, served: &[Covered]) -> Vec<(Label, Coverage)> {
    let Some(overall) = view.overall() else { return Vec::new() };
    let best = match &overall.kind {
        Kind::Rating(rating) => rating.max.to_string(),
        _ => String::new(),
    };
    let rated = view.now().counts(Dimension::Counter);
    let parts = view.now().among(&overall.name, &[&best]).parts(Dimension::Counter);
    let mut covered: Vec<(Label, Coverage)> = Vec::new();
    for Covered { counter, transactions } in served {
        let ratings = rated.iter().find(|(label, _)| *label == counter).map_or(0, |it| it.1);
        let part = parts.iter().find(|(label, _)| *label == counter).map(|it| it.1);
        let part = part.unwrap_or_default();
        let here =
            Coverage { transactions: *transactions, ratings, overall: part.n, top: part.count };
        covered.push((counter.clone(), here));
    }
    covered.sort_by(|(one, _), (other, _)| one.cmp(other));
    covered
}
