"""What every own case says in English, as a table for people: `python -m tests.judgement.words` writes it anew."""

from pathlib import Path

from account_health.model import Message
from account_health.text.i18n import translator
from tests.builders import NOW
from tests.judgement import tables
from tests.judgement.case import Case

FILE = Path(__file__).parents[1] / "golden" / "judgement.txt"
ENGLISH = translator("en", timezone="Europe/Berlin", now=NOW)


def told(message: Message) -> str:
    """Return a sentence as an English report says it."""
    return ENGLISH.text(message)


def line(case: Case) -> str:
    """Return what a case's finding says, in one line."""
    one = case.finding()
    action = f" -> {told(one.action)}" if one.action else ""
    rest = [
        f"{one.severity}/{one.audience}/{one.report_rhythm}",
        *([one.fix_url] if one.fix_url else []),
        *([f"figure {one.figure}"] if one.figure is not None else []),
        *([f"yields to {one.yields_to}"] if one.yields_to else []),
        *[
            f"[{shown.url} {shown.at:%Y-%m-%d} {shown.excerpt}]"
            if shown.at
            else f"[{shown.url} {shown.excerpt}]"
            for shown in one.evidence
        ],
    ]
    return f"  {one.status.upper()} {case.name}: {told(one.message)}{action} ({'; '.join(rest)})"


def golden() -> str:
    """Return the whole table."""
    lines: list[str] = []
    check = ""
    for case in tables.OWN:
        if case.check != check:
            check = case.check
            lines += ["", check]
        lines.append(line(case))
    return "\n".join(lines).lstrip("\n") + "\n"


if __name__ == "__main__":
    FILE.write_text(golden(), encoding="utf-8")
