//! Just enough HTML to take apart the one page this project writes itself:
//! elements found by name, attributes read, comments dropped.

/// An element found in a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Element<'a> {
    /// All of it, from `<name` to `>` or to the end tag.
    pub(super) whole: &'a str,
    /// Its start tag.
    tag: &'a str,
}

impl<'a> Element<'a> {
    /// The value of an attribute written `name="value"`.
    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        let (_, rest) = self.tag.split_once(&format!(" {name}=\""))?;
        rest.split_once('"').map(|(value, _)| value)
    }

    /// Whether an attribute has this value.
    pub(super) fn has(&self, name: &str, value: &str) -> bool {
        self.attribute(name) == Some(value)
    }
}

/// The elements of a name, in order. `link` and `meta` end with their tag,
/// others with their end tag.
pub(super) fn elements<'a>(page: &'a str, name: &str) -> Vec<Element<'a>> {
    let (start, end) = (format!("<{name} "), format!("</{name}>"));
    let mut found = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once(&start) {
        let here = &rest[rest.len() - after.len() - start.len()..];
        let Some(tag) = here.find('>').map(|at| &here[..=at]) else { break };
        let length = match name {
            "link" | "meta" => tag.len(),
            _ => here.find(&end).map_or(tag.len(), |at| at + end.len()),
        };
        found.push(Element { whole: &here[..length], tag });
        rest = &here[length..];
    }
    found
}

/// The page without comments, blank lines and indentation.
pub(super) fn compact(page: &str) -> String {
    let mut text = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<!--") {
        text.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_with_their_attributes() {
        let page = r#"<link rel="icon" href="a.svg"><link rel="x" href="b"/><script type="module">a > b</script>"#;
        let links = elements(page, "link");
        assert_eq!(links.len(), 2);
        assert_eq!(links[1].whole, r#"<link rel="x" href="b"/>"#);
        assert!(links[0].has("rel", "icon"));
        assert_eq!(links[0].attribute("integrity"), None);
        let scripts = elements(page, "script");
        assert_eq!(scripts[0].whole, r#"<script type="module">a > b</script>"#);
    }

    #[test]
    fn compacting_drops_comments_and_indentation() {
        assert_eq!(compact("<p>\n  <!-- why\n -->\n  a b</p>\n"), "<p>\na b</p>");
    }
}
