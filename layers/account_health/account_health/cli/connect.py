"""The command `connect`: step by step to a credential that was tried, stored where it is asked for, and never shown."""

import json
import webbrowser
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from account_health.cli.asking import agreed, answer, hidden, is_asked
from account_health.cli.registry import read_registered
from account_health.cli.screen import complain, print_line
from account_health.connectors.http.network import Network
from account_health.connectors.pool import Pool
from account_health.model.company import Account, Company, Platform
from account_health.model.errors import CollectError, UsageError
from account_health.model.platform import PLATFORM_ROWS
from account_health.operations.accounts import Asked, Examiner
from account_health.operations.connect_steps import UNTRIED, Way, steps_of
from account_health.operations.consent import Consent
from account_health.operations.diagnosis import Diagnosis, Found, diagnose
from account_health.operations.exchange import worth_storing
from account_health.storage import Secret
from account_health.storage.dotenv import store_variable
from account_health.storage.local import variable_of

NEEDS_YOU = 1
WAYS: Final[Mapping[str, Platform]] = {
    row.connect: name for name, row in PLATFORM_ROWS.items() if row.connect
}
"""What the command calls a platform -> the platform."""
SHARED: Final[Mapping[str, str]] = {row.connect: row.shared for row in PLATFORM_ROWS.values() if row.connect}
"""Under which name an agency keeps its one credential for all clients."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """For whom a credential is: one registered account, or all of an agency's; `name` is what it is stored under."""

    way: Way
    name: str
    company: Company | None = None
    account: Account | None = None
    file: Path | None = None

    @property
    def agency(self) -> bool:
        """Whether all clients share it."""
        return self.name.startswith("shared/")


class OneSecret:
    """Hands the new credential to whoever examines its account, before it is stored anywhere."""

    writable = False

    def __init__(self, values: Mapping[str, str]) -> None:
        self._secret = Secret(values)

    def get(self, company: str, name: str) -> Secret:  # noqa: ARG002 - there is only this one
        """Return the credential."""
        return self._secret

    def named(self, company: str, name: str) -> str:
        """Return the name under which it is to be stored."""
        return f"{company}/{name}"

    def put(self, company: str, name: str, secret: Secret, before: Secret) -> None:
        """Raise NotImplementedError: nothing is renewed here."""
        raise NotImplementedError


def connect(
    word: str,
    file: Path | None,
    environ: Mapping[str, str],
    now: datetime,
    store: Callable[[str, str, Mapping[str, str]], str] | None = None,
) -> int:
    """Lead to a credential, try it, store it. `store` puts it elsewhere than into `.env` and says where.

    Returns 0 where it is stored and works, 1 where it is not stored. Raises UsageError where nobody can be asked, and
    for a file without such an account.
    """
    if not is_asked():
        raise UsageError("connect asks questions: run it in a terminal.")
    wanted = _wanted(word, file)
    network = Network(gateway=environ.get("ACCOUNT_HEALTH_GATEWAY") or None)
    print_line(f"For {_whom(wanted)}. {UNTRIED}")
    for number, step in enumerate(steps_of(wanted.way, agency=wanted.agency), 1):
        print_line(f"  {number}. {step}")
    try:
        values = _pasted(wanted, network, now)
    except CollectError as error:
        complain(f"It was not stored: {error}")
        return NEEDS_YOU
    told = _tried(wanted, values, network, now)
    if told is not None:
        for label, text in told.rows:
            print_line(f"  {label:<12} {text}")
        if told.step:
            complain(f"next: {told.step}")
            if not agreed("Store it all the same?", default=False):
                complain("Nothing was stored.")
                return NEEDS_YOU
    company = wanted.company.id if wanted.company else ""
    where = store(company, wanted.name, values) if store else _into_dotenv(wanted, values)
    print_line(f"stored: {where}")
    if wanted.agency and (wanted.account is None or wanted.account.credential != wanted.name):
        print_line(f'Name it at each account that it is for: credential = "{wanted.name}"')
    return 0


def _wanted(word: str, file: Path | None) -> Wanted:
    if file is None:
        return Wanted(_way(word, None), SHARED[word])
    company = read_registered(file).company
    found = [one for one in company.accounts if one.platform == WAYS[word]]
    if not found:
        raise UsageError(
            f"{file}: registers no account on {word}; add one, or leave the file out to connect an agency"
        )
    account = found[0]
    name = account.credential or account.id
    # An agency's clients share one credential: that is the usual case, unless the file says otherwise already.
    if account.credential is None and account.login != "instagram":
        question = f"Is the credential for all clients of an agency ({SHARED[word]}), and not for {company.name} alone?"
        name = SHARED[word] if agreed(question, default=bool(company.report.copy_to)) else name
    return Wanted(_way(word, account), name, company, account, file)


def _way(word: str, account: Account | None) -> Way:
    if word == "instagram" and account is not None and account.login == "instagram":
        return "instagram-login"
    return word  # type: ignore[return-value] # one of WAYS


def _whom(wanted: Wanted) -> str:
    if wanted.agency:
        return f"all clients, as {wanted.name}"
    assert wanted.company is not None  # noqa: S101 - only a shared one has no company
    return f"{wanted.company.name}, as {wanted.name}"


def _pasted(wanted: Wanted, network: Network, now: datetime) -> Mapping[str, str]:
    """Ask for what was copied and return what is worth storing. Raises CollectError, UsageError."""
    if wanted.way == "x":
        token = _needed("Bearer token (not shown): ").removeprefix("Bearer ").strip()
        return {"bearer_token": token}
    if wanted.way == "google":
        return _consented(network)
    if wanted.way == "instagram-login":
        return {"access_token": _needed("Token (not shown): ")}
    app_id = answer("App id (Enter leaves it out): ")
    app_secret = hidden("App secret (not shown, Enter leaves it out): ") if app_id else ""
    values = {"access_token": _needed("Token (not shown): ")}
    values |= {"app_id": app_id, "app_secret": app_secret} if app_id and app_secret else {}
    account = None if wanted.agency else wanted.account
    exchanged = worth_storing(values, account, network.fetcher(), now)
    for line in exchanged.told:
        print_line(f"  {line}")
    return exchanged.values


def _consented(network: Network) -> Mapping[str, str]:
    client_id = answer("Client id: ")
    client_secret = _needed("Client secret (not shown): ")
    with Consent(client_id) as consent:
        print_line(f"Open this page, if it does not open by itself:\n  {consent.url}")
        with suppress(webbrowser.Error):
            webbrowser.open(consent.url)
        token = consent.exchange(consent.wait(), client_secret, network.fetcher())
    return {"client_id": client_id, "client_secret": client_secret, "refresh_token": token}


def _needed(question: str) -> str:
    said = hidden(question)
    if not said:
        raise UsageError("Nothing was pasted, and nothing was stored.")
    return said


def _tried(wanted: Wanted, values: Mapping[str, str], network: Network, now: datetime) -> Diagnosis | None:
    """Return what the platform says of the credential for the registered account; None where no account was named."""
    if wanted.company is None or wanted.account is None:
        print_line("  It is tried with each account by: account-health doctor FILE.toml")
        return None
    with Pool() as pool:
        examiner = Examiner(
            secrets=OneSecret(values), network=network, pool=pool, now=now, place=lambda _: "pasted"
        )
        found: Found = examiner.examine(Asked(wanted.company, str(wanted.file)), wanted.account)
    return diagnose(found, now)


def _into_dotenv(wanted: Wanted, values: Mapping[str, str]) -> str:
    path = (wanted.file.parent if wanted.file else Path()) / ".env"
    variable = variable_of(wanted.company.id if wanted.company else "", wanted.name)
    # An apostrophe would end the quotation marks around it; JSON has another spelling for it.
    text = json.dumps(dict(values), ensure_ascii=False).replace("'", "\\u0027")
    store_variable(path, variable, text)
    return f"{variable} in {path}"
