//! A zip archive of stored files (PKWARE's APPNOTE 6.3.10, without any of its
//! extensions), which is all a data package needs. The `zip` crate would cost
//! the tablet ten times the code and 16 KB of tables.

use std::io::{self, Seek, SeekFrom, Write};

const LOCAL_HEADER: u32 = 0x0403_4b50;
const CENTRAL_HEADER: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
/// Where checksum and sizes stand in a local header.
const CHECKSUM_AT: u64 = 14;
/// "Version 2.0 needed", the least for plain files.
const VERSION: u16 = 20;
/// 1 January 1980, midnight: the archive says nothing the files do not.
const DOS_TIME: [u16; 2] = [0, 0x21];

/// An archive being written.
pub(super) struct Archive<W> {
    out: W,
    /// Where it begins in `out`.
    start: u64,
    /// How much of it is written.
    length: u64,
    files: Vec<File>,
}

/// A file of the archive; the last one may still be growing.
struct File {
    name: &'static str,
    /// Where its header begins in the archive.
    header: u64,
    size: u64,
    checksum: Checksum,
}

impl<W: Write + Seek> Archive<W> {
    /// An archive that begins where `out` stands.
    pub(super) fn new(mut out: W) -> io::Result<Self> {
        let start = out.stream_position()?;
        Ok(Self { out, start, length: 0, files: Vec::new() })
    }

    /// Begins the next file: what is written from here on is in it.
    pub(super) fn begin(&mut self, name: &'static str) -> io::Result<()> {
        self.complete()?;
        let file = File { name, header: self.length, size: 0, checksum: Checksum::default() };
        let mut header = Vec::new();
        number(&mut header, LOCAL_HEADER);
        file.describe(&mut header)?;
        header.extend(name.as_bytes());
        self.put(&header)?;
        self.files.push(file);
        Ok(())
    }

    /// Ends the archive and gives back what was written to.
    pub(super) fn finish(mut self) -> io::Result<W> {
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
    u32::try_from(size).map_err(|_| io::Error::other("a data package holds at most 4 GB"))
}

fn half(out: &mut Vec<u8>, value: u16) {
    out.extend(value.to_le_bytes());
}

fn number(out: &mut Vec<u8>, value: u32) {
    out.extend(value.to_le_bytes());
}

/// CRC-32 as in ISO 3309, four bits at a time: a small table serves megabytes
/// well enough.
#[derive(Clone, Copy)]
struct Checksum(u32);

impl Default for Checksum {
    fn default() -> Self {
        Self(u32::MAX)
    }
}

impl Checksum {
    /// The remainder of each four bits.
    const TABLE: [u32; 16] = {
        let mut table = [0; 16];
        let mut four_bits = 0_u32;
        while four_bits < 16 {
            let mut remainder = four_bits;
            let mut bit = 0;
            while bit < 4 {
                let carry = remainder & 1;
                remainder >>= 1;
                if carry == 1 {
                    remainder ^= 0xedb8_8320;
                }
                bit += 1;
            }
            table[four_bits as usize] = remainder;
            four_bits += 1;
        }
        table
    };

    fn add(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 ^= u32::from(byte);
            for _ in 0..2 {
                // Four bits never point beyond sixteen entries.
                self.0 = self.0 >> 4 ^ Self::TABLE[(self.0 & 15) as usize];
            }
        }
    }

    fn value(self) -> u32 {
        !self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_published_one() {
        let mut checksum = Checksum::default();
        checksum.add(b"123456789");
        assert_eq!(checksum.value(), 0xcbf4_3926);
    }
}
