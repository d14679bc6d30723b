//! `cargo xtask serve`: the finished app on 127.0.0.1, with the headers a
//! production server sends.

mod demo;
mod http;
pub mod site;

use std::io::Write as _;
use std::net::TcpListener;

use crate::build;
use crate::failure::{Context, Failure, Outcome};
use crate::places::Places;
use site::Site;

/// The port where none is asked for.
const PORT: u16 = 8080;
/// How many ports after it are tried.
const TRIES: u16 = 20;

/// How to serve.
#[derive(Debug)]
pub struct Request {
    /// Exactly this port, 0 for any free one; none for 8080 or the next free.
    pub port: Option<u16>,
    /// Adds a provisioning file and labelled demonstration responses.
    pub demo: bool,
    /// Builds first, if anything changed.
    pub build: bool,
    /// The origin whose pages may embed the kiosk.
    pub embedder: Option<String>,
}

/// Serves until it is stopped.
///
/// # Errors
/// Where there is nothing to serve or no port to serve on.
pub fn run(places: &Places, request: &Request) -> Outcome {
    if request.build {
        build::run(places, build::Request::Use)?;
    }
    if !places.dist.join("index.html").is_file() {
        return Err(Failure::new(format!(
            "there is no build in {}; run `cargo xtask build`",
            places.dist.display()
        )));
    }
    let extra = if request.demo { demo::files(places)? } else { Vec::new() };
    let listener = listen(request.port)?;
    let address = listener.local_addr().context(|| "cannot tell the address".into())?;
    println!("http://{address}/");
    std::io::stdout().flush().context(|| "cannot print the address".into())?;
    if request.demo {
        eprintln!("demonstration: the staff passphrase is \"{}\"", demo::PASSPHRASE);
    }
    eprintln!("serving {}; stop with Ctrl+C", places.dist.display());
    let site = Site::new(&places.dist, extra).embedded_by(request.embedder.clone());
    http::serve(&listener, site);
    Ok(())
}

fn listen(port: Option<u16>) -> Outcome<TcpListener> {
    let ports = match port {
        Some(port) => port..=port,
        None => PORT..=PORT + TRIES,
    };
    let mut last = String::new();
    for port in ports {
        match TcpListener::bind(("127.0.0.1", port)) {
            Ok(listener) => return Ok(listener),
            Err(error) => last = format!("cannot listen on 127.0.0.1:{port}: {error}"),
        }
    }
    Err(Failure::new(last))
}
