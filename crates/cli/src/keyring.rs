//! `heard keyring`: a branch's keys for provisioning files.

use std::{
    io::{self, Write as _},
    path::PathBuf,
};

use clap::Args;
use getrandom::{SysRng, fill, rand_core::UnwrapErr};
use heard_exchange::sealed::{Keyring, RecoveryKey, check_passphrase, native::Secret};

use crate::{
    failure::Failure,
    secret::{self, secret},
};

/// Make a branch's keys, locked by its passphrase, for provisioning files.
///
/// The file goes into provisioning files as `keyring`. The recovery key is
/// written once, to standard output: print it and lock it away.
#[derive(Args)]
pub(crate) struct Arguments {
    /// A file with the branch's passphrase: at least 12 characters or four words.
    #[arg(long, value_name = "FILE")]
    passphrase_file: PathBuf,
    /// Where the keyring goes; it may not be there already.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

/// Writes the keyring, or nothing, and tells the recovery key.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let Arguments { passphrase_file, output } = arguments;
    let passphrase = secret(passphrase_file)?;
    check_passphrase(&passphrase).map_err(|fault| {
        Failure::Problems(vec![format!("{}: {fault}", passphrase_file.display())])
    })?;
    // Where there is randomness once, there is more: the first is asked for.
    let cannot = |error: &dyn std::fmt::Display| Failure::CannotRun(error.to_string());
    let mut random = [0; 20];
    fill(&mut random).map_err(|error| cannot(&error))?;
    let recovery = RecoveryKey::from_random(random);
    let secrets = [Secret::Passphrase(&passphrase), Secret::Recovery(&recovery)];
    let keyring =
        Keyring::make(&secrets, &mut UnwrapErr(SysRng)).map_err(|error| cannot(&error))?;
    let json = serde_json::to_string(&keyring).map_err(io::Error::from)?;
    secret::write(output, &json, true).map_err(|error| Failure::of_file(output, &error))?;
    Ok(writeln!(io::stdout(), "{recovery}")?)
}
