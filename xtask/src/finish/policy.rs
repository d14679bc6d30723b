//! The security headers: what a page of Heard may do.

/// Headers that are the same for every build, sent with every file.
pub const HEADERS: [(&str, &str); 5] = [
    (
        "permissions-policy",
        "microphone=(self), on-device-speech-recognition=(self), screen-wake-lock=(self), \
         fullscreen=(self), camera=(), geolocation=()",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// The content security policy as the page itself carries it: its own files,
/// and of inline code only what has one of these hashes (`sha256-…`).
pub fn content_policy(scripts: &[String], styles: &[String]) -> String {
    let quoted = |hashes: &[String]| {
        hashes.iter().fold(String::new(), |text, hash| text + " '" + hash + "'")
    };
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{}; style-src 'self'{}; \
         img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; \
         manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'",
        quoted(scripts),
        quoted(styles)
    )
}

/// The policy as a header: framing can be forbidden only there.
pub fn as_header(policy: &str) -> String {
    format!("{policy}; frame-ancestors 'none'")
}
