//! What the composite index is made of. Whether the judgements agree with each other
//! is left to `heard-insight`: no interview needs to know.

use super::{Drafts, place::Place, properties::Known, settings::named};
use crate::{Dimensions, Kind};

/// How judgements by chance agree is known for so many dimensions at most.
const MOST: usize = 10;

pub(super) fn read(place: &Place<'_>, drafts: &Drafts<'_>) -> Option<Dimensions> {
    let fields = place.fields(Known::Dimensions)?;
    let questions = fields.needed("questions").map(|it| questions(&it, drafts));
    let judgements = fields.needed("judgements");
    let questions = questions?;
    let judgements = judgements?;
    Some(Dimensions { judgements: matrix(&judgements, questions.len())?, questions })
}

fn questions(place: &Place<'_>, drafts: &Drafts<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for item in place.list(MOST, "question") {
        let is_rating = |kind: &Kind| matches!(kind, Kind::Rating(_));
        let Some(name) = named(&item, drafts, "a rating", is_rating) else { continue };
        if names.contains(&name) {
            item.refuse(format!("`{name}` stands here already."), None);
        }
        names.push(name);
    }
    names
}

/// As many rows and columns as there are questions; none, once reported, where they
/// are no judgements.
fn matrix(place: &Place<'_>, size: usize) -> Option<Vec<Vec<f64>>> {
    let rows: Vec<Vec<Place<'_>>> =
        place.list(MOST, "row").iter().map(|row| row.list(MOST, "judgement")).collect();
    if rows.len() != size || rows.iter().any(|row| row.len() != size) {
        place.refuse("There must be a row and a column for each of the questions.", None);
        return None;
    }
    let judged = |place: &Place<'_>| {
        let number = place.number()?;
        if number <= 0.0 {
            place.refuse("This must be above 0.", None);
        }
        Some(number)
    };
    let numbers = rows.iter().map(|row| row.iter().map(judged).collect());
    let matrix = numbers.collect::<Option<Vec<Vec<f64>>>>()?;
    // Column by column, which is what stands across of it row by row.
    let across = (0..size).flat_map(|column| matrix.iter().map(move |row| row.get(column)));
    let all = matrix.iter().flatten().zip(rows.iter().flatten());
    for ((number, place), across) in all.zip(across) {
        let is_mirrored =
            across.is_some_and(|across| ((number * across) - 1.0).abs() <= Dimensions::ROUNDED);
        if *number > 0.0 && !is_mirrored {
            place.refuse("This is not 1 over what stands across.", None);
        }
    }
    Some(matrix)
}
