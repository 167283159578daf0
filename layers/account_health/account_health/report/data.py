"""The report for machines: `report.json` as documented in docs/report.schema.json, and a table of findings."""

import csv
import io
import unicodedata
from datetime import UTC, date, datetime
from typing import TypeAlias

from account_health.model import (
    AccountReport,
    Achieved,
    Advice,
    Brought,
    Change,
    CompanyReport,
    Days,
    Finding,
    Gap,
    Hours,
    KnownRow,
    LastFacts,
    Message,
    Notice,
    OpenItem,
    Outside,
    Own,
    Task,
    Value,
    WatchReport,
)
from account_health.model.company import Company
from account_health.report.context import speaker
from account_health.text.i18n import Translator
from account_health.text.sanitise import clean

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

SCHEMA = 1
COLUMNS = (
    "company",
    "account",
    "platform",
    "check",
    "status",
    "severity",
    "title",
    "url",
    "first_seen",
    "weeks",
    "owner",
    "due",
)
_FORMULA = ("=", "+", "-", "@")


def as_json(report: CompanyReport, company: Company) -> dict[str, Json]:
    """Return the report as JSON can hold it; every key is always there, null where something was not seen.

    Keys are a promise to whoever reads the file: `cadence` of a finding and `held` of an account keep their names.
    """
    return _Data(speaker(report, company), names=company.report.people == "name").company(report)


def as_csv(report: CompanyReport, company: Company) -> str:
    """Return one row per finding, with cells that no spreadsheet takes for formulas."""
    translate = speaker(report, company)
    names = company.report.people == "name"
    stream = io.StringIO(newline="")
    table = csv.writer(stream, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for account in report.accounts:
        for finding in account.findings:
            table.writerow(
                _cell(value)
                for value in (
                    report.company,
                    account.account,
                    account.platform,
                    finding.check,
                    finding.status.value,
                    finding.severity.value,
                    translate.text(finding.title),
                    finding.fix_url or account.url,
                    moment(finding.first_seen),
                    finding.weeks,
                    finding.owner if names else None,
                    finding.due,
                )
            )
    return stream.getvalue()


def _cell(value: str | int | date | None) -> str:
    text = "" if value is None else clean(str(value), 2000)
    return "'" + text if unicodedata.normalize("NFKC", text[:1]).startswith(_FORMULA) else text


def moment(at: datetime | None) -> str | None:
    """Return a time as `YYYY-MM-DDTHH:MM:SSZ`, without a fraction."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def _brought(one: Brought) -> dict[str, Json]:
    return {
        "account": one.account,
        "kind": one.kind,
        "value": one.value,
        "from": one.first.isoformat() if one.first else None,
        "to": one.last.isoformat(),
        "change": one.change,
        "since": one.since.isoformat() if one.since else None,
        "stars": one.stars,
        "course": [{"day": day.isoformat(), "stars": stars} for day, stars in one.course],
        "text": clean(one.text) or None,
    }


class _Data:
    """Turns the nouns of a report into JSON, with sentences in the reader's language."""

    def __init__(self, translate: Translator, *, names: bool) -> None:
        self._say = translate
        self._names = names

    def company(self, report: CompanyReport) -> dict[str, Json]:
        return {
            "schema": SCHEMA,
            "rules_version": report.rules_version,
            "company": {"id": report.company, "name": report.name},
            "run": {
                "id": report.run,
                "now": moment(report.now),
                "looked": moment(report.looked),
                "week": report.week,
            },
            "first": report.first,
            "month_begins": report.month_begins,
            "score": report.score,
            "change": report.change,
            "coverage": report.coverage,
            "reads": sum(account.reads for account in report.accounts),
            "cost_usd": round(sum(account.cost_usd for account in report.accounts), 3),
            "month_cost_usd": round(sum(account.month_cost_usd for account in report.accounts), 2),
            "accounts": [self._account(account) for account in report.accounts],
            "new": [self._change(change) for change in report.new],
            "resolved": [self._change(change) for change in report.resolved],
            "todo": [self._task(task) for task in report.todo],
            "tasks": [self._task(task) for task in report.tasks],
            "notices": [self._notice(notice) for notice in report.notices],
            "achieved": self._achieved(report.achieved) if report.achieved else None,
            "results": [_brought(one) for one in report.results],
            "watch": self._watch(report.watch) if report.watch else None,
            "omitted": [
                {"section": one.section, "account": one.account, "place": one.place, "error": one.error}
                for one in report.omitted
            ],
            "trend": [
                {"week": one.week, "score": one.score, "coverage": one.coverage} for one in report.trend
            ],
        }

    def _watch(self, watch: WatchReport) -> dict[str, Json]:
        return {
            "lines": [
                {
                    "kind": line.kind,
                    "matter": line.matter,
                    "message": self._say.text(line.message),
                    "action": self._say.text(line.action) if line.action else None,
                    "url": line.url,
                    "audience": line.audience.value,
                }
                for line in watch.lines
            ],
            "known": [self._known(row) for row in watch.known],
            "found": [
                {
                    "url": one.url,
                    "name": clean(one.name),
                    "evidence": [self._say.text(each) for each in one.evidence],
                }
                for one in watch.found
            ],
            "searched": watch.searched.isoformat() if watch.searched else None,
            "unseen": [self._say.text(each) for each in watch.unseen],
            "muted": [self._say.text(each) for each in watch.muted],
            "waiting": len(watch.waiting),
        }

    def _known(self, row: KnownRow) -> dict[str, Json]:
        return {
            "url": row.url,
            "is": row.verdict,
            "state": row.state,
            "looked": moment(row.looked),
            "seen": row.seen.isoformat() if row.seen else None,
            "reported": row.reported.isoformat() if row.reported else None,
            "gone": row.gone.isoformat() if row.gone else None,
            "owner": self._person(row.owner),
        }

    def _account(self, account: AccountReport) -> dict[str, Json]:
        return {
            "id": account.account,
            "platform": account.platform,
            "url": account.url,
            "name": account.name,
            "state": account.state,
            "score": account.score,
            "cap": account.cap,
            "held": list(account.carried_forward),
            "coverage": account.coverage,
            "areas": {topic.value: percent for topic, percent in account.areas},
            "last_post_at": moment(account.last_post_at),
            "requests": account.requests,
            "reads": account.reads,
            "cost_usd": account.cost_usd,
            "month_cost_usd": account.month_cost_usd,
            "prices_as_of": account.prices_as_of.isoformat() if account.prices_as_of else None,
            "seen": {
                "posts": account.seen.posts,
                "since": moment(account.seen.since),
                "comments": account.seen.comments,
                "reviews": account.seen.reviews,
            },
            "open_items": [self._item(item) for item in account.open_items],
            "no_answer_needed": account.no_answer_needed,
            "findings": [self._finding(finding) for finding in account.findings],
            "unavailable": [self._gap(gap) for gap in account.unavailable],
            "figures": dict(account.figures),
            "last_facts": self._last_facts(account.last_facts) if account.last_facts else None,
            "ideas": [self._say.text(idea) for idea in account.ideas],
            "advice": self._advice(account.advice) if account.advice else None,
        }

    def _item(self, item: OpenItem) -> dict[str, Json]:
        return {
            "id": item.id,
            "kind": item.kind,
            "url": item.url,
            "author": clean(item.author),
            "excerpt": clean(item.excerpt),
            "at": moment(item.at),
            "rating": item.rating,
            "tone": item.tone,
        }

    def _finding(self, finding: Finding) -> dict[str, Json]:
        evidence: list[Json] = [
            {"url": one.url, "at": moment(one.at), "excerpt": clean(one.excerpt)} for one in finding.evidence
        ]
        return {
            "check": finding.check,
            "topic": finding.topic.value,
            "status": finding.status.value,
            "severity": finding.severity.value,
            "harm": finding.harm.value,
            "audience": finding.audience.value,
            "cadence": finding.report_rhythm.value,
            "title": self._say.text(finding.title),
            "message": self._say.text(finding.message),
            "why": self._say.text(finding.why),
            "action": self._say.text(finding.action) if finding.action else None,
            "fix_url": finding.fix_url,
            "values": {name: self._value(value) for name, value in finding.message.values},
            "evidence": evidence,
            "yields_to": finding.yields_to,
            "first_seen": moment(finding.first_seen),
            "weeks": finding.weeks,
            "unchanged_weeks": finding.unchanged,
            "owner": self._person(finding.owner),
            "due": finding.due.isoformat() if finding.due else None,
        }

    def _value(self, value: Value) -> Json:
        if isinstance(value, tuple):
            return [self._value(item) for item in value]
        if isinstance(value, Message):
            return str(self._say.nested(value))
        return _plain(value)

    def _gap(self, gap: Gap) -> dict[str, Json]:
        return {
            "part": gap.part,
            "reason": gap.reason.value,
            "detail": clean(gap.detail),
            "since": moment(gap.since),
        }

    def _last_facts(self, facts: LastFacts) -> dict[str, Json]:
        return {
            "at": moment(facts.at),
            "last_post_at": moment(facts.last_post_at),
            "waiting": facts.waiting,
            "rating": facts.rating,
        }

    def _advice(self, advice: Advice) -> dict[str, Json]:
        return {
            "choice": advice.choice,
            "cadence": advice.cadence,
            "message": self._say.text(advice.message),
            "reasons": [self._say.text(reason) for reason in advice.reasons],
            "options": [
                {"choice": option.choice, "takes": self._say.text(option.takes)} for option in advice.options
            ],
        }

    def _notice(self, notice: Notice) -> dict[str, Json]:
        return {
            "kind": notice.kind,
            "account": notice.account,
            "message": self._say.text(notice.message),
            "action": self._say.text(notice.action) if notice.action else None,
        }

    def _achieved(self, achieved: Achieved) -> dict[str, Json]:
        return {
            "month": achieved.month,
            "answered": achieved.answered,
            "complete": achieved.complete,
            "median_hours": achieved.median_hours,
            "corrected": [self._change(change) for change in achieved.corrected],
        }

    def _change(self, change: Change) -> dict[str, Json]:
        return {"account": change.account, "check": change.check, "title": self._say.text(change.title)}

    def _task(self, task: Task) -> dict[str, Json]:
        return {
            "account": task.account,
            "check": task.check,
            "severity": task.severity.value,
            "harm": task.harm.value,
            "text": self._say.text(task.text),
            "url": task.url,
            "owner": self._person(task.owner),
            "deputy": self._person(task.deputy),
            "due": task.due.isoformat() if task.due else None,
            "also": list(task.also),
            "minutes": task.minutes,
            "audience": task.audience.value,
        }

    def _person(self, person: str | None) -> str | None:
        return person if self._names else None


def _plain(value: str | float | date | Days | Hours | Outside | Own) -> Json:
    match value:
        case Outside(text) | Own(text):
            return clean(text)
        case Days(count) | Hours(count):
            return count
        case datetime():
            return moment(value)
        case date():
            return value.isoformat()
        case _:
            return value
