//! What may happen to a file on its way: cells, columns and rows changed, other
//! encodings and line ends, bytes flipped, lost, doubled and put in.

use fastrand::Rng;

use super::{hostile, sheet::Sheet};

/// The bytes of `sheet` after all that happened to it; it may have been put together
/// with `other`.
pub(super) fn hostile(mut sheet: Sheet, other: &[u8], draw: &mut Rng) -> Vec<u8> {
    for _ in 0..draw.usize(..3) {
        change_cells(&mut sheet, draw);
    }
    let ends: [&[u8]; 4] = [b"\r\n", b"\n", b"\r", b"\n\n"];
    let end = if draw.u8(..5) == 0 { draw.choice(ends) } else { None };
    let mut file = encoded(sheet.written_with(end.unwrap_or(b"\r\n")), draw);
    for _ in 0..draw.usize(..3) {
        change_bytes(&mut file, other, draw);
    }
    file
}

/// A place in `list`; 0 where it is empty.
fn place<T>(list: &[T], draw: &mut Rng) -> usize {
    draw.usize(..list.len().max(1))
}

fn change_cells(sheet: &mut Sheet, draw: &mut Rng) {
    let rows = &mut sheet.0;
    let row = place(rows, draw);
    let column = rows.get(row).map_or(0, |cells| place(cells, draw));
    let to = rows.get(row).map_or(0, |cells| place(cells, draw));
    match draw.u8(..100) {
        0..55 => {
            if let Some(cell) = rows.get_mut(row).and_then(|cells| cells.get_mut(column)) {
                *cell = hostile::cell(draw);
            }
        }
        // Columns swapped, in all rows or in one.
        55..60 => rows.iter_mut().for_each(|cells| swap(cells, column, to)),
        60..65 => rows.iter_mut().skip(row).take(1).for_each(|cells| swap(cells, column, to)),
        // A column lost, or there twice.
        65..70 => rows.iter_mut().for_each(|cells| {
            cells.get(column).is_some().then(|| cells.remove(column));
        }),
        70..75 => rows.iter_mut().for_each(|cells| {
            let copy = cells.get(column).cloned().unwrap_or_default();
            cells.push(copy);
        }),
        // Cells lost, or too many.
        75..80 => rows.iter_mut().skip(row).take(1).for_each(|cells| cells.truncate(column)),
        80..84 => rows.iter_mut().skip(row).take(1).for_each(|cells| {
            cells.resize(draw.usize(..9000), Vec::new());
        }),
        // Columns that nobody asked for; seldom more than may be.
        84..89 => {
            let count = if draw.u8(..8) == 0 { draw.usize(..150_000) } else { draw.usize(..40) };
            widen(rows, count, draw);
        }
        // A row again, elsewhere.
        89..95 => {
            let copy = rows.get(row).cloned().unwrap_or_default();
            let at = draw.usize(..=rows.len());
            rows.insert(at, copy);
        }
        // Headings lost, or rows in another order.
        95..97 => {
            rows.drain(..rows.len().min(1));
        }
        _ => draw.shuffle(rows.get_mut(1..).unwrap_or_default()),
    }
}

fn swap(cells: &mut [Vec<u8>], one: usize, other: usize) {
    if one.max(other) < cells.len() {
        cells.swap(one, other);
    }
}

fn widen(rows: &mut [Vec<Vec<u8>>], count: usize, draw: &mut Rng) {
    let answered = draw.bool();
    for (row, cells) in rows.iter_mut().take(20).enumerate() {
        for at in 0..count {
            cells.push(match row {
                0 => format!("w{at}").into_bytes(),
                _ if answered => b"1".to_vec(),
                _ => Vec::new(),
            });
        }
    }
}

/// Mostly as it is; else in another encoding, with or without a byte order mark.
fn encoded(file: Vec<u8>, draw: &mut Rng) -> Vec<u8> {
    let units = |file: &[u8]| -> Vec<u16> {
        String::from_utf8_lossy(file).encode_utf16().collect::<Vec<_>>()
    };
    let mark = draw.bool();
    match draw.u8(..40) {
        0 => [b"\xef\xbb\xbf".as_slice(), &file].concat(),
        1 => {
            let bytes = units(&file).into_iter().flat_map(u16::to_le_bytes);
            [0xff, 0xfe].into_iter().filter(|_| mark).chain(bytes).collect()
        }
        2 => {
            let bytes = units(&file).into_iter().flat_map(u16::to_be_bytes);
            [0xfe, 0xff].into_iter().filter(|_| mark).chain(bytes).collect()
        }
        // GB18030 and Big5, as far as the words go that people write here.
        3 => replaced(&file, "很好".as_bytes(), b"\xba\xdc\xba\xc3"),
        4 => replaced(&file, "窗口".as_bytes(), b"\xb5\xa1\xa4\x66"),
        // As a spreadsheet with another list separator saves it.
        5 => replaced(&file, b",", b";"),
        _ => file,
    }
}

fn replaced(file: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(file.len());
    let mut rest = file;
    while let Some(first) = rest.first() {
        if let Some(after) = rest.strip_prefix(from) {
            bytes.extend_from_slice(to);
            rest = after;
        } else {
            bytes.push(*first);
            rest = &rest[1..];
        }
    }
    bytes
}

fn change_bytes(file: &mut Vec<u8>, other: &[u8], draw: &mut Rng) {
    let at = place(file, draw);
    let end = (at + draw.usize(..200)).min(file.len());
    match draw.u16(..1000) {
        0..150 => flip(file, at, 1 << draw.u8(..8)),
        150..250 => flip(file, at, draw.u8(1..)),
        250..400 => file.truncate(at),
        400..500 => {
            file.drain(at..end);
        }
        500..600 => {
            let copy = file[at..end].to_vec();
            insert(file, at, &copy);
        }
        // Two files in one, the second whole, from its start or from anywhere.
        600..650 => file.extend_from_slice(other),
        650..700 => file.extend_from_slice(&other[place(other, draw)..]),
        700..990 => {
            let pieces: [&[u8]; 9] =
                [b"\"", b"\"\"", b",", b"\r", b"\n", b"\r\n", b"\0", b"\xef\xbb\xbf", b"\xff"];
            insert(file, at, draw.choice(pieces).unwrap_or_default());
        }
        // A quotation that never ends, or zeros, as after a failure of the disk.
        990..995 => {
            insert(file, at, b"\"");
            file.resize(file.len() + draw.usize(..3_000_000), b'z');
        }
        _ => file.resize(file.len() + draw.usize(..2_000_000), 0),
    }
}

fn flip(file: &mut [u8], at: usize, bits: u8) {
    if let Some(byte) = file.get_mut(at) {
        *byte ^= bits;
    }
}

fn insert(file: &mut Vec<u8>, at: usize, piece: &[u8]) {
    file.splice(at..at, piece.iter().copied());
}
