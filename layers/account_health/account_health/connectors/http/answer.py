"""What came back from a site: an answer, unpacked and decoded without trusting a word of it."""

import codecs
import json
import re
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import Final

from account_health.connectors.http.retry import retry_after
from account_health.model import Certificate
from account_health.model.errors import (
    AccessDeniedError,
    CollectError,
    NotFoundError,
    PlatformUnavailableError,
    RateLimitedError,
    RedirectError,
    TooLargeError,
    UnreadableAnswerError,
)
from account_health.text.redact import shown

DECODED_LIMIT: Final = 5_000_000

_GZIP_OR_ZLIB = 47
_BARE_DEFLATE = -15
_MOST_MEMBERS = 16
_GZIP_MAGIC = b"\x1f\x8b"
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta\b[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_LOOKED_THROUGH = 4_096
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Python's codecs are many and some of them are no charsets at all (zlib, idna, undefined), so: an allow-list.
# The first three mean Windows-1252 on the web (WHATWG encoding standard).
_CODECS = MappingProxyType(
    dict.fromkeys(("ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1"), "cp1252")
    | {f"windows-{page}": f"cp{page}" for page in range(1250, 1259)}
    | {f"cp{page}": f"cp{page}" for page in range(1250, 1259)}
    | {f"iso-8859-{part}": f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
    | {"iso-8859-9": "cp1254", "iso-8859-11": "cp874"}
    | dict.fromkeys(("utf-8", "utf8"), "utf-8")
    | {"utf-16": "utf-16", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}
    | {"koi8-r": "koi8-r", "koi8-u": "koi8-u", "shift_jis": "cp932", "euc-jp": "euc-jp"}
    | {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5", "euc-kr": "cp949"}
)


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """An answer with any HTTP status.

    `url` is the address that answered in the end, `hops` every address that was asked, in order, and `url` last;
    both are addresses of the real world also behind a gateway. `headers` have lower-case names. `body` is unpacked.
    `certificate` is what the last hop showed, None for http.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    hops: tuple[str, ...]
    certificate: Certificate | None = None

    def text(self) -> str:
        """Return the body as text. Never fails: what names no charset is UTF-8, else Windows-1252, as browsers guess."""
        for mark, marked in _BYTE_ORDER_MARKS:
            if self.body.startswith(mark):
                return self.body.decode(marked, "replace")
        codec = self._codec()
        if codec is None:
            with suppress(UnicodeDecodeError):
                return self.body.decode()
            return self.body.decode("utf-8" if _mostly_utf8(self.body) else "cp1252", "replace")
        return self.body.decode(codec, "replace")

    def json(self) -> object:
        """Return the body read as JSON. Raises UnreadableAnswerError where it is none."""
        with suppress(ValueError, RecursionError):
            value: object = json.loads(self.body, parse_constant=_no_number)
            return value
        raise UnreadableAnswerError(
            f"{shown(self.url)} answered with something that is not JSON (HTTP {self.status}).", answer=self
        )

    def __repr__(self) -> str:
        return f"<Answer {self.status} {shown(self.url)} {len(self.body)} bytes>"

    def _codec(self) -> str | None:
        """Return the codec that the header names, else the document itself, else None."""
        named = _HEADER_CHARSET.search(self.headers.get("content-type", ""))
        if named and (codec := _CODECS.get(named[1].lower())):
            return codec
        start = self.body[:_LOOKED_THROUGH]
        inside = _XML_ENCODING.match(start) or _META_CHARSET.search(start)
        codec = _CODECS.get(inside[1].decode("ascii", "replace").lower()) if inside else None
        # A document that names its charset in readable bytes is not UTF-16, whatever it says.
        return "utf-8" if codec is not None and codec.startswith("utf-16") else codec


def _mostly_utf8(body: bytes) -> bool:
    """Say whether a body is UTF-8 with a few broken characters: more of its letters beyond ASCII are whole than not."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    return sum(not letter.isascii() for letter in text) - broken > broken


def refusal(answer: Answer) -> CollectError | None:  # noqa: PLR0911 - one line a status
    """Return the error that an answer's status stands for, None for 2xx and 304. It carries the answer."""
    status, place = answer.status, shown(answer.url)
    if 200 <= status < 300 or status == HTTPStatus.NOT_MODIFIED:  # noqa: PLR2004 - the classes of HTTP statuses
        return None
    said = f"(HTTP {status})"
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS):
        return AccessDeniedError(f"{place} refuses access {said}.", answer=answer)
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        gone = status == HTTPStatus.GONE
        return NotFoundError(
            f"{place} is {'gone for good' if gone else 'not there'} {said}.", gone=gone, answer=answer
        )
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return RateLimitedError(
            f"{place} asks us to come back later {said}.", retry_after(answer.headers), answer=answer
        )
    if 500 <= status < 600:  # noqa: PLR2004 - the classes of HTTP statuses
        return PlatformUnavailableError(f"{place} is in trouble {said}.", answer=answer)
    if 300 <= status < 400:  # noqa: PLR2004 - the classes of HTTP statuses
        return RedirectError(f"{place} redirects without saying where {said}.", answer=answer)
    return UnreadableAnswerError(f"{place} does not understand the request {said}.", answer=answer)


def unpack(body: bytes, encoding: str, place: str) -> bytes:
    """Return the body without its Content-Encoding: gzip, deflate or none. `place` stands in error texts.

    Raises TooLargeError above 5 MB, UnreadableAnswerError for a truncated or garbled body, for another
    encoding and for several.
    """
    encoding = encoding.strip().lower()
    if encoding in ("", "identity") or not body:
        return body
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise UnreadableAnswerError(f"{place} answered in a packing that we did not ask for.")
    unpacked = bytearray()
    rest, complete = body, False
    with suppress(zlib.error):
        # Several members are allowed, but each costs a copy of what follows it.
        for _ in range(_MOST_MEMBERS):
            unpacker = zlib.decompressobj(_window(rest, encoding))
            unpacked += unpacker.decompress(rest, DECODED_LIMIT + 1 - len(unpacked))
            rest = unpacker.unused_data
            # Bytes behind the end that are no further member mean nothing.
            complete = unpacker.eof and not rest.startswith(_GZIP_MAGIC)
            if complete or not unpacker.eof or len(unpacked) > DECODED_LIMIT:
                break
    if len(unpacked) > DECODED_LIMIT:
        raise TooLargeError(f"{place} answered with more than {DECODED_LIMIT / 1e6:g} MB once unpacked.")
    if not complete:
        raise UnreadableAnswerError(f"{place} answered with a packed body that is cut off or garbled.")
    return bytes(unpacked)


def _window(body: bytes, encoding: str) -> int:
    """Return zlib's window bits: some servers send "deflate" without the zlib header that belongs there."""
    has_zlib_header = body[0] & 0x0F == zlib.DEFLATED and int.from_bytes(body[:2], "big") % 31 == 0
    return _BARE_DEFLATE if encoding == "deflate" and not has_zlib_header else _GZIP_OR_ZLIB


def _no_number(constant: str) -> float:
    raise ValueError(constant)
