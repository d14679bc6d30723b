//! What a tablet in a lobby does by itself: stays on, moves its picture, fills
//! its screen, and keeps gestures from leading away.

use anyhow::Result;
use heard_tests::{Ability, Glance, HANDS, Kind, Provision, Site, Tablet, is_missing};
use serde_json::json;

/// A wake lock that says what becomes of it, in `awake`.
const WAKE_LOCK: &str = "
    globalThis.awake = [];
    let lock, hidden = false;
    const wakeLock = {
        async request(what) {
            awake.push(`asked for ${what}`);
            lock = { released: false, async release() { this.released = true; awake.push('let go'); } };
            return lock;
        },
    };
    Object.defineProperty(navigator, 'wakeLock', { value: wakeLock });
    Object.defineProperty(document, 'hidden', { get: () => hidden });
    // Out of sight the browser itself ends it.
    globalThis.hides = now => {
        hidden = now;
        if (hidden && lock) lock.released = true;
        document.dispatchEvent(new Event('visibilitychange'));
    };
";

/// Passes time as nobody does anything, in milliseconds.
async fn passes(tablet: &Tablet, milliseconds: u32) -> Result<()> {
    let pass = "return hands.do([[['pass', arguments[0]]]])";
    tablet.browser.run(pass, &[milliseconds.into()]).await?;
    Ok(())
}

#[tokio::test]
async fn the_screen_stays_on_while_customers_can_rate_and_its_picture_moves() -> Result<()> {
    if is_missing(Ability::MadeUpClock)? {
        return Ok(());
    }
    let hours = vec!["00:00-12:00"; 7];
    let site = Site::new(&Provision::default().with("hours", hours))?;
    let tablet = Tablet::unopened(site, Kind::Usual).await?;
    tablet.browser.run_in_new_pages(WAKE_LOCK).await?;
    tablet.browser.run_in_new_pages(HANDS).await?;
    tablet.open().await?;
    let customer = tablet.customer();
    let settled = |now: &Glance| now.screen == "attract" || now.screen == "closed";
    customer.sees("the tablet", settled).await?;
    tablet.settles().await?;
    // Five to twelve in the branch, the day after at the latest.
    let jump = "
        const words = new Date().toLocaleTimeString('en-GB', { timeZone: 'Asia/Shanghai' });
        const [hour, minute] = words.split(':').map(Number);
        hands.jump((((11 - hour + 24) % 24) * 60 + 55 - minute) * 60000)";
    tablet.browser.run(jump, &[]).await?;
    passes(&tablet, 61_000).await?;
    customer.finds_the_first_question().await?;
    let asked = "return awake.at(-1)";
    assert_eq!(tablet.browser.run(asked, &[]).await?, "asked for screen");

    let place = "
        const { left, top } = document.querySelector('.faces').getBoundingClientRect();
        return [left, top]";
    let first = tablet.browser.run(place, &[]).await?;
    passes(&tablet, 60_000).await?;
    let next = tablet.browser.run(place, &[]).await?;
    assert_ne!(first, next, "the picture stands still");
    for side in 0..2 {
        let moved = next[side].as_f64().unwrap_or(f64::MAX) - first[side].as_f64().unwrap_or(0.0);
        assert!(moved.abs() <= 8.0, "it moves by {moved} px");
    }

    // Back in sight it is asked for anew.
    tablet.browser.run("awake.length = 0; hides(true); hides(false)", &[]).await?;
    assert_eq!(tablet.browser.run("return awake", &[]).await?, json!(["asked for screen"]));

    passes(&tablet, 6 * 60_000).await?;
    customer.sees("closed", |now| now.screen == "closed").await?;
    passes(&tablet, 60_000).await?;
    assert_eq!(tablet.browser.run(asked, &[]).await?, "let go");
    tablet.put_away().await
}

#[tokio::test]
async fn the_first_touch_fills_the_screen_where_it_is_set_so() -> Result<()> {
    const FILLED: &str = "
        globalThis.filled = 0;
        Element.prototype.requestFullscreen = async function () { filled += 1; };";
    for set in [true, false] {
        let site = Site::new(&Provision::default().with("fullscreen", set))?;
        let tablet = Tablet::unopened(site, Kind::Usual).await?;
        tablet.browser.run_in_new_pages(FILLED).await?;
        tablet.start().await?;
        tablet.customer().rates(5).await?;
        tablet.customer().reads_thanks().await?;
        let filled = tablet.browser.run("return filled", &[]).await?;
        assert_eq!(filled, u8::from(set), "set: {set}");
        tablet.put_away().await?;
    }
    Ok(())
}

#[tokio::test]
async fn gestures_lead_nowhere_but_in_ones_own_words() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let customer = tablet.customer();
    // Whether each is prevented, on whatever the selector finds.
    let tried = "
        const [selector, gestures] = arguments;
        const target = document.querySelector(selector);
        return gestures.filter(gesture =>
            !target.dispatchEvent(new Event(gesture, { bubbles: true, cancelable: true })))";
    let gestures = ["contextmenu", "gesturestart", "selectstart", "dragstart", "dragover", "drop"];
    let prevented =
        async |selector: &str| tablet.browser.run(tried, &[selector.into(), json!(gestures)]).await;
    assert_eq!(prevented(".faces").await?, json!(gestures));
    let style = "
        const { touchAction, userSelect, webkitUserSelect } = getComputedStyle(document.body);
        const { overscrollBehaviorY } = getComputedStyle(document.body);
        return [touchAction, userSelect || webkitUserSelect, overscrollBehaviorY]";
    assert_eq!(tablet.browser.run(style, &[]).await?, json!(["pan-y", "none", "none"]));

    customer.rates(1).await?;
    customer.skips("reasons").await?;
    customer.answers("contact", "true").await?;
    let asked = |now: &Glance| now.question.as_deref() == Some("contact_phone");
    customer.sees("the telephone number", asked).await?;
    assert_eq!(prevented("[data-question] input").await?, json!([]), "in one's own words");
    tablet.browser.go_back().await?;
    customer.sees("the same question", asked).await?;
    tablet.put_away().await
}
