//! Set-up without typing: what one tablet hands to others as a file or in an
//! address, of the shape of `provision.json`. Neither holds a secret.

use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::{
    platform::{Record, RecordError, base64, page_address},
    provision::Provision,
    store::{Conduct, Keys, Place, Settings, Visits},
};

/// Names the set-up in the address: `#setup=…`.
pub(super) const FRAGMENT: &str = "setup";
/// The longest set-up an address may hold, in characters: more than any code
/// that a camera reads.
const LONGEST: usize = 16 * 1024;

/// An address whose set-up cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum LinkError {
    /// Cut off, or never one.
    #[error("not base64url of a text")]
    Garbled,
    /// What it says is no set-up.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// It brings what only a person or a file may.
    #[error("a link must not hold `keyring`, `pin` or `demo`")]
    Secret,
}

/// Reads what stood in an address.
///
/// # Errors
/// See [`LinkError`].
pub(super) fn from_link(data: &str) -> Result<Provision, LinkError> {
    let bytes = (data.len() <= LONGEST).then(|| base64::decode_from_address(data)).flatten();
    let json = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or(LinkError::Garbled)?;
    let provision = Provision::parse(&json)?;
    let secret = provision.keys.keyring.is_some() || provision.pin.is_some();
    if secret || provision.demo.is_some() { Err(LinkError::Secret) } else { Ok(provision) }
}

/// What of a tablet's own is handed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Own {
    /// The counter.
    pub(super) counter: bool,
    /// How large a bank card is on its screen.
    pub(super) card: bool,
}

/// The set-up as a file, logo and all.
pub(super) fn to_file(settings: &Settings, own: Own) -> String {
    to_record(settings, own).with("logo", settings.logo.clone()).to_json()
}

/// The set-up as an address; the logo is too large for one.
pub(super) fn to_link(settings: &Settings, own: Own) -> String {
    let data = base64::encode_for_address(to_record(settings, own).to_json().as_bytes());
    format!("{}#{FRAGMENT}={data}", page_address())
}

/// Field by field, so that nothing secret can slip in. What is as usual is left
/// out: a shorter code is easier to scan.
fn to_record(settings: &Settings, own: Own) -> Record {
    let locales: Array = settings.locales.iter().map(|it| JsValue::from_str(it.code())).collect();
    let counter = settings.counter.as_ref().filter(|_| own.counter);
    let card = settings.conduct.card.filter(|_| own.card);
    let conduct = Conduct { card, ..settings.conduct.clone() };
    // Head office's public keys; what the branch opens with stays here.
    let keys = Keys { keyring: None, recipients: settings.keys.recipients.clone() };
    let mut record = keys
        .put_into(Record::new())
        .with("bank", &settings.bank)
        .with("branch", settings.branch.to_record())
        .with("counter", counter.map(Place::to_record))
        .with("locales", locales)
        .with("zone", &settings.zone)
        .with("questionnaire", settings.questionnaire.code())
        .with("retention_days", settings.retention_days);
    if conduct != Conduct::default() {
        record = conduct.put_into(record);
    }
    if settings.visits != Visits::default() {
        record = settings.visits.put_into(record);
    }
    record
}
