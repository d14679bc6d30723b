//! The staff's PIN: what will do, and its fields.

use leptos::prelude::*;

use super::{
    draft::Draft,
    fault::Fault,
    fields::group,
    secret::{Secret, SecretField},
};
use crate::{
    console::{
        parts::{parts, tag, ticked, words},
        texts::Texts,
    },
    ui::element::{Part, element, remade},
};

/// Why a PIN is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PinFault {
    /// Not four to eight digits.
    Form,
    /// One of those tried first.
    Easy,
    /// The second is another.
    Differs,
}

/// What becomes of the PIN.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum PinEdit {
    /// It stays, or there stays none.
    #[default]
    Keep,
    /// This one from now on.
    Take(String),
    /// None from now on.
    Remove,
}

/// What is in the fields.
#[derive(Clone, Copy)]
pub(super) struct PinDraft {
    secret: Secret,
    /// There is one.
    is_set: RwSignal<bool>,
    remove: RwSignal<bool>,
}

impl PinDraft {
    /// Empty fields, beside a PIN that is in force or none.
    pub(super) fn new(is_set: bool) -> Self {
        Self { secret: Secret::new(), is_set: RwSignal::new(is_set), remove: RwSignal::new(false) }
    }

    /// Empties the fields again.
    pub(super) fn clear(self, is_set: bool) {
        self.secret.clear();
        self.is_set.set(is_set);
        self.remove.set(false);
    }

    /// What the fields come to; what is wrong with them is added to `faults`.
    pub(super) fn read(self, faults: &mut Vec<Fault>) -> PinEdit {
        if self.remove.get_untracked() {
            return PinEdit::Remove;
        }
        let [first, again] = self.secret.entered();
        if first.is_empty() && again.is_empty() {
            return PinEdit::Keep;
        }
        let differs = (first != again).then_some(PinFault::Differs);
        let fault = check_pin(&first).err().or(differs);
        faults.extend(fault.map(Fault::Pin));
        PinEdit::Take(first)
    }
}

/// Whether `pin` will do: four to eight digits, and none of those tried first:
/// one digit again and again, one or two digits in turn, digits in a row.
///
/// # Errors
/// See [`PinFault`].
fn check_pin(pin: &str) -> Result<(), PinFault> {
    let digits = pin.as_bytes();
    if !(4..=8).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
        return Err(PinFault::Form);
    }
    let steps = || digits.iter().zip(digits.iter().skip(1));
    let in_a_row = [-1, 0, 1]
        .into_iter()
        .any(|step| steps().all(|(digit, next)| i16::from(*next) - i16::from(*digit) == step));
    let in_turn = digits.iter().zip(digits.iter().skip(2)).all(|(one, other)| one == other);
    if in_a_row || in_turn { Err(PinFault::Easy) } else { Ok(()) }
}

/// The fields, with what the PIN is for.
pub(super) fn pin(draft: Draft, texts: &'static Texts) -> Part {
    let said = &texts.pin;
    let fields = remade(Box::new(move || {
        let is_set = draft.pin.is_set.get();
        let hint = if is_set { said.hint_set } else { said.hint };
        let entry = draft.pin.secret.fields(
            draft,
            [
                SecretField { name: "pin", label: said.pin, hint },
                SecretField { name: "pin-again", label: said.again, hint: "" },
            ],
            true,
            texts,
        );
        let remove = is_set.then(|| {
            let tick = element("input").with("type", "checkbox").with("data-field", "pin-remove");
            let remove = draft.pin.remove;
            let tick = ticked(tick, move || remove.get(), move |on| remove.set(on));
            tag("label", "check").holding(tick).holding(said.remove)
        });
        parts![entry, remove]
    }));
    group(said.group)
        .holding(words("p", "hint", said.line))
        .holding(words("p", "hint", said.no_lock))
        .holding(fields)
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_to_eight_digits_will_do() {
        for pin in ["2580", "90417", "13571357"] {
            assert_eq!(check_pin(pin), Ok(()), "{pin}");
        }
        for pin in ["", "258", "258025802", "25a0", "２５８０"] {
            assert_eq!(check_pin(pin), Err(PinFault::Form), "{pin}");
        }
    }

    #[test]
    fn what_is_tried_first_is_refused() {
        for pin in ["0000", "11111111", "1234", "4321", "3456789", "1212", "90909"] {
            assert_eq!(check_pin(pin), Err(PinFault::Easy), "{pin}");
        }
    }
}
