//! Files with secrets: read without leaving copies behind, written for their
//! owner alone.

use std::{
    fs::{self, OpenOptions},
    io::{self, Read as _, Write as _},
    path::Path,
};

use zeroize::Zeroizing;

use crate::{failure::Failure, source::Source};

/// The text of a file without the line break that editors put at its end, nor
/// the mark some put at its beginning.
pub(crate) fn secret(path: &Path) -> Result<Zeroizing<String>, Failure> {
    const LONGEST: usize = 64 << 10;
    let source = Source::named(path);
    // As large as it can get: growing would leave copies behind.
    let mut text = Zeroizing::new(String::with_capacity(LONGEST + 1));
    let read = source.open()?.take(LONGEST as u64 + 1).read_to_string(&mut text);
    read.map_err(|error| Failure::CannotRun(format!("{source}: {error}")))?;
    if text.len() > LONGEST {
        return Err(Failure::Problems(vec![format!("{source}: this is too long for a secret")]));
    }
    let end = text.strip_suffix('\n').map_or(text.len(), str::len);
    text.truncate(end);
    let end = text.strip_suffix('\r').map_or(text.len(), str::len);
    text.truncate(end);
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    Ok(text)
}

/// Writes a new file, to disk; not over one that is there.
pub(crate) fn write(path: &Path, text: &str, is_secret: bool) -> io::Result<()> {
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
