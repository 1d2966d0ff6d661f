"""Compare our WordPiece with the `tokenizers` package: same pieces, same places.

    PYTHONPATH=src python training/attribution/compare_wordpiece.py VOCAB TEXTS.jsonl [TEXTS.jsonl ...]

Every line of the files holds a `text`.  Exits with 1 if any text differs.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tokenizers import BertWordPieceTokenizer

from twosource.engines.wordpiece import WordPiece


def main() -> int:
    """Read the command line and compare."""
    vocabulary, *files = sys.argv[1:]
    ours = WordPiece.from_file(Path(vocabulary))
    theirs = BertWordPieceTokenizer(vocabulary, lowercase=True)
    texts = [json.loads(line)["text"] for name in files for line in Path(name).read_text().splitlines()]
    different = 0
    for text in texts:
        mine, other = ours.pieces(text), theirs.encode(text, add_special_tokens=False)
        places = list(zip(mine.starts.tolist(), mine.ends.tolist(), strict=True))
        different += other.ids != mine.ids.tolist() or [tuple(o) for o in other.offsets] != places
    print(f"{different} of {len(texts)} texts differ")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
