//! What opens the bundles: keys from files, or a secret from a file and the
//! bundle's own keyring. No secret ever stands on a command line, where other
//! people of the machine can read it.

use std::{
    error::Error,
    path::{Path, PathBuf},
};

use clap::Args;
use heard_exchange::{
    bundle::Bundle,
    sealed::{
        RecoveryKey,
        native::{DamagedKey, PrivateKey, Secret},
    },
};
use zeroize::Zeroizing;

use crate::{failure::Failure, secret::secret, source::Source};

/// How to name what opens the bundles.
#[derive(Args)]
#[group(id = "secret", required = true, multiple = false)]
pub(super) struct Arguments {
    /// A private key, as JWK or as PKCS#8 in PEM; may be given again. `-` is
    /// standard input, for this and the two below.
    #[arg(long, value_name = "FILE")]
    key: Vec<PathBuf>,
    /// A file with the passphrase of the branch.
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// A file with the recovery key of the branch.
    #[arg(long, value_name = "FILE")]
    recovery_file: Option<PathBuf>,
}

/// What opens the bundles.
pub(super) enum Keys {
    /// The same keys for all of them.
    Given(Vec<PrivateKey>),
    /// What opens the keyring of each.
    Passphrase(Zeroizing<String>),
    /// What opens the keyring of each.
    Recovery(RecoveryKey),
}

impl Keys {
    /// Reads what the command line names.
    pub(super) fn read(arguments: &Arguments) -> Result<Self, Failure> {
        if let Some(path) = &arguments.passphrase_file {
            return Ok(Self::Passphrase(secret(path)?));
        }
        if let Some(path) = &arguments.recovery_file {
            let key = RecoveryKey::parse(&secret(path)?);
            return key.map(Self::Recovery).map_err(|error| refused(path, &error));
        }
        let key = |path: &PathBuf| {
            PrivateKey::read(&secret(path)?).map_err(|error| refused(path, &error))
        };
        Ok(Self::Given(arguments.key.iter().map(key).collect::<Result<_, _>>()?))
    }

    /// The keys that open `bundle`, and those of its keyring that are damaged.
    pub(super) fn of(
        &self,
        bundle: &Bundle<'_>,
    ) -> Result<(Vec<PrivateKey>, Vec<DamagedKey>), Box<dyn Error>> {
        let secret = match self {
            Self::Given(keys) => return Ok((keys.clone(), Vec::new())),
            Self::Passphrase(passphrase) => Secret::Passphrase(passphrase),
            Self::Recovery(key) => Secret::Recovery(key),
        };
        let opened = bundle.keyring()?.open(secret)?;
        Ok((opened.keys().to_vec(), opened.damaged().to_vec()))
    }
}

fn refused(path: &Path, error: &dyn std::error::Error) -> Failure {
    Failure::Problems(vec![format!("{}: {error}", Source::named(path))])
}
