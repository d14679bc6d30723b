//! `cargo xtask serve`: the finished app on 127.0.0.1, with the headers a
//! production server sends.

mod demo;
pub mod site;

use std::io::{Cursor, Write as _};
use std::sync::Arc;

use tiny_http::{Header, Response, Server, StatusCode};

use crate::build;
use crate::failure::{Context, Failure, Outcome};
use crate::places::Places;
use site::{Answer, Question, Site};

/// The port where none is asked for.
const PORT: u16 = 8080;
/// How many ports after it are tried.
const TRIES: u16 = 20;
/// Browsers open about this many connections at once.
const WORKERS: usize = 6;

/// How to serve.
#[derive(Debug)]
pub struct Request {
    /// Exactly this port, 0 for any free one; none for 8080 or the next free.
    pub port: Option<u16>,
    /// Adds a provisioning file and labelled demonstration responses.
    pub demo: bool,
    /// Builds first, if anything changed.
    pub build: bool,
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
    let server = listen(request.port)?;
    let address = server.server_addr();
    println!("http://{address}/");
    std::io::stdout().flush().context(|| "cannot print the address".into())?;
    if request.demo {
        eprintln!("demonstration: the staff passphrase is \"{}\"", demo::PASSPHRASE);
    }
    eprintln!("serving {}; stop with Ctrl+C", places.dist.display());
    serve(server, Site::new(&places.dist, extra));
    Ok(())
}

fn listen(port: Option<u16>) -> Outcome<Server> {
    let ports = match port {
        Some(port) => port..=port,
        None => PORT..=PORT + TRIES,
    };
    let mut last = String::new();
    for port in ports {
        match Server::http(("127.0.0.1", port)) {
            Ok(server) => return Ok(server),
            Err(error) => last = format!("cannot listen on 127.0.0.1:{port}: {error}"),
        }
    }
    Err(Failure::new(last))
}

/// Answers requests on several threads, for as long as the process lives.
fn serve(server: Server, site: Site) {
    let shared = Arc::new((server, site));
    let workers: Vec<_> = (0..WORKERS)
        .map(|_| {
            let shared = Arc::clone(&shared);
            std::thread::spawn(move || {
                let (server, site) = &*shared;
                while let Ok(request) = server.recv() {
                    respond(request, site);
                }
            })
        })
        .collect();
    for worker in workers {
        // A worker ends only with the server.
        let _ = worker.join();
    }
}

fn respond(request: tiny_http::Request, site: &Site) {
    let header = |name: &'static str| {
        let found = request.headers().iter().find(|header| header.field.equiv(name));
        found.map_or("", |header| header.value.as_str())
    };
    let answer = site.answer(&Question {
        method: request.method().as_str(),
        target: request.url(),
        accept_encoding: header("accept-encoding"),
        if_none_match: header("if-none-match"),
    });
    // Fails where the browser has gone away; there is nobody to tell.
    let _ = request.respond(to_response(answer));
}

fn to_response(answer: Answer) -> Response<Cursor<Vec<u8>>> {
    let headers = answer
        .headers
        .iter()
        .filter_map(|(name, value)| Header::from_bytes(name.as_bytes(), value.as_bytes()).ok());
    let length = answer.body.len();
    let body = Cursor::new(answer.body);
    Response::new(StatusCode(answer.status), headers.collect(), body, Some(length), None)
        .with_chunked_threshold(usize::MAX)
}
