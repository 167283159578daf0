"""Documents that were made to do harm: read or refused, in bounded time, and nothing is opened for them."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared_data import SHARED

PROGRAM = Path(__file__).with_name("watched_reading.py")
SECONDS = 240
"""For a whole group of documents; each alone takes about five at most. A parser that runs wild takes hours."""

ITEM = b"<item><pubDate>Tue, 10 Nov 2026 08:00:00 GMT</pubDate>%s</item>"
RSS = b'<rss version="2.0"><channel>' + ITEM + b"</channel></rss>"
ATTRIBUTES = b"".join(b' a%d="b"' % number for number in range(100_000))


def _laughs() -> bytes:
    entities = b'<!ENTITY l0 "lol">' + b"".join(
        b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 10)
    )
    return b"<!DOCTYPE rss [" + entities + b"]>" + RSS % b"<title>&l9;</title>"


def _entity(declaration: bytes) -> bytes:
    return b"<!DOCTYPE rss [" + declaration + b"]>" + RSS % b"<title>&x;</title>"


STRICT = {
    "attributes": RSS.replace(b"<item", b"<item" + ATTRIBUTES) % b"",
    "namespaces": RSS.replace(b"<rss", b"<rss" + ATTRIBUTES.replace(b" a", b" xmlns:a")) % b"",
    "author": RSS % (b"<author>" + b"a" * 62_000 + b"</author>"),
    "elements": RSS % (b"<a/>" * 1_000_000),
    "nested": RSS % (b"<a>" * 1_000_000),
    "less_than": b"<" * 5_000_000,
    "comments": b"<!--" * 1_200_000,
    "declarations": b"<?xml " * 800_000,
    "links": b"<link rel=alternate " * 200_000,
    "escaped": RSS % (b"<description>" + b"&lt;a " * 800_000 + b"</description>"),
    "path": b"/proc/self/environ",
    "device": b"/dev/zero",
    "address": b"http://127.0.0.1:9/feed.xml",
    "undefined": b'<?xml version="1.0" encoding="undefined"?>' + RSS % b"",
    "punycode": b'<?xml version="1.0" encoding="punycode"?>' + RSS % b"\xff",
    "idna": b'<?xml version="1.0" encoding="idna"?>' + RSS % b"\xe4",
    "zlib": b'<?xml version="1.0" encoding="zlib"?>' + RSS % b"\xe4",
    "json_depth": b"[" * 2_000_000,
    "json_objects": b'{"a":' * 500_000,
    "json_number": b'{"version": "https://jsonfeed.org/version/1", "items": [' + b"9" * 1_000_000 + b"]}",
    "gzip_bomb": gzip.compress(bytes(50_000_000), compresslevel=1),
    "parameter_entity": _entity(b'<!ENTITY % p SYSTEM "http://127.0.0.1:9/p.dtd"> %p;'),
    "stylesheet": b'<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>' + RSS % b"",
    "xinclude": RSS
    % b'<title><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/></title>',
    "outer_dtd": b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd">' + RSS % b"",
}
LENIENT = {
    "broken_author": RSS % (b"<author>" + b"a" * 62_000 + b"</author>&nbsp;"),
    "broken_attributes": RSS.replace(b"<item", b"<item" + ATTRIBUTES) % b"&nbsp;",
    "broken_elements": RSS % (b"<a>" * 150_000 + b"&nbsp;"),
    "broken_ampersands": RSS % (b"&" * 500_000),
    "broken_less_than": b"<rss>" + b"<" * 500_000,
    "laughs": _laughs(),
    "file_entity": _entity(b'<!ENTITY x SYSTEM "file:///etc/passwd">'),
    "network_entity": _entity(b'<!ENTITY x SYSTEM "http://127.0.0.1:9/x">'),
    "broken_xinclude": RSS % b'<xi:include href="/etc/passwd"/>&nbsp;',
    "broken_outer_dtd": b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd">' + RSS % b"&nbsp;",
}


def _watch(mode: str, files: list[Path]) -> list[dict[str, object]]:
    command = [sys.executable, str(PROGRAM), mode, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)  # noqa: S603 - our own program
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def _written(folder: Path, documents: dict[str, bytes]) -> list[Path]:
    for name, body in documents.items():
        (folder / name).write_bytes(body)
    return [folder / name for name in documents]


@pytest.mark.parametrize("documents", [STRICT, LENIENT], ids=["strict", "lenient"])
def test_hostile_documents_end_and_open_nothing(documents: dict[str, bytes], tmp_path: Path) -> None:
    """Every document is read or refused with NotAFeedError; no file, connection or program beyond our own."""
    answers = _watch("feeds", _written(tmp_path, documents))
    assert len(answers) == len(documents)
    assert [(answer["name"], answer["opened"]) for answer in answers if answer["opened"]] == []


def test_the_lenient_program_opens_nothing(tmp_path: Path) -> None:
    """The program that reads broken feeds opens no file and no address that a document names."""
    named = {
        name: LENIENT[name]
        for name in ("file_entity", "network_entity", "broken_xinclude", "broken_outer_dtd")
    }
    for path in _written(
        tmp_path, {**named, "path": b"/proc/self/environ", "address": b"http://127.0.0.1:9/feed.xml"}
    ):
        (answer,) = _watch("lenient", [path])
        assert answer["opened"] == [], path.name
        assert answer["said"] == "", path.name


def test_collected_attacks_end_and_open_nothing() -> None:
    """The same for attacks that others collected, where they are at hand."""
    folder = SHARED / "data" / "hostile" / "xxe"
    if not folder.exists():
        pytest.skip(
            "optional test data is not part of this repository: shared/data/hostile/xxe beside the checkout"
        )
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    answers = _watch("feeds", files)
    assert len(answers) == len(files)
    assert [(answer["name"], answer["opened"]) for answer in answers if answer["opened"]] == []


def test_the_watch_sees_what_it_should(tmp_path: Path) -> None:
    """A watch that notices nothing would prove nothing: it reports a file that is opened on purpose."""
    secret = tmp_path / "secret"
    secret.write_text("x", encoding="ascii")
    program = (
        "import sys, runpy; sys.argv = ['w', 'feeds']; watch = runpy.run_path(sys.orig_argv[-2])['Watch'](); "
        "sys.addaudithook(watch); open(sys.orig_argv[-1]).close(); print(len(watch.seen))"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program, str(PROGRAM), str(secret)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert int(done.stdout) == 1
