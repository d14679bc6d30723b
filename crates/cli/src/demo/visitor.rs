//! One customer: language, way of being asked, errand and mood.

use heard_exchange::{Channel, Mode};

use super::{
    bank::{BUSINESSES, Business, Device, TIERS, TROUBLES, Trouble},
    calendar::Hour,
    dice::Dice,
};

/// Languages, with their weights.
const LOCALES: [(&str, u32); 3] = [("zh-CN", 82), ("zh-TW", 8), ("en", 10)];
/// Of 1000 interviews, those staff did for practice.
const TRAINING: u32 = 10;
/// Of 1000 customers, those in elder mode: before eleven, and later.
const ELDER_EARLY: u32 = 260;
const ELDER_LATER: u32 = 140;
/// Of 1000 customers, those helped by staff: in elder mode, and otherwise.
const ASSISTED_ELDER: u32 = 240;
const ASSISTED: u32 = 25;
/// Of 1000 customers in elder mode, those who speak.
const VOICE: u32 = 300;
/// Of 1000 customers, those of whom business, ticket and tier are known.
const VISIT_KNOWN: u32 = 860;
/// What lifts every mood of the bank.
const GENERAL: i64 = 100;
/// Under this mood something went wrong: about one customer in six.
const TROUBLED: i64 = -1000;
/// Of 1000 customers in trouble, those with a second and a third one.
const SECOND_TROUBLE: u32 = 350;
const THIRD_TROUBLE: u32 = 300;

/// A customer at a tablet.
pub(super) struct Visitor {
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
    /// Who comes to `device` in this `hour`.
    pub(super) fn meet(dice: &mut Dice, device: &Device, hour: &Hour) -> Self {
        let business = dice.weighted(&BUSINESSES, |business| business.weight);
        let elder_share = if hour.starts_at < 11 { ELDER_EARLY } else { ELDER_LATER };
        let elder = dice.chance(elder_share);
        let mood = dice.swing()
            + GENERAL
            + device.mood
            + hour.mood
            + business.map_or(0, |business| business.mood)
            + if device.channel == Channel::Lobby { -40 } else { 0 };
        let mut visitor = Self {
            locale: dice.weighted(&LOCALES, |locale| locale.1).map_or("zh-CN", |locale| locale.0),
            mode: if elder { Mode::Elder } else { Mode::Standard },
            assisted: dice.chance(if elder { ASSISTED_ELDER } else { ASSISTED }),
            voice: elder && dice.chance(VOICE),
            training: dice.chance(TRAINING),
            errand: business.filter(|_| dice.chance(VISIT_KNOWN)).map(|business| Errand {
                business,
                ticket: format!("{}{:03}", business.ticket, 1 + dice.below(160)),
                tier: dice.weighted(&TIERS, |tier| tier.1).map_or("standard", |tier| tier.0),
            }),
            mood,
            troubles: Vec::new(),
        };
        if mood < TROUBLED {
            visitor.meet_trouble(dice, business, hour);
        }
        visitor
    }

    fn meet_trouble(&mut self, dice: &mut Dice, business: Option<&Business>, hour: &Hour) {
        let elder = self.mode == Mode::Elder;
        let weight = |trouble: &Trouble| {
            let of_business = business.is_some_and(|business| business.trouble == trouble.code);
            let more = match trouble.code {
                "elder" if elder => 8,
                "elder" => 0,
                "wait" if hour.mood < -100 => 2,
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
