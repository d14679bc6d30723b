//! Cells that no tablet writes.

use fastrand::Rng;
use heard_exchange::csv::raw::MAX_ROW_BYTES;

/// Too large, too small, too far off, not text, not one thing.
const CELLS: [&[u8]; 46] = [
    b"",
    b" ",
    b"0",
    b"-1",
    b"+1",
    b"1.0",
    b"5 ",
    b"1e308",
    b"NaN",
    b"inf",
    b"4294967295",
    b"4294967296",
    b"18446744073709551615",
    b"18446744073709551616",
    b"99999999999999999999999999999999999999999999999999",
    "５".as_bytes(),
    b"0000-01-01T00:00:00+23:59",
    b"0001-01-01T00:00:00Z",
    b"1969-12-31T23:59:59-00:00",
    b"1970-01-01T00:00:00+00:00",
    b"2016-12-31T23:59:60+00:00",
    b"2026-02-30T10:00:00+08:00",
    b"2026-11-21T24:00:00+08:00",
    b"2026-11-21T10:00:00+99:99",
    b"2026-11-21T10:00:00.999999999999999999999+08:00",
    b"2099-12-31T23:59:59-12:00",
    b"9999-12-31T23:59:59-23:59",
    b"+10000-01-01T00:00:00Z",
    b"TRUE",
    b"elder",
    b"nobody-knows",
    b"\0",
    b"a\0b",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\xed\xa0\xbd\xed\xb8\x80",
    b"\xff\xfe",
    b"\xf5\x80\x80\x80",
    b"\xc0\xaf",
    b"\xba\xdc\xba\xc3",
    b"\"",
    b"\"\"\"",
    b"\r",
    b"\r\n\r\n",
    b"||||\\|\\",
    "\u{202e}\u{1f468}\u{200d}\u{1f469}\u{7}\u{1b}[31m".as_bytes(),
];

/// One of them; seldom a very long one.
pub(super) fn cell(draw: &mut Rng) -> Vec<u8> {
    // A row has at most 2^20 bytes.
    let most = usize::try_from(MAX_ROW_BYTES).unwrap_or(usize::MAX);
    match draw.u16(..400) {
        0 => vec![b'x'; draw.usize(most - 1000..most + 70_000)],
        1 => "长".repeat(most / 3 - draw.usize(..300)).into_bytes(),
        2 => b"|".repeat(draw.usize(..200_000)),
        3..20 => b"y".repeat(draw.usize(..3000)),
        20..40 => (0..draw.usize(..20)).map(|_| draw.u8(..)).collect(),
        40..80 => format!("code {}", draw.u32(..)).into_bytes(),
        _ => draw.choice(CELLS).unwrap_or_default().to_vec(),
    }
}
