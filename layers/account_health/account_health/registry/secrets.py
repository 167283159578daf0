"""Finds credentials that were pasted into a registry file, so that they are refused and never repeated."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from account_health.registry.document import walk

_SECRET_WORDS = (
    "token",
    "secret",
    "password",
    "passwort",
    "kennwort",
    "passwd",
    "apikey",
    "privatekey",
    "bearer",
    "authorization",
    "accesskey",
)
_KNOWN_FORMS = re.compile(
    r"EAA[A-Za-z0-9]{16,}"  # Meta
    r"|IG[A-Z]{2}[A-Za-z0-9_-]{20,}"  # Instagram
    r"|ya29\.[\w-]{8,}|1//0[\w-]{10,}|GOCSPX-[\w-]{8,}|AIza[\w-]{30,}"  # Google
    r"|A{8,}[A-Za-z0-9%]{20,}"  # X
    r"|eyJ[\w-]{8,}\.[\w-]{8,}"  # a signed token
    r"|AKIA[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY"
)
_APPLICATION_PASSWORD = re.compile(r"(?=.*\d)(?=.*[A-Z])(?=.*[a-z])(?:[A-Za-z0-9]{4} ){5}[A-Za-z0-9]{4}\Z")
_LONG_WORD = re.compile(r"[A-Za-z0-9_+=.%|~-]{32,}")
_SHOWN = 40

CURE = (
    "looks like a password or token, and this file is no place for one: delete it here and store it as the"
    " account's credential (AWS: SSM parameter /STACK/COMPANY/ACCOUNT; locally: ACCOUNT_HEALTH_SECRET__"
    "COMPANY__ACCOUNT); if others could read the file, make a new one"
)
"""What to do with a pasted credential; never says what was found."""


def find_secrets(document: Mapping[str, Any]) -> Iterator[tuple[str | int, ...]]:
    """Yield the paths of keys and values that look like credentials."""
    for path, value in walk(document):
        key = str(path[-1])
        if (isinstance(path[-1], str) and (is_secret_key(key) or looks_secret(key))) or (
            isinstance(value, str) and key != "item" and looks_secret(value)
        ):
            yield path


def is_secret_key(key: str) -> bool:
    """Return whether a key's name says that its value is a credential."""
    plain = key.lower().replace("_", "").replace("-", "")
    return any(word in plain for word in _SECRET_WORDS)


def looks_secret(text: str) -> bool:
    """Return whether a text looks like a credential, or is an address that carries one."""
    if _KNOWN_FORMS.search(text) or _APPLICATION_PASSWORD.match(text.strip()):
        return True
    return any(_is_secret_word(word) for word in text.split())


def shown(value: object) -> str:
    """Return a value for a message, in quotes; a mere description where it is long or could be a secret."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float) and abs(value) < 10**9:
        return str(value)
    if isinstance(value, str) and len(value) <= _SHOWN and value.isprintable() and not looks_secret(value):
        return f'"{value}"'
    return "this value"


def _is_secret_word(word: str) -> bool:
    if "://" in word:
        return _carries_secret(word)
    long = _LONG_WORD.search(word)
    return bool(
        long
        and re.search(r"[A-Z]", long[0])
        and re.search(r"[a-z]", long[0])
        and re.search(r"\d", long[0])
        and "@" not in word
    )


def _carries_secret(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if "@" in parts.netloc and ":" in parts.netloc.partition("@")[0]:
        return True
    return any(is_secret_key(name) and value for name, value in parse_qsl(parts.query))
