//! A question as a column: which codes its answers have, and which rows have
//! each. What the figures make of it is left to `tally`.

use std::borrow::Cow;

use heard_exchange::{Numbering, csv::list};

use super::{
    block::PIECE,
    rows::{Rows, WORD, bit_of, word_of},
};
use crate::{
    OffScale, Tally,
    tally::{Said, is_words},
};

/// What all blocks know of a question.
#[derive(Clone, Debug)]
pub(super) struct Question {
    pub(super) name: String,
    /// What its answers look like, with no answers.
    pub(super) form: Tally,
    codes: Numbering,
    /// How many of them the questionnaire names.
    known: usize,
    /// The numbers of codes of one ASCII character: most steps of scales.
    short: [Option<u8>; 128],
}

impl Question {
    /// One whose answers look like those of `form`.
    pub(super) fn new(name: &str, form: Tally) -> Self {
        let (mut codes, mut short) = (Numbering::default(), [None; 128]);
        for (code, _) in form.counts() {
            let number = u8::try_from(codes.number(0, code)).ok();
            if let [character @ 0..128] = code.as_bytes() {
                short[usize::from(*character)] = number;
            }
        }
        Self { name: name.to_owned(), known: codes.len(), form, codes, short }
    }

    /// Takes over what a questionnaire says of it, where nothing was known: what
    /// was answered before stays.
    pub(super) fn know(&mut self, form: Tally) {
        if !self.form.is_unknown() {
            return;
        }
        let mut known = Self::new(&self.name, form);
        // Numbers are given: codes met before keep theirs.
        let mut codes = std::mem::take(&mut self.codes);
        if !codes.is_empty() {
            for code in known.codes.texts() {
                codes.number(0, code);
            }
            known.codes = codes;
            known.short = [None; 128];
        }
        *self = known;
    }

    /// The number of a code of this question; words have none.
    pub(super) fn number(&self, code: &str) -> Option<usize> {
        self.codes.find(0, code).filter(|_| !self.form.is_words()).map(|number| number as usize)
    }

    /// Its codes by number; none where it holds words.
    pub(super) fn codes(&self) -> &[Box<str>] {
        if self.form.is_words() { &[] } else { self.codes.texts() }
    }

    /// Notes one person's answer as it stands in a cell.
    ///
    /// # Errors
    /// When it is not on the question's scale; nothing is noted.
    pub(super) fn note(
        &mut self,
        answers: &mut Answers,
        row: u32,
        cell: &str,
    ) -> Result<(), OffScale> {
        let short = match cell.as_bytes() {
            [character @ 0..128] => self.short[usize::from(*character)],
            _ => None,
        };
        if let Some(number) = short {
            answers.note(usize::from(number), row);
            answers.answered.push(row);
            return Ok(());
        }
        match self.form.said(cell)? {
            Said::Words => {}
            Said::Code(code) => self.note_code(answers, row, Cow::Borrowed(code)),
            Said::Codes(cell) => {
                list::split(cell).for_each(|code| self.note_code(answers, row, code));
            }
        }
        answers.answered.push(row);
        Ok(())
    }

    fn note_code(&mut self, answers: &mut Answers, row: u32, code: Cow<'_, str>) {
        let number = self.number(&code).unwrap_or_else(|| {
            let others = self.codes.len().saturating_sub(self.known);
            if self.form.is_words() || is_words(&code, others) {
                self.form = Tally::of_words();
                return usize::MAX;
            }
            self.codes.number(0, &code) as usize
        });
        if !self.form.is_words() {
            answers.note(number, row);
        }
    }
}

/// The answers to one question in rows that have no block yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Answers {
    answered: Vec<u32>,
    /// The rows that gave each code.
    gave: Vec<Vec<u32>>,
}

impl Answers {
    fn note(&mut self, number: usize, row: u32) {
        if self.gave.len() <= number {
            self.gave.resize_with(number + 1, Vec::new);
        }
        let rows = &mut self.gave[number];
        // The same code twice in one answer is one.
        if rows.last() != Some(&row) {
            rows.push(row);
        }
    }

    /// Forgets rows from this one on.
    pub(super) fn truncate(&mut self, row: u32) {
        for rows in self.lists() {
            rows.truncate(rows.partition_point(|it| *it < row));
        }
    }

    /// Takes away rows from this one on, numbered from 0.
    pub(super) fn split_off(&mut self, row: u32) -> Self {
        let split = |rows: &mut Vec<u32>| {
            let mut later = rows.split_off(rows.partition_point(|it| *it < row));
            for it in &mut later {
                *it -= row;
            }
            later
        };
        Self {
            answered: split(&mut self.answered),
            gave: self.gave.iter_mut().map(split).collect(),
        }
    }

    fn lists(&mut self) -> impl Iterator<Item = &mut Vec<u32>> {
        std::iter::once(&mut self.answered).chain(&mut self.gave)
    }

    /// As a column of a block, in which row `n` is at `places[n]`.
    pub(super) fn column(&self, places: &[u32]) -> Column {
        let mut words = vec![0; places.len().div_ceil(WORD)];
        let mut moved = |rows: &[u32]| {
            words.fill(0);
            rows.chunks(PIECE).for_each(|piece| mark(&mut words, piece, places));
            Rows::of_words(&words)
        };
        Column {
            answered: moved(&self.answered),
            gave: self.gave.iter().map(|rows| moved(rows)).collect(),
            is_single: self.is_single(),
        }
    }

    /// Everybody who answered gave one code.
    fn is_single(&self) -> bool {
        let most = self.answered.last().map_or(0, |last| *last as usize + 1);
        let mut codes = vec![0_u8; most];
        for row in self.gave.iter().flatten() {
            codes[*row as usize] = codes[*row as usize].saturating_add(1);
        }
        self.answered.iter().all(|row| codes[*row as usize] == 1)
    }
}

/// Marks the places of rows.
#[inline(never)]
fn mark(words: &mut [u64], rows: &[u32], places: &[u32]) {
    for row in rows {
        let place = places[*row as usize];
        words[word_of(place)] |= bit_of(place);
    }
}

/// The answers to one question in one block.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    /// The rows that have an answer.
    pub(super) answered: Rows,
    /// Those that gave each code, by its number; codes met later are missing.
    pub(super) gave: Vec<Rows>,
    /// Each of them gave one code: then the codes tell how many answered.
    pub(super) is_single: bool,
}

impl Column {
    /// The rows that gave the code of this number.
    pub(super) fn gave(&self, number: usize) -> Option<&Rows> {
        self.gave.get(number)
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        let of_codes: usize = self.gave.iter().map(|rows| rows.bytes() + size_of::<Rows>()).sum();
        self.answered.bytes() + of_codes
    }
}
