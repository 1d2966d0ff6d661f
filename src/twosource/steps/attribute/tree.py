"""A sentence's syntax tree, with the questions the rules ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from twosource.record import Sentence, Span, Token

#: Adjectives with an infinitive of what is not done: "he was unable to say".
UNABLE = frozenset({"unable", "unwilling", "reluctant"})


class Tree:
    """Children and subtrees of one parsed sentence; tokens are named by their index."""

    def __init__(self, text: str, sentence: Sentence) -> None:
        self.text = text
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.sentence = sentence
        n = len(self.tokens)
        self._children: list[list[int]] = [[] for _ in range(n)]
        for k, token in enumerate(self.tokens):
            if token.head != k:
                self._children[token.head].append(k)
        self._edges: list[tuple[int, int] | None] = [None] * n

    def __len__(self) -> int:
        return len(self.tokens)

    def children(self, k: int, *deps: str) -> list[int]:
        """Children of ``k``, with one of these labels if any are named."""
        return [c for c in self._children[k] if not deps or self.tokens[c].dep in deps]

    def child(self, k: int, *deps: str) -> int | None:
        """The first such child."""
        return next((c for c in self._children[k] if self.tokens[c].dep in deps), None)

    def head(self, k: int) -> int:
        """Index of the governing token (its own for the root)."""
        return self.tokens[k].head

    def ancestors(self, k: int) -> Iterator[int]:
        """Governing tokens, nearest first; bounded even where a parse is odd."""
        for _ in range(len(self.tokens)):
            if self.tokens[k].head == k:
                return
            k = self.tokens[k].head
            yield k

    def subtree(self, k: int, skip: Iterable[int] = ()) -> list[int]:
        """Tokens under ``k`` and itself, in order, without the branches in ``skip``."""
        skipped = set(skip)
        out, stack, seen = [], [k], {k}
        while stack:
            i = stack.pop()
            out.append(i)
            for c in self._children[i]:
                if c not in skipped and c not in seen:
                    seen.add(c)
                    stack.append(c)
        return sorted(out)

    def edges(self, k: int) -> tuple[int, int]:
        """First and last token under ``k``."""
        known = self._edges[k]
        if known is None:
            nodes = self.subtree(k)
            known = self._edges[k] = (nodes[0], nodes[-1])
        return known

    def span(self, first: int, last: int) -> Span:
        """Characters from one token to another, inclusive."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def whole(self, k: int) -> Span:
        """Characters of everything under ``k``."""
        return self.span(*self.edges(k))

    def runs(self, nodes: Iterable[int]) -> list[Span]:
        """Token indices as spans, neighbours joined."""
        out: list[Span] = []
        last = -2
        for k in sorted(nodes):
            token = self.tokens[k]
            if k == last + 1 and out:
                out[-1] = Span(out[-1].start, token.end)
            else:
                out.append(Span(token.start, token.end))
            last = k
        return out

    def subject(self, k: int) -> int | None:
        """The grammatical subject of verb ``k``, looked for where coordination and control put it."""
        own = self.child(k, "nsubj", "nsubjpass", "csubj")
        if own is not None:
            return own
        token, head = self.tokens[k], self.head(k)
        if head == k:
            return None
        if token.dep == "conj" and self.tokens[head].pos in ("VERB", "AUX"):
            if token.lemma == "add" and self.tokens[head].dep == "ccomp":  # "said it was safe and added that …"
                return self.subject(self.head(head))
            return self.subject(head)
        if token.dep in ("xcomp", "advcl", "ccomp") and self.tokens[head].pos in ("VERB", "AUX", "ADJ"):
            if token.dep == "ccomp" and token.tag not in ("VBG",):
                return None
            dative = self.child(head, "dobj") if token.dep == "xcomp" else None
            return dative if dative is not None else self.subject(head)
        if token.dep in ("acl", "relcl"):
            return self._doer(k) if self._to_do(k) else head
        if token.dep == "acomp" and token.lemma in UNABLE:
            return self.subject(head)
        if token.dep == "pcomp":
            above = self.head(head)
            if self.tokens[above].pos in ("VERB", "AUX"):
                quoted = self.child(above, "dobj") if self.tokens[head].text.lower() == "as" else None
                return quoted if quoted is not None else self.subject(above)  # "quoted an aide as saying"
        return None

    def _to_do(self, k: int) -> bool:
        """An infinitive without a subject of its own: "a way to describe it"."""
        return self.tokens[k].tag == "VB" and any(self.tokens[c].tag == "TO" for c in self.children(k, "aux", "mark"))

    def _doer(self, k: int) -> int | None:
        """Who does what an infinitive on a noun tells: "he found a way to describe it"; the noun itself only where it
        is the subject ("the last man to say so left")."""
        noun = self.head(k)
        for above in self.ancestors(k):
            if above != noun and self.tokens[above].pos in ("VERB", "AUX"):
                subject = self.subject(above)
                if subject is not None and self.tokens[subject].text.lower() in ("that", "this", "it", "there"):
                    return None
                return noun if subject is None and self.tokens[noun].dep in ("nsubj", "nsubjpass") else subject
        return None

    def at(self, offset: int) -> int | None:
        """The token at a character offset."""
        low, high = 0, len(self.tokens)
        while low < high:
            mid = (low + high) // 2
            if self.tokens[mid].end <= offset:
                low = mid + 1
            else:
                high = mid
        return low if low < len(self.tokens) and self.tokens[low].start <= offset else None
