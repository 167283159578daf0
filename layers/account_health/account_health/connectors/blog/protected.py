"""E-mail addresses behind the protection of TYPO3, Joomla and Cloudflare, read as a browser would show them."""

import base64
import re
from collections.abc import Mapping
from urllib.parse import unquote

_TYPO3 = re.compile(
    r"""UnCryptMailto\(\s*['"]([^'"]{3,300})['"](?:\s*,\s*['"]?(-?\d{1,3}))?""", re.IGNORECASE
)
_CLOUDFLARE = re.compile(r"/cdn-cgi/l/email-protection#([0-9a-fA-F]{6,600})")
_RINGS = ("+,-./0123456789:", "@ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
"""TYPO3 turns each character inside its own ring: signs with digits, upper case, lower case."""
_TURNS = tuple(range(1, 27))


def hidden_email(values: Mapping[str, str]) -> str:
    """Return what the attributes of an element hide: an address, "" where they hide none that we can read."""
    href = unquote(values.get("href", "")[:1_000])
    typo3, cloudflare = _TYPO3.search(href), _CLOUDFLARE.search(href)
    if values.get("data-mailto-token"):
        return _turned_back(values["data-mailto-token"][:300], values.get("data-mailto-vector", ""))
    if typo3:
        return _turned_back(typo3[1], typo3[2] or "")
    if values.get("data-cfemail") or cloudflare:
        return _combined(values.get("data-cfemail") or (cloudflare[1] if cloudflare else ""))
    if "is-email" in values and values.get("first") and values.get("last"):
        return _joined(values["first"], values["last"])
    return ""


def _turned_back(text: str, vector: str) -> str:
    """Return what TYPO3 hid. The way back is the one after which the text begins with "mailto:"."""
    known = int(vector) if re.fullmatch(r"-?\d{1,3}", vector) else 0
    for turn in (known, -known, *_TURNS):
        plain = "".join(_turned(letter, -turn) for letter in text)
        if plain.lower().startswith("mailto:"):
            return plain[len("mailto:") :].partition("?")[0]
    return ""


def _turned(letter: str, turn: int) -> str:
    ring = next((one for one in _RINGS if letter in one), "")
    return ring[(ring.index(letter) + turn) % len(ring)] if ring else letter


def _combined(text: str) -> str:
    """Return what Cloudflare hid: hex, each byte combined with the first by exclusive or."""
    try:
        key, *letters = bytes.fromhex(text)
    except ValueError:
        return ""
    return bytes(letter ^ key for letter in letters).decode("utf-8", "replace")


def _joined(first: str, last: str) -> str:
    """Return what Joomla hid: both sides of the @ in base64."""
    try:
        sides = [base64.b64decode(one[:400], validate=True).decode() for one in (first, last)]
    except ValueError:
        return ""
    return "@".join(sides)
