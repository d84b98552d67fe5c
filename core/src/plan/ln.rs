//! The natural logarithm from `+ - * /` alone, so that host and browser agree to the last bit.

/// ln 2 in two parts; the first has its last 21 bits empty, so that small multiples of it are exact.
const LN2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fee0_0000);
const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
const SQRT_2: f64 = std::f64::consts::SQRT_2;

/// 1/(2k+1), the series of the inverse hyperbolic tangent, from the back: its even terms, and its odd ones.
const EVEN: [f64; 6] = [1.0 / 21.0, 1.0 / 17.0, 1.0 / 13.0, 1.0 / 9.0, 1.0 / 5.0, 1.0];
const ODD: [f64; 5] = [1.0 / 19.0, 1.0 / 15.0, 1.0 / 11.0, 1.0 / 7.0, 1.0 / 3.0];

/// ln x for a positive x; a few units in the last place off at worst. 0 for 0 and for what is not a positive number:
/// the planner multiplies it by weights that are 0 then.
pub fn ln(x: f64) -> f64 {
    if !(x > 0.0 && x < f64::INFINITY) {
        return 0.0;
    }
    let (x, shift) = if x < f64::MIN_POSITIVE { (x * 18_014_398_509_481_984.0, -54.0) } else { (x, 0.0) };
    let bits = x.to_bits();
    let exponent = (bits >> 52) as i32 - 1023;
    let mantissa = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000);
    let (mantissa, power) = if mantissa > SQRT_2 {
        (mantissa * 0.5, f64::from(exponent) + 1.0 + shift)
    } else {
        (mantissa, f64::from(exponent) + shift)
    };
    let s = (mantissa - 1.0) / (mantissa + 1.0);
    let z = s * s;
    // Two chains of multiplications, which a processor works on side by side.
    let w = z * z;
    let series = |terms: &[f64]| terms.iter().fold(0.0, |sum, term| sum * w + term);
    let sum = series(&EVEN) + z * series(&ODD);
    power * LN2_HIGH + (power * LN2_LOW + 2.0 * s * sum)
}

#[cfg(test)]
mod tests {
    use super::ln;

    #[test]
    fn agrees_with_the_library_over_the_whole_range() {
        let mut x = 1e-320;
        while x < 1e300 {
            assert!((ln(x) - x.ln()).abs() <= 1e-15 * x.ln().abs().max(1.0), "ln {x}: {} {}", ln(x), x.ln());
            x *= 1.003_7;
        }
        assert_eq!(ln(1.0), 0.0);
        assert_eq!(ln(0.0), 0.0);
        assert_eq!(ln(-1.0), 0.0);
    }
}
