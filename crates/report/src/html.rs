//! Sections as HTML: for a page of its own, which needs nothing else, or for pieces of
//! another page. Charts carry their table behind them, for who wants the figures and
//! for who does not see the picture.

use crate::{
    chart::bar_of,
    document::{Block, Chart, KeyFigure, Quotes, Section, Table},
    language::Language,
    markup::Element,
};

/// What pages look like: the same properties as the app's, and A4 in print.
pub const STYLE: &str = include_str!("page.css");

/// How the table behind a chart is offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tables {
    /// Under the chart, to be opened.
    #[default]
    Folded,
    /// Only for who has pages read out.
    Hidden,
}

/// A whole page that needs nothing else: no script, no other file.
pub fn page(language: &Language, title: &str, lines: &[String], sections: &[Section]) -> String {
    let head = Element::new("head")
        .with(Element::new("meta").set("charset", "utf-8"))
        .with(
            Element::new("meta")
                .set("name", "viewport")
                .set("content", "width=device-width, initial-scale=1"),
        )
        // Nothing that anybody wrote could run, even if it were markup.
        .with(
            Element::new("meta")
                .set("http-equiv", "Content-Security-Policy")
                .set("content", "default-src 'none'; style-src 'unsafe-inline'"),
        )
        .with(Element::new("title").text(title))
        .with(Element::style(STYLE));
    let lines = lines.iter().map(|line| Element::of("p", "about").text(line));
    let header = Element::new("header").with(Element::new("h1").text(title)).with_all(lines);
    let sections = sections.iter().map(|it| section(language, it, Tables::Folded));
    let main = Element::new("main").with(header).with_all(sections);
    let body = Element::of("body", "report").with(main);
    let html = Element::new("html").set("lang", language.locale.code()).with(head).with(body);
    format!("<!DOCTYPE html>\n{html}\n")
}

/// One section.
pub fn section(language: &Language, section: &Section, tables: Tables) -> Element {
    let blocks = section.blocks.iter().map(|it| block(language, it, tables));
    Element::of("section", "part")
        .set("id", section.id)
        .with(Element::new("h2").text(&section.title))
        .with_all(blocks)
}

fn block(language: &Language, block: &Block, tables: Tables) -> Element {
    match block {
        Block::Lead(text) => Element::of("p", "lead").text(text),
        Block::Note(text) => Element::of("p", "note").text(text),
        Block::Figures(figures) => {
            Element::of("ul", "figures").with_all(figures.iter().map(figure))
        }
        Block::Chart(it) => chart(language, it, tables),
        Block::Table(table) => Element::of("div", "scroll").set("tabindex", 0).with(written(table)),
        Block::Quotes(it) => quotes(it),
    }
}

fn figure(figure: &KeyFigure) -> Element {
    let line =
        |class, text: &String| (!text.is_empty()).then(|| Element::of("p", class).text(text));
    Element::of("li", "figure")
        .with(Element::new("h3").text(&figure.name))
        .with(Element::of("p", "value").text(&figure.value))
        .with_all(figure.range.map(bar_of))
        .with_all(line("basis", &figure.basis))
        .with_all(line("change", &figure.change))
}

fn chart(language: &Language, chart: &Chart, tables: Tables) -> Element {
    let figure = Element::of("figure", "chart")
        .with(Element::new("figcaption").text(&chart.title))
        .with_all(chart.drawing.clone());
    let table = Element::of("div", "scroll").set("tabindex", 0).with(written(&chart.table));
    if chart.drawing.is_none() {
        return figure.with(table);
    }
    match tables {
        Tables::Hidden => figure.with(Element::of("div", "unseen").with(written(&chart.table))),
        Tables::Folded => {
            let summary = Element::new("summary").text(&language.words.page.table);
            figure.with(Element::of("details", "table").with(summary).with(table))
        }
    }
}

fn written(table: &Table) -> Element {
    let heading = |text: &String| Element::new("th").set("scope", "col").text(text);
    let row = |row: &Vec<String>| {
        let cells = row.iter().enumerate().map(|(at, cell)| match at {
            0 => Element::new("th").set("scope", "row").text(cell),
            _ => Element::new("td").text(cell),
        });
        Element::new("tr").with_all(cells)
    };
    let head = Element::new("tr").with_all(table.headings.iter().map(heading));
    Element::new("table")
        .with(Element::new("caption").text(&table.caption))
        .with(Element::new("thead").with(head))
        .with(Element::new("tbody").with_all(table.rows.iter().map(row)))
}

fn quotes(quotes: &Quotes) -> Element {
    let quote = |quote: &crate::document::Quote| {
        Element::new("li")
            .with(Element::new("q").text(&quote.words))
            .with(Element::of("span", "source").text(&quote.source))
    };
    Element::of("div", "quotes")
        .with(Element::new("h3").text(&quotes.title))
        .with(Element::new("ul").with_all(quotes.quotes.iter().map(quote)))
}
