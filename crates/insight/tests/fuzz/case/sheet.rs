//! Good files, cell by cell, written without the project's own writer.

use fastrand::Rng;
use heard_exchange::csv::{Columns, Meta};
use heard_survey::{Kind, Questionnaire};

/// What people wrote.
pub(super) const PHRASES: [&str; 6] =
    ["很好", "等太久了", "窗口", "well, \"fine\"", "两\n行", "=1+1|2\\"];

/// A CSV file as lines of cells, the headings first.
#[derive(Clone)]
pub(super) struct Sheet(pub(super) Vec<Vec<Vec<u8>>>);

/// Two that Heard ships, a later version of the first, and one with a question that
/// no other has.
pub(super) fn questionnaires() -> Vec<Questionnaire> {
    let counter = include_str!("../../../../../public/questionnaires/counter.json");
    let lobby = include_str!("../../../../../public/questionnaires/lobby.json");
    let later = counter.replace("\"version\": \"1\"", "\"version\": \"2\"");
    let other = r#"{"heard": {"name": "visit", "version": "1"}, "pages": [{"name": "one", "elements": [{"type": "text", "name": "remark"}]}]}"#;
    let texts = [counter, lobby, &later, other];
    texts.iter().filter_map(|text| Questionnaire::parse(text).ok()).collect()
}

impl Sheet {
    /// So many responses to some of the questionnaires.
    pub(super) fn of(
        questionnaires: &[Questionnaire],
        asked: &[usize],
        rows: usize,
        draw: &mut Rng,
    ) -> Self {
        let asked: Vec<_> = asked.iter().filter_map(|at| questionnaires.get(*at)).collect();
        let columns = Columns::of(asked.iter().copied());
        let headings = columns.headings().map(|heading| heading.into_owned().into_bytes());
        let mut lines = vec![headings.collect()];
        for _ in 0..rows {
            if let Some(questionnaire) = draw.choice(&asked) {
                lines.push(line(questionnaire, &columns, draw));
            }
        }
        Self(lines)
    }

    /// As the contract has it.
    pub(super) fn written(&self) -> Vec<u8> {
        self.written_with(b"\r\n")
    }

    /// With other line ends.
    pub(super) fn written_with(&self, end: &[u8]) -> Vec<u8> {
        let mut file = Vec::new();
        for line in &self.0 {
            for (at, cell) in line.iter().enumerate() {
                if at > 0 {
                    file.push(b',');
                }
                if cell.iter().any(|byte| b",\"\r\n".contains(byte)) {
                    file.push(b'"');
                    for byte in cell {
                        file.extend(std::iter::repeat_n(*byte, 1 + usize::from(*byte == b'"')));
                    }
                    file.push(b'"');
                } else {
                    file.extend_from_slice(cell);
                }
            }
            file.extend_from_slice(end);
        }
        file
    }
}

/// One response.
fn line(questionnaire: &Questionnaire, columns: &Columns, draw: &mut Rng) -> Vec<Vec<u8>> {
    let mut cells: Vec<Vec<u8>> =
        Meta::ALL.iter().map(|meta| about(*meta, questionnaire, draw).into_bytes()).collect();
    for name in columns.names() {
        let question = questionnaire.questions().find(|question| question.name == name);
        let said = question.filter(|_| draw.u8(..4) > 0).map(|it| answer(&it.kind, draw));
        cells.push(said.unwrap_or_default().into_bytes());
    }
    cells
}

fn about(meta: Meta, questionnaire: &Questionnaire, draw: &mut Rng) -> String {
    let one_of = |draw: &mut Rng, codes: &[&str]| draw.choice(codes).map_or("", |it| it).to_owned();
    match meta {
        Meta::Id => format!("{:08x}-0000-4000-8000-000000000000", draw.u32(..20_000)),
        Meta::Device => format!("tablet-{}", draw.u8(..4)),
        Meta::Sequence => draw.u32(1..5000).to_string(),
        Meta::Branch => one_of(draw, &["B1", "B2", "B3"]),
        Meta::Counter => one_of(draw, &["1", "2", "三"]),
        Meta::Teller => one_of(draw, &["", "T1", "T2"]),
        Meta::Business => one_of(draw, &["", "card", "loan"]),
        Meta::Ticket | Meta::Tier => String::new(),
        Meta::Questionnaire => questionnaire.settings.name.clone(),
        Meta::Version => questionnaire.settings.version.clone(),
        Meta::Hash => "0123456789abcdef".to_owned(),
        Meta::Locale => one_of(draw, &["zh-CN", "zh-TW", "en"]),
        Meta::Mode => one_of(draw, &["standard", "elder"]),
        Meta::Assisted | Meta::Voice => draw.bool().to_string(),
        Meta::Channel => one_of(draw, &["counter", "lobby", "hotline"]),
        Meta::StartedAt => format!(
            "2026-{:02}-{:02}T{:02}:{:02}:00+08:00",
            draw.u8(9..12),
            draw.u8(1..29),
            draw.u8(8..19),
            draw.u8(..60)
        ),
        Meta::DurationMs => draw.u32(..90_000).to_string(),
        Meta::Outcome => one_of(draw, &["complete", "partial"]),
        Meta::Training => (draw.u8(..10) == 0).to_string(),
    }
}

fn answer(kind: &Kind, draw: &mut Rng) -> String {
    match kind {
        Kind::Rating(rating) => draw.i32(rating.min..=rating.max).to_string(),
        Kind::Radiogroup(choices) => {
            draw.choice(choices).map(|choice| choice.value.to_string()).unwrap_or_default()
        }
        Kind::Checkbox { choices, .. } => {
            let chosen = choices.iter().filter(|_| draw.bool());
            chosen.map(|choice| choice.value.to_string()).collect::<Vec<_>>().join("|")
        }
        Kind::Boolean { .. } => draw.bool().to_string(),
        Kind::Comment { .. } => draw.choice(PHRASES).unwrap_or_default().to_owned(),
        // Codes, until there are too many of them.
        Kind::Text { .. } => format!("r{}", draw.u32(..400)),
    }
}
