"""From what was seen to what is read: real rules judge, and the mail tells it."""

from typing import Any

import pytest

from account_health.assemble import assemble
from account_health.audit import audit
from account_health.company import Account
from account_health.history import History
from account_health.model import CompanyReport, Item, Snapshot
from account_health.report import Rendered, render
from tests import builders
from tests.builders import NOW, comment, conversation

GOOGLE = builders.account(id="google", platform="google_business_profile", url="https://www.google.com/maps")
BAKERY = builders.company(GOOGLE, language="en")


def judged(account: Account, **parts: Any) -> CompanyReport:
    """Return the report of a company with this one account, of which these parts were seen."""
    looked = Snapshot(
        account=account.id, platform=account.platform, url=account.url, taken_at=NOW, requests=1, **parts
    )
    return assemble(BAKERY, [audit(looked, BAKERY, account, NOW, None)], "weekly-2026-W48", NOW, History())


def flat(rendered: Rendered) -> str:
    """Return the text part on one line, without the marks that keep addresses from becoming links."""
    return " ".join(rendered.text.replace("\u200b", "").split())


def review(stars: int, text: str) -> Item:
    """Return a review of last week."""
    return comment(1, 7, text, kind="review", rating=stars)


@pytest.mark.parametrize(
    ("item", "name"),
    [
        (review(1, "The brakes failed the next day."), "complaint"),
        (review(5, "Great shop. Do you repair e-bikes, too?"), "question"),
        (review(5, "You can sit outside, and there is cake."), "review"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_one_thing_has_one_name_in_one_mail(item: Item, name: str) -> None:
    """Subject, first sentence and what is behind the task call a review what it is: complaint, question or just review."""
    rendered = render(judged(GOOGLE, reviews=conversation(item)), BAKERY)
    others = {"complaint", "question", "review"} - {name}
    said = flat(rendered).split("Your channels")[0] + rendered.subject
    assert rendered.subject.startswith(f"A {name} waits")
    assert f"A {name} has been waiting for an answer" in said
    assert not [one for one in others if one in said]
