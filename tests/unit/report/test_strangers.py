"""What strangers may write, in every place of a mail that shows their words: no element, attribute, link or header more."""

import email
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from email.policy import SMTP
from html.parser import HTMLParser
from itertools import count
from typing import Any

import html5lib
import pytest

from account_health.model import (
    AccountReport,
    Audience,
    CompanyReport,
    Gap,
    LastFacts,
    Notice,
    Outside,
    Reason,
    Status,
    message,
)
from account_health.model.company import Brand, Company, Person
from account_health.report import Letter, compose
from account_health.report.channels import Sheet
from account_health.report.context import ReportContext, speaker
from account_health.report.links import Links, links_of
from account_health.report.rendering import mail_of
from account_health.report.setting import as_markup
from account_health.text.i18n import foreign
from account_health.text.sanitise import clean
from tests import report_samples as samples
from tests.hostile_texts import hostile_texts
from tests.mail_renderings import envelope

CHANNELS, EACH = 5, 3
PACK = 400
"""Texts parsed together where only their escaping is tried."""
REPLY = "team@agentur.example"
HARMLESS = tuple(f"harmlos {number}" for number in range(100))
OURS = re.compile(
    r"(?:https://www\.(?:facebook|example)\.(?:com|org)/|mailto:team@agentur\.example\?subject=)\S*"
)
LINKED = re.compile(r"(?i)\b(?:https?://|www\.)\w|\b[\w-]{2,}\.(?:com|net|org|de|example|io|biz|xyz)\b|\w@\w")


def signs(text: str) -> str:
    """Return what a text looks like to a parser: its signs, with every run of letters as one."""
    return re.sub(r"\w+", "a", clean(text, 60))


def skeletons() -> tuple[str, ...]:
    """Return one text for each sequence of signs."""
    return tuple({signs(text): text for text in hostile_texts()}.values())


class Shape(HTMLParser):
    """The elements of a document with their attributes, without the spans that defuse words, and the bare text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.links: list[str] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element; an address and the words beside a picture are looked at on their own."""
        kept = tuple((key, None if key in {"href", "alt"} else value) for key, value in attrs)
        if tag != "span" or kept:
            self.elements.append((tag, kept))
        self.links += [value or "" for key, value in attrs if key in {"href", "src"}]

    def handle_comment(self, data: str) -> None:
        """Note a comment, such as those for Outlook."""
        self.elements.append(("!--", ((data, None),)))

    def handle_data(self, data: str) -> None:
        """Note a run of text as a mail client shows it."""
        if self.lasttag not in {"title", "style"}:
            self.text.append(data)


Words = Callable[[str], str]
"""Gives the next text for a kind of place."""


def words_from(texts: Iterable[str], start: int) -> Words:
    """Return who gives each kind of place the same texts in turn, from a start on, in a circle."""
    known = tuple(texts)
    turns: dict[str, Iterator[str]] = {}

    def following(kind: str) -> str:
        if kind not in turns:
            turns[kind] = (known[(start + number) % len(known)] for number in count())
        return next(turns[kind])

    return following


def crowded(words: Words) -> tuple[CompanyReport, Company]:
    """Return a report with another text in each author, comment, id, address, value, action and owner."""

    def channel(number: int) -> AccountReport:
        items = tuple(
            samples.question(words("comment"), words("author"), 2, id=words("id"), url=words("address"))
            for _ in range(EACH)
        )
        findings = tuple(
            samples.finding(
                check,
                Status.FAIL,
                message(
                    "It says {there} {place}; your details say {here}.",
                    place=message("on the website"),
                    there=Outside(words("there")),
                    here=words("here"),
                ),
                action=message(
                    "Reply to {author} today. Two friendly sentences are enough.",
                    author=Outside(words("action")),
                ),
                fix_url=words("fix"),
                owner=words("owner"),
            )
            for check in ("phone", "outdated-text", "address")
        )
        made = samples.account("facebook", name=f"Filiale {number}", open_items=items, findings=findings)
        return replace(made, account=f"facebook-{number}")

    accounts = tuple(channel(number) for number in range(CHANNELS))
    todo = tuple(samples.task(one.account, one.findings[0]) for one in accounts)
    return samples.report(*accounts, score=49, todo=todo), samples.company()


def lonely(words: Words) -> tuple[CompanyReport, Company]:
    """Return a small report with another text in each place that a report or a registry file has one of."""
    company = samples.company(
        name=words("company"),
        people=(Person(id="jana", name=words("person")),),
        brand=Brand(name=words("brand"), footer=words("footer"), logo="https://www.example.org/logo.png"),
    )
    company = replace(company, report=replace(company.report, from_name=words("sender")))
    seen = samples.account(
        "blog",
        name=words("handle"),
        findings=(
            samples.finding(
                "imprint", Status.FAIL, message("We could not find the legal notice within two clicks.")
            ),
        ),
        unavailable=(Gap("posts", Reason.TOO_SLOW, words("detail"), samples.NOW),),
        last_facts=LastFacts(at=samples.NOW, waiting=1),
        ideas=(
            message(
                "{place}, it still says {words}.",
                place=message("on the website"),
                words=Outside(words("title")),
            ),
        ),
    )
    other = replace(samples.account("blog", name="anderes"), account="blog-2")
    notice = Notice(
        kind="mute_ended", message=message("Muted: {reason}", reason=words("reason")), account="blog"
    )
    return samples.report(seen, other, score=49, notices=(notice,)), company


def set_mail(report: CompanyReport, company: Company) -> Letter:
    """Return a mail for the agency, who reads the details, too."""
    context = ReportContext(report, company, Audience.OPERATOR, speaker(report, company))
    links = links_of([account.url for account in company.accounts])
    return mail_of(Sheet(context, links, REPLY, whole=False))


def assert_only_ours(html: Shape, text: str) -> None:
    """Every link is ours, and nothing else reads like one, in both bodies."""
    assert [link for link in html.links if not OURS.fullmatch(link)] == []
    assert [run for run in html.text if LINKED.search(run)] == []
    assert LINKED.findall(OURS.sub("", text)) == []


@pytest.mark.once
def test_every_text_stays_text_in_each_place_that_a_report_has_many_of() -> None:
    """Authors, comments, values, tasks, owners, ids and addresses: the tree is that of harmless words."""
    benign = Shape(set_mail(*crowded(words_from(HARMLESS, 0))).html).elements
    texts = tuple(text for text in hostile_texts() if clean(text))
    for start in range(0, len(texts), CHANNELS * EACH):
        mail = set_mail(*crowded(words_from(texts, start)))
        shape = Shape(mail.html)
        assert shape.elements == benign, texts[start : start + CHANNELS * EACH]
        assert_only_ours(shape, mail.text)


@pytest.mark.once
def test_each_kind_of_text_stays_text_in_each_place_that_a_report_has_one_of() -> None:
    """Company, person, agency, footer, sender, handle, reason, title and detail: the tree and headers of harmless words."""
    benign = Shape(set_mail(*lonely(words_from(HARMLESS, 0))).html).elements
    texts = tuple(text for text in skeletons() if clean(text))
    for start in range(len(texts)):
        mail = set_mail(*lonely(words_from(texts, start)))
        shape = Shape(mail.html)
        assert shape.elements == benign, texts[start]
        assert_only_ours(shape, mail.text)
        raw = compose(
            replace(mail, html="<p>x</p>", text="x"),
            envelope(),
        )
        read = email.message_from_bytes(raw, policy=SMTP)
        assert [name for name in read if name.lower() in {"bcc", "cc", "set-cookie"}] == []
        assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]


def test_a_browser_reads_every_text_as_the_words_that_it_is() -> None:
    """Parsed as browsers do, each text comes back whole, within bare spans at most."""
    texts = [clean(text) for text in hostile_texts()]
    for start in range(0, len(texts), PACK):
        few = texts[start : start + PACK]
        html = "".join(f"<p>{as_markup(foreign(text))}</p>" for text in few)
        parsed: Any = html5lib.HTMLParser(namespaceHTMLElements=False).parseFragment(html)
        paragraphs = list(parsed)
        assert [one.tag for one in paragraphs] == ["p"] * len(few)
        assert {(e.tag, tuple(e.attrib)) for one in paragraphs for e in one} <= {("span", ())}
        assert ["".join(one.itertext()).replace("\u200b", "") for one in paragraphs] == few


def test_no_text_is_an_address_that_a_report_leads_to() -> None:
    """Used as the address of a page, an item or a fix, each is refused."""
    links = Links(frozenset({"example.org"}), frozenset({"x.com"}))
    assert [text for text in hostile_texts() if links.safe(text) is not None] == []
