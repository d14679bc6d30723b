//! What goes together with satisfaction. Never what causes it.

use heard_insight::{Association, Quadrant};
use heard_survey::{Kind, Question};

use crate::{
    chart::quadrant::{self, Around, Aspect},
    document::{Block, Chart, Section, Table},
    view::{View, satisfied},
};

/// An aspect with figures.
struct Found<'a> {
    question: &'a Question,
    performance: f64,
    association: Association,
}

/// How aspects are rated, and how closely they go together with the overall rating.
pub fn drivers(view: &View<'_>) -> Section {
    let (language, words) = (view.language, &view.language.words.drivers);
    let (found, withheld) = found(view);
    let mut blocks = Vec::new();
    if found.len() < 2 {
        blocks.push(Block::Lead(language.fill(&words.too_few, &[("least", &Association::FEWEST)])));
    } else {
        let placed = placed(&found);
        blocks.push(Block::Lead(lead(view, &placed)));
        blocks.push(Block::Chart(chart(view, &placed)));
        blocks.push(Block::Note(words.caution.clone()));
        if !withheld.is_empty() {
            let names = language.titles(&withheld);
            let least = Association::FEWEST;
            blocks.push(Block::Note(
                language.fill(&words.withheld, &[("aspects", &names), ("least", &least)]),
            ));
        }
    }
    Section { id: "drivers", title: words.title.clone(), blocks }
}

/// The aspects with enough pairs, and the names of the others that anybody rated.
fn found<'a>(view: &View<'a>) -> (Vec<Found<'a>>, Vec<String>) {
    let (mut found, mut withheld) = (Vec::new(), Vec::new());
    let Some(overall) = view.overall() else { return (found, withheld) };
    let roles = [Some(overall), view.recommend(), view.effort()].map(|it| it.map(|it| &it.name));
    let steps = |question: &Question| match &question.kind {
        Kind::Rating(rating) => Some((rating.min, rating.max)),
        _ => None,
    };
    for question in view.ratings() {
        // Others on the same scale: their shares can be held against each other.
        if roles.contains(&Some(&question.name)) || steps(question) != steps(overall) {
            continue;
        }
        let tally = view.now().tally(&question.name);
        let pairs = view.now().together(&question.name, &overall.name).unwrap_or_default();
        match satisfied(&tally).zip(Association::of(&pairs)) {
            Some((share, association)) => {
                found.push(Found { question, performance: share.value(), association });
            }
            None if tally.n() > 0 => withheld.push(view.title(question).to_owned()),
            None => {}
        }
    }
    (found, withheld)
}

/// Each with its quadrant: against the means of all.
fn placed<'f, 'a>(found: &'f [Found<'a>]) -> Vec<(&'f Found<'a>, Quadrant)> {
    #[expect(clippy::cast_precision_loss, reason = "a questionnaire has few ratings")]
    let n = found.len() as f64;
    let performance = found.iter().map(|it| it.performance).sum::<f64>() / n;
    let importance = found.iter().map(|it| it.association.value).sum::<f64>() / n;
    let quadrant = |it: &Found<'_>| {
        Quadrant::of([it.performance, performance], [it.association.value, importance])
    };
    found.iter().map(|it| (it, quadrant(it))).collect()
}

fn lead(view: &View<'_>, placed: &[(&Found<'_>, Quadrant)]) -> String {
    let (language, words) = (view.language, &view.language.words.drivers);
    let here = placed.iter().filter(|(_, it)| *it == Quadrant::ConcentrateHere);
    let here: Vec<String> =
        here.map(|(it, _)| it.question.title.get(language.locale.code()).to_owned()).collect();
    if here.is_empty() {
        return words.nothing_stands_out.clone();
    }
    language.fill(&words.lead, &[("aspects", &language.titles(&here))])
}

fn chart(view: &View<'_>, placed: &[(&Found<'_>, Quadrant)]) -> Chart {
    let (language, words) = (view.language, &view.language.words.drivers);
    let headings = [
        &words.aspect,
        &language.words.figures.satisfaction,
        &words.rho,
        &language.words.figures.interval_heading,
        &words.pairs,
        &words.place,
    ];
    let mut table = Table {
        caption: words.chart.clone(),
        headings: headings.map(Clone::clone).to_vec(),
        rows: Vec::new(),
    };
    let mut aspects = Vec::new();
    for (it, quadrant) in placed {
        let title = it.question.title.get(language.locale.code());
        let correlation = |value: f64| language.decimal(value, 2);
        let row = vec![
            title.to_owned(),
            language.percent(it.performance),
            correlation(it.association.value),
            language.interval(it.association.interval, correlation),
            language.count(it.association.pairs),
            words_of(view, *quadrant).to_owned(),
        ];
        aspects.push(Aspect {
            label: title.to_owned(),
            performance: it.performance,
            importance: it.association.value,
            words: format!("{title}: {}, ρ {} — {}", row[1], row[2], row[5]),
            filter: None,
        });
        table.rows.push(row);
    }
    let around = Around {
        performance: &words.performance,
        importance: &words.importance,
        corners: [
            &words.concentrate_here,
            &words.keep_up,
            &words.low_priority,
            &words.possible_overkill,
        ],
    };
    let drawing = Some(quadrant::chart(&words.chart, &words.description, &aspects, &around));
    Chart { title: words.chart.clone(), description: words.description.clone(), drawing, table }
}

fn words_of<'w>(view: &View<'w>, quadrant: Quadrant) -> &'w str {
    let words = &view.language.words.drivers;
    match quadrant {
        Quadrant::KeepUp => &words.keep_up,
        Quadrant::ConcentrateHere => &words.concentrate_here,
        Quadrant::LowPriority => &words.low_priority,
        Quadrant::PossibleOverkill => &words.possible_overkill,
    }
}
