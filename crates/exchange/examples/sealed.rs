//! Writes `native.json`, the fixture of what the command line seals, to standard
//! output: for `cargo xtask oracles`, which has other libraries open it. Given
//! the folder of the fixtures. Its randomness is none: the same text each time.

use std::{convert::Infallible, error::Error, fs, path::PathBuf};

use heard_exchange::{
    Response,
    sealed::{
        Jwe, Label, PublicKey,
        native::{
            PrivateKey,
            rand_core::{TryCryptoRng, TryRng},
            sha256,
        },
        pad,
    },
};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("which folder?")?);
    let response: Response = Response::parse(&fs::read_to_string(folder.join("response.json"))?)?;
    let mut random = Counted(0);
    let keys: Vec<PrivateKey> =
        (0..4).map(|_| PrivateKey::generate(&mut random)).collect::<Result<_, _>>()?;
    let (aad, content) = (Label::of(&response), pad(&serde_json::to_string(&response)?));
    let mut sealed = Vec::new();
    for count in 1..=keys.len() {
        let recipients: Vec<PublicKey> =
            keys.iter().take(count).map(|key| key.public().clone()).collect();
        let opens: Vec<&str> = recipients.iter().map(|key| key.kid.as_str()).collect();
        let jwe = Jwe::seal(&response, &recipients, &mut random)?;
        sealed.push(json!({
            "name": format!("recipients: {count}"), "opens": opens,
            "content": content, "aad": aad.to_string(), "jwe": jwe.to_string(),
        }));
    }
    let keys: Vec<Value> =
        keys.iter().map(|key| serde_json::from_str(&key.to_jwk())).collect::<Result<_, _>>()?;
    println!("{:#}", json!({ "made_by": "heard", "keys": keys, "sealed": sealed }));
    Ok(())
}

/// The hashes of 1, 2, 3 and so on.
struct Counted(u64);

impl TryRng for Counted {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for part in bytes.chunks_mut(32) {
            self.0 += 1;
            let hash = sha256(&self.0.to_be_bytes());
            part.copy_from_slice(&hash[..part.len()]);
        }
        Ok(())
    }
}

/// As far as the traits can tell.
impl TryCryptoRng for Counted {}
