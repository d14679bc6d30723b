//! Sections as Markdown: sentences and tables, every chart as the table behind it.

use std::fmt::Write as _;

use crate::document::{Block, KeyFigure, Section, Table};

/// A whole document.
pub fn document(title: &str, lines: &[String], sections: &[Section]) -> String {
    let mut text = format!("# {}\n", inline(title));
    // A String takes all that is written to it, here and below.
    for line in lines {
        let _ = write!(text, "\n{}\n", inline(line));
    }
    for section in sections {
        let _ = write!(text, "\n## {}\n", inline(&section.title));
        for block in &section.blocks {
            text.push('\n');
            self::block(&mut text, block);
        }
    }
    text
}

fn block(text: &mut String, block: &Block) {
    match block {
        Block::Lead(words) => {
            let _ = writeln!(text, "**{}**", inline(words));
        }
        Block::Note(words) => {
            let _ = writeln!(text, "{}", inline(words));
        }
        Block::Figures(figures) => figures.iter().for_each(|it| figure(text, it)),
        Block::Chart(chart) => table(text, &chart.title, &chart.table),
        Block::Table(it) => table(text, &it.caption, it),
        Block::Quotes(quotes) => {
            let _ = writeln!(text, "### {}\n", inline(&quotes.title));
            for quote in &quotes.quotes {
                let _ = writeln!(text, "- {} ({})", inline(&quote.words), inline(&quote.source));
            }
        }
    }
}

fn figure(text: &mut String, KeyFigure { name, value, basis, change, .. }: &KeyFigure) {
    let more = [basis, change].into_iter().filter(|it| !it.is_empty());
    let more: Vec<String> = more.map(|it| inline(it)).collect();
    let _ = writeln!(text, "- **{}: {}** {}", inline(name), inline(value), more.join(" · "));
}

fn table(text: &mut String, title: &str, table: &Table) {
    let _ = writeln!(text, "### {}\n", inline(title));
    let mut line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|it| inline(it)).collect();
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    };
    line(&table.headings);
    line(&vec!["---".to_owned(); table.headings.len()]);
    table.rows.iter().for_each(|row| line(row));
}

/// `text` so that it stays in its line and in its cell, and means nothing else.
fn inline(text: &str) -> String {
    let mut inline = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '|' | '\\' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '#' | '~' | '&' | '!' => {
                inline.extend(['\\', letter]);
            }
            control if control.is_control() => inline.push(' '),
            other => inline.push(other),
        }
    }
    inline
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_stays_in_its_cell() {
        assert_eq!(inline("a|b\nc *d* <e>"), r"a\|b c \*d\* \<e\>");
    }
}
