//! What a customer answers to a questionnaire.
//!
//! Works with any questionnaire: it follows pages, conditions and roles, and
//! draws every answer from the same mood, so that answers go together as those
//! of people do.

use heard_exchange::Outcome;
use heard_survey::{Answers, Choice, InputType, Kind, Question, Questionnaire, Rating, Value};

use super::{
    bank::PRAISE,
    dice::Dice,
    visitor::{Manner, Visitor},
    words,
};

/// Of 1000 customers, those who accept to say more: content, and not.
const SAYS_MORE_CONTENT: u32 = 200;
const SAYS_MORE_TROUBLED: u32 = 320;
/// Of 1000 customers, those who walk away at a question after the first:
/// content, and not.
const WALKS_AWAY_CONTENT: u32 = 12;
const WALKS_AWAY_TROUBLED: u32 = 90;
/// Of 1000 customers, those who take their first answer back and leave.
const TAKES_BACK: u32 = 15;
/// Of 1000 customers, those who answer an optional question: by tapping, and
/// with words of their own.
const TAPS: u32 = 880;
const WRITES: u32 = 420;
/// Of 1000 customers in trouble, those who may be contacted.
const MAY_BE_CONTACTED: u32 = 340;
/// Of 1000 customers, those who choose a second thing they liked.
const SECOND_CHOICE: u32 = 300;
/// How far answers to other questions stray from the overall mood.
const STRAY: i64 = 550;
/// Under this mood about a question, the answer is more likely no than yes.
const WENT_WRONG: i64 = -1500;
/// What a trouble does to the question it is about.
const HURT: i64 = -500;

/// What was said, and how far the interview went.
pub(super) struct Said {
    pub(super) answers: Answers,
    pub(super) outcome: Outcome,
}

/// Walks `visitor` through `questionnaire`.
pub(super) fn ask(questionnaire: &Questionnaire, visitor: &Visitor, dice: &mut Dice) -> Said {
    let content = visitor.troubles.is_empty();
    let (walks_away, says_more, takes_back) = match visitor.manner {
        Manner::Presses => (1000, 0, 0),
        _ if content => (WALKS_AWAY_CONTENT, SAYS_MORE_CONTENT, TAKES_BACK),
        _ => (WALKS_AWAY_TROUBLED, SAYS_MORE_TROUBLED, TAKES_BACK),
    };
    let says_more = dice.chance(says_more);
    let mut answers = Answers::new();
    let (mut here, mut outcome) = (!dice.chance(takes_back), Outcome::Complete);
    let is_invitation = |page: &str| questionnaire.settings.invitation.iter().any(|p| p == page);
    let (more, main): (Vec<_>, Vec<_>) =
        questionnaire.pages.iter().partition(|page| is_invitation(&page.name));
    for question in main.iter().flat_map(|page| &page.questions) {
        if !is_asked(question, &answers) {
            continue;
        }
        here = here && (answers.is_empty() || !dice.chance(walks_away));
        if here {
            answer(questionnaire, question, visitor, &mut answers, dice);
        }
        if question.required.holds(&answers) && !answers.contains_key(&question.name) {
            outcome = Outcome::Partial;
        }
    }
    if here && says_more && outcome == Outcome::Complete {
        for question in more.iter().flat_map(|page| &page.questions) {
            if is_asked(question, &answers) && !dice.chance(walks_away) {
                answer(questionnaire, question, visitor, &mut answers, dice);
            }
        }
    }
    Said { answers, outcome }
}

fn is_asked(question: &Question, answers: &Answers) -> bool {
    question.visible_if.as_ref().is_none_or(|condition| condition.holds(answers))
}

/// Answers `question`, unless it may be left out and is.
fn answer(
    questionnaire: &Questionnaire,
    question: &Question,
    visitor: &Visitor,
    answers: &mut Answers,
    dice: &mut Dice,
) {
    let roles = &questionnaire.settings.roles;
    let is = |role: &Option<String>| role.as_ref() == Some(&question.name);
    let eager = match question.kind {
        Kind::Comment { .. } => WRITES,
        _ => TAPS,
    };
    if !question.required.holds(answers) && !answers.is_empty() && !dice.chance(eager) {
        return;
    }
    let value = match &question.kind {
        Kind::Rating(rating) if is(&roles.csat) => step(rating, visitor.mood),
        Kind::Rating(rating) => step(rating, mood_about(question, visitor, dice)),
        Kind::Checkbox { choices, max } if is(&roles.reason) => {
            reasons(choices, *max, visitor, dice)
        }
        Kind::Checkbox { choices, max } => liked(choices, *max, dice),
        Kind::Radiogroup(choices) => {
            let went_well = mood_about(question, visitor, dice) > WENT_WRONG;
            one_of(choices, |choice| yes_or_no(choice, went_well), dice)
        }
        Kind::Boolean { .. } if is(&roles.contact) => dice.chance(MAY_BE_CONTACTED).into(),
        Kind::Boolean { .. } => (mood_about(question, visitor, dice) > WENT_WRONG).into(),
        Kind::Comment { max_length } => cut(words::comment(visitor, dice), *max_length),
        Kind::Text { input, max_length } => cut(line(*input, visitor), *max_length),
    };
    if !value.is_empty() {
        answers.insert(question.name.clone(), value);
    }
}

fn mood_about(question: &Question, visitor: &Visitor, dice: &mut Dice) -> i64 {
    let hurt = if visitor.is_troubled_about(&question.name) { HURT } else { 0 };
    visitor.mood + dice.swing() * STRAY / 1000 + hurt
}

/// The step of a scale somebody in this mood taps. The scale is cut where
/// banks' ratings lie: of five steps, the average customer gives the fifth,
/// about 84 of 100 the fourth or fifth, and 5 the first.
fn step(rating: &Rating, mood: i64) -> Value {
    /// A mood, and the part of the scale below it in thousandths.
    const CUTS: [(i64, i64); 6] =
        [(-3600, 0), (-1750, 200), (-1350, 400), (-1000, 600), (-100, 800), (1300, 1000)];
    let part = CUTS.windows(2).find_map(|pair| {
        let [(from, low), (to, high)] = *pair else { return None };
        (mood < to).then(|| low + (high - low) * (mood.max(from) - from) / (to - from))
    });
    let steps = i64::from(rating.max) - i64::from(rating.min) + 1;
    let above = part.unwrap_or(999).min(999) * steps / 1000;
    Value::from(rating.min + i32::try_from(above).unwrap_or_default())
}

/// The choices that name the visitor's troubles, in the questionnaire's order;
/// where none does, any one.
fn reasons(choices: &[Choice], max: Option<usize>, visitor: &Visitor, dice: &mut Dice) -> Value {
    let named = |choice: &&Choice| {
        let Value::Text(code) = &choice.value else { return false };
        visitor.troubles.iter().any(|trouble| trouble.code == code)
    };
    let mut chosen: Vec<Value> =
        choices.iter().filter(named).map(|choice| choice.value.clone()).collect();
    chosen.truncate(max.unwrap_or(usize::MAX));
    if chosen.is_empty() { liked(choices, Some(1), dice) } else { Value::List(chosen) }
}

/// One or two of the choices, in the questionnaire's order.
fn liked(choices: &[Choice], max: Option<usize>, dice: &mut Dice) -> Value {
    let count = if dice.chance(SECOND_CHOICE) { 2 } else { 1 };
    let picked: Vec<Value> = (0..count.min(max.unwrap_or(count)))
        .map(|_| one_of(choices, |choice| weight(&PRAISE, &choice.value), dice))
        .collect();
    let in_order = choices.iter().map(|choice| &choice.value);
    Value::List(in_order.filter(|value| picked.contains(value)).cloned().collect())
}

/// The weight of a choice that may mean yes or no.
fn yes_or_no(choice: &Choice, went_well: bool) -> u32 {
    let weights = if went_well { [("yes", 60), ("no", 3)] } else { [("yes", 8), ("no", 30)] };
    weight(&weights, &choice.value)
}

/// The weight of `code` among `weights`; others weigh 10.
fn weight(weights: &[(&str, u32)], code: &Value) -> u32 {
    let known = weights.iter().find(|(known, _)| *code == Value::from(*known));
    known.map_or(10, |(_, weight)| *weight)
}

/// One of the choices; nothing where there is none.
fn one_of(choices: &[Choice], weight: impl Fn(&Choice) -> u32, dice: &mut Dice) -> Value {
    let choice = dice.weighted(choices, weight);
    choice.map_or(Value::List(Vec::new()), |choice| choice.value.clone())
}

/// A line somebody types. The numbers and addresses belong to nobody: an
/// operator's test number, and ranges reserved for examples.
fn line(input: InputType, visitor: &Visitor) -> &'static str {
    match input {
        InputType::Tel if visitor.locale == "en" => "+1 202 555 0143",
        InputType::Tel => "13800138000",
        InputType::Email => "customer@example.com",
        InputType::Text => words::line(visitor),
    }
}

/// `text` within `max_length` characters.
fn cut(text: &str, max_length: usize) -> Value {
    Value::Text(text.chars().take(max_length).collect())
}

#[cfg(test)]
mod tests {
    use heard_survey::{LocalText, RatingStyle};

    use super::*;
    use crate::demo::{dice::Topic, world::Name};

    #[test]
    fn every_step_of_a_scale_is_used_and_the_best_moods_give_the_best_step() {
        for (min, max) in [(1, 5), (0, 10), (1, 7)] {
            let rating = Rating {
                min,
                max,
                style: RatingStyle::Numbers,
                min_label: LocalText::default(),
                max_label: LocalText::default(),
                labels: Vec::new(),
            };
            let mut given: Vec<i32> = (-5000..5000)
                .map(|mood| step(&rating, mood).to_string().parse().unwrap())
                .collect();
            assert!(given.is_sorted());
            given.dedup();
            assert_eq!(given, (min..=max).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_reason_is_given_even_where_no_choice_names_the_trouble() {
        let choice = Choice { value: "unheard-of".into(), text: LocalText::default() };
        let world = Name::City.world();
        let mut dice = Dice::new(1, Topic::Visitor, 0);
        let visitor = Visitor::meet(&mut dice, &world.people, 0, &world.working_day[0]);
        let reasons = reasons(std::slice::from_ref(&choice), None, &visitor, &mut dice);
        assert_eq!(reasons, Value::List(vec![choice.value]));
    }
}
