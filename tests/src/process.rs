//! Processes that end with whoever started them, all of them at once.

use std::{
    os::unix::process::CommandExt as _,
    process::{Child, Command},
};

use anyhow::{Context as _, Result};
use nix::{
    sys::signal::{Signal, killpg},
    unistd::Pid,
};

/// A process and everything it starts; killed when dropped.
pub(crate) struct ProcessGroup {
    child: Child,
}

impl ProcessGroup {
    /// Starts `command` as the head of a group of its own.
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command.process_group(0).spawn();
        Ok(Self { child: child.with_context(|| format!("{name} does not start"))? })
    }

    /// The head of the group, for its pipes and its state.
    pub(crate) fn head(&mut self) -> &mut Child {
        &mut self.child
    }

    /// What can kill the group from elsewhere.
    pub(crate) fn killer(&self) -> Killer {
        Killer(i32::try_from(self.child.id()).map(Pid::from_raw).ok())
    }

    /// Kills the whole group and waits until its head is gone.
    pub(crate) fn kill(&mut self) {
        self.killer().kill();
        let _ = self.child.wait();
    }
}

/// The right to kill a [`ProcessGroup`].
#[derive(Clone, Copy)]
pub(crate) struct Killer(Option<Pid>);

impl Killer {
    /// Kills the whole group: SIGKILL, so nobody in it can tidy up.
    pub(crate) fn kill(self) {
        if let Some(group) = self.0 {
            // The group may be gone already; that is what was wanted.
            let _ = killpg(group, Signal::SIGKILL);
        }
    }
}

impl Drop for ProcessGroup {
    fn drop(&mut self) {
        self.kill();
    }
}
