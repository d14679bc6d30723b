//! Scripts and styles made ready to stand inside the page: whole-line comments
//! and indentation go, and nothing in them can end the element they stand in.
//!
//! Not a minifier: after compression there is little more to gain, and what is
//! served stays readable.

use crate::failure::{Failure, Outcome};

/// A script for a `script` element.
pub(super) fn script(source: &str) -> String {
    let safe = source.replace("</script", "<\\/script").replace("<!--", "<\\!--");
    // Indentation inside a text over several lines would be part of the text.
    if safe.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return safe;
    }
    without_comments(&safe, "//")
}

/// A style sheet for a `style` element.
///
/// # Errors
/// Where it would end the element.
pub(super) fn style(source: &str) -> Outcome<String> {
    if source.contains("</") {
        return Err(Failure::new("a style sheet must not contain `</`"));
    }
    Ok(without_comments(source, "/*!"))
}

fn without_comments(source: &str, line_comment: &str) -> String {
    let mut kept = Vec::new();
    let mut in_comment = false;
    for line in source.lines().map(str::trim) {
        if in_comment || line.starts_with("/*") {
            in_comment = !line.contains("*/");
            // Code after the end of a comment on the same line is kept.
            if let Some((_, code)) = line.rsplit_once("*/")
                && !code.trim().is_empty()
            {
                kept.push(code.trim());
            }
        } else if !line.is_empty() && !line.starts_with(line_comment) {
            kept.push(line);
        }
    }
    kept.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go_code_stays() {
        let source = "/**\n * why\n */\nfunction a() {\n    // no\n    return 'x'; // yes\n}\n";
        assert_eq!(script(source), "function a() {\nreturn 'x'; // yes\n}");
        let sheet = "/* a */ p { color: red }\n/* b\n c */\nq {}";
        assert_eq!(style(sheet), Ok("p { color: red }\nq {}".into()));
    }

    #[test]
    fn nothing_inside_can_end_the_element() {
        assert_eq!(script("a('</script>')"), "a('<\\/script>')");
        assert!(style("p::after { content: '</style>' }").is_err());
    }

    #[test]
    fn texts_over_several_lines_are_left_alone() {
        let source = "const a = `one\n    two`;";
        assert_eq!(script(source), source);
    }
}
