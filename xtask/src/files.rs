//! Reading, writing and hashing files, with errors that name the file.

use std::fs;
use std::path::{Path, PathBuf};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest, Sha256};

use crate::failure::{Context, Outcome};

/// The bytes of a file.
///
/// # Errors
/// Where it cannot be read; names it.
pub fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).context(|| format!("cannot read {}", path.display()))
}

/// The text of a file.
///
/// # Errors
/// Where it cannot be read or is not UTF-8; names it.
pub fn read_text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).context(|| format!("cannot read {}", path.display()))
}

/// Writes a file and the folders above it.
///
/// # Errors
/// Where that is not possible; names the file.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Outcome {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).context(|| format!("cannot create {}", folder.display()))?;
    }
    fs::write(path, content).context(|| format!("cannot write {}", path.display()))
}

/// Deletes a file.
///
/// # Errors
/// Where that is not possible; names the file.
pub fn remove(path: &Path) -> Outcome {
    fs::remove_file(path).context(|| format!("cannot remove {}", path.display()))
}

/// Every file under a folder, hidden ones left out, as sorted paths relative
/// to it with `/` between the parts. A folder that is not there is empty.
///
/// # Errors
/// Where a folder cannot be listed.
pub fn list(folder: &Path) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    collect(folder, "", &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<String>) -> Outcome {
    if !folder.is_dir() {
        return Ok(());
    }
    let unreadable = || format!("cannot list {}", folder.display());
    for entry in fs::read_dir(folder).context(unreadable)? {
        let entry = entry.context(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let path: PathBuf = entry.path();
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), found)?;
        } else {
            found.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}

/// SHA-256 in hexadecimal, 64 digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// SHA-256 as browsers write it in `integrity` and in a policy: `sha256-…`.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}
