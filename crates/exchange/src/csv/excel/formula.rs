//! What keeps a spreadsheet from taking a customer's words for a formula.

use std::borrow::Cow;

/// `text`, with a `'` in front where a spreadsheet could take it for a
/// formula: where it starts, white space aside, with `= + - @` or their
/// full-width forms, with a tab, line break or NUL; and where it already
/// starts with `'`, so that [`unguard`] always gives back the original.
pub fn guard(text: &str) -> Cow<'_, str> {
    let visible = text.trim_start_matches(|character: char| {
        character.is_whitespace() || matches!(character, '\u{feff}' | '\u{200b}'..='\u{200f}')
    });
    let control = text.starts_with(['\t', '\r', '\n', '\0']);
    let formula = visible.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\0']);
    if control || formula || text.starts_with('\'') {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// What [`guard`] was given to make `cell`.
pub fn unguard(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}
