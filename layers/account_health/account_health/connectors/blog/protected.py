"""E-mail addresses that a site hides from programs, read as a browser would show them.

Of TYPO3, Joomla and Cloudflare, and of WordPress's common plug-ins. What is protected in another way is told apart from
what is not there: nobody may call it missing.
"""

import base64
import codecs
import re
from collections.abc import Mapping
from html import unescape
from typing import Final
from urllib.parse import unquote

_TYPO3 = re.compile(
    r"""UnCryptMailto\(\s*['"]([^'"]{3,300})['"](?:\s*,\s*['"]?(-?\d{1,3}))?""", re.IGNORECASE
)
_CLOUDFLARE = re.compile(r"/cdn-cgi/l/email-protection#([0-9a-fA-F]{6,600})")
_RINGS = ("+,-./0123456789:", "@ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
"""TYPO3 turns each character inside its own ring: signs with digits, upper case, lower case."""
_TURNS = tuple(range(1, 27))


_SCRIPTED: Final = "javascript:"
_SEALS: Final = frozenset(
    {
        "data-mailto-token",
        "data-cfemail",
        "is-email",
        "data-enc-email",
        "data-mailto",
        "data-email-protected",
    }
)
"""Attributes that nothing but a protected address has."""
_NAME_PARTS: Final = ("data-user", "data-name", "data-local", "data-account")
_NAMES: Final = frozenset(_NAME_PARTS)
_HOST_PARTS: Final = ("data-domain", "data-host")
_END_PARTS: Final = ("data-tld", "data-ext")
"""Attributes in which hand-made protections keep an address in pieces; of each kind the first counts."""
_PHRASE: Final = re.compile(
    r"protected from spam ?bots|vor spam ?bots gesch[üu]tzt|prot[ée]g[ée]e? contre les robots|\[e-?mail(?:\s|\xa0|&#160;)protected\]"
    r"|\bde-?cryptx?\(|\bunobfuscate_?mail|\bmail-?decrypt|\bonclick\s{0,3}=\s{0,3}\"[^\"<>]{0,200}mailto:"
    r"|document\.write(?:ln)?\s{0,3}\([^;]{0,300}(?:@|mailto|fromcharcode|&#0*64)|unicode-bidi\s{0,3}:\s{0,3}bidi-override|\bdirection\s{0,3}:\s{0,3}rtl"
    r"|<img\b[^<>]{0,300}\balt\s{0,3}=\s{0,3}[\"']?e-?mail(?:-?adresse)?[\"'\s>:]",
)
"""What pages show, or call, in the place of a protected address: phrases, scripts that write one, letters turned round, a picture.

For HTML in lower case, since every page is searched.
"""
_GAP: Final = r"\s{0,40}"
_PIECES: Final = rf"((?:'[^']{{0,200}}'{_GAP}(?:\+{_GAP})?){{1,20}});"
_CLOAK: Final = re.compile(
    rf"\bvar\s{{1,40}}(addy\w{{0,60}}){_GAP}={_GAP}{_PIECES}{_GAP}\1{_GAP}={_GAP}\1{_GAP}\+{_GAP}{_PIECES}"
)
"""Joomla before version 4: two statements that put an address together from pieces."""
_LITERAL: Final = re.compile(r"'([^']{0,200})'")


def hidden_email(values: Mapping[str, str]) -> str | None:
    """Return the address that the attributes of an element hide: "" where nobody can read it, None where they hide none."""
    pieces = _pieces(values)
    if pieces or ("href" not in values and _SEALS.isdisjoint(values)):
        return pieces
    href = unquote(values.get("href", "")[:1_000])
    typo3, cloudflare = _TYPO3.search(href), _CLOUDFLARE.search(href)
    found = ""
    if values.get("data-mailto-token"):
        found = _turned_back(values["data-mailto-token"][:300], values.get("data-mailto-vector", ""))
    elif typo3:
        found = _turned_back(typo3[1], typo3[2] or "")
    elif values.get("data-cfemail") or cloudflare:
        found = _combined(values.get("data-cfemail") or (cloudflare[1] if cloudflare else ""))
    elif "is-email" in values and values.get("first") and values.get("last"):
        found = _joined(values["first"], values["last"])
    elif values.get("data-enc-email"):
        found = codecs.decode(values["data-enc-email"][:300].replace("[at]", "@"), "rot13")
    elif _SEALS.isdisjoint(values) and not _calls_for_mail(href):
        return None
    return found if "@" in found else ""


def _pieces(values: Mapping[str, str]) -> str | None:
    """Return the address whose name and host stand in attributes of their own, None where none does."""
    if _NAMES.isdisjoint(values):
        return None  # as with nearly every element of a page
    name, host, end = (
        next((values[key] for key in keys if values.get(key)), "")
        for keys in (_NAME_PARTS, _HOST_PARTS, _END_PARTS)
    )
    return f"{name}@{host}{'.' if end else ''}{end}" if name and "." in f"{host}.{end}".strip(".") else None


def _calls_for_mail(href: str) -> bool:
    """Say whether a link runs a script about mail, as protections do that we do not know."""
    return href[: len(_SCRIPTED)].lower() == _SCRIPTED and "mail" in href.lower()


def scripted_emails(html: str) -> tuple[str, ...]:
    """Return the addresses that scripts of old versions of Joomla put together from pieces."""
    found = []
    for match in _CLOAK.finditer(html):
        pieces = "".join(_LITERAL.findall(f"{match[2]} {match[3]}"))
        found.append(unescape(pieces).strip())
    return tuple(one for one in found if "@" in one)


def says_protected(text: str) -> bool:
    """Say whether a page shows or calls something in the place of a protected address."""
    return bool(_PHRASE.search(text.lower()))


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
