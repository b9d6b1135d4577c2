//! Runs the network with `rten`.

use std::sync::Arc;

use rten::{Model, ModelOptions, NodeId, OpRegistry, RunOptions, ThreadPool, Value, ValueOrView};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use super::batch::{Batch, Inputs};
use super::error::ModelError;
use super::weights::Bytes;

thread_local! {
    static POOL: Arc<ThreadPool> = Arc::new(ThreadPool::with_num_threads(1));
}

/// The one thread that runs the network for a calling thread.
///
/// Documents are read in parallel, not one document's products: nothing waits for its parts, and
/// sums are always made in the same order.
pub(super) struct Worker(Arc<ThreadPool>);

/// Does some work on the calling thread's own worker, and waits for it.
///
/// The wait goes through a plain thread: a Rayon worker that waited for another pool would
/// meanwhile begin the next document, and the next, each on top of the last one's stack.
pub(super) fn on_worker<R: Send>(work: impl FnOnce(&Worker) -> R + Send) -> R {
    let worker = Worker(POOL.with(Arc::clone));
    let done = std::thread::scope(|scope| scope.spawn(|| worker.0.run(|| work(&worker))).join());
    done.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

const INPUTS: [&str; 6] = ["pieces", "shapes", "mask", "first", "last", "node_shapes"];
const OUTPUTS: [&str; 6] =
    ["tags", "dependents", "governors", "priors", "rel_dependents", "rel_governors"];
const PAIR_INPUTS: [&str; 2] = ["pair_dependents", "pair_governors"];
const PAIR_OUTPUT: &str = "rels";

/// A graph on what [`Batch`] gives, with `N` outputs that have one row per node.
pub(super) struct Graph<const N: usize> {
    model: Model,
    inputs: [NodeId; 6],
    outputs: [NodeId; N],
}

impl<const N: usize> Graph<N> {
    /// Reads the graph; the error is a reason in words.
    pub(super) fn new(bytes: Bytes, outputs: [&str; N]) -> Result<Self, String> {
        let mut options = ModelOptions::with_ops(OpRegistry::with_all_ops());
        options.prepack_weights(true);
        let model = match bytes {
            Bytes::BuiltIn(bytes) => options.load_static_slice(bytes),
            Bytes::Read(bytes) => options.load(bytes),
        }
        .map_err(|error| format!("the ONNX file: {error}"))?;
        let node = |name| model.node_id(name).map_err(|_| format!("the ONNX file lacks `{name}`"));
        Ok(Self { inputs: collect(INPUTS.map(node))?, outputs: collect(outputs.map(node))?, model })
    }

    /// Encodes a batch and scores its nodes.
    pub(super) fn read(
        &self,
        worker: &Worker,
        batch: &Batch<'_>,
    ) -> Result<[NdTensor<f32, 2>; N], ModelError> {
        let Inputs { pieces, shapes, mask, first, last, node_shapes } = batch.inputs();
        let n_nodes = first.len();
        let grid = |data| ValueOrView::from(NdTensor::from_data(batch.size, data));
        let column = |data| ValueOrView::from(NdTensor::from_data([n_nodes], data));
        let values = [
            grid(pieces),
            grid(shapes),
            grid(mask),
            column(first),
            column(last),
            column(node_shapes),
        ];
        let inputs = self.inputs.into_iter().zip(values).collect();
        collect(self.run(worker, inputs, self.outputs)?.map(matrix))
    }

    fn run<const M: usize>(
        &self,
        worker: &Worker,
        inputs: Vec<(NodeId, ValueOrView<'_>)>,
        outputs: [NodeId; M],
    ) -> Result<[Value; M], ModelError> {
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&worker.0)));
        self.model
            .run_n(inputs, outputs, Some(options))
            .map_err(|error| ModelError::Run(error.to_string()))
    }
}

/// The reader's network with its entrances and exits, described in `train/export.py`.
pub(super) struct Network {
    graph: Graph<6>,
    pair_inputs: [NodeId; 2],
    pair_output: NodeId,
}

/// What the network says about `n_nodes` words and roots: matrices of `n_nodes` rows.
pub(super) struct Answer {
    pub(super) tags: NdTensor<f32, 2>,
    pub(super) dependents: NdTensor<f32, 2>,
    pub(super) governors: NdTensor<f32, 2>,
    pub(super) priors: NdTensor<f32, 2>,
    pub(super) rel_dependents: NdTensor<f32, 2>,
    pub(super) rel_governors: NdTensor<f32, 2>,
}

impl Network {
    /// Reads the graph; the error is a reason in words.
    pub(super) fn new(bytes: Bytes) -> Result<Self, String> {
        let graph = Graph::new(bytes, OUTPUTS)?;
        let node =
            |name| graph.model.node_id(name).map_err(|_| format!("the ONNX file lacks `{name}`"));
        Ok(Self {
            pair_inputs: collect(PAIR_INPUTS.map(node))?,
            pair_output: node(PAIR_OUTPUT)?,
            graph,
        })
    }

    /// Encodes a batch and scores its words.
    pub(super) fn read(&self, worker: &Worker, batch: &Batch<'_>) -> Result<Answer, ModelError> {
        let [tags, dependents, governors, priors, rel_dependents, rel_governors] =
            self.graph.read(worker, batch)?;
        Ok(Answer { tags, dependents, governors, priors, rel_dependents, rel_governors })
    }

    /// Scores the relations of chosen pairs: two matrices of one row per pair.
    pub(super) fn rels(
        &self,
        worker: &Worker,
        dependents: NdTensor<f32, 2>,
        governors: NdTensor<f32, 2>,
    ) -> Result<NdTensor<f32, 2>, ModelError> {
        let values = [ValueOrView::from(dependents), ValueOrView::from(governors)];
        let inputs = self.pair_inputs.into_iter().zip(values).collect();
        let [rels] = self.graph.run(worker, inputs, [self.pair_output])?;
        matrix(rels)
    }
}

fn matrix(value: Value) -> Result<NdTensor<f32, 2>, ModelError> {
    let tensor: NdTensor<f32, 2> =
        value.try_into().map_err(|error| ModelError::Run(format!("an output: {error}")))?;
    let shape = tensor.shape();
    Ok(NdTensor::from_data(shape, tensor.into_data()))
}

/// All of the values, or the first error.
fn collect<T, E, const N: usize>(results: [Result<T, E>; N]) -> Result<[T; N], E> {
    let mut values = Vec::with_capacity(N);
    for result in results {
        values.push(result?);
    }
    values.try_into().map_err(|_| unreachable!("as many values as results"))
}
