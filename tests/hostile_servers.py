"""Sites that mean harm, or are broken: raw sockets that drip, flood, lie and hang up.

`/NAME` on the bed's port shows the behaviour NAME. A behaviour is a function that gets the open connection after
the request was read; it writes what it likes and returns when it has enough, or when the client has.
"""

import gzip
import itertools
import socket
import struct
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import TypeAlias

Talk: TypeAlias = "Callable[[Visit], None]"

OK = b"HTTP/1.1 200 OK\r\n"
CLOSE = b"Connection: close\r\n"
PAUSE = 0.1
MEGABYTE = b"x" * 1_000_000


@dataclass
class Visit:
    """One request: the connection and the path that was asked for."""

    connection: socket.socket
    path: str
    ended: threading.Event

    def send(self, *parts: bytes) -> None:
        """Write all parts."""
        self.connection.sendall(b"".join(parts))

    def drip(self, text: bytes, seconds: float = PAUSE) -> None:
        """Write byte after byte with pauses."""
        for byte in text:
            self.send(bytes([byte]))
            self.wait(seconds)

    def forever(self) -> Iterator[int]:
        """Count until the bed is closed; the client usually leaves before."""
        for count in itertools.count():
            if self.ended.is_set():
                return
            yield count

    def wait(self, seconds: float) -> None:
        """Do nothing for a while, unless the bed closes."""
        if self.ended.wait(seconds):
            raise ConnectionAbortedError

    def reset(self) -> None:
        """Hang up with a reset."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@cache
def bomb(kind: str) -> bytes:
    """About 1 MB that unpacks to 1 GiB (gzip, deflate), or a few KB that unpack twice (gzip,gzip)."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS if kind == "deflate" else zlib.MAX_WBITS | 16)
    zeros = bytes(1 << 20)
    start = packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH)
    # After a full flush a piece stands for itself, so it may be repeated.
    again = packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = start + again * 1023 + packer.flush()
    return gzip.compress(packed) if kind == "gzip,gzip" else packed


def plain(*headers: bytes, body: bytes = b"hello") -> Talk:
    """One complete answer with these header lines."""
    return lambda visit: visit.send(OK, CLOSE, *(line + b"\r\n" for line in headers), b"\r\n", body)


def packed(encoding: bytes, body: Callable[[], bytes], *, length: bool = True) -> Talk:
    """One answer with a Content-Encoding."""

    def talk(visit: Visit) -> None:
        content = body()
        size = b"Content-Length: %d\r\n" % len(content) if length else b""
        visit.send(OK, CLOSE, b"Content-Encoding: ", encoding, b"\r\n", size, b"\r\n", content)

    return talk


def redirect(location: bytes, *headers: bytes, body: Callable[[Visit], None] = lambda _: None) -> Talk:
    """A 302 and what follows it."""

    def talk(visit: Visit) -> None:
        lines = [b"Location: " + location, *headers]
        visit.send(b"HTTP/1.1 302 Found\r\n", CLOSE, *(line + b"\r\n" for line in lines), b"\r\n")
        body(visit)

    return talk


def silent(visit: Visit) -> None:
    """Accept, and never answer."""
    for _ in visit.forever():
        visit.wait(PAUSE)


def slow_status(visit: Visit) -> None:
    """A status line in drops."""
    visit.drip(OK * 100)


def slow_headers(visit: Visit) -> None:
    """Headers in drops."""
    visit.send(OK)
    visit.drip(b"X-Slow: yes\r\n" * 100)


def slow_body(visit: Visit) -> None:
    """A body in drops, of no announced length."""
    visit.send(OK, CLOSE, b"\r\n")
    visit.drip(b"x" * 10_000)


def slow_body_len(visit: Visit) -> None:
    """A body in drops, of an announced length."""
    visit.send(OK, b"Content-Length: 10000\r\n\r\n")
    visit.drip(b"x" * 10_000)


def slow_chunked(visit: Visit) -> None:
    """A chunk of one byte now and then."""
    visit.send(OK, b"Transfer-Encoding: chunked\r\n\r\n")
    for _ in visit.forever():
        visit.send(b"1\r\nx\r\n")
        visit.wait(PAUSE)


def flood(start: bytes, again: bytes) -> Talk:
    """Something, and then something without end."""

    def talk(visit: Visit) -> None:
        visit.send(start)
        for _ in visit.forever():
            visit.send(again)

    return talk


def big_200mb(visit: Visit) -> None:
    """An honest large file."""
    visit.send(OK, b"Content-Length: 200000000\r\n\r\n")
    for _ in range(200):
        visit.send(MEGABYTE)


def slow_100(visit: Visit) -> None:
    """An interim answer now and then."""
    for _ in visit.forever():
        visit.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        visit.wait(PAUSE)


def redir_slow(visit: Visit) -> None:
    """Redirects that each take their time."""
    visit.wait(0.6)
    redirect(visit.path.encode() + b"x")(visit)


def redir_grow(visit: Visit) -> None:
    """Redirects to ever longer addresses."""
    redirect(visit.path.split("?")[0].encode() + b"?" + b"a" * (len(visit.path) + 900))(visit)


def endless_body(visit: Visit) -> None:
    """Bytes without end."""
    for _ in visit.forever():
        visit.send(MEGABYTE)


def reset_at_once(visit: Visit) -> None:
    """Hang up before the answer."""
    visit.reset()


def reset_in_body(visit: Visit) -> None:
    """Hang up inside the answer."""
    visit.send(OK, b"Content-Length: 1000\r\n\r\nhalf")
    visit.wait(PAUSE)
    visit.reset()


def raw(text: bytes) -> Talk:
    """Exactly these bytes."""
    return lambda visit: visit.send(text)


def chunked(text: bytes) -> Talk:
    """A chunked answer whose body is exactly these bytes."""
    return raw(OK + CLOSE + b"Transfer-Encoding: chunked\r\n\r\n" + text)


CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
HTML = b"<p>Gr\xc3\xbc\xc3\x9fe</p>"

BEHAVIOURS: Mapping[str, Talk] = MappingProxyType(
    {
        "silent": silent,
        "slow_status": slow_status,
        "slow_headers": slow_headers,
        "slow_body": slow_body,
        "slow_body_len": slow_body_len,
        "slow_chunked": slow_chunked,
        "infinite_body": flood(OK + CLOSE + b"\r\n", MEGABYTE),
        "infinite_chunked": flood(CHUNKED, b"10000\r\n" + b"x" * 65_536 + b"\r\n"),
        "big_200mb": big_200mb,
        "gzbomb": packed(b"gzip", lambda: bomb("gzip")),
        "gzbomb_nolen": packed(b"gzip", lambda: bomb("gzip"), length=False),
        "gzbomb2": packed(b"gzip,gzip", lambda: bomb("gzip,gzip")),
        "deflate": packed(b"deflate", lambda: bomb("deflate")),
        "gzbomb_redirect": redirect(
            b"/ok", b"Content-Encoding: gzip", body=lambda visit: visit.send(bomb("gzip"))
        ),
        "gz_chain": packed(b", ".join([b"gzip"] * 1000), lambda: bomb("gzip,gzip")),
        "gz_garbage": packed(b"gzip", lambda: b"this is text"),
        "gz_trunc": packed(b"gzip", lambda: gzip.compress(b"hello" * 1000)[:-12]),
        "enc_unknown": packed(b"foo", lambda: b"hello"),
        "big_header": plain(b"X-Big: " + b"x" * 100_000),
        "many_headers": plain(*(b"X-%d: y" % number for number in range(5000))),
        "infinite_headers": flood(OK, b"X-Again: and again\r\n"),
        "flood_100": flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),
        "slow_100": slow_100,
        "flood_102": flood(b"", b"HTTP/1.1 102 Processing\r\n\r\n"),
        "redir_loop": redirect(b"/redir_loop"),
        "redir_slow": redir_slow,
        "redir_grow": redir_grow,
        "redir_infbody": redirect(b"/ok", body=endless_body),
        "redir_slowbody": redirect(
            b"/ok", b"Content-Length: 5000", body=lambda visit: visit.drip(b"x" * 5000)
        ),
        "redir_badloc": redirect(b"http://[::1"),
        "redir_binloc": redirect(b"/ok?\xff\xfe\x80"),
        "redir_auth": redirect(b"http://other.example/echo"),
        "cl_long": plain(b"Content-Length: 5000"),
        "cl_neg": plain(b"Content-Length: -5"),
        "cl_nan": plain(b"Content-Length: abc"),
        "cl_two": plain(b"Content-Length: 5", b"Content-Length: 3"),
        "cl_huge": plain(b"Content-Length: 1" + b"0" * 23),
        "chunk_huge": chunked(b"FFFFFFFFFFFFFFFF\r\nhello\r\n"),
        "chunk_neg": chunked(b"-5\r\nhello\r\n0\r\n\r\n"),
        "chunk_bad": chunked(b"zz\r\nhello\r\n0\r\n\r\n"),
        "chunk_ext": chunked(b"5;" + b"e" * 10_000_000 + b"\r\nhello\r\n0\r\n\r\n"),
        "chunk_trailers": flood(CHUNKED + b"5\r\nhello\r\n0\r\n", b"X-Trailer: again\r\n" * 1000),
        "empty": raw(b""),
        "rst": reset_at_once,
        "rst_mid": reset_in_body,
        "http09": raw(b"<html>no status line</html>"),
        "binary": raw(bytes(range(256)) * 40),
        "status_999": raw(b"HTTP/1.1 999 Denied\r\nContent-Length: 0\r\n\r\n"),
        "status_0": raw(b"HTTP/1.1 000 Nothing\r\nContent-Length: 0\r\n\r\n"),
        "status_bin": raw(b"HTTP/1.1 200 \xff\xfe\x00\x80\r\nContent-Length: 0\r\n\r\n"),
        "cookies": plain(*(b"Set-Cookie: c%d=" % number + b"x" * 4000 for number in range(90))),
        "cs_undefined": plain(b"Content-Type: text/html; charset=undefined", body=HTML),
        "cs_zlib": plain(b"Content-Type: text/html; charset=zlib_codec", body=HTML),
        "cs_idna": plain(b"Content-Type: text/html; charset=idna", body=HTML),
        "cs_punycode": plain(b"Content-Type: text/html; charset=punycode", body=HTML * 14_000),
        # Further ones of our own.
        "chunk_minus_one": flood(CHUNKED + b"-1\r\n", MEGABYTE),
        "chunk_cut": chunked(b"5\r\nhello\r\n"),
        "gz_members": packed(b"gzip", lambda: gzip.compress(b"") * 50_000),
        "te_unknown": plain(b"Transfer-Encoding: gzip, chunked"),
        "nested_json": plain(b"Content-Type: application/json", body=b"[" * 200_000),
    }
)


@dataclass
class Bed:
    """The running servers and the raw requests that they saw."""

    port: int
    ended: threading.Event = field(default_factory=threading.Event)
    requests: list[bytes] = field(default_factory=list)

    def serve(self, connection: socket.socket) -> None:
        """Answer one connection."""
        with connection, suppress(OSError):
            connection.settimeout(30)
            head = b""
            while b"\r\n\r\n" not in head:
                piece = connection.recv(65_536)
                if not piece:
                    return
                head += piece
            self.requests.append(head)
            path = head.split(b" ", 2)[1].decode("latin-1")
            name = (
                path.lstrip("/").split("?")[0].rstrip("x")
                if path.startswith("/redir_slowx")
                else path[1:].split("?")[0]
            )
            talk = BEHAVIOURS.get(name, plain(b"Content-Length: 5"))
            talk(Visit(connection, path, self.ended))


@contextmanager
def hostile_bed() -> Iterator[Bed]:
    """Run all behaviours on one loopback port."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        bed = Bed(listener.getsockname()[1])
        listener.settimeout(0.05)

        def accept() -> None:
            while not bed.ended.is_set():
                with suppress(TimeoutError):
                    connection, _ = listener.accept()
                    threading.Thread(target=bed.serve, args=(connection,), daemon=True).start()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        try:
            yield bed
        finally:
            bed.ended.set()
            thread.join()
