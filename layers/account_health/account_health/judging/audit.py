"""audit(snapshot, …) -> AccountReport: every check of the table, judged purely."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from account_health.calendar.working_days import clock_of
from account_health.checks import CHECKS, Check, Context
from account_health.checks.check import not_applicable
from account_health.checks.conversation import told_as_refused
from account_health.checks.exempt import read_elsewhere
from account_health.checks.waiting_words import excerpt
from account_health.judging.score import score_account, weight, with_score
from account_health.memory.done import still_done
from account_health.memory.state import AccountState, as_last_week, opened
from account_health.memory.tries import tries_after
from account_health.memory.waiting import WaitingItem, joined, waiting
from account_health.model import (
    CONVERSATIONS,
    PARTS,
    TOLD,
    Access,
    AccountReport,
    Conversation,
    Finding,
    Gap,
    Message,
    NotOffered,
    OpenItem,
    Outside,
    Posts,
    Reach,
    Reason,
    ReportRhythm,
    Seen,
    Snapshot,
    Status,
    Unavailable,
    Verdict,
    message,
)
from account_health.model.company import Account, Company, Mute
from account_health.model.limits import REVIEW_WINDOW_DAYS, limits
from account_health.model.platform import PLATFORM_ROWS
from account_health.model.reasons import reason_on
from account_health.model.terms import PRESSING_SOUNDS

NOT_OFFERED = Verdict(status=Status.NOT_APPLICABLE, message=message("This channel has nothing of the kind."))
SILENT = Verdict(status=Status.NOT_APPLICABLE, message=message("This check is switched off."))
LOST = "domain-lost"
UNJUDGED = frozenset({Status.NOT_APPLICABLE, Status.MUTED})


def audit(
    snapshot: Snapshot, company: Company, account: Account, now: datetime, before: AccountState | None
) -> AccountReport:
    """Judge what was seen of one account; the same input gives the same report.

    Args:
        snapshot: what was seen, whole or with gaps.
        company: whose account it is; its zone, country and pauses make the clock.
        account: the registered account, with its facts and its own limits.
        now: the time of the look.
        before: what the last look left behind; None for the first one.
    """
    noted = before.noted if before else ()
    done = frozenset(one.item for one in still_done(company.done, noted, snapshot))
    before = as_last_week(before, now)
    clock = clock_of(company)
    missing = missing_parts(snapshot, before)
    talk = _conversations(snapshot)
    waits = {name: waiting(part, done) for name, part in talk.items() if not part.counted_only}
    findings: dict[str, Finding] = {}
    context = Context(
        limits={},
        company=company,
        account=account,
        clock=clock,
        now=now,
        today=now.astimezone(clock.zone).date(),
        missing=missing,
        before=before,
        created_at=opened(before, snapshot),
        held_back=sum(part.held_back for part in talk.values()),
        access=snapshot.access if isinstance(snapshot.access, Access) else None,
        tries=tries_after(before.tries if before else (), snapshot),
        beyond=snapshot.reach.beyond if isinstance(snapshot.reach, Reach) else "reached",
        waits=waits,
        everywhere=joined(waits.values()),
    )
    switches = dict(account.checks)
    for check in CHECKS:
        own = limits(check.id, account)
        own_context = context.judged_by(own) if own else context
        verdict = SILENT if _is_off(check, switches) else _verdict(check, snapshot, own_context)
        findings[check.id] = _muted(_finding(check, verdict, account, own), account, context.today)
    rows = tuple(_yielding(findings[check.id], check, findings) for check in CHECKS)
    score = score_account(rows)
    return AccountReport(
        account=account.id,
        platform=account.platform,
        url=account.url,
        name=account.name or account.id,
        state=account.state,
        score=score.value,
        cap=score.cap,
        ceiling=score.ceiling,
        company_ceiling=score.company_ceiling,
        coverage=score.coverage,
        judged=score.judged,
        applicable=score.applicable,
        areas=score.areas,
        last_post_at=_last_post_at(snapshot),
        requests=snapshot.requests,
        reads=snapshot.reads,
        cost_usd=snapshot.cost_usd,
        month_cost_usd=snapshot.month_cost_usd,
        prices_as_of=snapshot.prices_as_of,
        seen=_seen(snapshot),
        open_items=_open_items(context),
        no_answer_needed=context.everywhere.no_answer_needed,
        findings=rows,
        unavailable=missing,
        figures=tuple((row.check, row.figure) for row in rows if row.report_rhythm is ReportRhythm.NUMBER),
    )


def retold(report: AccountReport, check: Check, verdict: Verdict, account: Account) -> AccountReport:
    """Return an account's report with another verdict of one check, and the number that follows from it.

    What is muted or switched off, or steps back behind a cause, stays so; a pass does not undo that something was not
    seen.
    """
    known = next(finding for finding in report.findings if finding.check == check.id)
    if not is_judged(report, check, account):
        return report
    if verdict.status is Status.PASS and known.status is Status.UNKNOWN:
        return report
    new = replace(_finding(check, verdict, account, dict(known.limits)), limits=known.limits)
    rows = tuple(new if row.check == check.id else row for row in report.findings)
    return with_score(replace(report, findings=rows), score_account(rows))


def is_judged(report: AccountReport, check: Check, account: Account) -> bool:
    """Tell whether a check is on for an account, not muted, and not told by one of its causes."""
    rows = {finding.check: finding for finding in report.findings}
    causes = any(rows[cause].status in TOLD for cause in check.because)
    return not (_is_off(check, dict(account.checks)) or rows[check.id].status is Status.MUTED or causes)


def missing_parts(snapshot: Snapshot, before: AccountState | None) -> tuple[Gap, ...]:
    """Return every part that could not be seen, wholly or in part, with the first look that missed it."""
    since = before.missing_since if before else {}
    gaps = []
    for name in PARTS:
        part = getattr(snapshot, name)
        gap = part if isinstance(part, Unavailable) else getattr(part, "gap", None)
        if gap is not None:
            gaps.append(Gap(name, gap.reason, gap.detail, since.get(name, snapshot.taken_at)))
    return tuple(gaps)


def _verdict(check: Check, snapshot: Snapshot, context: Context) -> Verdict:
    """Run one rule, unless it does not apply anyway. What was seen may convict; it acquits only where nothing was missing.

    Posts are the exception: one fresh post is proof enough, whatever else was not seen.
    """
    parts = [getattr(snapshot, name) for name in check.reads]
    offered = [part for part in parts if not isinstance(part, NotOffered)]
    if parts and not offered:
        elsewhere = read_elsewhere(context) if "comments" in check.reads else None
        return not_applicable(elsewhere) if elsewhere else NOT_OFFERED
    if check.exempt and (reason := check.exempt(context)):
        return not_applicable(reason)
    unseen = [part for part in offered if isinstance(part, Unavailable)]
    if unseen and len(unseen) == len(offered):
        return Verdict(status=Status.UNKNOWN, message=reason_on(context.account.platform, unseen[0].reason))
    seen = [None if isinstance(part, (Unavailable, NotOffered)) else part for part in parts]
    verdict = check.rule(*seen, context=context)
    if verdict.status is not Status.PASS:
        return verdict
    unseen += [
        part.gap for part in seen if part is not None and part.gap is not None and not isinstance(part, Posts)
    ]
    if unseen:
        return Verdict(
            status=Status.UNKNOWN,
            message=reason_on(context.account.platform, unseen[0].reason),
            figure=verdict.figure,
        )
    return verdict


def _finding(check: Check, verdict: Verdict, account: Account, own: Mapping[str, float]) -> Finding:
    row = PLATFORM_ROWS[account.platform]
    leading = row.leading.get(check.topic) == check.id
    if check.id in row.remarks:
        verdict = _remark(verdict)
    return Finding(
        check=check.id,
        topic=check.topic,
        status=verdict.status,
        severity=verdict.severity or row.severities.get(check.id, check.severity),
        audience=verdict.audience or check.audience,
        report_rhythm=verdict.report_rhythm
        or (ReportRhythm.WEEKLY if check.report_rhythm is ReportRhythm.OFF else check.report_rhythm),
        title=check.title,
        message=verdict.message,
        why=check.why,
        action=verdict.action,
        fix_url=verdict.fix_url,
        evidence=verdict.evidence,
        yields_to=verdict.yields_to,
        figure=verdict.figure,
        harm=verdict.harm or check.harm_of(verdict.status),
        decision=check.decision,
        leading=leading,
        owner=account.owner,
        limits=tuple(sorted(own.items())) if own else (),
        urgent=verdict.urgent,
    )


def _remark(verdict: Verdict) -> Verdict:
    """Return a verdict that warns at most and is told once a month, where a platform asks for no more."""
    status = Status.WARN if verdict.status is Status.FAIL else verdict.status
    return verdict._replace(status=status, report_rhythm=ReportRhythm.MONTHLY)


def _is_off(check: Check, switches: Mapping[str, str]) -> bool:
    switch = switches.get(check.id)
    return switch == "off" or (check.report_rhythm is ReportRhythm.OFF and switch != "on")


def _muted(finding: Finding, account: Account, today: date) -> Finding:
    """Silence a finding while its mute lasts; a mute that ended changes nothing any more."""
    for mute in account.mute:
        if mute.check == finding.check and mute.holds(today):
            return replace(finding, status=Status.MUTED, message=_muted_because(mute), action=None)
    return finding


def _muted_because(mute: Mute) -> Message:
    if mute.until is None:
        return message("Muted: {reason}.", reason=Outside(mute.reason))
    return message("Muted until {day}: {reason}.", day=mute.until, reason=Outside(mute.reason))


def _yielding(finding: Finding, check: Check, findings: Mapping[str, Finding]) -> Finding:
    """One cause, one finding: step back behind a check that already tells the cause.

    What counts in the number and was not seen because the address is lost stays unknown: it applies as before.
    """
    if not check.because or finding.status in UNJUDGED:
        return finding
    for cause in check.because:
        if findings[cause].status in TOLD:
            if cause == LOST and finding.status is Status.UNKNOWN and weight(finding):
                return finding
            return replace(
                finding,
                status=Status.NOT_APPLICABLE,
                message=message("Reported under “{check}”.", check=findings[cause].title),
                action=None,
                evidence=(),
                yields_to=cause,
            )
    return finding


def _last_post_at(snapshot: Snapshot) -> datetime | None:
    """Return when the newest post appeared; None where a newer one may be among those that were not seen."""
    posts = snapshot.posts
    if not isinstance(posts, Posts) or not posts.items or posts.dated_by != "entry":
        return None
    only_older_are_missing = posts.gap is None or posts.gap.reason is Reason.CUT_OFF
    return posts.items[0].at if only_older_are_missing else None


def _conversations(snapshot: Snapshot) -> Mapping[str, Conversation]:
    """Return the conversations that were seen, by the names of their parts."""
    parts = {name: getattr(snapshot, name) for name in CONVERSATIONS}
    return {name: part for name, part in parts.items() if isinstance(part, Conversation)}


def _open_items(context: Context) -> tuple[OpenItem, ...]:
    own = limits("unanswered-criticism", context.account)
    return tuple(
        OpenItem(
            id=one.item.id,
            kind=one.item.kind,
            url=one.item.url,
            author=one.item.author,
            excerpt=excerpt(one.item.text),
            at=one.since,
            rating=one.item.rating,
            tone=one.tone,
            overdue=_overdue(one, context, own),
            refused=told_as_refused(one, context),
        )
        for one in context.everywhere.items
    )


def _overdue(one: WaitingItem, context: Context, own: Mapping[str, float]) -> bool:
    """Tell whether this item is one for which `unanswered-criticism` fails; a test holds both to the same answer."""
    review = one.item.kind == "review"
    if one.tone not in PRESSING_SOUNDS or told_as_refused(one, context):
        return False
    if review and context.now - one.since > timedelta(days=REVIEW_WINDOW_DAYS):
        return False
    waited = context.clock.elapsed_days(one.since, context.now)
    return waited >= own["review_fail_days" if review else "fail_days"]


def _seen(snapshot: Snapshot) -> Seen:
    """Count what was looked at; None for what was not seen."""
    posts, comments, reviews = snapshot.posts, snapshot.comments, snapshot.reviews
    since = [part.since for part in snapshot.conversations]
    since += [posts.items[-1].at] if isinstance(posts, Posts) and posts.items else []
    return Seen(
        posts=len(posts.items) + posts.undated if isinstance(posts, Posts) else None,
        since=since[0] if since else None,
        comments=len(comments.items) if isinstance(comments, Conversation) else None,
        reviews=sum(1 for item in reviews.items if not item.ours)
        if isinstance(reviews, Conversation)
        else None,
        held_back=sum(part.held_back for part in snapshot.conversations),
    )
