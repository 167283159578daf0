"""One week for each thing that a report can say first: `python -m tests.verdicts` writes them to tests/golden/verdicts.txt.

What is written down is what stands above everything else, in each language and form of address: the subject, the first
sentence, and the few that follow it. A mail of its own for each would say the rest again and again.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from account_health.model import (
    CompanyReport,
    Gap,
    Hours,
    Message,
    Notice,
    OpenItem,
    Own,
    Reason,
    Status,
    WatchLine,
    WatchReport,
    message,
)
from account_health.model.company import Brand, Company, ReportSettings
from account_health.model.watch import LineKind
from account_health.report import render_mail
from tests import mail_samples
from tests import report_samples as samples

GOLDEN: Final = Path(__file__).parent / "golden" / "verdicts.txt"
ALONE: Final = samples.company(
    report=ReportSettings(to=("chefin@example.org",)), brand=Brand(), name="Stadtbäckerei Beispiel"
)
KEPT: Final = samples.company(
    report=ReportSettings(to=("chefin@example.org",), copy_to=("team@agentur.example",)), brand=Brand()
)
"""Somebody else gets the copy, and nobody says who that is."""
LONG: Final = samples.company(name="Kindertagesstättenträger Beispielhausenerwiesen")
LONGER: Final = samples.company(
    name="Kindertagesstättenträgergesellschaftsverwaltung Beispielhausenerwiesenstraße"
)
LANGUAGES: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {"Sie": {}, "du": {"address_form": "du"}, "en": {"language": "en"}}
)
_PARTLY: Final = (Gap("comments", Reason.TOO_SLOW, "", None),)


def _waits(*items: OpenItem) -> CompanyReport:
    return samples.report(samples.account("facebook", open_items=items), samples.account("blog"))


def _item(days: float, number: int = 0, **more: Any) -> OpenItem:
    """Return a question that has waited for so many days, or something else with `more` of it changed."""
    return samples.question("Wann habt ihr offen?", "Sabine M.", days, id=f"fb-{number}", **more)


def _several(kind: str, tone: str, days: float) -> tuple[OpenItem, ...]:
    return tuple(_item(days, number, kind=kind, tone=tone) for number in range(2))


def _watched(*kinds: LineKind, report: CompanyReport | None = None) -> CompanyReport:
    lines = tuple(
        WatchLine(
            kind=kind,
            matter=f"{kind}/{place}",
            message=message("This may be about you: {title}.", title=Own("Mäuse in der Backstube")),
        )
        for place, kind in enumerate(kinds)
    )
    return replace(report or samples.good_week(), watch=WatchReport(lines=lines))


def _asked(kind: str, said: Message, action: Message) -> CompanyReport:
    notice: Any = {"kind": kind, "message": said, "action": action}
    return replace(_unclaimed(), notices=(Notice(**notice),))


def _partly(*, told: bool) -> CompanyReport:
    late = samples.finding(
        "last-post-age", Status.WARN, message("The newest post is from {day}.", day=samples.ago(30)), weeks=5
    )
    left = samples.finding("certificate", Status.WARN, message("The certificate expires soon."))
    return samples.report(
        samples.account("facebook", unavailable=_PARTLY, coverage=0.9),
        samples.account("blog", findings=(left,) if told else (replace(late, status=Status.PASS),)),
        coverage=0.95,
    )


def _first(report: CompanyReport) -> CompanyReport:
    return replace(report, first=True, month_begins=True, change=None)


def _shut() -> CompanyReport:
    ended = samples.finding(
        "certificate",
        Status.FAIL,
        message(
            "Visitors to your website have seen a warning since {since}: {why}.",
            since=samples.ago(3).date(),
            why=message("its certificate has expired"),
        ),
    )
    return samples.report(samples.account("blog", score=49, findings=(ended,)), samples.account("google"))


def _unclaimed() -> CompanyReport:
    """A week in which nothing was found, and not everything may be called well: a figure alone was judged."""
    figure = samples.finding("rating", Status.PASS, message("{stars} of 5 stars.", stars="4,6"))
    unsaid = samples.finding("phone", Status.NOT_APPLICABLE, message("No phone number is registered."))
    return samples.report(samples.account("google", findings=(figure, unsaid), areas=()))


VERDICTS: Final[Mapping[str, tuple[Callable[[], CompanyReport], Company]]] = MappingProxyType(
    {
        "nothing could be checked": (samples.nothing_readable, samples.company()),
        "an article": (lambda: _watched("critical"), samples.company()),
        "two articles": (lambda: _watched("critical", "critical"), samples.company()),
        "an article, and not everything seen": (
            lambda: _watched("critical", report=_partly(told=False)),
            samples.company(),
        ),
        "an article, and people wait": (
            lambda: _watched("critical", report=_waits(_item(2))),
            samples.company(),
        ),
        "an article, and people wait on two channels": (
            lambda: _watched("critical", report=_on_two_channels(4)),
            samples.company(),
        ),
        "a question of today": (lambda: _waits(_item(0)), samples.company()),
        "a complaint of six days": (lambda: _waits(_item(6, tone="criticism")), samples.company()),
        "a review": (lambda: _waits(_item(2, kind="review", tone="to read", rating=2)), samples.company()),
        "a mention": (lambda: _waits(_item(1, kind="mention", tone="to read")), samples.company()),
        "a comment": (lambda: _waits(_item(1, kind="comment", tone="to read")), samples.company()),
        "two complaints": (lambda: _waits(*_several("comment", "criticism", 3)), samples.company()),
        "two questions of today": (lambda: _waits(*_several("comment", "question", 0)), samples.company()),
        "two reviews": (lambda: _waits(*_several("review", "to read", 3)), samples.company()),
        "two mentions": (lambda: _waits(*_several("mention", "to read", 3)), samples.company()),
        "two comments": (lambda: _waits(*_several("comment", "to read", 3)), samples.company()),
        "three kinds": (
            lambda: _waits(
                _item(3, tone="criticism"), _item(2, 1), _item(1, 2, kind="mention", tone="to read")
            ),
            samples.company(),
        ),
        "on two channels": (lambda: _on_two_channels(4), samples.company()),
        "on two channels, today": (lambda: _on_two_channels(0), samples.company()),
        "one waits, for a long name": (lambda: _waits(_item(2, kind="mention", tone="to read")), LONGER),
        "five wait, for a long name": (
            lambda: _waits(
                *(_item(2, n, tone="criticism") for n in range(3)), *_several("review", "to read", 1)
            ),
            LONG,
        ),
        "five wait, for a longer name": (
            lambda: _waits(
                *(_item(2, n, tone="criticism") for n in range(3)), *_several("review", "to read", 1)
            ),
            LONGER,
        ),
        "something wrong": (samples.one_channel, samples.company()),
        "the access is gone": (mail_samples.access_lost, ALONE),
        "the site is shut, and nobody is named": (_shut, KEPT),
        "a channel not checked": (samples.channel_unread, samples.company()),
        "not everything checked": (lambda: _partly(told=True), samples.company()),
        "nothing found, and not everything checked": (lambda: _partly(told=False), samples.company()),
        "something around the name": (lambda: _watched("poses"), samples.company()),
        "all is well": (samples.good_week, samples.company()),
        "holidays to prepare": (
            lambda: _asked(
                "pause_ahead",
                message(
                    "{name} from {first} to {last}.",
                    name=message("Company holidays"),
                    first=date(2026, 12, 23),
                    last=date(2027, 1, 6),
                ),
                message("Before that: {things}.", things=(message("enter special hours on Google"),)),
            ),
            samples.company(),
        ),
        "time to plan": (
            lambda: _asked(
                "time",
                message(
                    "Your channels take about {need} a week; you have planned {there}.",
                    need=Hours(3.0),
                    there=Hours(2.0),
                ),
                message("Let one channel rest, or plan more time."),
            ),
            samples.company(),
        ),
        "something to prepare": (
            lambda: _asked(
                "rules_changed",
                message("From now on we judge by new rules."),
                message("Read what has changed."),
            ),
            samples.company(),
        ),
        "all is left to others": (samples.nothing_for_the_owner, samples.company()),
        "nothing new": (_unclaimed, samples.company()),
        "a first report without anything found": (lambda: _first(_unclaimed()), samples.company()),
        "a first report, nothing seen": (lambda: _first(samples.nothing_readable()), samples.company()),
        "a first report, a channel not checked": (
            lambda: _first(samples.channel_unread()),
            samples.company(),
        ),
        "a first report, not everything checked": (lambda: _first(_partly(told=True)), samples.company()),
    }
)
"""What is said first -> the week and the company that it is said to."""


def _on_two_channels(days: float) -> CompanyReport:
    return samples.report(
        samples.account("facebook", open_items=(_item(days),)),
        samples.account("google", open_items=(_item(0, 1, kind="review", tone="to read"),)),
    )


def opening(report: CompanyReport, company: Company) -> str:
    """Return the subject, and what stands above everything else."""
    mail = render_mail(report, company)
    return f"{mail.subject}\n{mail.text.split(chr(10) * 2)[1]}"


def table() -> Iterator[str]:
    """Yield each verdict as it is said to each reader."""
    for name, (made, company) in VERDICTS.items():
        for how, changes in LANGUAGES.items():
            yield f"== {name} ({how})\n{opening(made(), replace(company, **changes))}\n"


if __name__ == "__main__":
    GOLDEN.write_text("\n".join(table()), encoding="utf-8")
