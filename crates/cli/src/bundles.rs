//! Bundles from files, and what is said of their lines.

use std::{
    fs::{self, File},
    io::Read as _,
    path::Path,
};

use heard_exchange::{
    ResponseId,
    bundle::{Bundle, Line},
};

use crate::failure::Failure;

/// No archive of ours is larger.
const LARGEST: u64 = 4 << 30;

/// The bytes of a bundle.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error| Failure::of_file(path, &error);
    let size = fs::metadata(path).map_err(failed)?.len();
    if size > LARGEST {
        return Err(problem(path, "this is larger than any bundle"));
    }
    let mut bytes = Vec::new();
    // It may be growing.
    File::open(path).map_err(failed)?.take(LARGEST).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// The bundle in `bytes`, which come from `path`.
pub(crate) fn read<'b>(path: &Path, bytes: &'b [u8]) -> Result<Bundle<'b>, Failure> {
    Bundle::read(bytes).map_err(|error| problem(path, error))
}

/// A problem with a whole bundle.
pub(crate) fn problem(path: &Path, problem: impl std::fmt::Display) -> Failure {
    Failure::Problems(vec![format!("{}: {problem}", path.display())])
}

/// A problem with a line of a bundle: file, line, and response where it is
/// known.
pub(crate) fn at(
    path: &Path,
    line: Line<'_>,
    id: Option<ResponseId>,
    problem: impl std::fmt::Display,
) -> String {
    let response = id.map(|id| format!(", response {id}")).unwrap_or_default();
    format!("{}: {} line {}{response}: {problem}", path.display(), line.file, line.number)
}
