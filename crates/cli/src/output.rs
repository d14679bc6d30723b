//! Files that appear whole or not at all.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    process,
};

use crate::failure::Failure;

/// A file being written beside the place it is meant for. Until
/// [`AtomicFile::commit`] nothing stands there, or what stood there before;
/// without it the file goes away again.
pub(crate) struct AtomicFile {
    file: File,
    temporary: PathBuf,
    target: PathBuf,
}

impl AtomicFile {
    /// Starts writing what is to become `target`.
    pub(crate) fn create(target: &Path) -> Result<Self, Failure> {
        let Some(name) = target.file_name() else {
            return Err(Failure::CannotRun(format!("{}: not a file name", target.display())));
        };
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}.part", process::id()));
        let temporary = target.with_file_name(hidden);
        let file = OpenOptions::new().write(true).create_new(true).open(&temporary);
        let file = file.map_err(|error| Failure::of_file(target, &error))?;
        Ok(Self { file, temporary, target: target.to_owned() })
    }

    /// Writes all there is to write, and puts the file in its place.
    pub(crate) fn write_whole(mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.file.write_all(bytes).map_err(|error| Failure::of_file(&self.target, &error))?;
        self.commit()
    }

    /// Puts the file in its place, once it is safely on disk.
    pub(crate) fn commit(self) -> Result<(), Failure> {
        let placed = self.file.sync_all().and_then(|()| fs::rename(&self.temporary, &self.target));
        placed.map_err(|error| Failure::of_file(&self.target, &error))
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for AtomicFile {
    fn drop(&mut self) {
        // Once it is in place there is nothing left to remove.
        let _ = fs::remove_file(&self.temporary);
    }
}
