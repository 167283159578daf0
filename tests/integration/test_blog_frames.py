"""Websites in frames: what frames show is the page, and what nobody could read of it is unknown."""

import pytest

from account_health.connectors.blog.rations import LATER_LOOK
from account_health.connectors.pool import Pool
from account_health.model import LegalPage, Reason, Site, Snapshot, Statements, Unavailable
from account_health.model.company import Facts
from tests.blog_looks import HOST, URL, look_at
from tests.simulator.gateway import Gateway, Reply, Request, html

NAV = html(
    "<a href=start.htm>Start</a> <a href=holz.htm>Holz</a> <a href=team.htm>Team</a> <a href=impr.htm>Impressum</a>"
)
START = html(
    "<h2>Linden Werkstatt</h2><p>Wir bauen Tische und B\u00e4nke aus heimischem Holz.</p><p>Tel. 0341 2255880</p>"
)
IMPRINT = html(
    "<h2>Impressum</h2><p>Linden Werkstatt<br>Holzweg 3<br>04109 Leipzig</p><p>Inhaberin: Rike Linden, Steuernummer beim Finanzamt Leipzig</p>"
)
MISSING = html("<h1>404</h1>", 404)


def frames(*sources: str) -> Reply:
    """Return a page that shows others, with a word for browsers that know no frames."""
    inner = "".join(f'<frame src="{source}">' for source in sources)
    old = '<noframes><body>Ihr Browser zeigt keine Frames. <a href="start.htm">Weiter</a></body></noframes>'
    return html(
        f"<html><head><title>Linden Werkstatt</title></head><frameset cols=9,*>{inner}{old}</frameset></html>"
    )


def site(gateway: Gateway, pages: dict[str, Reply], host: str = HOST) -> None:
    """Put a site on the internet; what is not among its pages is missing."""
    own = {"/navi.htm": NAV, "/start.htm": START, "/impr.htm": IMPRINT, **pages}

    def answer(request: Request) -> Reply:
        return own.get(request.path, MISSING)

    gateway.add(host, answer)


def looked(gateway: Gateway, pool: Pool) -> Snapshot:
    """Look at the workshop, of which a number and an address are registered."""
    facts = Facts(phone=("0341 2255880",), address=("Holzweg 3, 04109 Leipzig",))
    return look_at(gateway, pool, facts=facts, posts="none")


def numbers(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the phone numbers that were seen on a site that was seen as a whole."""
    assert isinstance(snapshot.phones, Statements)
    assert snapshot.phones.gap is None, snapshot.phones
    return tuple(one.value for one in snapshot.phones.items)


@pytest.mark.parametrize(
    "pages",
    [
        {"/": frames("navi.htm", "start.htm")},
        {
            "/": frames("navi.htm", "unten.htm"),
            "/unten.htm": frames("start.htm", "fuss.htm"),
            "/fuss.htm": html("<p>\u00a9</p>"),
        },
        {"/": frames("oben.htm", "navi.htm", "start.htm")},
        {"/": html("<iframe src=navi.htm></iframe><iframe src=start.htm></iframe>")},
    ],
    ids=["two", "frames in a frame", "one that is missing", "iframes"],
)
def test_what_frames_show_is_the_page(gateway: Gateway, pool: Pool, pages: dict[str, Reply]) -> None:
    """The number stands in one frame, the way to the legal notice in another."""
    site(gateway, pages)
    snapshot = looked(gateway, pool)
    assert numbers(snapshot) == ("0341 2255880",)
    assert snapshot.imprint == LegalPage(f"{URL}impr.htm", answers=True, clicks=1)
    assert isinstance(snapshot.site, Site)
    assert snapshot.site.final_url == URL
    assert snapshot.requests <= LATER_LOOK


def test_an_address_that_only_frames_a_builder_s_site(gateway: Gateway, pool: Pool) -> None:
    """What stands there is judged, and the address stays the company's own."""
    there = "linden.baukasten.example"
    site(gateway, {"/": html(f"<body><iframe src=https://{there}/></iframe></body>")})
    page = "<h1>Linden Werkstatt</h1><p>Tel. 0341 2255880</p><a href=/impr.htm>Impressum</a>"
    site(gateway, {"/": html(page)}, there)
    snapshot = looked(gateway, pool)
    assert numbers(snapshot) == ("0341 2255880",)
    assert isinstance(snapshot.site, Site)
    assert snapshot.site.final_url == URL


@pytest.mark.parametrize(
    "pages",
    [
        {"/": frames("navi.htm", "start.htm"), "/navi.htm": html("zu viel los", 503)},
        {"/": frames("menue.htm", "start.htm"), "/menue.htm": html("<script src=menue.js></script>")},
        {"/": frames("a.htm", "b.htm", "c.htm", "navi.htm", "start.htm")},
        {"/": frames("a.htm", "b.htm")},
        {"/": html("<iframe src=start.htm></iframe><iframe src=https://karten.example/></iframe>")},
    ],
    ids=["one in trouble", "drawn by a script", "too many", "all missing", "a foreign one beside it"],
)
def test_what_nobody_could_read_in_frames_is_unknown(
    gateway: Gateway, pool: Pool, pages: dict[str, Reply]
) -> None:
    """Nothing is called missing: the way to the legal notice may stand in the frame that was not read."""
    site(gateway, pages)
    snapshot = looked(gateway, pool)
    for part in (snapshot.imprint, snapshot.phones, snapshot.addresses, snapshot.links):
        assert isinstance(part, Unavailable), part
        assert part.reason in {Reason.ELSEWHERE, Reason.UNREADABLE}
    assert not isinstance(snapshot.site, Site) or snapshot.site.lost is None


def test_a_set_that_frames_a_parked_page_is_a_lost_address(gateway: Gateway, pool: Pool) -> None:
    """Sellers of domains like frames."""
    site(gateway, {"/": frames("https://park.example/")})
    sold = "<h1>www.linden-werkstatt.example steht zum Verkauf</h1><script src=/park.js></script>"
    site(gateway, {"/": html(sold)}, "park.example")
    snapshot = looked(gateway, pool)
    assert isinstance(snapshot.site, Site)
    assert snapshot.site.lost == "parked"
