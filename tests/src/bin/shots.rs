//! Pictures of every screen, for the README and the manual:
//! `cargo xtask shots`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use clap::Parser;
use heard_tests::{Browser, Customer, Kind, Provision, Server, Site, Tablet, Theme};

#[derive(Parser)]
#[command(about = "Takes a picture of every screen")]
struct Arguments {
    /// Where the pictures go
    #[arg(long, default_value_os_t = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/screens"))]
    folder: PathBuf,
}

/// Screens by the names in the pictures' file names.
const LANDSCAPE: (u32, u32) = (1280, 800);
const PORTRAIT: (u32, u32) = (800, 1280);
const PHONE: (u32, u32) = (360, 740);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let album = Album { folder: Arguments::parse().folder };
    fs::create_dir_all(&album.folder)?;
    attract(&album).await.context("the first screen")?;
    interview(&album).await.context("an interview")?;
    elder(&album).await.context("elder mode")?;
    trouble(&album).await.context("the notices")?;
    set_up(&album).await.context("set-up")?;
    console(&album).await.context("the console")
}

struct Album {
    folder: PathBuf,
}

impl Album {
    /// Keeps the present screen as `name`.
    async fn keeps(&self, browser: &Browser, name: &str) -> Result<()> {
        browser.comes_to_rest().await?;
        println!("{name}");
        browser.screenshot(&self.folder.join(format!("{name}.png"))).await
    }

    /// Keeps it on a tablet lying and standing, and on a telephone.
    async fn keeps_sizes(&self, browser: &Browser, name: &str) -> Result<()> {
        for ((width, height), suffix) in
            [(PORTRAIT, "-portrait"), (PHONE, "-phone"), (LANDSCAPE, "")]
        {
            browser.resize(width, height).await?;
            self.keeps(browser, &format!("{name}{suffix}")).await?;
        }
        Ok(())
    }

    /// Keeps it in the other themes.
    async fn keeps_themes(&self, browser: &Browser, name: &str) -> Result<()> {
        for (theme, suffix) in [(Theme::Dark, "-dark"), (Theme::Contrast, "-contrast")] {
            browser.prefers(theme).await?;
            self.keeps(browser, &format!("{name}{suffix}")).await?;
        }
        browser.prefers(Theme::Light).await
    }
}

async fn attract(album: &Album) -> Result<()> {
    let tablet = Tablet::ready().await?;
    let browser = &tablet.browser;
    browser.prefers(Theme::Light).await?;
    album.keeps_sizes(browser, "attract").await?;
    album.keeps_themes(browser, "attract").await?;
    for locale in ["zh-TW", "en"] {
        tablet.customer().switches_language(locale).await?;
        album.keeps(browser, &format!("attract-{locale}")).await?;
    }
    tablet.put_away().await
}

async fn asks(customer: Customer<'_>, question: &str) -> Result<()> {
    let asked = |now: &heard_tests::Glance| now.question.as_deref() == Some(question);
    customer.sees(question, asked).await.map(drop)
}

async fn interview(album: &Album) -> Result<()> {
    let tablet = Tablet::ready().await?;
    let (browser, customer) = (&tablet.browser, tablet.customer());
    browser.prefers(Theme::Light).await?;
    customer.rates(1).await?;
    asks(customer, "reasons").await?;
    customer.answers("reasons", "wait").await?;
    customer.answers("reasons", "information").await?;
    album.keeps_sizes(browser, "reasons").await?;
    album.keeps_themes(browser, "reasons").await?;
    customer.presses("next").await?;
    asks(customer, "contact").await?;
    album.keeps(browser, "contact").await?;
    customer.answers("contact", "true").await?;
    asks(customer, "contact_phone").await?;
    album.keeps(browser, "contact-phone").await?;
    customer.presses("skip").await?;
    customer.reads_thanks().await?;
    album.keeps_sizes(browser, "thanks").await?;
    album.keeps_themes(browser, "thanks").await?;
    customer.presses("more").await?;
    asks(customer, "attitude").await?;
    album.keeps(browser, "attitude").await?;
    for question in ["attitude", "efficiency", "knowledge", "environment"] {
        customer.skips(question).await?;
    }
    asks(customer, "promised_time").await?;
    album.keeps(browser, "promised-time").await?;
    customer.presses("skip").await?;
    asks(customer, "recommend").await?;
    album.keeps_sizes(browser, "recommend").await?;
    customer.presses("skip").await?;
    customer.skips("praise").await?;
    asks(customer, "comment").await?;
    album.keeps_sizes(browser, "comment").await?;
    tablet.put_away().await
}

/// Elder mode on a tablet lying and standing, in every language.
async fn elder(album: &Album) -> Result<()> {
    let tablet = Tablet::ready().await?;
    let (browser, customer) = (&tablet.browser, tablet.customer());
    browser.prefers(Theme::Light).await?;
    for locale in ["zh-CN", "zh-TW", "en"] {
        let keeps = async |name: &str| {
            for ((width, height), suffix) in [(PORTRAIT, "-portrait"), (LANDSCAPE, "")] {
                browser.resize(width, height).await?;
                album.keeps(browser, &format!("elder-{name}-{locale}{suffix}")).await?;
            }
            anyhow::Ok(())
        };
        customer.switches_language(locale).await?;
        customer.presses("elder").await?;
        keeps("first").await?;
        customer.rates(1).await?;
        asks(customer, "reasons").await?;
        keeps("reasons").await?;
        customer.presses("call").await?;
        customer.sees("the call", |now| now.acts.contains(&"arrived".to_owned())).await?;
        keeps("call").await?;
        customer.presses("cancel").await?;
        customer.skips("reasons").await?;
        customer.skips("contact").await?;
        customer.reads_thanks().await?;
        customer.leaves().await?;
    }
    tablet.put_away().await
}

async fn trouble(album: &Album) -> Result<()> {
    let tablet = Tablet::ready().await?;
    let first = tablet.browser.tab().await?;
    tablet.browser.open_tab().await?;
    tablet.browser.resize(LANDSCAPE.0, LANDSCAPE.1).await?;
    tablet.open().await?;
    tablet.customer().sees("the notice", |now| now.screen == "notice").await?;
    album.keeps(&tablet.browser, "notice-second-tab").await?;
    tablet.browser.turn_to(first).await?;
    tablet.put_away().await?;

    let site = Site::new(&Provision::default())?;
    site.remove("questionnaires/counter.json")?;
    let mut tablet = Tablet::unopened(site, Kind::Usual).await?;
    tablet.browser.expect_complaints("questionnaires/counter.json");
    tablet.open().await?;
    tablet.customer().sees("the notice", |now| now.screen == "notice").await?;
    album.keeps(&tablet.browser, "notice-questionnaire-missing").await?;
    tablet.put_away().await?;

    let tablet = Tablet::ready().await?;
    let customer = tablet.customer();
    customer
        .meanwhile("IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') }")
        .await?;
    customer.rates(5).await?;
    let failing = |now: &heard_tests::Glance| now.notices.contains(&"storage-failing".to_owned());
    customer.sees("the notice for staff", failing).await?;
    customer.sees("the last screen", |now| now.screen == "thanks").await?;
    album.keeps(&tablet.browser, "notice-storage-failing").await?;
    tablet.put_away().await
}

async fn set_up(album: &Album) -> Result<()> {
    let mut tablet = Tablet::unopened(Site::unprovisioned()?, Kind::Usual).await?;
    tablet.browser.expect_complaints("provision.json");
    tablet.open().await?;
    tablet.staff().is_on("setup").await?;
    album.keeps(&tablet.browser, "console-setup").await?;
    tablet.put_away().await
}

async fn console(album: &Album) -> Result<()> {
    let tablet = Tablet::served_by(Server::start_demo().await?, Kind::Usual).await?;
    let (browser, staff) = (&tablet.browser, tablet.staff());
    browser.prefers(Theme::Light).await?;
    tablet.start().await?;
    album.keeps(browser, "attract-demo").await?;
    staff.presses("staff").await?;
    staff.finds_the_console().await?;
    album.keeps(browser, "console-unlock").await?;
    staff.tries(heard_tests::DEMO_PASSPHRASE).await?;
    staff.is_on("today").await?;
    album.keeps_sizes(browser, "console-today").await?;
    album.keeps_themes(browser, "console-today").await?;
    tablet.customer().switches_language("en").await?;
    album.keeps(browser, "console-today-en").await?;
    tablet.customer().switches_language("zh-CN").await?;
    for (act, name) in [
        ("page-dashboard", "console-dashboard"),
        ("page-responses", "console-responses"),
        ("page-export", "console-export"),
        ("closing-sheet", "console-closing-sheet"),
        ("page-settings", "console-settings"),
    ] {
        staff.goes_to(act).await?;
        album.keeps(browser, name).await?;
    }
    staff.leaves().await?;
    tablet.put_away().await
}
