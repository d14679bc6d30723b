//! What was made up: the parameters, what changes when, which days are gamed how,
//! and how many customers were served. So that tests know what should be found.

use std::{
    io::{BufWriter, Write as _},
    path::{Path, PathBuf},
};

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    bank::Device, calendar::Day, gaming::Gaming, plan::Station, responses::Demo, world::World,
};
use crate::{failure::Failure, output::AtomicFile};

/// Everything that decided the responses of one run.
#[derive(Serialize)]
pub(super) struct Truth {
    seed: u64,
    /// As many as were asked for.
    rows: u64,
    /// As many as were written.
    pub(super) responses: u64,
    first: NaiveDate,
    last: NaiveDate,
    world: &'static World,
    seasons: Vec<Span>,
    pilot: Begins,
    gaming: Vec<Gamed>,
}

/// A season as it fell.
#[derive(Serialize)]
struct Span {
    name: &'static str,
    from: NaiveDate,
    to: NaiveDate,
}

/// From when on a branch tries something new.
#[derive(Serialize)]
struct Begins {
    branch: &'static str,
    from: NaiveDate,
    mood: i64,
}

/// A device-day that was gamed.
#[derive(Serialize)]
struct Gamed {
    kind: Gaming,
    device: String,
    branch: &'static str,
    counter: String,
    date: NaiveDate,
}

impl Truth {
    pub(super) fn of(demo: &Demo, rows: u64) -> Self {
        let calendar = &demo.calendar;
        let pilot = &calendar.world.pilot;
        let span = |(season, from, to): (&super::world::Season, _, _)| Span {
            name: season.name,
            from,
            to,
        };
        Self {
            seed: demo.seed,
            rows,
            responses: 0,
            first: calendar.first,
            last: calendar.last,
            world: calendar.world,
            seasons: calendar.seasons().map(span).collect(),
            pilot: Begins { branch: pilot.branch, from: calendar.pilot_begins(), mood: pilot.mood },
            gaming: Vec::new(),
        }
    }

    /// Remembers which devices are gamed on `day`.
    pub(super) fn note_gamed(&mut self, demo: &Demo, day: Day) {
        let gamed = demo.gamed(day).filter_map(|(_, device, kind)| {
            Some(Gamed {
                kind: kind?,
                device: device.id.as_str().to_owned(),
                branch: device.branch.code,
                counter: device.counter.clone(),
                date: day.date,
            })
        });
        self.gaming.extend(gamed);
    }

    /// Writes all of it to `file`.
    pub(super) fn write(&self, file: &Path) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(self).map_err(std::io::Error::from)?;
        AtomicFile::create(file)?.write_whole((text + "\n").as_bytes())
    }
}

/// The file of customers served. It appears once it is whole.
pub(super) struct Transactions {
    out: BufWriter<AtomicFile>,
    file: PathBuf,
}

impl Transactions {
    pub(super) fn create(file: &Path) -> Result<Self, Failure> {
        let out = BufWriter::new(AtomicFile::create(file)?);
        let mut transactions = Self { out, file: file.to_owned() };
        transactions.line("branch,counter,date,transactions")?;
        Ok(transactions)
    }

    /// Adds what each counter served on `date`. Codes need no quotation marks.
    pub(super) fn write(
        &mut self,
        date: NaiveDate,
        devices: &[Device],
        stations: &[Station],
    ) -> Result<(), Failure> {
        for (device, station) in devices.iter().zip(stations) {
            if station.served > 0 {
                let (branch, counter) = (device.branch.code, &device.counter);
                self.line(&format!("{branch},{counter},{date},{}", station.served))?;
            }
        }
        Ok(())
    }

    fn line(&mut self, line: &str) -> Result<(), Failure> {
        write!(self.out, "{line}\r\n").map_err(|error| Failure::of_file(&self.file, &error))
    }

    /// Puts the file in its place.
    pub(super) fn finish(self) -> Result<(), Failure> {
        let file =
            self.out.into_inner().map_err(|error| Failure::of_file(&self.file, error.error()))?;
        file.commit()
    }
}
