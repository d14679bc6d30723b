//! `cargo xtask campaign engines`: the browser tests once more, in Firefox and
//! in WebKitGTK. The app and the test program are those `cargo xtask test` uses.

use crate::build::{self, Request};
use crate::failure::Outcome;
use crate::places::Places;
use crate::setup::{self, Browser, Engines};
use crate::tally::{Counts, Tally, count, step};
use crate::test::{all_tests, with_browser};

/// As `HEARD_ENGINE` knows them, and as people do.
const ENGINES: [(&str, &str); 2] = [("firefox", "Firefox"), ("webkit", "WebKitGTK")];

/// Left out of the short run: what takes minutes and shows in one engine what it
/// shows in all, or is about the program and not about the browser.
const LONG: [&str; 6] = [
    "accessible::no_page_of_the_console_breaks_a_rule",
    "day::two_hundred_customers",
    "faults::",
    "soak::",
    "tour::",
    "trouble::",
];

/// Sets up what is missing, runs the tests in each, and prints one line for
/// each and one summed line; `short` leaves out [`LONG`].
///
/// # Errors
/// Where something is missing that cannot be installed, or anything failed.
pub fn run(places: &Places, short: bool) -> Outcome {
    let (browser, engines) = step("set-up of the engines", || {
        Ok((setup::for_tests(places)?, setup::for_engines(places)?))
    })?;
    step("build", || build::run(places, Request::Use))?;
    let mut tally = Tally::default();
    let results = ENGINES.map(|(code, name)| {
        let counts = tally.check_all(name, || tests(places, &browser, &engines, code, short));
        (name, counts)
    });
    for (name, Counts { passed, failed, left_out, .. }) in results {
        println!("{name}: {passed} passed, {failed} failed, {left_out} not possible there");
    }
    tally.finish()
}

fn tests(
    places: &Places,
    browser: &Browser,
    engines: &Engines,
    code: &str,
    short: bool,
) -> Outcome<Counts> {
    let mut command = all_tests(places);
    command.args(["--test", "e2e", "--"]);
    if short {
        command.args(LONG.iter().flat_map(|name| ["--skip", name]));
    }
    with_browser(&mut command, places, browser)
        .env("HEARD_ENGINE", code)
        .env("FIREFOX", &engines.firefox)
        .env("GECKODRIVER", &engines.geckodriver)
        .env("MINIBROWSER", &engines.mini_browser)
        .env("WEBKITDRIVER", &engines.webkit_driver)
        .env("XVFB", &engines.xvfb);
    count(&mut command)
}
