//! Opening a bundle, line by line: with the keys of the open console, and, where
//! those do not fit, with the bundle's own. Bringing in what was opened is
//! `import`'s.

use heard_exchange::{
    DeviceId, DeviceSequence, Response,
    bundle::{Bundle, Line},
};
use js_sys::Array;
use wasm_bindgen::JsValue;

use super::{
    Keyring, Keys, PrivateKeys, Reader, UnlockError, archive::open_segment, envelope::read,
};
use crate::platform::StorageError;

/// How many lines of the journal are opened at a time.
const CHUNK: usize = 500;

/// What a bundle holds, as far as it has been opened.
pub struct Arrived {
    /// The tablet it comes from.
    device: DeviceId,
    /// The last number that tablet had taken.
    last: DeviceSequence,
    keyring: String,
    pub(super) responses: Vec<Response>,
    closed: Vec<ClosedLine>,
    /// Files of kinds that are not known here.
    unknown: Vec<String>,
}

/// A line that stays closed.
struct ClosedLine {
    is_segment: bool,
    /// File and line.
    place: String,
    /// What stands there: a JWE as JSON.
    text: String,
    /// Why it was not opened, in the browser's words.
    why: String,
}

impl ClosedLine {
    fn of(line: Line<'_>, is_segment: bool) -> Self {
        let place = [line.file, ":", &line.number.to_string()].concat();
        Self { is_segment, place, text: line.text.to_owned(), why: String::new() }
    }
}

impl Arrived {
    /// A bundle of which nothing is open yet.
    pub fn of(bundle: &Bundle<'_>) -> Self {
        let journal = bundle.journal().map(|line| ClosedLine::of(line, false));
        let segments = bundle.segments().map(|line| ClosedLine::of(line, true));
        Self {
            device: bundle.about.device.clone(),
            last: bundle.about.last_sequence,
            keyring: bundle.keyring.to_owned(),
            responses: Vec::new(),
            closed: journal.chain(segments).collect(),
            unknown: bundle.unknown.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    /// Opens with `private` what is closed still; tells how far it has come, in
    /// characters, and how far it has to go.
    ///
    /// # Errors
    /// When the browser cannot open anything.
    pub async fn open(
        &mut self,
        private: &PrivateKeys,
        told: impl Fn(usize, usize),
    ) -> Result<(), StorageError> {
        let lines = std::mem::take(&mut self.closed);
        let total = lines.iter().map(|line| line.text.len()).sum();
        let mut done = 0;
        told(done, total);
        let mut lines = lines.into_iter().peekable();
        while let Some(first) = lines.next() {
            let mut part = vec![first];
            while let Some(line) = lines.next_if(|it| !it.is_segment && part.len() < CHUNK) {
                part.push(line);
            }
            done += part.iter().map(|line| line.text.len()).sum::<usize>();
            self.open_part(part, private).await?;
            told(done, total);
        }
        Ok(())
    }

    /// Opens one segment, or some lines of the journal.
    async fn open_part(
        &mut self,
        part: Vec<ClosedLine>,
        private: &PrivateKeys,
    ) -> Result<(), StorageError> {
        let opened = match part.as_slice() {
            [segment] if segment.is_segment => {
                vec![segment_of(&segment.text, private).await?]
            }
            _ => {
                let sealed: Array = part.iter().map(|line| JsValue::from_str(&line.text)).collect();
                let opened = private.open_all(&sealed).await?;
                let read = |[words, label]: [String; 2]| Ok(vec![read(&words, &label)?]);
                opened.map(|one| one.and_then(read)).collect()
            }
        };
        for (line, opened) in part.into_iter().zip(opened) {
            match opened {
                Ok(responses) => self.responses.extend(responses),
                Err(why) => self.closed.push(ClosedLine { why, ..line }),
            }
        }
        Ok(())
    }

    /// The bundle's own keyring, where lines stay closed and it has keys that
    /// `private` lacks.
    ///
    /// # Errors
    /// When it is damaged.
    fn other_keys(&self, private: &PrivateKeys) -> Result<Option<Keyring>, UnlockError> {
        if self.closed.is_empty() {
            return Ok(None);
        }
        let keys = Keys { keyring: Some(self.keyring.clone()), recipients: None };
        Ok(Keyring::of(&keys)?.filter(|keyring| !private.have_all_of(keyring)))
    }

    /// What is left out: file and line, and why.
    pub fn left_out(&self) -> Vec<String> {
        let closed = self.closed.iter().map(|line| [&line.place, ": ", &line.why].concat());
        let unknown = self.unknown.iter().map(|name| [name, ": not known here"].concat());
        closed.chain(unknown).collect()
    }

    /// The last number that `device` has taken, as far as the bundle tells.
    pub(super) fn last_of(&self, device: &DeviceId) -> DeviceSequence {
        let own = self.responses.iter().filter(|it| it.device == *device).map(|it| it.sequence);
        let told = (self.device == *device).then_some(self.last);
        own.chain(told).max().unwrap_or_default()
    }
}

impl Reader {
    /// Opens `arrived` with the keys of the console. Where those are not enough, the
    /// keyring whose secret would open more.
    ///
    /// # Errors
    /// See [`Arrived::open`].
    pub async fn open_arrived(
        &self,
        arrived: &mut Arrived,
        told: impl Fn(usize, usize),
    ) -> Result<Option<Keyring>, StorageError> {
        arrived.open(&self.private, told).await?;
        let keyring = arrived.other_keys(&self.private);
        keyring.map_err(|error| StorageError::broken(error.to_string()))
    }
}

/// The responses of a sealed segment, or why it stays closed.
async fn segment_of(
    text: &str,
    private: &PrivateKeys,
) -> Result<Result<Vec<Response>, String>, StorageError> {
    let opened = open_segment(&text.into(), private).await?;
    Ok(opened.and_then(|opened| {
        let day = opened.responses.first().map(|it| it.started_at.date_naive());
        opened.of_day(day.unwrap_or_default())
    }))
}
