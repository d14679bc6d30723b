//! What a screen reader is told, from the browser's own accessibility tree.

use anyhow::{Context as _, Result};
use thirtyfour::By;

use crate::{Browser, engine::Raw};

impl Browser {
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
