"""Whose profiles a page links to: the company's own, or those of partners, bands, photographers and makers."""

import pytest

from account_health.connectors.blog.profiles import own_profiles_on
from account_health.connectors.blog.strangers import own_part
from account_health.model.company import Facts, Known
from tests.builders import account, company
from tests.unit.connectors.blog.pages import page_of

OWN = '<footer><a href="https://www.facebook.com/lerchenhof.alt">Facebook</a></footer>'
MINE = "https://www.facebook.com/lerchenhof.alt"
PARTNERS = '<h2>Unsere Partner</h2><ul><li><a href="https://www.facebook.com/muehle.moser"><img alt="Mühle"></a></li></ul>'


def found(html: str, **changes: object) -> list[str]:
    """Return what is taken for the company's own on a page."""
    page = page_of(html)
    ours = company(name="Gärtnerei Lerchenhof", **({"accounts": (account(),)} | changes))
    return [one.value for one in own_profiles_on(page, own_part(page, Facts()).page, ours)]


@pytest.mark.parametrize(
    "html",
    [
        PARTNERS,
        '<h2>Veranstaltungen</h2><h3>Live-Musik</h3><p><a href="https://www.facebook.com/thecrumbsband">zur Band</a></p>',
        '<h3>Unsere Lieferanten</h3><div><a href="https://www.instagram.com/muehle.moser"><img alt=""></a></div>',
        '<p>Mitglied bei: <a href="https://www.facebook.com/gaertner.verband">Verband</a></p>',
        '<h2>Unser Team</h2><h3>Anna</h3><p>Floristin</p><a href="https://www.instagram.com/annas.straeusse"><i></i></a>',
        '<p>Am Freitag spielt <a href="https://www.facebook.com/thecrumbsband">The Crumbs</a> im großen Saal.</p>',
        '<p>Fotos: <a href="https://www.instagram.com/anna.knipst">Anna Knipst</a></p>',
        '<p class="credit">Praxismarketing: <a href="https://www.instagram.com/pixelstube">Instagram</a></p>',
        '<div class="site-credits"><a href="https://www.facebook.com/pixelstube"><img alt="Web"></a></div>',
        '<p>Made with ♥ by Pixelstube <a href="https://www.instagram.com/pixel.werk"><i class="icon"></i></a></p>',
        '<p><a href="https://pixelstube.example/">Pixelstube</a> <a href="https://x.com/pixelstube_kiel"><i></i></a></p>',
        '<p><a href="mailto:hallo@pixelstube.example">Mail</a> <a href="https://x.com/pixelstube">X</a></p>',
    ],
    ids=[
        "partners",
        "event",
        "suppliers",
        "member",
        "team",
        "sentence",
        "photos",
        "credit",
        "credits",
        "made by",
        "site beside",
        "mail beside",
    ],
)
def test_profiles_of_others_are_left_out(html: str) -> None:
    """By where the link stands, or by the name that the profile shares with somebody else's site; our own beside it stays."""
    assert found(html + OWN) == [MINE]


@pytest.mark.parametrize(
    ("html", "url"),
    [
        (
            '<h2>Folgen Sie uns</h2><p><a href="https://x.com/grueneoase">X</a></p>',
            "https://x.com/grueneoase",
        ),
        (
            '<h2>Unsere Partner</h2><p>Mühle</p><h2>Kontakt</h2><p><a href="https://x.com/grueneoase">X</a></p>',
            "https://x.com/grueneoase",
        ),
        (
            '<h4>Unsere Partner</h4><p>Mühle</p><footer><a href="https://x.com/grueneoase">X</a></footer>',
            "https://x.com/grueneoase",
        ),
        (
            '<p>Besuchen Sie auch unser Café <a href="https://www.facebook.com/cafesonne">Café Sonne</a> im Hof nebenan.</p>',
            "https://www.facebook.com/cafesonne",
        ),
        (
            '<p>Neues gibt es jede Woche auf <a href="https://www.instagram.com/grueneoase">Instagram</a> zu sehen.</p>',
            "https://www.instagram.com/grueneoase",
        ),
        (
            '<p><a href="https://lerchenhof-shop.example/">Shop</a> <a href="https://x.com/lerchenhofshop">X</a></p>',
            "https://x.com/lerchenhofshop",
        ),
        (
            '<p><a href="https://x.com/grueneoase">X</a> Webdesign: <a href="https://pixelstube.example">Pixelstube</a></p>',
            "https://x.com/grueneoase",
        ),
    ],
)
def test_what_may_be_the_company_s_own_is_asked_about(html: str, url: str) -> None:
    """A section ends at the next heading of its height and at the foot; a name of ours is never a stranger's."""
    assert found(html) == [url]


@pytest.mark.parametrize("own_first", [True, False])
def test_a_profile_is_others_only_where_every_link_to_it_says_so(*, own_first: bool) -> None:
    """What the site's head or foot links to as its own is asked about, though a section about partners names it, too."""
    url = "https://www.facebook.com/muehle.moser"
    own = f'<h2>Kontakt</h2><p><a href="{url}">Facebook</a></p>'
    assert found(own + PARTNERS if own_first else PARTNERS + own) == [url]


def test_what_a_person_registered_or_decided_about_is_never_left_out() -> None:
    """It is linked, wherever it stands: a site lists its own profiles among partners', too."""
    url = "https://www.facebook.com/muehle.moser"
    mine = account(id="facebook", platform="facebook", url=url, username="muehle.moser")
    assert found(PARTNERS, accounts=(account(), mine)) == [url]
    assert found(PARTNERS, known=(Known(url=url, verdict="not_ours"),)) == [url]


@pytest.mark.parametrize(
    "html",
    [
        '<div class="fb-page" data-href="https://www.facebook.com/lerchenhof.alt"></div>',
        '<iframe src="https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fwww.facebook.com%2Flerchenhof.alt&tabs=timeline"></iframe>',
        '<iframe src="about:blank" data-src="https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fwww.facebook.com%2Flerchenhof.alt"></iframe>',
        '<a href="https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.facebook.com%2Flerchenhof.alt">Facebook</a>',
    ],
)
def test_what_a_widget_shows_is_linked(html: str) -> None:
    """Also where a consent tool holds it back until a visitor agrees."""
    assert found(html) == [MINE]


def test_links_behind_which_a_profile_may_be_are_kept() -> None:
    """A list of links, a shortened link, an own address called like a network; any other own address is none."""
    html = (
        '<a href="https://linktr.ee/lerchenhof">Links</a> <a href="https://t1p.de/x">mehr</a> <a href="/go/instagram">Instagram</a>'
        ' <a href="/kontakt">Kontakt</a>'
    )
    assert [url.rpartition("/")[2] for url in found(html)] == ["lerchenhof", "x", "instagram"]
