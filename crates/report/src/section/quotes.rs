//! What people wrote about the problems that most of them named.

use crate::{
    document::{Block, Quote, Quotes, Section},
    quotations::{Comment, Quotations, SHOWN},
    view::View,
};

/// Of so many problems comments are shown.
const PROBLEMS: usize = 3;

/// Comments about the problems named most; `picked` are of the same period.
pub fn quotes(view: &View<'_>, picked: &Quotations) -> Section {
    let (language, words) = (view.language, &view.language.words.quotes);
    let mut blocks = Vec::new();
    if let Some(reason) = view.reason() {
        let tally = view.now().tally(&reason.name);
        let mut named: Vec<(&str, u64)> = tally.counts().filter(|(_, n)| *n > 0).collect();
        named.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        // Somebody may have named several problems.
        let mut told: Vec<&str> = Vec::new();
        for (code, people) in named.into_iter().take(PROBLEMS) {
            let is_new = |it: &&Comment| !told.contains(&it.words.as_str());
            let comments: Vec<&Comment> =
                picked.about(code).iter().filter(is_new).take(SHOWN).collect();
            told.extend(comments.iter().map(|it| it.words.as_str()));
            if comments.is_empty() {
                continue;
            }
            let problem = view.answer(reason, code);
            let count = language.count(people);
            let title = language.fill(&words.about, &[("problem", &problem), ("n", &count)]);
            let quote = |comment: &Comment| Quote {
                words: comment.words.clone(),
                source: language.fill(
                    &words.source,
                    &[
                        ("day", &language.short_day(comment.started.date())),
                        ("branch", &comment.branch),
                    ],
                ),
            };
            let quotes = comments.into_iter().map(quote).collect();
            blocks.push(Block::Quotes(Quotes { title, quotes }));
        }
    }
    if blocks.is_empty() {
        blocks.push(Block::Lead(words.none.clone()));
    } else {
        let rule = language.fill(&words.rule, &[("problems", &PROBLEMS), ("comments", &SHOWN)]);
        blocks.push(Block::Note(rule));
    }
    Section { id: "quotes", title: words.title.clone(), blocks }
}
