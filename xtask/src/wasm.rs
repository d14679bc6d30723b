//! Just enough of the WebAssembly binary format to read names and sizes, to
//! rename or remove what a program imports and exports, and to empty functions.

use std::collections::HashMap;

use crate::failure::{Failure, Outcome};

/// A binary taken apart into its sections.
#[derive(Debug)]
pub struct Binary {
    /// Number and content of each section, in order.
    pub sections: Vec<(u8, Vec<u8>)>,
}

/// The section number of a section with a name of its own.
pub const CUSTOM: u8 = 0;
/// The section number of the imports.
pub const IMPORT: u8 = 2;
/// The section number of the exports.
pub const EXPORT: u8 = 7;
/// The section number of the functions' code.
pub const CODE: u8 = 10;
/// The section number of what lies in memory from the start.
const DATA: u8 = 11;

/// The subsection of the section `name` that names functions.
const FUNCTION_NAMES: u8 = 1;
/// A function without locals that traps: `unreachable`, `end`.
const TRAP: [u8; 3] = [0, 0, 0x0b];

/// How a piece of data begins that lies at a number in memory: `i32.const`.
const AT_NUMBER: [u8; 2] = [0, 0x41];

const HEADER: &[u8] = b"\0asm\x01\0\0\0";
/// The kind of an import or export that is a function.
const FUNCTION: u8 = 0;

/// A thing a program asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Whom it asks.
    pub module: String,
    /// What for.
    pub name: String,
    /// Whether it is a function.
    pub is_function: bool,
}

impl Binary {
    /// Takes a binary apart.
    ///
    /// # Errors
    /// Where it is not WebAssembly or broken off.
    pub fn parse(bytes: &[u8]) -> Outcome<Self> {
        readable(Self::sections(bytes)).map(|sections| Self { sections })
    }

    fn sections(bytes: &[u8]) -> Option<Vec<(u8, Vec<u8>)>> {
        let mut rest = Bytes(bytes.strip_prefix(HEADER)?);
        let mut sections = Vec::new();
        while !rest.0.is_empty() {
            let id = rest.byte()?;
            let length = rest.number()?;
            sections.push((id, rest.take(length)?.to_vec()));
        }
        Some(sections)
    }

    /// The binary put together again.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = HEADER.to_vec();
        for (id, content) in &self.sections {
            bytes.push(*id);
            put_number(&mut bytes, content.len());
            bytes.extend_from_slice(content);
        }
        bytes
    }

    /// What the program asks for, in order.
    ///
    /// # Errors
    /// Where the section cannot be read.
    pub fn imports(&self) -> Outcome<Vec<Import>> {
        let mut found = Vec::new();
        self.clone_with(IMPORT, |section| {
            rewrite_imports(section, |import| {
                found.push(import.clone());
                import.name.clone()
            })
        })?;
        Ok(found)
    }

    /// The binary with other names for what it asks for.
    ///
    /// # Errors
    /// Where the section cannot be read.
    pub fn with_imports(&self, name: impl FnMut(&Import) -> String) -> Outcome<Self> {
        self.clone_with(IMPORT, |section| rewrite_imports(section, name))
    }

    /// The binary with other names for what it offers, without what gets none.
    ///
    /// # Errors
    /// Where the section cannot be read.
    pub fn with_exports(&self, name: impl FnMut(&str) -> Option<String>) -> Outcome<Self> {
        self.clone_with(EXPORT, |section| rewrite_exports(section, name))
    }

    /// The names of the functions by their numbers, as far as they have any.
    ///
    /// # Errors
    /// Where the section cannot be read.
    pub fn function_names(&self) -> Outcome<HashMap<usize, String>> {
        let sections = self.sections.iter().filter(|(id, _)| *id == CUSTOM);
        let mut named = sections.filter_map(|(_, content)| {
            let mut section = Bytes(content);
            (section.text()? == "name").then_some(section)
        });
        named.next().map_or_else(|| Ok(HashMap::new()), |mut it| readable(function_names(&mut it)))
    }

    /// How many functions are asked for: they come first in the numbering.
    ///
    /// # Errors
    /// Where the section cannot be read.
    pub fn imported_functions(&self) -> Outcome<usize> {
        Ok(self.imports()?.iter().filter(|import| import.is_function).count())
    }

    /// The binary with the functions that `traps` holds for, by name, doing
    /// nothing but trap.
    ///
    /// # Errors
    /// Where a section cannot be read.
    pub fn with_traps(&self, traps: impl Fn(&str) -> bool) -> Outcome<Self> {
        let (names, imported) = (self.function_names()?, self.imported_functions()?);
        let is_trap = |index| names.get(&(imported + index)).is_some_and(|name| traps(name));
        self.clone_with(CODE, |section| rewrite_code(section, is_trap))
    }

    /// The binary with other data: `edit` gets each piece with where it lies in
    /// memory.
    ///
    /// # Errors
    /// Where the section cannot be read.
    pub fn with_data(&self, edit: impl FnMut(usize, &mut [u8])) -> Outcome<Self> {
        self.clone_with(DATA, |section| rewrite_data(section, edit))
    }

    fn clone_with(
        &self,
        wanted: u8,
        rewrite: impl FnOnce(&mut Bytes) -> Option<Vec<u8>>,
    ) -> Outcome<Self> {
        let mut sections = self.sections.clone();
        if let Some((_, content)) = sections.iter_mut().find(|(id, _)| *id == wanted) {
            *content = readable(rewrite(&mut Bytes(content)))?;
        }
        Ok(Self { sections })
    }
}

/// The value read.
///
/// # Errors
/// Where the reader gave up.
pub fn readable<T>(read: Option<T>) -> Outcome<T> {
    read.ok_or_else(|| Failure::new("the wasm binary cannot be read"))
}

fn rewrite_imports(
    section: &mut Bytes,
    mut name_for: impl FnMut(&Import) -> String,
) -> Option<Vec<u8>> {
    let count = section.number()?;
    let mut content = Vec::new();
    put_number(&mut content, count);
    for _ in 0..count {
        let (module, name) = (section.text()?, section.text()?);
        let before = section.0;
        let is_function = section.byte()? == FUNCTION;
        section.skip_import_type(before[0])?;
        let kind = before.get(..before.len() - section.0.len())?;
        let name = name_for(&Import { module: module.clone(), name, is_function });
        put_text(&mut content, &module);
        put_text(&mut content, &name);
        content.extend_from_slice(kind);
    }
    Some(content)
}

fn rewrite_exports(
    section: &mut Bytes,
    mut name_for: impl FnMut(&str) -> Option<String>,
) -> Option<Vec<u8>> {
    let (mut kept, mut count) = (Vec::new(), 0);
    for _ in 0..section.number()? {
        let (name, kind, index) = (section.text()?, section.byte()?, section.number()?);
        if let Some(name) = name_for(&name) {
            count += 1;
            put_text(&mut kept, &name);
            kept.push(kind);
            put_number(&mut kept, index);
        }
    }
    let mut content = Vec::new();
    put_number(&mut content, count);
    content.append(&mut kept);
    Some(content)
}

fn rewrite_code(section: &mut Bytes, is_trap: impl Fn(usize) -> bool) -> Option<Vec<u8>> {
    let count = section.number()?;
    let mut content = Vec::new();
    put_number(&mut content, count);
    for index in 0..count {
        let length = section.number()?;
        let body = section.take(length)?;
        let body = if is_trap(index) { &TRAP } else { body };
        put_number(&mut content, body.len());
        content.extend_from_slice(body);
    }
    Some(content)
}

fn rewrite_data(section: &mut Bytes, mut edit: impl FnMut(usize, &mut [u8])) -> Option<Vec<u8>> {
    let count = section.number()?;
    let mut content = Vec::new();
    put_number(&mut content, count);
    for _ in 0..count {
        let before = section.0;
        section.0 = section.0.strip_prefix(&AT_NUMBER)?;
        // Signed; what is not negative reads as if it were not.
        let start = section.number()?;
        section.byte()?;
        content.extend_from_slice(before.get(..before.len() - section.0.len())?);
        let length = section.number()?;
        let mut data = section.take(length)?.to_vec();
        edit(start, &mut data);
        put_number(&mut content, data.len());
        content.append(&mut data);
    }
    Some(content)
}

fn function_names(section: &mut Bytes) -> Option<HashMap<usize, String>> {
    while !section.0.is_empty() {
        let id = section.byte()?;
        let length = section.number()?;
        let mut part = Bytes(section.take(length)?);
        if id == FUNCTION_NAMES {
            let count = part.number()?;
            return (0..count).map(|_| Some((part.number()?, part.text()?))).collect();
        }
    }
    Some(HashMap::new())
}

fn put_number(bytes: &mut Vec<u8>, mut value: usize) {
    loop {
        let low = u8::try_from(value & 0x7f).unwrap_or_default();
        value >>= 7;
        if value == 0 {
            return bytes.push(low);
        }
        bytes.push(low | 0x80);
    }
}

fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put_number(bytes, text.len());
    bytes.extend_from_slice(text.as_bytes());
}

/// A reader that gives up, with `None`, at the end.
#[derive(Debug)]
pub struct Bytes<'a>(
    /// What has not been read yet.
    pub &'a [u8],
);

impl<'a> Bytes<'a> {
    /// One byte.
    pub fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// So many bytes.
    pub fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// An unsigned number in LEB128.
    pub fn number(&mut self) -> Option<usize> {
        let (mut value, mut shift) = (0_usize, 0);
        loop {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(value);
            }
            shift += 7;
        }
    }

    /// A text with its length before it.
    pub fn text(&mut self) -> Option<String> {
        let length = self.number()?;
        Some(String::from_utf8_lossy(self.take(length)?).into_owned())
    }

    /// What follows the kind of an import: a signature's number, a table, a
    /// memory, a global or an exception.
    fn skip_import_type(&mut self, kind: u8) -> Option<()> {
        match kind {
            FUNCTION => self.number().map(drop),
            1 => self.byte().and_then(|_| self.limits()),
            2 => self.limits(),
            3 => self.take(2).map(drop),
            4 => self.byte().and_then(|_| self.number()).map(drop),
            _ => None,
        }
    }

    fn limits(&mut self) -> Option<()> {
        let has_maximum = self.byte()? & 1 == 1;
        self.number()?;
        if has_maximum {
            self.number()?;
        }
        Some(())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Imports the function `first_function` from a module and the memory
    /// `m.second`, exports function 0 as "one" and function 1 as "two", has
    /// three bytes of code and the names "a" and "b".
    pub(crate) fn small(module: &str) -> Vec<u8> {
        let mut imports = vec![2];
        put_text(&mut imports, module);
        put_text(&mut imports, "first_function");
        imports.extend_from_slice(b"\0\0\x01m\x06second\x02\x01\x01\x02");
        let exports = b"\x02\x03one\x00\x00\x03two\x00\x01";
        let names = b"\x04name\x01\x07\x02\x00\x01a\x01\x01b";
        let mut bytes = HEADER.to_vec();
        for (id, content) in
            [(IMPORT, &imports[..]), (EXPORT, exports), (CODE, b"\x01\x03\0\x01\x0b"), (0, names)]
        {
            bytes.push(id);
            put_number(&mut bytes, content.len());
            bytes.extend_from_slice(content);
        }
        bytes
    }

    #[test]
    fn a_binary_put_together_again_is_the_same() {
        assert_eq!(Binary::parse(&small("m")).unwrap().to_bytes(), small("m"));
    }

    #[test]
    fn imports_and_exports_can_be_renamed_and_exports_removed() {
        let binary = Binary::parse(&small("m")).unwrap();
        let renamed = binary.with_imports(|import| format!("{}-{}", import.module, import.name));
        let renamed = renamed.unwrap().with_exports(|name| (name == "two").then(|| "2".into()));
        let renamed = Binary::parse(&renamed.unwrap().to_bytes()).unwrap();
        let import =
            |name: &str, is_function| Import { module: "m".into(), name: name.into(), is_function };
        assert_eq!(
            renamed.imports().unwrap(),
            [import("m-first_function", true), import("m-second", false)]
        );
        assert_eq!(renamed.sections[1].1, b"\x01\x012\x00\x01");
    }

    #[test]
    fn a_function_can_be_made_to_trap() {
        let binary = Binary::parse(&small("m")).unwrap();
        assert!(binary.function_names().unwrap().values().any(|name| name == "b"));
        let traps = binary.with_traps(|name| name == "b").unwrap();
        assert!(traps.to_bytes().windows(4).any(|bytes| bytes == [3, 0, 0, 0x0b]));
        let same = binary.with_traps(|name| name == "c").unwrap();
        assert_eq!(same.to_bytes(), binary.to_bytes());
    }

    #[test]
    fn data_can_be_edited_where_it_lies() {
        let piece = b"\x01\0\x41\x80\x80\xc0\0\x0b\x03abc";
        let binary = Binary { sections: vec![(DATA, piece.to_vec())] };
        let edited = binary.with_data(|start, data| {
            assert_eq!((start, &*data), (1 << 20, &b"abc"[..]));
            data[1] = 0;
        });
        assert_eq!(edited.unwrap().sections[0].1, b"\x01\0\x41\x80\x80\xc0\0\x0b\x03a\0c");
        let broken = Binary { sections: vec![(DATA, piece[..9].to_vec())] };
        assert!(broken.with_data(|_, _| ()).is_err());
    }

    #[test]
    fn a_broken_binary_is_refused() {
        assert!(Binary::parse(b"\0asm\x01\0\0\0\x0a\x05\x01").is_err());
        assert!(Binary::parse(b"<html>").is_err());
    }

    #[test]
    fn numbers_survive_their_encoding() {
        for number in [0, 127, 128, 16_383, 16_384, 4_294_967_295] {
            let mut bytes = Vec::new();
            put_number(&mut bytes, number);
            assert_eq!(Bytes(&bytes).number(), Some(number));
        }
    }
}
