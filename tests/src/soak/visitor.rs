//! Visitors of every kind, from a seed: those who answer everything, change
//! language and mode, call the staff, are helped, think for long, walk away.

use fastrand::Rng;
use serde::Serialize;

use crate::{
    Interview, Step,
    interview::{Cells, pick},
};

/// Something done in the page, and to what: `page.js` does it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Act(&'static str, About);

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum About {
    Nothing,
    Selector(String),
    Two([String; 2]),
    Milliseconds(u32),
}

/// Somebody who comes to the tablet.
#[derive(Clone, Debug)]
pub(super) struct Visitor {
    /// From the first touch until the first question waits for the next person.
    pub(super) acts: Vec<Act>,
    /// What must be in the journal, as raw CSV has it; nothing of somebody who
    /// said nothing.
    pub(super) given: Cells,
}

/// How long a mode waits, and a second more.
struct Waits {
    until_warned: u32,
    until_over: u32,
    when_complete: u32,
}

const STANDARD: Waits = Waits { until_warned: 61_000, until_over: 81_000, when_complete: 21_000 };
const ELDER: Waits = Waits { until_warned: 121_000, until_over: 151_000, when_complete: 41_000 };

impl Visitor {
    /// Somebody content who says so and goes.
    pub(super) fn content() -> Self {
        let steps =
            vec![Step::Choose("satisfaction", "5".to_owned()), Step::ReadThanks, Step::Leave];
        let interview = Interview { locale: "zh-CN", steps };
        let mut nobody = Rng::with_seed(0);
        let mut visit = Visit {
            draw: &mut nobody,
            acts: Vec::new(),
            locale: "zh-CN",
            elder: false,
            assisted: false,
        };
        for step in &interview.steps {
            visit.takes(step);
        }
        visit.ended(interview.answers())
    }

    /// The next visitor. The reasons must be answered where they are asked
    /// for, so that an interview can be left open.
    pub(super) fn drawn(draw: &mut Rng) -> Self {
        let mut interview = Interview::drawn(draw);
        for step in &mut interview.steps {
            if *step == Step::Skip("reasons") {
                *step = Step::Tick("reasons", vec!["other"]);
            }
        }
        let elder = one_in(draw, 3);
        if elder && is_short(&interview) && one_in(draw, 3) {
            let face = draw.u8(4..=5).to_string();
            let at = interview.steps.len() - 1;
            let again = [Step::Choose("satisfaction", face), Step::ReadThanks];
            interview.steps.splice(at..at, again);
        }
        let (all, mut visit) = (interview.steps.len(), Visit::begun(draw, elder));
        let taken = if one_in(visit.draw, 3) { visit.draw.usize(..all) } else { all };
        for (index, step) in interview.steps[..taken].iter().enumerate() {
            visit.hesitates_before(step, &interview.answers_after(index));
            let again = index > 0 && interview.steps[index - 1] == Step::ReadThanks;
            if again && matches!(step, Step::Choose("satisfaction", _)) {
                visit.taps("[data-act=reconsider]");
            }
            visit.takes(step);
        }
        let answers = interview.answers_after(taken);
        if taken < all {
            visit.walks_away(&answers);
        }
        visit.finds("body[data-screen=attract]:not([data-mode])");
        visit.finds("html[lang=zh-CN]");
        visit.ended(answers)
    }
}

/// Whether one rating is all of it.
fn is_short(interview: &Interview) -> bool {
    let answers = interview.answers();
    answers.len() == 1 && is_complete(&answers) && !interview.steps.contains(&Step::SayMore)
}

/// Whether everything is answered that must be.
fn is_complete(answers: &Cells) -> bool {
    let content = answers.get("satisfaction").is_some_and(|face| face.as_str() > "3");
    content || answers.contains_key("reasons")
}

/// A visit as it comes about.
struct Visit<'d> {
    draw: &'d mut Rng,
    acts: Vec<Act>,
    locale: &'static str,
    elder: bool,
    assisted: bool,
}

impl<'d> Visit<'d> {
    /// Looks around on the first screen and comes to a mode.
    fn begun(draw: &'d mut Rng, elder: bool) -> Self {
        let mut visit = Self { draw, acts: Vec::new(), locale: "zh-CN", elder, assisted: false };
        if one_in(visit.draw, 4) {
            let other = pick(visit.draw, &["zh-TW", "en"]);
            visit.speaks(other);
            visit.speaks("zh-CN");
        }
        if one_in(visit.draw, 4) {
            visit.taps("[data-act=elder]");
            visit.taps("[data-act=standard]");
        }
        if elder {
            visit.taps("[data-act=elder]");
            visit.finds("body[data-mode=elder]");
            if one_in(visit.draw, 3) {
                visit.taps("[data-act=size]");
                visit.finds("body[data-size=larger]");
            }
        }
        visit
    }

    /// What people do before they go on.
    fn hesitates_before(&mut self, step: &Step, answers: &Cells) {
        if self.elder && one_in(self.draw, 12) {
            self.calls_staff();
        }
        if answers.is_empty() {
            return;
        }
        if one_in(self.draw, 20) {
            self.does("press_long", About::Selector(".place".into()));
            self.assisted = true;
        }
        match step {
            Step::Tick("reasons", _) if !is_complete(answers) && one_in(self.draw, 4) => {
                self.lets_pass(self.waits().until_warned);
                self.taps("[data-act=stay]");
            }
            _ if one_in(self.draw, 10) => self.lets_pass(4_000),
            _ => {}
        }
    }

    fn calls_staff(&mut self) {
        self.taps("[data-act=call]");
        if one_in(self.draw, 5) {
            // Nobody comes within five minutes.
            self.lets_pass(301_000);
        } else {
            let patience = self.draw.u32(..60_000);
            self.lets_pass(patience);
            let end = pick(self.draw, &["[data-act=cancel]", "[data-act=arrived]"]);
            self.taps(end);
        }
    }

    fn takes(&mut self, step: &Step) {
        match step {
            Step::Speak(locale) => self.speaks(locale),
            Step::Choose(question, choice) => {
                self.taps(&format!("[data-question={question}] [data-choice='{choice}']"));
                // Seen chosen for a moment, in elder mode for a longer one.
                self.lets_pass(500);
            }
            Step::Tick(question, choices) => {
                for choice in choices {
                    let choice = format!("[data-question={question}] [data-choice={choice}]");
                    self.does(
                        "turn_to",
                        About::Two([format!("[data-question={question}]"), choice.clone()]),
                    );
                    self.taps(&choice);
                }
                self.taps("[data-act=next]");
            }
            Step::Write(question, words) => {
                let field = format!("[data-question={question}] :is(textarea, input)");
                self.does("write", About::Two([field, (*words).to_owned()]));
                self.taps("[data-act=next]");
            }
            Step::Skip(question) => {
                self.finds(&format!("[data-question={question}]"));
                self.taps("[data-act=skip]");
            }
            Step::Back => self.taps("[data-act=back]"),
            Step::ReadThanks => {
                self.finds("[data-thanked]");
                self.does("keep", About::Nothing);
            }
            Step::SayMore => self.taps("[data-act=more]"),
            Step::Leave => self.taps("[data-act=finish]"),
        }
    }

    /// Leaves everything as it is and goes.
    fn walks_away(&mut self, answers: &Cells) {
        self.does("keep", About::Nothing);
        let Waits { until_over, when_complete, .. } = self.waits();
        self.lets_pass(if is_complete(answers) { when_complete } else { until_over });
    }

    /// What is to be found of it.
    fn ended(self, mut answers: Cells) -> Visitor {
        if !answers.is_empty() {
            let outcome = if is_complete(&answers) { "complete" } else { "partial" };
            let mode = if self.elder { "elder" } else { "standard" };
            let circumstances = [
                ("outcome", outcome),
                ("mode", mode),
                ("assisted", if self.assisted { "true" } else { "false" }),
                ("locale", self.locale),
            ];
            answers.extend(circumstances.map(|(name, cell)| (name.into(), cell.into())));
        }
        Visitor { acts: self.acts, given: answers }
    }

    fn waits(&self) -> Waits {
        if self.elder { ELDER } else { STANDARD }
    }

    fn speaks(&mut self, locale: &'static str) {
        self.taps(&format!("[data-locale={locale}]"));
        self.finds(&format!("html[lang={locale}]"));
        self.locale = locale;
    }

    fn taps(&mut self, selector: &str) {
        self.does("tap", About::Selector(selector.to_owned()));
    }

    fn finds(&mut self, selector: &str) {
        self.does("find", About::Selector(selector.to_owned()));
    }

    fn lets_pass(&mut self, milliseconds: u32) {
        self.does("pass", About::Milliseconds(milliseconds));
    }

    fn does(&mut self, act: &'static str, about: About) {
        self.acts.push(Act(act, about));
    }
}

fn one_in(draw: &mut Rng, count: u8) -> bool {
    draw.u8(..count) == 0
}
