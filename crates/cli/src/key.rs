//! `heard key`: a pair of keys for head office.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use clap::Args;
use getrandom::SysRng;
use heard_exchange::sealed::native::PrivateKey;

use crate::failure::Failure;

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

/// Writes a new file, to disk; not over one that is there.
fn write(path: &Path, text: &str, is_secret: bool) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    if is_secret {
        for_owner_only(&mut options);
    }
    let mut file = options.open(path)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.write_all(b"\n"))
        .and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = fs::remove_file(path);
    }
    written
}

#[cfg(unix)]
fn for_owner_only(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600);
}

/// Elsewhere the folder decides.
#[cfg(not(unix))]
fn for_owner_only(_: &mut OpenOptions) {}
