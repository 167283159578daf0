"""What AWS answered about the stack, judged: a line a matter, with the one next step where something keeps mails from people. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from account_health.model.lines import PACES
from account_health.operations.next_run import next_start
from account_health.operations.stack_credentials import StoredCredentials, deletions
from account_health.storage import Sending
from account_health.storage.aws.stack import Execution, Schedule, Sender, Stack, Unasked
from account_health.storage.secret import key_of

_WORKS: Final = frozenset({"CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE"})
_SANDBOX: Final = (
    "ask AWS to let you out of the sandbox: SES console, Account dashboard, Request production access; docs/ses.md has "
    "what to write there. Until then verify every recipient too"
)
_RATE_MINUTES: Final = 60
"""A run whose mails take longer than this at the rate of SES is told."""


@dataclass(frozen=True, slots=True)
class Line:
    """One matter: its name, what was found, and what to do, None where nothing is to do."""

    label: str
    text: str
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StackFacts:
    """Everything that was asked. `dmarc` is the policy, "" for none, None where nobody can say.

    `recipients` counts who gets a report in a week; `subscriptions` are (confirmed, waiting) of the alarms.
    """

    stack: Stack
    sending: Sending | Unasked
    sender: Sender | Unasked | None
    dmarc: str | None
    recipients: int
    schedules: tuple[Schedule, ...] | Unasked
    executions: tuple[Execution, ...] | Unasked
    subscriptions: tuple[int, int] | Unasked
    concurrency: int | Unasked
    credentials: StoredCredentials | Unasked
    companies: int = 0
    broken: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The address that mails come from."""
        return self.stack.parameters.get("SenderAddress", "")


def judge_stack(facts: StackFacts, now: datetime) -> tuple[Line, ...]:
    """Return every matter in the order in which a mail depends on them."""
    return (
        _stack(facts),
        _registry(facts),
        *_sender(facts),
        _dmarc(facts),
        *_sending(facts),
        *_schedules(facts, now),
        _last_run(facts),
        _alarms(facts),
        _concurrency(facts),
        *_credentials(facts),
    )


def _stack(facts: StackFacts) -> Line:
    status = facts.stack.status
    step = None
    if status not in _WORKS:
        step = "look into CloudFormation's events of the stack what failed, mend that, and deploy again"
        if status.endswith("_IN_PROGRESS") and "ROLLBACK" not in status:
            step = "wait until the deployment has ended, then ask again"
    return Line("stack", f"{facts.stack.name}, {status}", step)


def _registry(facts: StackFacts) -> Line:
    if facts.broken:
        return Line(
            "registry",
            f"{facts.companies} companies; cannot be read: {', '.join(facts.broken)}",
            "validate the file, then push it again: account-health pull, validate, push",
        )
    step = None if facts.companies else "put a company into the registry: account-health push FILE.toml"
    return Line("registry", f"{facts.companies} {'company' if facts.companies == 1 else 'companies'}", step)


def _sender(facts: StackFacts) -> Iterator[Line]:
    found, address = facts.sender, facts.address
    if isinstance(found, Unasked):
        yield _unasked("sender", found)
        return
    if found is None:
        yield Line(
            "sender",
            f"{address} is not known to SES in this region",
            f"create the identity {address.rpartition('@')[2]} in SES and publish the DNS records that it shows: docs/ses.md",
        )
        return
    if not found.verified:
        domain = "@" not in found.identity
        step = (
            "publish the DNS records that SES shows for the identity"
            if domain
            else "open the link that AWS mailed to it"
        )
        yield Line("sender", f"{found.identity} is not verified yet", step)
        return
    yield Line("sender", f"{address}, verified as {found.identity}")
    if found.dkim == "SUCCESS" and found.signs:
        yield Line("DKIM", "mails are signed")
    elif "@" in found.identity:
        yield Line(
            "DKIM",
            "an address alone is not signed with your domain",
            f"verify the domain {address.rpartition('@')[2]} in SES and publish its three DKIM records: docs/ses.md",
        )
    else:
        yield Line(
            "DKIM",
            f"not signed ({found.dkim.lower().replace('_', ' ')})",
            "publish the three CNAME records of Easy DKIM that SES shows for the domain",
        )


def _dmarc(facts: StackFacts) -> Line:
    domain = facts.address.rpartition("@")[2]
    if facts.dmarc is None:
        return Line("DMARC", f"the DNS could not be asked for _dmarc.{domain}")
    if not facts.dmarc:
        return Line(
            "DMARC",
            f"{domain} publishes no policy",
            f'publish the TXT record _dmarc.{domain} with "v=DMARC1; p=none": Gmail and Yahoo ask for one',
        )
    return Line("DMARC", f"{domain} publishes p={facts.dmarc}")


def _sending(facts: StackFacts) -> Iterator[Line]:
    found, people = facts.sending, facts.recipients
    if isinstance(found, Unasked):
        yield _unasked("sending", found)
        return
    if found.state == "SHUTDOWN" or not found.enabled:
        yield Line(
            "sending",
            "AWS has paused sending for this account",
            "open SES's Account dashboard: it says why, and how to answer",
        )
    elif found.state == "PROBATION":
        yield Line(
            "sending",
            "AWS has put sending under review",
            "open SES's Account dashboard and mend what it names before AWS pauses sending",
        )
    yield Line(
        "sandbox",
        "left" if found.production else "SES sends to verified recipients only",
        None if found.production else _SANDBOX,
    )
    left = found.a_day - found.sent
    quota = f"{found.a_day:.0f} mails a day, {found.sent:.0f} sent in the last 24 hours, {people} recipients"
    yield Line(
        "quota",
        quota,
        f"ask for a larger daily quota in SES's Account dashboard: a run needs about {people} mails"
        if found.a_day >= 0 and left < people
        else None,
    )
    if found.a_second > 0:
        minutes = people / found.a_second / 60
        step = None
        if minutes > _RATE_MINUTES:
            step = "ask for a higher sending rate in SES's Account dashboard"
        yield Line("rate", f"{found.a_second:g} a second: a run's mails take {_minutes(minutes)}", step)


def _minutes(minutes: float) -> str:
    return "less than a minute" if minutes < 1 else f"{minutes:.0f} minutes"


def _schedules(facts: StackFacts, now: datetime) -> Iterator[Line]:
    found = facts.schedules
    if isinstance(found, Unasked):
        yield _unasked("schedule", found)
        return
    weekly = [one for one in found if one.event.get("kind") == "weekly"]
    if not weekly:
        yield Line("schedule", "there is no weekly schedule", "deploy the stack again")
    for one in weekly:
        if not one.enabled:
            yield Line(
                "schedule",
                f"{one.expression} in {one.zone}, paused",
                "set ScheduleState to ENABLED in samconfig.toml and deploy again",
            )
        else:
            yield Line("schedule", f"{one.expression} in {one.zone}, on")
            yield Line("next run", _when(one, now))


def _when(schedule: Schedule, now: datetime) -> str:
    try:
        start = next_start(schedule.expression, ZoneInfo(schedule.zone), now)
    except (ZoneInfoNotFoundError, ValueError):
        start = None
    return (
        "cannot be told from the expression"
        if start is None
        else f"{start:%A, %Y-%m-%d %H:%M} ({schedule.zone})"
    )


def _last_run(facts: StackFacts) -> Line:
    found = facts.executions
    if isinstance(found, Unasked):
        return _unasked("last run", found)
    if not found:
        return Line("last run", "none yet", "try one that mails nobody: account-health run --dry-run")
    last = found[0]
    step = None
    if last.status in {"FAILED", "TIMED_OUT", "ABORTED"}:
        step = f"look what became of it: account-health status; its execution {last.name} in Step Functions says more"
    return Line("last run", f"{last.name}, {last.started:%Y-%m-%d %H:%M} UTC, {last.status.lower()}", step)


def _alarms(facts: StackFacts) -> Line:
    found = facts.subscriptions
    if isinstance(found, Unasked):
        return _unasked("alarms", found)
    confirmed, waiting = found
    operator = facts.stack.parameters.get("OperatorEmail", "OperatorEmail")
    if waiting:
        return Line(
            "alarms",
            f"the subscription of {operator} is not confirmed: no alarm arrives",
            f"open the link that AWS mailed to {operator}; after three days it is dead, then subscribe it anew: docs/operations.md",
        )
    if not confirmed:
        return Line(
            "alarms",
            "nobody is subscribed: no alarm arrives",
            f"subscribe {operator} anew, so that no filter that opens links ends it again: docs/operations.md, "
            '"When no alarm arrives"',
        )
    return Line("alarms", f"{confirmed} confirmed")


def _concurrency(facts: StackFacts) -> Line:
    found = facts.concurrency
    if isinstance(found, Unasked):
        return _unasked("concurrency", found)
    wanted = at_once(facts.stack)
    text = f"{found} Lambdas may run at once, the parameters ask for up to {wanted}"
    if found >= wanted:
        return Line("concurrency", text)
    return Line(
        "concurrency",
        text,
        "ask for more Concurrent executions of Lambda in Service Quotas, or lower the parameters; until then runs take longer",
    )


def at_once(stack: Stack) -> int:
    """Return how many functions a run wants at the same time: for its lines, and then for its mails."""

    def number(name: str) -> int:
        value = stack.parameters.get(name, "")
        return int(value) if value.isdigit() else 1

    return max(sum(pace.width for pace in PACES.values()), number("MaxCompanies"))


def _credentials(facts: StackFacts) -> Iterator[Line]:
    found = facts.credentials
    if isinstance(found, Unasked):
        yield _unasked("credentials", found)
        return
    stack = facts.stack.name
    meant = {one.meant: one.name for one in found.unused if one.meant}
    for name in found.missing:
        if name in meant:
            yield Line(
                "credential",
                f"{name} is missing; {meant[name]} lies there",
                f"store it as {name}, and delete the other",
            )
        else:
            yield Line(
                "credential",
                f"{name} is missing",
                f"account-health connect … --aws stores it; by hand: aws ssm put-parameter --type SecureString "
                f"--key-id {key_of(stack)} --name {name} --value file://FILE.json",
            )
    for name in found.insecure:
        yield Line(
            "credential",
            f"{name} is readable text",
            f"delete it and store it as SecureString: aws ssm delete-parameter --name {name}",
        )
    for one in found.unused:
        if one.meant is None:
            yield Line(
                "credential",
                f"{one.name} is used by no account",
                f"delete it when nobody needs it: aws ssm delete-parameter --name {one.name}",
            )
    yield from _places(found, stack)
    if found == StoredCredentials():
        yield Line("credentials", "all that accounts ask for are there")


def _places(found: StoredCredentials, stack: str) -> Iterator[Line]:
    """Yield what lies at a place of before, or under a key of before."""
    if found.moved:
        yield Line(
            "credentials",
            f"found at their old path, which the next release reads no more: {', '.join(found.moved)}",
            f"account-health move-credentials --stack {stack}",
        )
    if found.left:
        yield Line(
            "credentials",
            f"this stack has its own by now, and reads these no more: {', '.join(found.left)}",
            f"when no other stack of this AWS account needs them: {'; '.join(deletions(found.left))}",
        )
    if found.foreign:
        yield Line(
            "credentials",
            f"not under the stack's own key: {', '.join(found.foreign)}",
            f"account-health move-credentials --stack {stack}",
        )


def _unasked(label: str, found: Unasked) -> Line:
    if found.why == "refused":
        return Line(
            label,
            "not known: AWS refuses the question",
            f"allow {found.right} to whoever asks, and ask again",
        )
    return Line(label, f"not known ({found.why})", "try again later")
