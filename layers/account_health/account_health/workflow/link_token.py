"""The token of a report's link: it names one report and its end, and only who holds the key can make one.

A token is `<key id>.<company>.<run>.<end>.<signature>`: the end in seconds since 1970, the signature HMAC-SHA256 over
everything before it. The keys are texts by id; the greatest id signs, all of them are taken, so a key can be changed
without breaking the links that are under way.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from account_health.model.errors import UsageError

SHORTEST_KEY: Final = 32
"""The fewest characters of a key: 16 bytes in hex are 32."""
LONGEST: Final = 260
"""The most characters of a token; a longer text is none."""

_PURPOSE = "account-health report link 1\n"
_KEY_ID = r"[a-z0-9-]{1,32}"
_TOKEN = re.compile(
    rf"(?P<signed>(?P<key>{_KEY_ID})\.(?P<company>[a-z0-9][a-z0-9-]{{0,62}})"
    r"\.(?P<run>[A-Za-z0-9_-]{1,80})\.(?P<end>[1-9][0-9]{9}))\.(?P<signature>[A-Za-z0-9_-]{43})",
    re.ASCII,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What a token allows: to read one company's report of one run, before `end`."""

    company: str
    run: str
    end: datetime


def sign(grant: Grant, keys: Mapping[str, str]) -> str:
    """Return the token of a grant, signed with the key of the greatest id; the same input gives the same token.

    Raises UsageError where there is no key, or one that is too short or whose id cannot stand in a token.
    """
    _check(keys)
    key_id = max(keys)
    signed = f"{key_id}.{grant.company}.{grant.run}.{int(grant.end.timestamp())}"
    token = f"{signed}.{_signature(signed, keys[key_id])}"
    if not _TOKEN.fullmatch(token):
        raise UsageError(f"No link can name the run {grant.run} of {grant.company}.")
    return token


def verified(token: str, keys: Mapping[str, str], now: datetime) -> Grant | None:
    """Return what a token allows; None where it is not one of ours, was changed, or has ended.

    Raises UsageError where the keys are not usable.
    """
    _check(keys)
    found = _TOKEN.fullmatch(token) if len(token) <= LONGEST else None
    if found is None or found["key"] not in keys:
        return None
    # As text and not as bytes: base64 knows several texts of the same bytes, and only one of them is ours.
    if not hmac.compare_digest(found["signature"], _signature(found["signed"], keys[found["key"]])):
        return None
    end = datetime.fromtimestamp(int(found["end"]), UTC)
    return Grant(company=found["company"], run=found["run"], end=end) if now < end else None


def _check(keys: Mapping[str, str]) -> None:
    """Raise UsageError, which never holds a key, where one cannot be used."""
    if not keys:
        raise UsageError("There is no key for report links.")
    for key_id, key in keys.items():
        if not re.fullmatch(_KEY_ID, key_id, re.ASCII):
            raise UsageError("The id of a key for report links has a-z, 0-9 and -, at most 32 characters.")
        if len(key) < SHORTEST_KEY:
            raise UsageError(
                f"The key {key_id} for report links is shorter than {SHORTEST_KEY} characters: make a new one."
            )


def _signature(signed: str, key: str) -> str:
    made = hmac.new(key.encode(), (_PURPOSE + signed).encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()
