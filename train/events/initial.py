"""Where the event network starts: from the released reader, or from MiniLM."""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from checkpoint import model_dir
from model import HIDDEN, N_ATTENTION_HEADS

READER = Path(__file__).resolve().parents[2] / "crates/rapporteur-language/weights/reader.onnx"


def load(network, name: str, paths: dict[str, int]):
    """Fills encoder and word projection. `name`: `reader`, `minilm`, or a checkpoint of this network.

    `paths`: the row of each path; a checkpoint's rows are found again by their names.
    """
    if name == "minilm":
        network.encoder.load_pretrained(model_dir())
    elif name == "reader":
        network.load_state_dict(reader_state(len(network.encoder.layers)), strict=False)
    else:
        checkpoint = torch.load(name, map_location="cpu", weights_only=True)
        saved, own = checkpoint["model"], network.state_dict()
        rows = own["paths.weight"].clone()
        for row, path in enumerate(checkpoint["paths"]):
            if path in paths:
                rows[paths[path]] = saved["paths.weight"][row]
        saved["paths.weight"] = rows
        network.load_state_dict({k: v for k, v in saved.items() if k in own and own[k].shape == v.shape}, strict=False)


def reader_state(n_layers: int) -> dict[str, torch.Tensor]:
    """The released integers of `train/graph.py` as floats again."""
    constants = {c.name: numpy_helper.to_array(c) for c in onnx.load(READER).graph.initializer}
    state = {"encoder.pieces.weight": constants["piece_table"] * constants["piece_scale"],
             "encoder.shapes.weight": constants["shape_table"],
             "encoder.positions.weight": constants["position_table"],
             "encoder.norm.weight": constants["norm.gamma"], "encoder.norm.bias": constants["norm.beta"],
             "head_shapes.weight": constants["head_shape_table"]}

    def weight(name, range_name):
        return constants[f"{name}.weight"] * (constants[f"{name}.scale"] / constants[f"input.{range_name}.scale"])

    for i in range(n_layers):
        to, of = f"encoder.layers.{i}.", f"layer{i}."
        size = HIDDEN // N_ATTENTION_HEADS
        qkv = weight(of + "qkv", of + "qkv").T.reshape(N_ATTENTION_HEADS, 3, size, HIDDEN)
        state[to + "qkv.weight"] = qkv.transpose(1, 0, 2, 3).reshape(-1, HIDDEN)
        state[to + "qkv.bias"] = constants[of + "qkv.bias"].reshape(
            N_ATTENTION_HEADS, 3, size).transpose(1, 0, 2).reshape(-1)
        for part in ("attended", "up", "down"):
            state[f"{to}{part}.weight"] = weight(of + part, of + part).T
            state[f"{to}{part}.bias"] = constants[f"{of}{part}.bias"]
        for norm in ("norm1", "norm2"):
            state[f"{to}{norm}.weight"] = constants[f"{of}{norm}.gamma"]
            state[f"{to}{norm}.bias"] = constants[f"{of}{norm}.beta"]
    words = weight("word", "words")
    state["first.weight"], state["last.weight"] = words[:HIDDEN].T, words[HIDDEN:].T
    return {k: torch.from_numpy(np.ascontiguousarray(v, np.float32)) for k, v in state.items()}
