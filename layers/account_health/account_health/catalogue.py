"""The catalogue of checks for people: as rows, and as the page `docs/checks.md`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from account_health.checks import CHECKS, Check
from account_health.policy import BY_PLATFORM, CADENCE, THRESHOLDS

PLATFORM_NAMES: Mapping[str, str] = {
    "facebook": "Facebook",
    "instagram": "Instagram",
    "x": "X",
    "blog": "Blog / website",
    "google_business_profile": "Google Business Profile",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueRow:
    """One check as `account-health checks` lists it."""

    id: str
    topic: str
    title: str
    why: str
    severity: str
    audience: str
    cadence: str
    platforms: tuple[str, ...]
    thresholds: Mapping[str, float]
    yields_to: tuple[str, ...]


def catalogue(offers: Mapping[str, frozenset[str]]) -> tuple[CatalogueRow, ...]:
    """Return every check, in the order of the table.

    Args:
        offers: platform -> the snapshot parts that it offers; decides which check can say something where.
    """
    return tuple(
        CatalogueRow(
            id=check.id,
            topic=check.topic.value,
            title=check.title.text,
            why=check.why.text,
            severity=check.severity.value,
            audience=check.audience.value,
            cadence=_cadence(check),
            platforms=tuple(platform for platform in offers if _applies(check, offers[platform])),
            thresholds=THRESHOLDS.get(check.id, {}),
            yields_to=check.because,
        )
        for check in CHECKS
    )


def markdown(offers: Mapping[str, frozenset[str]]) -> str:
    """Return the page `docs/checks.md`."""
    return "\n".join(_lines(offers)) + "\n"


def _lines(offers: Mapping[str, frozenset[str]]) -> Iterator[str]:
    rows = catalogue(offers)
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
    names = [PLATFORM_NAMES[platform] for platform in offers]
    yield f"| check | severity | who acts | when | {' | '.join(names)} |"
    yield f"|---|---|---|---|{'---|' * len(names)}"
    for row in rows:
        marks = " | ".join("yes" if platform in row.platforms else "–" for platform in offers)
        yield f"| [{row.id}](#{row.id}) | {row.severity} | {row.audience} | {row.cadence} | {marks} |"
    for row in rows:
        yield ""
        yield f"## {row.id}"
        yield ""
        yield f"**{row.title}.** {row.why}"
        yield from _limits(row)
        if row.yields_to:
            yield ""
            yield f"Says nothing where {' or '.join(f'`{one}`' for one in row.yields_to)} already tells the cause."


def _limits(row: CatalogueRow) -> Iterator[str]:
    if not row.thresholds:
        return
    yield ""
    if row.id == "last-post-age":
        yield "The limits follow from `posts` of the account:"
        yield ""
        for name, numbers in CADENCE.items():
            yield f"- `{name}`: {_numbers(numbers)}"
        return
    yield f"Defaults: {_numbers(row.thresholds)}"
    for (check, platform), numbers in BY_PLATFORM.items():
        if check == row.id:
            yield f"; {PLATFORM_NAMES[platform]}: {_numbers(numbers)}"


def _numbers(numbers: Mapping[str, float]) -> str:
    return ", ".join(f"`{key} = {value:g}`" for key, value in numbers.items())


def _cadence(check: Check) -> str:
    return (
        check.cadence.value
        if check.later is None
        else f"{check.cadence.value} once, then {check.later.value}"
    )


def _applies(check: Check, offered: frozenset[str]) -> bool:
    return not check.reads or bool(offered & set(check.reads))
