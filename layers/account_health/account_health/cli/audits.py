"""The command `audit`: looks at the accounts of registered companies now, side by side."""

import uuid
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from account_health.cli.arguments import Options
from account_health.cli.first_looks import as_seen_by_strangers, first_look, is_address
from account_health.cli.folder import HISTORY, STATE, ReportFolder, saved_run
from account_health.cli.registry import (
    Registered,
    defaults_problems,
    is_defaults,
    open_to_others,
    read_registered,
)
from account_health.cli.results import (
    FIRST_CHECK,
    Judgement,
    Outcome,
    conclude,
    forms_of,
    guarded,
    in_language,
    outcome_of,
    settings_for,
)
from account_health.cli.screen import Progress, complain, print_line
from account_health.connectors.http.network import Network
from account_health.connectors.http.robots import PoliteNetwork
from account_health.connectors.pool import MAX_THREADS, Pool
from account_health.connectors.process_cache import Once
from account_health.judging.company import judge_company
from account_health.memory.state import State
from account_health.model import Snapshot
from account_health.model.company import Account
from account_health.model.errors import AccountHealthError, UsageError
from account_health.model.watching import looked_at
from account_health.onboarding.draft import Wishes
from account_health.storage import Secrets
from account_health.storage.jsons import to_json
from account_health.storage.local import EmlMailer, EnvironmentSecrets, FolderStorage
from account_health.workflow.collect import collect_account
from account_health.workflow.expand import expanded, left_for, narrowed
from account_health.workflow.run import name_run
from account_health.workflow.services import Services


def audit_all(asked: tuple[str, ...], options: Options, environ: Mapping[str, str], now: datetime) -> int:
    """Audit the companies of registry files, and of websites that have none; returns the exit code.

    A wrong file stops no other company. Raises UsageError for a gateway that is none.
    """
    sites = tuple(one for one in asked if is_address(one))
    registered, problems = _read_all((Path(one) for one in asked if one not in sites), options.account)
    for problem in problems:
        complain(problem)
    for warning in dict.fromkeys(open_to_others(one.file) for one in registered):
        if warning is not None:
            complain(warning)
    taken = {one.company.id for one in registered}
    known = sum(len(one.company.accounts) for one in registered)
    with session(options, environ, now, known) as looks:
        calls: list[Callable[[], Outcome]] = [
            *(partial(_audited, looks, one) for one in registered),
            *(partial(_first_looked, looks, url, taken) for url in sites),
        ]
        outcomes = looks.pool.map(lambda call: call(), calls)
    unread = [Outcome(name=name) for name in _unread(asked, sites, registered)]
    code = conclude([*outcomes, *unread], options, wrong=bool(problems))
    for url, outcome in zip(sites, outcomes[len(registered) :], strict=True):
        if outcome.observed:
            print_line(f"To keep it, and to be reported every week: account-health init {url}")
    return code


def _unread(asked: Iterable[str], sites: Container[str], registered: Iterable[Registered]) -> list[str]:
    """Return the files that are no company, because something is wrong with them."""
    read = {one.file for one in registered}
    others = (one for one in dict.fromkeys(asked) if one not in sites and not is_defaults(Path(one)))
    return [one for one in others if Path(one) not in read]


def _audited(looks: "Session", one: Registered) -> Outcome:
    return guarded(str(one.file), lambda: looks.run(one))


def _first_looked(looks: "Session", url: str, taken: Container[str]) -> Outcome:
    def look() -> Outcome:
        found = first_look(url, looks, Wishes(), taken).registered
        if looks.options.first_check:
            found = replace(found, company=as_seen_by_strangers(found.company, looks.secrets(found)))
        looks.progress.more(len(found.company.accounts))
        return looks.polite.run(found)

    return guarded(url, look)


@contextmanager
def session(
    options: Options, environ: Mapping[str, str], now: datetime, accounts: int, threads: int = MAX_THREADS
) -> "Iterator[Session]":
    """Yield what all looks of one command share. Raises UsageError for a gateway that is none."""
    gateway = gateway_of(environ)
    with Pool(threads) as pool, Progress(accounts) as progress:
        yield Session(options, environ, Network(gateway=gateway), pool, now, progress, Once())


@dataclass(frozen=True, slots=True)
class Session:
    """One call of the command: what all of its companies share."""

    options: Options
    environ: Mapping[str, str]
    network: Network
    pool: Pool
    now: datetime
    progress: Progress
    once: Once

    @property
    def polite(self) -> "Session":
        """The same session for companies that never asked to be looked at."""
        return replace(self, network=self.once.get(("polite",), self._polite_network))

    def _polite_network(self) -> Network:
        return PoliteNetwork(gateway=self.network.gateway)

    def run(self, one: Registered) -> Outcome:
        """Look, judge, write, alone in the company's folder. Raises AccountHealthError where that cannot be used."""
        folder = ReportFolder(self.options.folder / one.company.id, self.options.account)
        with folder.alone():
            return self._run(one, folder)

    def _run(self, one: Registered, folder: ReportFolder) -> Outcome:
        services = self._services(one)
        event = {"kind": "manual", "company": one.company.id, "account": self.options.account}
        run = name_run(event, self.now, services.settings.zone)
        history, saved = folder.history(), folder.saved()
        # A run that is repeated for the same time starts from where its first try started.
        before = saved.before if saved is not None and saved.run.now == run.now else folder.state()
        _tell_of_later_looks(folder, before, run.now)
        whole = in_language(one.company, self.options)
        company = expanded(whole, self.options.account, services, self.now, before)
        accounts = looked_at(company, run)
        self.progress.more(len(accounts) - len(one.company.accounts))

        def look(account: Account) -> Snapshot:
            snapshot = collect_account(company, account, services, run.now, left_for(account, before))
            self.progress.step()
            return snapshot

        snapshots = self.pool.map(look, accounts)
        judged = judge_company(company, snapshots, run, history, before)
        judgement = Judgement(judged.report, company, run, judged.snapshots)
        memory = {STATE: to_json(judged.state)}
        if self.options.account is None:
            memory[HISTORY] = to_json(judged.history)
        report = forms_of(judgement, services.settings, self._formats)
        folder.replace({**saved_run(run, before, one, snapshots), **report}, memory)
        return outcome_of(folder, judgement, self._formats)

    @property
    def _formats(self) -> tuple[str, ...]:
        return (*self.options.formats, FIRST_CHECK) if self.options.first_check else self.options.formats

    def secrets(self, one: Registered) -> Secrets:
        """Return the credentials of the environment and of the .env beside a company's file."""
        return EnvironmentSecrets(self.environ, one.file.parent / ".env")

    def _services(self, one: Registered) -> Services:
        folder = self.options.folder
        return Services(
            storage=FolderStorage(folder),
            secrets=self.secrets(one),
            mailer=EmlMailer(folder),
            network=self.network,
            pool=self.pool,
            settings=settings_for(one.company, self.environ),
            clock=lambda: self.now,
            new_id=lambda: uuid.uuid4().hex,
            once=self.once,
        )


def _tell_of_later_looks(folder: ReportFolder, before: State, now: datetime) -> None:
    """Say so where the folder remembers a look after this run's moment: what is new or over is told by that memory."""
    last = max((one.last_look for one in before.accounts), default=now)
    if last > now:
        complain(
            f"{folder.company / STATE} remembers a look of {last.astimezone(UTC):%Y-%m-%d %H:%M} UTC, which is after --now: this report"
            " compares with what came later; choose another folder with --out to begin without it"
        )


def gateway_of(environ: Mapping[str, str]) -> str | None:
    """Return the stand-in for the internet, None for the internet itself; raises UsageError on AWS."""
    gateway = environ.get("ACCOUNT_HEALTH_GATEWAY") or None
    if gateway and "AWS_LAMBDA_FUNCTION_NAME" in environ and "AWS_SAM_LOCAL" not in environ:
        raise UsageError("ACCOUNT_HEALTH_GATEWAY is for tests: on AWS only the real internet is looked at")
    return gateway


def _read_all(files: Iterable[Path], account: str | None) -> tuple[list[Registered], list[str]]:
    """Return the companies, each once, and every problem with their files."""
    found: dict[str, Registered] = {}
    problems: list[str] = []
    for path in dict.fromkeys(files):
        problems += [problem for problem in defaults_problems(path) if problem not in problems]
        if is_defaults(path) and path.is_file():
            continue
        try:
            one = read_registered(path)
            one = replace(one, company=narrowed(one.company, account))
        except AccountHealthError as error:
            problems += str(error).splitlines()
            continue
        twin = found.setdefault(one.company.id, one)
        if twin is not one:
            problems.append(
                f"{path}:file name: {twin.file} is the company {one.company.id} too; rename one of them"
            )
    return list(found.values()), problems
