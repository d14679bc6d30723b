//! `heard key`: a pair of keys for head office.

use std::{
    fs,
    io::{self, Write as _},
    path::PathBuf,
};

use clap::Args;
use getrandom::SysRng;
use heard_exchange::sealed::native::PrivateKey;

use crate::{failure::Failure, secret::write};

/// Make a pair of keys for head office (JWK).
///
/// The public one goes into provisioning files: tablets then seal to it, too. The
/// private one opens what they seal; whoever loses it has lost that, and nobody
/// else may have it. Neither file may be there already.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Where the private key goes; only its owner may read the file.
    #[arg(long, value_name = "FILE")]
    private: PathBuf,
    /// Where the public key goes.
    #[arg(long, value_name = "FILE")]
    public: PathBuf,
}

/// Writes both files, or none, and tells the key's name.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let Arguments { private, public } = arguments;
    let key = PrivateKey::generate(&mut SysRng)
        .map_err(|error| Failure::CannotRun(format!("no randomness: {error}")))?;
    let jwk = serde_json::to_string(key.public()).map_err(io::Error::from)?;
    write(private, &key.to_jwk(), true).map_err(|error| Failure::of_file(private, &error))?;
    if let Err(error) = write(public, &jwk, false) {
        // Nobody has it yet.
        let _ = fs::remove_file(private);
        return Err(Failure::of_file(public, &error));
    }
    Ok(writeln!(io::stdout(), "{}", key.public().kid)?)
}
