"""What every audited company ends in: its report in the chosen forms, a table on the screen, an exit code."""

import json
import traceback
import webbrowser
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import quote
from zoneinfo import ZoneInfo

from account_health.cli.arguments import Options
from account_health.cli.folder import ReportFolder, write_beside
from account_health.cli.screen import companies_table, company_table, complain, print_line
from account_health.ledger import LedgerKey
from account_health.model import PARTS, Audience, CompanyReport, NotOffered, Reason, Snapshot, Unavailable
from account_health.model.company import Company
from account_health.model.errors import AccountHealthError, UsageError
from account_health.model.platform import PLATFORM_ROWS
from account_health.model.run import Run
from account_health.report import (
    Envelope,
    Line,
    Reader,
    ReportLink,
    as_csv,
    brief_of,
    compose,
    render_first_check,
    render_json,
    render_mail,
    render_overview_page,
    render_page,
    reply_address,
)
from account_health.storage.local import variable_of
from account_health.workflow.recipients import recipients
from account_health.workflow.services import Settings

BELOW: Final = 1
WRONG: Final = 2
UNSEEN: Final = 3
_NOTHING_SEEN: Final = (
    "Nothing could be looked at, so nothing was judged: the lines above say why. "
    "If this computer has no network, try again when it has."
)
OVERVIEW: Final = "overview.html"
"""The page about all companies of one call."""
FIRST_CHECK: Final = "first-check"
"""The form of a report for a company that is no customer: a page that prints."""
NOBODY: Final = "nobody@localhost.invalid"
"""The sender of `report.eml` where ACCOUNT_HEALTH_SENDER names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one company: its report and the written page, or why there is none.

    `name` is what was asked for, a file or an address. `observed` says whether any part of any of its accounts could be
    seen, `unseen` why an account has no number.
    """

    name: str = ""
    report: CompanyReport | None = None
    company: Company | None = None
    page: Path | None = None
    observed: bool = False
    unseen: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def settings_for(company: Company, environ: Mapping[str, str]) -> Settings:
    """Return who sends and who reads answers, as the environment says."""
    return Settings(
        zone=ZoneInfo(company.timezone),
        sender=environ.get("ACCOUNT_HEALTH_SENDER") or NOBODY,
        operator=environ.get("ACCOUNT_HEALTH_OPERATOR") or None,
    )


def in_language(company: Company, options: Options) -> Company:
    """Return the company with the language that `--language` asks for."""
    return company if options.language is None else replace(company, language=options.language)


def guarded(name: str, work: Callable[[], Outcome]) -> Outcome:
    """Let one company fail alone: what is wrong with it becomes its outcome."""
    try:
        return work()
    except AccountHealthError as error:
        lines = str(error).splitlines()
        problems = (line if line.startswith(name) else f"{name}: {line}" for line in lines)
        return Outcome(name=name, problems=tuple(problems))
    except Exception as error:  # noqa: BLE001 - the boundary between companies: a fault of ours stops no other
        fault = fault_of(error)
        problem = f"{name}: not audited, by a fault of account-health itself: {fault}"
        return Outcome(name=name, problems=(problem,))


def fault_of(error: Exception) -> str:
    """Return where a fault of ours is, without a word of what was read."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A company's report with what it was made from."""

    report: CompanyReport
    company: Company
    run: Run
    snapshots: tuple[Snapshot, ...]


def forms_of(judgement: Judgement, settings: Settings, formats: tuple[str, ...]) -> dict[str, bytes]:
    """Return the report in these forms, each under the name of its file."""
    return dict(_forms(judgement, settings, formats))


def outcome_of(folder: ReportFolder, judgement: Judgement, formats: tuple[str, ...]) -> Outcome:
    """Return what became of a company whose report lies in a folder."""
    return Outcome(
        name=judgement.company.id,
        report=judgement.report,
        company=judgement.company,
        page=folder.path / _page_of(formats) if _page_of(formats) else None,
        observed=any(map(_is_observed, judgement.snapshots)),
        unseen=tuple(_unseen(judgement.report, judgement.company)),
    )


def _page_of(formats: tuple[str, ...]) -> str:
    """Return the file that people open, "" where no page was asked for."""
    return "first-check.html" if FIRST_CHECK in formats else "report.html" if "html" in formats else ""


def conclude(outcomes: Iterable[Outcome], options: Options, *, wrong: bool) -> int:
    """Show what became of every company, of several also on one page, and return the exit code: 2 beats 3 beats 1."""
    ended = list(outcomes)
    for outcome in ended:
        _show(outcome)
    pages = [outcome.page for outcome in ended if outcome.page is not None]
    if len(ended) > 1:
        print_line("")
        for line in companies_table([one.report for one in ended if one.report is not None]):
            print_line(line)
        overview = tell_of_all(ended, options)
        pages = pages if overview is None else [overview]
    if options.open:
        _open(pages)
    if wrong or any(outcome.problems for outcome in ended):
        return WRONG
    if not any(outcome.observed for outcome in ended):
        complain(_NOTHING_SEEN)
        return UNSEEN
    return BELOW if any(_is_below(outcome.report, options.fail_under) for outcome in ended) else 0


def tell_of_all(outcomes: Iterable[Outcome], options: Options) -> Path | None:
    """Write the page about several companies, say where it lies, and return that; None where no pages were asked for."""
    if "html" not in options.formats or options.account is not None:
        return None
    try:
        page = write_overview([*outcomes], options.folder)
    except UsageError as error:
        complain(str(error))
        return None
    if page is not None:
        print_line(f"overview: {page}")
    return page


def write_overview(outcomes: Sequence[Outcome], folder: Path) -> Path | None:
    """Write one page that leads to every report and return its path; None where there is no report. Raises UsageError."""
    reports = [
        (one.report, one.company) for one in outcomes if one.report is not None and one.company is not None
    ]
    if not reports:
        return None
    spoken = Counter(company.language for _, company in reports).most_common(1)[0][0]
    first = reports[0][1]
    reader = Reader(language=spoken, timezone=first.timezone, reply_to="")
    page = render_overview_page(tuple(map(_line, outcomes)), reader, max(report.now for report, _ in reports))
    return write_beside(folder, OVERVIEW, page.encode())


def _line(one: Outcome) -> Line:
    if one.report is None or one.company is None:
        return Line(
            company=Path(one.name).stem if one.name.endswith(".toml") else one.name, brief=None, error="none"
        )
    brief = brief_of(json.loads(render_json(one.report, one.company)), one.company)
    where = None if one.page is None else f"{quote(one.company.id)}/{quote(one.page.name)}"
    link = None if where is None else ReportLink(url=where, end=one.report.now)
    return Line(company=one.company.id, brief=brief, report=link)


def _show(outcome: Outcome) -> None:
    if outcome.report is not None:
        for line in company_table(outcome.report):
            print_line(line)
        for one in outcome.report.omitted:
            what = f"{one.section} ({one.error} in {one.place})"
            complain(
                f"{outcome.report.company}: left out of the report, by a fault of account-health itself: {what}"
            )
    for line in outcome.unseen:
        print_line(f"  {line}")
    if outcome.page is not None:
        print_line(f"  report: {outcome.page}")
    for problem in outcome.problems:
        complain(problem)


def _forms(judgement: Judgement, settings: Settings, formats: tuple[str, ...]) -> Iterable[tuple[str, bytes]]:
    report, company, run = judgement.report, judgement.company, judgement.run
    reply_to = reply_address(company, settings.operator)
    recipient = _first_reader(company)
    known = {each.address: each.audience for each in recipients(company)}
    audience = known.get(recipient, Audience.OWNER)
    if FIRST_CHECK in formats:
        yield "first-check.html", render_first_check(report, company).encode()
    if "html" in formats:
        yield "report.html", render_page(report, company, audience=audience, reply_to=reply_to).encode()
    if "json" in formats:
        yield "report.json", render_json(report, company).encode()
    if "csv" in formats:
        yield "report.csv", as_csv(report, company).encode()
    if "text" not in formats and "eml" not in formats:
        return
    letter = render_mail(report, company, audience=audience, reply_to=reply_to)
    if "text" in formats:
        yield "report.txt", letter.text.encode()
    if "eml" in formats:
        key = LedgerKey(mail="report", period=run.period, company=company.id, recipient=recipient)
        envelope = Envelope(
            sender=settings.sender,
            recipient=recipient,
            reply_to=reply_to,
            company=company.id,
            key=key.path,
            now=run.now,
        )
        yield "report.eml", compose(letter, envelope)


def _first_reader(company: Company) -> str:
    """Return whose mail `report.eml` is: a draft is never addressed to the client where somebody else is named."""
    settings = company.report
    return (settings.copy_to or settings.to)[0] if settings.mode == "review" else settings.to[0]


def _unseen(report: CompanyReport, company: Company) -> Iterator[str]:
    """Yield why each account without a number has none, for whoever sits at this machine: the first reason."""
    credentials = {account.id: account.credential for account in company.accounts}
    for account in report.accounts:
        gap = next((gap for gap in account.unavailable if gap.detail), None)
        if account.score is not None or account.state == "dormant" or gap is None:
            continue
        why = gap.detail.rstrip(".")
        if gap.reason is Reason.CREDENTIAL_MISSING:
            variable = variable_of(company.id, credentials.get(account.account) or account.account)
            page = f"docs/{PLATFORM_ROWS[account.platform].docs}"
            why = f"no credential yet: it belongs into the variable {variable} or a line of .env; {page} says how to get one"
        yield f"no score for {account.account}: {why}"


def _is_observed(snapshot: Snapshot) -> bool:
    """Say whether anything of an account was seen; how the tries went is nothing of it."""
    seen = (getattr(snapshot, part) for part in PARTS if part != "reach")
    return not all(isinstance(one, Unavailable | NotOffered) for one in seen)


def _is_below(report: CompanyReport | None, limit: int | None) -> bool:
    if report is None or limit is None:
        return False
    return report.score is None or report.score < limit


def _open(pages: Iterable[Path]) -> None:
    for page in pages:
        if not webbrowser.open(page.resolve().as_uri()):
            complain(f"no browser could be opened; the report lies in {page}")
