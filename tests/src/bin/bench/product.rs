//! The products: where their pages come from and what people tap in them.

use std::{env, path::PathBuf};

use anyhow::{Context as _, Result};
use heard_tests::{Provision, Server, Site};
use serde::Serialize;
use serde_json::Value;

/// The name of the product all others are compared with.
pub const HEARD: &str = "Heard";

/// One product with its page.
#[derive(Serialize)]
pub struct Product {
    /// As people call it.
    pub name: &'static str,
    /// The folder of its site; none: it is Heard.
    #[serde(skip)]
    folder: Option<&'static str>,
    /// Its npm package, where it comes from one.
    #[serde(skip)]
    package: Option<&'static str>,
    /// Finds an answer to the first question once it can be given.
    control: &'static str,
    /// What a walk taps: answers, and the ways on and back.
    taps: [&'static str; 2],
}

/// Heard; a page with nothing but five buttons, which shows what the browser
/// itself takes; then Heard's peers from the smallest to the largest.
pub const PRODUCTS: [Product; 5] = [
    Product {
        name: HEARD,
        folder: None,
        package: None,
        // This screen is shown only once the journal is open.
        control: "body[data-screen='attract'] [data-question] [data-choice]",
        taps: [
            "[data-choice]",
            ":is([data-act='next'], [data-act='skip'], [data-act='back'], [data-act='more'], \
             [data-act='finish'])",
        ],
    },
    Product {
        name: "Bare buttons",
        folder: Some("bare"),
        package: None,
        control: "body[data-open] button",
        taps: ["button", "button"],
    },
    Product {
        name: "Formbricks",
        folder: Some("formbricks"),
        package: Some("@formbricks/surveys"),
        control: "body[data-open] #fbjs fieldset label",
        taps: ["#fbjs fieldset label", "#fbjs button"],
    },
    Product {
        name: "Enketo",
        folder: Some("enketo"),
        package: Some("enketo-core"),
        control: "body[data-open] .current .option-wrapper label",
        taps: [".current .option-wrapper label", ".form-footer .btn:not(.disabled)"],
    },
    Product {
        name: "SurveyJS",
        folder: Some("surveyjs"),
        package: Some("survey-core"),
        control: "body[data-open] .sd-rating label",
        taps: [
            ":is(.sd-rating label, .sd-selectbase label, .sd-boolean__thumb)",
            ".sd-navigation .sd-btn",
        ],
    },
];

impl Product {
    /// Serves its page, as Heard's own server does for both.
    pub async fn serve(&self) -> Result<Server> {
        let site = match self.folder {
            None => Site::new(&Provision::default())?,
            Some(folder) => Site::of(&peers()?.join(folder))?,
        };
        Server::start(site).await
    }

    /// Its name with its version.
    pub fn title(&self) -> Result<String> {
        let Some(package) = self.package else { return Ok(self.name.to_owned()) };
        let pins: Value = serde_json::from_str(include_str!("../../../../bench/package.json"))?;
        let version = pins["dependencies"][package].as_str().context("a pinned version")?;
        Ok(format!("{} ({package} {version})", self.name))
    }
}

/// The folder with a site of each peer.
pub fn peers() -> Result<PathBuf> {
    let folder = env::var_os("HEARD_PEERS").context("run `cargo xtask bench`")?;
    Ok(folder.into())
}
