"""Measures `tone` on public comments of known polarity, and ranks the families of words behind the errors.

Run: python benchmarks/tone_families.py FILE.jsonl [--half A|B]

Each line of FILE holds `text` and `polarity` (negative, neutral, positive). Comments fall into two halves by a hash of
their text: whoever mends the lists looks at the errors of half A alone, and half B says what the mending is worth.
"""

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from account_health.model.terms import PRESSING_SOUNDS
from account_health.text.tone import read_tone
from account_health.text.tone_sentences import sentences_of
from account_health.text.tone_words import Kind

SHOWN: Final = 10
ERRORS: Final = {"positive": ("criticism",), "negative": ("other", "no answer")}
"""Which readings of a polarity are errors."""
SILENT: Final = frozenset((Kind.PLAIN, Kind.OBJECT))
"""Kinds of entries that decide nothing by themselves."""


def half(text: str) -> str:
    """Return the half in which a comment falls."""
    return "A" if hashlib.sha256(text.encode()).digest()[0] % 2 == 0 else "B"


def heard(text: str) -> str:
    """Return how a comment is read: its kind, or "no answer"."""
    tone = read_tone(text)
    return tone.kind if tone.needs_answer else "no answer"


def families(text: str) -> Iterator[str]:
    """Yield the entries that were found in a comment, by kind and first word: all numbers are one family."""
    for sentence in sentences_of(text):
        for hit in sentence.hits:
            if hit.kind not in SILENT:
                first = sentence.words[hit.start]
                yield f"{hit.kind.name.lower()}: {'#' if first[0].isdigit() else first}"


def figures(rows: Sequence[dict[str, Any]]) -> str:
    """Return the shares that count, of one half."""
    counts = Counter((row["polarity"], heard(row["text"])) for row in rows)
    total = Counter(row["polarity"] for row in rows)

    def share(polarity: str, *kinds: str) -> str:
        found = sum(counts[polarity, kind] for kind in kinds)
        return f"{found}/{total[polarity]} ({found / max(1, total[polarity]):.1%})"

    return (
        f"praise as criticism {share('positive', 'criticism')}, needing no answer {share('positive', 'no answer')}; "
        f"negative heard {share('negative', *PRESSING_SOUNDS, 'to read')}, "
        f"as criticism or question {share('negative', *PRESSING_SOUNDS)}, silenced {counts['negative', 'no answer']}"
    )


def main() -> None:
    """Print the figures of both halves, and the families behind the errors of one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--half", choices=("A", "B"), default="A")
    asked = parser.parse_args()
    rows = [json.loads(line) for line in asked.file.read_text(encoding="utf-8").splitlines()]
    for name in ("A", "B"):
        print(f"{asked.file.stem} {name}", figures([row for row in rows if half(row["text"]) == name]))
    for polarity, wrong in ERRORS.items():
        found: dict[str, set[str]] = defaultdict(set)
        for text in (row["text"] for row in rows if row["polarity"] == polarity):
            if half(text) == asked.half and heard(text) in wrong:
                for family in tuple(families(text)) or ("nothing known",):
                    found[family].add(text)
        print(f"{polarity} read as {' or '.join(wrong)}, half {asked.half}:")
        for family, texts in sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))[:SHOWN]:
            print(f"  {len(texts):3d}  {family}")


if __name__ == "__main__":
    main()
