"""How well articles come out of pages: ours against trafilatura alone, on the hand-written layouts of
``tests/fixtures/pages``.

    python bench/articles.py             both, in all
    python bench/articles.py --layouts   and layout by layout, with what was lost and what was kept too much
    python bench/articles.py --unseen    on layouts on which no rule was made or mended

Words: precision and recall of the body's words (furniture, captions and pull quotes that are not known as such count
against it). Paragraphs: the share of the body's paragraphs that come out whole and apart. Captions, pull quotes: the
share known as such. Metadata: the share of the stated values that are read right, dates to the precision stated.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "fixtures" / "pages"))
from pages import Key, Page, pages

from twosource.errors import Unreadable
from twosource.intake import html
from twosource.intake.source import Source

VALUES = ("title", "author", "publisher", "published", "modified", "language", "url", "section")


@dataclass
class Extracted:
    """What one extractor makes of a page."""

    body: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    pulls: list[str] = field(default_factory=list)
    metadata: dict[str, str | None] = field(default_factory=dict)


def ours(page: Page) -> Extracted:
    """Our own intake, as ``check`` runs it."""
    try:
        report = html.of_bytes(Source(page.name, opener=partial(BytesIO, b"")), page.html.encode()).report
    except Unreadable:
        return Extracted()
    kinds = {mark.start: mark.kind for mark in report.marks}
    found = Extracted()
    at = 0
    for paragraph in report.text.split("\n\n"):
        kind = kinds.get(at)
        {"caption": found.captions, "pull-quote": found.pulls}.get(kind or "", found.body).append(paragraph)
        at += len(paragraph) + 2
    found.metadata = {key: getattr(report, key, None) or _text(report.extra.get(key)) for key in VALUES}
    return found


def alone(page: Page) -> Extracted:
    """trafilatura as it comes."""
    from trafilatura import bare_extraction

    found = bare_extraction(page.html, include_comments=False, with_metadata=True)
    if found is None:
        return Extracted()
    names = {"publisher": "sitename", "published": "date"}
    metadata = {key: _text(getattr(found, names.get(key, key), None)) for key in VALUES}
    return Extracted([p for p in (found.text or "").split("\n") if p.strip()], metadata=metadata)


@dataclass
class Score:
    """Sums over pages."""

    right: int = 0
    given: int = 0
    wanted: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, found: Extracted, key: Key) -> None:
        """One page."""
        body, wanted = words(found.body), words(key.body)
        allowed = wanted + words(key.optional)
        self.right += sum((body & wanted).values())
        self.wanted += sum(wanted.values())
        self.given += sum((body & wanted).values()) + sum((body - allowed).values())
        whole = set(map(squeezed, found.body))
        self._share("paragraphs", [squeezed(p) in whole for p in key.body])
        captions = squeezed(" ".join(found.captions))
        self._share("captions", [squeezed(c) in captions for c in key.captions])
        pulls = squeezed(" ".join(found.pulls))
        self._share("pull quotes", [squeezed(p) in pulls for p in key.pulls])
        for name in VALUES:
            if name in key.metadata:
                self._share(name, [same(found.metadata.get(name), key.metadata[name])])
            elif name in ("published", "modified", "author") or (name == "publisher" and "url" not in key.metadata):
                self._share(f"{name} left empty", [not found.metadata.get(name)])

    def _share(self, name: str, right: list[bool]) -> None:
        self.counts[name] += sum(right)
        self.counts[f"of {name}"] += len(right)

    def share(self, name: str) -> float:
        """Between 0 and 1; 1 where there was nothing to get."""
        return self.counts[name] / self.counts[f"of {name}"] if self.counts[f"of {name}"] else 1.0

    @property
    def precision(self) -> float:
        """Of the body's words."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Of the body's words."""
        return self.right / self.wanted if self.wanted else 0.0


def words(paragraphs: list[str]) -> Counter[str]:
    return Counter(word for p in paragraphs for word in p.split())


def squeezed(text: str) -> str:
    return "".join(text.split()).strip("“”«»\"'-–—•")


def same(found: str | None, wanted: str) -> bool:
    """Equal; a date found must be as fine as stated."""
    return found is not None and " ".join(found.split()) == wanted


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def measure(extractor: object, folder: str = "layouts") -> tuple[Score, dict[str, Score], float]:
    """In all, by layout, and CPU milliseconds a page."""
    every, by_layout = Score(), defaultdict(Score)
    all_pages = list(pages(folder))
    begun = time.process_time()
    found = [extractor(page) for page in all_pages]  # type: ignore[operator]
    spent = (time.process_time() - begun) / len(all_pages) * 1000
    for page, one in zip(all_pages, found, strict=True):
        every.add(one, page.key)
        by_layout[page.name.rsplit("-", 1)[0]].add(one, page.key)
    return every, dict(by_layout), spent


def figures() -> dict[str, dict[str, float]]:
    """For floors: ours and trafilatura's."""
    out = {}
    for name, extractor in (("ours", ours), ("trafilatura", alone)):
        score, _, _ = measure(extractor)
        names = ["paragraphs", "captions", "pull quotes", *VALUES]
        out[name] = {"precision": score.precision, "recall": score.recall, **{n: score.share(n) for n in names}}
    return out


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--layouts", action="store_true", help="layout by layout")
    parser.add_argument("--unseen", action="store_true", help="the layouts kept back")
    args = parser.parse_args()
    folder = "unseen" if args.unseen else "layouts"
    logging.disable(logging.CRITICAL)
    ours(next(pages())), alone(next(pages()))  # models and tables loaded
    (a, by_a, ms_a), (b, by_b, ms_b) = measure(ours, folder), measure(alone, folder)
    print(f"{len(list(pages(folder)))} pages in {len(by_a)} layouts\n")
    print(f"{'':28}{'ours':>8}{'trafilatura':>14}")
    rows = ["precision", "recall"]
    for row in rows:
        print(f"{'words: ' + row:28}{getattr(a, row):8.3f}{getattr(b, row):14.3f}")
    for name in sorted(n for n in a.counts if not n.startswith("of ")):
        print(f"{name + ' (' + str(a.counts['of ' + name]) + ')':28}{a.share(name):8.3f}{b.share(name):14.3f}")
    print(f"{'CPU ms a page':28}{ms_a:8.1f}{ms_b:14.1f}")
    if args.layouts:
        for layout in sorted(by_a):
            one, other = by_a[layout], by_b[layout]
            cells = f"{one.precision:.3f} {one.recall:.3f} {one.share('paragraphs'):.2f}"
            print(
                f"{layout:16} ours P R par {cells}   trafilatura {other.precision:.3f} {other.recall:.3f} "
                f"{other.share('paragraphs'):.2f}"
            )
        show(folder)


def show(folder: str) -> None:
    """What ours lost and kept too much, page by page."""
    for page in pages(folder):
        found = ours(page)
        have = set(map(squeezed, found.body))
        allowed = set(map(squeezed, page.key.body + page.key.optional))
        lost = [p for p in page.key.body if squeezed(p) not in have]
        extra = [p for p in found.body if squeezed(p) not in allowed]
        unknown = [c for c in page.key.captions if squeezed(c) not in squeezed(" ".join(found.captions))]
        unpulled = [c for c in page.key.pulls if squeezed(c) not in squeezed(" ".join(found.pulls))]
        wrong = {k: (found.metadata.get(k), v) for k, v in page.key.metadata.items() if found.metadata.get(k) != v}
        for label, items in (
            ("lost", lost),
            ("too much", extra),
            ("caption", unknown),
            ("pull", unpulled),
            ("said", list(wrong.items())),
        ):
            for item in items:
                print(f"  {page.name:18} {label:9} {str(item)[:150]}")


if __name__ == "__main__":
    main()
