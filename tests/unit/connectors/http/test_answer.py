"""What came back from a site, read without trusting it."""

import gzip
import zlib
from types import MappingProxyType

import pytest

from account_health.connectors.http.answer import DECODED_LIMIT, Answer, refusal, unpack
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


def answer(body: bytes = b"", status: int = 200, **headers: str) -> Answer:
    """An answer of example.org with a secret in its address."""
    named = MappingProxyType({name.replace("_", "-"): value for name, value in headers.items()})
    url = "https://example.org/feed?access_token=CANARY"
    return Answer(url, status, named, body, (url,))


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("Grüße".encode(), "text/html; charset=UTF-8", "Grüße"),
        ("Grüße".encode("latin-1"), "text/html; charset=ISO-8859-1", "Grüße"),
        ("„Grüße“ – €".encode("cp1252"), 'text/html; charset="iso-8859-1"', "„Grüße“ – €"),
        ("15 €".encode("iso8859-15"), "text/html; charset=iso-8859-15", "15 €"),
        ("Grüße".encode(), "", "Grüße"),
        ("Grüße".encode("utf-8-sig"), "text/html; charset=iso-8859-1", "Grüße"),
        ("Grüße".encode("utf-16"), "text/html", "Grüße"),
        (b"\xff", "text/html", "ÿ"),
        ("Grüße, Straße".encode("latin-1"), "text/html", "Grüße, Straße"),
        ("Grüße, Straße".encode() + b"\xff", "text/html", "Grüße, Straße\ufffd"),
        (
            '<meta charset="windows-1252">Grüße'.encode("cp1252"),
            "text/html",
            '<meta charset="windows-1252">Grüße',
        ),
        (
            "<meta http-equiv=content-type content='text/html; charset=iso-8859-1'>ü".encode("latin-1"),
            "text/html",
            "<meta http-equiv=content-type content='text/html; charset=iso-8859-1'>ü",
        ),
        (
            "<?xml version='1.0' encoding='ISO-8859-1'?>ü".encode("latin-1"),
            "",
            "<?xml version='1.0' encoding='ISO-8859-1'?>ü",
        ),
        ('<meta charset="utf-16">ü'.encode(), "text/html", '<meta charset="utf-16">ü'),
        ("ü".encode(), "text/html; charset=undefined", "ü"),
        ("ü".encode(), "text/html; charset=idna", "ü"),
        (b"x\x9c", "text/html; charset=zlib_codec", "xœ"),
    ],
)
def test_text_is_read_in_the_charset_that_the_site_means(body: bytes, content_type: str, text: str) -> None:
    """A byte order mark counts most, then the header, then the document; unknown charsets are guessed: UTF-8, else Windows-1252."""
    assert answer(body, content_type=content_type).text() == text


def test_json_is_read() -> None:
    """The body as Python values."""
    assert answer(b'\xef\xbb\xbf{"a": [1, null]}').json() == {"a": [1, None]}


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b'{"a": CANARY', b"\xff\xfe\xfd", b"[" * 100_000, b"NaN", b"1" * 5000]
)
def test_what_is_no_json_is_unreadable(body: bytes) -> None:
    """Whatever is wrong with it; the error keeps the answer but neither its text nor its query."""
    given = answer(body)
    with pytest.raises(UnreadableAnswerError) as caught:
        given.json()
    assert caught.value.answer is given
    assert "CANARY" not in repr(caught.value)
    assert caught.value.__context__ is None


def test_an_answer_shows_neither_query_nor_headers_nor_body() -> None:
    """Its repr may end in a log."""
    shown = repr(answer(b"CANARY", set_cookie="CANARY"))
    assert shown == "<Answer 200 https://example.org/feed 6 bytes>"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, AccessDeniedError),
        (403, AccessDeniedError),
        (451, AccessDeniedError),
        (404, NotFoundError),
        (410, NotFoundError),
        (429, RateLimitedError),
        (500, PlatformUnavailableError),
        (503, PlatformUnavailableError),
        (302, RedirectError),
        (400, UnreadableAnswerError),
        (999, UnreadableAnswerError),
    ],
)
def test_a_status_becomes_the_error_that_it_means(status: int, kind: type[CollectError]) -> None:
    """The error names scheme, host, path and status, and carries the answer for who reads its JSON."""
    given = answer(b"{}", status)
    refused = refusal(given)
    assert type(refused) is kind
    assert refused.answer is given
    assert "https://example.org/feed " in str(refused)
    assert str(status) in str(refused)
    assert "CANARY" not in str(refused)


@pytest.mark.parametrize("status", [200, 204, 304])
def test_a_good_status_is_no_error(status: int) -> None:
    """2xx and "not modified"."""
    assert refusal(answer(status=status)) is None


def test_a_page_that_went_for_good_says_so() -> None:
    """410 is stronger than 404."""
    gone, missing = refusal(answer(status=410)), refusal(answer(status=404))
    assert isinstance(gone, NotFoundError)
    assert isinstance(missing, NotFoundError)
    assert (gone.gone, missing.gone) == (True, False)


def test_a_rate_limit_says_when_it_ends() -> None:
    """Where the site says so."""
    limited = refusal(answer(status=429, retry_after="90"))
    assert isinstance(limited, RateLimitedError)
    assert limited.retry_after == 90.0


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (b"hello", ""),
        (b"hello", "identity"),
        (gzip.compress(b"hello", mtime=0), "gzip"),
        (gzip.compress(b"hello", mtime=0), "X-GZip "),
        (gzip.compress(b"hel", mtime=0) + gzip.compress(b"lo", mtime=0), "gzip"),
        (gzip.compress(b"hello", mtime=0) + b"\0" * 8, "gzip"),
        (zlib.compress(b"hello"), "deflate"),
        (zlib.compress(b"hello")[2:-4], "deflate"),
    ],
)
def test_a_packed_body_is_unpacked(packed: bytes, encoding: str) -> None:
    """That is gzip with one or several members, and deflate with and without its header."""
    assert unpack(packed, encoding, "here") == b"hello"


def test_an_empty_body_needs_no_unpacking() -> None:
    """Servers send the header also with an empty answer."""
    assert unpack(b"", "gzip", "here") == b""


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (gzip.compress(b"hello", mtime=0)[:-1], "gzip"),
        (gzip.compress(b"hel", mtime=0) + gzip.compress(b"lo", mtime=0)[:-1], "gzip"),
        (b"hello", "gzip"),
        (b"hello", "deflate"),
        (b"hello", "br"),
        (gzip.compress(b"hello", mtime=0), "gzip, gzip"),
        (gzip.compress(b"", mtime=0) * 1000, "gzip"),
    ],
)
def test_a_body_that_cannot_be_unpacked_is_unreadable(packed: bytes, encoding: str) -> None:
    """Half a body is never taken for a whole one."""
    with pytest.raises(UnreadableAnswerError):
        unpack(packed, encoding, "here")


def test_unpacking_stops_at_the_limit() -> None:
    """Exactly the limit passes, one byte more does not."""
    assert len(unpack(gzip.compress(bytes(DECODED_LIMIT)), "gzip", "here")) == DECODED_LIMIT
    with pytest.raises(TooLargeError):
        unpack(gzip.compress(bytes(DECODED_LIMIT + 1)), "gzip", "here")
