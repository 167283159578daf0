"""Makes the view of the whole report for a browser: every task, channel, finding and check, in the order of the mail."""

from datetime import date
from typing import Final

from account_health.model import (
    TOLD,
    AccountReport,
    Evidence,
    Finding,
    Message,
    ReportRhythm,
    Severity,
    Status,
    Topic,
    message,
    message_n,
)
from account_health.report.around import around_page
from account_health.report.channels import Sheet
from account_health.report.context import ReportContext, blind, calm, is_noise
from account_health.report.mail import task_views
from account_health.report.views import (
    ChannelView,
    CheckGroup,
    CheckRow,
    Choice,
    Link,
    PageView,
    ProofView,
    View,
    Week,
    WholeChannel,
    WholeFinding,
)
from account_health.report.words import STATUSES, TOPICS, Tone, badge, upkeep
from account_health.text.i18n import Fragment, Phrase, together

_STATES: Final = (
    Status.FAIL,
    Status.WARN,
    Status.UNKNOWN,
    Status.MUTED,
    Status.PASS,
    Status.NOT_APPLICABLE,
)
"""The order in which a reader wants to see them."""
_FIGURES: Final = frozenset({Status.PASS, Status.WARN, Status.FAIL})
_LEAST_WEEKS: Final = 3
_MONDAY = "-1"


def page(sheet: Sheet, shared: View) -> PageView:
    """Return what the whole report shows beside `shared`, the view of the same sheet."""
    context = sheet.context
    channels = tuple(
        _Channel(sheet, account, told) for account, told in zip(context.ordered, shared.channels, strict=True)
    )
    groups = tuple(group for channel in channels if (group := channel.group()).rows)
    rows = sorted((row for group in groups for row in group.rows), key=lambda row: row.rank)
    return PageView(
        tasks=task_views(sheet, context.all_tasks),
        channels=tuple(channel.view() for channel in channels),
        weeks=_weeks(context),
        groups=groups,
        around=around_page(sheet),
        area_choices=_distinct([row.area for row in rows]),
        status_choices=_distinct([row.status for row in rows]),
    )


def _distinct(choices: list[Choice]) -> tuple[Choice, ...]:
    return tuple({choice.value: choice for choice in choices}.values())


def _weeks(context: ReportContext) -> tuple[Week, ...]:
    """Return the weeks of the trend by their Mondays; fewer than three numbers are no trend."""
    known = [one for one in context.report.trend if one.score is not None]
    if context.report.first or len(known) < _LEAST_WEEKS:
        return ()
    return tuple(
        Week(context.translate.shortest_day(date.fromisoformat(one.week + _MONDAY)), one.score)
        for one in context.report.trend
    )


def _not_applied(count: int) -> Message:
    return message_n("{n} check does not apply here.", "{n} checks do not apply here.", count)


class _Channel:
    """One channel of the page."""

    def __init__(self, sheet: Sheet, account: AccountReport, shared: ChannelView) -> None:
        self._sheet = sheet
        self._context = sheet.context
        self._say = sheet.context.translate
        self._account = account
        self._shared = shared

    def view(self) -> WholeChannel:
        account, shared = self._account, self._shared
        return WholeChannel(
            name=shared.name,
            short=self._short(),
            state=shared.state,
            areas=self._areas(),
            looked_at=self._looked_at(),
            link=shared.link,
            notes=shared.notes,
            last=shared.last,
            findings=tuple(
                WholeFinding(
                    title=self._say.phrase(found.title),
                    finding=told,
                    since=self._since(found),
                    proofs=() if self._quoted(found) else tuple(map(self._proof, found.evidence)),
                )
                for found, told in zip(self._sheet.findings(account), shared.findings, strict=True)
            ),
            quotes=shared.quotes,
            ideas=shared.ideas,
            advice=shared.advice,
            quiet=calm(account) and account.state == "active",
            figures=tuple(
                self._say.phrase(finding.message)
                for finding in account.findings
                if finding.report_rhythm is ReportRhythm.NUMBER and finding.status in _FIGURES
            ),
        )

    def _short(self) -> Phrase:
        return self._say.phrase(
            self._context.named(self._account, self._context.channel(self._account).short)
        )

    def group(self) -> CheckGroup:
        listed = [finding for finding in self._account.findings if not is_noise(finding)]
        by_state = {status: [finding for finding in listed if finding.status is status] for status in _STATES}
        apart = by_state.pop(Status.NOT_APPLICABLE)
        counts = (
            message("{state}: {number}", state=STATUSES[status], number=self._say.figure(len(found)))
            for status, found in by_state.items()
            if found
        )
        rows = (self._row(finding) for found in by_state.values() for finding in found)
        return CheckGroup(
            channel=self._short(),
            counts=tuple(map(self._say.nested, counts)),
            rows=tuple(sorted(rows, key=lambda row: row.rank)),
            lines=tuple(self._titles(status, found) for status, found in by_state.items() if found),
            apart=self._say.phrase(_not_applied(len(apart))) if apart else None,
            apart_named=self._titles(Status.NOT_APPLICABLE, apart) if apart else None,
        )

    def _titles(self, status: Status, found: list[Finding]) -> Phrase:
        """Return the checks of a state in one line."""
        titles = dict.fromkeys(finding.title for finding in found)
        named = together(tuple(map(self._say.phrase, titles)), ", ")
        state = self._say.phrase(message("{state}:", state=STATUSES[status]))
        return together((state, Phrase((*named.fragments, Fragment(".")))))

    def _row(self, finding: Finding) -> CheckRow:
        mine = self._context.mine(finding) or finding.status not in TOLD
        return CheckRow(
            area=Choice(value=finding.topic.value, name=self._say.phrase(TOPICS[finding.topic])),
            status=Choice(value=finding.status.value, name=self._say.phrase(STATUSES[finding.status])),
            rank=_STATES.index(finding.status) * len(Severity) + finding.severity.rank,
            tone=self._tone(finding),
            title=self._say.phrase(finding.title),
            message=self._say.phrase(finding.message if mine else upkeep(finding)),
        )

    def _tone(self, finding: Finding) -> Tone:
        if finding.status is Status.PASS:
            return "calm"
        return badge(finding, self._context.today)[1] if finding.status in TOLD else "later"

    def _area(self, topic: Topic, percent: int | None) -> Phrase:
        area = TOPICS[topic]
        if percent is None:
            return self._say.phrase(message("{area}: not checked", area=area))
        return self._say.phrase(message("{area}: {score} of 100", area=area, score=self._say.figure(percent)))

    def _areas(self) -> tuple[Phrase, ...]:
        """Return the areas with their numbers, and how much was not seen; notes tell of a channel that is blind."""
        if blind(self._account):
            return ()
        coverage = self._account.coverage
        areas = tuple(self._area(topic, percent) for topic, percent in self._account.areas)
        if coverage is None or coverage == 1:
            return areas
        missing = message("Not checked: {percent}", percent=self._say.percent(1 - coverage))
        return (*areas, self._say.phrase(missing))

    def _looked_at(self) -> Phrase | None:
        seen = self._account.seen
        things = tuple(
            some if count else none
            for count, some, none in (
                (seen.posts, message_n("{n} post", "{n} posts", seen.posts or 0), message("no posts")),
                (
                    seen.comments,
                    message_n("{n} comment", "{n} comments", seen.comments or 0),
                    message("no comments"),
                ),
                (
                    seen.reviews,
                    message_n("{n} review", "{n} reviews", seen.reviews or 0),
                    message("no reviews"),
                ),
            )
            if count is not None
        )
        if not things:
            return None
        if seen.since is None:
            return self._say.phrase(message("Checked: {things}.", things=things))
        return self._say.phrase(message("Checked: {things} since {day}.", things=things, day=seen.since))

    def _since(self, finding: Finding) -> Phrase | None:
        if finding.first_seen is None or self._context.report.first:
            return None
        if (finding.weeks or 1) == 1:
            return self._say.phrase(message("New in this report"))
        return self._say.phrase(message("Reported since {day}", day=finding.first_seen))

    def _quoted(self, finding: Finding) -> bool:
        """Tell whether what a finding is made of stands below it anyway: everything that waits is quoted."""
        items = {item.url for item in self._account.open_items}
        return bool(items) and all(one.url in items for one in finding.evidence)

    def _proof(self, one: Evidence) -> ProofView:
        target = self._sheet.links.safe(one.url)
        place = self._context.channel(self._account).place
        quoted = self._context.company.report.quotes and one.excerpt.strip()
        return ProofView(
            link=Link(target, self._say.phrase(message("View {place}", place=place))) if target else None,
            day=self._say.day(self._say.local(one.at).date()) if one.at else None,
            text=self._say.quote(one.excerpt) if quoted else None,
        )
