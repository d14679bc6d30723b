//! Seals raw CSV as a tablet's store holds it, for the benchmark: past days as
//! segments, the last day response by response. Reads standard input, given the
//! keyring and the questionnaire; writes a JSON object a line.

use std::{
    collections::BTreeMap,
    error::Error,
    fs,
    io::{self, Write as _},
};

use getrandom::{SysRng, rand_core::UnwrapErr};
use heard_exchange::{
    Response,
    csv::{Columns, raw},
    sealed::{Jwe, Keyring, PublicKey},
    segment,
};
use heard_survey::Questionnaire;
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let mut files = std::env::args_os().skip(1);
    let mut file = || files.next().ok_or("which keyring, which questionnaire?");
    let keyring = Keyring::parse(&fs::read_to_string(file()?)?)?;
    let asked = fs::read_to_string(file()?)?;
    let asked = Questionnaire::parse(&asked).map_err(|_| "the questionnaire cannot be read")?;
    let columns = Columns::of([&asked]);
    let to: Vec<PublicKey> = keyring.public_keys().take(1).collect();

    let mut days: BTreeMap<_, Vec<Response>> = BTreeMap::new();
    let mut reader = raw::Reader::new(io::stdin().lock(), "standard input")?;
    while let Some(row) = reader.next_row()? {
        let response = row.response(&columns)?;
        days.entry(response.started_at.date_naive()).or_default().push(response);
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    let random = &mut UnwrapErr(SysRng);
    let today = days.pop_last();
    for (day, responses) in &days {
        let mut rest = responses.as_slice();
        while !rest.is_empty() {
            let (part, others) = rest.split_at(segment::fitting(rest));
            let text = Jwe::seal_segment(*day, part, &to, random)?.to_string();
            writeln!(out, "{}", json!({ "day": day, "count": part.len(), "text": text }))?;
            rest = others;
        }
    }
    if let Some((day, responses)) = today {
        for response in responses {
            let text = Jwe::seal(&response, &to, random)?.to_string();
            writeln!(out, "{}", json!({ "day": day, "id": response.id, "text": text }))?;
        }
    }
    out.flush()?;
    Ok(())
}
