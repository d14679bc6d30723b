//! What a page is about: a table, a period and the one before it, which responses of
//! them, and what the questionnaires say about the answers.

use std::cell::OnceCell;

use chrono::{Days, Months, NaiveDate};
use heard_insight::{
    Csat, Tally,
    table::{Dimension, Filter, Label, Selection, Table},
};
use heard_survey::{Kind, Question, Questionnaire};

use crate::language::Language;

/// Some days that follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first.
    pub from: NaiveDate,
    /// The last, included.
    pub to: NaiveDate,
}

impl Period {
    /// The month `first` is the first day of; none where the calendar ends.
    pub fn month(first: NaiveDate) -> Option<Self> {
        let to = first.checked_add_months(Months::new(1))?.pred_opt()?;
        Some(Self { from: first, to })
    }

    /// The month before, of a month; none where the calendar ends.
    pub fn month_before(self) -> Option<Self> {
        Self::month(self.from.checked_sub_months(Months::new(1))?)
    }

    /// As many days right before it; where the calendar begins, its first day.
    #[must_use]
    pub fn before(self) -> Self {
        let to = self.from.pred_opt().unwrap_or(self.from);
        let length = (self.to - self.from).num_days();
        let from = to.checked_sub_signed(chrono::TimeDelta::days(length)).unwrap_or(to);
        Self { from, to }
    }

    /// Its days.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.from.iter_days().take_while(move |day| *day <= self.to)
    }

    /// So many weeks from Monday to Sunday, the last of which ends in this period or
    /// on its last day; none where the calendar ends.
    pub fn weeks_up_to(self, weeks: u64) -> Option<Self> {
        let monday = self.to.week(chrono::Weekday::Mon).checked_first_day()?;
        let is_whole = monday.checked_add_days(Days::new(6))? == self.to;
        let to = if is_whole { self.to } else { monday.pred_opt()? };
        Some(Self { from: to.checked_sub_days(Days::new(7 * weeks - 1))?, to })
    }
}

/// What a page is about.
pub struct View<'a> {
    /// What it is written in.
    pub language: &'a Language,
    /// Where the responses are.
    pub table: &'a Table,
    /// What was asked. Where several name a question, the first one says what it is.
    pub questionnaires: &'a [Questionnaire],
    /// The days it is about.
    pub period: Period,
    /// What that is called.
    pub name: String,
    /// What it is held against.
    pub before: Period,
    /// What that is called.
    pub name_before: String,
    /// Which responses of these days; names no days itself.
    pub within: Filter,
    /// As it was asked for.
    pub asked: Filter,
    now: OnceCell<Selection<'a>>,
    then: OnceCell<Selection<'a>>,
}

impl<'a> View<'a> {
    /// Of a month, held against the one before; none where the calendar ends.
    pub fn of_month(
        language: &'a Language,
        table: &'a Table,
        questionnaires: &'a [Questionnaire],
        month: NaiveDate,
        within: Filter,
    ) -> Option<Self> {
        let period = Period::month(month)?;
        let before = period.month_before()?;
        let names = [period, before].map(|it| language.month(it.from));
        Some(Self::new(language, table, questionnaires, [period, before], names, within))
    }

    /// Of some days, held against as many before them.
    pub fn of_days(
        language: &'a Language,
        table: &'a Table,
        questionnaires: &'a [Questionnaire],
        period: Period,
        within: Filter,
    ) -> Self {
        let words = &language.words.dashboard;
        let before = period.before();
        let names = [period, before].map(|Period { from, to }| {
            let [first, last] = [from, to].map(|day| language.short_day(day));
            let both = || language.fill(&words.days, &[("from", &first), ("to", &last)]);
            if from == to { first.clone() } else { both() }
        });
        Self::new(language, table, questionnaires, [period, before], names, within)
    }

    fn new(
        language: &'a Language,
        table: &'a Table,
        questionnaires: &'a [Questionnaire],
        [period, before]: [Period; 2],
        [name, name_before]: [String; 2],
        asked: Filter,
    ) -> Self {
        let [now, then] = [OnceCell::new(), OnceCell::new()];
        let within = Filter { from: None, to: None, ..asked.clone() };
        Self {
            language,
            table,
            questionnaires,
            period,
            name,
            before,
            name_before,
            within,
            asked,
            now,
            then,
        }
    }

    /// The responses of the period.
    pub fn now(&self) -> &Selection<'a> {
        self.now.get_or_init(|| self.table.select(&self.filter(self.period)))
    }

    /// Those of the period before.
    pub fn then(&self) -> &Selection<'a> {
        self.then.get_or_init(|| self.table.select(&self.filter(self.before)))
    }

    /// Which they are of some days.
    pub fn filter(&self, Period { from, to }: Period) -> Filter {
        Filter { from: Some(from), to: Some(to), ..self.within.clone() }
    }

    /// Those of the period with one label more.
    pub fn labelled(&self, dimension: Dimension, label: &Label) -> Filter {
        let mut filter = self.filter(self.period);
        filter.labels.push((dimension, vec![label.clone()]));
        filter
    }

    /// Those of the period that gave one of these codes.
    pub fn answered(&self, question: &str, codes: &[String]) -> Filter {
        let mut filter = self.filter(self.period);
        filter.answers.push((question.to_owned(), codes.to_vec()));
        filter
    }

    /// The rating of overall satisfaction: of several that one with most answers.
    pub fn overall(&self) -> Option<&'a Question> {
        self.of_role(|it| it.settings.roles.csat.as_deref())
    }

    /// The likelihood to recommend, likewise.
    pub fn recommend(&self) -> Option<&'a Question> {
        self.of_role(|it| it.settings.roles.nps.as_deref())
    }

    /// How easy it was, likewise.
    pub fn effort(&self) -> Option<&'a Question> {
        self.of_role(|it| it.settings.roles.ces.as_deref())
    }

    /// What went wrong, likewise.
    pub fn reason(&self) -> Option<&'a Question> {
        self.of_role(|it| it.settings.roles.reason.as_deref())
    }

    fn of_role(&self, role: impl Fn(&'a Questionnaire) -> Option<&'a str>) -> Option<&'a Question> {
        let named = self.questionnaires.iter().filter_map(|it| it.question(role(it)?));
        // Of those with as many the first.
        named.reduce(|best, other| {
            let n = |question: &Question| self.now().tally(&question.name).n();
            if n(other) > n(best) { other } else { best }
        })
    }

    /// Every rating, each name once, in the order asked.
    pub fn ratings(&self) -> Vec<&'a Question> {
        let mut ratings: Vec<&Question> = Vec::new();
        for question in self.questionnaires.iter().flat_map(Questionnaire::questions) {
            let is_rating = matches!(question.kind, Kind::Rating(_));
            if is_rating && ratings.iter().all(|known| known.name != question.name) {
                ratings.push(question);
            }
        }
        ratings
    }

    /// What was asked, in the page's language.
    pub fn title(&self, question: &'a Question) -> &'a str {
        question.title.get(self.language.locale.code())
    }

    /// What people read for a code of a question; the code where nothing is written.
    pub fn answer(&self, question: &Question, code: &str) -> String {
        let locale = self.language.locale.code();
        let text = match &question.kind {
            Kind::Radiogroup(choices) | Kind::Checkbox { choices, .. } => choices
                .iter()
                .find(|choice| choice.value.to_string() == code)
                .map(|choice| choice.text.get(locale)),
            Kind::Rating(rating) => rating
                .labels
                .iter()
                .find(|(step, _)| step.to_string() == code)
                .map(|(_, text)| text.get(locale)),
            Kind::Boolean { .. } | Kind::Comment { .. } | Kind::Text { .. } => None,
        };
        text.filter(|text| !text.is_empty()).unwrap_or(code).to_owned()
    }
}

/// The codes of the top two steps of a rating, as [`Csat`] counts them.
pub fn top_two(question: &Question) -> Vec<String> {
    match &question.kind {
        Kind::Rating(it) => (it.max - 1..=it.max).map(|step| step.to_string()).collect(),
        _ => Vec::new(),
    }
}

/// The share of the top two; none under ten answers.
pub fn satisfied(tally: &Tally) -> Option<heard_insight::Share> {
    Csat::of(tally).map(Csat::share)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_month_has_its_days_and_a_month_before() {
        let january = Period::month(day(2026, 1, 1)).unwrap();
        assert_eq!((january.to, january.days().count()), (day(2026, 1, 31), 31));
        let december = Period { from: day(2025, 12, 1), to: day(2025, 12, 31) };
        assert_eq!(january.month_before(), Some(december));
        assert_eq!(Period::month(day(2024, 2, 1)).unwrap().to, day(2024, 2, 29));
    }

    #[test]
    fn weeks_are_whole_and_end_with_the_month_or_before() {
        let weeks = |month: Period| month.weeks_up_to(2).unwrap();
        // 31 May 2026 is a Sunday, 30 June a Tuesday.
        let may = weeks(Period::month(day(2026, 5, 1)).unwrap());
        assert_eq!(may, Period { from: day(2026, 5, 18), to: day(2026, 5, 31) });
        let june = weeks(Period::month(day(2026, 6, 1)).unwrap());
        assert_eq!(june, Period { from: day(2026, 6, 15), to: day(2026, 6, 28) });
    }
}
