//! What the other tests take for granted of every engine: real keys arrive, in
//! any script, and the accessibility tree can be read.

use anyhow::Result;
use heard_tests::{Key, Tablet};

#[tokio::test]
async fn a_face_is_found_named_and_pressed_by_the_keyboard_alone() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let (browser, customer) = (&tablet.browser, tablet.customer());
    let focused = "return document.activeElement?.dataset.choice ?? null";
    while customer.meanwhile(focused).await?.is_null() {
        browser.keys(&[Key::Tab]).await?;
    }
    let first = customer.meanwhile(focused).await?;
    browser.keys(&[Key::Tab, Key::BackTab]).await?;
    assert_eq!(customer.meanwhile(focused).await?, first, "forth and back");
    let face = format!("[data-choice={first}]");
    let (role, label) = browser.role_and_label(&face).await?;
    assert!(role == "button" || role == "radio", "{role}");
    assert!(!label.is_empty(), "a face without a name");
    browser.keys(&[Key::Writes(' ')]).await?;
    customer.sees("the next screen", |now| now.screen != "attract").await?;
    tablet.put_away().await
}

#[tokio::test]
async fn every_character_can_be_typed() -> Result<()> {
    const WORDS: &str = "第一行\n“很好”👍🏽，a|b\\c 5%";
    let tablet = Tablet::ready().await?;
    let field = "document.body.innerHTML = '<textarea></textarea>'";
    tablet.customer().meanwhile(field).await?;
    tablet.browser.tap("textarea").await?;
    tablet.browser.type_text(WORDS).await?;
    let written = "return document.querySelector('textarea').value";
    assert_eq!(tablet.customer().meanwhile(written).await?, WORDS);
    tablet.put_away().await
}
