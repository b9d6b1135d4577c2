//! The best dependency tree for the network's scores.
//!
//! UD's trees cross, so the maximum spanning arborescence is looked for (Chu & Liu 1965, Edmonds
//! 1967), with exactly one word on the root. Most sentences need none of it: where every word's
//! best head already makes a tree, that tree is the best.

/// Stands in for scores that are no numbers, so that there is always a tree.
const NEVER: f64 = -1e9;

/// Scores of every head for every word of one sentence: `n_words` rows of `n_words + 1` columns,
/// column 0 the root.
pub(super) struct ArcScores {
    n_words: usize,
    scores: Vec<f32>,
}

impl ArcScores {
    /// From the network's vectors: node 0 is the root, node `i` word `i - 1`.
    ///
    /// `dependents` and `governors` hold `width` numbers per node, `priors` one.
    pub(super) fn new(dependents: &[f32], governors: &[f32], priors: &[f32], width: usize) -> Self {
        let n_words = priors.len().saturating_sub(1);
        let mut scores = Vec::with_capacity(n_words * (n_words + 1));
        for dependent in dependents.chunks_exact(width).skip(1) {
            let heads = governors.chunks_exact(width).zip(priors);
            scores.extend(heads.map(|(governor, prior)| dot(dependent, governor) + prior));
        }
        Self { n_words, scores }
    }

    /// The head of every word: `None` for the root's one child, otherwise a word's position.
    pub(super) fn best_tree(&self) -> Vec<Option<usize>> {
        let n_nodes = self.n_words + 1;
        if self.n_words == 0 {
            return Vec::new();
        }
        let mut matrix = Matrix { n_nodes, scores: vec![f64::NEG_INFINITY; n_nodes * n_nodes] };
        for (word, row) in self.scores.chunks_exact(n_nodes).enumerate() {
            for (head, &score) in row.iter().enumerate().filter(|(head, _)| *head != word + 1) {
                let score = if score.is_finite() { f64::from(score) } else { NEVER };
                matrix.scores[(word + 1) * n_nodes + head] = score;
            }
        }
        let mut heads = matrix.best_heads();
        let n_roots = heads[1..].iter().filter(|&&head| head == 0).count();
        if n_roots != 1 || find_cycle(&heads).is_some() {
            matrix.make_roots_dear();
            heads = matrix.arborescence();
        }
        heads[1..].iter().map(|head| head.checked_sub(1)).collect()
    }
}

/// Inner product with sixteen sums side by side: fast, and the same on every processor.
fn dot(left: &[f32], right: &[f32]) -> f32 {
    let mut sums = [0.0f32; 16];
    for (l, r) in left.chunks_exact(16).zip(right.chunks_exact(16)) {
        for (sum, (l, r)) in sums.iter_mut().zip(l.iter().zip(r)) {
            *sum += l * r;
        }
    }
    sums.iter().sum()
}

/// `scores[node * n_nodes + head]`; node 0 is the root, and no node is its own head.
struct Matrix {
    n_nodes: usize,
    scores: Vec<f64>,
}

impl Matrix {
    fn get(&self, node: usize, head: usize) -> f64 {
        self.scores[node * self.n_nodes + head]
    }

    /// Takes so much off every arc from the root that the best tree has one of them.
    fn make_roots_dear(&mut self) {
        let finite = || self.scores.iter().copied().filter(|score| score.is_finite());
        let range = finite().fold(f64::MIN, f64::max) - finite().fold(f64::MAX, f64::min);
        let price = 2.0 * (range + 1.0) * self.n_nodes as f64;
        for node in 1..self.n_nodes {
            self.scores[node * self.n_nodes] -= price;
        }
    }

    fn best_heads(&self) -> Vec<usize> {
        let mut heads = vec![0; self.n_nodes];
        for (node, head) in heads.iter_mut().enumerate().skip(1) {
            let row = &self.scores[node * self.n_nodes..(node + 1) * self.n_nodes];
            let mut best = f64::NEG_INFINITY;
            for (candidate, &score) in row.iter().enumerate() {
                if score > best {
                    (*head, best) = (candidate, score);
                }
            }
        }
        heads
    }

    /// The heads of the maximum spanning arborescence; the root's own entry is 0.
    fn arborescence(&self) -> Vec<usize> {
        let mut heads = self.best_heads();
        let Some(cycle) = find_cycle(&heads) else {
            return heads;
        };
        let in_cycle = |node: &usize| cycle.contains(node);
        let outside: Vec<usize> = (0..self.n_nodes).filter(|node| !in_cycle(node)).collect();
        let contracted = outside.len();
        let n_nodes = contracted + 1;
        let mut small = Matrix { n_nodes, scores: vec![f64::NEG_INFINITY; n_nodes * n_nodes] };
        // Where an arc from each outside node would best enter the cycle, and where one to it
        // would best leave.
        let mut entries = vec![cycle[0]; contracted];
        let mut exits = vec![cycle[0]; contracted];
        for (i, &node) in outside.iter().enumerate() {
            for (j, &head) in outside.iter().enumerate() {
                small.scores[i * n_nodes + j] = self.get(node, head);
            }
            let (mut best_entry, mut best_exit) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
            for &member in &cycle {
                let gain = self.get(member, node) - self.get(member, heads[member]);
                if gain > best_entry {
                    (entries[i], best_entry) = (member, gain);
                }
                if self.get(node, member) > best_exit {
                    (exits[i], best_exit) = (member, self.get(node, member));
                }
            }
            small.scores[contracted * n_nodes + i] = best_entry;
            small.scores[i * n_nodes + contracted] = best_exit;
        }
        let inner = small.arborescence();
        for i in 1..contracted {
            heads[outside[i]] = if inner[i] == contracted { exits[i] } else { outside[inner[i]] };
        }
        let from = inner[contracted];
        heads[entries[from]] = outside[from];
        heads
    }
}

/// The nodes of one cycle, if there is any that does not lead to node 0.
fn find_cycle(heads: &[usize]) -> Option<Vec<usize>> {
    // The walk on which a node was first met; the root ends every walk.
    let mut met = vec![0usize; heads.len()];
    for start in 1..heads.len() {
        let mut node = start;
        while node != 0 && met[node] == 0 {
            met[node] = start;
            node = heads[node];
        }
        if node != 0 && met[node] == start {
            let mut cycle = vec![node];
            let mut next = heads[node];
            while next != node {
                cycle.push(next);
                next = heads[next];
            }
            return Some(cycle);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn total(arcs: &ArcScores, heads: &[Option<usize>]) -> f64 {
        let column = |head: &Option<usize>| head.map_or(0, |head| head + 1);
        let score = |(word, head)| arcs.scores[word * (arcs.n_words + 1) + column(head)];
        heads.iter().enumerate().map(|pair| f64::from(score(pair))).sum()
    }

    fn is_tree(heads: &[Option<usize>]) -> bool {
        let nodes: Vec<usize> =
            std::iter::once(0).chain(heads.iter().map(|head| head.map_or(0, |h| h + 1))).collect();
        heads.iter().filter(|head| head.is_none()).count() == 1 && find_cycle(&nodes).is_none()
    }

    /// The best of all trees, by looking at every one.
    fn exhaustive(arcs: &ArcScores) -> f64 {
        let n = arcs.n_words;
        let mut best = f64::MIN;
        for code in 0..(n + 1).pow(u32::try_from(n).unwrap()) {
            let mut rest = code;
            let heads: Vec<Option<usize>> = (0..n)
                .map(|_| {
                    let head = rest % (n + 1);
                    rest /= n + 1;
                    head.checked_sub(1)
                })
                .collect();
            let own = heads.iter().enumerate().any(|(word, head)| *head == Some(word));
            if !own && is_tree(&heads) {
                best = best.max(total(arcs, &heads));
            }
        }
        best
    }

    proptest! {
        #[test]
        fn finds_the_best_single_root_tree(
            n_words in 1usize..6,
            scores in prop::collection::vec(-5.0f32..5.0, 30),
        ) {
            let scores = scores[..n_words * (n_words + 1)].to_vec();
            let arcs = ArcScores { n_words, scores };
            let heads = arcs.best_tree();
            prop_assert!(is_tree(&heads));
            prop_assert!((total(&arcs, &heads) - exhaustive(&arcs)).abs() < 1e-6);
        }
    }

    #[test]
    fn equal_and_impossible_scores_still_make_a_tree() {
        for score in [0.0, f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            let arcs = ArcScores { n_words: 7, scores: vec![score; 56] };
            assert_eq!(arcs.best_tree().len(), 7, "{score}");
        }
    }
}
