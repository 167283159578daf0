"""How many changes of the judgement the tests noticed: `python -m benchmarks.mutants FOLDER`, module by module."""

import json
import sys
from collections import Counter
from pathlib import Path

SURVIVED, NO_TESTS, NOT_RUN = 0, 33, None
"""Exit codes that mutmut keeps: all tests passed, no test came near, not asked for. Every other one is a failure."""


def main(folder: str) -> None:
    """Print killed, survived and the share for each module, and in all."""
    total: Counter[str] = Counter()
    root = Path(folder) / "mutants" / "src"
    for meta in sorted(root.rglob("*.py.meta")):
        codes = json.loads(meta.read_text("utf-8"))["exit_code_by_key"]
        counts = Counter(_outcome(code) for code in codes.values())
        if counts["killed"] + counts["survived"]:
            print(_line(meta.relative_to(root).as_posix().removesuffix(".meta"), counts))
            total += counts
            for name, code in codes.items():
                if _outcome(code) == "survived":
                    print(f"    {name}")
    print(_line("all", total))


def _outcome(code: int | None) -> str:
    if code is NOT_RUN:
        return "not run"
    return "survived" if code in {SURVIVED, NO_TESTS} else "killed"


def _line(name: str, counts: Counter[str]) -> str:
    judged = counts["killed"] + counts["survived"]
    share = 100 * counts["killed"] / judged if judged else 0.0
    return f"{name}: {counts['killed']} of {judged} noticed, {share:.1f} % ({counts['not run']} not run)"


if __name__ == "__main__":
    main(sys.argv[1])
