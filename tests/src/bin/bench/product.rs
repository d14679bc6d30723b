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
    /// Its npm package, and the folder of its site; Heard has neither.
    #[serde(skip)]
    peer: Option<(&'static str, &'static str)>,
    /// Finds an answer to the first question once it can be given.
    control: &'static str,
    /// What a walk taps: answers, and the ways on and back.
    taps: [&'static str; 2],
}

/// Heard, then its peers from the smallest to the largest.
pub const PRODUCTS: [Product; 4] = [
    Product {
        name: HEARD,
        peer: None,
        // This screen is shown only once the journal is open.
        control: "body[data-screen='attract'] [data-question] [data-choice]",
        taps: [
            "[data-choice]",
            ":is([data-act='next'], [data-act='skip'], [data-act='back'], [data-act='more'], \
             [data-act='finish'])",
        ],
    },
    Product {
        name: "Formbricks",
        peer: Some(("@formbricks/surveys", "formbricks")),
        control: "body[data-open] #fbjs fieldset label",
        taps: ["#fbjs fieldset label", "#fbjs button"],
    },
    Product {
        name: "Enketo",
        peer: Some(("enketo-core", "enketo")),
        control: "body[data-open] .current .option-wrapper label",
        taps: [".current .option-wrapper label", ".form-footer .btn:not(.disabled)"],
    },
    Product {
        name: "SurveyJS",
        peer: Some(("survey-core", "surveyjs")),
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
        let site = match self.peer {
            None => Site::new(&Provision::default())?,
            Some((_, folder)) => Site::of(&peers()?.join(folder))?,
        };
        Server::start(site).await
    }

    /// Its name with its version.
    pub fn title(&self) -> Result<String> {
        let Some((package, _)) = self.peer else { return Ok(self.name.to_owned()) };
        let pins: Value = serde_json::from_str(include_str!("../../../../bench/package.json"))?;
        let version = pins["dependencies"][package].as_str().context("a pinned version")?;
        Ok(format!("{} ({package} {version})", self.name))
    }
}

fn peers() -> Result<PathBuf> {
    let folder = env::var_os("HEARD_PEERS").context("run `cargo xtask bench`")?;
    Ok(folder.into())
}
