"""What a site states of its company, over all of its pages."""

import pytest

from account_health.connectors.blog.legal import LegalPages
from account_health.connectors.blog.stated import stated
from account_health.model import Reason, Statements, Unavailable
from tests.unit.connectors.blog.test_ours import URL, look, page

GAP = Unavailable(Reason.NOT_LINKED, "No link leads there.")


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        ("<a href='https://wa.me/491701234567'>WhatsApp</a>", []),
        ("<a href='https://wa.me/493412255880'>WhatsApp</a>", ["+493412255880"]),
        ("<a href='tel:+491701234567'>Ruf an</a>", ["+491701234567"]),
    ],
    ids=["another number", "the registered one", "a phone"],
)
def test_a_chat_at_another_number_convicts_nobody(body: str, numbers: list[str]) -> None:
    """A phone that writes often is another one than the phone that rings; at the registered number it acquits."""
    said = stated(look(), page(f"<h1>Tische</h1>{body}"), LegalPages(GAP, GAP, gap=GAP)).parts["phones"]
    assert isinstance(said, Statements)
    assert [one.value for one in said.items] == numbers


@pytest.mark.parametrize(
    ("host", "body", "numbers"),
    [
        ("https://www.kette.example/impressum", "<h1>Impressum</h1><p>Zentrale, Tel. 030 23125999</p>", []),
        (
            "https://www.kette.example/impressum",
            "<h1>Impressum</h1><p>Tel. 0341 225588-0</p>",
            ["0341 225588-0"],
        ),
        (f"{URL}impressum", "<h1>Impressum</h1><p>Tel. 030 23125999</p>", ["030 23125999"]),
    ],
    ids=["headquarters", "the registered one", "on the own host"],
)
def test_a_notice_on_another_host_convicts_nobody(host: str, body: str, numbers: list[str]) -> None:
    """A chain's or a parent's notice names its own lines; what is registered acquits there, too."""
    legal = LegalPages(GAP, GAP, read=(("imprint", page(body, host)),))
    said = stated(look(), page("<h1>Tische</h1>"), legal).parts["phones"]
    assert isinstance(said, Statements)
    assert [one.value for one in said.items] == numbers
    assert (said.gap is None) is bool(numbers)
