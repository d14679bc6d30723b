//! The cells of multi-select questions: codes joined by `|`, with `|` and `\`
//! inside a code escaped by `\`.

use std::{borrow::Cow, fmt::Write};

use heard_survey::Value;

/// Joins the codes of `items` into one cell.
pub fn join(items: &[Value]) -> String {
    let mut cell = String::new();
    join_into(&mut cell, items);
    cell
}

/// Appends the codes of `items`, joined, to `cell`.
pub(crate) fn join_into(cell: &mut String, items: &[Value]) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            cell.push('|');
        }
        if let Value::Text(code) = item {
            if !code.contains(['|', '\\']) {
                cell.push_str(code);
                continue;
            }
            for character in code.chars() {
                if matches!(character, '|' | '\\') {
                    cell.push('\\');
                }
                cell.push(character);
            }
        } else {
            // Numbers and booleans have nothing to escape; a String takes all.
            let _ = write!(cell, "{item}");
        }
    }
}

/// The codes in `cell`, in order; none in an empty cell. Allocates only for a
/// code with something escaped in it.
///
/// A `\` before anything but `|` and `\` stands for itself.
pub fn split(cell: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let mut rest = (!cell.is_empty()).then_some(cell);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = separator(text);
        rest = end.and_then(|end| text.get(end + 1..));
        Some(unescape(end.and_then(|end| text.get(..end)).unwrap_or(text)))
    })
}

/// Where the first `|` stands that is not escaped.
fn separator(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().position(|byte| {
        let here = byte == b'|' && !escaped;
        escaped = byte == b'\\' && !escaped;
        here
    })
}

fn unescape(code: &str) -> Cow<'_, str> {
    if !code.contains('\\') {
        return Cow::Borrowed(code);
    }
    let mut plain = String::with_capacity(code.len());
    let mut characters = code.chars().peekable();
    while let Some(character) = characters.next() {
        let escaped = if character == '\\' {
            characters.next_if(|next| matches!(next, '|' | '\\'))
        } else {
            None
        };
        plain.push(escaped.unwrap_or(character));
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(cell: &str) -> Vec<String> {
        split(cell).map(Cow::into_owned).collect()
    }

    #[test]
    fn separators_and_backslashes_inside_a_code_survive() {
        let items = ["a|b", r"c\", r"\|", "d"].map(Value::from);
        let cell = join(&items);
        assert_eq!(cell, r"a\|b|c\\|\\\||d");
        assert_eq!(codes(&cell), ["a|b", r"c\", r"\|", "d"]);
    }

    #[test]
    fn an_empty_cell_holds_no_code() {
        assert!(codes("").is_empty());
    }

    #[test]
    fn a_backslash_before_anything_else_stands_for_itself() {
        assert_eq!(codes(r"C:\temp|x\"), [r"C:\temp", r"x\"]);
    }
}
