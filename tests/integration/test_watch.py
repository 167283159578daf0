"""The look at a company's name over simulated sites: what is asked for, what is remembered, and what leaks nowhere."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from account_health.cli import main
from account_health.connectors import CONNECTORS
from account_health.connectors.connector import Look
from account_health.connectors.http.network import Network
from account_health.connectors.pool import Pool
from account_health.connectors.watch.feeds import MOST_ENTRIES
from account_health.connectors.watch.targets import story_of, target_of
from account_health.model import Hits, Snapshot, Unavailable
from account_health.model.company import Company
from account_health.model.watching import watch_account
from tests.leaks import all_logs, files_below, holding
from tests.shared_data import shared
from tests.simulator.gateway import Gateway, Reply, Site, html, redirect, xml
from tests.simulator.sites import PlainBlog
from tests.watch_samples import FAKE, KUNUNU, LINKEDIN, NOW, bakery

USER, ALERT = "03849911227755443311", "77118822664455993300"
FEED = f"https://www.google.com/alerts/feeds/{USER}/{ALERT}"
HOST = "www.stadtbaeckerei-lindner.example"
TARGET = "https://kurier.example/lokales/lindner%3Futm_source%3Dfeed%26id%3D7"


def entry(number: int, title: str, link: str, at: datetime = NOW) -> str:
    """Return an entry as Google writes it: titles with escaped bold, links as redirects."""
    url = f"https://www.google.com/url?rct=j&amp;sa=t&amp;url={link}&amp;ct=ga&amp;cd=C{number}&amp;usg=A{number}"
    return (
        f"<entry><id>tag:google.com,2013:googlealerts/feed:{number}</id><title type='html'>&lt;b&gt;{title}&lt;/b&gt;</title>"
        f'<link href="{url}"></link><published>{at:%Y-%m-%dT%H:%M:%SZ}</published><updated>{at:%Y-%m-%dT%H:%M:%SZ}</updated>'
        "<content type='html'>Aus Sendling&amp;nbsp;...</content><author><name></name></author></entry>"
    )


def alert(*entries: str) -> str:
    """Return a feed as Google writes it; its id and its own link hold the secret address."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<id>tag:google.com,2005:reader/user/{USER}/state/com.google/alerts/{ALERT}</id><title>Google Alert</title>"
        f'<link href="{FEED}" rel="self"></link><updated>{NOW:%Y-%m-%dT%H:%M:%SZ}</updated>{"".join(entries)}</feed>'
    )


def watched(**changes: Any) -> Company:
    """Return the bakery with its secret feed."""
    company = bakery(LINKEDIN, KUNUNU, FAKE, **changes)
    assert company.watch is not None
    (feed,) = company.watch.feeds
    return replace(company, watch=replace(company.watch, feeds=(replace(feed, url=FEED),)))


def looked(gateway: Gateway, pool: Pool, memory: str | None = None, now: datetime = NOW) -> Snapshot:
    """Look at the bakery's name."""
    company = watched()
    account = watch_account(company)
    assert account is not None
    look = Look(
        company=company,
        account=account,
        now=now,
        fetcher=Network(gateway=gateway.url, sleep=lambda _: None).fetcher(5.0),
        pool=pool,
        memory=memory,
    )
    return CONNECTORS["watch"].connector.collect(look)


def always(body: str) -> Site:
    """Return a site that answers with this feed."""
    return lambda _: xml(body)


def asked(gateway: Gateway) -> set[str]:
    """Return the hosts that were asked."""
    return {request.host for request in gateway.requests}


def test_the_feed_is_read_and_no_redirect_is_followed(gateway: Gateway, pool: Pool) -> None:
    """Asked are the feed and the one known link that lets programs look; LinkedIn and Instagram are not."""
    gateway.add("www.google.com", lambda _: xml(alert(entry(1, "Bäckerei Lindner backt", TARGET))))
    gateway.add("www.kununu.com", lambda _: html("kununu"))
    seen = looked(gateway, pool)
    assert isinstance(seen.hits, Hits)
    (hit,) = seen.hits.items
    assert (hit.title, hit.url) == (
        "Bäckerei Lindner backt",
        "https://kurier.example/lokales/lindner?utm_source=feed&id=7",
    )
    assert asked(gateway) == {"www.google.com", "www.kununu.com"}
    assert seen.requests == 2


def test_a_second_look_knows_what_it_has_read(gateway: Gateway, pool: Pool) -> None:
    """The same entry with another `updated`, and the same target under another id, stay what they were; links rest a month."""
    gateway.add("www.kununu.com", lambda _: html("kununu"))
    gateway.add("www.google.com", lambda _: xml(alert(entry(1, "Bäckerei Lindner backt", TARGET))))
    first = looked(gateway, pool)
    later = NOW + timedelta(days=7)
    gateway.add(
        "www.google.com",
        lambda _: xml(
            alert(entry(1, "Bäckerei Lindner backt", TARGET, later), entry(2, "Lindner backt", TARGET, later))
        ),
    )
    second = looked(gateway, pool, first.memory, later)
    assert isinstance(first.hits, Hits)
    assert isinstance(second.hits, Hits)
    assert {one.first for one in second.hits.items} == {NOW.date()}
    assert second.requests == 1


def test_a_flood_is_known_to_hold_more_than_was_read(gateway: Gateway, pool: Pool) -> None:
    """Five hundred new articles since the last look: the newest are read, and the number is known to be too low."""
    gateway.add("www.google.com", always(alert(entry(0, "Bäckerei Lindner backt", TARGET))))
    before = looked(gateway, pool)
    later = NOW + timedelta(days=7)
    flood = (entry(n, f"Bäckerei Lindner {n}", f"https://f.example/{n}", later) for n in range(1, 501))
    gateway.add("www.google.com", always(alert(*flood)))
    seen = looked(gateway, pool, before.memory, later)
    assert isinstance(before.hits, Hits)
    assert isinstance(seen.hits, Hits)
    assert before.hits.missing_to is None
    assert (len(seen.hits.items), seen.hits.missing_to) == (MOST_ENTRIES + 1, later.date())


def test_what_is_old_when_a_feed_is_first_read_is_no_find(gateway: Gateway, pool: Pool) -> None:
    """Fourteen days; what comes later is one, however old it says that it is."""
    old = NOW - timedelta(days=15)
    gateway.add("www.google.com", lambda _: xml(alert(entry(1, "Bäckerei Lindner alt", TARGET, old))))
    first = looked(gateway, pool)
    assert isinstance(first.hits, Hits)
    assert first.hits.items == ()
    more = alert(
        entry(1, "Bäckerei Lindner alt", TARGET, old),
        entry(2, "Bäckerei Lindner neu", "https://b.example/", old),
    )
    gateway.add("www.google.com", lambda _: xml(more))
    second = looked(gateway, pool, first.memory, NOW + timedelta(days=7))
    assert isinstance(second.hits, Hits)
    assert [one.title for one in second.hits.items] == ["Bäckerei Lindner neu"]


def test_memory_is_bounded_whatever_a_feed_brings(gateway: Gateway, pool: Pool) -> None:
    """A hundred new entries a week for a year."""
    memory, sizes = None, []
    for week in range(52):
        now = NOW + timedelta(days=7 * week)
        entries = [
            entry(
                week * 100 + n,
                f"Bäckerei Lindner {'x' * 150} {week} {n}",
                f"https://k{week}.example/{n}",
                now,
            )
            for n in range(100)
        ]
        gateway.add("www.google.com", always(alert(*entries)))
        memory = looked(gateway, pool, memory, now).memory
        sizes.append(len((memory or "").encode()))
    assert max(sizes) <= 20_000


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (Reply(status=404), "not_found"),
        (html("<!doctype html><html>Unusual traffic</html>", 429), "unseen"),
        (html("<!doctype html><html>moved</html>"), "not_a_feed"),
        (Reply(status=503), "unseen"),
        (redirect("https://accounts.google.com/"), "unseen"),
    ],
)
def test_a_feed_that_fails_is_told_without_its_address(
    gateway: Gateway, pool: Pool, answer: Reply, problem: str
) -> None:
    """Gone and no feed are facts; everything else was not seen, and nothing is called quiet."""
    gateway.add("www.google.com", lambda _: answer)
    seen = looked(gateway, pool)
    assert isinstance(seen.hits, Hits)
    assert seen.hits.feeds[0].problem == problem
    assert isinstance(seen.hits.gap, Unavailable) == (problem == "unseen")
    assert holding((USER, ALERT), {"snapshot": repr(seen)}) == []


FILE = f"""\
name = "Stadtbäckerei Lindner"
[report]
to = ["chefin@{HOST}"]
copy_to = ["team@agentur.example"]
[facts]
address = "Lindenallee 1, 81369 München"
[[accounts]]
url = "https://{HOST}/"
[watch]
near = ["Sendling"]
[[watch.feeds]]
name = "Lindner"
ADDRESS
"""


@pytest.mark.parametrize("kept", ["credential", "url"])
@pytest.mark.parametrize("status", [200, 404, 429, 503])
def test_the_address_of_a_feed_stands_nowhere(
    gateway: Gateway, kept: str, status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not in a report, a saved look, a log or an error; a file that holds it is copied beside the look as it is."""
    gateway.add(HOST, PlainBlog(host=HOST, posts=()))
    body = alert(
        entry(1, "Mäuse: Stadt schließt Bäckerei Lindner für zwei Tage", TARGET), entry(2, "Selbst", FEED)
    )
    gateway.add("www.google.com", lambda _: xml(body) if status == 200 else Reply(status=status))
    line = 'credential = "alert"' if kept == "credential" else f'url = "{FEED}"'
    file = tmp_path / "lindner.toml"
    file.write_text(FILE.replace("ADDRESS", line), "utf-8")
    environ = {
        "ACCOUNT_HEALTH_GATEWAY": gateway.url,
        "ACCOUNT_HEALTH_SECRET__LINDNER__ALERT": json.dumps({"url": FEED}),
    }
    with all_logs() as logs:
        main(["audit", str(file), "--out", str(tmp_path / "out"), "--now", "2026-11-30T07:00:00Z"], environ)
    texts = files_below(tmp_path / "out") | {"out": "".join(capsys.readouterr()), "log": "\n".join(logs.said)}
    texts = {place: text for place, text in texts.items() if not place.endswith("company.toml")}
    assert "www.google.com" in asked(gateway)
    assert holding((USER, ALERT), texts) == []
    assert ("Mäuse" in texts["lindner/report.txt"]) == (status == 200)


def test_every_shape_of_a_link_gives_its_target() -> None:
    """Encoded or not, of any country, of other services; what is no page is none."""
    shapes = json.loads((shared("data/watch") / "alerts.json").read_text("utf-8"))["shapes"]
    for shape in shapes:
        if "link" in shape:
            assert (target_of(shape["link"]) or None) == shape["target"], shape["name"]


def test_a_story_is_known_without_what_counts_its_readers() -> None:
    """Scheme, www and tracking keys say nothing of what is read."""
    assert story_of("https://www.a.example/x/?utm_source=f&id=7") == story_of(
        "http://a.example/x?id=7&fbclid=1"
    )
    assert story_of("https://a.example/x?id=7") != story_of("https://a.example/x?id=8")
