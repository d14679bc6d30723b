//! Heard's own settings, under the extra top-level key `heard`.

use super::{
    Drafts,
    place::{Fields, Place},
    properties::Known,
};
use crate::{Expression, Json, Kind, LocalText, Notice, Rating, Required, Roles, Settings};

/// Of a questionnaire's name or version, in characters.
const MAX_NAME: usize = 40;

pub(super) fn read(survey: &Fields<'_>, drafts: &Drafts<'_>) -> Option<Settings> {
    let Some(place) = survey.get("heard") else {
        let suggestion = r#"Add `"heard": {"name": "counter", "version": "1"}`."#.to_owned();
        survey.place.refuse("`heard`, Heard's own settings, is missing.", Some(suggestion));
        return None;
    };
    let fields = place.fields(Known::Heard)?;
    // All are read before any is missed, so that each problem is told.
    let (name, version) = (identifier(&fields, "name"), identifier(&fields, "version"));
    let roles = fields.get("roles").and_then(|place| roles(&place, drafts)).unwrap_or_default();
    let dimensions = fields.get("dimensions").and_then(|it| it.dimensions(drafts));
    let invitation = fields.get("invitation").map(|place| invitation(&place, drafts));
    let notice = fields.get("notice").and_then(|place| notice(&place));
    let elder = fields.get("elder").map(|place| elder(&place, drafts));
    Some(Settings {
        name: name?,
        version: version?,
        roles,
        dimensions,
        invitation: invitation.unwrap_or_default(),
        notice,
        elder: elder.unwrap_or_default(),
    })
}

/// Everyday words for some questions, each at most once.
fn elder(place: &Place<'_>, drafts: &Drafts<'_>) -> Vec<(String, LocalText)> {
    let names = drafts.names();
    let mut titles: Vec<(String, LocalText)> = Vec::new();
    for item in place.list(names.len(), "title") {
        let Some(fields) = item.fields(Known::Elder) else { continue };
        let title = fields.local_text("title").filter(|title| !title.is_empty());
        let Some(question) = fields.needed("question") else { continue };
        let Some(name) = question.text() else { continue };
        if !names.contains(&name) {
            let problem = format!("No question is called `{name}`.");
            question.refuse(problem, question.nearest(name, &names));
        } else if titles.iter().any(|(other, _)| other == name) {
            question.refuse(format!("`{name}` has words for elder mode already."), None);
        }
        match title {
            Some(title) => titles.push((name.to_owned(), title)),
            None => item.refuse("There is no `title`.", None),
        }
    }
    titles
}

fn identifier(fields: &Fields<'_>, key: &str) -> Option<String> {
    let place = fields.needed(key)?;
    let text = place.text()?;
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if !(1..=MAX_NAME).contains(&text.len()) || !text.bytes().all(allowed) {
        let problem = format!("This must be 1 to {MAX_NAME} of letters, digits, `-` and `_`.");
        place.refuse(problem, None);
    }
    Some(text.to_owned())
}

fn roles(place: &Place<'_>, drafts: &Drafts<'_>) -> Option<Roles> {
    let fields = place.fields(Known::Roles)?;
    let role = |key: &str, wanted: &str, fits: fn(&Kind) -> bool| {
        named(&fields.get(key)?, drafts, wanted, fits)
    };
    Some(Roles {
        csat: role("csat", "a rating", |kind| matches!(kind, Kind::Rating(_))),
        nps: role("nps", "a rating from 0 to 10", |kind| {
            matches!(kind, Kind::Rating(Rating { min: 0, max: 10, .. }))
        }),
        ces: role("ces", "a rating from 1 to 7 or from 1 to 5", |kind| {
            matches!(kind, Kind::Rating(Rating { min: 1, max: 7 | 5, .. }))
        }),
        reason: role("reason", "a checkbox", |kind| matches!(kind, Kind::Checkbox { .. })),
        praise: role("praise", "a checkbox or radiogroup", |kind| {
            matches!(kind, Kind::Checkbox { .. } | Kind::Radiogroup(_))
        }),
        contact: role("contact", "a boolean", |kind| matches!(kind, Kind::Boolean { .. })),
    })
}

/// The name that stands at `place`, of a question that `fits`.
pub(super) fn named(
    place: &Place<'_>,
    drafts: &Drafts<'_>,
    wanted: &str,
    fits: fn(&Kind) -> bool,
) -> Option<String> {
    let name = place.text()?;
    let names = drafts.names();
    match drafts.questions().find(|(question, _)| question.name == name) {
        None if names.contains(&name) => {}
        None => {
            let problem = format!("No question is called `{name}`.");
            place.refuse(problem, place.nearest(name, &names));
        }
        Some((question, _)) if !fits(&question.kind) => {
            let problem = format!("`{name}` is no question of the right kind.");
            place.refuse(problem, Some(format!("Name {wanted}.")));
        }
        Some(_) => {}
    }
    Some(name.to_owned())
}

/// The invitation's pages are the last ones, in order, and not all of them.
fn invitation(place: &Place<'_>, drafts: &Drafts<'_>) -> Vec<String> {
    // An empty list is as good as none.
    if matches!(place.value, Json::List(items) if items.is_empty()) {
        return Vec::new();
    }
    let pages = drafts.page_names();
    let items = place.list(pages.len(), "page");
    let mut names = Vec::new();
    let mut all_known = true;
    for item in &items {
        let Some(name) = item.text() else { continue };
        if !pages.contains(&name) {
            all_known = false;
            let problem = format!("No page is called `{name}`.");
            item.refuse(problem, item.nearest(name, &pages));
        }
        names.push(name.to_owned());
    }
    if all_known && names.len() == items.len() {
        let last = &pages[pages.len().saturating_sub(names.len())..];
        if names != last {
            let problem = "The invitation's pages must be the last ones, in their order.";
            place.refuse(problem, None);
        } else if names.len() == pages.len() {
            place.refuse("At least one page must come before the invitation.", None);
        }
        refuse_required(&names, drafts);
        refuse_looking_ahead(&names, drafts);
    }
    names
}

/// Whoever accepts the invitation may still leave everything out.
fn refuse_required(invitation: &[String], drafts: &Drafts<'_>) {
    let invited = drafts.pages.iter().filter(|page| invitation.contains(&page.page.name));
    for page in invited {
        for (question, place) in page.page.questions.iter().zip(&page.places) {
            let key = match question.required {
                Required::No => continue,
                Required::Yes => "isRequired",
                Required::If(_) => "requiredIf",
            };
            place.child(key).refuse("A question of the invitation cannot be required.", None);
        }
    }
}

/// What is said after the thanks must not bring up something that had to be
/// asked before them: an interview that was complete stays so.
fn refuse_looking_ahead(invitation: &[String], drafts: &Drafts<'_>) {
    let invited = |name: &String| invitation.contains(name);
    let (later, main): (Vec<_>, Vec<_>) =
        drafts.pages.iter().partition(|page| invited(&page.page.name));
    let is_later = |name: &str| {
        later.iter().any(|page| page.page.questions.iter().any(|question| question.name == name))
    };
    for page in main {
        for (question, place) in page.page.questions.iter().zip(&page.places) {
            let names = question.visible_if.iter().flat_map(Expression::names);
            for name in names.filter(|name| is_later(name)) {
                let problem = format!("`{name}` is asked only after the invitation.");
                place.child("visibleIf").refuse(problem, None);
            }
        }
    }
}

fn notice(place: &Place<'_>) -> Option<Notice> {
    let fields = place.fields(Known::Notice)?;
    let text = fields.local_text("text").filter(|text| !text.is_empty());
    if text.is_none() {
        place.refuse("The notice has no `text`.", None);
    }
    text.map(|text| Notice { text })
}
