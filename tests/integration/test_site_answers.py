"""Does a site work? Over the wire, from look to look: what is told of one that does not answer, and of our own network."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from account_health.connectors import CONNECTORS
from account_health.connectors.connector import Look
from account_health.connectors.http.addresses import parse
from account_health.connectors.http.fetcher import ELSEWHERE
from account_health.connectors.http.network import Network
from account_health.connectors.pool import Pool
from account_health.judging.company import Judged, judge_company
from account_health.judging.history import History
from account_health.memory.state import State
from account_health.model import Finding, Snapshot, Status
from account_health.model.company import Account, Company, ReportSettings
from account_health.model.platform import PLATFORM_ROWS
from account_health.model.run import Run
from account_health.storage.jsons import from_json, to_json
from tests.internet import PUBLIC, Internet
from tests.simulator.gateway import Gateway, Reply, Site, html
from tests.simulator.sites import TROUBLES, PlainBlog

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
HOST, OTHER = "baeckerei-sommer.example", "sommer-catering.example"
OTHERS = tuple(parse(url).host for url in ELSEWHERE)
"""Whom we ask where a site does not answer."""
QUARTER = timedelta(minutes=15)
DOWN = lambda _: html("<h1>Service Unavailable</h1>", 503)  # noqa: E731 - a site is a function


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    """A simulated internet, in which others answer."""
    with Gateway({host: lambda _: html("<p>here</p>") for host in OTHERS}) as running:
        yield running


def site(host: str = HOST) -> Account:
    """Return a website as registered."""
    return Account(id=host.partition(".")[0], platform="website", url=f"https://{host}/", posts="none")


def company(*accounts: Account) -> Company:
    """Return whose sites these are."""
    return Company(
        id="sommer",
        name="Bäckerei Sommer",
        report=ReportSettings(to=("chefin@example.org",)),
        accounts=accounts or (site(),),
    )


Run_ = Callable[..., Judged]


@pytest.fixture
def run(gateway: Gateway, pool: Pool) -> Run_:
    """Looks at all sites of a company at once and judges them; `state` is what the run before left."""

    def looked(
        at: datetime = NOW, state: State | None = None, *, whole: Company | None = None, **wire: Any
    ) -> Judged:
        whole = whole or company()
        given: dict[str, Any] = {"gateway": gateway.url, "sleep": lambda _: None} | wire
        network = Network(**given)
        snapshots = [
            CONNECTORS["website"].connector.collect(
                Look(company=whole, account=one, now=at, fetcher=network.fetcher(1.0), pool=pool)
            )
            for one in whole.accounts
        ]
        run = Run(id=f"{at:%d-%H%M%S}", kind="manual", period="", week=f"{at:%G-W%V}", now=at)
        return judge_company(whole, snapshots, run, History(), state or State())

    return looked


def told(judged: Judged, account: str = "baeckerei-sommer") -> dict[str, Finding]:
    """Return what is told of one site, but for who takes care of it."""
    (row,) = [one for one in judged.report.accounts if one.account == account]
    return {
        one.check: one
        for one in row.findings
        if one.status in (Status.WARN, Status.FAIL) and one.check != "owner-assigned"
    }


def of(judged: Judged, check: str) -> Finding:
    """Return one finding of the first site."""
    return next(one for one in judged.report.accounts[0].findings if one.check == check)


FAILING: dict[str, Site] = {
    "error": DOWN,
    "an error with status 200": lambda _: html("<h1>Fehler beim Aufbau einer Datenbankverbindung</h1>"),
    "a page of its host": lambda _: html("<h1>Welcome to nginx!</h1>"),
    "lost": TROUBLES["refused"],
    "broken off": TROUBLES["dropped"],
    "slow": TROUBLES["timeout"],
}


@pytest.mark.parametrize("how", FAILING)
def test_a_site_that_fails_twice_a_quarter_of_an_hour_apart_is_down(
    gateway: Gateway, run: Run_, how: str
) -> None:
    """One finding: the first try warns, the one a quarter later convicts, one a moment earlier does not."""
    gateway.add(HOST, FAILING[how])
    first = run()
    assert {check: one.status for check, one in told(first).items()} == {"site-answers": Status.WARN}
    early = run(NOW + QUARTER - timedelta(seconds=1), first.state)
    assert told(early)["site-answers"].status is Status.WARN
    late = run(NOW + QUARTER, early.state)
    assert {check: one.status for check, one in told(late).items()} == {"site-answers": Status.FAIL}


def test_a_closed_shop_that_says_whose_it_is_is_not_down(gateway: Gateway, run: Run_) -> None:
    """A page like its host's that states number or name was put there by the company itself."""
    gateway.add(
        HOST, lambda _: html("<h1>Bäckerei Sommer</h1><p>Unser Shop ist derzeit nicht verfügbar.</p>")
    )
    assert of(run(), "site-answers").status is Status.UNKNOWN


@pytest.mark.parametrize(
    "reply",
    [
        html("<h1>Este sitio no está disponible</h1>", 402),
        html("<h1>This domain has expired.</h1>", 403),
        html("<h1>Website Expired</h1>", 404),
        html("<h1>This Account has been suspended.</h1>", 503),
    ],
)
def test_an_address_that_is_lost_is_one_finding_whatever_its_status(
    gateway: Gateway, run: Run_, reply: Reply
) -> None:
    """Registrars and builders say so in the body of a refusal or an error, too."""
    gateway.add(HOST, lambda _: reply)
    judged = run()
    assert {check: one.status for check, one in told(judged).items()} == {"domain-lost": Status.FAIL}
    assert "expired" in of(judged, "domain-lost").message.text
    answers = of(judged, "site-answers")
    assert (answers.status, answers.yields_to) == (Status.NOT_APPLICABLE, "domain-lost")


def test_a_site_that_worked_in_between_is_not_down(gateway: Gateway, run: Run_) -> None:
    """Two hiccups a week apart are two hiccups."""
    gateway.add(HOST, DOWN)
    first = run()
    gateway.add(HOST, PlainBlog(host=HOST))
    second = run(NOW + timedelta(days=1), first.state)
    assert of(second, "site-answers").status is Status.PASS
    gateway.add(HOST, DOWN)
    third = run(NOW + timedelta(days=2), second.state)
    assert of(third, "site-answers").status is Status.WARN


REFUSING: dict[str, Site] = {
    "401": lambda _: html("<h1>Unauthorized</h1>", 401),
    "403": lambda _: html("<h1>Forbidden</h1>", 403),
    "429": lambda _: html("<h1>Too Many Requests</h1>", 429),
    "challenge with 503": lambda _: html(
        "<html><head><title>Just a moment...</title></head><body>"
        "<script src='/cdn-cgi/challenge-platform/h/b/orchestrate/jsch/v1'></script></body></html>",
        503,
    ),
    "challenge with 200": TROUBLES["challenge"],
}


@pytest.mark.parametrize("how", REFUSING)
def test_a_site_that_lets_no_program_look_is_never_down(gateway: Gateway, run: Run_, how: str) -> None:
    """It answers, and ends a row of tries that failed."""
    gateway.add(HOST, DOWN)
    first = run()
    gateway.add(HOST, REFUSING[how])
    second = run(NOW + timedelta(days=1), first.state)
    third = run(NOW + timedelta(days=2), second.state)
    assert of(second, "site-answers").status is of(third, "site-answers").status is Status.UNKNOWN
    gateway.add(HOST, DOWN)
    assert of(run(NOW + timedelta(days=3), third.state), "site-answers").status is Status.WARN


@pytest.mark.parametrize("lost", ["not_found", "gone", "unknown_host", "parked"])
def test_a_lost_address_is_told_once(gateway: Gateway, run: Run_, lost: str) -> None:
    """What stands there, or nothing, is the cause; neither the answer nor the certificate is another finding."""
    gateway.add(HOST, TROUBLES[lost])
    first = run()
    second = run(NOW + timedelta(days=7), first.state)
    assert list(told(second)) == ["domain-lost"]


def test_a_bad_certificate_is_told_once_and_since_when(gateway: Gateway, run: Run_) -> None:
    """A month later it is still one finding, with the day on which we first met it."""
    gateway.add(HOST, TROUBLES["expired_certificate"])
    state = run().state
    later = run(NOW + timedelta(days=28), state)
    assert list(told(later)) == ["certificate"]
    assert dict(told(later)["certificate"].message.values)["since"] == NOW


def test_a_site_that_is_down_for_a_month_is_one_finding(gateway: Gateway, run: Run_) -> None:
    """What could not be seen meanwhile has that cause."""
    gateway.add(HOST, DOWN)
    judged = run()
    for week in range(1, 5):
        judged = run(NOW + timedelta(weeks=week), judged.state)
    assert list(told(judged)) == ["site-answers"]
    assert dict(told(judged)["site-answers"].message.values)["since"] == NOW


# --- hidden from search engines -----------------------------------------------------------------------


def page(head: str, *, status: int = 200, header: str | None = None) -> Reply:
    """Return a page with words enough to be one."""
    shown = html(
        f"<!doctype html><html lang=de><head><title>Bäckerei Sommer</title>{head}</head><body><h1>Bäckerei Sommer</h1>"
        "<p>Brot aus dem Holzofen, jeden Morgen frisch, mitten im Ort. Wir backen seit drei Generationen.</p>"
        "<a href=/brot>Brot</a> <a href=/kuchen>Kuchen</a> <a href=/impressum>Impressum</a></body></html>",
        status,
    )
    return shown if header is None else shown.with_headers(("X-Robots-Tag", header))


HIDING = '<meta name="robots" content="noindex, nofollow">'


def test_a_home_page_that_is_hidden_from_search_engines_is_told(gateway: Gateway, run: Run_) -> None:
    """By its own head or by the server; whoever opens it does not see that."""
    gateway.add(HOST, lambda _: page(HIDING))
    assert told(run())["noindex"].message.text.startswith("The home page asks")
    gateway.add(HOST, lambda _: page("", header="noindex"))
    assert told(run())["noindex"].message.text.startswith("The server asks")


def test_pages_other_than_the_home_page_may_hide(gateway: Gateway, run: Run_) -> None:
    """Tag pages, baskets, legal notices and previews elsewhere are hidden on purpose."""
    gateway.add(
        HOST,
        lambda request: (
            page('<meta name="robots" content="index, follow">') if request.path == "/" else page(HIDING)
        ),
    )
    gateway.add(f"staging.{HOST}", lambda _: page(HIDING))
    assert of(run(), "noindex").status is Status.PASS


@pytest.mark.parametrize("status", [403, 503])
def test_an_answer_in_the_place_of_the_home_page_hides_nothing(
    gateway: Gateway, run: Run_, status: int
) -> None:
    """Error pages ask not to be listed, as they should."""
    gateway.add(HOST, lambda _: page(HIDING, status=status))
    assert of(run(), "noindex").status is Status.UNKNOWN


# --- our own network -----------------------------------------------------------------------------


@pytest.mark.parametrize("days", [0, 1])
def test_without_any_network_nothing_is_said_of_the_site(run: Run_, days: int) -> None:
    """A laptop in a train: no name is known, so no site is down, however often it is tried."""
    offline = Internet(names={}, online=False)
    wire = {"gateway": None, "resolve": offline.resolve, "connect": offline.connect}
    first = run(**wire)
    again = run(NOW + timedelta(days=days, hours=1), first.state, **wire)
    assert of(again, "site-answers").status is Status.UNKNOWN
    assert told(again) == {}
    assert again.state.accounts[0].tries == ()


def test_names_without_a_way_out_say_nothing_of_the_site(run: Run_) -> None:
    """A router that knows names and lets nobody out: neither the site nor anybody else answers."""
    names = {HOST: (PUBLIC,), **dict.fromkeys(OTHERS, (PUBLIC,))}
    walled = Internet(names=names, public=frozenset())
    wire = {"gateway": None, "resolve": walled.resolve, "connect": walled.connect}
    first = run(**wire)
    again = run(NOW + timedelta(days=1), first.state, **wire)
    assert of(again, "site-answers").status is Status.UNKNOWN
    assert "site-answers" not in told(again)


def test_another_site_of_the_run_proves_that_the_network_works(gateway: Gateway, run: Run_) -> None:
    """What else is registered answers, so it is not we; whoever comes first in the file."""
    for host in OTHERS:
        gateway.add(host, TROUBLES["refused"])
    gateway.add(HOST, TROUBLES["refused"])
    alone = run()
    assert of(run(NOW + QUARTER, alone.state), "site-answers").status is Status.UNKNOWN
    gateway.add(OTHER, PlainBlog(host=OTHER))
    both = company(site(), site(OTHER))
    first = run(whole=both)
    assert told(first)["site-answers"].status is Status.WARN
    assert told(run(NOW + QUARTER, first.state, whole=both))["site-answers"].status is Status.FAIL


def test_an_error_over_https_is_the_sites_own_word(gateway: Gateway, run: Run_) -> None:
    """Nobody on the way could have answered in its place, so nobody else has to be asked."""
    for host in OTHERS:
        gateway.add(host, TROUBLES["refused"])
    gateway.add(HOST, DOWN)
    first = run()
    assert of(run(NOW + QUARTER, first.state), "site-answers").status is Status.FAIL
    assert {request.host for request in gateway.requests} == {HOST}


def test_an_error_over_http_may_come_from_whoever_lets_us_out(gateway: Gateway, run: Run_) -> None:
    """A gateway on the way can answer in the place of a site without encryption."""
    for host in OTHERS:
        gateway.add(host, TROUBLES["refused"])
    plain = Account(id="baeckerei-sommer", platform="website", url=f"http://{HOST}/", posts="none")
    gateway.add(HOST, DOWN)
    first = run(whole=company(plain))
    again = run(NOW + QUARTER, first.state, whole=company(plain))
    assert of(again, "site-answers").status is Status.UNKNOWN


def test_where_every_certificate_is_a_strangers_no_site_is_blamed(gateway: Gateway, run: Run_) -> None:
    """An office that opens all encryption, or a clock that is wrong."""
    for host in (HOST, *OTHERS):
        gateway.add(host, TROUBLES["expired_certificate"])
    state = run().state
    again = run(NOW + timedelta(days=7), state)
    assert of(again, "certificate").status is Status.UNKNOWN
    assert told(again) == {}


def test_what_a_snapshot_says_of_the_try_survives_being_saved(gateway: Gateway, run: Run_) -> None:
    """Judging again from what was saved says the same."""
    gateway.add(HOST, DOWN)
    (snapshot,) = run().snapshots
    assert isinstance(snapshot, Snapshot)
    assert "reach" in PLATFORM_ROWS["website"].parts
    assert from_json(Snapshot, to_json(snapshot), "snapshot.json") == snapshot
