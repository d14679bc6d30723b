//! The security headers: what a page of Heard may do.

/// Headers that are the same for every build; those that [`is_of_pages`] holds
/// for are sent with pages and scripts only.
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

/// Whether a header means something only for pages and scripts: with other
/// files it would be weight alone, more than some of them have.
pub fn is_of_pages(name: &str) -> bool {
    matches!(name, "permissions-policy" | "referrer-policy" | "cross-origin-opener-policy")
}

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

/// The policy of a page that runs nothing, loads nothing, and has one style; its
/// one form asks for the page again.
pub(super) fn notice_policy(style: &str) -> String {
    as_header(&format!(
        "default-src 'none'; style-src '{style}'; base-uri 'none'; form-action 'self'"
    ))
}

/// The policy as a header: framing can be forbidden only there.
pub fn as_header(policy: &str) -> String {
    framed_by(policy, "'none'")
}

/// The policy as a header that lets `ancestors` embed the page.
pub fn framed_by(policy: &str, ancestors: &str) -> String {
    format!("{policy}; frame-ancestors {ancestors}")
}
