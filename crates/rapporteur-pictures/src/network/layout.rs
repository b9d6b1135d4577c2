//! Places for boxes: those that are tied draw together, all push each other apart, none overlap.
//!
//! A small force-directed layout that begins on a spiral in the order given, so that the same ties
//! always give the same picture. Boxes with many ties push harder and pull less (as in ForceAtlas2,
//! Jacomy et al. 2014): hubs stand apart, with room for the numbers between them, and those that
//! are tied to one of them alone stand around it.

/// Rounds of pushing and pulling; more change nothing that the eye sees with 40 boxes.
const ROUNDS: usize = 600;

/// Rounds in which boxes that still overlap are set apart.
const APART_ROUNDS: usize = 300;

/// Room between two boxes, for lines and their numbers: across and down.
const GAP: (f64, f64) = (22.0, 18.0);

/// The pull to the middle, so that what is tied to nothing else does not drift away.
const INWARDS: f64 = 0.6;

/// The angle between neighbours on the spiral, in radians: the golden one spreads them evenly.
const GOLDEN: f64 = 2.399_963_229_728_653;

/// Centres of boxes of the given sizes within an area, from its top left corner. `ties` are pairs of
/// indices with their weights.
pub(super) fn layout(
    sizes: &[(f64, f64)],
    ties: &[(usize, usize, f64)],
    area: (f64, f64),
) -> Vec<(f64, f64)> {
    let count = sizes.len();
    // In a square of side 1 around the middle; the area's shape comes in at the end.
    let mut places: Vec<(f64, f64)> = (0..count)
        .map(|at| {
            let (sin, cos) = (at as f64 * GOLDEN).sin_cos();
            let far = 0.5 * ((at as f64 + 0.5) / count as f64).sqrt();
            (far * cos, far * sin)
        })
        .collect();
    let mut degrees = vec![1.0f64; count];
    for &(a, b, _) in ties {
        for end in [a, b] {
            if let Some(degree) = degrees.get_mut(end) {
                *degree += 1.0;
            }
        }
    }
    let ideal = 0.5 / (count.max(1) as f64).sqrt();
    for round in 0..ROUNDS {
        let heat = 0.08 * (1.0 - round as f64 / ROUNDS as f64);
        let mut moves = vec![(0.0, 0.0); count];
        for a in 0..count {
            for b in a + 1..count {
                let (dx, dy, far) = between(places[a], places[b], (a, b));
                let push = ideal * ideal * (degrees[a] * degrees[b]).sqrt() / far;
                shift(&mut moves, (a, b), (dx / far * push, dy / far * push));
            }
        }
        for &(a, b, weight) in ties {
            let (Some(&from), Some(&to)) = (places.get(a), places.get(b)) else { continue };
            let (dx, dy, far) = between(from, to, (a, b));
            let pull = -far * (0.5 + weight.max(0.0).ln_1p() * 0.15);
            let (heavy, light) = (degrees[a].max(degrees[b]), degrees[a].min(degrees[b]));
            let pull = pull / (1.0 + 0.1 * light) * (1.0 + 0.02 * heavy);
            shift(&mut moves, (a, b), (dx / far * pull, dy / far * pull));
        }
        for ((place, step), degree) in places.iter_mut().zip(&moves).zip(&degrees) {
            let (x, y) = (step.0 - place.0 * INWARDS, step.1 - place.1 * INWARDS);
            let long = x.hypot(y).max(1e-9);
            let allowed = (long / degree.sqrt()).min(heat) / long;
            place.0 += x * allowed;
            place.1 += y * allowed;
        }
    }
    spread_out(&mut places, sizes, area);
    for _ in 0..APART_ROUNDS {
        if !set_apart(&mut places, sizes) {
            break;
        }
        clamp(&mut places, sizes, area);
    }
    places
}

/// From one to the other, and how far: two in one place are parted by their order.
fn between(a: (f64, f64), b: (f64, f64), order: (usize, usize)) -> (f64, f64, f64) {
    const NEAREST: f64 = 1e-4;
    let (dx, dy) = (a.0 - b.0, a.1 - b.1);
    let far = dx.hypot(dy);
    if far < NEAREST {
        let sign = if order.0 < order.1 { 1.0 } else { -1.0 };
        return (NEAREST * sign, 0.0, NEAREST);
    }
    (dx, dy, far)
}

fn shift(moves: &mut [(f64, f64)], (a, b): (usize, usize), by: (f64, f64)) {
    if let Some(one) = moves.get_mut(a) {
        one.0 += by.0;
        one.1 += by.1;
    }
    if let Some(other) = moves.get_mut(b) {
        other.0 -= by.0;
        other.1 -= by.1;
    }
}

fn clamp(places: &mut [(f64, f64)], sizes: &[(f64, f64)], area: (f64, f64)) {
    for (place, size) in places.iter_mut().zip(sizes) {
        let (half_width, half_height) = (size.0 / 2.0 + 4.0, size.1 / 2.0 + 4.0);
        place.0 =
            place.0.clamp(half_width.min(area.0 / 2.0), (area.0 - half_width).max(area.0 / 2.0));
        place.1 =
            place.1.clamp(half_height.min(area.1 / 2.0), (area.1 - half_height).max(area.1 / 2.0));
    }
}

/// Stretches the places over the whole area.
fn spread_out(places: &mut [(f64, f64)], sizes: &[(f64, f64)], area: (f64, f64)) {
    let bounds = |value: fn(&(f64, f64)) -> f64| {
        places.iter().map(value).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        })
    };
    let (x, y) = (bounds(|place| place.0), bounds(|place| place.1));
    for (place, size) in places.iter_mut().zip(sizes) {
        let room = (area.0 - size.0 - 16.0, area.1 - size.1 - 16.0);
        let share = |value: f64, (low, high): (f64, f64)| {
            if high - low > 1e-6 { (value - low) / (high - low) } else { 0.5 }
        };
        place.0 = 8.0 + size.0 / 2.0 + share(place.0, x) * room.0;
        place.1 = 8.0 + size.1 / 2.0 + share(place.1, y) * room.1;
    }
}

/// Moves boxes that overlap away from each other; says whether there were any.
fn set_apart(places: &mut [(f64, f64)], sizes: &[(f64, f64)]) -> bool {
    let mut any = false;
    for a in 0..places.len() {
        for b in a + 1..places.len() {
            let wanted =
                ((sizes[a].0 + sizes[b].0) / 2.0 + GAP.0, (sizes[a].1 + sizes[b].1) / 2.0 + GAP.1);
            let (dx, dy) = (places[a].0 - places[b].0, places[a].1 - places[b].1);
            let over = (wanted.0 - dx.abs(), wanted.1 - dy.abs());
            if over.0 <= 0.01 || over.1 <= 0.01 {
                continue;
            }
            any = true;
            let (mut x, mut y) = (0.0, 0.0);
            // Down is the shorter way for flat boxes unless they stand nearly side by side.
            if over.1 <= over.0 {
                y = if dy < 0.0 { -over.1 / 2.0 } else { over.1 / 2.0 };
            } else {
                x = if dx < 0.0 { -over.0 / 2.0 } else { over.0 / 2.0 };
            }
            places[a].0 += x;
            places[a].1 += y;
            places[b].0 -= x;
            places[b].1 -= y;
        }
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forty_boxes_stand_clear_of_each_other_and_always_in_the_same_places() {
        let sizes: Vec<(f64, f64)> =
            (0..40).map(|at| (80.0 + f64::from(at % 7) * 12.0, 26.0)).collect();
        let ties: Vec<(usize, usize, f64)> =
            (1..40).map(|at| (at, at * at % at.max(2), (at % 5) as f64)).collect();
        let places = layout(&sizes, &ties, (960.0, 820.0));
        assert_eq!(places, layout(&sizes, &ties, (960.0, 820.0)));
        for a in 0..40 {
            for b in a + 1..40 {
                let apart = (places[a].0 - places[b].0).abs() >= (sizes[a].0 + sizes[b].0) / 2.0
                    || (places[a].1 - places[b].1).abs() >= 26.0;
                assert!(apart, "{a} and {b} overlap: {:?} {:?}", places[a], places[b]);
            }
        }
    }
}
