//! A small writer of markup. Names of tags and attributes come from the program
//! itself; everything else is escaped on its way in, so nothing that anybody wrote
//! can become markup. What is written is HTML and well-formed XML at once.

use std::fmt::{self, Display, Write};

/// Elements that have no end tag in HTML.
const VOID: [&str; 5] = ["br", "col", "hr", "link", "meta"];

/// An element with what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    tag: &'static str,
    /// As they are written, each with a space before it.
    attributes: String,
    /// As it is written.
    content: String,
}

impl Element {
    /// An empty one, without attributes.
    pub fn new(tag: &'static str) -> Self {
        Self { tag, attributes: String::new(), content: String::new() }
    }

    /// One with these classes.
    pub fn of(tag: &'static str, class: &'static str) -> Self {
        Self::new(tag).set("class", class)
    }

    /// With this attribute, which it did not have yet.
    #[must_use]
    pub fn set(mut self, name: &'static str, value: impl Display) -> Self {
        // A String takes all that is written to it, here and below.
        let _ = write!(self.attributes, " {name}=\"");
        let _ = write!(Escaped(&mut self.attributes), "{value}");
        self.attributes.push('"');
        self
    }

    /// With this text after what is in it.
    #[must_use]
    pub fn text(mut self, text: impl Display) -> Self {
        let _ = write!(Escaped(&mut self.content), "{text}");
        self
    }

    /// With this element after what is in it.
    #[must_use]
    pub fn with(mut self, child: Self) -> Self {
        let _ = write!(self.content, "{child}");
        self
    }

    /// With all of these.
    #[must_use]
    pub fn with_all(self, children: impl IntoIterator<Item = Self>) -> Self {
        children.into_iter().fold(self, Self::with)
    }

    /// A style sheet of the program's own, written as it stands: there are no escapes
    /// in one. `css` has no `<` and no `&`.
    pub fn style(css: &'static str) -> Self {
        Self { content: css.to_owned(), ..Self::new("style") }
    }
}

/// As it is written.
impl Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tag, attributes, content } = self;
        if VOID.contains(tag) {
            write!(f, "<{tag}{attributes}/>")
        } else {
            write!(f, "<{tag}{attributes}>{content}</{tag}>")
        }
    }
}

/// Takes text and writes what stands for it in content and attributes alike.
struct Escaped<'s>(&'s mut String);

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for letter in text.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                '\n' | '\t' => self.0.push(letter),
                // No document may hold these, escaped or not.
                '\u{fffe}' | '\u{ffff}' => self.0.push('\u{fffd}'),
                control if control.is_control() => self.0.push('\u{fffd}'),
                other => self.0.push(other),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use quick_xml::{Reader, XmlVersion, events::Event};

    use super::*;

    /// The one attribute and the text of an element, as a reader of XML finds them.
    fn read_back(markup: &str) -> (String, String) {
        let mut reader = Reader::from_str(markup);
        let (mut attribute, mut text, mut elements) = (String::new(), String::new(), 0);
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => {
                    elements += 1;
                    let found = start.attributes().next().unwrap().unwrap();
                    attribute =
                        found.normalized_value(XmlVersion::Explicit1_0).unwrap().into_owned();
                }
                Event::Text(part) => text.push_str(&part.decode().unwrap()),
                Event::GeneralRef(name) => {
                    let entity = format!("&{};", name.decode().unwrap());
                    text.push_str(&quick_xml::escape::unescape(&entity).unwrap());
                }
                Event::End(_) => {}
                Event::Eof => break,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(elements, 1, "{markup}");
        (attribute, text)
    }

    proptest! {
        #[test]
        fn whatever_is_said_comes_back_and_nothing_else(said in "\\PC*|[<>&\"'=/ a-z-]*") {
            let markup = Element::new("p").set("title", &said).text(&said).to_string();
            let (attribute, text) = read_back(&markup);
            prop_assert_eq!(&attribute, &said);
            prop_assert_eq!(&text, &said);
        }
    }

    #[test]
    fn what_no_document_may_hold_is_marked() {
        let markup =
            Element::new("p").set("title", "a\u{0}b").text("\u{1b}[31m\u{ffff}\r").to_string();
        assert_eq!(markup, "<p title=\"a\u{fffd}b\">\u{fffd}[31m\u{fffd}\u{fffd}</p>");
    }

    #[test]
    fn elements_close_as_html_wants_them_to() {
        let page =
            Element::of("p", "lead").text("1 < 2").with(Element::new("br")).with(Element::new("b"));
        assert_eq!(page.to_string(), r#"<p class="lead">1 &lt; 2<br/><b></b></p>"#);
    }
}
