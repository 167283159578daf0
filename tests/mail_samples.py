"""The mails beside the report, made by hand: alert, one person's tasks, overview; with invented people.

`python -m tests.mail_samples FOLDER [NAME...]` writes each as NAME.eml, NAME.html and NAME.txt; `golden_files` are what
`make golden` renews.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from account_health.checks.waiting_words import SOOTHE
from account_health.judging.alerts import alerts
from account_health.judging.history import History
from account_health.model import Audience, CompanyReport, OpenItem, Reason, Status, message
from account_health.model.company import Company, Person
from account_health.report import (
    Brief,
    Envelope,
    Letter,
    Line,
    Reader,
    as_json,
    brief_of,
    compose,
    readers_alerts,
    render_alert,
    render_overview,
    render_tasks,
)
from tests import report_samples as samples

FOLDER: Final = Path(__file__).parent / "golden"


def urgent_day() -> CompanyReport:
    """A complaint on Facebook and a one-star review on Google wait beyond their limits, and Instagram is gone."""
    complaint = samples.question(
        "Die Brezel war heute leider nicht frisch, das kenne ich besser.",
        "Erika Muster",
        4.0,
        id="fb-1234_30",
        tone="criticism",
        overdue=True,
    )
    review = OpenItem(
        id="google-77",
        kind="review",
        url="https://www.google.com/maps?cid=123&review=77",
        author="Tom R.",
        excerpt="Zwanzig Minuten gewartet, dann war das Brot aus.",
        at=samples.ago(5),
        rating=1,
        tone="criticism",
        overdue=True,
    )
    waits = samples.finding(
        "unanswered-criticism",
        Status.FAIL,
        message("It waits."),
        action=SOOTHE,
        weeks=1,
    )
    gone = samples.finding(
        "account-public",
        Status.FAIL,
        message("The profile is no longer there."),
        action=message("Log in {place} today and see what is asked of you.", place=message("on Instagram")),
        fix_url=samples.URLS["instagram"],
        weeks=1,
    )
    return samples.report(
        samples.account("facebook", score=49, open_items=(complaint,), findings=(waits,)),
        samples.account("instagram", score=49, findings=(gone,)),
        samples.account("google", score=49, open_items=(review,), findings=(waits,)),
        samples.account("blog"),
        run="daily-2026-11-23",
        score=49,
    )


def access_lost() -> CompanyReport:
    """The access to Facebook was withdrawn: something for whoever holds the keys."""
    refused = samples.finding(
        "credential-valid",
        Status.FAIL,
        message("The access was withdrawn, or a password was changed."),
        action=message("Renew the access; it takes about five minutes."),
        fix_url=samples.URLS["facebook"],
    )
    blind = samples.unreadable("facebook", Reason.CREDENTIAL_REFUSED, samples.NOW)
    return samples.report(replace(blind, findings=(refused,)), samples.account("blog"), score=None)


def alert(
    report: CompanyReport, company: Company | None = None, audience: Audience = Audience.OWNER
) -> Letter:
    """Return the alert of a look to one of the bakery's people, before anything was told."""
    company = company or samples.company()
    found = readers_alerts(alerts(report, History()), company, audience)
    return render_alert(report, company, found, audience=audience)


def tasks(report: CompanyReport | None = None, company: Company | None = None) -> Letter:
    """Return the mail with Jana's own tasks."""
    company = company or samples.company()
    return render_tasks(report or samples.golden_week(), company, company.people)


def brief(report: CompanyReport, name: str, company: Company | None = None) -> Brief:
    """Return an overview's line on a report, as if it were that company's."""
    company = company or samples.company()
    document = json.loads(json.dumps(as_json(replace(report, name=name), company)))
    return brief_of(document, company)


def lines() -> tuple[Line, ...]:
    """Six companies: urgent, blind, with something small, well, without a mail, without a report."""
    return (
        Line(
            company="stadtbaeckerei",
            place="runs/stadtbaeckerei/weekly-2026-W48/report.html",
            brief=brief(samples.golden_week(), "Stadtbäckerei Beispiel"),
        ),
        Line(
            company="optik-hahn",
            brief=brief(samples.good_week(), "Optik Hahn"),
            unsent=(("hallo@optik-hahn.example", "FAILED"),),
        ),
        Line(
            company="autohaus-kern",
            brief=brief(samples.nothing_readable(), "Autohaus Kern"),
            signed_off=("chef@autohaus-kern.example",),
        ),
        Line(company="cafe-eins", brief=brief(samples.one_channel(), "Café Eins")),
        Line(
            company="florist",
            brief=brief(samples.nothing_for_the_owner(), "Blumen Sommer"),
            unsent=(("alt@blumen-sommer.example", "SUPPRESSED"),),
        ),
        Line(company="radhaus", brief=None, error="RegistryError"),
    )


def overview(language: Any, of: tuple[Line, ...] | None = None) -> Letter:
    """Return the overview of these companies, by default the six."""
    reader = Reader(
        language=language,
        timezone="Europe/Berlin",
        reply_to="operator@agentur.example",
        next_day=samples.NOW.date() + timedelta(days=7),
    )
    return render_overview(of or lines(), reader, samples.NOW)


def strange_alert(texts: tuple[str, ...]) -> Letter:
    """Return an alert with these texts in every place that takes words from outside."""
    report = samples.strangers(texts)
    waits = samples.finding("unanswered-criticism", Status.FAIL, message("It waits."), fix_url=texts[0])
    closed = samples.finding("closed-status", Status.FAIL, report.accounts[0].findings[0].message)
    first = report.accounts[0]
    items = tuple(replace(item, overdue=True) for item in first.open_items)
    accounts = (
        replace(first, open_items=items, findings=(waits, closed)),
        replace(report.accounts[1], findings=(closed,)),
    )
    return alert(replace(report, accounts=accounts), samples.strange_company(texts))


def strange_tasks(texts: tuple[str, ...]) -> Letter:
    """Return a mail of tasks with these texts in every place that takes words from outside."""
    company = replace(
        samples.strange_company(texts), people=(Person(id="jana", name=texts[3], email="jana@example.org"),)
    )
    return tasks(samples.strangers(texts), company)


def strange_overview(texts: tuple[str, ...]) -> Letter:
    """Return an overview of companies whose names and people are these texts."""
    named = tuple(
        Line(
            company="company",
            brief=brief(samples.golden_week(), text),
            unsent=((text, "FAILED"),),
            signed_off=(text,),
        )
        for text in texts
    )
    return overview("de", named)


LETTERS: Final[Mapping[str, Callable[[], Letter]]] = MappingProxyType(
    {
        "alert": lambda: alert(urgent_day()),
        "alert-du": lambda: alert(urgent_day(), samples.company(address_form="du")),
        "alert-en": lambda: alert(urgent_day(), samples.company(language="en")),
        "alert-access": lambda: alert(access_lost(), audience=Audience.OPERATOR),
        "overview": lambda: overview("de"),
        "overview-en": lambda: overview("en"),
        "tasks": tasks,
        "tasks-du": lambda: tasks(company=samples.company(address_form="du")),
        "tasks-en": lambda: tasks(company=samples.company(language="en")),
    }
)
"""Every form, by its name; each is a golden file."""
HOSTILE: Final[Mapping[str, Callable[[tuple[str, ...]], Letter]]] = MappingProxyType(
    {
        "alert-hostile": strange_alert,
        "overview-hostile": strange_overview,
        "tasks-hostile": strange_tasks,
    }
)
"""The same mails with texts of strangers in every place that takes them."""


def golden_files() -> Iterator[tuple[Path, str]]:
    """Yield each golden file with the text that it should hold."""
    for name, made in LETTERS.items():
        letter = made()
        yield FOLDER / f"{name}.html", letter.html
        yield FOLDER / f"{name}.txt", f"{letter.subject}\n\n{letter.text}"


def raw(letter: Letter) -> bytes:
    """Return a mail as it is handed over."""
    envelope = Envelope(
        sender="reports@mail.example.org",
        recipient="chefin@example.org",
        reply_to="team@agentur.example",
        company="stadtbaeckerei",
        key="ledger/alert/2026-11-23/stadtbaeckerei/0.json",
        now=samples.NOW,
    )
    return compose(letter, envelope)


def main(folder: Path, names: list[str]) -> None:
    """Write these mails, by default all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or (*LETTERS, *HOSTILE):
        letter = LETTERS[name]() if name in LETTERS else HOSTILE[name](samples.HOSTILE)
        (folder / f"{name}.eml").write_bytes(raw(letter))
        (folder / f"{name}.html").write_text(letter.html, encoding="utf-8")
        (folder / f"{name}.txt").write_text(letter.text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
