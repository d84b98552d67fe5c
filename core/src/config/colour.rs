//! The bank's colour, if text on it can be read by everybody.

/// Red, green, blue.
pub(super) type Rgb = (u8, u8, u8);

/// The accent colour on the light and on the dark ground, as `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colours {
    pub light: String,
    pub dark: String,
}

const WHITE: Rgb = (255, 255, 255);
/// The darkest ground of the style sheet's dark theme that text stands on.
const DARK_GROUND: Rgb = (0x1c, 0x21, 0x28);
/// WCAG 2.2 AA for text.
const READABLE: f64 = 4.5;

pub(super) fn parse(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some((part(0)?, part(2)?, part(4)?))
}

impl Colours {
    /// `None` when white text on the colour could not be read. On the dark ground it is lightened as far as needed.
    pub(super) fn of(rgb: Rgb) -> Option<Self> {
        let light = (contrast(rgb, WHITE) >= READABLE).then_some(rgb)?;
        let steps = (0..=10).map(|tenths| lighten(rgb, tenths));
        let dark = steps.into_iter().find(|c| contrast(*c, DARK_GROUND) >= READABLE)?;
        Some(Self { light: hex(light), dark: hex(dark) })
    }
}

fn hex((r, g, b): Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// So many tenths of the way to white.
fn lighten((r, g, b): Rgb, tenths: u16) -> Rgb {
    let part = |c: u8| u8::try_from(u16::from(c) + (255 - u16::from(c)) * tenths / 10).unwrap_or(255);
    (part(r), part(g), part(b))
}

/// WCAG contrast ratio, 1 to 21.
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance((r, g, b): Rgb) -> f64 {
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/// The sRGB curve. Its power 2.4 is the fifth root of the twelfth power, found by Newton's method: `powf` would add
/// kilobytes to the app and differs between machines.
fn linear(c: u8) -> f64 {
    let c = f64::from(c) / 255.0;
    if c <= 0.04045 {
        return c / 12.92;
    }
    let base = (c + 0.055) / 1.055;
    let cubed = base * base * base;
    let target = cubed * cubed * cubed * cubed;
    let mut root = 1.0;
    for _ in 0..40 {
        let fourth = root * root * root * root;
        root -= (fourth * root - target) / (5.0 * fourth);
    }
    root
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_is_the_one_of_the_standard() {
        for c in 11..=255u8 {
            let exact = ((f64::from(c) / 255.0 + 0.055) / 1.055).powf(2.4);
            assert!((linear(c) - exact).abs() < 1e-9, "{c}: {} {exact}", linear(c));
        }
    }

    #[test]
    fn known_ratios_come_out() {
        assert!((contrast(WHITE, (0, 0, 0)) - 21.0).abs() < 1e-6);
        // #767676 is the lightest grey that passes on white.
        assert!(contrast((0x76, 0x76, 0x76), WHITE) >= READABLE && contrast((0x77, 0x77, 0x77), WHITE) < READABLE);
    }

    #[test]
    fn a_pale_colour_is_refused_and_a_deep_one_is_lightened_for_the_dark() {
        assert_eq!(Colours::of((0xff, 0xd0, 0x00)), None);
        let red = Colours::of((0xc7, 0x00, 0x0b)).map(|c| c.dark);
        assert!(red.as_deref().and_then(parse).is_some_and(|c| contrast(c, DARK_GROUND) >= READABLE), "{red:?}");
    }

    #[test]
    fn only_six_digits_are_a_colour() {
        assert_eq!(parse("#0b3d91"), Some((0x0b, 0x3d, 0x91)));
        for text in ["red", "#fff", "#12345g", "0b3d91", "#红红", "#1234567"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
