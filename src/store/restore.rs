//! Opening a bundle, line by line: with the keys of the open console, and, where
//! those do not fit, with the bundle's own. Bringing in what was opened is
//! `import`'s.

use heard_exchange::{
    DeviceSequence, Response,
    bundle::{About, Bundle, Line},
};
use js_sys::Array;

use super::{Envelope, Keyring, Keys, PrivateKeys, Reader, UnlockError, archive::open_segment};
use crate::platform::StorageError;

/// How many lines of the journal are opened at a time.
const CHUNK: usize = 500;

/// What a bundle holds, as far as it has been opened.
pub struct Arrived {
    /// What the bundle says of itself.
    pub about: About,
    keyring: String,
    pub(super) responses: Vec<Response>,
    closed: Vec<ClosedLine>,
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
            about: bundle.about.clone(),
            keyring: bundle.keyring.to_owned(),
            responses: Vec::new(),
            closed: journal.chain(segments).collect(),
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
                vec![open_segment(&Array::of1(&segment.text.as_str().into()), private).await?]
            }
            _ => {
                let sealed: Vec<_> = part.iter().map(|it| Envelope::sealed(&it.text)).collect();
                let opened = Envelope::open_all(&sealed, private).await?;
                opened.into_iter().map(|one| one.map(|response| vec![response])).collect()
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
    pub fn other_keys(&self, private: &PrivateKeys) -> Result<Option<Keyring>, UnlockError> {
        if self.closed.is_empty() {
            return Ok(None);
        }
        let keys = Keys { keyring: Some(self.keyring.clone()), recipients: None };
        Ok(Keyring::of(&keys)?.filter(|keyring| !private.have_all_of(keyring)))
    }

    /// What stays closed: where it stands, and why.
    pub fn closed(&self) -> impl Iterator<Item = [&str; 2]> {
        self.closed.iter().map(|line| [line.place.as_str(), line.why.as_str()])
    }

    /// The last number that `device` has taken, as far as the bundle tells.
    pub(super) fn last_of(&self, device: &heard_exchange::DeviceId) -> DeviceSequence {
        let own = self.responses.iter().filter(|it| it.device == *device).map(|it| it.sequence);
        let told = (self.about.device == *device).then_some(self.about.last_sequence);
        own.chain(told).max().unwrap_or_default()
    }
}

impl Reader {
    /// Opens what `arrived` with the keys of the console.
    ///
    /// # Errors
    /// See [`Arrived::open`].
    pub async fn open_arrived(
        &self,
        arrived: &mut Arrived,
        told: impl Fn(usize, usize),
    ) -> Result<(), StorageError> {
        arrived.open(&self.private, told).await
    }
}
