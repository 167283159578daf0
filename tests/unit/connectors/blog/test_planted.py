"""Copies of a company's site on its old address, and sites that were broken into: what strangers write gives them away."""

from collections.abc import Mapping
from typing import Any

import pytest

from account_health.connectors.blog.found import Written
from account_health.connectors.blog.page import Page
from account_health.connectors.blog.planted import Planted, planted
from account_health.connectors.connector import Look
from account_health.connectors.http.answer import Answer
from account_health.connectors.http.fetcher import Fetcher
from account_health.model.errors import NotFoundError
from tests.unit.connectors.blog.test_ours import URL, page
from tests.unit.connectors.blog.test_ours import look as plain_look
from tests.unit.text.test_language import ENGLISH, GERMAN, INDONESIAN

COPY = (
    f"<title>Linden Werkstatt</title><h1>Linden Werkstatt</h1><p>{GERMAN}</p><p>Tel. 0341 2255880</p>"
    "<p>Holzweg 3, 04109 Leipzig</p><a href='https://innung.example/'>Innung</a><a href='/news/'>Aktuelles</a>"
)
GAMES = ("Online Casino ohne Limit: der große Test", "Freispiele ohne Einzahlung 2026", "Sportwetten Tipps")
WARNINGS = ("Betrug mit Online Casinos", "Freispiele: Vorsicht, Falle", "Sportwetten: was das Urteil heißt")
JAPANESE = ("激安ブランド財布の通販", "人気腕時計スーパーコピー", "新作バッグ送料無料")


class Pages(Fetcher):
    """Answers with pages by their address, and with nothing else."""

    def __init__(self, pages: Mapping[str, str]) -> None:
        self.pages, self.asked = pages, 0

    @property
    def requests(self) -> int:
        """How many were asked for."""
        return self.asked

    def fetch(self, url: str, *_: Any, **__: Any) -> Answer:
        """Return the page of an address."""
        self.asked += 1
        if url not in self.pages:
            raise NotFoundError("Nothing there.")
        return Answer(url=url, status=200, headers={}, body=self.pages[url].encode(), hops=(url,))


def look(pages: Mapping[str, str] | None = None, **company: Any) -> Look:
    """Return a look at the workshop's site, with what its posts' pages answer."""
    whole = plain_look(**company)
    return Look(
        company=whole.company,
        account=whole.account,
        now=whole.now,
        fetcher=Pages(pages or {}),
        pool=whole.pool,
    )


def posts(titles: tuple[str, ...], links: tuple[str, ...] = (), text: str = "") -> tuple[Written, ...]:
    """Return posts with these titles, each with the same links, below two of the company's own."""
    own = (Written(f"{URL}eiche", "Neue Tische aus Eiche"), Written(f"{URL}messe", "Wir auf der Messe"))
    return (*(Written(f"{URL}p{n}", title, text, links) for n, title in enumerate(titles)), *own)


def seen(
    html: str, written: tuple[Written, ...], pages: Mapping[str, str] | None = None, **company: Any
) -> Planted | None:
    """Return what was planted on a site with this home page and these newest posts."""
    return planted(look(pages, **company), page(html), written)


@pytest.mark.parametrize(
    ("titles", "links", "text", "sign"),
    [
        (GAMES, ("https://bestes-casino24.example/",), "", "wares"),
        (GAMES, (f"{URL}go/anbieter",), ENGLISH, "wares"),
        (
            ("Buy Cialis online", "Viagra without prescription", "Kamagra"),
            ("https://rx.example/orders",),
            "",
            "wares",
        ),
        (
            ("Kredit ohne Schufa", "Payday loans", "Quick loans in minutes"),
            ("https://kredit-sofort.example/",),
            "",
            "wares",
        ),
        (
            ("Situs slot gacor", "Judi online", "Togel hari ini"),
            ("https://menang.example/",),
            INDONESIAN,
            "wares",
        ),
        (GAMES, ("https://rheinblick-magazin.example/ratgeber",), "", "wares"),
        (
            ("Potenzmittel diskret bestellen", "Rezeptfrei kaufen in 24 Stunden", "Kamagra per Nachnahme"),
            ("https://gartenfreunde-nord.example/",),
            "",
            "wares",
        ),
        (JAPANESE, ("https://brand-shop.example/",), "", "letters"),
        (("Лучшие казино", "Бонусы", "Игровые автоматы"), ("https://azart.example/",), "", "letters"),
    ],
    ids=[
        "casino",
        "hidden ways",
        "pills",
        "loans",
        "another language",
        "harmless host",
        "harmless shop",
        "Japanese",
        "Cyrillic",
    ],
)
def test_posts_of_strangers_beside_a_right_name_and_number(
    titles: tuple[str, ...], links: tuple[str, ...], text: str, sign: str
) -> None:
    """The old site is a copy; what is new is written for others, and leads to them."""
    assert seen(COPY, posts(titles, links, text)) == sign


def test_where_the_feed_shows_no_links_one_page_is_asked() -> None:
    """Feeds of summaries and lists on pages; the page has the home page's links, too, which are the company's own."""
    away = (
        "<a href='https://innung.example/casino-abend'>i</a><a href='https://slots-bonus.example/'>here</a>"
    )
    assert seen(COPY, posts(GAMES), {f"{URL}p0": f"<p>Text {away}</p>"}) == "wares"
    assert (
        seen(COPY, posts(GAMES), {f"{URL}p0": "<a href='https://innung.example/casino-abend'>i</a>"}) is None
    )
    named = "<a href='https://vulkan-sterne.example/'>Online Casino</a>"
    assert seen(COPY, posts(GAMES), {f"{URL}p0": named}) == "wares"
    harmless = "<a href='https://rheinblick-magazin.example/'>hier</a>"
    assert seen(COPY, posts(GAMES), {f"{URL}p0": harmless}) == "wares"
    assert seen(COPY, posts(WARNINGS), {f"{URL}p0": harmless}) is None
    assert seen(COPY, posts(GAMES)) is None


def test_a_home_page_that_shows_its_newest_posts_is_no_dealer() -> None:
    """What strangers wrote stands in a list on the home page, too; the company's own words are the others."""
    shown = "".join(f"<li><a href='/p{n}'>{title} – weiterlesen</a></li>" for n, title in enumerate(GAMES))
    assert seen(f"{COPY}<ul>{shown}</ul>", posts(GAMES, ("https://magazin.example/",))) == "wares"


def test_nobody_is_asked_for_ordinary_posts() -> None:
    """A look costs no request more."""
    one = look()
    assert planted(one, page(COPY), posts(("Tag der offenen Tür", "Neue Lehrlinge", "Sommerfest"))) is None
    assert one.fetcher.requests == 0


@pytest.mark.parametrize("style", ["", "style='display:none'", "style='position:absolute;left:-9999px'"])
def test_links_to_wares_on_the_home_page(style: str) -> None:
    """Sold at its foot, or hidden from visitors by whoever broke in."""
    sold = "".join(
        f"<a href='https://{host}.example/'>{words}</a>"
        for host, words in [
            ("a1", "Online Casino"),
            ("b2", "Kamagra"),
            ("c3", "neue Casinos"),
            ("c3", "Slots"),
        ]
    )
    assert seen(f"{COPY}<div {style}>{sold}</div>", ()) == "links"


MENU = "<a href='/ja/'>日本語</a>"


@pytest.mark.parametrize(
    ("html", "written", "company"),
    [
        (
            "<h1>Casinohotel Velden</h1><p>Unser Online Casino</p>",
            posts(GAMES, ("https://casino-velden.example/",)),
            {"name": "Casinohotel Online Casino Velden"},
        ),
        (
            "<title>Linden-Apotheke</title><h1>Ihre Apotheke</h1>",
            posts(("Gefälschtes Viagra", "Cialis und Herz", "Sildenafil: was ist das?"), ("https://meds.example/",)),
            {"name": "Linden"},
        ),
        (
            "<title>Rechtsanwälte Linden</title><h1>Kanzlei für Verbraucher</h1>",
            posts(("Online-Casino: Verluste zurück", "Sportwetten vor dem BGH", "Spielautomaten"), ("https://casino-urteile.example/",)),
            {},
        ),
        (
            "<title>Sparkasse Linden</title><h1>Ihre Bank</h1>",
            posts(("Kredit ohne Schufa?", "Kredit trotz Schufa", "Trading Bots"), ("https://kredit-rechner.example/",)),
            {},
        ),
        (COPY, posts(("Zaubern im Casino Baden", "Silvester im Casino Velden", "Poker für Firmen"), ("https://casino-baden.example/",)), {}),
        (COPY, posts(("We are at the fair", "New tables", "Our oak"), ("https://fair.example/",), ENGLISH), {}),
        (COPY, posts(("Gastbeitrag: Online Casinos einrichten",), ("https://casino-bau.example/",)), {}),
        (COPY, posts(WARNINGS, ("https://gericht.example/urteil",)), {}),
        (f"{COPY}<h2>Wir bauen Theken für Spielbanken: Roulette, Poker</h2>", posts(GAMES, ("https://spielbank.example/",)), {}),
        (COPY, posts(GAMES[:2], ("https://magazin.example/",)), {}),
        (COPY, posts(GAMES, ("https://www.youtube.com/watch?v=casino",)), {}),
        (f"{COPY}{MENU}", posts(JAPANESE, ("https://brand-shop.example/",)), {}),
        (COPY, posts(JAPANESE, (f"{URL}ja/oak",)), {}),
        (f"{COPY}<a href='https://casino-a.example/'>Casino Baden</a><a href='https://casino-b.example/'>Casino Linz</a><a href='https://casino-c.example/'>Casino Wien</a>", (), {}),
        (f"{COPY}<a href='https://a.example/'>Online Casino</a><a href='https://a.example/2'>Freispiele</a><a href='https://a.example/3'>Slots</a>", (), {}),
    ],
    ids=[
        "its own name", "pharmacy", "lawyer", "bank", "magician", "English blog", "guest article", "a court",
        "a trade of its own", "two posts",
        "a network", "languages of the menu", "leads nowhere else", "customers", "one partner",
    ],
)  # fmt: skip
def test_whoever_writes_of_it_as_of_its_own_trade_is_itself(
    html: str, written: tuple[Written, ...], company: dict[str, Any]
) -> None:
    """Words alone prove nothing, whatever they are; nor does another language, nor a link."""
    assert seen(html, written, **company) is None


def test_a_page_holds_its_own_letters() -> None:
    """A sign of measure is no word of another script."""
    html = f"{COPY}<p>5 µm, Ω und π</p>"
    assert isinstance(page(html).page, Page)
    assert seen(html, posts(JAPANESE, ("https://brand-shop.example/",))) == "letters"
