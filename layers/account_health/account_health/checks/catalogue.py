"""The catalogue of checks for people: as rows, and as the page `docs/checks.md`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from account_health.checks import CHECKS, Check
from account_health.checks.guide import GUIDES
from account_health.checks.name_checks import NAME_CHECKS
from account_health.model import Harm, ReportRhythm, Topic
from account_health.model.limits import CADENCE, THRESHOLDS
from account_health.model.platform import PLATFORM_ROWS, registered_platforms
from account_health.model.watching import WATCH


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueRow:
    """One check as `account-health checks` lists it."""

    id: str
    topic: str
    title: str
    why: str
    severity: str
    harm: str
    audience: str
    report_rhythm: str
    platforms: tuple[str, ...]
    thresholds: Mapping[str, float]
    yields_to: tuple[str, ...]
    alert: bool
    looks_at: str
    fix: str
    source: str


HARMS: Final[Mapping[Harm, str]] = MappingProxyType(
    {
        Harm.SHUT: "nobody gets in",
        Harm.OUTCRY: "a complaint in public",
        Harm.THIS_WEEK: "wrong within days",
        Harm.WRONG: "something false",
        Harm.WAITS: "somebody waits",
        Harm.MISSING: "something missing",
        Harm.SILENT: "silence",
    }
)
"""What a fail does to the company, the worst first: the order of every report."""


def catalogue() -> tuple[CatalogueRow, ...]:
    """Return every check of accounts, in the order of the table."""
    return tuple(
        CatalogueRow(
            id=check.id,
            topic=check.topic.value,
            title=check.title.text,
            why=check.why.text,
            severity=check.severity.value,
            harm=HARMS[check.harm],
            audience=check.audience.value,
            report_rhythm=_report_rhythm(check),
            platforms=tuple(
                one for one in registered_platforms() if _applies(check, PLATFORM_ROWS[one].parts)
            ),
            thresholds=THRESHOLDS.get(check.id, {}),
            yields_to=check.because,
            alert=check.alert,
            looks_at=GUIDES[check.id].looks_at,
            fix=GUIDES[check.id].fix,
            source=GUIDES[check.id].source,
        )
        for check in CHECKS
    )


def around_the_name() -> tuple[CatalogueRow, ...]:
    """Return the checks of the company's name, which belong to no account."""
    return tuple(
        CatalogueRow(
            id=row.id,
            topic=Topic.WATCH.value,
            title=row.title.text,
            why=row.why,
            severity=row.severity.value,
            harm=HARMS[row.harm],
            audience=row.audience.value,
            report_rhythm=row.report_rhythm.value,
            platforms=(WATCH,),
            thresholds={},
            yields_to=(),
            alert=False,
            looks_at=row.guide.looks_at,
            fix=row.guide.fix,
            source=row.guide.source,
        )
        for row in NAME_CHECKS
    )


def markdown() -> str:
    """Return the page `docs/checks.md`."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    rows = catalogue()
    yield "# The checks"
    yield ""
    yield "<!-- made by `account-health checks --format md`; a test compares it with the tables -->"
    yield ""
    yield "What a fail means: critical (caps the score at 49), high (caps it at 79), medium, low."
    yield "Days of reply are working days, ages of posts are calendar days, and a limit is reached on its very day."
    yield "Numbers can be changed for each account in the registry file:"
    yield "`thresholds = { last-post-age = { warn_days = 14, fail_days = 30 } }`."
    yield 'A check is switched off by `checks = { imprint = "off" }`, or silenced for a while by'
    yield '`mute = [{ check = "imprint", reason = "new website in January", until = 2027-01-31 }]`.'
    yield ""
    yield "When: weekly as a finding; monthly in the month's first report, at most five lines together; number as a figure of"
    yield "the channel; off unless switched on. A check marked ! may go out as an alert between the reports, where it is"
    yield "critical or its finding names what cannot wait."
    yield "A part that could not be seen makes a check `unknown`, never `pass`; one that the platform does not have, `not_applicable`."
    yield ""
    names = [PLATFORM_ROWS[platform].label for platform in registered_platforms()]
    yield "**Order.** Every report tells by harm, the worst first: what hurts today (nobody gets in, a complaint in public, wrong within"
    yield "days), then something false, then who waits, then what is missing, then silence. Of two that harm alike what is overdue comes"
    yield "first, then the severer, then a fail before a warning. Silence beyond half a year asks for a decision in the coming weeks: it"
    yield "has no day and is never urgent, and caps its own channel at 49 and the company at 79."
    yield ""
    yield f"| check | severity | harm | who acts | when | {' | '.join(names)} |"
    yield f"|---|---|---|---|---|{'---|' * len(names)}"
    for row in rows:
        marks = " | ".join("yes" if platform in row.platforms else "–" for platform in registered_platforms())
        when = f"{row.report_rhythm} !" if row.alert else row.report_rhythm
        yield f"| [{row.id}](#{row.id}) | {row.severity} | {row.harm} | {row.audience} | {when} | {marks} |"
    for row in rows:
        yield from _section(row)
    yield from _around_the_name()


def _around_the_name() -> Iterator[str]:
    rows = around_the_name()
    yield from ("", "# The checks of your name", "")
    yield "They belong to no account, give no points and cap nothing; [watch.md](watch.md) says how to switch them on. At most five lines a"
    yield "month, `linked-accounts` among them, and each matter three times. One that you mute is named on the report's page."
    yield ""
    yield "| check | severity | harm | who acts | when |"
    yield "|---|---|---|---|---|"
    for row in rows:
        yield f"| [{row.id}](#{row.id}) | {row.severity} | {row.harm} | {row.audience} | {row.report_rhythm} |"
    for row in rows:
        yield from ("", f"## {row.id}", "", f"**{row.title}.** {row.why}")
        yield from ([f"Source: {row.source}"] if row.source else [])
        yield from ("", f"- Looks at: {row.looks_at}", f"- To fix it: {row.fix}")
        yield f'- To mute it, below `[watch]`: `mute = [{{ check = "{row.id}", reason = "…", until = 2027-01-31 }}]`; without `until` for good'


def _section(row: CatalogueRow) -> Iterator[str]:
    yield ""
    yield f"## {row.id}"
    yield ""
    yield f"**{row.title}.** {row.why}"
    if row.source:
        yield f"Source: {row.source}"
    yield ""
    yield f"- Looks at: {row.looks_at}"
    yield from _limits(row)
    for one in PLATFORM_ROWS.values():
        if row.id in one.severities:
            yield f"- Severity on {one.label}: {one.severities[row.id].value}"
    yield f"- To fix it: {row.fix}"
    yield f"- To adjust it: {_adjust(row)}"
    yield f'- To mute it: `mute = [{{ check = "{row.id}", reason = "…", until = 2027-01-31 }}]`'
    if row.yields_to:
        yield f"- Says nothing where {' or '.join(f'`{one}`' for one in row.yields_to)} already tells the cause."


def _limits(row: CatalogueRow) -> Iterator[str]:
    if row.id == "last-post-age":
        yield "- Limits, by `posts` of the account:"
        for name, numbers in CADENCE.items():
            yield f"  - `{name}`: {_numbers(numbers)}"
        yield "  - `none`: not applicable"
        return
    if row.thresholds:
        yield f"- Limits: {_numbers(row.thresholds)}"
    for one in PLATFORM_ROWS.values():
        if row.id in one.limits:
            yield f"  - {one.label}: {_numbers(one.limits[row.id])}"


def _adjust(row: CatalogueRow) -> str:
    switch = "on" if row.report_rhythm == ReportRhythm.OFF else "off"
    ways = [f'`checks = {{ {row.id} = "{switch}" }}`']
    if row.thresholds:
        key, value = next(iter(row.thresholds.items()))
        ways.insert(0, f"`thresholds = {{ {row.id} = {{ {key} = {value:g} }} }}`")
    if row.id == "last-post-age":
        ways.insert(0, '`posts = "weekly"`')
    return " or ".join(ways)


def _numbers(numbers: Mapping[str, float]) -> str:
    return ", ".join(f"`{key} = {value:g}`" for key, value in numbers.items())


def _report_rhythm(check: Check) -> str:
    return (
        check.report_rhythm.value
        if check.later is None
        else f"{check.report_rhythm.value} once, then {check.later.value}"
    )


def _applies(check: Check, offered: frozenset[str]) -> bool:
    return not check.reads or bool(offered & set(check.reads))
