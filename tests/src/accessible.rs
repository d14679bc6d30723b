//! What a screen reader is told, from the browser's own accessibility tree.

use anyhow::{Context as _, Result};
use thirtyfour::{
    By, RequestData, SessionId,
    common::command::{Command, FormatRequestData},
};

use crate::Browser;

impl Browser {
    /// The role and the name of the first element that matches, as the browser
    /// computes them for assistive technology.
    ///
    /// # Errors
    /// When there is no such element.
    pub async fn role_and_label(&self, selector: &str) -> Result<(String, String)> {
        let driver = self.driver()?;
        let element = driver.find(By::Css(selector)).await.with_context(|| selector.to_owned())?;
        let computed = async |what| {
            let command = Computed { what, of: Command::GetElementTagName(element.element_id()) };
            anyhow::Ok(driver.cmd(command).await?.value::<String>()?)
        };
        Ok((computed("computedrole").await?, computed("computedlabel").await?))
    }
}

/// Asks for a property of an element by WebDriver's name for it.
#[derive(Debug)]
struct Computed {
    what: &'static str,
    /// The element's `…/name`, whose place the property takes.
    of: Command,
}

impl FormatRequestData for Computed {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let mut request = self.of.format_request(session);
        let element = request.uri.trim_end_matches("name");
        request.uri = format!("{element}{}", self.what).into();
        request
    }
}
