//! Room that labels take, so that none stands on another.

/// Rectangles that are taken: left, top, right, bottom.
#[derive(Clone, Debug, Default)]
pub(crate) struct Boxes(Vec<(f64, f64, f64, f64)>);

impl Boxes {
    pub(crate) fn take(&mut self, taken: (f64, f64, f64, f64)) {
        self.0.push(taken);
    }

    pub(crate) fn is_free(&self, wanted: (f64, f64, f64, f64)) -> bool {
        self.0.iter().all(|taken| {
            wanted.2 <= taken.0 || wanted.0 >= taken.2 || wanted.3 <= taken.1 || wanted.1 >= taken.3
        })
    }
}
