//! Writing an archive.

use std::{
    borrow::Cow,
    io::{self, Seek, SeekFrom, Write},
};

use super::{CENTRAL_HEADER, Checksum, END, LOCAL_HEADER};

/// Where checksum and sizes stand in a local header.
const CHECKSUM_AT: u64 = 14;
/// "Version 2.0 needed", the least for plain files.
const VERSION: u16 = 20;
/// 1 January 1980, midnight: the archive says nothing the files do not.
const DOS_TIME: [u16; 2] = [0, 0x21];

/// An archive being written.
pub(crate) struct Archive<W> {
    out: W,
    /// Where it begins in `out`.
    start: u64,
    /// How much of it is written.
    length: u64,
    files: Vec<File>,
}

/// A file of the archive; the last one may still be growing.
struct File {
    name: Cow<'static, str>,
    /// Where its header begins in the archive.
    header: u64,
    size: u64,
    checksum: Checksum,
}

impl<W: Write + Seek> Archive<W> {
    /// An archive that begins where `out` stands.
    pub(crate) fn new(mut out: W) -> io::Result<Self> {
        let start = out.stream_position()?;
        Ok(Self { out, start, length: 0, files: Vec::new() })
    }

    /// Begins the next file: what is written from here on is in it.
    pub(crate) fn begin(&mut self, name: impl Into<Cow<'static, str>>) -> io::Result<()> {
        self.complete()?;
        let name = name.into();
        let file = File { name, header: self.length, size: 0, checksum: Checksum::default() };
        let mut header = Vec::new();
        number(&mut header, LOCAL_HEADER);
        file.describe(&mut header)?;
        header.extend(file.name.as_bytes());
        self.put(&header)?;
        self.files.push(file);
        Ok(())
    }

    /// Ends the archive and gives back what was written to.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        self.complete()?;
        let mut directory = Vec::new();
        for file in &self.files {
            number(&mut directory, CENTRAL_HEADER);
            half(&mut directory, VERSION);
            file.describe(&mut directory)?;
            // No comment, first disk, no attributes.
            directory.extend([0; 10]);
            number(&mut directory, fitting(file.header)?);
            directory.extend(file.name.as_bytes());
        }
        let count = u16::try_from(self.files.len()).map_err(io::Error::other)?;
        let (begins, length) = (fitting(self.length)?, fitting(directory.len() as u64)?);
        number(&mut directory, END);
        // This disk, the directory's disk.
        directory.extend([0; 4]);
        half(&mut directory, count);
        half(&mut directory, count);
        number(&mut directory, length);
        number(&mut directory, begins);
        half(&mut directory, 0);
        self.put(&directory)?;
        self.out.flush()?;
        Ok(self.out)
    }

    /// Puts checksum and sizes into the header of the file written last.
    fn complete(&mut self) -> io::Result<()> {
        let Some(file) = self.files.last() else { return Ok(()) };
        let mut known = Vec::new();
        file.measure(&mut known)?;
        self.out.seek(SeekFrom::Start(self.start + file.header + CHECKSUM_AT))?;
        self.out.write_all(&known)?;
        self.out.seek(SeekFrom::Start(self.start + self.length))?;
        Ok(())
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.length += bytes.len() as u64;
        self.out.write_all(bytes)
    }
}

impl<W: Write> Write for Archive<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.length += written as u64;
        if let (Some(file), Some(bytes)) = (self.files.last_mut(), bytes.get(..written)) {
            file.size += written as u64;
            file.checksum.add(bytes);
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl File {
    /// What both kinds of header say of a file, from the version on.
    fn describe(&self, header: &mut Vec<u8>) -> io::Result<()> {
        half(header, VERSION);
        // No flags, no compression.
        header.extend([0; 4]);
        half(header, DOS_TIME[0]);
        half(header, DOS_TIME[1]);
        self.measure(header)?;
        half(header, u16::try_from(self.name.len()).map_err(io::Error::other)?);
        // No extra field.
        half(header, 0);
        Ok(())
    }

    /// The checksum, and the size twice: compressed and not.
    fn measure(&self, header: &mut Vec<u8>) -> io::Result<()> {
        number(header, self.checksum.value());
        number(header, fitting(self.size)?);
        number(header, fitting(self.size)?);
        Ok(())
    }
}

/// Sizes and places are 32 bits wide.
fn fitting(size: u64) -> io::Result<u32> {
    u32::try_from(size).map_err(|_| io::Error::other("an archive holds at most 4 GB"))
}

fn half(out: &mut Vec<u8>, value: u16) {
    out.extend(value.to_le_bytes());
}

fn number(out: &mut Vec<u8>, value: u32) {
    out.extend(value.to_le_bytes());
}
