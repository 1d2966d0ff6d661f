"""The tagger as it is trained: MiniLM, a CRF over the labels, two pointers."""

from __future__ import annotations

import json
import math
from pathlib import Path

import torch
from data import CONTENT, CUE, LABELS, SOURCE
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from twosource.engines.tag_windows import FEATURES

LINK = 64  # width of a pointer's vectors
DISTANCES = 24  # buckets of a pointer's signed distance
IMPOSSIBLE = -1e4


class Layer(nn.Module):
    """One BERT layer."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = (nn.LayerNorm(width, eps=1e-12) for _ in range(2))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Attend, then transform; `bias` hides the padding."""
        b, t, d = x.shape
        q, k, v = (
            f(x).view(b, t, self.heads, d // self.heads).transpose(1, 2) for f in (self.query, self.key, self.value)
        )
        y = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        y = self.out(y.transpose(1, 2).reshape(b, t, d))
        x = self.norm1(x + self.dropout(y))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Tagger(nn.Module):
    """Scores for the labels, and vectors whose products link the spans."""

    def __init__(self, config: dict, dropout: float = 0.1) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.types = nn.Parameter(torch.zeros(width))
        self.features = nn.Embedding(FEATURES, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(config["num_hidden_layers"])
        )
        self.tags = nn.Linear(width, len(LABELS))
        self.links = nn.Linear(width, 4 * LINK)
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.first = nn.Parameter(torch.zeros(len(LABELS)))
        self.distance = nn.Parameter(torch.zeros(2, DISTANCES))
        nn.init.zeros_(self.features.weight)
        self.register_buffer("allowed", _allowed())

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Give label scores (B, T, 7) and link vectors (B, T, 4 x LINK)."""
        at = torch.arange(ids.shape[1])
        x = self.words(ids) + self.positions(at) + self.types + self.features(features)
        x = self.dropout(self.norm(x))
        bias = ((1.0 - mask.float()) * IMPOSSIBLE)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return self.tags(x), self.links(x)

    def crf(self) -> tuple[Tensor, Tensor]:
        """Give the transitions and the first label's scores, forbidden ones made so."""
        inside = torch.tensor([bool(i) and i % 2 == 0 for i in range(len(LABELS))])
        return (
            self.transitions + (~self.allowed) * IMPOSSIBLE,
            self.first + inside * IMPOSSIBLE,
        )


def _allowed() -> Tensor:
    """Mark label pairs that can follow each other: I- needs its B- or I- before it."""
    allowed = torch.ones(len(LABELS), len(LABELS), dtype=torch.bool)
    for begin in (SOURCE, CUE, CONTENT):
        allowed[:, begin + 1] = False
        allowed[begin : begin + 2, begin + 1] = True
    return allowed


def bucket(distance: Tensor) -> Tensor:
    """Sort signed distances into 24 buckets, finer near zero (tag_decoding does the same)."""
    half = DISTANCES // 2
    size = torch.floor(torch.log2(distance.abs().float().clamp(min=1)) * 4 / 3).long()
    return size.clamp(max=half - 1) + half * (distance > 0)


# ---------------------------------------------------------------------- losses


def crf_loss(model: Tagger, scores: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
    """Give the negative log-likelihood of the labels, a window's mean."""
    scores = scores.float()
    transitions, first = model.crf()
    picked = scores.gather(2, labels[:, :, None])[:, :, 0]
    moves = transitions[labels[:, :-1], labels[:, 1:]]
    gold = (picked * mask).sum(1) + (moves * mask[:, 1:]).sum(1) + first[labels[:, 0]]
    return (_partition(scores, transitions, first, mask) - gold).sum() / len(scores)


def _partition(scores: Tensor, transitions: Tensor, first: Tensor, mask: Tensor) -> Tensor:
    """Sum over all labellings by halving: log2(T) products instead of T steps."""
    n = scores.shape[2]
    eye = torch.full((n, n), IMPOSSIBLE).fill_diagonal_(0.0)
    steps = transitions + scores[:, 1:, None, :]
    steps = torch.where(mask[:, 1:, None, None].bool(), steps, eye)
    while steps.shape[1] > 1:
        if steps.shape[1] % 2:
            steps = torch.cat([steps, eye.expand(len(steps), 1, n, n)], dim=1)
        left, right = steps[:, 0::2], steps[:, 1::2]
        steps = torch.logsumexp(left[..., :, :, None] + right[..., None, :, :], dim=-2)
    start = first + scores[:, 0]
    return torch.logsumexp(start[:, :, None] + steps[:, 0], dim=(1, 2))


def link_loss(model: Tagger, links: Tensor, labels: Tensor, cue_of: Tensor, source_of: Tensor) -> Tensor:
    """Cross-entropy of content -> cue and of cue -> source."""
    vectors = links.float().split(LINK, dim=-1)
    at = torch.arange(labels.shape[1])
    near = bucket(at[None, :] - at[:, None])
    heads = torch.zeros_like(labels, dtype=torch.bool)
    heads[:, 0] = True
    total = torch.zeros(())
    for k, (target, role) in enumerate(((cue_of, CUE), (source_of, SOURCE))):
        choices = labels == role
        if role == SOURCE:
            choices = choices | heads
        scores = vectors[2 * k] @ vectors[2 * k + 1].transpose(1, 2) / math.sqrt(LINK)
        scores = scores + model.distance[k][near]
        scores = scores.masked_fill(~choices[:, None, :], IMPOSSIBLE)
        known = target >= 0
        total = total + functional.cross_entropy(scores[known], target[known])
    return total


# --------------------------------------------------------------------- weights


def load_start(folder: Path, dropout: float = 0.1) -> Tagger:
    """Make a tagger that starts from a BERT encoder's weights."""
    config = json.loads((folder / "config.json").read_text())
    model = Tagger(config, dropout)
    weights = load_file(folder / "model.safetensors")
    renamed = {ours: weights[theirs] for theirs, ours in _names(config["num_hidden_layers"])}
    renamed["types"] = weights["embeddings.token_type_embeddings.weight"][0]
    missing, unexpected = model.load_state_dict(renamed, strict=False)
    fresh = {"features.weight", "transitions", "first", "distance", "allowed"}
    fresh |= {f"{head}.{part}" for head in ("tags", "links") for part in ("weight", "bias")}
    if unexpected or set(missing) != fresh:
        raise ValueError(f"start weights do not fit: {sorted(set(missing) ^ fresh)}")
    return model


def _names(layers: int) -> list[tuple[str, str]]:
    pairs = [
        ("embeddings.word_embeddings.weight", "words.weight"),
        ("embeddings.position_embeddings.weight", "positions.weight"),
    ]
    modules = [("embeddings.LayerNorm", "norm")]
    for i in range(layers):
        theirs, ours = f"encoder.layer.{i}", f"layers.{i}"
        modules += [(f"{theirs}.attention.self.{part}", f"{ours}.{part}") for part in ("query", "key", "value")]
        modules += [
            (f"{theirs}.attention.output.dense", f"{ours}.out"),
            (f"{theirs}.attention.output.LayerNorm", f"{ours}.norm1"),
            (f"{theirs}.intermediate.dense", f"{ours}.up"),
            (f"{theirs}.output.dense", f"{ours}.down"),
            (f"{theirs}.output.LayerNorm", f"{ours}.norm2"),
        ]
    return pairs + [(f"{a}.{p}", f"{b}.{p}") for a, b in modules for p in ("weight", "bias")]
