//! Numbers as bits, the highest first.

/// Collects bits into bytes.
#[derive(Default)]
pub struct Writer {
    bytes: Vec<u8>,
    /// Bits of the last byte that are still free.
    free: u32,
}

impl Writer {
    /// The lowest `width` bits of a value.
    pub fn put(&mut self, value: u32, width: u32) {
        for n in (0..width).rev() {
            if self.free == 0 {
                self.bytes.push(0);
                self.free = 8;
            }
            self.free -= 1;
            if let Some(last) = self.bytes.last_mut() {
                *last |= u8::from(value >> n & 1 == 1) << self.free;
            }
        }
    }

    /// A number that is expected to fit in `width` bits but may be any: all ones say that 16 bits follow.
    pub fn number(&mut self, value: u16, width: u32) {
        let escape = (1 << width) - 1;
        if u32::from(value) < escape {
            self.put(value.into(), width);
        } else {
            self.put(escape, width);
            self.put(value.into(), 16);
        }
    }

    /// The bytes, the last one filled up with zeros.
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

/// Reads what a [`Writer`] wrote; `None` at the end.
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// From the first bit on.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next `width` bits, at most 32.
    pub fn take(&mut self, width: u32) -> Option<u32> {
        let mut value = 0;
        for _ in 0..width {
            let byte = self.bytes.get(self.at / 8)?;
            value = value << 1 | u32::from(byte >> (7 - self.at % 8) & 1);
            self.at += 1;
        }
        Some(value)
    }

    /// A number as [`Writer::number`] writes it; one that would have fitted in fewer bits is refused.
    pub fn number(&mut self, width: u32) -> Option<u16> {
        let escape = (1 << width) - 1;
        let short = self.take(width)?;
        let value = if short == escape { self.take(16).filter(|long| *long >= escape)? } else { short };
        u16::try_from(value).ok()
    }

    /// Whether nothing is left but the zeros that fill the last byte.
    pub fn finish(mut self) -> bool {
        let left = self.bytes.len() * 8 - self.at;
        left < 8 && self.take(u32::try_from(left).unwrap_or_default()) == Some(0)
    }
}

/// CRC-16/IBM-3740: polynomial 0x1021, start 0xFFFF. Finds every burst of up to 16 bits, so every changed character.
pub fn crc(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xffff, |crc, byte| {
        (0..8)
            .fold(crc ^ u16::from(*byte) << 8, |crc: u16, _| if crc >> 15 == 1 { crc << 1 ^ 0x1021 } else { crc << 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_catalogued_one() {
        assert_eq!(crc(b"123456789"), 0x29b1);
    }

    #[test]
    fn numbers_come_back_short_and_long() {
        for value in [0, 1, 5, 6, 7, 8, 126, 127, 128, u16::MAX] {
            for width in [3, 7] {
                let mut writer = Writer::default();
                writer.number(value, width);
                let bytes = writer.finish();
                let mut reader = Reader::new(&bytes);
                assert_eq!(reader.number(width), Some(value));
                assert!(reader.finish());
            }
        }
    }
}
