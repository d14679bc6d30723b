//! One customer: language, way of being asked, errand and mood.

use heard_exchange::Mode;

use super::{
    bank::{BUSINESSES, Business, TIERS, TROUBLES, Trouble},
    dice::Dice,
    world::{People, Slot},
};

/// Languages, with their weights.
const LOCALES: [(&str, u32); 3] = [("zh-CN", 82), ("zh-TW", 8), ("en", 10)];
/// Under this mood something went wrong: about one customer in six.
const TROUBLED: i64 = -1000;
/// Of 1000 customers in trouble, those with a second and a third one.
const SECOND_TROUBLE: u32 = 350;
const THIRD_TROUBLE: u32 = 300;

/// Before this hour more of the customers are in elder mode.
const EARLY: u32 = 11 * 60;
/// The mood of whoever presses the best rating without having been served.
const BEST: i64 = 2_000;
/// What a tablet passed around does to the moods it meets: nobody wants to be the
/// one who spoils it.
const IN_COMPANY: i64 = 300;

/// What people want with the tablet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// To say what they think.
    Own,
    /// To press the best rating and nothing else.
    Presses,
    /// To be done with what was put into their hands.
    InCompany,
}

/// A customer at a tablet.
pub(super) struct Visitor {
    pub(super) manner: Manner,
    pub(super) locale: &'static str,
    pub(super) mode: Mode,
    pub(super) assisted: bool,
    pub(super) voice: bool,
    pub(super) training: bool,
    pub(super) errand: Option<Errand>,
    /// In thousandths of a standard deviation; 0 is the average customer.
    pub(super) mood: i64,
    /// What went wrong, worst first; empty when nothing did.
    pub(super) troubles: Vec<&'static Trouble>,
}

/// What is known of a visit.
pub(super) struct Errand {
    pub(super) business: &'static Business,
    pub(super) ticket: String,
    pub(super) tier: &'static str,
}

impl Visitor {
    /// Who comes in this part of the day to a tablet with this mood.
    pub(super) fn meet(dice: &mut Dice, people: &People, here: i64, slot: &Slot) -> Self {
        let business = dice.weighted(&BUSINESSES, |business| business.weight);
        let elder_share = if slot.from < EARLY { people.elder_early } else { people.elder_later };
        let elder = dice.chance(elder_share);
        let mood = dice.swing()
            + people.mood
            + here
            + slot.mood
            + business.map_or(0, |business| business.mood);
        let mut visitor = Self {
            manner: Manner::Own,
            locale: dice.weighted(&LOCALES, |locale| locale.1).map_or("zh-CN", |locale| locale.0),
            mode: if elder { Mode::Elder } else { Mode::Standard },
            assisted: dice.chance(if elder { people.assisted_elder } else { people.assisted }),
            voice: elder && dice.chance(people.voice),
            training: dice.chance(people.training),
            errand: business.filter(|_| dice.chance(people.visit_known)).map(|business| Errand {
                business,
                ticket: format!("{}{:03}", business.ticket, 1 + dice.below(160)),
                tier: dice.weighted(&TIERS, |tier| tier.1).map_or("standard", |tier| tier.0),
            }),
            mood,
            troubles: Vec::new(),
        };
        if mood < TROUBLED {
            visitor.meet_trouble(dice, business, slot);
        }
        visitor
    }

    /// Somebody who was not served.
    pub(super) fn pressing() -> Self {
        Self {
            manner: Manner::Presses,
            locale: "zh-CN",
            mode: Mode::Standard,
            assisted: false,
            voice: false,
            training: false,
            errand: None,
            mood: BEST,
            troubles: Vec::new(),
        }
    }

    /// The same person with a tablet that goes from hand to hand.
    pub(super) fn in_company(self) -> Self {
        let mood = self.mood / 2 + IN_COMPANY;
        Self { manner: Manner::InCompany, mood, training: false, troubles: Vec::new(), ..self }
    }

    fn meet_trouble(&mut self, dice: &mut Dice, business: Option<&Business>, slot: &Slot) {
        let elder = self.mode == Mode::Elder;
        let weight = |trouble: &Trouble| {
            let of_business = business.is_some_and(|business| business.trouble == trouble.code);
            let more = match trouble.code {
                "elder" if elder => 8,
                "elder" => 0,
                "wait" if slot.mood < -100 => 2,
                _ => 1,
            };
            trouble.weight * more * if of_business { 3 } else { 1 }
        };
        for chance in [1000, SECOND_TROUBLE, THIRD_TROUBLE] {
            if !dice.chance(chance) {
                break;
            }
            let trouble = dice.weighted(&TROUBLES, weight);
            let is_new = |trouble: &&Trouble| self.troubles.iter().all(|t| t.code != trouble.code);
            self.troubles.extend(trouble.filter(is_new));
        }
    }

    /// Whether `question` suffers from what went wrong.
    pub(super) fn is_troubled_about(&self, question: &str) -> bool {
        let hurts =
            |trouble: &&Trouble| !trouble.hurts.is_empty() && question.contains(trouble.hurts);
        self.troubles.iter().any(hurts)
    }
}
