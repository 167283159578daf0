"""Objects that no ledger wrote, for tests that lay them where an entry belongs."""

import json
from collections.abc import Mapping
from typing import Any

BEYOND = "9999-12-31T23:59:59-14:00"
DEEP = b"[" * 200_000


def damaged_entries(entry: Mapping[str, Any]) -> dict[str, bytes]:
    """Return objects that may lie where the entry of the mail in doubt belongs, by what is wrong with them."""
    whole = json.dumps(entry).encode()
    changed: dict[str, dict[str, Any]] = {
        "no state": {"state": None},
        "a state that is none": {"state": "DONE"},
        "a state in small letters": {"state": "sent"},
        "a list as state": {"state": ["SENT"]},
        "a state that is never stored": {"state": "SUPPRESSED"},
        "a number as attempt": {"state": "SENT", "attempt_id": 5},
        "an object as message": {"state": "SENT", "message_id": {}},
        "a number as time": {"state": "SENT", "at": 5},
        "a time without a zone": {"state": "SENT", "at": "2026-11-23T06:00:00"},
        "a time beyond the calendar": {"state": "FAILED", "at": BEYOND},
        "a list as reason": {"state": "FAILED", "reason": ["no"]},
        "a text as history": {"state": "FAILED", "history": "none"},
        "no history": {"state": "FAILED", "history": None},
        "a history beyond the calendar": {"state": "FAILED", "history": [{**entry, "at": BEYOND}]},
        "a huge reason": {"reason": "x" * 5_000_000},
    }
    return {
        "nothing": b"",
        "truncated": whole[:-9],
        "twice": whole * 2,
        "no text": b"\xff\xfe" + whole,
        "a list": b"[" + whole + b"]",
        "a number": b"5",
        "null": b"null",
        "only a state": b'{"state": "SENT"}',
        "nested": DEEP,
        "nested history": b'{"state": "SENT", "history": ' + DEEP,
        "an endless number": b'{"state": "SENT", "at": ' + b"1" * 10_000 + b"}",
        **{name: json.dumps({**entry, **change}).encode() for name, change in changed.items()},
    }
