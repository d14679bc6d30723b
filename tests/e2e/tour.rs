//! Every screen a customer can meet, one after another, for tests that look at
//! each of them: in both modes and in every language.

use std::fmt;

use anyhow::Result;
use heard_tests::{Customer, Glance, Kind, PIN, Provision, Site, Tablet, wait_for};
use serde_json::json;

use crate::seams;

/// How somebody uses the kiosk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// The language chosen.
    pub locale: &'static str,
    /// In elder mode.
    pub elder: bool,
}

impl Visitor {
    /// Every language in both modes.
    pub const ALL: [Self; 6] = [
        Self { locale: "zh-CN", elder: false },
        Self { locale: "zh-CN", elder: true },
        Self { locale: "zh-TW", elder: false },
        Self { locale: "zh-TW", elder: true },
        Self { locale: "en", elder: false },
        Self { locale: "en", elder: true },
    ];
    /// Both modes in the first language and in the one with the longest words.
    pub const TWO_LANGUAGES: [Self; 4] = [Self::ALL[0], Self::ALL[1], Self::ALL[4], Self::ALL[5]];
}

impl fmt::Display for Visitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.locale, if self.elder { ", elder" } else { "" })
    }
}

/// What the shipped questionnaire asks those who wish to say more, in its order.
pub const INVITED: [&str; 8] = [
    "attitude",
    "efficiency",
    "knowledge",
    "environment",
    "promised_time",
    "recommend",
    "praise",
    "comment",
];

/// Waits until the styles that elder mode needs are there.
pub async fn is_dressed(tablet: &Tablet) -> Result<()> {
    let dressed =
        "return parseFloat(getComputedStyle(document.querySelector('h1')).fontSize) >= 44";
    wait_for("elder mode's sizes", async || {
        Ok((tablet.browser.run(dressed, &[]).await? == true).then_some(()))
    })
    .await
}

/// A tablet on which every screen can be met, its clock standing still, asking
/// `questionnaire` (a file's text) or else the shipped one for counters.
pub async fn tablet(questionnaire: Option<&str>) -> Result<Tablet> {
    let provision = Provision::default()
        .with_pin()
        .with("cooldown", 5)
        .with("businesses", json!([{"code": "loan", "name": "个人贷款"}]));
    let site = Site::new(&provision)?;
    if let Some(questionnaire) = questionnaire {
        site.write("questionnaires/counter.json", questionnaire)?;
    }
    still(site).await
}

/// What nothing in the shipped questionnaires is: seven choices of which one
/// must be chosen, stars, a limit, an address for mail.
pub const RARE: &str = r#"{
    "title": "Rare",
    "heard": {"name": "counter", "version": "1", "roles": {"csat": "satisfaction"}, "invitation": []},
    "pages": [{"name": "page", "elements": [
        {"type": "rating", "name": "satisfaction", "isRequired": true,
         "title": {"default": "How was it?", "zh-cn": "您觉得怎么样？", "zh-tw": "您覺得怎麼樣？"},
         "rateType": "smileys", "rateMin": 1, "rateMax": 5,
         "minRateDescription": {"default": "Bad", "zh-cn": "不好", "zh-tw": "不好"},
         "maxRateDescription": {"default": "Good", "zh-cn": "好", "zh-tw": "好"}},
        {"type": "radiogroup", "name": "day", "isRequired": true,
         "title": {"default": "Which day suits you?", "zh-cn": "您哪天方便？", "zh-tw": "您哪天方便？"},
         "choices": [
            {"value": "1", "text": {"default": "Monday", "zh-cn": "星期一", "zh-tw": "星期一"}},
            {"value": "2", "text": {"default": "Tuesday", "zh-cn": "星期二", "zh-tw": "星期二"}},
            {"value": "3", "text": {"default": "Wednesday", "zh-cn": "星期三", "zh-tw": "星期三"}},
            {"value": "4", "text": {"default": "Thursday", "zh-cn": "星期四", "zh-tw": "星期四"}},
            {"value": "5", "text": {"default": "Friday", "zh-cn": "星期五", "zh-tw": "星期五"}},
            {"value": "6", "text": {"default": "Saturday", "zh-cn": "星期六", "zh-tw": "星期六"}},
            {"value": "7", "text": {"default": "Sunday", "zh-cn": "星期日", "zh-tw": "星期日"}}]},
        {"type": "rating", "name": "stars", "rateType": "stars", "rateMin": 1, "rateMax": 5,
         "title": {"default": "How many stars?", "zh-cn": "给几颗星？", "zh-tw": "給幾顆星？"}},
        {"type": "checkbox", "name": "limited", "maxSelectedChoices": 1,
         "title": {"default": "What matters most?", "zh-cn": "什么最要紧？", "zh-tw": "什麼最要緊？"},
         "choices": [
            {"value": "speed", "text": {"default": "That it is quick", "zh-cn": "办得快", "zh-tw": "辦得快"}},
            {"value": "care", "text": {"default": "That it is right", "zh-cn": "办得对", "zh-tw": "辦得對"}}]},
        {"type": "text", "name": "mail", "inputType": "email", "maxLength": 60,
         "title": {"default": "Your e-mail address?", "zh-cn": "您的电子邮箱？", "zh-tw": "您的電子郵箱？"}}
    ]}]
}"#;

/// Two questions in Arabic.
const ARABIC: &str = r#"{
    "title": "الخدمة",
    "heard": {"name": "counter", "version": "1", "roles": {"csat": "satisfaction"}},
    "pages": [{"name": "page", "elements": [
        {"type": "rating", "name": "satisfaction", "title": "كيف كانت الخدمة؟", "isRequired": true,
         "rateType": "smileys", "rateMin": 1, "rateMax": 5,
         "minRateDescription": "سيئة جدا", "maxRateDescription": "جيدة جدا"},
        {"type": "rating", "name": "again", "title": "هل ستعود؟", "rateMin": 0, "rateMax": 10}
    ]}]
}"#;

/// A tablet that speaks Arabic, from right to left: the shipped texts in
/// English, one of them translated.
pub async fn right_to_left() -> Result<Tablet> {
    let site = Site::new(&Provision::default().with("locales", json!(["ar", "en"])))?;
    let english = std::fs::read_to_string(site.folder().join("languages/en.json"))?;
    let arabic = english
        .replace(r#""direction": "ltr""#, r#""direction": "rtl""#)
        .replace(r#""back": "Back""#, r#""back": "رجوع""#);
    site.write("languages/ar.json", &arabic)?;
    site.write("questionnaires/counter.json", ARABIC)?;
    still(site).await
}

/// Switched on, its clock standing still, and waiting for a customer.
async fn still(site: Site) -> Result<Tablet> {
    let tablet = Tablet::unopened(site, Kind::Usual).await?;
    tablet.browser.run_in_new_pages(seams::STILL_CLOCK).await?;
    tablet.start().await?;
    Ok(tablet)
}

/// A tablet of a branch that never opens.
pub async fn closed() -> Result<Tablet> {
    let closed = json!(["", "", "", "", "", "", ""]);
    let site = Site::new(&Provision::default().with("hours", closed))?;
    let tablet = Tablet::unopened(site, Kind::Usual).await?;
    tablet.open().await?;
    tablet.customer().sees("closed", |now| now.screen == "closed").await?;
    tablet.settles().await?;
    Ok(tablet)
}

/// Somebody on their way through the kiosk.
pub struct Tour<'a> {
    tablet: &'a Tablet,
    customer: Customer<'a>,
    visitor: Visitor,
}

impl<'a> Tour<'a> {
    /// `visitor` stands before `tablet`, which is one of [`tablet`]'s.
    pub fn of(tablet: &'a Tablet, visitor: Visitor) -> Self {
        Self { tablet, customer: tablet.customer(), visitor }
    }

    /// Through the shipped questionnaire and all that can happen on the way;
    /// `look` is told the name of each screen while it is there.
    pub async fn interview(&self, look: &mut impl AsyncFnMut(&str) -> Result<()>) -> Result<()> {
        let customer = self.customer;
        self.begins().await?;
        look("first").await?;
        customer.rates(1).await?;
        self.is_asked("reasons").await?;
        customer.answers("reasons", "wait").await?;
        look("reasons").await?;
        if self.visitor.elder {
            customer.presses("more-choices").await?;
            let further = |now: &Glance| now.choices.contains(&"limits".to_owned());
            customer.sees("further reasons", further).await?;
            look("further reasons").await?;
            customer.presses("call").await?;
            self.can("arrived").await?;
            look("call for staff").await?;
            customer.presses("cancel").await?;
        }
        customer.presses("next").await?;
        self.is_asked("contact").await?;
        look("contact").await?;
        customer.answers("contact", "true").await?;
        self.is_asked("contact_phone").await?;
        look("telephone").await?;
        customer.writes("contact_phone", "x").await?;
        self.is_refused().await?;
        look("telephone, refused").await?;
        customer.presses("skip").await?;
        customer.reads_thanks().await?;
        look("thanks").await?;
        customer.presses("more").await?;
        for question in INVITED {
            self.is_asked(question).await?;
            look(question).await?;
            customer.presses("skip").await?;
        }
        customer.reads_thanks().await?;
        look("thanks, nothing more").await?;
        customer.leaves().await?;
        self.presses_again(look).await
    }

    /// Through [`RARE`].
    pub async fn rare(&self, look: &mut impl AsyncFnMut(&str) -> Result<()>) -> Result<()> {
        let customer = self.customer;
        self.begins().await?;
        customer.rates(4).await?;
        self.is_asked("day").await?;
        look("one of seven").await?;
        let idle = if self.visitor.elder { "later(121_000)" } else { "later(61_000)" };
        customer.meanwhile(idle).await?;
        self.can("stay").await?;
        look("still there?").await?;
        customer.presses("stay").await?;
        customer.answers("day", "2").await?;
        self.is_asked("stars").await?;
        look("stars").await?;
        self.is_helped(look).await?;
        customer.presses("skip").await?;
        customer.answers("limited", "care").await?;
        look("one at most").await?;
        customer.presses("next").await?;
        self.is_asked("mail").await?;
        look("mail").await?;
        customer.presses("skip").await?;
        customer.reads_thanks().await?;
        customer.leaves().await?;
        customer.meanwhile("later(6_000)").await.map(drop)
    }

    /// Chooses language and mode on the first screen.
    pub async fn begins(&self) -> Result<()> {
        self.customer.finds_the_first_question().await?;
        if self.customer.looks().await?.locale != self.visitor.locale {
            self.customer.switches_language(self.visitor.locale).await?;
        }
        if self.visitor.elder {
            self.customer.presses("elder").await?;
            is_dressed(self.tablet).await?;
        }
        Ok(())
    }

    /// Staff press long on the counter's name and give their PIN.
    async fn is_helped(&self, look: &mut impl AsyncFnMut(&str) -> Result<()>) -> Result<()> {
        // The pointer stays down; the test waits for what comes of it.
        let hold =
            "document.querySelector('.place').dispatchEvent(new PointerEvent('pointerdown'))";
        self.customer.meanwhile(hold).await?;
        self.can("open").await?;
        look("PIN").await?;
        self.tablet.staff().gives_the_pin(PIN).await?;
        self.is_told("assisted").await?;
        look("helped by staff").await
    }

    /// Somebody presses again right after an interview.
    async fn presses_again(&self, look: &mut impl AsyncFnMut(&str) -> Result<()>) -> Result<()> {
        self.begins().await?;
        self.tablet.browser.tap("[data-choice='1']").await?;
        self.is_told("repeated").await?;
        look("pressed again").await?;
        self.customer.meanwhile("later(6_000)").await?;
        let gone = |now: &Glance| !now.notices.contains(&"repeated".to_owned());
        self.customer.sees("the notice gone", gone).await?;
        // Told anew by each: the address changes.
        let told = format!("location.hash = 'business={:?}'", self.visitor.to_string());
        self.customer.meanwhile(&told).await?;
        self.is_told("visit-refused").await?;
        look("first, visit refused").await?;
        self.customer.meanwhile("location.hash = 'ticket=A1'").await?;
        // Nobody is there any more, and with them go language and mode.
        self.customer.meanwhile("later(121_000)").await?;
        let usual = |now: &Glance| now.locale == "zh-CN" && now.acts.contains(&"elder".to_owned());
        self.customer.sees("the usual first screen", usual).await.map(drop)
    }

    async fn is_asked(&self, question: &str) -> Result<Glance> {
        let asked = |now: &Glance| now.question.as_deref() == Some(question);
        self.customer.sees(question, asked).await
    }

    async fn is_told(&self, notice: &str) -> Result<Glance> {
        self.customer.sees(notice, |now| now.notices.contains(&notice.to_owned())).await
    }

    async fn can(&self, act: &str) -> Result<Glance> {
        self.customer.sees(act, |now| now.acts.contains(&act.to_owned())).await
    }

    async fn is_refused(&self) -> Result<()> {
        let fault = "return !!document.querySelector('#fault').textContent";
        wait_for("why it is refused", async || {
            Ok((self.customer.meanwhile(fault).await? == true).then_some(()))
        })
        .await
    }
}
