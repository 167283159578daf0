"""`make demo`: example companies, audited by the real command against simulated sites, two Mondays in a row.

Two of them once more in December, whose first report says what November brought.
Then a stack lives the same days: the second week's overview, and an alert on the Thursday after.
"""

import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from account_health.cli import main
from tests.simulator import demo_days, demo_google, demo_meta, demo_watch, demo_x, x_api
from tests.simulator.gateway import Gateway, Reply, Site, certificate_header
from tests.simulator.sites import Owner, PlainBlog, SimulatedPost, answers
from tests.simulator.wordpress import SimulatedComment, WordPressSite

COMPANIES = Path(__file__).parent / "companies"
MONDAY = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
DAY = timedelta(days=1)
THURSDAY = MONDAY + 3 * DAY
DECEMBER = MONDAY + 2 * WEEK
WITH_RESULTS = ("baeckerei-sommer", "optik-hahn")
SECRETS: Mapping[str, Mapping[str, str]] = {
    **demo_meta.SECRETS,
    **demo_google.SECRETS,
    **demo_x.SECRETS,
    **demo_watch.SECRETS,
}
"""Invented credentials, set for this process alone while the demo runs."""


def demo_sites(now: datetime) -> dict[str, Site]:
    """Return the sites and platforms of the example companies as they stand at a moment."""
    meta = demo_meta.demo_meta(now, MONDAY)
    return {
        "graph.facebook.com": meta,
        x_api.HOST: demo_x.demo_x(now, MONDAY),
        **demo_google.demo_google(now, MONDAY),
        **demo_watch.demo_watch(now, MONDAY),
        "www.baeckerei-sommer.example": _bakery(now),
        "www.autohaus-kern.example": answers(Reply(status=503, headers=(("Content-Type", "text/html"),))),
        "optik-hahn.example": _optician(now),
        "www.harbour-bikes.example": _bikes(),
    }


def _bakery(now: datetime) -> Site:
    posts = (
        _post(1, "Unser Roggenbrot reift jetzt 24 Stunden", MONDAY - 38 * DAY),
        _post(2, "Ein Tag in der Backstube mit Tim", MONDAY - 60 * DAY),
        _post(3, "Sommerfest am Markt", MONDAY - 120 * DAY),
    )
    said = (
        _comment(11, 1, 40, "Sehr lecker, danke!", "Petra"),
        _comment(
            12,
            1,
            4,
            "Gestern war das Roggenbrot innen noch roh. Sehr enttäuscht, das war früher besser.",
            "Sabine M.",
        ),
        _comment(13, 1, 6, "Habt ihr das Roggenbrot auch samstags?", "Klaus"),
        _comment(14, 2, 12, "Wie lange dauert die Ausbildung?", "Mia"),
        replace(_comment(15, 2, 11, "Drei Jahre, melde dich gern bei uns.", "Jana Vogt"), parent=14),
    )
    host = "www.baeckerei-sommer.example"
    owner = Owner(
        phone="089 23456708",
        email=f"hallo@{host.removeprefix('www.')}",
        profiles=(
            "https://www.facebook.com/baeckereisommer",
            "https://www.instagram.com/baeckereisommer/",
        ),
        passages=("Stollen-Vorbestellung: gültig bis 31. Dezember 2025.",),
    )
    return WordPressSite(
        host=host,
        owner=owner,
        posts=posts,
        comments=tuple(one for one in said if one.at <= now),
        certificate=certificate_header(host, now - 20 * DAY, now + 70 * DAY),
    )


def _optician(now: datetime) -> Site:
    host = "optik-hahn.example"
    said = (
        _comment(21, 1, 9, "Muss ich für den Sehtest einen Termin machen?", "Paul"),
        replace(_comment(22, 1, 8.9, "Komm einfach vorbei, wir nehmen uns Zeit.", "Lena Hahn"), parent=21),
        _comment(
            23,
            1,
            -0.15,
            "Seit drei Wochen warte ich auf meine Brille, und ans Telefon geht niemand. Sehr enttäuscht.",
            "Ute K.",
        ),
    )
    owner = Owner(
        name="Optik Hahn",
        legal_name="Optik Hahn, Inhaberin Lena Hahn",
        phone="030 5550100",
        fax="030 5550199",
        email=f"hallo@{host}",
        street="Kastanienallee 12",
        town="10435 Berlin",
        profiles=(),
    )
    return WordPressSite(
        host=host,
        owner=owner,
        posts=(
            _post(1, "Brillen für Bildschirmtage", now - 5 * DAY),
            _post(2, "Wie ein Sehtest abläuft", now - 30 * DAY),
        ),
        comments=tuple(one for one in said if one.at <= now),
        certificate=certificate_header(host, now - 20 * DAY, now + 70 * DAY),
    )


def _bikes() -> Site:
    host = "www.harbour-bikes.example"
    owner = Owner(
        name="Harbour Bikes",
        legal_name="Harbour Bikes Ltd",
        phone="020 7946 0958",
        fax="020 7946 0999",
        email=f"office@{host.removeprefix('www.')}",
        street="3 Quay Street",
        town="Bristol BS1 4QA",
        profiles=(),
        passages=("Winter service offer, valid until January 31, 2026.",),
    )
    return PlainBlog(
        host=host,
        owner=owner,
        posts=(_post(1, "How to keep a chain clean", MONDAY - 210 * DAY, "Amy Lock"),),
        certificate=certificate_header(host, MONDAY - 78 * DAY, MONDAY + 12 * DAY),
    )


def _post(number: int, title: str, at: datetime, author: str = "Jana Vogt") -> SimulatedPost:
    return SimulatedPost(number=number, title=title, at=at, slug=f"beitrag-{number}", author=author)


def _comment(number: int, post: int, days: float, text: str, name: str) -> SimulatedComment:
    return SimulatedComment(
        number=number,
        post=post,
        at=MONDAY - days * DAY,
        text=f"<p>{text}</p>",
        author_name=name,
    )


def run(out: Path) -> int:
    """Audit every example company on two Mondays and return the command's exit code of the second."""
    files = [str(file) for file in sorted(COMPANIES.glob("*.toml"))]
    code = 0
    with Gateway() as gateway, _environment(gateway.url):

        def at(now: datetime) -> None:
            for host, site in demo_sites(now).items():
                gateway.add(host, site)

        for now in (MONDAY - WEEK, MONDAY):
            at(now)
            print(f"\nMonday, {now:%d %B %Y}", flush=True)
            code = main(["audit", *files, "--out", str(out), "--now", f"{now:%Y-%m-%dT%H:%M:%SZ}"])
        at(DECEMBER)
        _december(out)
        demo_days.live(out, [("weekly", MONDAY - WEEK), ("weekly", MONDAY), ("daily", THURSDAY)], at)
    return code


def _december(out: Path) -> None:
    """Audit some companies in the next month, in a folder of their own, with what the two Mondays left."""
    folder = out / "december"
    shutil.rmtree(folder, ignore_errors=True)
    for company in WITH_RESULTS:
        shutil.copytree(out / company, folder / company)
    files = [str(COMPANIES / f"{company}.toml") for company in WITH_RESULTS]
    print(f"\nMonday, {DECEMBER:%d %B %Y}", flush=True)
    main(["audit", *files, "--out", str(folder), "--now", f"{DECEMBER:%Y-%m-%dT%H:%M:%SZ}"])


@contextmanager
def _environment(gateway: str) -> Iterator[None]:
    """Point this process at the simulation and give it the invented credentials, until the demo is over."""
    ours = {name: json.dumps(fields) for name, fields in SECRETS.items()}
    os.environ.update(ours | {"ACCOUNT_HEALTH_GATEWAY": gateway})
    try:
        yield
    finally:
        for name in (*ours, "ACCOUNT_HEALTH_GATEWAY"):
            os.environ.pop(name, None)


def tell(out: Path) -> None:
    """Say where the reports lie."""
    print("\nThe reports, as a page for the browser (report.eml beside it is the mail):")
    for company, what in (
        (
            "baeckerei-sommer",
            "German: complaints and questions wait, hours and phone number are wrong (website, Facebook, Instagram)",
        ),
        (
            "harbour-bikes",
            "English: three branches on Google, one bad review, missing hours, a silent X and blog; its name is watched",
        ),
        ("optik-hahn", "German with du: a good week (website, Google)"),
        (
            "autohaus-kern",
            "German: the site is down and the access to Facebook has expired, so there is no number",
        ),
    ):
        print(f"  {out / company / 'report.html'}\n      {what}")
    print(
        f"  {out / 'december' / 'optik-hahn' / 'report.html'}\n      December's first report: what November brought"
    )
    print("\nMails beside the reports, for any mail program:")
    print(f"  {out / 'overview.eml'}\n      all four companies in one mail, for their agency")
    print(
        f"  {out / 'alert.eml'}\n      Thursday: a complaint that came after Monday's report waits beyond its limit"
    )


if __name__ == "__main__":
    given = len(sys.argv) > 1
    target = Path(sys.argv[1] if given else "reports/demo")
    if not given:  # its own folder: a second run tells the same story, and no third week
        shutil.rmtree(target, ignore_errors=True)
    run(target)
    tell(target)
