//! A tablet with its web server: what most tests begin with.

use anyhow::Result;
use serde_json::Value;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::{
    Browser, Customer, Provision, Server, Site, Staff, browser::Kind, stored::is_an_act, wait_for,
};

/// Two browsers at a time are what a small machine carries.
static PLACES: Semaphore = Semaphore::const_new(2);

/// A tablet and the server its app comes from.
pub struct Tablet {
    /// What the customer and staff touch.
    pub browser: Browser,
    /// Where the app comes from.
    pub server: Server,
    _place: SemaphorePermit<'static>,
}

impl Tablet {
    /// Set up by [`Provision::default`] and waiting for a customer.
    ///
    /// # Errors
    /// When it does not get there.
    pub async fn ready() -> Result<Self> {
        Self::provisioned(&Provision::default()).await
    }

    /// Set up by `provision` and waiting for a customer.
    ///
    /// # Errors
    /// When it does not get there.
    pub async fn provisioned(provision: &Provision) -> Result<Self> {
        let tablet = Self::unopened(Site::new(provision)?, Kind::Usual).await?;
        tablet.start().await?;
        Ok(tablet)
    }

    /// Switched on, the app not yet opened.
    ///
    /// # Errors
    /// When the server or the browser does not start.
    pub async fn unopened(site: Site, kind: Kind) -> Result<Self> {
        Self::served_by(Server::start(site).await?, kind).await
    }

    /// Switched on, its app coming from `server`, and not yet opened.
    ///
    /// # Errors
    /// When the browser does not start.
    pub async fn served_by(server: Server, kind: Kind) -> Result<Self> {
        let place = PLACES.acquire().await?;
        let mut browser = Browser::start(kind).await?;
        browser.prepare(server.site())?;
        browser.resize(1280, 800).await?;
        Ok(Self { browser, server, _place: place })
    }

    /// Opens the app.
    ///
    /// # Errors
    /// When the browser says it cannot.
    pub async fn open(&self) -> Result<()> {
        self.browser.open(&self.server.address()).await
    }

    /// Opens the app and waits until a customer can rate.
    ///
    /// # Errors
    /// When it does not get there.
    pub async fn start(&self) -> Result<()> {
        self.open().await?;
        self.customer().finds_the_first_question().await?;
        self.settles().await
    }

    /// Waits for what the first screen did not wait for: settings on disk, keys,
    /// guards.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn settles(&self) -> Result<()> {
        let settled = "return document.body.dataset.settled && typeof heard.chime === 'function'";
        wait_for("the kiosk to settle", async || {
            Ok((self.browser.run(settled, &[]).await? == true).then_some(()))
        })
        .await
    }

    /// Waits until everything the app needs without a network is here.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn is_ready_for_offline(&self) -> Result<()> {
        wait_for("the service worker to hold the app", async || {
            let active = self
                .browser
                .run(
                    "return navigator.serviceWorker.getRegistration()
                        .then(registration => registration?.active?.state === 'activated')",
                    &[],
                )
                .await?;
            Ok((active == true).then_some(()))
        })
        .await
    }

    /// Starts the browser again on the same profile, as after a power cut or a
    /// reboot, and opens the app.
    ///
    /// # Errors
    /// When it does not get to the first question.
    pub async fn restart(&mut self) -> Result<()> {
        self.browser.restart().await?;
        self.browser.resize(1280, 800).await?;
        self.start().await
    }

    /// Starts the app again in the same browser, on the first question.
    ///
    /// # Errors
    /// When it does not get there.
    pub async fn starts_anew(&self) -> Result<()> {
        self.browser.reload().await?;
        self.customer().finds_the_first_question().await?;
        self.settles().await
    }

    /// Shows what is no page of the app and has the same storage: a picture, for
    /// Firefox shows JSON in a page that has no part in it.
    ///
    /// # Errors
    /// When it cannot be shown.
    pub async fn looks_aside(&mut self) -> Result<()> {
        const PICTURE: &str = "icons/heard-192.png";
        // The browser asks for an icon beside it, and wants styles of its own.
        self.browser.expect_complaints("favicon");
        self.browser.expect_complaints(PICTURE);
        self.browser.open(&format!("{}{PICTURE}", self.server.address())).await
    }

    /// Its clock is put at `moment` (RFC 3339), in pages with [`crate::seams::CALENDAR`],
    /// and goes on from there.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn is_put_at(&self, moment: &str) -> Result<()> {
        let put = "const real = Date.now() - Number(sessionStorage.passed ?? 0);
            sessionStorage.passed = Date.parse(arguments[0]) - real;";
        self.browser.run(put, &[moment.into()]).await.map(drop)
    }

    /// The person in front of it.
    pub fn customer(&self) -> Customer<'_> {
        Customer::at(&self.browser)
    }

    /// The person behind it.
    pub fn staff(&self) -> Staff<'_> {
        Staff::at(&self.browser)
    }

    /// What the tablet has put on record, once it is so many events.
    ///
    /// # Errors
    /// When it does not come to that.
    pub async fn events_when(&self, count: usize) -> Result<Vec<Value>> {
        wait_for(&format!("{count} events on record"), async || {
            // A page that goes while it is asked has nothing to tell yet.
            let events = self.events().await.unwrap_or_default();
            Ok((events.len() == count).then_some(events))
        })
        .await
    }

    /// What the tablet has put on record, in its order, the acts of staff in the
    /// console aside.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn events(&self) -> Result<Vec<Value>> {
        let mut log = self.log().await?;
        log.retain(|event| !is_an_act(event));
        Ok(log)
    }

    /// Everything the tablet has put on record, in its order.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn log(&self) -> Result<Vec<Value>> {
        let events = self.browser.stored("events").await?;
        let mut counted: Vec<(u64, &Value)> = Vec::new();
        for (number, event) in &events {
            counted.push((number.parse()?, event));
        }
        counted.sort_unstable_by_key(|(number, _)| *number);
        let read = |event: &Value| Ok(serde_json::from_str(event.as_str().unwrap_or_default())?);
        counted.into_iter().map(|(_, event)| read(event)).collect()
    }

    /// Puts it away.
    ///
    /// # Errors
    /// When the browser complained about something that was not expected.
    pub async fn put_away(self) -> Result<()> {
        self.browser.close().await
    }
}
