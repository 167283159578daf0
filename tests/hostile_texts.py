"""Texts that strangers may write: collections of attacks from the optional test data, and a small list that is always there."""

import json
from functools import cache
from pathlib import Path

from tests.report_samples import HOSTILE
from tests.shared_data import SHARED

OWN = (
    *HOSTILE,
    "</title><script>alert(1)</script>",
    "--></style></head><body onload=alert(1)>",
    "' onmouseover='alert(1)",
    '" style="position:fixed" x="',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    "%0d%0aBcc: a@b.example",
    "\r\n.\r\nMAIL FROM:<a@b.example>",
    "=?utf-8?b?PHNjcmlwdD4=?=",
    "http://user:pass@evil.example:80/?a=b#c",
    "HTTPS://EVIL.EXAMPLE",
    "//evil.example/x",
    "mailto:a@evil.example?subject=x&body=y",
    "tel:+491234567",
    "\ue000\ue001\ue002 private use",
    "> Sie schrieben:\n> nichts",
    "-- \nEine andere Signatur",
    "=" * 76,
    "",
    " ",
)


def _lines(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".json":
        return [str(one) for one in json.loads(text)]
    return [line for line in text.splitlines() if line.strip()]


@cache
def hostile_texts() -> tuple[str, ...]:
    """Return every text once; without the optional data only the small list."""
    found = [*OWN]
    for folder in ("xss", "naughty", "crlf"):
        for path in sorted((SHARED / "data" / "hostile" / folder).rglob("*")):
            if path.is_file() and "LICENSE" not in path.name:
                found += _lines(path)
    return tuple(dict.fromkeys(found))
