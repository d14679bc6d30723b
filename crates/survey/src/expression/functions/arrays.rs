//! Functions over lists of objects: `sumInArray({rows}, 'column', {other} > 1)`.

use super::{
    super::{
        Expression, Node,
        arithmetic::added,
        datum::Datum,
        evaluate::{self, Scope},
        names,
    },
    Call, is_beyond, number,
};

/// What is summed up, and over which objects.
struct Selection<'a> {
    /// The objects that have the column and for which the condition holds.
    items: Vec<&'a Datum>,
    column: &'a str,
    /// Where another column's value is to be told.
    result: &'a str,
}

pub(super) fn count(call: &Call<'_>) -> Datum {
    number(select(call).map_or(0, |selection| selection.items.len()))
}

pub(super) fn sum(call: &Call<'_>) -> Datum {
    let zone = call.zone();
    let Some(selection) = select(call) else { return Datum::Number(0.0) };
    let values = selection.items.iter().filter_map(|item| value(item, selection.column, call));
    values.fold(Datum::Number(0.0), |sum, value| added(&sum, &value, zone))
}

pub(super) fn average(call: &Call<'_>) -> Datum {
    let zone = call.zone();
    match count(call).number(zone) {
        0.0 => Datum::Number(0.0),
        count => Datum::Number(sum(call).number(zone) / count),
    }
}

pub(super) fn least(call: &Call<'_>) -> Datum {
    furthest(call, true)
}

pub(super) fn greatest(call: &Call<'_>) -> Datum {
    furthest(call, false)
}

fn furthest(call: &Call<'_>, least: bool) -> Datum {
    let Some(selection) = select(call) else { return Datum::Undefined };
    let mut best: Option<(Datum, &Datum)> = None;
    for item in &selection.items {
        let Some(value) = value(item, selection.column, call) else { continue };
        if best.as_ref().is_none_or(|(best, _)| is_beyond(best, &value, least, call)) {
            best = Some((value, item));
        }
    }
    match best {
        None => Datum::Undefined,
        Some((_, item)) if selection.result != selection.column => {
            own(item, selection.result).cloned().unwrap_or(Datum::Undefined)
        }
        Some((best, _)) => best,
    }
}

/// A text counts only where it is a number.
fn value(item: &Datum, column: &str, call: &Call<'_>) -> Option<Datum> {
    match own(item, column)? {
        text @ Datum::Text(_) => text.counted(call.zone()).map(Datum::Number),
        value => Some(value.clone()),
    }
}

fn own<'a>(item: &'a Datum, column: &str) -> Option<&'a Datum> {
    let Datum::Object(members) = item else { return None };
    members.iter().find(|(name, _)| name == column).map(|(_, value)| value)
}

fn select<'a>(call: &'a Call<'_>) -> Option<Selection<'a>> {
    let items: Vec<&Datum> = match call.arguments.first()? {
        Datum::List(items) => items.iter().collect(),
        Datum::Object(members) => members.iter().map(|(_, value)| value).collect(),
        // SurveyJS looks for the members of anything, and finds none.
        _ => Vec::new(),
    };
    let Datum::Text(column) = call.argument(1) else { return None };
    if call.arguments.len() > 4 {
        return None;
    }
    // The third may name the column whose value is told.
    let result = match (call.nodes.get(2), call.argument(2)) {
        (Some(Node::Constant(_)), Datum::Text(text))
            if !text.contains(['{', '}', '>', '<', '=', '!']) =>
        {
            Some(text)
        }
        _ => None,
    };
    let at = if result.is_some() { 3 } else { 2 };
    let condition = condition(call, at);
    let kept = items
        .into_iter()
        .filter(|item| own(item, column).is_some_and(|value| !value.is_empty()) && condition(item));
    Some(Selection { items: kept.collect(), column, result: result.unwrap_or(column) })
}

/// Whether an object counts: by the argument at `index` as it is written, or as
/// it says where it is a text.
fn condition<'a>(call: &'a Call<'_>, index: usize) -> Box<dyn Fn(&Datum) -> bool + 'a> {
    let Some(node) = call.nodes.get(index) else { return Box::new(|_| true) };
    let parsed = match call.argument(index) {
        Datum::Text(text) if !text.is_empty() => Some(Expression::parse(text).ok()),
        _ => None,
    };
    Box::new(move |item| {
        let find = |name: &str| names::find(name, item);
        let scope = Scope { find: &find, ..*call.scope };
        let root = match &parsed {
            Some(Some(expression)) => &expression.root,
            Some(None) => return false,
            None => node,
        };
        evaluate::value(root, &scope).is_true(call.zone())
    })
}
