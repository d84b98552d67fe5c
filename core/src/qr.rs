//! QR codes, as a drawing for the screen and as a picture that a long press can save.

use qrcodegen::{QrCode, QrCodeEcc};

/// A QR code.
pub struct Qr(QrCode);

/// White squares around the code that readers need.
const QUIET: i32 = 4;

impl Qr {
    /// The code of a text; `None` when it is longer than a code can hold. A quarter of it may be dirty or torn.
    pub fn of(text: &str) -> Option<Self> {
        QrCode::encode_text(text, QrCodeEcc::Medium).ok().map(Self)
    }

    /// Squares on each side, white ones included.
    pub fn size(&self) -> usize {
        usize::try_from(self.0.size() + 2 * QUIET).unwrap_or_default()
    }

    /// The path of an SVG with `viewBox="0 0 size size"`: one stroke for each run of black squares.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for y in 0..self.0.size() {
            let mut x = 0;
            while x < self.0.size() {
                let run = (x..self.0.size()).take_while(|x| self.0.get_module(*x, y)).count();
                if run > 0 {
                    path += &format!("M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
                }
                x += i32::try_from(run).unwrap_or_default() + 1;
            }
        }
        path
    }

    /// A PNG with `scale` pixels for each square: black and white, not compressed, which needs no library.
    pub fn png(&self, scale: usize) -> Vec<u8> {
        let side = self.size() * scale;
        let mut rows = Vec::new();
        for y in 0..side {
            rows.push(0); // no filter
            let mut row = vec![0u8; side.div_ceil(8)];
            for x in 0..side {
                if let (true, Some(byte)) = (self.is_white(x / scale, y / scale), row.get_mut(x / 8)) {
                    *byte |= 0x80 >> (x % 8);
                }
            }
            rows.extend(row);
        }
        png(u32::try_from(side).unwrap_or_default(), &rows)
    }

    /// The picture as an address that an `img` can show.
    pub fn data_url(&self, scale: usize) -> String {
        let standard = |c| match c {
            '-' => '+',
            '_' => '/',
            c => c,
        };
        let mut text: String = crate::token::base64::encode(&self.png(scale)).chars().map(standard).collect();
        while !text.len().is_multiple_of(4) {
            text.push('=');
        }
        format!("data:image/png;base64,{text}")
    }

    fn is_white(&self, x: usize, y: usize) -> bool {
        let at = |n: usize| i32::try_from(n).unwrap_or_default() - QUIET;
        !self.0.get_module(at(x), at(y))
    }
}

/// A square picture of one bit a pixel.
fn png(side: u32, rows: &[u8]) -> Vec<u8> {
    let mut header = [side.to_be_bytes(), side.to_be_bytes()].concat();
    header.extend([1, 0, 0, 0, 0]); // one bit, grey, no interlace
    let mut file = vec![0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n'];
    chunk(&mut file, b"IHDR", &header);
    chunk(&mut file, b"IDAT", &zlib(rows));
    chunk(&mut file, b"IEND", &[]);
    file
}

fn chunk(file: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    file.extend(u32::try_from(data.len()).unwrap_or_default().to_be_bytes());
    let body = [kind, data].concat();
    file.extend(&body);
    file.extend(crc32(&body).to_be_bytes());
}

/// A zlib stream of stored blocks (RFC 1950, RFC 1951).
fn zlib(data: &[u8]) -> Vec<u8> {
    let mut stream = vec![0x78, 0x01];
    let count = data.chunks(0xffff).len();
    for (n, block) in data.chunks(0xffff).enumerate() {
        let length = u16::try_from(block.len()).unwrap_or_default();
        stream.push(u8::from(n + 1 == count));
        stream.extend(length.to_le_bytes());
        stream.extend((!length).to_le_bytes());
        stream.extend(block);
    }
    let (a, b) = data.iter().fold((1u32, 0u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    stream.extend((b << 16 | a).to_be_bytes());
    stream
}

fn crc32(data: &[u8]) -> u32 {
    !data.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_the_catalogued_ones() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(zlib(b"Wikipedia").get(16..), Some(&[0x11, 0xe6, 0x03, 0x98][..]));
    }

    #[test]
    fn drawing_and_picture_show_the_same_squares() {
        let qr = Qr::of("https://example.org/#/c/AcgkAglT").unwrap_or_else(|| unreachable!());
        let size = qr.size();
        let rows = (size * 3).div_ceil(8) + 1;
        let png = qr.png(3);
        // Signature, header, IDAT's length and name, zlib's head: the first row begins here.
        let start = 8 + 25 + 8 + 7;
        let black = |x: usize, y: usize| {
            let byte = png.get(start + y * 3 * rows + 1 + x * 3 / 8).copied().unwrap_or_default();
            byte & (0x80 >> (x * 3 % 8)) == 0
        };
        let path = qr.path();
        for y in 0..size {
            let mut drawn = vec![false; size];
            for run in path.split('M').filter(|run| run.split([' ', 'h']).nth(1) == Some(&y.to_string())) {
                let x: usize = run.split(' ').next().and_then(|x| x.parse().ok()).unwrap_or_default();
                let width: usize = run.split(['h', 'v']).nth(1).and_then(|w| w.parse().ok()).unwrap_or_default();
                drawn.iter_mut().skip(x).take(width).for_each(|square| *square = true);
            }
            assert!(drawn.iter().enumerate().all(|(x, drawn)| *drawn == black(x, y)), "row {y}");
        }
        assert!(path.len() > 500);
    }

    #[test]
    fn a_text_that_is_too_long_gives_none() {
        assert!(Qr::of(&"x".repeat(3000)).is_none());
    }
}
