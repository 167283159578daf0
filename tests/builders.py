"""Short ways to write a company, a healthy blog, and small changes to them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from account_health.model import (
    Certificate,
    Conversation,
    Feed,
    Item,
    LegalPage,
    Post,
    Posts,
    Site,
    Snapshot,
    Statement,
    Statements,
)
from account_health.model.company import Account, Company, Facts, ReportSettings

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
"""Monday, 23 November 2026, 8:00 in Berlin."""
URL = "https://www.baeckerei-morgenrot.example/"
FACTS = Facts(
    phone=("089 1234567",),
    email=("hallo@baeckerei-morgenrot.example",),
    website=(URL,),
    address=("Marktplatz 1, 80331 München",),
)


def days_ago(days: float) -> datetime:
    """Return the moment so many days before NOW."""
    return NOW - timedelta(days=days)


def account(**changes: Any) -> Account:
    """Return a blog that somebody owns."""
    base: dict[str, Any] = {
        "id": "blog",
        "platform": "blog",
        "url": URL,
        "posts": "monthly",
        "owner": "jana",
        "facts": FACTS,
    }
    return Account(**(base | changes))


def company(*accounts: Account, **changes: Any) -> Company:
    """Return a bakery in Bavaria with the given accounts, by default one blog."""
    base: dict[str, Any] = {
        "id": "morgenrot",
        "name": "Bäckerei Morgenrot",
        "region": "BY",
        "report": ReportSettings(to=("chefin@baeckerei-morgenrot.example",)),
        "facts": FACTS,
        "accounts": accounts or (account(),),
    }
    return Company(**(base | changes))


def post(days: float, name: str = "brot") -> Post:
    """Return a post that is so many days old."""
    return Post(f"{URL}{name}-{days}", f"{URL}{name}-{days}", days_ago(days), f"Neues vom {name}")


def posts(*ages: float, **changes: Any) -> Posts:
    """Return posts of these ages in days, newest first."""
    return Posts(**({"items": tuple(post(age) for age in sorted(ages))} | changes))


def comment(number: int, days: float, text: str, **changes: Any) -> Item:
    """Return a stranger's comment that is so many days old, in a thread of its own."""
    base: dict[str, Any] = {
        "id": f"blog-blog-{number}",
        "kind": "comment",
        "url": f"{URL}brot/#comment-{number}",
        "author": "Sabine M.",
        "text": text,
        "at": days_ago(days),
        "thread": str(number),
    }
    return Item(**(base | changes))


def answer(number: int, days: float, thread: str) -> Item:
    """Return a comment of ours in a thread."""
    return comment(
        number, days, "Vielen Dank für Ihre Nachricht.", thread=thread, ours=True, author="Jana Vogt"
    )


def conversation(*items: Item, **changes: Any) -> Conversation:
    """Return a conversation of the last 90 days."""
    base: dict[str, Any] = {"items": items, "since": days_ago(90)}
    return Conversation(**(base | changes))


def statements(*values: str, url: str = URL, **changes: Any) -> Statements:
    """Return what one page says."""
    return Statements(**({"items": tuple(Statement(value, url) for value in values)} | changes))


def snapshot(**changes: Any) -> Snapshot:
    """Return a blog on which everything is well, changed where the test says so."""
    base: dict[str, Any] = {
        "account": "blog",
        "platform": "blog",
        "url": URL,
        "taken_at": NOW,
        "requests": 5,
        "posts": posts(3, 20, 40),
        "feed": Feed(url=f"{URL}feed/", found_by="link", format="rss", entries=3),
        "comments": conversation(),
        "site": Site(url=URL, final_url=URL),
        "certificate": Certificate("www.baeckerei-morgenrot.example", days_ago(30), days_ago(-60)),
        "imprint": LegalPage(f"{URL}impressum/", answers=True, clicks=1),
        "privacy": LegalPage(f"{URL}datenschutz/", answers=True, clicks=1),
        "phones": statements("+49 89 1234567"),
        "emails": statements("hallo@baeckerei-morgenrot.example"),
        "addresses": statements("Bäckerei Morgenrot, Marktplatz 1, 80331 München"),
        "links": statements(),
        "texts": statements("Willkommen in der Bäckerei am Markt."),
    }
    return Snapshot(**(base | changes))
