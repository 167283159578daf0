"""The commands `run`, `status` and `test-mail`: a run by hand that is followed, what the last ones did, and one sample mail."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic_core import PydanticCustomError

from account_health.cli.screen import complain, print_line, table
from account_health.cli.stacks import Deployed
from account_health.ledger import UNSETTLED, DeliveryState
from account_health.model.company import LANGUAGES, Language, is_id
from account_health.model.errors import (
    BackendError,
    MailRefusedError,
    MailThrottledError,
    MailUnknownError,
    UsageError,
)
from account_health.operations.next_run import next_start
from account_health.operations.runs import Followed, followed, outcomes, reported
from account_health.operations.test_mail import Correspondents, compose_test_mail
from account_health.registry.fields import read_mail
from account_health.storage.aws.stack import (
    Execution,
    Schedule,
    Unasked,
    call_function,
    execution,
    executions,
    schedules,
)
from account_health.workflow.outcome import CompanyOutcome, MailOutcome
from account_health.workflow.run import FIRST_REPEAT

NEEDS_YOU = 1
WRONG = 2
EVERY_SECONDS = 5
_SHOWN = 5
"""How many runs `status` lists."""


def start_run(
    deployed: Deployed, event: dict[str, object], sleep: Callable[[float], None] = time.sleep
) -> int:
    """Start a run through StartAudit's function and follow it to its end; returns 0 where it succeeded, else 1.

    Raises UsageError where the function refuses the event, BackendError where AWS does not answer.
    """
    stack, clients = deployed.stack, deployed.clients
    company = event.get("company")
    if isinstance(company, str) and not is_id(company):
        raise UsageError(f"{company} is no company's id: it is the registry file's name without .toml")
    answer = call_function(stack.outputs["StartAuditFunctionName"], event, clients)
    name = str(answer.get("execution", ""))
    print_line(
        f"{name}: started" if answer.get("started") else f"{name}: was started before; this follows it"
    )
    if not answer.get("started") and event.get("mail") == "company":
        again = max(int(str(event.get("repeat") or FIRST_REPEAT - 1)) + 1, FIRST_REPEAT)
        complain(f"A run that mails a company is one a day. To mail it once more: --repeat {again}")
    done: frozenset[str] = frozenset()
    found: Followed | None = None
    while True:
        current = execution(stack, name, clients)
        if found is None or not found.rows:
            found = followed(current.document, deployed.storage)
        if found is not None:
            done = reported(found, deployed.storage, done)
        _progress(current, found, done)
        if not current.runs:
            break
        sleep(EVERY_SECONDS)
    _end_progress()
    print_line(f"{name}: {current.status.lower()}, {_span(current)}")
    if found is not None:
        for line in _table(outcomes(found, deployed.storage)):
            print_line(line)
    if current.status == "SUCCEEDED":
        return 0
    complain(f"What went wrong stands in the execution {name} in Step Functions, and in the operator's mail.")
    return NEEDS_YOU


def show_status(deployed: Deployed, now: datetime) -> int:
    """Print the last runs, the next one, what each company got of the last that mailed, and what waits.

    Returns 1 where a mail is owed or the last run failed.
    """
    stack, clients = deployed.stack, deployed.clients
    latest = executions(stack, clients, most=_SHOWN)
    if isinstance(latest, Unasked):
        raise BackendError(f"The runs cannot be listed ({latest.why}): allow {latest.right} to whoever asks.")
    for line in (*_runs(latest), *_next(schedules(stack, clients), now)):
        print_line(line)
    told = _last_that_mailed(deployed, latest)
    if told is None:
        print_line("No run has mailed anybody yet.")
        return NEEDS_YOU if latest and latest[0].status == "FAILED" else 0
    found = outcomes(told, deployed.storage)
    print_line("")
    print_line(f"{told.run.id}:")
    for line in _table(found):
        print_line(line)
    owed = [one for one in found if one.missing]
    for one in owed:
        for line in _owed(one, told):
            complain(line)
    failed = bool(latest) and latest[0].status in {"FAILED", "TIMED_OUT", "ABORTED"}
    return NEEDS_YOU if owed or failed else 0


def send_test_mail(deployed: Deployed, address: str, now: datetime) -> int:
    """Send one sample through SES; returns 0 when SES took it, else 2. Raises UsageError for an address that is none."""
    try:
        recipient = read_mail(address)
    except PydanticCustomError as error:
        raise UsageError(str(error)) from None
    parameters = deployed.stack.parameters
    sender = parameters["SenderAddress"]
    if deployed.backends.mailer.holds_back(recipient):
        complain(
            f"Nothing was sent: {recipient} stands on SES's own list, so SES would send nothing. First:\n"
            f"  aws sesv2 delete-suppressed-destination --email-address {recipient}"
        )
        return WRONG
    reply_to = parameters.get("OperatorEmail") or sender
    asked = parameters.get("OperatorLanguage")
    language: Language = next((one for one in LANGUAGES if one == asked), "en")
    mail = compose_test_mail(Correspondents(sender, recipient, reply_to), language, now)
    try:
        message_id = deployed.backends.mailer.send(mail)
    except MailUnknownError as error:
        complain(
            f"Nobody knows whether it was sent: {error} Look into the mailbox before you send another one."
        )
        return WRONG
    except MailThrottledError as error:
        complain(f"{error} Try again in a minute.")
        return WRONG
    except MailRefusedError as error:
        complain(f"{error} account-health doctor --aws says what keeps mails from people.")
        return WRONG
    print_line(
        f"SES took it, message id {message_id}. Look into the mailbox of {recipient}, and among its spam:\n"
        "  Do the message's details say dkim=pass, spf=pass and dmarc=pass?\n"
        f"  Does an answer to it reach {reply_to}?"
    )
    return 0


def _last_that_mailed(deployed: Deployed, latest: Iterable[Execution]) -> Followed | None:
    for one in latest:
        whole = execution(deployed.stack, one.name, deployed.clients)
        found = followed(whole.document, deployed.storage)
        if found is not None and found.rows and found.run.mails_companies:
            return found
    return None


def _runs(latest: Iterable[Execution]) -> Iterator[str]:
    rows = [
        (one.name, f"{one.started.astimezone(UTC):%Y-%m-%d %H:%M} UTC", one.status.lower(), _span(one))
        for one in latest
    ]
    if not rows:
        yield "There was no run yet: account-health run --dry-run tries one that mails nobody."
        return
    yield from table([("run", "started", "ended as", "took"), *rows])


def _next(found: tuple[Schedule, ...] | Unasked, now: datetime) -> Iterator[str]:
    if isinstance(found, Unasked):
        yield f"next: not known ({found.why}): allow {found.right} to whoever asks"
        return
    for one in found:
        kind = one.event.get("kind")
        if kind is None:
            continue  # the renewal of tokens is no run
        if not one.enabled:
            yield (
                f"next {kind}: paused; set ScheduleState to ENABLED in samconfig.toml and deploy again"
                if kind == "weekly"
                else f"next {kind}: off"
            )
            continue
        yield f"next {kind}: {_moment(one, now)}"


def _moment(one: Schedule, now: datetime) -> str:
    try:
        start = next_start(one.expression, ZoneInfo(one.zone), now)
    except (ZoneInfoNotFoundError, ValueError):
        start = None
    return f"{one.expression} in {one.zone}" if start is None else f"{start:%A, %Y-%m-%d %H:%M} ({one.zone})"


def _table(found: Iterable[CompanyOutcome]) -> Iterator[str]:
    rows = [_row(one) for one in found]
    if rows:
        yield from table(
            [("company", "score", "waiting", "not seen", "mails"), *rows], right=frozenset({1, 2})
        )


def _row(one: CompanyOutcome) -> tuple[str, ...]:
    if one.error is not None:
        return (one.company, "-", "-", "-", f"no report: {one.error}")
    waits = "-" if one.brief is None else str(sum(count for _, count in one.brief.waits))
    return (
        one.company,
        "unknown" if one.score is None else str(one.score),
        waits,
        ", ".join(one.unseen) or "-",
        ", ".join(_mail(mail) for mail in one.mails) or "nobody",
    )


def _mail(mail: MailOutcome) -> str:
    return f"{mail.recipient} {mail.state.lower()}"


def _owed(one: CompanyOutcome, told: Followed) -> Iterator[str]:
    """Yield what to do about each mail that a company is owed."""
    if one.error is not None:
        problem = one.problems[0] if one.problems else one.error
        yield f"{one.company}: no report: {problem}. Mend it, then: account-health run {one.company} --mail company"
        return
    for mail in one.mails:
        if not mail.owed:
            continue
        doubt = mail.entry is not None and mail.entry.state in UNSETTLED
        why = mail.entry.reason if mail.entry is not None and mail.entry.reason else mail.state
        if mail.entry is not None and mail.entry.state is DeliveryState.RETRYABLE:
            why = "SES asked for a slower pace"
        said = "nobody knows whether it was sent" if doubt else f"not sent ({why})"
        yield (
            f"{one.company}: {mail.recipient}: {said}. account-health resend {one.company} {told.run.period} {mail.recipient}"
        )


def _span(one: Execution) -> str:
    if one.ended is None:
        return "runs"
    seconds = (one.ended - one.started).total_seconds()
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"  # noqa: PLR2004 - a minute and a half reads as seconds


def _progress(current: Execution, found: Followed | None, done: frozenset[str]) -> None:
    if sys.stderr.isatty() and current.runs:
        total = len(found.rows) if found else 0
        of = f", {len(done)} of {total} companies have their report" if total else ""
        sys.stderr.write(f"\r\x1b[K{current.name}: runs{of}")
        sys.stderr.flush()


def _end_progress() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
