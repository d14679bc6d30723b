//! A person behind the tablet.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, ensure};
use serde_json::json;
use thirtyfour::By;

use crate::{Browser, Customer, PASSPHRASE, Table, read_csv, wait_for};

/// Branch staff, who use the console.
#[derive(Clone, Copy)]
pub struct Staff<'a> {
    browser: &'a Browser,
}

/// A file that staff saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its name.
    pub name: String,
    /// How many responses the console says are in it.
    pub count: usize,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Saved {
    /// Reads it as CSV.
    ///
    /// # Errors
    /// When it is not UTF-8 or not CSV.
    pub fn table(&self) -> Result<Table> {
        let text = str::from_utf8(&self.bytes)?;
        read_csv(text.strip_prefix('\u{feff}').unwrap_or(text))
    }
}

/// What a new tablet is told in the set-up form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form<'a> {
    /// The bank's name.
    pub bank: &'a str,
    /// Code and name of the branch.
    pub branch: [&'a str; 2],
    /// Code and name of the counter.
    pub counter: [&'a str; 2],
    /// What will open the console.
    pub passphrase: &'a str,
}

impl Form<'static> {
    /// A branch that opens with [`PASSPHRASE`].
    pub const EXAMPLE: Self = Self {
        bank: "Begonia Bank",
        branch: ["E7", "East Branch"],
        counter: ["12", "Counter 12"],
        passphrase: PASSPHRASE,
    };
}

impl<'a> Staff<'a> {
    /// Somebody of the branch has `browser` in hand.
    pub(crate) fn at(browser: &'a Browser) -> Self {
        Self { browser }
    }

    /// Asks for the console on the first screen and gives the passphrase.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn opens_the_console(self) -> Result<()> {
        self.opens_with(PASSPHRASE).await
    }

    /// The same with another passphrase.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn opens_with(self, passphrase: &str) -> Result<()> {
        self.presses("staff").await?;
        self.finds_the_console().await?;
        self.tries(passphrase).await?;
        self.is_on("today").await
    }

    /// Confirms in the open console that the tablet's date, which had jumped, is
    /// right; gives back what the console said of it.
    ///
    /// # Errors
    /// When nothing is said of a jump, or still is afterwards.
    pub async fn confirms_the_date(self) -> Result<String> {
        let told = self.is_told("clock-jumped").await?;
        self.presses("believe").await?;
        wait_for("that it is believed", async || {
            let gone = "return !document.querySelector('[data-notice=clock-jumped]')";
            Ok((self.browser.run(gone, &[]).await? == true).then_some(()))
        })
        .await?;
        Ok(told)
    }

    /// Finds the console, before its passphrase.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn finds_the_console(self) -> Result<()> {
        self.is_on("unlock").await
    }

    /// Gives a passphrase.
    ///
    /// # Errors
    /// When none is asked for.
    pub async fn tries(self, passphrase: &str) -> Result<()> {
        self.fills_in("passphrase", passphrase).await?;
        self.presses("unlock").await
    }

    /// Goes to a page of the console: `page-export`, `closing-sheet`, …; the
    /// responses it shows at first are open then.
    ///
    /// # Errors
    /// When no button leads there.
    pub async fn goes_to(self, act: &str) -> Result<()> {
        self.presses(act).await?;
        let current = format!(
            "return !!document.querySelector('[data-act={act}][aria-current]')
                && !document.querySelector('[data-notice=reading]')"
        );
        wait_for(act, async || Ok((self.browser.run(&current, &[]).await? == true).then_some(())))
            .await
    }

    /// Waits for a page of the console.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn is_on(self, page: &str) -> Result<()> {
        let mut seen = String::new();
        let arrived = wait_for(&format!("the console's page “{page}”"), async || {
            let script =
                "return [document.body?.dataset.page ?? '', document.body?.innerText ?? '']";
            let read: Option<[String; 2]> =
                serde_json::from_value(self.browser.run(script, &[]).await?)?;
            let [now, text] = read.unwrap_or_default();
            seen = text;
            Ok((now == page).then_some(()))
        })
        .await;
        arrived.with_context(|| format!("instead there was:\n{seen}"))
    }

    /// Saves everything there ever was as raw CSV and reads it.
    ///
    /// # Errors
    /// When no readable file arrives, or with another count than was said.
    pub async fn exports_raw(self) -> Result<Table> {
        let saved = self.exports("raw", "all").await?;
        let table = saved.table()?;
        ensure!(table.rows.len() == saved.count, "{} rows, not {}", table.rows.len(), saved.count);
        Ok(table)
    }

    /// Saves `kind` (`raw`, `excel`, `package`) for `period` (`today`, `all`, …).
    ///
    /// # Errors
    /// When no file arrives.
    pub async fn exports(self, kind: &str, period: &str) -> Result<Saved> {
        self.goes_to("page-export").await?;
        self.browser.tap(&format!("label:has([data-field='period-{period}'])")).await?;
        self.presses(&format!("export-{kind}")).await?;
        self.receives("exported").await
    }

    /// Saves everything there is as a sealed bundle.
    ///
    /// # Errors
    /// When no file arrives.
    pub async fn saves_a_bundle(self) -> Result<Saved> {
        self.presses("save-bundle").await?;
        self.receives("bundled").await
    }

    /// Saves the digest.
    ///
    /// # Errors
    /// When no file arrives.
    pub async fn saves_the_digest(self) -> Result<Saved> {
        self.presses("save-digest").await?;
        self.receives("digested").await
    }

    /// The file that `notice` tells of.
    async fn receives(self, notice: &str) -> Result<Saved> {
        let [name, count] = wait_for("the note that it was saved", async || {
            let told = "
                const told = document.querySelector(`[data-notice='${arguments[0]}']`);
                return told && [told.dataset.file, told.dataset.count]";
            let told = self.browser.run(told, &[notice.into()]).await?;
            Ok(serde_json::from_value::<Option<[String; 2]>>(told)?)
        })
        .await?;
        let path = self.browser.profile().downloads().join(&name);
        // The browser makes the file before it fills it.
        let read = || fs::read(&path).ok().filter(|bytes| !bytes.is_empty());
        let bytes = wait_for(&name, async || Ok(read())).await?;
        // Or the next file of this name would get another.
        fs::remove_file(&path)?;
        Ok(Saved { count: count.parse()?, name, bytes })
    }

    /// Reads a number of the console by its name, once it is there:
    /// `last-sequence`, …
    ///
    /// # Errors
    /// When it does not come.
    pub async fn reads_number(self, name: &str) -> Result<u64> {
        let script =
            "return document.querySelector(`[data-value='${arguments[0]}']`)?.dataset.number";
        let number = wait_for(&format!("the number “{name}”"), async || {
            let number = self.browser.run(script, &[name.into()]).await?;
            Ok(number.as_str().map(str::to_owned))
        })
        .await?;
        Ok(number.parse()?)
    }

    /// Sets up a new tablet by the form and finds it ready for customers.
    ///
    /// # Errors
    /// When the form is not there or is not accepted.
    pub async fn sets_the_tablet_up(self, form: &Form<'_>) -> Result<()> {
        let Form { bank, branch, counter, passphrase } = form;
        for (field, text) in [
            ("bank", *bank),
            ("branch-code", branch[0]),
            ("branch-name", branch[1]),
            ("counter-code", counter[0]),
            ("counter-name", counter[1]),
            ("passphrase", passphrase),
            ("passphrase-again", passphrase),
        ] {
            self.fills_in(field, text).await?;
        }
        self.presses("save").await
    }

    /// Puts the recovery key away, which set-up shows last; returns it.
    ///
    /// # Errors
    /// When none is shown.
    pub async fn puts_the_recovery_key_away(self) -> Result<String> {
        let key = self.reads_the_recovery_key().await?;
        self.ticks("recovery-kept").await?;
        self.presses("recovery-done").await?;
        Ok(key)
    }

    /// Reads the recovery key on the sheet.
    ///
    /// # Errors
    /// When none is shown.
    pub async fn reads_the_recovery_key(self) -> Result<String> {
        self.is_told("recovery-key").await?;
        let shown = "return document.querySelector('.recovery .key').textContent";
        let key = self.browser.run(shown, &[]).await?;
        Ok(key.as_str().unwrap_or_default().to_owned())
    }

    /// Writes into a field in place of what is there.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn fills_in(self, field: &str, text: &str) -> Result<()> {
        let selector = format!("[data-field='{field}']");
        self.browser.tap(&selector).await?;
        let select = "document.querySelector(arguments[0]).select()";
        self.browser.run(select, &[json!(selector)]).await?;
        self.browser.type_text(text).await?;
        // Keys may arrive after the browser has said that they were pressed.
        let mut seen = String::new();
        let typed = wait_for(&format!("“{text}” in the field {field}"), async || {
            seen = self.reads_field(field).await?;
            Ok((seen == text).then_some(()))
        })
        .await;
        typed.with_context(|| format!("there is “{seen}”"))
    }

    /// Reads a field.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn reads_field(self, field: &str) -> Result<String> {
        let script = "return document.querySelector(`[data-field='${arguments[0]}']`)?.value";
        let value = self.browser.run(script, &[field.into()]).await?;
        Ok(value.as_str().with_context(|| format!("no field “{field}”"))?.to_owned())
    }

    /// Chooses from a list of options.
    ///
    /// # Errors
    /// When there is no such list or option.
    pub async fn chooses(self, field: &str, option: &str) -> Result<()> {
        let selector = format!("[data-field='{field}'] option[value='{option}']");
        self.browser.driver()?.find(By::Css(selector)).await?.click().await?;
        Ok(())
    }

    /// Hands a file to a field.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn loads(self, field: &str, file: &Path) -> Result<()> {
        let selector = format!("[data-field='{field}']");
        let input = self.browser.driver()?.find(By::Css(selector)).await?;
        Ok(input.send_keys(file.display().to_string()).await?)
    }

    /// Ticks a box, or takes the tick away.
    ///
    /// # Errors
    /// When there is no such box.
    pub async fn ticks(self, field: &str) -> Result<()> {
        self.browser.tap(&format!("label:has([data-field='{field}'])")).await
    }

    /// Unfolds a part of a page.
    ///
    /// # Errors
    /// When there is no such part.
    pub async fn unfolds(self, fold: &str) -> Result<()> {
        self.browser.tap(&format!("[data-fold='{fold}'] > summary")).await
    }

    /// Waits for a notice of the console; its text.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn is_told(self, notice: &str) -> Result<String> {
        let script =
            "return document.querySelector(`#console [data-notice='${arguments[0]}']`)?.innerText";
        wait_for(&format!("the notice “{notice}”"), async || {
            let text = self.browser.run(script, &[notice.into()]).await?;
            Ok(text.as_str().map(str::to_owned))
        })
        .await
    }

    /// Gives the PIN on the customer's screen.
    ///
    /// # Errors
    /// When none is asked for.
    pub async fn gives_the_pin(self, pin: &str) -> Result<()> {
        for digit in pin.chars() {
            self.browser.tap(&format!(".pad [data-choice='{digit}']")).await?;
        }
        self.presses("open").await
    }

    /// Leaves the console; customers find the first question.
    ///
    /// # Errors
    /// When the kiosk does not come back.
    pub async fn leaves(self) -> Result<()> {
        self.presses("leave").await?;
        Customer::at(self.browser).finds_the_first_question().await
    }

    /// Presses a button by what it does.
    ///
    /// # Errors
    /// When there is none.
    pub async fn presses(self, act: &str) -> Result<()> {
        self.browser.tap(&format!("[data-act='{act}']")).await
    }
}
