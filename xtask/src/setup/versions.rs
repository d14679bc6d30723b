//! The version of every tool that is not a crate.

/// What the app is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Bundles the app.
pub const TRUNK: &str = "0.21.14";

/// Must be the version of the crate `wasm-bindgen` in `Cargo.lock`.
pub const WASM_BINDGEN: &str = "0.2.129";

/// Drives Firefox.
pub const GECKODRIVER: &str = "0.37.1";

/// Of the npm package `binaryen`, which brings `wasm-opt`; npm's full version
/// is this with `.0.0`.
pub const BINARYEN: &str = "132";

/// Of the npm package `survey-core`, SurveyJS itself: asked by
/// `cargo xtask oracles` what its conditions mean.
pub const SURVEY_CORE: &str = "2.5.38";
