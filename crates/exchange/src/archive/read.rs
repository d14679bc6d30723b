//! Reading an archive: strictly, within its own bytes, copying nothing.

use super::{CENTRAL_HEADER, Checksum, END, LOCAL_HEADER};

/// A file of an archive.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stored<'a> {
    pub(crate) name: &'a str,
    pub(crate) bytes: &'a [u8],
    checksum: u32,
}

impl Stored<'_> {
    /// Whether the bytes have the checksum the archive gives.
    pub(crate) fn is_intact(&self) -> bool {
        let mut checksum = Checksum::default();
        checksum.add(self.bytes);
        checksum.value() == self.checksum
    }
}

/// How long the end is, without a comment.
const END_LENGTH: usize = 22;
/// The one flag that may be set: names are UTF-8.
const UTF_8: u16 = 1 << 11;

/// The files of `archive` in the order of its directory; what is wrong where
/// it is none.
pub(crate) fn entries(archive: &[u8]) -> Result<Vec<Stored<'_>>, &'static str> {
    const CUT_OFF: &str = "this is no zip archive, or it was cut off";
    let begins = archive.len().checked_sub(END_LENGTH).ok_or(CUT_OFF)?;
    let (before, end) = archive.split_at(begins);
    let mut end = Bytes(end);
    if end.number() != Some(END) {
        return Err(CUT_OFF);
    }
    let disks = end.number();
    let (here, count) = (end.half(), end.half());
    let (length, directory) = (end.place(), end.place());
    let is_whole = disks == Some(0) && here == count && end.half() == Some(0);
    let directory = directory.filter(|_| is_whole).ok_or(CUT_OFF)?;
    if length.and_then(|length| directory.checked_add(length)) != Some(before.len()) {
        return Err(CUT_OFF);
    }
    let (data, directory) = before.split_at_checked(directory).ok_or(CUT_OFF)?;
    let mut directory = Bytes(directory);
    let entries = (0..count.unwrap_or(0)).map(|_| entry(&mut directory, data));
    let entries = entries.collect::<Result<Vec<_>, _>>()?;
    if !directory.0.is_empty() {
        return Err("the directory of the archive is damaged");
    }
    Ok(entries)
}

/// The next entry of the directory, with its bytes.
fn entry<'a>(directory: &mut Bytes<'a>, data: &'a [u8]) -> Result<Stored<'a>, &'static str> {
    const DAMAGED: &str = "the directory of the archive is damaged";
    if directory.number() != Some(CENTRAL_HEADER) || directory.take(2).is_none() {
        return Err(DAMAGED);
    }
    let described = Described::read(directory).ok_or(DAMAGED)?;
    let (extra, comment) = (directory.length(), directory.length());
    // Which disk, attributes.
    directory.take(8).ok_or(DAMAGED)?;
    let begins = directory.place().ok_or(DAMAGED)?;
    let name = described.name(directory).ok_or(DAMAGED)?;
    let rest = extra.zip(comment).map(|(extra, comment)| extra + comment);
    rest.and_then(|rest| directory.take(rest)).ok_or(DAMAGED)?;
    if described.is_packed {
        return Err("the archive is compressed or encrypted; its files must be stored as they are");
    }
    let bytes = data.get(begins..).and_then(|local| bytes(local, &described, name));
    Ok(Stored { name, bytes: bytes.ok_or(DAMAGED)?, checksum: described.checksum })
}

/// What stands behind a local header, which must say the same.
fn bytes<'a>(local: &'a [u8], described: &Described, name: &str) -> Option<&'a [u8]> {
    let mut local = Bytes(local);
    (local.number()? == LOCAL_HEADER).then_some(())?;
    let again = Described::read(&mut local)?;
    let extra = local.length()?;
    (again == *described && again.name(&mut local)? == name).then_some(())?;
    local.take(extra)?;
    local.take(described.size)
}

/// What both kinds of header say of a file.
#[derive(PartialEq, Eq)]
struct Described {
    is_packed: bool,
    checksum: u32,
    size: usize,
    name_length: usize,
}

impl Described {
    /// From the version that is needed to the length of the name.
    fn read(header: &mut Bytes<'_>) -> Option<Self> {
        header.half()?;
        let (flags, method) = (header.half()?, header.half()?);
        // The time.
        header.take(4)?;
        let checksum = header.number()?;
        let (packed, size) = (header.place()?, header.place()?);
        let is_packed = flags & !UTF_8 != 0 || method != 0 || packed != size;
        Some(Self { is_packed, checksum, size, name_length: header.length()? })
    }

    fn name<'a>(&self, header: &mut Bytes<'a>) -> Option<&'a str> {
        std::str::from_utf8(header.take(self.name_length)?).ok()
    }
}

/// Bytes yet to be read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn half(&mut self) -> Option<u16> {
        self.take(2)?.try_into().ok().map(u16::from_le_bytes)
    }

    fn number(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    fn length(&mut self) -> Option<usize> {
        self.half().map(usize::from)
    }

    fn place(&mut self) -> Option<usize> {
        self.number().and_then(|place| place.try_into().ok())
    }
}
