"""What the bytes of a refused certificate say: OpenSSL tells a program nothing of one that it does not trust."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Final

_SEQUENCE: Final = 0x30
_VERSION: Final = 0xA0
_BEFORE_VALIDITY: Final = 3
"""Serial number, algorithm and issuer stand before the dates (RFC 5280, 4.1)."""
_FORMATS: Final = {0x17: "%y%m%d%H%M%SZ", 0x18: "%Y%m%d%H%M%SZ"}
"""How a moment is written, by its tag: two digits of the year until 2049, four from then on."""
_LONG: Final = 0x80
_MOST_OCTETS: Final = 4
"""Of a length; what needs more is no certificate."""
_ISSUERS: Final = bytes.fromhex("06082b06010505073002")
"""The object identifier id-ad-caIssuers (RFC 5280, 4.2.2.1): an address where the missing certificates lie."""


def says_where_its_issuer_is(der: bytes) -> bool:
    """Say whether browsers can fetch the certificates that a server left out; one of nobody's authority cannot name any."""
    return _ISSUERS in der


def end_of(der: bytes) -> datetime | None:
    """Return the last moment for which a certificate (DER) is good, None where its bytes cannot be read."""
    with suppress(ValueError, IndexError):
        body = _inside(_inside(der))
        if body[0] == _VERSION:
            body = _element(body)[2]
        for _ in range(_BEFORE_VALIDITY):
            body = _element(body)[2]
        tag, text, _ = _element(_element(_inside(body))[2])
        return datetime.strptime(text.decode("ascii"), _FORMATS.get(tag, "")).replace(tzinfo=UTC)
    return None


def _inside(der: bytes) -> bytes:
    """Return what a sequence holds. Raises ValueError, IndexError."""
    tag, content, _ = _element(der)
    if tag != _SEQUENCE:
        raise ValueError(tag)
    return content


def _element(der: bytes) -> tuple[int, bytes, bytes]:
    """Return tag and content of the first element, and what follows it. Raises ValueError, IndexError."""
    length, start = der[1], 2
    if length >= _LONG:
        octets = length - _LONG
        if not 0 < octets <= _MOST_OCTETS:
            raise ValueError(length)
        start += octets
        length = int.from_bytes(der[2:start], "big")
    end = start + length
    if end > len(der):
        raise ValueError(length)
    return der[0], der[start:end], der[end:]
