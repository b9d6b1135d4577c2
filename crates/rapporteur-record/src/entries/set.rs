//! Small sets of names and words as entries compare them: hashes in order, since comparing pairs is
//! what a large record costs.

use std::cmp::Ordering;

use super::words::hash;

/// Hashes of its members, sorted, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Set(Vec<u64>);

impl Set {
    /// The set of some names.
    pub(crate) fn of<T: AsRef<str>>(members: impl IntoIterator<Item = T>) -> Self {
        let mut hashes: Vec<u64> =
            members.into_iter().map(|member| hash(member.as_ref())).collect();
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes)
    }

    pub(crate) const fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The hashes of its members, in order.
    pub(crate) fn hashes(&self) -> impl Iterator<Item = u64> {
        self.0.iter().copied()
    }

    pub(crate) fn contains(&self, member: &str) -> bool {
        self.holds(hash(member))
    }

    /// Whether it holds the member of a hash.
    pub(crate) fn holds(&self, hash: u64) -> bool {
        self.0.binary_search(&hash).is_ok()
    }

    /// How many members both have.
    pub(crate) fn in_common(&self, other: &Self) -> usize {
        let (mut a, mut b, mut shared) = (0, 0, 0);
        while let (Some(one), Some(theirs)) = (self.0.get(a), other.0.get(b)) {
            let order = one.cmp(theirs);
            a += usize::from(order != Ordering::Greater);
            b += usize::from(order != Ordering::Less);
            shared += usize::from(order == Ordering::Equal);
        }
        shared
    }

    /// Whether no member is in both.
    pub(crate) fn is_disjoint(&self, other: &Self) -> bool {
        self.in_common(other) == 0
    }

    /// Whether every member is in the other.
    pub(crate) fn is_subset(&self, other: &Self) -> bool {
        self.in_common(other) == self.0.len()
    }

    /// Members in both, as a share of those in either; 0 for two empty sets.
    pub(crate) fn jaccard(&self, other: &Self) -> f64 {
        let shared = self.in_common(other);
        share(shared, self.0.len() + other.0.len() - shared)
    }

    /// Members in both, as a share of the smaller set; 0 where that is empty.
    pub(crate) fn overlap(&self, other: &Self) -> f64 {
        share(self.in_common(other), self.0.len().min(other.0.len()))
    }

    /// Whether both have members, and none in common.
    pub(crate) fn clashes(&self, other: &Self) -> bool {
        !self.is_empty() && !other.is_empty() && self.is_disjoint(other)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_compared_as_sets_are() {
        let (two, three) = (Set::of(["a", "b", "a"]), Set::of(["b", "c", "d"]));
        assert_eq!(two.in_common(&three), 1);
        assert_eq!((two.jaccard(&three), two.overlap(&three)), (0.25, 0.5));
        assert!(two.contains("b") && !two.contains("c") && !two.clashes(&three));
        assert!(Set::of(["d"]).is_subset(&three) && !two.is_subset(&three));
        let nothing = Set::default();
        assert!(nothing.is_subset(&two) && nothing.is_disjoint(&two) && !nothing.clashes(&two));
        assert_eq!((nothing.jaccard(&nothing), nothing.overlap(&two)), (0.0, 0.0));
    }
}
