//! "Did you mean …": the nearest of several names.

/// A sentence with the name nearest to `word`, where one is near enough: at
/// most a third of its letters, and never more than three, are different.
pub(super) fn nearest(word: &str, names: &[&str]) -> Option<String> {
    let allowed = (word.chars().count().div_ceil(3)).min(3);
    let near = names.iter().map(|name| (distance(word, name), name));
    let (steps, name) = near.min_by_key(|(steps, _)| *steps)?;
    (steps <= allowed).then(|| format!("Did you mean `{name}`?"))
}

/// How many letters must be added, dropped or changed (Levenshtein), without
/// regard to case.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.to_ascii_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, letter) in left.to_ascii_lowercase().chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], line + 1);
        for (column, other) in right.iter().enumerate() {
            let change = diagonal + usize::from(letter != *other);
            diagonal = row[column + 1];
            row[column + 1] = change.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_its_word() {
        let names = ["visibleIf", "isRequired", "title"];
        assert_eq!(nearest("visbleIf", &names).as_deref(), Some("Did you mean `visibleIf`?"));
        assert_eq!(nearest("Title", &names).as_deref(), Some("Did you mean `title`?"));
        assert_eq!(nearest("banana", &names), None);
        assert_eq!(nearest("x", &[]), None);
    }
}
