"""Where a profile's links lead is asked every week, its legal notice every second one, and what is wrong each time."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest

from account_health.connectors.connector import Look
from account_health.connectors.followed import Followed, follow
from account_health.connectors.http.network import Network
from account_health.connectors.pool import Pool
from account_health.connectors.profile_notice import profile_notice
from account_health.model import Destination, Destinations, LegalPage
from tests.builders import NOW, account, company
from tests.simulator.gateway import Gateway, Reply, Request, html

PROFILE = "https://www.instagram.com/seilerei/"
SITE = "https://www.seiler.example/"
PAGES: Mapping[str, Reply] = {
    "/": html("<h1>Seilerei Hanf</h1>"),
    "/laden": html("<h1>Laden</h1>"),
    "/impressum": html("<h1>Impressum</h1><p>Seilerei Hanf, Inhaberin Ida Hanf</p>"),
    "/nur-menschen": html("Sind Sie ein Mensch?", 403),
    "/kaputt": html("kaputt", 500),
    "/verzogen": html("weg", 410),
}


class Bench:
    """A rope-maker's profile and the internet around it; `asked` are the paths that a look wanted."""

    def __init__(self, *hosts: str) -> None:
        self.gateway = Gateway(dict.fromkeys(hosts, self.answer))
        self.pages = dict(PAGES)

    def answer(self, request: Request) -> Reply:
        """Answer as the website does."""
        return self.pages.get(request.path, html("nicht da", 404))

    @property
    def asked(self) -> list[str]:
        """The paths since the last time."""
        paths = [one.path for one in self.gateway.requests]
        self.gateway.forget()
        return paths

    def look(self, memory: str | None = None, now: datetime = NOW) -> Followed:
        """Begin a look with what the one before left."""
        mine = account(id="one", platform="instagram", url=PROFILE)
        network = Network(gateway=self.gateway.url, sleep=lambda _: None, spread=lambda: 1.0)
        return Followed(
            Look(
                company=company(accounts=(mine, account(id="blog", platform="blog", url=SITE))),
                account=mine,
                now=now,
                fetcher=network.fetcher(),
                pool=Pool(1),
                memory=memory,
            )
        )


def led(*websites: str) -> Destinations:
    """Return where links of the profile lead in a first look."""
    bench = Bench("www.seiler.example", "seiler.example")
    with bench.gateway:
        return follow(bench.look(), websites, PROFILE)


@pytest.mark.parametrize(
    ("link", "state"),
    [
        (f"{SITE}speisekarte-2024", "dead"),
        (f"{SITE}verzogen", "dead"),
        ("www.seiler.example/speisekarte-2024", "dead"),
        ("https://gibt-es-nicht.example/", "dead"),
        (f"{SITE}laden", "alive"),
        ("www.seiler.example/laden", "alive"),
        (f"{SITE}?page_id=3", "alive"),
        (f"{SITE}nur-menschen", "refused"),
        (f"{SITE}kaputt", "trouble"),
    ],
)
def test_a_link_of_a_profile_is_followed(link: str, state: str) -> None:
    """Dead is only what is certainly not there, on the company's own site too; a missing scheme is no fault."""
    whole = link if "://" in link else f"http://{link}"
    assert led(link) == Destinations((Destination(whole, PROFILE, state, NOW),), 1)  # type: ignore[arg-type] # written short


@pytest.mark.parametrize(
    "link",
    [
        SITE,
        "http://seiler.example",
        "seiler.example/?utm_source=ig&utm_medium=social",
        "https://www.facebook.com/nicht-da",
        "https://x.com/nicht-da",
        f"{SITE}impressum-alt",
    ],
)
def test_what_is_looked_at_anyway_or_shows_programs_nothing_is_not_followed(link: str) -> None:
    """The registered site, networks with a wall, and the legal notice, which has a finding of its own."""
    assert led(link) == Destinations((), 0)


def test_a_host_of_the_company_that_is_gone_is_told_of_the_website() -> None:
    """One cause is one finding, so the profile's link is unknown then."""
    bench = Bench()
    with bench.gateway:
        found = follow(bench.look(), (f"{SITE}laden",), PROFILE)
    assert [one.state for one in found.items] == ["trouble"]


def test_what_was_well_rests_until_its_turn_comes() -> None:
    """A second look in a week costs no request; the link's turn is the next week, the named legal notice's the one after."""
    bench = Bench("www.seiler.example")
    with bench.gateway:
        memory: str | None = '{"lists": {}}'
        for days, asked in (
            (0, ["/impressum", "/laden"]),
            (3, []),
            (7, ["/laden"]),
            (14, ["/impressum", "/laden"]),
        ):
            followed = bench.look(memory, NOW + timedelta(days=days, minutes=-days))
            notice = profile_notice(followed, (f"Impressum: {SITE}impressum",), (f"{SITE}laden",))
            found = follow(followed, (f"{SITE}laden",), PROFILE)
            assert notice == LegalPage(f"{SITE}impressum", answers=True, clicks=1)
            assert [one.state for one in found.items] == ["alive"]
            assert bench.asked == asked, days
            memory = followed.added_to('{"lists": {}}')
    assert memory is not None
    assert memory.startswith('{"lists": {}, '), "the connector's own memory stays as it is"


def test_what_is_wrong_is_asked_again_at_the_next_look() -> None:
    """Whoever mends the link or the notice reads so a week later; a look that saw nothing forgets nothing."""
    bench = Bench("www.seiler.example")
    with bench.gateway:
        broken = bench.look()
        assert [one.state for one in follow(broken, (f"{SITE}neu",), PROFILE).items] == ["dead"]
        assert profile_notice(broken, (f"Impressum: {SITE}recht",), ()) == LegalPage(
            f"{SITE}recht", answers=False, clicks=1
        )
        bench.pages |= {"/neu": PAGES["/laden"], "/recht": PAGES["/impressum"]}
        mended = bench.look(broken.added_to(None), NOW + timedelta(weeks=1))
        assert [one.state for one in follow(mended, (f"{SITE}neu",), PROFILE).items] == ["alive"]
        assert profile_notice(mended, (f"Impressum: {SITE}recht",), ()) == LegalPage(
            f"{SITE}recht", answers=True, clicks=1
        )
        dark = bench.look(mended.added_to(None), NOW + timedelta(days=9))
        bench.asked  # noqa: B018 - what was asked so far is left out
        later = bench.look(dark.added_to(None), NOW + timedelta(days=11))
        follow(later, (f"{SITE}neu",), PROFILE)
        assert bench.asked == []


def test_a_page_that_dies_is_told_within_a_week_and_a_legal_notice_within_two() -> None:
    """The profile's link stays as it was, so nothing but asking shows it."""
    bench = Bench("www.seiler.example")
    with bench.gateway:
        first = bench.look()
        follow(first, (f"{SITE}laden",), PROFILE)
        profile_notice(first, (f"Impressum: {SITE}impressum",), ())
        bench.pages = {}
        week = bench.look(first.added_to(None), NOW + timedelta(weeks=1))
        assert [one.state for one in follow(week, (f"{SITE}laden",), PROFILE).items] == ["dead"]
        profile_notice(week, (f"Impressum: {SITE}impressum",), ())
        after = bench.look(week.added_to(None), NOW + timedelta(weeks=2))
        assert profile_notice(after, (f"Impressum: {SITE}impressum",), ()) == LegalPage(
            f"{SITE}impressum", answers=False, clicks=1
        )


@pytest.mark.parametrize(
    "memory",
    [
        "",
        "[",
        "[]",
        '{"followed": 3}',
        '{"followed": [1, ["a"], ["link x", "gestern", "alive"], ["link x", "2026-11-30", "alive"]]}',
        f'{{"followed": [["link {SITE}laden", "2099-01-01T00:00:00+00:00", "alive"]]}}',
        f'{{"followed": [["link {SITE}laden", "{NOW.isoformat()}", {{}}]]}}',
    ],
)
def test_a_memory_that_cannot_be_read_is_none(memory: str) -> None:
    """Then the link is asked for."""
    bench = Bench("www.seiler.example")
    with bench.gateway:
        follow(bench.look(memory), (f"{SITE}laden",), PROFILE)
        assert bench.asked == ["/laden"]
