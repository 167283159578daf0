"""The second table of checks: what is said and shown in the company's name. Judged once for a company and not for each account.

A row gives no points and caps nothing. It says which lines of the report are its own, so that whoever mutes it by `[watch] mute`
hears no more of them; `docs/checks.md` and `account-health checks` list it with the others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from account_health.checks.guide import Guide
from account_health.model import Audience, Harm, Message, ReportRhythm, Severity, message
from account_health.model.watch import LineKind


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCheck:
    """One row: `lines` are the kinds of lines that it tells, `guide` what the page of checks says of it."""

    id: str
    title: Message
    why: str
    lines: tuple[LineKind, ...]
    severity: Severity
    harm: Harm
    report_rhythm: ReportRhythm
    guide: Guide
    audience: Audience = Audience.OWNER


_KNOWN: Final = "`account-health known FILE.toml URL ours|not_ours|fake` settles it for good."

NAME_CHECKS: Final = (
    NameCheck(
        id="critical-mention",
        title=message("Grave articles"),
        why="People ask you about what they have read, and whoever knows it can answer.",
        lines=("critical",),
        severity=Severity.HIGH,
        harm=Harm.OUTCRY,
        report_rhythm=ReportRhythm.WEEKLY,
        guide=Guide(
            "Entries of the alert feeds that name you with a place of yours, or by two words that tell the name from others, with hard words near "
            "the name, or three stars and fewer on a review site. Each story once, two a report.",
            "Read it. Words that mean somebody else belong into `not_us`.",
        ),
    ),
    NameCheck(
        id="lookalike-accounts",
        title=message("Entries with your name"),
        why="Customers write to whoever bears your name.",
        lines=("poses", "ours", "waiting"),
        severity=Severity.HIGH,
        harm=Harm.WRONG,
        report_rhythm=ReportRhythm.WEEKLY,
        guide=Guide(
            "What the month's search found with your name and with your street, telephone number or website: by evidence, never by the name "
            "alone. One a report; again after 30 and 90 days, then only counted.",
            _KNOWN,
        ),
    ),
    NameCheck(
        id="unclaimed-listing",
        title=message("Listings that nobody looks after"),
        why="Anyone may claim such a listing, and customers read its hours.",
        lines=("unclaimed",),
        severity=Severity.HIGH,
        harm=Harm.WRONG,
        report_rhythm=ReportRhythm.WEEKLY,
        guide=Guide(
            "The same search: a place on Google with your name and your street, number or website that nobody has claimed.",
            f"Claim it, or ask Google to merge both. {_KNOWN}",
        ),
    ),
    NameCheck(
        id="known-fakes",
        title=message("Profiles in your name"),
        why="Until the platform takes it down it speaks in your name.",
        lines=("fake", "fake_stays", "fake_gone"),
        severity=Severity.MEDIUM,
        harm=Harm.WRONG,
        report_rhythm=ReportRhythm.WEEKLY,
        guide=Guide(
            "What a person called a fake below `[[known]]`: whether it is reported, and 14 days later whether it is still there.",
            "`account-health notice FILE.toml URL` prints a notice; `known` notes `--reported` and `--gone`.",
            "Article 16, Regulation (EU) 2022/2065 (European Union, 2022).",
        ),
    ),
    NameCheck(
        id="known-profiles",
        title=message("Pages elsewhere"),
        why="An old address on a page that nobody looks at sends customers to the wrong door.",
        lines=("dead", "inventory"),
        severity=Severity.LOW,
        harm=Harm.MISSING,
        report_rhythm=ReportRhythm.MONTHLY,
        guide=Guide(
            "What you called yours below `[[known]]`: a link that is gone, where a program may look, and what no person has looked at for "
            "180 days, for all together once a quarter.",
            "Look, and note the day with `--seen`.",
        ),
    ),
    NameCheck(
        id="alert-feed",
        title=message("Alert feeds"),
        why="An alert that is gone is as silent as one that finds nothing.",
        lines=("feed",),
        severity=Severity.LOW,
        harm=Harm.MISSING,
        report_rhythm=ReportRhythm.WEEKLY,
        audience=Audience.OPERATOR,
        guide=Guide(
            "Whether each feed below `[[watch.feeds]]` is there and is a feed. What could not be read once is named and no fault.",
            "Make the alert anew, and store its new address.",
        ),
    ),
    NameCheck(
        id="new-mentions",
        title=message("Mentions"),
        why="Who knows how often people write about them knows when it changes.",
        lines=("mentions", "looked"),
        severity=Severity.INFO,
        harm=Harm.MISSING,
        report_rhythm=ReportRhythm.MONTHLY,
        guide=Guide(
            "How often the alerts named you last month, with three titles; job adverts, directories and firms elsewhere are counted. "
            "Where nothing was new, where we looked.",
            "Nothing is to be done.",
        ),
    ),
    NameCheck(
        id="hand-search",
        title=message("Searching by hand"),
        why="Most networks let no program search for a name.",
        lines=("by_hand",),
        severity=Severity.LOW,
        harm=Harm.MISSING,
        report_rhythm=ReportRhythm.MONTHLY,
        guide=Guide(
            "Whether a person has searched by hand in the last 100 days.",
            "Follow the links of the page, ten minutes, then `account-health known FILE.toml --searched DAY`.",
        ),
    ),
)
NAME_CHECK_BY_ID: Final[Mapping[str, NameCheck]] = MappingProxyType({row.id: row for row in NAME_CHECKS})
NAME_CHECK_IDS: Final = frozenset(NAME_CHECK_BY_ID)
NAME_CHECK_OF: Final[Mapping[LineKind, NameCheck]] = MappingProxyType(
    {kind: row for row in NAME_CHECKS for kind in row.lines}
)
"""Kind of a line -> its row."""
