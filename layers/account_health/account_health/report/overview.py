"""The overview for an agency or a head office: every company in one line, the worst first, and who got no mail."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from account_health.model import Message, Own, message, message_n
from account_health.model.company import Language
from account_health.report.brief import Brief, said
from account_health.report.context import NAME, fewer
from account_health.report.links import ReportLink, mailto, report_url
from account_health.report.mail import ASK, COLOR, STOP_THESE, foot
from account_health.report.setting import Letter, set_fitting, set_overview_page
from account_health.report.summary import GREEN, YELLOW
from account_health.report.verdict import titled
from account_health.report.views import Companies, CompanyRow, Frame, Link
from account_health.text.colour import on_dark
from account_health.text.i18n import Fragment, Phrase, Translator, foreign, together, translator

MOST: Final = 100
"""The most companies that stand in the overview by name; all are counted."""

_NO_REPORT: Final[Mapping[str, Message]] = MappingProxyType(
    {"RegistryError": message("the registry file cannot be used")}
)
_NOT_SENT: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "FAILED": message("refused"),
        "UNKNOWN": message("nobody knows whether it went out"),
        "CLAIMED": message("nobody knows whether it went out"),
        "RETRYABLE": message("the mail service was too busy"),
        "SUPPRESSED": message("no longer accepts mail"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One company of a run.

    `brief` is None where there is no report, and `error` then says why; `report` leads to it, where links are on, and
    `place` names it in the storage; `unsent` are (address, state of the ledger) of
    mails that were due and did not go out, `signed_off` the addresses that want none.
    """

    company: str
    brief: Brief | None
    error: str | None = None
    report: ReportLink | None = None
    place: str = ""
    unsent: tuple[tuple[str, str], ...] = ()
    signed_off: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads an overview: language, time zone, the mailbox that reads the answers, and the day of the next overview."""

    language: Language
    timezone: str
    reply_to: str
    next_day: date | None = None


def render_overview(lines: tuple[Line, ...], reader: Reader, now: datetime) -> Letter:
    """Return the mail about these companies; the same input gives the same text."""
    speaker = translator(reader.language, timezone=reader.timezone, now=now)
    overview = _Overview(lines, reader, speaker, now)
    return set_fitting("overview", map(overview.view, fewer(MOST)), speaker)


def render_overview_page(lines: tuple[Line, ...], reader: Reader, now: datetime) -> str:
    """Return a page about these companies for whoever looked at them by hand; each leads to its report, and nobody is left out."""
    speaker = translator(reader.language, timezone=reader.timezone, now=now)
    view = _Overview(lines, reader, speaker, now, _not_made).view(len(lines))
    looked = (line.brief.looked for line in lines if line.brief and line.brief.looked)
    frame = replace(view.frame, footer=foot(speaker, min(looked, default=now), ()))
    return set_overview_page(replace(view, frame=frame), speaker)


def _not_sent(number: int) -> Message:
    return message_n("{n} report was not sent.", "{n} reports were not sent.", number)


def _not_made(number: int) -> Message:
    return message_n("{n} report could not be made.", "{n} reports could not be made.", number)


@dataclass(frozen=True, slots=True)
class _Overview:
    """What an overview is made of; `missing` says how many reports did not come to be read."""

    lines: tuple[Line, ...]
    reader: Reader
    translate: Translator
    now: datetime
    missing: Callable[[int], Message] = _not_sent

    def view(self, most: int) -> Companies:
        told = [(line.brief, line) for line in self.lines if line.brief]
        told.sort(key=lambda pair: pair[0].badness)
        briefs = [brief for brief, _ in told]
        unsent = [line for line in self.lines if line.error or self._failed(line)]
        unmailed = [line for line in self.lines if line.signed_off or self._suppressed(line)]
        return Companies(
            frame=self._frame(briefs, len(unsent)),
            unsent=tuple(map(self._unsent, unsent[:most])),
            companies=tuple(self._row(*one) for one in told[:most]),
            more=(*self._uncounted(briefs[most:]), *self._others(len(unsent) - most, len(unmailed) - most)),
            unmailed=tuple(map(self._unmailed, unmailed[:most])),
        )

    def _frame(self, briefs: list[Brief], unsent: int) -> Frame:
        translate = self.translate
        urgent = sum(brief.urgent for brief in briefs)
        blurred = sum(not brief.complete for brief in briefs)
        total = translate.figure(len(self.lines))
        if urgent:
            head = message_n(
                "Urgent at {number} of {total} company",
                "Urgent at {number} of {total} companies",
                len(self.lines),
                number=translate.figure(urgent),
                total=total,
            )
        elif blurred:
            head = message_n(
                "{number} of {total} company not fully checked",
                "{number} of {total} companies not fully checked",
                len(self.lines),
                number=translate.figure(blurred),
                total=total,
            )
        else:
            head = message_n(
                "Nothing urgent at {total} company",
                "Nothing urgent at {total} companies",
                len(self.lines),
                total=total,
            )
        counts = (
            message_n("{n} company has something urgent.", "{n} companies have something urgent.", urgent),
            message_n(
                "{n} company could not be checked in full.",
                "{n} companies could not be checked in full.",
                blurred,
            ),
            self.missing(unsent),
        )
        beside = (0 if urgent else None, blurred if urgent else None, unsent)
        lead = tuple(translate.phrase(count) for count, n in zip(counts, beside, strict=True) if n)
        today = translate.local(self.now).date()
        verdict = translate.phrase(message("{what}.", what=head))
        return Frame(
            language=translate.language,
            subject=titled(
                translate.text(head), translate.text(message("Overview")), f", {translate.day(today)}"
            ),
            sender=Phrase((Fragment(translate.text(message("Channel check"))),)),
            about=None,
            day=translate.weekday(today),
            draft=None,
            preheader=together((verdict, *lead)),
            verdict=verdict,
            lead=lead,
            footer=foot(
                translate,
                min((brief.looked for brief in briefs if brief.looked), default=self.now),
                (
                    message("You receive this overview because your address is registered for it."),
                    *self._next(),
                    ASK,
                ),
            ),
            unsubscribe=Link(
                mailto(self.reader.reply_to, "Unsubscribe overview"),
                translate.phrase(STOP_THESE),
            ),
            brand_footer=None,
            color=COLOR,
            color_on_dark=on_dark(COLOR),
        )

    def _next(self) -> tuple[Message, ...]:
        day = self.reader.next_day
        return () if day is None else (message("The next overview comes on {day}.", day=day),)

    def _row(self, brief: Brief, line: Line) -> CompanyRow:
        report = line.report
        return CompanyRow(
            link=None if report is None else Link(report_url(report), foreign(brief.name, NAME)),
            place=line.place if report is None else "",
            name=foreign(brief.name, NAME),
            line=self._said(brief),
            score_summary=self._score_summary(brief),
        )

    def _said(self, brief: Brief) -> Phrase:
        return together(tuple(map(self.translate.phrase, said(brief))), " · ")

    def _score_summary(self, brief: Brief) -> str:
        if brief.score is None:
            return "–"
        score = self.translate.figure(brief.score)
        if not brief.change:
            return score
        sign = "+" if brief.change > 0 else ""
        return f"{score} ({sign}{self.translate.figure(brief.change)})"

    def _unsent(self, line: Line) -> CompanyRow:
        if line.error:
            return self._plain(
                line, (self.translate.nested(_NO_REPORT.get(line.error, message("no report was made"))),)
            )
        return self._plain(line, tuple(self._address(*mail) for mail in self._failed(line)))

    def _unmailed(self, line: Line) -> CompanyRow:
        off = [
            self.translate.nested(message("{address} (unsubscribed)", address=Own(address)))
            for address in line.signed_off
        ]
        return self._plain(line, (*off, *(self._address(*mail) for mail in self._suppressed(line))))

    def _address(self, address: str, state: str) -> Phrase:
        why = _NOT_SENT.get(state, message("not sent"))
        return self.translate.nested(message("{address} ({why})", address=Own(address), why=why))

    def _plain(self, line: Line, pieces: tuple[Phrase, ...]) -> CompanyRow:
        name = line.brief.name if line.brief else line.company
        return CompanyRow(name=foreign(name, NAME), line=together(pieces, "; "), score_summary="")

    @staticmethod
    def _failed(line: Line) -> tuple[tuple[str, str], ...]:
        return tuple(mail for mail in line.unsent if mail[1] != "SUPPRESSED")

    @staticmethod
    def _suppressed(line: Line) -> tuple[tuple[str, str], ...]:
        return tuple(mail for mail in line.unsent if mail[1] == "SUPPRESSED")

    def _uncounted(self, rest: list[Brief]) -> tuple[Phrase, ...]:
        """Return the companies that do not stand there by name, counted by where they stand."""
        if not rest:
            return ()
        scores = [brief.score for brief in rest]
        bands = (
            sum(score is not None and score < YELLOW for score in scores),
            sum(score is not None and YELLOW <= score < GREEN for score in scores),
            sum(score is not None and score >= GREEN for score in scores),
            sum(score is None for score in scores),
        )
        low, middle, high, none = map(self.translate.figure, bands)
        return (
            self.translate.phrase(
                message_n(
                    "{n} more company is doing better than these.",
                    "{n} more companies are doing better than these.",
                    len(rest),
                )
            ),
            self.translate.phrase(
                message(
                    "Of these, {high} score 80 or more, {middle} 50 to 79, {low} below 50; {none} have no score.",
                    high=high,
                    middle=middle,
                    low=low,
                    none=none,
                )
            ),
        )

    def _others(self, unsent: int, unmailed: int) -> tuple[Phrase, ...]:
        hidden = max(unsent, 0) + max(unmailed, 0)
        if not hidden:
            return ()
        return (
            self.translate.phrase(
                message_n(
                    "{n} more entry about mails is in the email to the operator.",
                    "{n} more entries about mails are in the email to the operator.",
                    hidden,
                )
            ),
        )
