//! Brotli copies beside the files, for servers that send them as they are.

use std::io::{Read as _, Write as _};
use std::path::Path;

use crate::failure::{Context, Outcome};
use crate::{files, media};

/// Writes `file.br` beside every file that becomes smaller by it.
pub(super) fn add_copies(stage: &Path) -> Outcome {
    for path in files::list(stage)? {
        if media::ending(&path) == "br" {
            continue;
        }
        let bytes = files::read(&stage.join(&path))?;
        let packed = pack(&bytes)?;
        if packed.len() < bytes.len() {
            files::write(&stage.join(format!("{path}.br")), packed)?;
        }
    }
    Ok(())
}

/// The strongest setting: done once, sent often.
fn pack(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut packer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    packer.write_all(bytes).context(|| "cannot compress".into())?;
    Ok(packer.into_inner())
}

/// What a compressed copy contains.
///
/// # Errors
/// Where it is not valid brotli.
pub fn unpack(packed: &[u8]) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut reader = brotli::Decompressor::new(packed, 1 << 16);
    reader.read_to_end(&mut bytes).context(|| "not valid brotli".into())?;
    Ok(bytes)
}
