//! Multinomial logistic regression with few weights: a key has weights only for classes that it was seen with, small ones
//! are driven to zero (L1), and what is left is learned again and rounded. Only `+ - * /` and square roots, in fixed order.

use pos_doctor_core::text::shares;
use std::collections::BTreeMap;

/// A sentence: the keys of its parts, and what it means, the likeliest first.
pub struct Example {
    pub keys: Vec<u32>,
    pub right: Vec<u8>,
}

/// Rounded weights: classes by key.
pub struct Trained {
    pub bias: Vec<i8>,
    pub rows: Vec<(u32, Vec<(u8, i8)>)>,
}

/// A rounded weight of 1, in hundredths.
pub const STEP: u8 = 90;
/// A part that stands in fewer sentences teaches nothing.
const SEEN: usize = 2;
const ROUNDS: (usize, usize) = (25, 12);
/// How strongly weights are driven to zero, absolutely and by square.
const SPARSE: f64 = 0.24;
const SMALL: f64 = 0.01;
const RATE: f64 = 0.3;
/// Weights below this are dropped before the second half.
const GONE: f64 = 0.02;

struct Weight {
    class: usize,
    w: f64,
    /// Sum of squared gradients: what is learned often is learned more slowly.
    squares: f64,
}

struct Row {
    seen: f64,
    weights: Vec<Weight>,
}

/// Learn.
pub fn train(examples: &[Example], classes: usize) -> Trained {
    let mut rows = rows(examples);
    let mut bias = vec![0.0; classes];
    learn(examples, &mut rows, &mut bias, ROUNDS.0, SPARSE);
    for row in rows.values_mut() {
        row.weights.retain(|w| w.w.abs() > GONE);
    }
    rows.retain(|_, row| !row.weights.is_empty());
    learn(examples, &mut rows, &mut bias, ROUNDS.1, 0.0);
    let step = f64::from(STEP) / 100.0;
    let round = |w: f64| (w / step).round().clamp(-127.0, 127.0) as i8;
    let rounded = rows.into_iter().map(|(key, row)| {
        let weights = row.weights.iter().map(|w| (w.class as u8, round(w.w))).filter(|(_, w)| *w != 0);
        (key, weights.collect::<Vec<_>>())
    });
    Trained { bias: bias.into_iter().map(round).collect(), rows: rounded.filter(|(_, r)| !r.is_empty()).collect() }
}

fn rows(examples: &[Example]) -> BTreeMap<u32, Row> {
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    for example in examples {
        for key in &example.keys {
            let row = rows.entry(*key).or_insert(Row { seen: 0.0, weights: Vec::new() });
            row.seen += 1.0;
            for class in example.right.iter().take(2).map(|c| usize::from(*c)) {
                if row.weights.iter().all(|w| w.class != class) {
                    row.weights.push(Weight { class, w: 0.0, squares: 1e-8 });
                }
            }
        }
    }
    rows.retain(|_, row| row.seen >= SEEN as f64);
    rows.values_mut().for_each(|row| row.weights.sort_by_key(|w| w.class));
    rows
}

fn learn(examples: &[Example], rows: &mut BTreeMap<u32, Row>, bias: &mut [f64], rounds: usize, sparse: f64) {
    let mut order: Vec<&Example> = examples.iter().collect();
    let mut dice: u64 = 7;
    for _ in 0..rounds {
        for i in (1..order.len()).rev() {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(i, (dice >> 33) as usize % (i + 1));
        }
        order.iter().for_each(|example| step(example, rows, bias, sparse));
    }
}

/// One sentence: move the weights of its parts towards what is right.
fn step(example: &Example, rows: &mut BTreeMap<u32, Row>, bias: &mut [f64], sparse: f64) {
    let known: Vec<u32> = example.keys.iter().copied().filter(|k| rows.contains_key(k)).collect();
    if known.is_empty() {
        return;
    }
    let scale = 1.0 / (known.len() as f64).sqrt();
    let mut scores = bias.to_vec();
    for weight in known.iter().filter_map(|k| rows.get(k)).flat_map(|r| &r.weights) {
        if let Some(score) = scores.get_mut(weight.class) {
            *score += weight.w * scale;
        }
    }
    let target = target(&example.right, bias.len());
    let errors: Vec<f64> = shares(&scores).iter().zip(target).map(|(p, t)| p - t).collect();
    bias.iter_mut().zip(&errors).for_each(|(b, e)| *b -= 0.01 * e);
    for key in known {
        let Some(row) = rows.get_mut(&key) else { continue };
        let seen = row.seen;
        for weight in &mut row.weights {
            let error = errors.get(weight.class).copied().unwrap_or(0.0);
            adjust(weight, error * scale, seen, sparse);
        }
    }
}

fn adjust(weight: &mut Weight, gradient: f64, seen: f64, sparse: f64) {
    let gradient = gradient + SMALL * weight.w / seen;
    weight.squares += gradient * gradient;
    let rate = RATE / (weight.squares.sqrt() + 0.1);
    weight.w -= rate * gradient;
    let drawn = rate * sparse / seen;
    weight.w = if weight.w > drawn {
        weight.w - drawn
    } else if weight.w < -drawn {
        weight.w + drawn
    } else {
        0.0
    };
}

/// The first of several right answers counts most.
fn target(right: &[u8], classes: usize) -> Vec<f64> {
    let mut target = vec![0.0; classes];
    let share = |place: usize| [1.0, 0.5].get(place).copied().unwrap_or(0.25);
    let sum: f64 = (0..right.len()).map(share).sum();
    for (place, class) in right.iter().enumerate() {
        if let Some(t) = target.get_mut(usize::from(*class)) {
            *t += share(place) / sum;
        }
    }
    target
}
