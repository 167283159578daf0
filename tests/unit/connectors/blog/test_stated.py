"""What a site states of its company, over all of its pages."""

import pytest

from account_health.connectors.blog.legal import LegalPages
from account_health.connectors.blog.stated import stated
from account_health.model import Reason, Statements, Unavailable
from tests.unit.connectors.blog.test_ours import look, page

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
