//! Every screen and page, held to WCAG 2.2 A and AA and to best practice by
//! axe-core. What axe-core cannot decide about contrast is measured.

use anyhow::Result;
use heard_tests::{
    Ability, Audit, DEMO_PASSPHRASE, Finding, Form, Kind, PASSPHRASE, Provision, Server, Site,
    Tablet, Theme, is_missing,
};
use serde_json::json;

use crate::{
    seams,
    tour::{self, Tour, Visitor},
};

/// What was found wrong so far.
#[derive(Default)]
struct Findings {
    faults: Vec<String>,
    screens: usize,
}

impl Findings {
    /// Holds what is on the screen to the rules, light and dark.
    async fn look(&mut self, tablet: &Tablet, name: &str) -> Result<()> {
        self.look_in(&[Theme::Light, Theme::Dark], tablet, name).await
    }

    /// The same as `visitor` sees it; in the dark for one language, because
    /// colours are the same in all.
    async fn look_as(&mut self, visitor: Visitor, tablet: &Tablet, name: &str) -> Result<()> {
        let themes: &[Theme] =
            if visitor.locale == "en" { &[Theme::Light, Theme::Dark] } else { &[Theme::Light] };
        self.look_in(themes, tablet, &format!("{name}, {visitor}")).await
    }

    async fn look_in(&mut self, themes: &[Theme], tablet: &Tablet, name: &str) -> Result<()> {
        for theme in Theme::shown(themes)? {
            tablet.browser.prefers(theme).await?;
            let Audit { violations, undecided, passed } = tablet.browser.audit().await?;
            assert!(passed > 5, "{name}: nothing was checked");
            let place = format!("{name}, {theme:?}");
            self.faults.extend(violations.iter().map(|it| format!("{place}: {it}")));
            for it in undecided {
                let found = decide(tablet, &it).await?;
                self.faults.extend(found.iter().map(|fault| format!("{place}: {it}: {fault}")));
            }
        }
        self.screens += 1;
        tablet.browser.prefers(Theme::Light).await
    }

    fn none_in(self, least: usize) {
        let Self { faults, screens } = self;
        assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
        assert!(screens >= least, "only {screens} screens");
    }
}

/// What is wrong with what axe-core leaves to others to decide.
async fn decide(tablet: &Tablet, finding: &Finding) -> Result<Vec<String>> {
    let browser = &tablet.browser;
    let words = "return document.querySelector(arguments[0]).innerText";
    match &*finding.rule {
        // Signs such as an arrow, and what lies over something else: measured.
        "color-contrast" => Ok(browser.measures_within(&finding.target).await?.faint()),
        // A sign stands for its name, of which it can be no part.
        "label-content-name-mismatch" => {
            let words = browser.run(words, &[finding.target.as_str().into()]).await?;
            let is_sign = !words.as_str().is_some_and(|it| it.chars().any(char::is_alphanumeric));
            Ok(if is_sign { Vec::new() } else { vec!["it has words".to_owned()] })
        }
        // A day's heading spans the rows below it, which have the cells.
        "th-has-data-cells" => {
            let spans = "return !document.querySelector(
                'table tbody th:not([scope=rowgroup], [scope=row], :has(~ td))')";
            let spans = browser.run(spans, &[]).await? == true;
            Ok(if spans { Vec::new() } else { vec!["a heading without a scope".to_owned()] })
        }
        _ => Ok(vec!["undecided".to_owned()]),
    }
}

#[tokio::test]
async fn every_customer_screen_breaks_no_rule() -> Result<()> {
    let mut findings = Findings::default();
    let tablet = tour::tablet(None).await?;
    for visitor in Visitor::TWO_LANGUAGES {
        let mut look = async |name: &str| findings.look_as(visitor, &tablet, name).await;
        Tour::of(&tablet, visitor).interview(&mut look).await?;
    }
    tablet.put_away().await?;
    findings.none_in(72);
    Ok(())
}

#[tokio::test]
async fn rarer_screens_break_no_rule_either() -> Result<()> {
    let mut findings = Findings::default();
    let tablet = tour::tablet(Some(tour::RARE)).await?;
    for visitor in Visitor::TWO_LANGUAGES {
        let mut look = async |name: &str| findings.look_as(visitor, &tablet, name).await;
        Tour::of(&tablet, visitor).rare(&mut look).await?;
    }
    tablet.put_away().await?;

    let tablet = tour::right_to_left().await?;
    let customer = tablet.customer();
    for (elder, name) in [(false, "right to left"), (true, "right to left, elder")] {
        if elder {
            customer.presses("elder").await?;
            tour::is_dressed(&tablet).await?;
        }
        findings.look(&tablet, name).await?;
        customer.rates(5).await?;
        customer.sees("again", |now| now.question.as_deref() == Some("again")).await?;
        findings.look(&tablet, &format!("{name}, numbers")).await?;
        customer.presses("skip").await?;
        customer.reads_thanks().await?;
        customer.leaves().await?;
    }
    tablet.put_away().await?;

    let tablet = tour::closed().await?;
    findings.look(&tablet, "closed").await?;
    let kiosk = tablet.browser.tab().await?;
    tablet.browser.open_tab().await?;
    tablet.browser.resize(1280, 800).await?;
    tablet.open().await?;
    tablet.customer().sees("second tab", |now| now.screen == "notice").await?;
    findings.look(&tablet, "second tab").await?;
    tablet.browser.turn_to(kiosk).await?;
    tablet.put_away().await?;
    findings.none_in(26);
    Ok(())
}

/// Unfolds everything that is folded.
async fn unfold(tablet: &Tablet) -> Result<()> {
    let unfold = "
        const board = document.querySelector('[data-board]')?.shadowRoot;
        for (const tree of [document, board]) {
            tree?.querySelectorAll('details').forEach((it) => { it.open = true; });
        }";
    tablet.browser.run(unfold, &[]).await.map(drop)
}

#[tokio::test]
async fn setting_up_breaks_no_rule() -> Result<()> {
    let mut findings = Findings::default();
    let mut tablet = Tablet::unopened(Site::unprovisioned()?, Kind::Usual).await?;
    tablet.browser.expect_complaints("provision.json");
    tablet.open().await?;
    let staff = tablet.staff();
    staff.is_on("setup").await?;
    for locale in ["en", "zh-TW", "zh-CN"] {
        tablet.customer().switches_language(locale).await?;
        findings.look(&tablet, &format!("set-up, {locale}")).await?;
        unfold(&tablet).await?;
        findings.look(&tablet, &format!("set-up unfolded, {locale}")).await?;
    }
    staff.ticks("hours-always").await?;
    staff.presses("measure").await?;
    staff.presses("save").await?;
    staff.is_told("form-errors").await?;
    findings.look(&tablet, "set-up, faulty").await?;
    staff.ticks("hours-always").await?;
    staff.sets_the_tablet_up(&Form::EXAMPLE).await?;
    staff.is_told("recovery-key").await?;
    findings.look(&tablet, "recovery key").await?;
    tablet.put_away().await?;
    findings.none_in(8);
    Ok(())
}

/// The gate: who is there, and a passphrase that does not fit, until there is
/// a wait.
async fn looks_at_the_gate(tablet: &Tablet, findings: &mut Findings) -> Result<()> {
    let staff = tablet.staff();
    staff.presses("staff").await?;
    staff.finds_the_console().await?;
    findings.look(tablet, "gate").await?;
    staff.chooses("shift-teller", "101").await?;
    staff.is_told("shift-kept").await?;
    staff.tries("maple").await?;
    staff.is_told("passphrase-wrong").await?;
    findings.look(tablet, "gate, refused").await
}

#[tokio::test]
async fn no_page_of_the_console_breaks_a_rule() -> Result<()> {
    if is_missing(Ability::LongAudit)? {
        return Ok(());
    }
    let mut findings = Findings::default();
    let tellers = json!([{"code": "101", "name": "王芳"}]);
    let site = Site::new(&Provision::default().with("tellers", tellers))?;
    let tablet = Tablet::unopened(site, Kind::Usual).await?;
    tablet.browser.run_in_new_pages(seams::STILL_CLOCK).await?;
    tablet.start().await?;
    looks_at_the_gate(&tablet, &mut findings).await?;
    let staff = tablet.staff();
    staff.tries(PASSPHRASE).await?;
    staff.is_on("today").await?;
    findings.look(&tablet, "today, empty").await?;
    staff.goes_to("page-settings").await?;
    unfold(&tablet).await?;
    staff.presses("measure").await?;
    findings.look(&tablet, "settings unfolded").await?;
    staff.fills_in("bank", "Begonia").await?;
    staff.presses("save").await?;
    staff.is_told("changes").await?;
    findings.look(&tablet, "settings, asking").await?;
    staff.presses("confirm").await?;
    staff.is_told("saved").await?;
    findings.look(&tablet, "settings, saved").await?;
    tablet.customer().meanwhile("later(285_000)").await?;
    staff.is_told("locking").await?;
    findings.look(&tablet, "about to lock").await?;
    tablet.put_away().await?;

    let tablet = Tablet::served_by(Server::start_demo().await?, Kind::Usual).await?;
    tablet.start().await?;
    let staff = tablet.staff();
    staff.opens_with(DEMO_PASSPHRASE).await?;
    for locale in ["en", "zh-TW", "zh-CN"] {
        tablet.customer().switches_language(locale).await?;
        for page in [
            "page-today",
            "page-dashboard",
            "page-responses",
            "page-export",
            "closing-sheet",
            "page-settings",
        ] {
            staff.goes_to(page).await?;
            unfold(&tablet).await?;
            findings.look(&tablet, &format!("{page}, {locale}")).await?;
        }
    }
    staff.exports("raw", "today").await?;
    findings.look(&tablet, "exported").await?;
    tablet.put_away().await?;
    findings.none_in(26);
    Ok(())
}
