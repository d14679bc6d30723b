//! Function names and sizes from a wasm binary that was linked with names.

use std::collections::HashMap;

use crate::failure::{Failure, Outcome};

/// A function of the binary.
pub(super) struct Function {
    /// As the linker names it: mangled.
    pub(super) name: String,
    /// The length of its code in bytes.
    pub(super) size: usize,
}

const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;
const CODE: u8 = 10;
/// The subsection of the section `name` that names functions.
const FUNCTION_NAMES: u8 = 1;

/// All functions with code, in order.
pub(super) fn functions(binary: &[u8]) -> Outcome<Vec<Function>> {
    parse(binary).ok_or_else(|| Failure::new("the wasm binary cannot be read"))
}

fn parse(binary: &[u8]) -> Option<Vec<Function>> {
    let mut rest = Bytes(binary.strip_prefix(b"\0asm\x01\0\0\0")?);
    let (mut imported, mut sizes, mut names) = (0, Vec::new(), HashMap::new());
    while !rest.0.is_empty() {
        let id = rest.byte()?;
        let length = rest.number()?;
        let mut section = Bytes(rest.take(length)?);
        match id {
            IMPORT => imported = imported_functions(&mut section)?,
            CODE => sizes = code_sizes(&mut section)?,
            CUSTOM if section.text()? == "name" => names = function_names(&mut section)?,
            _ => {}
        }
    }
    let functions = sizes.into_iter().enumerate().map(|(index, size)| {
        let name = names.remove(&(imported + index)).unwrap_or_default();
        Function { name, size }
    });
    Some(functions.collect())
}

fn code_sizes(section: &mut Bytes) -> Option<Vec<usize>> {
    let count = section.number()?;
    (0..count)
        .map(|_| {
            let size = section.number()?;
            section.take(size).map(<[u8]>::len)
        })
        .collect()
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

/// How many of the imports are functions: they come first in the numbering.
fn imported_functions(section: &mut Bytes) -> Option<usize> {
    let count = section.number()?;
    let mut functions = 0;
    for _ in 0..count {
        section.text()?;
        section.text()?;
        match section.byte()? {
            0 => {
                functions += 1;
                section.number()?;
            }
            1 => {
                section.byte()?;
                section.limits()?;
            }
            2 => section.limits()?,
            3 => {
                section.take(2)?;
            }
            _ => return None,
        }
    }
    Some(functions)
}

/// A reader that gives up, with `None`, at the end.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// An unsigned number in LEB128.
    fn number(&mut self) -> Option<usize> {
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

    fn text(&mut self) -> Option<String> {
        let length = self.number()?;
        Some(String::from_utf8_lossy(self.take(length)?).into_owned())
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
mod tests {
    use super::*;

    #[test]
    fn functions_have_their_names_and_sizes() {
        // One imported function, one with three bytes of code, named "a" and "b".
        let binary = [
            &b"\0asm\x01\0\0\0"[..],
            &[2, 7, 1, 1, b'm', 1, b'f', 0, 0],
            &[10, 5, 1, 3, 0, 1, 0x0b],
            &[0, 14, 4, b'n', b'a', b'm', b'e', 1, 7, 2, 0, 1, b'a', 1, 1, b'b'],
        ]
        .concat();
        let found = functions(&binary).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].name.as_str(), found[0].size), ("b", 3));
    }

    #[test]
    fn a_broken_binary_is_refused() {
        assert!(functions(b"\0asm\x01\0\0\0\x0a\x05\x01").is_err());
    }
}
