//! From the start of a navigation until the first question can be answered.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use heard_tests::{Server, wait_for};

use crate::{
    product::{HEARD, Product},
    tablet::{Load, Tablet},
};

/// First visits: each in a browser just installed.
pub struct Cold {
    slowdown: u32,
    servers: BTreeMap<&'static str, Server>,
}

impl Cold {
    /// Serves every product.
    pub async fn prepare(products: &[&Product], slowdown: u32) -> Result<Self> {
        let mut servers = BTreeMap::new();
        for product in products {
            servers.insert(product.name, product.serve().await?);
        }
        Ok(Self { slowdown, servers })
    }

    /// Somebody opens the page for the first time.
    pub async fn load(&mut self, product: &Product) -> Result<Load> {
        let server = self.servers.get(product.name).context("not served")?;
        let tablet = Tablet::start(product, self.slowdown).await?;
        tablet.load(&server.address()).await
    }
}

/// Later visits, each in a browser just switched on that has been here before:
/// a branch's morning.
pub struct Warm {
    slowdown: u32,
    visitors: BTreeMap<&'static str, (Tablet, Server)>,
}

/// Visits after which a browser keeps compiled code, where it does at all.
const VISITS: usize = 4;

impl Warm {
    /// Visits every product, then stops Heard's server for good.
    pub async fn prepare(products: &[&Product], slowdown: u32) -> Result<Self> {
        let mut visitors = BTreeMap::new();
        for product in products {
            let mut server = product.serve().await?;
            let tablet = Tablet::start(product, 1).await?;
            for _ in 0..VISITS {
                tablet.load(&server.address()).await?;
                if product.name == HEARD {
                    is_kept(&tablet, &server).await?;
                }
            }
            if product.name == HEARD {
                server.stop().await?;
            }
            visitors.insert(product.name, (tablet, server));
        }
        Ok(Self { slowdown, visitors })
    }

    /// Somebody opens the page again.
    pub async fn load(&mut self, product: &Product) -> Result<Load> {
        let (tablet, server) = self.visitors.get_mut(product.name).context("not visited")?;
        tablet.restart(self.slowdown).await?;
        tablet.load(&server.address()).await
    }
}

/// Waits until the service worker holds everything.
async fn is_kept(tablet: &Tablet, server: &Server) -> Result<()> {
    tablet.first_question(&server.address()).await?;
    let active = "return navigator.serviceWorker.getRegistration()
        .then((registration) => registration?.active?.state === 'activated')";
    wait_for("the service worker to hold the app", async || {
        Ok((tablet.browser.run(active, &[]).await? == true).then_some(()))
    })
    .await
}
