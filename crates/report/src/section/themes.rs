//! What comments are about, by the word lists.

use heard_insight::{Catalogue, Share};
use heard_survey::Question;

use super::share_cells;
use crate::{
    chart::bars::{self, Bar},
    document::{Block, Chart, Section, Table},
    quotations::Quotations,
    view::View,
};

/// How many comments are about each problem, and about each thing that is praised.
pub fn themes(view: &View<'_>, picked: &Quotations) -> Section {
    let (language, words) = (view.language, &view.language.words.themes);
    let writers = language.count(picked.writers());
    let mut blocks = vec![Block::Lead(language.fill(&words.lead, &[("n", &writers)]))];
    let catalogues = [(Catalogue::Problem, &words.problems), (Catalogue::Praise, &words.praise)];
    for (catalogue, title) in catalogues {
        blocks.extend(chart(view, picked, catalogue, title).map(Block::Chart));
    }
    if blocks.len() == 1 && picked.writers() > 0 {
        blocks.push(Block::Note(words.none.clone()));
    }
    Section { id: "themes", title: words.title.clone(), blocks }
}

/// The themes of one catalogue, most often first; none where there are none.
fn chart(view: &View<'_>, picked: &Quotations, catalogue: Catalogue, title: &str) -> Option<Chart> {
    let (language, words) = (view.language, &view.language.words.themes);
    let mut people: Vec<(&str, u64)> = picked.people(catalogue).collect();
    people.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let most = people.first()?.1;
    let question = question(view, catalogue);
    let mut table = Table { caption: title.to_owned(), ..Table::default() };
    table.headings = [&words.theme, &words.comments, &words.share].map(Clone::clone).to_vec();
    table.headings.push(language.words.figures.interval_heading.clone());
    let mut drawn = Vec::new();
    for (code, n) in people {
        let label = question.map_or_else(|| code.to_owned(), |it| view.answer(it, code));
        let [value, interval, _] =
            share_cells(language, Share::of(n, picked.writers()), picked.writers());
        let count = language.count(n);
        #[expect(clippy::cast_precision_loss, reason = "only for how long a bar is")]
        let length = n as f64 / most.max(1) as f64;
        drawn.push(Bar {
            label: label.clone(),
            length,
            figure: count.clone(),
            words: format!("{label}: {count} ({value})"),
            // The table holds no words.
            filter: None,
        });
        table.rows.push(vec![label, count, value, interval]);
    }
    let drawing = Some(bars::chart(title, &words.description, &drawn));
    Some(Chart { title: title.to_owned(), description: words.description.clone(), drawing, table })
}

/// The question whose choices the themes are.
fn question<'a>(view: &View<'a>, catalogue: Catalogue) -> Option<&'a Question> {
    match catalogue {
        Catalogue::Problem => view.reason(),
        Catalogue::Praise => view
            .questionnaires
            .iter()
            .find_map(|it| it.question(it.settings.roles.praise.as_deref()?)),
    }
}
