"""The command `resend`: sends one frozen mail again because a person decided so."""

import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from account_health.cli.arguments import Options
from account_health.cli.screen import complain, print_line
from account_health.ledger import UNSETTLED, DeliveryState, LedgerEntry, Post
from account_health.model.errors import UsageError
from account_health.storage.choose import CONFIGURATION_SET, STORE, choose
from account_health.workflow.resend import Asked, Found, find_mail, send_mail_again


def resend_mail(options: Options, environ: Mapping[str, str]) -> int:
    """Send the mail again, or without `--yes` say what would be sent; returns the exit code.

    Raises UsageError where something is missing or unknown, BackendError where nothing could be noted or sent.
    """
    backends = choose(environ)
    store = environ[STORE].strip()
    if "://" not in store and not Path(store).expanduser().is_dir():
        raise UsageError(
            f"{STORE} is {store}, and there is no such folder. It names s3://BUCKET or a folder."
        )
    asked = Asked(company=options.company, period=options.period, address=_visible(options.address))
    found = find_mail(asked, backends.storage)
    for line in _told(found):
        print_line(line)
    if not options.yes:
        complain("Nothing was sent. Add --yes to send it again.")
        return 2
    if store.startswith("s3://") and not environ.get(CONFIGURATION_SET):
        raise UsageError(
            f"{CONFIGURATION_SET} is not set: without it nobody would hear of a bounce. "
            "The stack's output MailConfigurationName is its value."
        )
    if backends.mailer.holds_back(found.key.recipient):
        complain(
            f"Nothing was sent: {found.key.recipient} stands on SES's own list, so SES would send nothing. First:\n"
            f"  aws sesv2 delete-suppressed-destination --email-address {found.key.recipient}"
        )
        return 2
    post = Post(
        storage=backends.storage,
        mailer=backends.mailer,
        clock=lambda: datetime.now(UTC),  # noqa: TID251 - the command's clock
    )
    became = send_mail_again(found, post, uuid.uuid4().hex)
    if became.state is not DeliveryState.SENT:
        doubt = "Nobody knows whether it was sent" if became.state in UNSETTLED else "It was not sent"
        complain(f"{doubt}: {became.reason or became.state.value}")
        return 2
    print_line(f"Sent again, message id {became.message_id}.")
    return 0


def _visible(address: str) -> str:
    """Return an address as it was copied from a mail, without the marks that keep mail programs from linking it."""
    return address.replace("\N{ZERO WIDTH SPACE}", "").strip()


def _told(found: Found) -> Iterator[str]:
    """Yield what is known of the mail, and what sending it again would change."""
    key, entry, stop = found.key, found.entry, found.suppression
    yield f"{key.mail} of {key.company} for {key.period} to {key.recipient}"
    yield f"  frozen: {found.frozen}, {len(found.raw)} bytes, from {found.sender}"
    for before in () if entry is None else entry.history:
        yield f"  before: {_attempt(before)}"
    yield "  ledger: never handed over" if entry is None else f"  ledger: {_attempt(entry)}"
    if stop is not None:
        yield f"  not mailed since {stop.since:%Y-%m-%d} ({stop.why}): sending it again lifts that"
        yield "  SES keeps a list of its own; before you send, take the address off that too:"
        yield f"    aws sesv2 delete-suppressed-destination --email-address {key.recipient}"


def _attempt(entry: LedgerEntry) -> str:
    told = f"{entry.state.value} at {entry.at:%Y-%m-%d %H:%M} UTC"
    told += f", message id {entry.message_id}" if entry.message_id else ""
    return told + (f" ({entry.reason})" if entry.reason else "")
