"""The network as an ONNX graph.

Inputs: `pieces`, `shapes`, `mask` [B, L]; `first`, `last`,
`node_shapes` [M]: for each node its first and last piece's position in the
flattened batch, and its shape. A node is a word or a sentence's root ([CLS],
shape 0). Outputs per node: `tags` [M, T] (all word heads side by side, in
the order of `columns` in the JSON), `dependents` [M, 256] and `governors`
[M, 256] (an arc's score is their inner product plus `priors` [M, 1]),
`rel_dependents` and `rel_governors` [M, R]. A second entrance, inputs
`pair_dependents` and `pair_governors` [N, R], gives `rels` [N, n_rels] for
chosen pairs.
"""

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from model import ARC_DIM, HIDDEN, N_ATTENTION_HEADS, REL_RANK, WORD_HEADS
from quantise import Ranges, rounded
from words import SHAPES


class Graph:
    """An ONNX graph under construction."""

    def __init__(self):
        self.nodes, self.constants, self.n = [], [], 0

    def constant(self, name: str, value) -> str:
        self.constants.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def op(self, kind: str, inputs: list[str], output: str | None = None, **attributes) -> str:
        self.n += 1
        output = output or f"{kind}_{self.n}"
        microsoft = kind in ("MultiHeadAttention", "BiasGelu", "SkipLayerNormalization")
        self.nodes.append(helper.make_node(kind, inputs, [output], name=f"{kind}_{self.n}",
                                           domain="com.microsoft" if microsoft else "", **attributes))
        return output

    def quantised(self, x: str, name: str, weight: np.ndarray, ranges: Ranges, range_name: str) -> str:
        """x [N, in] times weight [in, out], both as integers; the result is float."""
        scale, zero = ranges.scale_and_zero(range_name)
        whole, column = rounded(weight, ranges.moments.get(range_name))
        known = {c.name for c in self.constants}
        s, z = f"input.{range_name}.scale", f"input.{range_name}.zero"
        if s not in known:
            self.constant(s, scale)
            self.constant(z, zero)
        y = self.op("QuantizeLinear", [x, s, z])
        y = self.op("MatMulInteger", [y, self.constant(f"{name}.weight", whole), z,
                                      self.constant(f"{name}.zero", np.int8(0))])
        y = self.op("Cast", [y], to=TensorProto.FLOAT)
        return self.op("Mul", [y, self.constant(f"{name}.scale", (scale * column).astype(np.float32))])


def array(tensor: torch.Tensor) -> np.ndarray:
    return tensor.detach().float().numpy()


def encoder(g: Graph, e, ranges: Ranges) -> str:
    """The encoder: from the inputs `pieces`, `shapes` and `mask` to [B * L, H]."""
    table = array(e.pieces.weight)
    row = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
    g.constant("piece_table", np.rint(table / row).astype(np.int8))
    g.constant("piece_scale", row.astype(np.float32))
    x = g.op("Cast", [g.op("Gather", ["piece_table", "pieces"])], to=TensorProto.FLOAT)
    x = g.op("Mul", [x, g.op("Gather", ["piece_scale", "pieces"])])
    x = g.op("Add", [x, g.op("Gather", [g.constant("shape_table", array(e.shapes.weight)), "shapes"])])
    size = g.op("Shape", ["pieces"])
    length = g.op("Slice", [size, g.constant("i1", np.array([1])), g.constant("i2", np.array([2]))])
    positions = g.op("Slice", [g.constant("position_table", array(e.positions.weight)),
                               g.constant("i0", np.array([0])), length, "i0"])
    x = g.op("Add", [x, positions])
    norm = lambda module, name: [g.constant(f"{name}.gamma", array(module.weight)),
                                 g.constant(f"{name}.beta", array(module.bias))]
    x = g.op("LayerNormalization", [x, *norm(e.norm, "norm")], axis=-1, epsilon=1e-12)
    flat = g.constant("flat", np.array([-1, HIDDEN]))
    head_size = HIDDEN // N_ATTENTION_HEADS
    packed = g.op("Concat", [size, g.constant("heads", np.array([N_ATTENTION_HEADS, 3, head_size]))], axis=0)
    x = g.op("Reshape", [x, flat])
    for i, layer in enumerate(e.layers):
        name = f"layer{i}"
        weight = array(layer.qkv.weight).reshape(3, N_ATTENTION_HEADS, head_size, HIDDEN)
        weight = weight.transpose(1, 0, 2, 3).reshape(-1, HIDDEN).T
        bias = array(layer.qkv.bias).reshape(3, N_ATTENTION_HEADS, head_size).transpose(1, 0, 2).reshape(-1)
        y = g.quantised(x, f"{name}.qkv", weight, ranges, f"{name}.qkv")
        y = g.op("Add", [y, g.constant(f"{name}.qkv.bias", bias)])
        y = g.op("Reshape", [y, packed])
        y = g.op("MultiHeadAttention", [y, "", "", "", "mask"], num_heads=N_ATTENTION_HEADS)
        y = g.op("Reshape", [y, flat])
        y = g.quantised(y, f"{name}.attended", array(layer.attended.weight).T, ranges, f"{name}.attended")
        x = g.op("SkipLayerNormalization", [
            x, y, *norm(layer.norm1, f"{name}.norm1"),
            g.constant(f"{name}.attended.bias", array(layer.attended.bias))], epsilon=1e-12)
        y = g.quantised(x, f"{name}.up", array(layer.up.weight).T, ranges, f"{name}.up")
        y = g.op("BiasGelu", [y, g.constant(f"{name}.up.bias", array(layer.up.bias))])
        y = g.quantised(y, f"{name}.down", array(layer.down.weight).T, ranges, f"{name}.down")
        x = g.op("SkipLayerNormalization", [
            x, y, *norm(layer.norm2, f"{name}.norm2"),
            g.constant(f"{name}.down.bias", array(layer.down.bias))], epsilon=1e-12)
    return x


def nodes_of(g: Graph, network, x: str, ranges: Ranges) -> str:
    """What is known of each node [M, H], from the encoder's output and `first`, `last`, `node_shapes`."""
    not_root = np.ones((len(SHAPES), 1), np.float32)
    not_root[0] = 0
    shape_table = array(network.head_shapes.weight) * not_root + array(network.first.bias)
    first = g.op("Gather", [x, "first"])
    last = g.op("Mul", [g.op("Gather", [x, "last"]),
                        g.op("Gather", [g.constant("not_root", not_root), "node_shapes"])])
    pair = g.op("Concat", [first, last], axis=1)
    weight = np.concatenate([array(network.first.weight).T, array(network.last.weight).T])
    nodes = g.quantised(pair, "word", weight, ranges, "words")
    return g.op("Add", [nodes, g.op("Gather", [g.constant("head_shape_table", shape_table), "node_shapes"])])


def build(network, ranges: Ranges) -> onnx.ModelProto:
    """The network as a quantised graph, as described at the top of this file."""
    g = Graph()
    nodes = nodes_of(g, network, encoder(g, network.encoder, ranges), ranges)

    weight = np.concatenate([array(network.word_heads[h].weight) for h in WORD_HEADS]).T
    bias = np.concatenate([array(network.word_heads[h].bias) for h in WORD_HEADS])
    tags = g.quantised(nodes, "tags", weight, ranges, "nodes")
    g.op("Add", [tags, g.constant("tags.bias", bias)], "tags")

    arcs = network.arcs
    parts = [arcs.arc_dependent, arcs.arc_governor, arcs.rel_dependent, arcs.rel_governor]
    weight = np.concatenate([array(p.weight) for p in parts]).T
    y = g.quantised(nodes, "tree", weight, ranges, "nodes")
    y = g.op("BiasGelu", [y, g.constant("tree.bias", np.concatenate([array(p.bias) for p in parts]))])
    edges = np.cumsum([0, ARC_DIM, ARC_DIM, REL_RANK, REL_RANK])
    one = g.constant("axis1", np.array([1]))
    cut = []
    for k, name in enumerate(["arc_dependents", "governors", "rel_dependents", "rel_governors"]):
        cut.append(g.op("Slice", [y, g.constant(f"from{k}", edges[k:k + 1]),
                                  g.constant(f"to{k}", edges[k + 1:k + 2]), one], name))
    dependents = g.quantised(cut[0], "bilinear", array(arcs.bilinear.weight).T, ranges, "bilinear")
    g.op("Identity", [dependents], "dependents")
    g.op("MatMul", [cut[1], g.constant("prior", array(arcs.prior.weight).T)], "priors")

    product = g.op("Mul", ["pair_dependents", "pair_governors"])
    triple = g.op("Concat", [product, "pair_dependents", "pair_governors"], axis=1)
    weight = np.concatenate([array(m.weight).T for m in
                             (arcs.rel_pair, arcs.rel_dependent_bias, arcs.rel_governor_bias)])
    rels = g.op("MatMul", [triple, g.constant("rels.weight", weight)])
    g.op("Add", [rels, g.constant("rels.bias", array(arcs.rel_pair.bias))], "rels")

    return model(
        g, "reader",
        [real("pair_dependents", ["pairs", REL_RANK]), real("pair_governors", ["pairs", REL_RANK])],
        [real("tags", ["nodes", len(bias)]), real("dependents", ["nodes", ARC_DIM]),
         real("governors", ["nodes", ARC_DIM]), real("priors", ["nodes", 1]),
         real("rel_dependents", ["nodes", REL_RANK]), real("rel_governors", ["nodes", REL_RANK]),
         real("rels", ["pairs", len(array(arcs.rel_pair.bias))])])


def real(name: str, shape: list):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def model(g: Graph, name: str, further_inputs: list, outputs: list) -> onnx.ModelProto:
    """The finished file: the inputs that every network takes, and its own."""
    integer = lambda name, shape: helper.make_tensor_value_info(name, TensorProto.INT32, shape)
    grid = ["sentences", "pieces_per_sentence"]
    graph = helper.make_graph(
        g.nodes, name,
        [*(integer(n, grid) for n in ("pieces", "shapes", "mask")),
         *(integer(n, ["nodes"]) for n in ("first", "last", "node_shapes")), *further_inputs],
        outputs, g.constants)
    return helper.make_model(graph, producer_name="rapporteur", ir_version=9, opset_imports=[
        helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)])
