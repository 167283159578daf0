"""One sample mail, so that somebody sees whether a report arrives before the first one does, and how it looks there. Pure.

It is a whole weekly report, judged and set as every other, about a bakery that does not exist: a plain line of text tells nothing of what
filters and mail programs make of the real thing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from account_health.judging.company import judge_company
from account_health.judging.history import History
from account_health.judging.unseen import every_account
from account_health.memory.state import State
from account_health.model import (
    CompanyReport,
    Conversation,
    Feed,
    Item,
    LegalPage,
    Post,
    Posts,
    Reason,
    Site,
    Snapshot,
    Statement,
    Statements,
    Unavailable,
)
from account_health.model.company import Account, Brand, Company, Facts, Language, ReportSettings
from account_health.report import Envelope, compose, render_mail
from account_health.storage import Mail
from account_health.workflow.run import name_run

_SITE: Final = "https://www.example.org/"
_OTHER: Final = "https://x.com/example"
_FOOTERS: Final = {
    "en": "A sample about a bakery that does not exist, sent by account-health test-mail. Nobody is registered by it, and no report is counted as sent.",
    "de": "Ein Muster über eine Bäckerei, die es nicht gibt, verschickt mit account-health test-mail. Es trägt niemanden ein, und kein Bericht gilt als verschickt.",
}
_WORDS: Final = {
    "en": (
        "Sample bakery (test)",
        "New on the shelf",
        "Can one order a cake for Saturday? We would need it at nine.",
    ),
    "de": (
        "Musterbäckerei (Test)",
        "Neu im Regal",
        "Kann man für Samstag eine Torte bestellen? Wir brauchen sie um neun.",
    ),
}


@dataclass(frozen=True, slots=True)
class Correspondents:
    """Who sends a mail to whom, and who reads the answer: three addresses."""

    sender: str
    recipient: str
    reply_to: str


def compose_test_mail(between: Correspondents, language: Language, now: datetime) -> Mail:
    """Return the mail. It carries no tag of ours: what SES tells of it is counted nowhere. Raises UsageError for an impossible address."""
    company = _company(between, language)
    letter = render_mail(_report(company, now), company, reply_to=between.reply_to)
    envelope = Envelope(
        sender=between.sender,
        recipient=between.recipient,
        reply_to=between.reply_to,
        company=company.id,
        key=f"test-mail/{now.isoformat()}/{between.recipient}",
        now=now,
    )
    return Mail(sender=between.sender, recipient=between.recipient, raw=compose(letter, envelope))


def _company(between: Correspondents, language: Language) -> Company:
    facts = Facts(phone=("+49 30 1234567",), website=(_SITE,))
    return Company(
        id="sample",
        name=_WORDS[language][0],
        language=language,
        report=ReportSettings(to=(between.recipient,), reply_to=between.reply_to),
        brand=Brand(name="account-health", footer=_FOOTERS[language]),
        facts=facts,
        accounts=(
            Account(id="blog", platform="blog", url=_SITE, posts="monthly", facts=facts),
            Account(id="x", platform="x", url=_OTHER, posts="weekly", facts=facts),
        ),
    )


def _report(company: Company, now: datetime) -> CompanyReport:
    """Return the report of a second week, so that the sample has the form of every other one."""
    history, state = History(), State()
    for at in (now - timedelta(days=7), now):
        run = name_run({"kind": "manual", "company": company.id}, at, company.zone)
        snapshots = every_account(company.accounts, (_seen(company, at), _unseen(at)), {}, at)
        judged = judge_company(company, snapshots, run, history, state)
        history, state = judged.history, judged.state
    return judged.report


def _seen(company: Company, now: datetime) -> Snapshot:
    def page(name: str) -> str:
        return f"{_SITE}{name}/"

    _, title, question = _WORDS[company.language]
    asked = Item(
        id="blog-blog-1",
        kind="comment",
        url=page("news") + "#comment-1",
        author="Erika Muster",
        text=question,
        at=now - timedelta(days=6),
        thread="1",
    )
    posts = tuple(
        Post(page(f"news-{age}"), page(f"news-{age}"), now - timedelta(days=age), title)
        for age in (12, 40, 70)
    )
    return Snapshot(
        account="blog",
        platform="blog",
        url=_SITE,
        taken_at=now,
        requests=1,
        posts=Posts(items=posts),
        feed=Feed(url=page("feed"), found_by="link", format="rss", entries=len(posts)),
        comments=Conversation(items=(asked,), since=now - timedelta(days=90)),
        site=Site(url=_SITE, final_url=_SITE),
        imprint=LegalPage(page("imprint"), answers=True, clicks=1),
        privacy=LegalPage(page("privacy"), answers=True, clicks=1),
        phones=Statements(items=(Statement("+49 30 7654321", page("contact")),)),
    )


def _unseen(now: datetime) -> Snapshot:
    return Snapshot(
        account="x",
        platform="x",
        url=_OTHER,
        taken_at=now,
        requests=0,
        access=Unavailable(Reason.CREDENTIAL_MISSING, "sample"),
    )
