//! Every kiosk screen, as large and as clear as the rules ask, on every size
//! of screen, in both modes, in every language and theme, and at twice the
//! size of text.

use anyhow::Result;
use heard_tests::{
    Ability, Glance, Key, Kind, Provision, Rules, Site, Tablet, Theme, is_missing, wait_for,
};

use crate::{
    seams,
    tour::{self, Tour, Visitor},
};

const TABLETS: [(u32, u32); 2] = [(1280, 800), (800, 1280)];
const TELEPHONES: [(u32, u32); 2] = [(320, 640), (360, 740)];
/// What browsers leave of [`TABLETS`] at 200 %, in CSS pixels.
const ZOOMED: [(u32, u32); 2] = [(640, 400), (400, 640)];

/// What was found wrong so far.
#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn note(&mut self, place: &str, found: Vec<String>) {
        self.0.extend(found.into_iter().map(|fault| format!("{place}: {fault}")));
    }

    /// Holds the present screen to `rules` wherever it can be shown.
    async fn look(&mut self, tablet: &Tablet, name: &str, rules: &Rules) -> Result<()> {
        let browser = &tablet.browser;
        for &(width, height) in TABLETS.iter().chain(&TELEPHONES) {
            browser.resize(width, height).await?;
            let found = browser.measures().await?;
            let place = format!("{name}, {width} × {height}");
            self.note(&place, found.faults(rules));
            if TABLETS.contains(&(width, height)) && !found.fits() {
                self.note(&place, vec![format!("{} px have to be scrolled", found.beyond())]);
            }
        }
        browser.resize(1280, 800).await
    }

    /// Holds it to what language makes no difference to: colours in every
    /// theme, and that nothing is lost at 200 %.
    async fn look_closely(&mut self, tablet: &Tablet, name: &str) -> Result<()> {
        let browser = &tablet.browser;
        for (width, height) in ZOOMED {
            browser.resize(width, height).await?;
            let place = format!("{name}, 200 %, {width} × {height}");
            self.note(&place, browser.measures().await?.hidden());
        }
        browser.resize(1280, 800).await?;
        for theme in Theme::shown(&Theme::ALL)? {
            browser.prefers(theme).await?;
            self.note(&format!("{name}, {theme:?}"), browser.measures().await?.faint());
        }
        browser.prefers(Theme::Light).await
    }

    /// Both, as `visitor` sees it; closely where words are longest.
    async fn look_as(&mut self, visitor: Visitor, tablet: &Tablet, name: &str) -> Result<()> {
        let rules = if visitor.elder { Rules::ELDER } else { Rules::STANDARD };
        let name = format!("{name}, {visitor}");
        self.look(tablet, &name, &rules).await?;
        if visitor.locale == "en" {
            self.look_closely(tablet, &name).await?;
        }
        Ok(())
    }

    /// Holds it to what nobody may miss when letters alone are twice as large.
    async fn look_at_large_text(&mut self, tablet: &Tablet, name: &str) -> Result<()> {
        let browser = &tablet.browser;
        let enlarge = "document.documentElement.style.fontSize = arguments[0]";
        for (width, height) in TABLETS {
            browser.resize(width, height).await?;
            let before = browser.measures().await?.sizes();
            browser.run(enlarge, &["200%".into()]).await?;
            let found = browser.measures().await?;
            let place = format!("{name}, text of 200 %, {width} × {height}");
            self.note(&place, found.hidden());
            // What can be read across the room need not grow.
            let small = |(now, usual): (&f64, &f64)| *now < (usual * 1.99).min(88.0);
            if found.sizes().iter().zip(&before).any(small) {
                self.note(&place, vec![format!("{before:?} px became {:?} px", found.sizes())]);
            }
            browser.run(enlarge, &["".into()]).await?;
        }
        browser.resize(1280, 800).await
    }

    fn none(self) {
        assert!(self.0.is_empty(), "{} faults:\n{}", self.0.len(), self.0.join("\n"));
    }
}

async fn every_screen_keeps_the_rules(elder: bool) -> Result<()> {
    let mut faults = Faults::default();
    let visitors = || Visitor::ALL.into_iter().filter(|visitor| visitor.elder == elder);
    let tablet = tour::tablet(None).await?;
    tablet.browser.prefers(Theme::Light).await?;
    for visitor in visitors() {
        let mut look = async |name: &str| faults.look_as(visitor, &tablet, name).await;
        Tour::of(&tablet, visitor).interview(&mut look).await?;
    }
    tablet.put_away().await?;
    let tablet = tour::tablet(Some(tour::RARE)).await?;
    tablet.browser.prefers(Theme::Light).await?;
    for visitor in visitors() {
        let mut look = async |name: &str| faults.look_as(visitor, &tablet, name).await;
        Tour::of(&tablet, visitor).rare(&mut look).await?;
    }
    tablet.put_away().await?;
    faults.none();
    Ok(())
}

#[tokio::test]
async fn every_screen_of_the_standard_mode_keeps_the_rules() -> Result<()> {
    every_screen_keeps_the_rules(false).await
}

#[tokio::test]
async fn every_screen_of_elder_mode_keeps_its_stricter_rules() -> Result<()> {
    every_screen_keeps_the_rules(true).await
}

#[tokio::test]
async fn nothing_is_lost_when_letters_alone_are_twice_as_large() -> Result<()> {
    let mut faults = Faults::default();
    let tablet = tour::tablet(None).await?;
    for elder in [false, true] {
        // The longest words.
        let visitor = Visitor { locale: "en", elder };
        let mut look = async |name: &str| {
            faults.look_at_large_text(&tablet, &format!("{name}, {visitor}")).await
        };
        Tour::of(&tablet, visitor).interview(&mut look).await?;
    }
    faults.none();
    tablet.put_away().await
}

#[tokio::test]
async fn every_notice_is_large_and_clear() -> Result<()> {
    let provision = Provision::default().with("demo", "demo.jsonl");
    let site = Site::new(&provision)?;
    let tablet = Tablet::unopened(site, Kind::Usual).await?;
    tablet.browser.run_in_new_pages(seams::STORAGE).await?;
    tablet.start().await?;
    let mut faults = Faults::default();
    let customer = tablet.customer();
    let rules = Rules::STANDARD;
    faults.look(&tablet, "demonstration", &rules).await?;
    faults.look_closely(&tablet, "demonstration").await?;
    customer.meanwhile("broken = 'throws'").await?;
    customer.rates(5).await?;
    let failing = |now: &Glance| now.notices.contains(&"storage-failing".to_owned());
    customer.sees("the notice for staff", failing).await?;
    faults.look(&tablet, "storage failing", &rules).await?;
    faults.look_closely(&tablet, "storage failing").await?;
    customer.meanwhile("broken = null").await?;
    customer.reads_thanks().await?;

    tablet.browser.open_tab().await?;
    tablet.browser.resize(1280, 800).await?;
    tablet.open().await?;
    customer.sees("second tab", |now| now.screen == "notice").await?;
    faults.look(&tablet, "second tab", &rules).await?;
    faults.look_closely(&tablet, "second tab").await?;
    tablet.put_away().await?;

    let tablet = tour::closed().await?;
    faults.look(&tablet, "closed", &rules).await?;
    faults.look_closely(&tablet, "closed").await?;
    tablet.put_away().await?;
    faults.none();
    Ok(())
}

#[tokio::test]
async fn five_faces_are_seen_without_scrolling() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let lowest = "return Math.max(...[...document.querySelectorAll('[data-choice]')]
        .map(face => face.getBoundingClientRect().bottom)) <= innerHeight";
    for (width, height) in [(360, 740), (800, 1280), (1280, 800), (1920, 1080)] {
        tablet.browser.resize(width, height).await?;
        let fits = tablet.browser.measures().await?.fits();
        // On a telephone the languages may lie below.
        assert!(fits || width < 600, "not on {width} × {height}");
        assert_eq!(tablet.browser.run(lowest, &[]).await?, true, "on {width} × {height}");
    }
    tablet.put_away().await
}

#[tokio::test]
async fn in_forced_colours_buttons_choices_and_focus_are_seen() -> Result<()> {
    if is_missing(Ability::Devtools)? {
        return Ok(());
    }
    let mut faults = Faults::default();
    let tablet = tour::tablet(None).await?;
    let (browser, customer) = (&tablet.browser, tablet.customer());
    browser.prefers(Theme::Forced).await?;
    for elder in [false, true] {
        let visitor = Visitor { locale: "en", elder };
        Tour::of(&tablet, visitor).begins().await?;
        let mut look = async |name: &str| {
            // What is asked gets the focus a frame after it is drawn, except
            // where nobody has touched anything yet: keys before that go astray.
            if elder || name != "first" {
                let given = "return document.activeElement !== document.body";
                wait_for("the focus", async || {
                    Ok((browser.run(given, &[]).await? == true).then_some(()))
                })
                .await?;
            }
            browser.keys(&[Key::Tab]).await?;
            let found = browser.measures().await?;
            let place = format!("{name}, {visitor}");
            faults.note(&place, found.faint());
            faults.note(&place, found.unfocused());
            anyhow::Ok(())
        };
        look("first").await?;
        customer.rates(1).await?;
        customer.answers("reasons", "wait").await?;
        look("reasons").await?;
        let apart = "
            const ground = code => getComputedStyle(document.querySelector(`[data-choice=${code}]`)).backgroundColor;
            return ground('wait') !== ground('procedure')";
        assert_eq!(browser.run(apart, &[]).await?, true, "what is chosen looks like the rest");
        if elder {
            customer.presses("call").await?;
            customer.sees("the call", |now| now.acts.contains(&"arrived".to_owned())).await?;
            look("call").await?;
            customer.presses("cancel").await?;
        }
        customer.presses("next").await?;
        customer.skips("contact").await?;
        customer.reads_thanks().await?;
        look("thanks").await?;
        customer.leaves().await?;
        customer.meanwhile("later(6_000)").await?;
    }
    faults.none();
    tablet.put_away().await
}

/// The elements that something can move, and how long that takes.
const MOVING: &str = "
    return [...document.querySelectorAll('body *')].flatMap(element => {
        const { transitionDuration, animationName, animationDuration } = getComputedStyle(element);
        const moves = transitionDuration.split(',').some(it => parseFloat(it) > 0) ||
            animationName !== 'none' && parseFloat(animationDuration) > 0;
        return moves ? [element.className] : [];
    })";

#[tokio::test]
async fn nothing_moves_where_nothing_is_to_move() -> Result<()> {
    let tablet = tour::tablet(None).await?;
    let (browser, customer) = (&tablet.browser, tablet.customer());
    let moving = async || {
        anyhow::Ok(serde_json::from_value::<Vec<String>>(browser.run(MOVING, &[]).await?)?)
    };
    if !is_missing(Ability::Themes)? {
        assert!(!moving().await?.is_empty(), "usually answers give way a little");
    }
    customer.presses("elder").await?;
    tour::is_dressed(&tablet).await?;
    assert_eq!(moving().await?, Vec::<String>::new(), "in elder mode nothing does");
    customer.presses("standard").await?;
    browser.prefers(Theme::Light).await?;
    assert_eq!(moving().await?, Vec::<String>::new(), "nor where the device asks for that");
    customer.rates(1).await?;
    customer.sees("reasons", |now| now.question.as_deref() == Some("reasons")).await?;
    assert_eq!(moving().await?, Vec::<String>::new());
    tablet.put_away().await
}
