//! Sealing by the command line: what others seal is opened, what is sealed here
//! others open, and nothing that was changed is believed.

mod damage;
mod fixtures;
mod jose;
mod keyring;
mod keys;
mod labels;
mod reading;
mod recovery;
mod sealing;

use std::{fs, path::PathBuf};

use getrandom::{SysRng, rand_core::UnwrapErr};
use heard_exchange::{
    Response,
    sealed::{Jwe, PublicKey, native::PrivateKey},
};
use serde::Deserialize;
use serde_json::Value;

/// A recorded fixture; its README says what it holds.
#[derive(Deserialize)]
pub(crate) struct Fixture {
    keys: Vec<Value>,
    pub(crate) sealed: Vec<Sealed>,
}

#[derive(Deserialize)]
pub(crate) struct Sealed {
    name: String,
    opens: Vec<String>,
    content: String,
    pub(crate) aad: Option<String>,
    pub(crate) jwe: String,
}

impl Fixture {
    pub(crate) fn read(name: &str) -> Self {
        serde_json::from_str(&file(name)).unwrap()
    }

    pub(crate) fn keys(&self) -> Vec<PrivateKey> {
        self.keys.iter().map(|jwk| PrivateKey::read(&jwk.to_string()).unwrap()).collect()
    }
}

pub(crate) fn file(name: &str) -> String {
    let fixtures = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sealed");
    fs::read_to_string(fixtures.join(name)).unwrap()
}

fn response() -> Response {
    Response::parse(&file("response.json")).unwrap()
}

pub(crate) fn random() -> UnwrapErr<SysRng> {
    UnwrapErr(SysRng)
}

pub(crate) fn new_keys(count: usize) -> Vec<PrivateKey> {
    (0..count).map(|_| PrivateKey::generate(&mut SysRng).unwrap()).collect()
}

pub(crate) fn public(keys: &[PrivateKey]) -> Vec<PublicKey> {
    keys.iter().map(|key| key.public().clone()).collect()
}

/// The fixture's response sealed to a new key.
fn sealed() -> (Jwe, PrivateKey) {
    let key = new_keys(1).remove(0);
    (Jwe::seal(&response(), &[key.public().clone()], &mut random()).unwrap(), key)
}
