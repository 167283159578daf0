"""What a click does counts as a link does: where scripts lead, and dialogs that a link opens."""

import pytest

from tests.unit.connectors.blog.pages import SITE, page_of


@pytest.mark.parametrize(
    "body",
    [
        "<span onclick=\"location.href='/impressum'\">Impressum</span>",
        "<div class=footer-item onclick=\"window.location='/impressum'\"><b>Impressum</b></div>",
        "<button onclick=\"window.open('/impressum','_self')\">Impressum</button>",
        "<a href=# onclick=\"location.assign('/impressum');return false\">Impressum</a>",
        "<a onclick=\"location.replace('/impressum')\">Impressum</a>",
    ],
)
def test_where_a_script_leads_at_a_click_is_a_link(body: str) -> None:
    """Whatever element it is on; the words are those on it."""
    links = [(link.url, link.text) for link in page_of(f"{body}<p>Danach</p>").links if link.url]
    assert links == [(f"{SITE}impressum", "Impressum")]


@pytest.mark.parametrize(
    ("body", "url"),
    [
        ("<a href=/brot onclick=\"location.href='/zaehler'\">Brot</a>", f"{SITE}brot"),
        ("<a href=/brot onclick='track(1)'>Brot</a>", f"{SITE}brot"),
        ("<span onclick='toggle()'>Menü</span><a href=/brot>Brot</a>", f"{SITE}brot"),
    ],
)
def test_a_link_with_an_address_leads_there(body: str, url: str) -> None:
    """Scripts beside an address count visitors."""
    assert [link.url for link in page_of(body).links] == [url]


@pytest.mark.parametrize(
    "opener",
    [
        "<a href='#imp'>Impressum</a>",
        "<button data-bs-target='#imp'>Impressum</button>",
        "<a href=# data-target='#imp'>Impressum</a>",
        "<button popovertarget=imp>Impressum</button>",
        "<button aria-controls=imp>Impressum</button>",
        "<button onclick=\"openModal('imp')\">Impressum</button>",
        "<a href=# onclick=\"document.getElementById('imp').showModal()\">Impressum</a>",
        "<a href=# onclick='$(&quot;#imp&quot;).show()'>Impressum</a>",
    ],
)
def test_what_a_click_opens_is_no_secret(opener: str) -> None:
    """A dialog that a link or a button opens is read, hidden or not."""
    for hides in ("style='display:none'", "hidden"):
        page = page_of(f"{opener}<div id=imp {hides}><h2>Impressum</h2><p>Tel. 089 23456780</p></div>")
        assert "Tel. 089 23456780" in {block.text for block in page.blocks}


def test_what_nothing_opens_stays_hidden() -> None:
    """Old text that somebody switched off is no text of the page."""
    page = page_of("<a href='#oben'>Nach oben</a><div id=alt style='display:none'>Tel. 089 111111</div>")
    assert [block.text for block in page.blocks] == ["Nach oben"]
