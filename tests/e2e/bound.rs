//! What the app runs reaches no other server, and runs nothing that did not come
//! with it: the page, a worker it starts, the service worker; from the server
//! and from the offline copy.

use std::{
    fs,
    io::{ErrorKind, Read as _},
    net::{Ipv4Addr, TcpListener},
};

use anyhow::Result;
use heard_tests::{Kind, Provision, Site, Tablet};
use serde_json::json;

/// Tries every way out that a worker has, and tells what came of each.
const TRIES: &str = "
    const triesToReach = async address => {
        const came = [];
        const note = (way, happened) => came.push(`${way}: ${happened}`);
        await fetch(address, { mode: 'no-cors' })
            .then(() => note('fetch', 'reached'), () => note('fetch', 'refused'));
        try { importScripts(address); note('import', 'reached'); }
        catch { note('import', 'refused'); }
        try { (0, eval)('1'); note('eval', 'ran'); }
        catch { note('eval', 'refused'); }
        return came;
    };";

/// A worker of the page.
const WORKER: &str = "onmessage = async ({ data }) => { postMessage(await triesToReach(data)); };";

/// What the service worker does in addition.
const SERVICE_WORKER: &str = "
    self.addEventListener('message', ({ data, source }) => {
        if (data.reach) triesToReach(data.reach).then(came => source.postMessage({ came }));
    });";

/// Asks the worker in `probe.js`.
const ASK_WORKER: &str = "
    return new Promise((done, failed) => {
        const worker = new Worker('probe.js');
        worker.onmessage = ({ data }) => done(data);
        worker.onerror = () => failed(new Error('no worker'));
        worker.postMessage(arguments[0]);
    })";

const ASK_SERVICE_WORKER: &str = "
    return new Promise(done => {
        navigator.serviceWorker.addEventListener('message', ({ data }) => done(data.came));
        navigator.serviceWorker.controller.postMessage({ reach: arguments[0] });
    })";

/// The page's own ways, and code that it does not bring with it.
const ASK_PAGE: &str = "
    const [address] = arguments;
    const ran = name => name in globalThis;
    const script = document.createElement('script');
    script.textContent = 'globalThis.inlineRan = true';
    document.body.append(script);
    setTimeout('globalThis.textRan = true');
    const other = document.createElement('script');
    other.src = address;
    document.body.append(other);
    const frame = document.createElement('iframe');
    frame.src = address;
    document.body.append(frame);
    const picture = document.createElement('img');
    picture.src = address;
    document.body.append(picture);
    const blob = URL.createObjectURL(new Blob([`fetch('${address}', { mode: 'no-cors' })`]));
    return (async () => {
        const came = await fetch(address, { mode: 'no-cors' }).then(() => 'reached', () => 'refused');
        const started = await new Promise(done => {
            try {
                const worker = new Worker(blob);
                worker.onerror = () => done('refused');
                worker.onmessage = () => done('started');
            } catch { done('refused'); }
        });
        await new Promise(done => setTimeout(done));
        script.remove(); other.remove(); frame.remove(); picture.remove();
        return [came, started, ran('inlineRan'), ran('textRan')];
    })()";

/// Another server, which listens to whoever comes.
struct Elsewhere(TcpListener);

impl Elsewhere {
    fn open() -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        Ok(Self(listener))
    }

    fn address(&self) -> Result<String> {
        Ok(format!("http://{}/", self.0.local_addr()?))
    }

    /// All that was said by anybody, once they are gone. Chromium connects to
    /// where a frame might lead before it looks at the policy, and says nothing.
    fn heard(&self) -> Result<String> {
        let mut said = String::new();
        loop {
            match self.0.accept() {
                Ok((mut visitor, _)) => {
                    visitor.set_nonblocking(false)?;
                    visitor.read_to_string(&mut said)?;
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(said),
                Err(error) => return Err(error.into()),
            }
        }
    }
}

#[tokio::test]
async fn neither_page_nor_workers_reach_another_server() -> Result<()> {
    let site = Site::new(&Provision::default())?;
    site.ships("probe.js", format!("{TRIES}\n{WORKER}"))?;
    let worker = fs::read_to_string(site.folder().join("sw.js"))?;
    site.write("sw.js", format!("{worker}\n{TRIES}\n{SERVICE_WORKER}"))?;
    let mut tablet = Tablet::unopened(site, Kind::Usual).await?;
    tablet.browser.expect_complaints("Content Security Policy");
    let elsewhere = Elsewhere::open()?;
    tablet.browser.expect_complaints(&elsewhere.address()?);
    let address = [json!(elsewhere.address()?)];
    let refused = json!(["fetch: refused", "import: refused", "eval: refused"]);
    tablet.start().await?;
    assert_eq!(tablet.browser.run(ASK_WORKER, &address).await?, refused, "from the server");
    tablet.is_ready_for_offline().await?;
    tablet.server.stop().await?;
    tablet.start().await?;
    let browser = &tablet.browser;
    assert_eq!(browser.run(ASK_WORKER, &address).await?, refused, "from the offline copy");
    assert_eq!(browser.run(ASK_SERVICE_WORKER, &address).await?, refused, "the service worker");
    let nothing = json!(["refused", "refused", false, false]);
    assert_eq!(browser.run(ASK_PAGE, &address).await?, nothing, "the page");
    tablet.put_away().await?;
    assert_eq!(elsewhere.heard()?, "", "somebody came");
    Ok(())
}
