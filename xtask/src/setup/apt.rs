//! Debian's and Ubuntu's package manager, where it is there and may be used.

use std::process::Command;

use crate::failure::Outcome;
use crate::process;

/// Installs packages; `None` where there is no apt-get or no right to use it.
pub(super) fn install(packages: &[&str]) -> Option<Outcome> {
    process::find(&["apt-get"])?;
    let prefix = privilege()?;
    eprintln!("installing {} with apt-get", packages.join(", "));
    let update = apt_get(prefix, &["update", "--quiet=2"]);
    let install = ["install", "--yes", "--quiet=2", "--no-install-recommends"];
    Some(update.and_then(|()| apt_get(prefix, &[&install[..], packages].concat())))
}

fn apt_get(prefix: &[&str], words: &[&str]) -> Outcome {
    let all = [prefix, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"], words].concat();
    process::run(Command::new(all[0]).args(&all[1..]), "apt-get")
}

/// What to put before a command to run it as root; `None` where a password
/// would be needed.
fn privilege() -> Option<&'static [&'static str]> {
    if process::ask("id", "-u").is_some_and(|id| id.trim() == "0") {
        return Some(&[]);
    }
    Command::new("sudo").args(["-n", "true"]).status().ok()?.success().then_some(&["sudo", "-n"])
}
