//! A zip archive of stored files (PKWARE's APPNOTE 6.3.10, without any of its
//! extensions), which is all that data packages and bundles need. The `zip`
//! crate would cost the tablet ten times the code and 16 KB of tables.

mod read;
mod write;

pub(crate) use read::{Stored, entries};
pub(crate) use write::Archive;

const LOCAL_HEADER: u32 = 0x0403_4b50;
const CENTRAL_HEADER: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;

/// CRC-32 as in ISO 3309, four bits at a time: a small table serves megabytes
/// well enough.
#[derive(Clone, Copy)]
pub(crate) struct Checksum(u32);

impl Default for Checksum {
    fn default() -> Self {
        Self(u32::MAX)
    }
}

impl Checksum {
    /// The remainder of each four bits.
    const TABLE: [u32; 16] = {
        let mut table = [0; 16];
        let mut four_bits = 0_u32;
        while four_bits < 16 {
            let mut remainder = four_bits;
            let mut bit = 0;
            while bit < 4 {
                let carry = remainder & 1;
                remainder >>= 1;
                if carry == 1 {
                    remainder ^= 0xedb8_8320;
                }
                bit += 1;
            }
            table[four_bits as usize] = remainder;
            four_bits += 1;
        }
        table
    };

    pub(crate) fn add(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 ^= u32::from(byte);
            for _ in 0..2 {
                // Four bits never point beyond sixteen entries.
                self.0 = self.0 >> 4 ^ Self::TABLE[(self.0 & 15) as usize];
            }
        }
    }

    pub(crate) fn value(self) -> u32 {
        !self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_published_one() {
        let mut checksum = Checksum::default();
        checksum.add(b"123456789");
        assert_eq!(checksum.value(), 0xcbf4_3926);
    }
}
