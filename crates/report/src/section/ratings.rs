//! Every rating, answer by answer, and who would recommend the bank.

use heard_insight::{Base, Nps, Share, Tally};
use heard_survey::Question;

use super::{n, share_cells, too_few};
use crate::{
    chart::likert::{self, Bar, Step},
    document::{Block, Chart, Section, Table},
    view::{View, satisfied},
};

/// The answers to every rating that anybody answered.
pub fn ratings(view: &View<'_>) -> Section {
    let words = &view.language.words.ratings;
    let recommend = view.recommend().map(|it| it.name.as_str());
    let answered = |question: &&Question| view.now().tally(&question.name).n() > 0;
    let all: Vec<&Question> = view.ratings().into_iter().filter(answered).collect();
    let (of_points, rated): (Vec<&Question>, Vec<&Question>) =
        all.into_iter().partition(|it| Some(it.name.as_str()) == recommend);
    let mut blocks = Vec::new();
    if rated.is_empty() {
        blocks.push(Block::Lead(words.none.clone()));
    } else {
        blocks.push(Block::Chart(steps(view, &rated)));
    }
    blocks.extend(of_points.into_iter().map(|it| Block::Chart(recommendation(view, it))));
    Section { id: "ratings", title: words.title.clone(), blocks }
}

fn steps(view: &View<'_>, questions: &[&Question]) -> Chart {
    let (language, words) = (view.language, &view.language.words.ratings);
    let mut table = Table { caption: words.chart.clone(), ..Table::default() };
    table.headings =
        [&words.question, &words.answer, &words.count, &words.share].map(Clone::clone).to_vec();
    let mut bars = Vec::new();
    for question in questions {
        let tally = view.now().tally(&question.name);
        bars.push(bar(view, question, &tally));
        for (code, count) in tally.counts() {
            let share = Share::of(count, tally.n()).map(|it| language.percent(it.value()));
            table.rows.push(vec![
                asked(view, question).to_owned(),
                view.answer(question, code),
                language.count(count),
                share.unwrap_or_else(|| "–".to_owned()),
            ]);
        }
    }
    let ends = [words.worst.as_str(), words.best.as_str()];
    let drawing = Some(likert::chart(&words.chart, &words.description, &bars, ends));
    Chart { title: words.chart.clone(), description: words.description.clone(), drawing, table }
}

/// A bar of its steps, or none of them where there are too few answers.
fn bar(view: &View<'_>, question: &Question, tally: &Tally) -> Bar {
    let (language, words) = (view.language, &view.language.words.ratings);
    let figure = satisfied(tally).map_or_else(
        || too_few(language, tally.n()),
        |share| {
            let [value, n] = [language.percent(share.value()), n(language, share.base())];
            language.fill(&words.top_two, &[("value", &value), ("n", &n)])
        },
    );
    let label = asked(view, question).to_owned();
    let step = |(code, count): (&str, u64)| {
        let share = Share::of(count, tally.n())?.value();
        let [answer, part, count] =
            [view.answer(question, code), language.percent(share), language.count(count)];
        Some(Step {
            share,
            label: language.short_percent(share),
            words: format!("{label} — {answer}: {part} ({count})"),
            filter: view.answered(&question.name, &[code.to_owned()]),
        })
    };
    let steps = tally.counts().filter_map(step).collect();
    Bar { label, figure, steps }
}

/// What was asked, for readers.
fn asked<'a>(view: &View<'a>, question: &Question) -> &'a str {
    let known = view.ratings().into_iter().find(|it| it.name == question.name);
    known.map_or("", |it| view.title(it))
}

/// Detractors, passives and promoters.
fn recommendation(view: &View<'_>, question: &Question) -> Chart {
    let (language, words) = (view.language, &view.language.words.ratings);
    let tally = view.now().tally(&question.name);
    let names = [&words.detractors, &words.passives, &words.promoters];
    let mut table = Table { caption: words.recommend.clone(), ..Table::default() };
    let headings = [&words.answer, &words.share, &view.language.words.figures.interval_heading];
    table.headings = headings.map(Clone::clone).to_vec();
    table.headings.push(words.count.clone());
    let mut steps = Vec::new();
    let parts = [0..=6, 7..=8, 9..=10].map(|steps| steps.map(|it| it.to_string()).collect());
    for (name, codes) in names.into_iter().zip::<[Vec<String>; 3]>(parts) {
        let count = codes.iter().map(|code| tally.count(code)).sum();
        let share = Share::of(count, tally.n());
        let [value, interval, _] = share_cells(language, share, tally.n());
        steps.extend(share.map(|share| Step {
            share: share.value(),
            label: language.short_percent(share.value()),
            words: format!("{name}: {value} ({})", language.count(count)),
            filter: view.answered(&question.name, &codes),
        }));
        table.rows.push(vec![name.clone(), value, interval, language.count(count)]);
    }
    let figure = Nps::of(&tally).map_or_else(
        || too_few(language, tally.n()),
        |nps| {
            let value = language.signed(nps.estimate().value, 1);
            let basis: Base = nps.estimate().base;
            language.fill(&words.nps, &[("value", &value), ("n", &n(language, basis))])
        },
    );
    let bar = Bar { label: asked(view, question).to_owned(), figure, steps };
    let ends = [words.detractors.as_str(), words.promoters.as_str()];
    let drawing = likert::chart(&words.recommend, &words.recommend_description, &[bar], ends);
    Chart {
        title: words.recommend.clone(),
        description: words.recommend_description.clone(),
        drawing: Some(drawing),
        table,
    }
}
