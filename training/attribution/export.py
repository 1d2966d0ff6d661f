"""Turn trained weights into the ONNX file that ships.

    PYTHONPATH=src python training/attribution/export.py RUN/epoch-11.safetensors RUN/epoch-12.safetensors --to DIR

The graph is written node by node with ONNX Runtime's own BERT operators: fewer
lines than tracing and repairing, no surprises, and no torch.  One window at a
time, without padding or mask: activations are quantised by the run's whole
tensor, so a window's answer must not depend on its neighbours.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from data import LABELS
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

Array = npt.NDArray[np.float32]
MICROSOFT = "com.microsoft"
HEADS = 12
LINK = 64
EPSILON = 1e-12
IMPOSSIBLE = -1e4
LEVELS, MIDDLE = 127, 128  # of an 8-bit weight, either side of its zero
KEEP = 0.7  # chosen on PolNeAR dev


@dataclass(slots=True)
class Graph:
    """Collects the nodes and constants of a model."""

    weights: dict[str, Array]
    quantised: bool
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def node(self, op: str, *inputs: str, domain: str = "", count: int = 1, **attributes: object) -> str:
        """Add a node; returns the name of its output (the first of several)."""
        name = f"{op}_{len(self.nodes)}"
        outputs = [name] if count == 1 else [f"{name}_{i}" for i in range(count)]
        self.nodes.append(helper.make_node(op, inputs, outputs, name, domain=domain, **attributes))
        return name

    def constant(self, name: str, value: npt.NDArray[np.generic]) -> str:
        """Add a constant once."""
        if all(c.name != name for c in self.constants):
            self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def linear(self, x: str, *layers: str) -> str:
        """Multiply by one or several layers' weights side by side."""
        name = "+".join(layers)
        weight = np.concatenate([self.weights[f"{n}.weight"] for n in layers]).T
        bias = self.constant(f"{name}.bias", np.concatenate([self.weights[f"{n}.bias"] for n in layers]))
        if not self.quantised:
            product = self.node("MatMul", x, self.constant(f"{name}.weight", weight))
            return self.node("Add", product, bias)
        whole, scale = self.integers(weight, axis=0)
        return self.node(
            "DynamicQuantizeMatMul",
            x,
            # Unsigned, with 128 as zero: products of unsigned activations with *signed* weights overflow 16 bits on
            # processors with AVX2 alone, silently, and then the same text gets other answers there.
            self.constant(f"{name}.weight", (whole.astype(np.int16) + MIDDLE).astype(np.uint8)),
            self.constant(f"{name}.scale", scale),
            self.constant(f"{name}.zero", np.full(scale.shape, MIDDLE, dtype=np.uint8)),
            bias,
            domain=MICROSOFT,
        )

    def integers(self, weight: Array, axis: int) -> tuple[npt.NDArray[np.int8], Array]:
        """Round weights to 8 bits, with a scale of its own for each channel."""
        scale = np.abs(weight).max(axis=axis, keepdims=True) / LEVELS
        scale = np.maximum(scale, 1e-12).astype(np.float32)
        return np.round(weight / scale).astype(np.int8), scale.squeeze(axis)

    def norm(self, x: str, other: str, name: str) -> str:
        """Add and normalise."""
        gamma = self.constant(f"{name}.weight", self.weights[f"{name}.weight"])
        beta = self.constant(f"{name}.bias", self.weights[f"{name}.bias"])
        return self.node("SkipLayerNormalization", x, other, gamma, beta, domain=MICROSOFT, epsilon=EPSILON)


def build(weights: dict[str, Array], *, quantised: bool) -> onnx.ModelProto:
    """Write the whole model: numbers of pieces and features in, scores and links out."""
    graph = Graph(weights, quantised)
    x = _embeddings(graph)
    for i in range(_depth(weights)):
        x = _layer(graph, x, f"layers.{i}")
    for layer, output in (("tags", "scores"), ("links", "links")):
        _plain_linear(graph, x, layer)
        graph.nodes[-1].output[0] = output
    return _model(graph)


def _depth(weights: dict[str, Array]) -> int:
    return 1 + max(int(n.split(".")[1]) for n in weights if n.startswith("layers."))


def _embeddings(graph: Graph) -> str:
    words = _words(graph)
    positions = graph.weights["positions.weight"] + graph.weights["types"]
    length = graph.node("Shape", "ids", start=1, end=2)
    zero = graph.constant("zero", np.zeros(1, dtype=np.int64))
    table = graph.constant("positions.weight", positions)
    places = graph.node("Slice", table, zero, length, zero)
    features = graph.constant("features.weight", graph.weights["features.weight"])
    marked = graph.node("Add", graph.node("Gather", features, "features"), places)
    return graph.norm(words, marked, "norm")


def _words(graph: Graph) -> str:
    table = graph.weights["words.weight"]
    if not graph.quantised:
        return graph.node("Gather", graph.constant("words.weight", table), "ids")
    # A scale for each word: one for all would drown the rare ones.
    whole, scale = Graph({}, True).integers(table, axis=1)
    rows = graph.node("Gather", graph.constant("words.weight", whole), "ids")
    floats = graph.node("Cast", rows, to=TensorProto.FLOAT)
    scales = graph.node("Gather", graph.constant("words.scale", scale[:, None]), "ids")
    return graph.node("Mul", floats, scales)


def _layer(graph: Graph, x: str, name: str) -> str:
    packed = graph.linear(x, *(f"{name}.{part}" for part in ("query", "key", "value")))
    parts = graph.node("Split", packed, count=3, axis=2, num_outputs=3)
    attended = graph.node("MultiHeadAttention", *(f"{parts}_{i}" for i in range(3)), domain=MICROSOFT, num_heads=HEADS)
    x = graph.norm(x, graph.linear(attended, f"{name}.out"), f"{name}.norm1")
    inner = graph.node("Gelu", graph.linear(x, f"{name}.up"), domain=MICROSOFT)
    return graph.norm(x, graph.linear(inner, f"{name}.down"), f"{name}.norm2")


def _plain_linear(graph: Graph, x: str, name: str) -> str:
    """The heads stay in full precision: they are small and decide."""
    quantised, graph.quantised = graph.quantised, False
    result = graph.linear(x, name)
    graph.quantised = quantised
    return result


def _model(graph: Graph) -> onnx.ModelProto:
    def value(name: str, kind: int, *shape: int | str) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, kind, shape)

    made = helper.make_graph(
        graph.nodes,
        "attribution-tagger",
        [value(n, TensorProto.INT64, 1, "pieces") for n in ("ids", "features")],
        [
            value("scores", TensorProto.FLOAT, 1, "pieces", len(LABELS)),
            value("links", TensorProto.FLOAT, 1, "pieces", 4 * LINK),
        ],
        graph.constants,
    )
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=9, producer_name="twosource")


def mean(passes: list[dict[str, Array]]) -> dict[str, Array]:
    """Average the weights of a run's last passes: steadier than the last alone."""
    return {name: np.mean([p[name] for p in passes], axis=0, dtype=np.float32) for name in passes[0]}


def settings(weights: dict[str, Array], window: int) -> dict[str, object]:
    """Gather what the run time needs beside the graph."""
    return {
        "version": 1,
        "labels": list(LABELS),
        "window": window,
        "keep": KEEP,
        "transitions": _rounded(np.where(_allowed(), weights["transitions"], IMPOSSIBLE)),
        "first": _rounded(np.where(_allowed()[0], weights["first"], IMPOSSIBLE)),
        "distance": _rounded(weights["distance"]),
    }


def _allowed() -> npt.NDArray[np.bool_]:
    """Mark label pairs that can follow each other: I- needs its B- or I- before it."""
    return np.array([[not b.startswith("I-") or a[2:] == b[2:] for b in LABELS] for a in LABELS])


def _rounded(values: Array) -> list[object]:
    return np.round(values.astype(np.float64), 5).tolist()


def main() -> None:
    """Read the command line and write the model's files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("weights", type=Path, nargs="+", help="of several passes, their mean is taken")
    parser.add_argument("--to", type=Path, required=True, help="folder of the model")
    parser.add_argument("--vocabulary", type=Path, help="vocab.txt of the start weights")
    parser.add_argument("--float", action="store_true", help="32-bit floats, to compare with")
    parser.add_argument("--window", type=int, default=320)
    options = parser.parse_args()
    weights = mean([load_file(path) for path in options.weights])
    options.to.mkdir(parents=True, exist_ok=True)
    data = build(weights, quantised=not options.float).SerializeToString()
    (options.to / "tagger.onnx").write_bytes(data)
    written = settings(weights, options.window)
    written["sha256"] = hashlib.sha256(data).hexdigest()
    (options.to / "config.json").write_text(json.dumps(written, indent=1) + "\n")
    if options.vocabulary:
        shutil.copy(options.vocabulary, options.to / "vocab.txt")
    print(f"{options.to / 'tagger.onnx'}: {len(data) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
