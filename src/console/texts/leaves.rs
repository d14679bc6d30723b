//! The texts of a language file, in the order of their keys. The build makes
//! the struct of [`Texts`](super::Texts) in this order, and the console fills
//! it: what both walk through in the same way needs no keys in the program.

use serde_json::Value;

/// What was found.
pub(crate) struct Leaves {
    pub(crate) texts: Vec<String>,
    /// What the keys and their order come to: two files with the same mark have
    /// the same keys. (FNV-1a, 32 bits: against slips, not against intent.)
    pub(crate) mark: u32,
}

impl Leaves {
    /// All texts below `value`. What begins with `#` is a remark.
    pub(crate) fn of(value: &Value) -> Self {
        let mut leaves = Self { texts: Vec::new(), mark: 0x811c_9dc5 };
        leaves.take(value);
        leaves
    }

    fn take(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.texts.push(text.clone()),
            Value::Array(list) => {
                for text in list {
                    self.note("");
                    self.take(text);
                }
            }
            Value::Object(texts) => {
                // Sorted, however they stand in the file.
                for (key, text) in texts {
                    if !key.starts_with('#') {
                        self.note(key);
                        self.take(text);
                    }
                }
                self.note("}");
            }
            // No text: what is said here fits no model.
            _ => self.note("?"),
        }
    }

    fn note(&mut self, key: &str) {
        for byte in key.bytes().chain([0xff]) {
            self.mark = (self.mark ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
}
