//! Function names and sizes from a wasm binary that was linked with names.

use std::collections::HashMap;

use crate::failure::Outcome;
use crate::wasm::{Binary, Bytes, CODE, CUSTOM, readable};

/// A function of the binary.
pub(super) struct Function {
    /// As the linker names it: mangled.
    pub(super) name: String,
    /// The length of its code in bytes.
    pub(super) size: usize,
}

/// The subsection of the section `name` that names functions.
const FUNCTION_NAMES: u8 = 1;

/// All functions with code, in order.
pub(super) fn functions(bytes: &[u8]) -> Outcome<Vec<Function>> {
    let binary = Binary::parse(bytes)?;
    // Imported functions come first in the numbering.
    let imported = binary.imports()?.iter().filter(|import| import.is_function).count();
    let (mut sizes, mut names) = (Vec::new(), HashMap::new());
    for (id, content) in &binary.sections {
        let mut section = Bytes(content);
        match *id {
            CODE => sizes = readable(code_sizes(&mut section))?,
            CUSTOM if section.text().is_some_and(|name| name == "name") => {
                names = readable(function_names(&mut section))?;
            }
            _ => {}
        }
    }
    let functions = sizes.into_iter().enumerate().map(|(index, size)| {
        let name = names.remove(&(imported + index)).unwrap_or_default();
        Function { name, size }
    });
    Ok(functions.collect())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wasm::tests::small;

    #[test]
    fn functions_have_their_names_and_sizes() {
        let found = functions(&small("m")).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].name.as_str(), found[0].size), ("b", 3));
    }
}
