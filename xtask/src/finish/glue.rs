//! The JavaScript that wasm-bindgen writes, freed of what is not used.
//!
//! This is no JavaScript parser. It relies on how that one tool lays out its
//! text: every statement of the module begins at the left edge, and every
//! function it hands to the binary stands on lines indented by eight spaces.

use std::collections::{HashMap, HashSet};

/// The names and words of a script, in order.
pub(super) fn words(script: &str) -> impl Iterator<Item = &str> {
    script.split(|c| !is_name(c)).filter(|word| !word.is_empty())
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// The glue without the classes that are only there for a page's own scripts,
/// of which this page has none, and without what only they use.
pub(super) fn without_unused_classes(glue: &str) -> String {
    let statements = statements(glue);
    let classes: Vec<&str> = statements
        .iter()
        .filter_map(|statement| statement.strip_prefix("export class "))
        .filter_map(|rest| words(rest).next())
        .collect();
    let mut kept = statements;
    for class in classes {
        let belongs = |statement: &&str| {
            statement.starts_with(&format!("export class {class} "))
                || statement.starts_with(&format!("if (Symbol.dispose) {class}."))
                || statement.starts_with(&format!("const {class}Finalization "))
        };
        let is_used = kept.iter().filter(|it| !belongs(it)).any(|it| has_word(it, class));
        if !is_used {
            kept.retain(|statement| !belongs(statement));
        }
    }
    // The page starts a program in one way only.
    let glue = kept.concat().replace("export { initSync, ", "export { ");
    without_uncalled(&glue)
}

/// The glue with only those functions for the binary that it asks for.
pub(super) fn with_imports(glue: &str, is_asked: &dyn Fn(&str) -> bool) -> String {
    let mut kept = String::with_capacity(glue.len());
    let mut dropping = false;
    for line in glue.split_inclusive('\n') {
        let indentation = line.len() - line.trim_start().len();
        let name = words(line).next().unwrap_or_default();
        if indentation == 8 && line.trim_start().starts_with("__wb") && line.contains(": ") {
            dropping = !is_asked(name);
        } else if indentation < 8 && !line.trim().is_empty() {
            dropping = false;
        }
        if !dropping {
            kept.push_str(line);
        }
    }
    without_uncalled(&kept)
}

/// The script with other names for these words.
pub(super) fn renamed(script: &str, names: &HashMap<String, String>) -> String {
    let mut text = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(first) = rest.chars().next() {
        let same = |c: char| is_name(c) == is_name(first);
        let (piece, after) = rest.split_at(rest.find(|c| !same(c)).unwrap_or(rest.len()));
        text.push_str(names.get(piece).map_or(piece, String::as_str));
        rest = after;
    }
    text
}

/// Without functions and variables that no other statement mentions, until
/// none is left.
fn without_uncalled(glue: &str) -> String {
    let mut kept = statements(glue);
    loop {
        let before = kept.len();
        let mentions: Vec<HashSet<&str>> =
            kept.iter().map(|statement| words(statement).collect()).collect();
        let mut times: HashMap<&str, usize> = HashMap::new();
        for word in mentions.iter().flatten() {
            *times.entry(word).or_default() += 1;
        }
        kept.retain(|statement| {
            defined(statement).is_none_or(|name| times.get(name).is_some_and(|times| *times > 1))
        });
        if kept.len() == before {
            return kept.concat();
        }
    }
}

/// What a statement defines, if it does nothing else.
fn defined(statement: &str) -> Option<&str> {
    let rest = ["function ", "async function ", "const "]
        .iter()
        .find_map(|start| statement.strip_prefix(start))?;
    words(rest).next()
}

fn has_word(script: &str, word: &str) -> bool {
    words(script).any(|it| it == word)
}

/// The statements of a module, each from the left edge to the next.
fn statements(script: &str) -> Vec<&str> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in script.split_inclusive('\n') {
        if line.starts_with(|c: char| !c.is_whitespace() && c != '}' && c != ')') {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([script.len()]);
    let first = script.get(..starts.first().copied().unwrap_or(script.len())).into_iter();
    let rest = starts.iter().zip(ends).filter_map(|(start, end)| script.get(*start..end));
    first.chain(rest).filter(|statement| !statement.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "\
export class Stream {
    free() {
        wasm.stream_free(StreamFinalization);
    }
}
if (Symbol.dispose) Stream.prototype[Symbol.dispose] = Stream.prototype.free;
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_used_0: function(arg0) {
            return helper(arg0);
        },
        __wbg_unused_1: function(arg0) {
            return only_for_unused(arg0);
        },
    };
    return { \"./kiosk_bg.js\": import0 };
}
const StreamFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {} }
    : new FinalizationRegistry(ptr => wasm.stream_free(ptr, 1));

function helper(a) {
    return wasm.run(a);
}

function only_for_unused(a) {
    return wasm.other(a);
}

let wasm;
async function __wbg_init() {
    __wbg_get_imports();
}

function initSync() {
    __wbg_get_imports();
}

export { initSync, __wbg_init as default };
";

    #[test]
    fn classes_nobody_uses_go_with_all_that_belongs_to_them() {
        let glue = without_unused_classes(GLUE);
        for gone in ["Stream", "stream_free", "initSync"] {
            assert!(!glue.contains(gone), "{gone} in {glue}");
        }
        for stays in ["helper", "only_for_unused", "__wbg_init as default", "let wasm;"] {
            assert!(glue.contains(stays), "{stays} in {glue}");
        }
    }

    #[test]
    fn a_class_the_binary_makes_stays() {
        let using = GLUE.replace("return helper(arg0)", "return Stream.__wrap(helper(arg0))");
        let glue = without_unused_classes(&using);
        assert!(glue.contains("export class Stream"));
        assert!(glue.contains("const StreamFinalization"));
    }

    #[test]
    fn functions_the_binary_does_not_ask_for_go_with_their_helpers() {
        let glue = with_imports(GLUE, &|name| name == "__wbg_used_0");
        assert!(glue.contains("__wbg_used_0: function(arg0) {\n            return helper(arg0)"));
        assert!(!glue.contains("unused"), "{glue}");
        assert!(glue.contains("    };\n    return { \"./kiosk_bg.js\": import0 };\n}"));
    }

    #[test]
    fn renaming_touches_whole_names_only() {
        let names = HashMap::from([("run".to_owned(), "$1".to_owned())]);
        assert_eq!(renamed("run(running, wasm.run)+run_1", &names), "$1(running, wasm.$1)+run_1");
    }

    #[test]
    fn all_statements_together_are_the_script() {
        assert_eq!(statements(GLUE).concat(), GLUE);
    }
}
