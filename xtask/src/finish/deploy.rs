//! Configuration for web servers, with this build's policy filled in.

use std::path::Path;

use super::policy;
use crate::failure::Outcome;
use crate::files;

const POLICY_MARK: &str = "%CONTENT_SECURITY_POLICY%";
const PERMISSIONS_MARK: &str = "%PERMISSIONS_POLICY%";

/// Copies every template, with its marks replaced. A policy contains single
/// quotes and no double ones, and stands in double quotes in all formats.
pub(super) fn fill_in(templates: &Path, server: &Path, content_policy: &str) -> Outcome {
    let [(_, permissions), ..] = policy::HEADERS;
    for name in files::list(templates)? {
        let template = files::read_text(&templates.join(&name))?;
        let filled =
            template.replace(POLICY_MARK, content_policy).replace(PERMISSIONS_MARK, permissions);
        files::write(&server.join(&name), filled)?;
    }
    Ok(())
}
