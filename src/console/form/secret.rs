//! What is entered twice and shown only on request: passphrase and PIN.

use heard_exchange::sealed::{PassphraseFault, check_passphrase};
use leptos::prelude::*;

use super::{
    draft::Draft,
    fault::Fault,
    fields::{error_line, hint_line},
};
use crate::{
    console::{
        parts::{parts, passphrase_field, tag},
        texts::Texts,
    },
    ui::element::{Part, element},
};

/// A secret, entered twice.
#[derive(Clone, Copy)]
pub(crate) struct Secret {
    first: RwSignal<String>,
    again: RwSignal<String>,
}

/// One of the two fields.
#[derive(Clone, Copy)]
pub(crate) struct SecretField {
    pub(crate) name: &'static str,
    pub(crate) label: &'static str,
    /// Empty where there is nothing to say.
    pub(crate) hint: &'static str,
}

impl Secret {
    /// Nothing entered yet.
    pub(crate) fn new() -> Self {
        Self { first: RwSignal::new(String::new()), again: RwSignal::new(String::new()) }
    }

    /// Forgets what was entered.
    pub(crate) fn clear(self) {
        self.first.set(String::new());
        self.again.set(String::new());
    }

    /// What was entered first and again.
    pub(crate) fn entered(self) -> [String; 2] {
        [self.first.get_untracked(), self.again.get_untracked()]
    }

    /// What is wrong with it as a passphrase.
    pub(crate) fn passphrase_faults(self) -> Vec<Fault> {
        let [first, again] = self.entered();
        let weak = check_passphrase(&first).err().map(|fault| match fault {
            PassphraseFault::Short => Fault::PassphraseShort,
            PassphraseFault::Common => Fault::PassphraseCommon,
        });
        let differs = (first != again).then_some(Fault::PassphraseDiffers);
        [weak, differs].into_iter().flatten().collect()
    }

    /// The two fields; for digits a keyboard of digits comes up.
    pub(crate) fn fields(
        self,
        draft: Draft,
        [first, again]: [SecretField; 2],
        digits: bool,
        texts: &'static Texts,
    ) -> Part {
        let field = |field: SecretField, value| {
            let SecretField { name, label, hint } = field;
            let described_by = format!("hint-{name} error-{name}");
            let wrong = move || draft.has_fault(name);
            let (shown, input) = passphrase_field(name, value, &described_by, wrong, texts);
            if digits {
                input.set_input_mode("numeric");
            }
            let label = element("label").with("for", &format!("field-{name}")).holding(label);
            tag("div", "field")
                .holding(label)
                .holding(hint_line(name, hint))
                .holding(shown)
                .holding(error_line(draft, name, texts))
        };
        parts![field(first, self.first), field(again, self.again)]
    }
}
