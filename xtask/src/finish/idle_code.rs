//! Code that is in the binaries and never runs.
//!
//! A linker keeps whatever something exported, or some table, could lead to.
//! What is named here is made to trap before `wasm-opt` runs, which then drops
//! all that only it needed. A rule of the project (`tests/tidy.rs`) holds the
//! sources to it.

/// Whether a function of this name never runs in `program`.
pub(super) fn is_idle(program: &str, function: &str) -> bool {
    makes_a_panic_message(function)
        || serves_a_stream(function)
        || program.starts_with("kiosk") && writes_for_programmers(function)
}

/// A panic stops the program whatever it says, and nobody reads it: the boot
/// script notes the place in the binary.
fn makes_a_panic_message(function: &str) -> bool {
    ["::panicking::panic_fmt", "::str::slice_error_fail"].iter().any(|it| function.ends_with(it))
}

/// Leptos brings streams for talking with its servers, of which there are none.
/// Their classes have left the glue, so nothing calls them; and nothing but
/// them makes promises of futures.
fn serves_a_stream(function: &str) -> bool {
    function.contains("wasm_streams::")
        || function.starts_with("js_sys::futures::future_to_promise")
}

/// `{:?}`: in the kiosk it stands in panic messages only. (The console shows
/// it in what is wrong with a file.)
fn writes_for_programmers(function: &str) -> bool {
    // A date's usual text is that for programmers.
    let debug = function.contains("::fmt::Debug>::fmt") && !function.contains("chrono::");
    debug || function.contains("::fmt::builders::") || function.ends_with("::escape_debug_ext")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_runs_is_known_by_its_name() {
        for function in [
            "core[c5930c85a12de822]::panicking::panic_fmt",
            "core[c5930c85a12de822]::str::slice_error_fail",
            "js_sys::futures::future_to_promise::{{closure}}::{{closure}}::h47101f02f79a9c12",
            "<str as core[c5930c85a12de822]::fmt::Debug>::fmt",
            "<char>::escape_debug_ext",
        ] {
            assert!(is_idle("kiosk-0123", function), "{function}");
        }
    }

    #[test]
    fn what_runs_is_left_alone() {
        for function in [
            "<chrono::naive::date::NaiveDate as core::fmt::Debug>::fmt::h0123456789abcdef",
            "<u32 as core[c5930c85a12de822]::fmt::Display>::fmt",
            "heard_app::kiosk::start::h0123456789abcdef",
        ] {
            assert!(!is_idle("kiosk-0123", function), "{function}");
        }
        assert!(!is_idle("console-0123", "<char>::escape_debug_ext"));
    }
}
