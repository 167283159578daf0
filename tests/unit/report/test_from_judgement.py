"""From what was seen to what is read: real rules judge, and the mail tells it."""

from dataclasses import replace
from typing import Any

import pytest

from account_health.judging.alerts import alerts
from account_health.judging.assemble import assemble
from account_health.judging.audit import audit
from account_health.judging.history import History
from account_health.model import CompanyReport, Item, Snapshot
from account_health.model.company import Account, Company
from account_health.report import Rendered, render, render_alert
from tests import builders
from tests.builders import NOW, comment, conversation

GOOGLE = builders.account(id="google", platform="google_business_profile", url="https://www.google.com/maps")
BAKERY = builders.company(GOOGLE, language="en")


def looked_at(account: Account, **parts: Any) -> Snapshot:
    """Return a look at an account that saw these parts."""
    return Snapshot(
        account=account.id, platform=account.platform, url=account.url, taken_at=NOW, requests=1, **parts
    )


def assembled(company: Company, *looks: Snapshot) -> CompanyReport:
    """Return the weekly report of a company on a look at each of its accounts."""
    accounts = {one.id: one for one in company.accounts}
    judged = [audit(look, company, accounts[look.account], NOW, None) for look in looks]
    return assemble(company, judged, "weekly-2026-W48", NOW, History())


def judged(account: Account, **parts: Any) -> CompanyReport:
    """Return the report of a company with this one account, of which these parts were seen."""
    return assembled(replace(BAKERY, accounts=(account,)), looked_at(account, **parts))


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
    rendered = render(replace(judged(GOOGLE, reviews=conversation(item)), first=False), BAKERY)
    others = {"complaint", "question", "review"} - {name}
    said = flat(rendered).split("Your channels")[0] + rendered.subject
    assert rendered.subject.startswith(f"A {name} is waiting")
    assert f"A {name} has been waiting for a reply" in said
    assert not [one for one in others if one in said]


COMPLAINT = review(1, "The brakes failed the next day.")


def test_an_answer_that_is_not_shown_is_told_as_that_and_not_as_a_wait() -> None:
    """Whoever answered is not told that somebody has no answer; the report's data still counts who waits."""
    ours = comment(2, 6, "We are sorry.", kind="review", ours=True, rejected=True, thread=COMPLAINT.thread)
    report = judged(GOOGLE, reviews=conversation(COMPLAINT, ours))
    rendered = render(report, BAKERY)
    assert rendered.subject.startswith("A reply on Google is not visible")
    assert "waiting for a reply" not in flat(rendered)
    assert [item.refused for item in report.accounts[0].open_items] == [True]


FRIENDLY = {"en": "Two friendly sentences are enough.", "de": "Zwei freundliche Sätze reichen."}
SERIOUS = {
    "en": "today, in public: say first what happens now and who is handling it. Then offer a call.",
    "de": "heute öffentlich. Sagen Sie, was jetzt geschieht und wer sich kümmert; bieten Sie dann einen Anruf an.",
}


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("author", ["Derek P.", ""], ids=["named", "nameless"])
@pytest.mark.parametrize(
    ("item", "fitting", "unfitting"),
    [
        (COMPLAINT, SERIOUS, FRIENDLY),
        (review(5, "Great shop. Do you repair e-bikes, too?"), FRIENDLY, SERIOUS),
        (review(5, "You can sit outside, and there is cake."), FRIENDLY, SERIOUS),
    ],
    ids=["complaint", "question", "review"],
)
def test_the_advice_fits_what_waits(
    item: Item, fitting: dict[str, str], unfitting: dict[str, str], author: str, language: Any
) -> None:
    """Whose brakes failed is not helped by two friendly sentences; who asks or says something kind is."""
    report = judged(GOOGLE, reviews=conversation(replace(item, author=author)))
    said = flat(render(report, replace(BAKERY, language=language)))
    assert fitting[language] in said
    assert unfitting[language] not in said


@pytest.mark.parametrize(("item", "fits"), [(COMPLAINT, SERIOUS), (review(5, "Do you deliver?"), FRIENDLY)])
def test_an_alerts_advice_fits_what_waits(item: Item, fits: dict[str, str]) -> None:
    """The same as in the report."""
    report = judged(GOOGLE, reviews=conversation(item))
    letter = render_alert(report, BAKERY, alerts(report, History()))
    assert fits["en"] in " ".join(letter.text.split())


def test_an_alert_gives_its_advice_once() -> None:
    """Of two channels with complaints only the first says how to answer; both say when."""
    branches = tuple(replace(GOOGLE, id=name) for name in ("harbour", "market"))
    company = replace(BAKERY, accounts=branches)
    report = assembled(company, *(looked_at(one, reviews=conversation(COMPLAINT)) for one in branches))
    said = " ".join(render_alert(report, company, alerts(report, History())).text.split())
    assert said.count("Reply today") == 2
    assert said.count("offer a call") == 1
