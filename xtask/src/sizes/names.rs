//! Function names and sizes from a wasm binary that was linked with names.

use crate::failure::Outcome;
use crate::wasm::{Binary, Bytes, CODE, readable};

/// A function of the binary.
pub(super) struct Function {
    /// As the linker names it: mangled.
    pub(super) name: String,
    /// The length of its code in bytes.
    pub(super) size: usize,
}

/// All functions with code, in order.
pub(super) fn functions(bytes: &[u8]) -> Outcome<Vec<Function>> {
    let binary = Binary::parse(bytes)?;
    let imported = binary.imported_functions()?;
    let mut names = binary.function_names()?;
    let code = binary.sections.iter().find(|(id, _)| *id == CODE);
    let sizes = code.map(|(_, content)| readable(code_sizes(&mut Bytes(content)))).transpose()?;
    let sizes = sizes.unwrap_or_default();
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
