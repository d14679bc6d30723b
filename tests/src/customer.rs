//! A person in front of the tablet.

use anyhow::{Result, ensure};
use serde::Deserialize;
use serde_json::Value;

use crate::{Browser, wait_for};

/// The person who uses the kiosk, by touch.
#[derive(Clone, Copy)]
pub struct Customer<'a> {
    browser: &'a Browser,
}

/// What can be seen at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Glance {
    /// Which screen: `attract`, `question`, `thanks`, …
    pub screen: String,
    /// The language of the page.
    pub locale: String,
    /// The id of the response that is known to be on disk.
    pub saved: Option<String>,
    /// Whether thanks are said.
    pub thanked: bool,
    /// The question asked.
    pub question: Option<String>,
    /// Codes of the choices offered.
    pub choices: Vec<String>,
    /// Codes of those among them that are chosen.
    pub chosen: Vec<String>,
    /// What the buttons do.
    pub acts: Vec<String>,
    /// Codes of the notices shown.
    pub notices: Vec<String>,
}

const GLANCE: &str = r"
    const seen = name => [...document.querySelectorAll(`[data-${name}]`)]
        .filter(element => element.checkVisibility({visibilityProperty: true}));
    const codes = name => seen(name).map(element => element.dataset[name]);
    const isChosen = element =>
        ['aria-checked', 'aria-pressed'].some(state => element.getAttribute(state) === 'true');
    return {
        screen: document.body?.dataset.screen ?? '',
        locale: document.documentElement.lang,
        saved: document.body?.dataset.saved ?? null,
        thanked: seen('thanked').length > 0,
        question: codes('question')[0] ?? null,
        choices: codes('choice'),
        chosen: seen('choice').filter(isChosen).map(element => element.dataset.choice),
        acts: codes('act'),
        notices: codes('notice'),
    };
";

impl<'a> Customer<'a> {
    /// Somebody stands before `browser`.
    pub(crate) fn at(browser: &'a Browser) -> Self {
        Self { browser }
    }

    /// Looks at the screen.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn looks(self) -> Result<Glance> {
        let read = self.browser.reads(GLANCE, &[]).await?;
        // While one page gives way to the other there may be one with nothing in it.
        let glance: Option<Glance> = serde_json::from_value(read.unwrap_or_default())?;
        Ok(glance.unwrap_or_default())
    }

    /// Looks until it shows what is waited for.
    ///
    /// # Errors
    /// When in all patience it does not; says what was there instead.
    pub async fn sees(self, what: &str, is_it: impl Fn(&Glance) -> bool) -> Result<Glance> {
        let mut last = Glance::default();
        let seen = wait_for(what, async || {
            last = self.looks().await?;
            Ok(is_it(&last).then_some(()))
        })
        .await;
        seen.map_err(|error| error.context(format!("instead of {what}: {last:?}")))?;
        Ok(last)
    }

    /// Finds the kiosk waiting, with nothing chosen and nothing saved.
    ///
    /// # Errors
    /// When it is not.
    pub async fn finds_the_first_question(self) -> Result<()> {
        let glance = self
            .sees("the first question", |now| now.screen == "attract" && !now.choices.is_empty())
            .await?;
        ensure!(glance.chosen.is_empty(), "something is already chosen: {glance:?}");
        ensure!(glance.saved.is_none(), "somebody else's response is in hand: {glance:?}");
        Ok(())
    }

    /// Chooses a language on the first screen.
    ///
    /// # Errors
    /// When it is not offered.
    pub async fn switches_language(self, locale: &str) -> Result<()> {
        self.taps(&format!("[data-locale='{locale}']")).await?;
        self.sees(&format!("the page in {locale}"), |now| now.locale == locale).await?;
        Ok(())
    }

    /// Taps one of the five faces of the first screen, 1 the worst.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn rates(self, face: u8) -> Result<()> {
        self.taps(&format!("[data-question] [data-choice='{face}']")).await
    }

    /// Chooses an answer to `question`.
    ///
    /// # Errors
    /// When it is not asked or does not offer that.
    pub async fn answers(self, question: &str, choice: &str) -> Result<()> {
        let selector = format!("[data-question='{question}'] [data-choice='{choice}']");
        self.taps(&selector).await
    }

    /// Ticks several answers to `question` and goes on.
    ///
    /// # Errors
    /// When it is not asked or does not offer one of them.
    pub async fn ticks(self, question: &str, choices: &[&str]) -> Result<()> {
        for choice in choices {
            self.answers(question, choice).await?;
        }
        self.presses("next").await
    }

    /// Writes an answer to `question` and goes on.
    ///
    /// # Errors
    /// When it is not asked or takes no text.
    pub async fn writes(self, question: &str, text: &str) -> Result<()> {
        let field = format!("[data-question='{question}'] :is(textarea, input)");
        self.taps(&field).await?;
        self.browser.type_text(text).await?;
        self.presses("next").await
    }

    /// Goes on without an answer to `question`.
    ///
    /// # Errors
    /// When it is not asked or must be answered.
    pub async fn skips(self, question: &str) -> Result<()> {
        self.sees(question, |now| now.question.as_deref() == Some(question)).await?;
        self.presses("skip").await
    }

    /// Presses a button by what it does.
    ///
    /// # Errors
    /// When there is none.
    pub async fn presses(self, act: &str) -> Result<()> {
        self.taps(&format!("[data-act='{act}']")).await
    }

    /// Reads the thanks; returns the id of the response that is on disk.
    ///
    /// # Errors
    /// When nobody thanks, or thanks come before the response is on disk.
    pub async fn reads_thanks(self) -> Result<String> {
        let glance = self.sees("the thanks", |now| now.thanked).await?;
        glance.saved.ok_or_else(|| anyhow::anyhow!("thanked before anything was on disk"))
    }

    /// Leaves after the thanks; the next person finds the first question.
    ///
    /// # Errors
    /// When the kiosk does not return to its start.
    pub async fn leaves(self) -> Result<()> {
        self.presses("finish").await?;
        self.finds_the_first_question().await
    }

    /// Comes, gives a `face` that nobody asks about (4 or 5), and goes; the id of
    /// the response.
    ///
    /// # Errors
    /// When a step cannot be taken.
    pub async fn is_content(self, face: u8) -> Result<String> {
        self.rates(face).await?;
        let id = self.reads_thanks().await?;
        self.leaves().await?;
        Ok(id)
    }

    /// What is written on the screen.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn reads(self) -> Result<String> {
        let text = self.browser.run("return document.body.innerText", &[]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Touches what `selector` finds; says what was there instead.
    async fn taps(self, selector: &str) -> Result<()> {
        let Err(error) = self.browser.tap(selector).await else { return Ok(()) };
        let last = self.looks().await?;
        Err(error.context(format!("instead of {selector}: {last:?}")))
    }

    /// Runs a function body in the page: what a person cannot do, such as
    /// breaking the storage.
    ///
    /// # Errors
    /// When it throws.
    pub async fn meanwhile(self, script: &str) -> Result<Value> {
        self.browser.run(script, &[]).await
    }
}
