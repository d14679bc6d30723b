//! Segments on the command line: compressed, sealed, and back (feature
//! `native`).

use std::io::{Read as _, Write as _};

use chrono::NaiveDate;
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use zeroize::Zeroizing;

use super::{Label, LabelError, MAX_CONTENT_BYTES, SegmentError, frame, read, unframe, write};
use crate::{
    Response,
    sealed::{
        Jwe, PublicKey,
        native::{OpenError, PrivateKey, SealError, rand_core::CryptoRng},
    },
};

/// Why a sealed segment cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenSegmentError {
    /// It stays closed.
    #[error(transparent)]
    Closed(#[from] OpenError),
    /// No label, or none of a segment.
    #[error("{0}")]
    Label(#[from] LabelError),
    /// What is inside is no segment.
    #[error("{0}")]
    Content(#[from] SegmentError),
    /// What is inside cannot be expanded.
    #[error("what is sealed is not compressed as a segment is")]
    Compression,
    /// The responses are not those of the label.
    #[error("the label is another segment's")]
    Mismatch,
}

impl Jwe {
    /// Seals `responses`, which are of `day`, as one segment.
    ///
    /// # Errors
    /// When there are no recipients or a key is not what it says.
    pub fn seal_segment(
        day: NaiveDate,
        responses: &[Response],
        recipients: &[PublicKey],
        random: &mut impl CryptoRng,
    ) -> Result<Self, SealError> {
        let content = Zeroizing::new(write(responses));
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        let compressed = encoder.write_all(&content).and_then(|()| encoder.finish());
        let compressed =
            Zeroizing::new(compressed.map_err(|error| SealError::Content(error.to_string()))?);
        let framed = Zeroizing::new(frame(&compressed));
        let label = Label::of(day, responses).to_string();
        Self::seal_bytes(&framed, Some(&label), recipients, random)
    }

    /// The label of a sealed segment. It is authentic only once the content has
    /// been opened.
    ///
    /// # Errors
    /// When there is none.
    pub fn segment_label(&self) -> Result<Label, OpenSegmentError> {
        let text = self.label_text().map_err(OpenError::from)?;
        Ok(Label::parse(&text)?)
    }

    /// Opens a sealed segment with one of `keys`, and compares it with its label.
    ///
    /// # Errors
    /// When it is sealed to other keys, was changed, or is not what its label
    /// says.
    pub fn open_segment(&self, keys: &[PrivateKey]) -> Result<Vec<Response>, OpenSegmentError> {
        let opened = self.open_bytes(keys)?;
        let label = self.segment_label()?;
        let compressed = unframe(&opened).ok_or(OpenSegmentError::Compression)?;
        let mut content = Zeroizing::new(Vec::new());
        let mut decoder = DeflateDecoder::new(compressed).take(MAX_CONTENT_BYTES as u64 + 1);
        decoder.read_to_end(&mut content).map_err(|_| OpenSegmentError::Compression)?;
        if content.len() > MAX_CONTENT_BYTES {
            return Err(OpenSegmentError::Compression);
        }
        let responses = read(&content)?;
        let of_day = responses.iter().all(|it| it.started_at.date_naive() == label.day);
        if of_day && Label::of(label.day, &responses) == label {
            Ok(responses)
        } else {
            Err(OpenSegmentError::Mismatch)
        }
    }
}
