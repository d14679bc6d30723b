//! What was seen in the ratings, in words and for programs. Looking for it is
//! `heard_insight::trust`'s.

use heard_insight::trust::{
    Burst, Found, OutsideHours, Pattern, Repeated, Run, StraightLined, TooFast,
};
use serde_json::{Value, json};

/// The signal for programs.
pub(super) fn json(found: &Found<'_>) -> Value {
    let (signal, figures) = match found.pattern {
        Pattern::TooFast(TooFast { ratings, of }) => {
            ("too_fast", json!({"ratings": ratings, "of": of}))
        }
        Pattern::StraightLined(StraightLined { ratings, of }) => {
            ("straight_lined", json!({"ratings": ratings, "of": of}))
        }
        Pattern::Burst(Burst { ratings, top, from, seconds }) => (
            "burst",
            json!({"ratings": ratings, "top": top, "from": clock(from), "seconds": seconds}),
        ),
        Pattern::BeforeClosing(Run { ratings, from, to, usual }) => (
            "before_closing",
            json!({"ratings": ratings, "from": clock(from), "to": clock(to), "usual": usual}),
        ),
        Pattern::OutsideHours(OutsideHours { ratings, from, to }) => {
            ("outside_hours", json!({"ratings": ratings, "from": clock(from), "to": clock(to)}))
        }
        Pattern::Repeated(Repeated { ratings, cooldown }) => {
            ("repeated", json!({"ratings": ratings, "cooldown": cooldown}))
        }
    };
    json!({
        "signal": signal,
        "device": found.device,
        "branch": found.branch,
        "counter": found.counter,
        "date": found.date,
        "figures": figures,
    })
}

/// Day, branch, counter, device and what was seen, as cells of a table.
pub(super) fn cells(found: &Found<'_>) -> [String; 5] {
    let [branch, counter, device] = [found.branch, found.counter, found.device].map(str::to_owned);
    [found.date.to_string(), branch, counter, device, sentence(found.pattern)]
}

fn sentence(pattern: Pattern) -> String {
    match pattern {
        Pattern::TooFast(TooFast { ratings, of }) => {
            format!("{ratings} of {of} interviews were too fast to have been read")
        }
        Pattern::StraightLined(StraightLined { ratings, of }) => {
            format!("{ratings} of {of} interviews were too fast, with the same answer to all")
        }
        Pattern::Burst(Burst { ratings, top, from, seconds }) => format!(
            "{ratings} ratings in {} from {}, {top} of them the best",
            span(seconds),
            minute(from)
        ),
        Pattern::BeforeClosing(Run { ratings, from, to, usual }) => format!(
            "the last {ratings} ratings, {} to {}, are all the best; {:.0} % are as a rule",
            minute(from),
            minute(to),
            usual * 100.0
        ),
        Pattern::OutsideHours(OutsideHours { ratings, from, to }) => format!(
            "{ratings} ratings outside the branch's hours, {} to {}",
            minute(from),
            minute(to)
        ),
        Pattern::Repeated(Repeated { ratings, cooldown }) => {
            format!("{ratings} ratings within {cooldown} s of the one before")
        }
    }
}

/// A time of day: `17:03:20`.
fn clock(second: u32) -> String {
    format!("{}:{:02}", minute(second), second % 60)
}

/// The same without seconds.
fn minute(second: u32) -> String {
    format!("{:02}:{:02}", second / 3600, second / 60 % 60)
}

/// How long something lasted: seconds, or from two minutes on minutes, rounded up.
fn span(seconds: u32) -> String {
    if seconds < 120 { format!("{seconds} s") } else { format!("{} min", seconds.div_ceil(60)) }
}
