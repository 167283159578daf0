"""The only door to the internet: what one fetch does and promises."""

import gc
import gzip
import socket
import ssl
import threading
import time
import traceback
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import AuthorityInformationAccessOID

from account_health.connectors.http.fetcher import Fetcher
from account_health.connectors.http.network import Network
from account_health.connectors.http.shown_certificate import end_of
from account_health.model.errors import (
    AccessDeniedError,
    CertificateError,
    CollectError,
    ForbiddenAddressError,
    NotFoundError,
    PlatformUnavailableError,
    RateLimitedError,
    RedirectError,
    TooSlowError,
    UnknownHostError,
)
from tests.internet import PUBLIC, PUBLIC_IPV6, ROOT_SERVER, Internet, Page, Site, site

HOME = "http://good.example/"
SECRET = "CAN" + "ARY"  # in two pieces, so that no line of source code in a traceback holds it


@contextmanager
def world(*pages: Page) -> Iterator[tuple[Internet, Site]]:
    """An internet whose only server gives these answers one after the other, the last one for ever."""
    left = deque(pages)
    with site(lambda _: left.popleft() if len(left) > 1 else left[0]) as running:
        yield Internet(running.port), running


def network(internet: Internet, slept: list[float] | None = None) -> Network:
    """A network into the pretended internet that notes its pauses; random numbers are all 1."""
    sleep = (lambda _: None) if slept is None else slept.append
    return Network(resolve=internet.resolve, connect=internet.connect, sleep=sleep, spread=lambda: 1.0)


def test_an_answer_has_all_that_was_said() -> None:
    """Status, headers in lower case, the unpacked body, the address and the hops."""
    page = (418, {"X-Kind": "teapot", "Content-Encoding": "gzip"}, gzip.compress(b'{"tea": true}'))
    with world(page) as (internet, _):
        seen = network(internet).fetcher().fetch("http://good.example/pot?size=2#lid")
    assert (seen.status, seen.json(), seen.headers["x-kind"]) == (418, {"tea": True}, "teapot")
    assert seen.url == "http://good.example/pot?size=2"
    assert seen.hops == (seen.url,)
    assert seen.certificate is None
    assert internet.connected == [(PUBLIC, 80)]


def test_a_request_says_who_asks_and_what_is_read() -> None:
    """Our name, the packings that we undo, the real host, and the caller's headers."""
    with world((200, {}, b"")) as (internet, running):
        network(internet).fetcher().get(
            HOME, {"accept": "text/html", "If-None-Match": '"1"', "Host": "evil.example"}
        )
    _, path, headers, _ = running.requests[0]
    assert path == "/"
    assert headers["user-agent"].startswith("account-health/")
    assert headers["accept-encoding"] == "gzip, identity"
    assert headers["accept"] == "text/html"
    assert headers["if-none-match"] == '"1"'
    assert headers["host"] == "good.example"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (403, AccessDeniedError),
        (404, NotFoundError),
        (429, RateLimitedError),
        (500, PlatformUnavailableError),
    ],
)
def test_get_raises_what_fetch_returns(status: int, kind: type[CollectError]) -> None:
    """`fetch` gives any status; `get` makes it an error that still carries the answer."""
    with world((status, {}, b'{"error": 1}')) as (internet, _):
        fetcher = network(internet).fetcher()
        assert fetcher.fetch(HOME).status == status
        with pytest.raises(kind) as caught:
            fetcher.get(HOME)
    assert caught.value.answer is not None
    assert caught.value.answer.json() == {"error": 1}


def test_get_returns_not_modified() -> None:
    """Who asks with If-None-Match wants to know."""
    with world((304, {}, b"")) as (internet, _):
        assert network(internet).fetcher().get(HOME).status == 304


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(status: int) -> None:
    """Every hop is told, and counted as a request."""
    with world((status, {"Location": "/b"}, b"unread"), (200, {}, b"there")) as (internet, _):
        fetcher = network(internet).fetcher()
        seen = fetcher.get("http://good.example/a")
    assert seen.hops == ("http://good.example/a", "http://good.example/b")
    assert (seen.url, seen.body, fetcher.requests) == ("http://good.example/b", b"there", 2)


def test_a_sixth_redirect_is_one_too_many() -> None:
    """Five are followed."""
    hop = (302, {"Location": "/again"}, b"")
    with world(*[hop] * 5, (200, {}, b"there")) as (internet, _):
        assert network(internet).fetcher().get(HOME).body == b"there"
    with (
        world(*[hop] * 6, (200, {}, b"there")) as (internet, _),
        pytest.raises(RedirectError, match="5 times"),
    ):
        network(internet).fetcher().get(HOME)


def test_a_redirect_to_nowhere_is_an_answer_and_an_error_of_get() -> None:
    """There is no place to go to."""
    with world((302, {}, b"")) as (internet, _):
        assert network(internet).fetcher().fetch(HOME).status == 302
        with pytest.raises(RedirectError):
            network(internet).fetcher().get(HOME)


def test_headers_are_kept_on_the_same_origin_and_dropped_on_another() -> None:
    """Another port is another origin; back home they do not come back."""
    places = ["/same", "http://good.example:8080/other", "http://good.example/home"]
    pages = [(302, {"Location": place}, b"") for place in places]
    with world(*pages, (200, {}, b"")) as (internet, running):
        network(internet).fetcher().get(HOME, {"Authorization": "Bearer x", "X-Api-Key": "y", "Cookie": "z"})
    carried = [
        {"authorization", "x-api-key", "cookie"} & set(headers) for _, _, headers, _ in running.requests
    ]
    assert [len(each) for each in carried] == [3, 3, 0, 0]


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_passing_trouble_is_asked_again(status: int) -> None:
    """Twice, after growing pauses."""
    slept: list[float] = []
    with world((status, {}, b""), (status, {}, b""), (200, {}, b"back")) as (internet, _):
        fetcher = network(internet, slept).fetcher()
        assert fetcher.get(HOME).body == b"back"
    assert (slept, fetcher.requests) == ([0.5, 1.0], 3)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 500, 501])
def test_a_lasting_trouble_is_asked_once(status: int) -> None:
    """Nobody is bothered with a question that was answered."""
    with world((status, {}, b"")) as (internet, _):
        fetcher = network(internet).fetcher()
        assert fetcher.fetch(HOME).status == status
    assert fetcher.requests == 1


def test_retry_after_is_honoured_where_it_fits() -> None:
    """The site knows best."""
    slept: list[float] = []
    with world((503, {"Retry-After": "3"}, b""), (200, {}, b"back")) as (internet, _):
        assert network(internet, slept).fetcher().get(HOME).body == b"back"
    assert slept == [3.0]


@pytest.mark.parametrize(("status", "kind"), [(429, RateLimitedError), (503, PlatformUnavailableError)])
def test_a_longer_pause_than_the_deadline_is_not_waited_for(status: int, kind: type[CollectError]) -> None:
    """The error comes at once, and says from when on it makes sense again."""
    slept: list[float] = []
    with world((status, {"Retry-After": "3600"}, b"")) as (internet, _):
        fetcher = network(internet, slept).fetcher()
        with pytest.raises(kind) as caught:
            fetcher.get(HOME)
    assert (slept, fetcher.requests) == ([], 1)
    if isinstance(caught.value, RateLimitedError):
        assert caught.value.retry_after == 3600.0


def test_a_refused_connection_is_tried_three_times() -> None:
    """Then the site is unavailable."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        internet = Internet(free.getsockname()[1])
    slept: list[float] = []
    fetcher = network(internet, slept).fetcher()
    with pytest.raises(PlatformUnavailableError, match=r"good\.example"):
        fetcher.fetch(HOME)
    assert (len(internet.connected), slept, fetcher.requests) == (3, [0.5, 1.0], 0)


def test_an_unknown_host_is_looked_up_twice() -> None:
    """A name server may stumble once."""
    slept: list[float] = []
    internet = Internet()
    with pytest.raises(UnknownHostError, match=r"nowhere\.example"):
        network(internet, slept).fetcher().fetch("http://nowhere.example/")
    assert internet.resolved == ["nowhere.example", ROOT_SERVER] * 2
    assert slept == [0.5]


def test_a_machine_without_network_calls_no_name_unknown() -> None:
    """Where not even a root name server can be looked up, nothing was learned about the customer's domain."""
    internet = Internet(online=False)
    with pytest.raises(PlatformUnavailableError, match="No name at all can be looked up from here"):
        network(internet, []).fetcher().fetch("http://nowhere.example/")


@pytest.mark.parametrize("code", [socket.EAI_FAIL, socket.EAI_MEMORY, socket.EAI_SYSTEM])
def test_a_resolver_that_breaks_down_is_no_unknown_host(code: int) -> None:
    """Only "there is no such name" is said about the name; everything else is the resolver's own trouble."""

    def resolve(host: str, port: int) -> Sequence[str]:
        if host == ROOT_SERVER:
            return Internet().resolve(host, port)
        raise socket.gaierror(code, "broken")

    with pytest.raises(PlatformUnavailableError, match=r"good\.example could not be looked up"):
        Network(resolve=resolve, sleep=lambda _: None).fetcher().fetch(HOME)


def test_a_name_server_that_fails_is_no_unknown_host() -> None:
    """Our own trouble says nothing about the customer's domain."""

    def resolve(*_: object) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    with pytest.raises(PlatformUnavailableError):
        Network(resolve=resolve, sleep=lambda _: None).fetcher().fetch(HOME)


def test_a_name_that_cannot_be_asked_for_is_unknown() -> None:
    """The resolver's own encoding error is translated like the others."""

    def resolve(*_: object) -> Sequence[str]:
        raise UnicodeError

    with pytest.raises(UnknownHostError):
        Network(resolve=resolve, sleep=lambda _: None).fetcher().fetch(HOME)


def test_a_slow_name_server_is_held_to_the_deadline() -> None:
    """The system's resolver knows no deadline, so it is not waited for."""
    ended = threading.Event()

    def resolve(*_: object) -> Sequence[str]:
        ended.wait(30)
        return (PUBLIC,)

    with pytest.raises(TooSlowError, match=r"0\.2 seconds"):
        Network(resolve=resolve).fetcher(0.2).fetch(HOME)
    ended.set()


def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    """A machine without IPv6 still reaches a site that has both."""
    with world((200, {}, b"v4")) as (internet, _):
        internet.names = {"good.example": (PUBLIC_IPV6, PUBLIC)}

        def connect(address: tuple[str, int], timeout: float) -> socket.socket:
            if address[0] == PUBLIC_IPV6:
                raise OSError("no route")
            return internet.connect(address, timeout)

        seen = Network(resolve=internet.resolve, connect=connect).fetcher().get(HOME)
    assert seen.body == b"v4"


def test_a_connection_that_ends_elsewhere_is_not_used() -> None:
    """The peer has to be the very address that was checked."""
    with world((200, {}, b"inside")) as (internet, running):
        fetcher = Network(
            resolve=internet.resolve,
            connect=lambda _, timeout: socket.create_connection(("127.0.0.1", running.port), timeout),
        ).fetcher()
        with pytest.raises(ForbiddenAddressError):
            fetcher.fetch(HOME)
    assert running.requests == []


def test_an_address_is_resolved_once_and_then_connected_to() -> None:
    """No second look-up lies between the check and the connection."""
    with world((200, {}, b"")) as (internet, _):
        network(internet).fetcher().get(HOME)
    assert internet.resolved == ["good.example"]
    assert internet.connected == [(PUBLIC, 80)]


def test_proxies_and_netrc_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would resolve the name again, past the check."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with world((200, {}, b"direct")) as (internet, _):
        assert network(internet).fetcher().get(HOME).body == b"direct"


def test_connections_are_kept_and_reused() -> None:
    """Ten requests to one site cost one connection, also after a redirect without a body."""
    with world((302, {"Location": "/next"}, b""), (200, {}, b"x")) as (internet, running):
        fetcher = network(internet).fetcher()
        for _ in range(10):
            fetcher.get(HOME)
    assert (running.connections, fetcher.requests, len(running.requests)) == (1, 11, 11)


def test_a_kept_connection_that_was_closed_is_opened_again() -> None:
    """That is no failure of the site: no pause, no further attempt."""
    slept: list[float] = []
    # The server announces nothing and closes each connection after its answer.
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            for _ in range(3):
                connection, _ = listener.accept()
                with connection:
                    connection.recv(65_536)
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

        thread = threading.Thread(target=serve)
        thread.start()
        fetcher = network(Internet(listener.getsockname()[1]), slept).fetcher()
        bodies = [fetcher.get(HOME).body for _ in range(3)]
        thread.join()
    assert (bodies, slept, fetcher.requests) == ([b"ok"] * 3, [], 3)


def test_threads_share_a_fetcher() -> None:
    """Answers belong to their questions, and every request is counted."""
    with site(lambda path: (200, {}, path.encode())) as running:
        fetcher = network(Internet(running.port)).fetcher()
        paths = [f"/{number}" for number in range(100)]
        with ThreadPoolExecutor(8) as pool:
            bodies = list(pool.map(lambda path: fetcher.get(f"http://good.example{path}").text(), paths))
    assert bodies == paths
    assert fetcher.requests == 100


def test_a_fetcher_that_goes_closes_its_connections() -> None:
    """No socket is left to the garbage collector, which would warn, and warnings fail this test."""
    with world((200, {}, b"x")) as (internet, _):
        fetcher = network(internet).fetcher()
        fetcher.get(HOME)
        del fetcher
        gc.collect()


def test_a_deadline_covers_all_hops_together() -> None:
    """Four hops of 0.3 seconds do not fit into one."""

    def answer(path: str) -> Page:
        time.sleep(0.3)
        return 302, {"Location": path + "x"}, b""

    with site(answer) as running:
        fetcher = network(Internet(running.port)).fetcher(1.0)
        with pytest.raises(TooSlowError):
            fetcher.fetch(HOME)
    assert fetcher.requests < 6


def test_a_form_is_posted_once() -> None:
    """Its answer is returned whatever it is; it is neither repeated nor sent on to where a redirect leads."""
    with world((503, {}, b""), (302, {"Location": "/x"}, b""), (200, {}, b"{}")) as (internet, running):
        fetcher = network(internet).fetcher()
        seen = [fetcher.post("http://good.example/token", {"a": "ü&", "b": "1"}).status for _ in range(3)]
    assert seen == [503, 302, 200]
    assert {(method, path, body) for method, path, _, body in running.requests} == {
        ("POST", "/token", b"a=%C3%BC%26&b=1")
    }
    assert running.requests[0][2]["content-type"] == "application/x-www-form-urlencoded"


@pytest.mark.parametrize("value", ["CANARY\n", "CANARY\r\nX: y", "CANARY\x00", "CANARY\u20ac"])
def test_a_header_that_cannot_be_sent_is_refused_without_its_value(value: str) -> None:
    """A token that was pasted with a line break must not become a second header, nor appear in an error."""
    with pytest.raises(AccessDeniedError, match="Authorization") as caught:
        network(Internet()).fetcher().fetch(HOME, {"Authorization": value})
    assert "CANARY" not in repr(caught.value)


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and all errors below it."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize(
    "page",
    [
        (200, {"Content-Encoding": "gzip"}, SECRET.encode()),
        (200, {"Content-Length": SECRET}, b""),
        (401, {"WWW-Authenticate": SECRET}, SECRET.encode()),
        (404, {}, SECRET.encode()),
        (429, {"Retry-After": SECRET}, SECRET.encode()),
        (503, {}, SECRET.encode()),
        (302, {"Location": f"http://127.0.0.1/?{SECRET}"}, b""),
        (302, {"Location": f"http://{SECRET}@good.example/"}, b""),
        (302, {"Location": f"http://[::{SECRET}/"}, b""),
        (302, {"Location": f"/again?{SECRET}"}, b""),
        (101, {}, b""),
    ],
)
def test_no_error_shows_a_secret(page: Page) -> None:
    """Neither the query nor a header's value is in any text of the error, its causes or its traceback."""
    with world(page) as (internet, _), pytest.raises(CollectError) as caught:
        network(internet).fetcher().get(
            f"{HOME}?access_token={SECRET}", {"Authorization": f"Bearer {SECRET}"}
        )
    assert SECRET not in "".join(traceback.format_exception(caught.value))
    for error in chain(caught.value):
        assert SECRET not in f"{error} {error!r} {error.args}"


def test_no_error_of_a_lost_connection_shows_a_secret() -> None:
    """Libraries put the whole URL into such errors; ours hold the host."""
    internet = Internet(names={"good.example": (PUBLIC,)}, public=frozenset())
    for host in ("good.example", "nowhere.example"):
        with pytest.raises(CollectError) as caught:
            network(internet).fetcher().get(f"http://{host}/x?access_token={SECRET}")
        for error in chain(caught.value):
            assert SECRET not in f"{error} {error!r} {error.args}"


# --- TLS: a real server with certificates of our own -------------------------------------------------


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Whom we trust in these tests."""
    return trustme.CA()


def server_side(authority: trustme.CA, host: str, not_after: datetime | None = None) -> ssl.SSLContext:
    """A server's context with a certificate for this host."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate = authority.issue_cert(host, not_before=datetime(2020, 1, 1, tzinfo=UTC), not_after=not_after)
    certificate.configure_cert(context)
    return context


@contextmanager
def secure(
    context: ssl.SSLContext, trusted: trustme.CA | None, page: Page = (200, {}, b"secret")
) -> Iterator[Fetcher]:
    """A fetcher into an internet whose server speaks TLS."""
    with site(lambda _: page, context) as running:
        internet = Internet(running.port, {"good.example": (PUBLIC,), "bad.example": (PUBLIC,)})
        chosen = network(internet)
        if trusted is not None:
            chosen.tls = ssl.create_default_context()
            trusted.configure_trust(chosen.tls)
        yield chosen.fetcher()


def test_the_certificate_of_a_site_is_read(authority: trustme.CA) -> None:
    """The host that was asked for and both dates in UTC, on a reused connection too."""
    context = server_side(authority, "good.example", datetime(2098, 11, 23, 7, 0, 0, tzinfo=UTC))
    with secure(context, authority) as fetcher:
        first, second = fetcher.get("https://good.example/"), fetcher.get("https://good.example/")
    assert first.body == b"secret"
    assert first.certificate is not None
    assert first.certificate == second.certificate
    assert first.certificate.host == "good.example"
    assert first.certificate.not_before == datetime(2020, 1, 1, tzinfo=UTC)
    assert first.certificate.not_after == datetime(2098, 11, 23, 7, 0, 0, tzinfo=UTC)


def test_an_expired_certificate_is_told_apart(authority: trustme.CA) -> None:
    """The customer has to renew it."""
    context = server_side(authority, "good.example", datetime(2020, 2, 1, tzinfo=UTC))
    with secure(context, authority) as fetcher, pytest.raises(CertificateError, match="expired") as caught:
        fetcher.fetch("https://good.example/?access_token=CANARY")
    assert caught.value.problem == "expired"
    assert caught.value.ended == datetime(2020, 2, 1, tzinfo=UTC)
    assert "CANARY" not in str(caught.value)


def test_a_certificate_of_another_host_is_told_apart(authority: trustme.CA) -> None:
    """The name in the address counts, not the IP address that is connected to."""
    context = server_side(authority, "good.example")
    with (
        secure(context, authority) as fetcher,
        pytest.raises(CertificateError, match=r"bad\.example") as caught,
    ):
        fetcher.fetch("https://bad.example/")
    assert caught.value.problem == "wrong_host"


def test_a_certificate_for_the_wrong_ip_address_is_told_apart(authority: trustme.CA) -> None:
    """An address without a name is checked as an address."""
    context = server_side(authority, "good.example")
    with secure(context, authority) as fetcher, pytest.raises(CertificateError) as caught:
        fetcher.fetch(f"https://{PUBLIC}/")
    assert caught.value.problem == "wrong_host"


def test_a_certificate_that_nobody_vouches_for_is_told_apart(authority: trustme.CA) -> None:
    """With the authorities that browsers trust, ours is unknown."""
    context = server_side(authority, "good.example")
    with secure(context, None) as fetcher, pytest.raises(CertificateError) as caught:
        fetcher.fetch("https://good.example/")
    assert caught.value.problem == "untrusted"
    assert fetcher.requests == 0


def leaf_alone(authority: trustme.CA, folder: Path, *, issuer_at: str | None) -> ssl.SSLContext:
    """A server that leaves out the certificate between its own and the trusted one, and may say where that lies."""
    between = authority.create_child_ca()
    own = between.issue_cert("good.example")
    key = load_pem_private_key(own.private_key_pem.bytes(), None)
    issued = x509.load_pem_x509_certificate(own.cert_chain_pems[0].bytes())
    signer = load_pem_private_key(between.private_key_pem.bytes(), None)
    assert isinstance(signer, ec.EllipticCurvePrivateKey)
    again = (
        x509.CertificateBuilder()
        .subject_name(issued.subject)
        .issuer_name(issued.issuer)
        .public_key(issued.public_key())
        .serial_number(issued.serial_number)
        .not_valid_before(issued.not_valid_before_utc)
        .not_valid_after(issued.not_valid_after_utc)
    )
    for each in issued.extensions:
        again = again.add_extension(each.value, each.critical)
    if issuer_at is not None:
        place = x509.AccessDescription(
            AuthorityInformationAccessOID.CA_ISSUERS, x509.UniformResourceIdentifier(issuer_at)
        )
        again = again.add_extension(x509.AuthorityInformationAccess([place]), critical=False)
    pem = folder / "leaf.pem"
    pem.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + again.sign(signer, SHA256()).public_bytes(Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


@pytest.mark.parametrize(
    ("issuer_at", "problem"), [("http://ca.example/between.crt", "incomplete"), (None, "untrusted")]
)
def test_a_chain_that_browsers_complete_is_no_certificate_that_nobody_vouches_for(
    authority: trustme.CA, tmp_path: Path, issuer_at: str | None, problem: str
) -> None:
    """OpenSSL calls both by one number; browsers fetch what is missing where the certificate says where it lies."""
    context = leaf_alone(authority, tmp_path, issuer_at=issuer_at)
    with secure(context, authority) as fetcher, pytest.raises(CertificateError) as caught:
        fetcher.fetch("https://good.example/")
    assert caught.value.problem == problem
    assert caught.value.ended is None
    assert fetcher.requests == 0


def test_a_certificate_that_vouches_for_itself_is_not_trusted(tmp_path: Path) -> None:
    """What control panels put in front of a site nobody ordered one for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "good.example")])
    alone = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2098, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("good.example")]), critical=False)
        .sign(key, SHA256())
    )
    pem = tmp_path / "own.pem"
    pem.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + alone.public_bytes(Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with secure(context, None) as fetcher, pytest.raises(CertificateError) as caught:
        fetcher.fetch("https://good.example/")
    assert caught.value.problem == "untrusted"


@pytest.mark.parametrize(
    "der", [b"", b"0", b"\x30\x82", b"\x30\x03\x30\x01", b"\x30\x84\xff\xff\xff\xff", b"\x31\x00"]
)
def test_bytes_that_are_no_certificate_have_no_end(der: bytes) -> None:
    """A server may show anything; what cannot be read is not known."""
    assert end_of(der) is None


@pytest.mark.parametrize("year", [2026, 2049, 2050, 2098])
def test_the_end_is_read_in_both_ways_of_writing_it(authority: trustme.CA, year: int) -> None:
    """Certificates write years until 2049 with two digits, later ones with four."""
    end = datetime(year, 11, 23, 7, 0, 0, tzinfo=UTC)
    issued = authority.issue_cert("good.example", not_before=datetime(2020, 1, 1, tzinfo=UTC), not_after=end)
    pem = issued.cert_chain_pems[0].bytes()
    assert end_of(ssl.PEM_cert_to_DER_cert(pem.decode())) == end


def test_a_site_without_tls_behind_https_is_unavailable() -> None:
    """A handshake that fails for another reason says nothing about the certificate."""
    with world((200, {}, b"plain")) as (internet, _), pytest.raises(PlatformUnavailableError):
        network(internet).fetcher(3).fetch("https://good.example/")


def test_a_handshake_that_never_ends_is_held_to_the_deadline() -> None:
    """Silence before the first byte of TLS."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        fetcher = network(Internet(listener.getsockname()[1])).fetcher(0.3)
        with pytest.raises(TooSlowError):
            fetcher.fetch("https://good.example/")


def test_a_body_that_drips_under_tls_is_held_to_the_deadline(authority: trustme.CA) -> None:
    """The bounds of the wire hold for encrypted bytes too."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        ended = threading.Event()

        def serve() -> None:
            connection, _ = listener.accept()
            with server_side(authority, "good.example").wrap_socket(connection, server_side=True) as wrapped:
                wrapped.recv(65_536)
                wrapped.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                with suppress(BrokenPipeError, ConnectionResetError):  # whoever is out of time hangs up
                    while not ended.wait(0.05):
                        wrapped.sendall(b"x")

        thread = threading.Thread(target=serve)
        thread.start()
        chosen = network(Internet(listener.getsockname()[1]))
        chosen.tls = ssl.create_default_context()
        authority.configure_trust(chosen.tls)
        with pytest.raises(TooSlowError):
            chosen.fetcher(1.0).fetch("https://good.example/")
        ended.set()
        thread.join()


def test_one_tls_context_serves_all_looks(authority: trustme.CA) -> None:
    """Making one costs more than a request does."""
    with secure(server_side(authority, "good.example"), None) as fetcher:
        chosen = fetcher._network  # noqa: SLF001 - the network that `secure` made
        for _ in range(2):
            with pytest.raises(CertificateError):
                chosen.fetcher().fetch("https://good.example/")
            context = chosen.tls
        assert chosen.tls is context is not None
