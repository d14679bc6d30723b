//! What a screen reader is told, from the browser's own accessibility tree.

use std::{collections::HashMap, fmt};

use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::By;

use crate::{Browser, engine::Raw};

/// One thing that a screen reader is told of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// What it is: `radio`, `button`, `heading`, …
    pub role: String,
    /// What it is called.
    pub name: String,
    /// What is said of it beside its name.
    pub description: String,
    /// `checked`, `pressed`, `disabled`, `focused`, `live`, …, as far as they
    /// are said at all, with their values.
    pub states: Vec<(String, String)>,
}

impl Told {
    /// A state, or nothing where it is not said.
    pub fn state(&self, name: &str) -> Option<&str> {
        let (_, value) = self.states.iter().find(|(state, _)| state == name)?;
        Some(value)
    }

    /// Whether it can be reached and used.
    pub fn is_control(&self) -> bool {
        const CONTROLS: [&str; 6] =
            ["button", "radio", "checkbox", "textbox", "combobox", "slider"];
        CONTROLS.contains(&&*self.role)
    }
}

/// `radio “满意” checked`
impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} “{}”", self.role, self.name)?;
        let on = self.states.iter().filter(|(_, value)| value == "true");
        on.map(|(state, _)| state).try_for_each(|state| write!(f, " {state}"))
    }
}

/// A node as the devtools protocol has it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
struct Node {
    #[serde(rename = "nodeId")]
    id: String,
    ignored: bool,
    role: Said,
    name: Said,
    description: Said,
    properties: Vec<Property>,
    child_ids: Vec<String>,
    parent_id: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Said {
    value: Value,
}

#[derive(Deserialize)]
struct Property {
    name: String,
    value: Said,
}

impl Said {
    fn text(&self) -> String {
        match &self.value {
            Value::String(text) => text.trim().to_owned(),
            Value::Null => String::new(),
            other => other.to_string(),
        }
    }
}

impl From<&Node> for Told {
    fn from(node: &Node) -> Self {
        let state = |property: &Property| (property.name.clone(), property.value.text());
        Self {
            role: node.role.text(),
            name: node.name.text(),
            description: node.description.text(),
            states: node.properties.iter().map(state).collect(),
        }
    }
}

impl Browser {
    /// Everything a screen reader is told of the page, in reading order: what
    /// has a meaning or a name, without the pieces it is put together from.
    ///
    /// # Errors
    /// When the browser shows no tree, as all but Chromium do not.
    pub async fn tells(&self) -> Result<Vec<Told>> {
        let tree = self.devtools("Accessibility.getFullAXTree", json!({})).await?;
        let nodes: Vec<Node> = serde_json::from_value(tree["nodes"].clone())?;
        let by_id: HashMap<&str, &Node> = nodes.iter().map(|node| (&*node.id, node)).collect();
        let root = nodes.iter().find(|node| node.parent_id.is_none()).context("an empty tree")?;
        let (mut told, mut open) = (Vec::new(), vec![root]);
        while let Some(node) = open.pop() {
            const PIECES: [&str; 4] = ["InlineTextBox", "none", "generic", "LineBreak"];
            if !node.ignored && !PIECES.contains(&&*node.role.text()) {
                told.push(node.into());
            }
            open.extend(node.child_ids.iter().rev().filter_map(|id| by_id.get(&**id)));
        }
        Ok(told)
    }

    /// The role and the name of the first element that matches, as the browser
    /// computes them for assistive technology.
    ///
    /// # Errors
    /// When there is no such element.
    pub async fn role_and_label(&self, selector: &str) -> Result<(String, String)> {
        let driver = self.driver()?;
        let element = driver.find(By::Css(selector)).await.with_context(|| selector.to_owned())?;
        let computed = async |what: &str| {
            let command = Raw::get(format!("element/{}/{what}", element.element_id()));
            anyhow::Ok(driver.cmd(command).await?.value::<String>()?)
        };
        Ok((computed("computedrole").await?, computed("computedlabel").await?))
    }
}
