"""A world for tests about runs: a folder as storage, platforms that answer what the test says, mail that is counted."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from account_health.connectors import ConnectorRow
from account_health.connectors.connector import Look
from account_health.connectors.http.network import Network
from account_health.connectors.pool import Pool
from account_health.model import Snapshot
from account_health.model.errors import BackendError, IncompleteRunError
from account_health.model.run import Run
from account_health.report import render, render_alert, render_mail
from account_health.storage import Mail, Stored
from account_health.storage.local import EnvironmentSecrets, FolderStorage
from account_health.workflow.audit_account import Looked, audit_account
from account_health.workflow.close_run import close_run
from account_health.workflow.places import CompanyPlace
from account_health.workflow.plan_run import plan_run
from account_health.workflow.run import name_run, run_to_json
from account_health.workflow.send_report import send_report
from account_health.workflow.services import Services, Settings
from tests import builders
from tests.in_process import look_at_lines

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
OPERATOR = "operator@agency.example"
WEEKLY = {"kind": "weekly", "scheduled_time": "2026-11-23T07:00:00Z"}


class Killed(BaseException):
    """The process is gone: nothing after this line runs."""


class FaultyFolder(FolderStorage):
    """A folder that counts its calls and fails at one of them.

    `fault` is "before" (not written), "after" (written, answer lost), "killed before" or "killed after".
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.calls: list[str] = []
        self.at: int | None = None
        self.fault = ""

    def _fails(self, when: str) -> None:
        if self.at == len(self.calls) and self.fault.endswith(when):
            raise Killed if self.fault.startswith("killed") else BackendError(f"no answer ({self.calls[-1]})")

    def read(self, key: str) -> Stored | None:
        """Read, or fail."""
        if not key.startswith("registry/"):
            self.calls.append(f"read {key}")
            self._fails("before")
            self._fails("after")
        return super().read(key)

    def write(self, key: str, body: bytes) -> None:
        """Write, or fail before or after it."""
        self.calls.append(f"write {key}")
        self._fails("before")
        super().write(key, body)
        self._fails("after")

    def create(self, key: str, body: bytes) -> str:
        """Create, or fail before or after it."""
        self.calls.append(f"create {key}")
        self._fails("before")
        version = super().create(key, body)
        self._fails("after")
        return version

    def replace(self, key: str, body: bytes, version: str) -> str:
        """Replace, or fail before or after it."""
        self.calls.append(f"replace {key}")
        self._fails("before")
        written = super().replace(key, body, version)
        self._fails("after")
        return written


class Outbox:
    """A mailer that keeps what left, and answers as the test says: by recipient, one answer after the other."""

    def __init__(self) -> None:
        self.sent: list[Mail] = []
        self.asked: list[str] = []
        self.answers: dict[str, list[type[BaseException] | None]] = {}

    def send(self, mail: Mail) -> str:
        """Let the mail leave, or raise."""
        self.asked.append(mail.recipient)
        answers = self.answers.get(mail.recipient, [])
        answer = answers.pop(0) if answers else None
        if answer is not None:
            raise answer("no")
        self.sent.append(mail)
        return f"message-{len(self.sent)}"

    @property
    def recipients(self) -> list[str]:
        """Who got a mail, once per mail, sorted."""
        return sorted(mail.recipient for mail in self.sent)


@dataclass
class Scripted:
    """A connector that gives a healthy blog, or does what the test says for an account `company/account`."""

    does: dict[str, Callable[[Look], Snapshot]] = field(default_factory=dict)
    looks: list[str] = field(default_factory=list)

    def collect(self, look: Look) -> Snapshot:
        """Return the snapshot."""
        name = f"{look.company.id}/{look.account.id}"
        self.looks.append(name)
        if name in self.does:
            return self.does[name](look)
        return replace(builders.snapshot(), account=look.account.id, url=look.account.url, taken_at=look.now)


@dataclass
class Started:
    """An engine that knows the names of its executions."""

    documents: dict[str, Mapping[str, object]] = field(default_factory=dict)

    def start(self, name: str, document: Mapping[str, object]) -> bool:
        """Start what has a new name."""
        if name in self.documents:
            return False
        self.documents[name] = json.loads(json.dumps(document))
        return True


@dataclass
class World:
    """Everything a run touches."""

    services: Services
    storage: FaultyFolder
    outbox: Outbox
    platform: Scripted
    counted: list[Mapping[str, int]]

    def register(self, company: str, text: str | None = None) -> None:
        """Put a registry file, by default the smallest one, with one website."""
        smallest = (
            f'name = "{company.title()}"\nregion = "BY"\n[report]\nto = ["owner@{company}.example"]\n'
            f'[[accounts]]\nurl = "https://www.{company}.example/"\n'
        )
        self.storage.write(f"registry/{company}.toml", (text or smallest).encode())

    def json(self, key: str) -> Any:
        """Return a JSON object of the storage."""
        stored = FolderStorage.read(self.storage, key)
        assert stored is not None, key
        return json.loads(stored.body)

    def named(self, event: Mapping[str, object]) -> Run:
        """Return the run that an event asks for."""
        return name_run(event, self.services.clock(), BERLIN)

    def plan(self, event: Mapping[str, object]) -> tuple[Run, list[Any]]:
        """Return the run with its plan."""
        run = self.named(event)
        answer = plan_run({"run": run_to_json(run)}, self.services)
        return run, self.json(str(answer["plan"]))

    def look(self, run: Run, company: str = "acme", account: str = "blog") -> Looked:
        """Look at one account of a planned run."""
        return audit_account(run, CompanyPlace(company, run.id), account, self.services)

    def run(self, event: Mapping[str, object]) -> dict[str, object]:
        """Do what the state machine does, one step after the other; raises what CloseRun raises."""
        run = run_to_json(self.named(event))
        planned = plan_run({"run": run}, self.services)
        look_at_lines(planned, self.services, self.repeat)
        for row in self.json(str(planned["plan"])):
            self.repeat(send_report, {**row, "run": run})
        return close_run({"run": run}, self.services)

    def run_company(self, row: Mapping[str, Any], run: Run) -> None:
        """Do one company's part of a planned run, each step with the engine's Retry twice."""
        company = row["company"]
        stored = FolderStorage.read(self.storage, CompanyPlace(company, run.id).company_file)
        for account in json.loads(stored.body)["accounts"] if stored else ():
            self.look(run, company, account["id"])
        self.repeat(send_report, {**row, "run": run_to_json(run)})

    def repeat(
        self, step: Callable[[Mapping[str, Any], Services], dict[str, object]], event: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        """Do a step at most three times, with JSON in and out; None where it failed for good."""
        for _ in range(3):
            try:
                answer = step(json.loads(json.dumps(event)), self.services)
            except IncompleteRunError:
                raise
            except (Exception, Killed):  # noqa: BLE001, S112 - whatever it was, the engine tries again
                continue
            return json.loads(json.dumps(answer))  # type: ignore[no-any-return] # what the step answered
        return None


def remember_what_is_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a report be rendered once for the same input, for tests that repeat one step hundreds of times.

    Rendering reads nothing but its input, which tests of its own prove; what these tests break lies around it.
    """
    monkeypatch.setattr("account_health.workflow.publish.render", _remembered(render))
    monkeypatch.setattr("account_health.workflow.publish.render_mail", _remembered(render_mail))
    monkeypatch.setattr("account_health.workflow.alerting.render_alert", _remembered(render_alert))


def _remembered(rendered: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that looks up what it was asked before; nothing in its arguments can be hashed."""
    known: dict[str, Any] = {}

    def found(*asked: Any, **more: Any) -> Any:
        key = repr((asked, more))
        if key not in known:
            known[key] = rendered(*asked, **more)
        return known[key]

    return found


@contextmanager
def world(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Give a world with an empty registry, on Monday, 23 November 2026."""
    storage, outbox, platform = FaultyFolder(folder), Outbox(), Scripted()
    counted: list[Mapping[str, int]] = []
    numbers = count(1)
    monkeypatch.setattr(
        "account_health.workflow.collect.CONNECTORS",
        {"blog": ConnectorRow(platform)},
    )
    with Pool() as pool:
        services = Services(
            storage=storage,
            secrets=EnvironmentSecrets({}),
            mailer=outbox,
            network=Network(gateway="http://127.0.0.1:9"),
            pool=pool,
            settings=Settings(zone=BERLIN, sender="reports@agency.example", operator=OPERATOR),
            clock=lambda: NOW,
            new_id=lambda: f"attempt-{next(numbers)}",
            engine=Started(),
            count=counted.append,
        )
        yield World(services, storage, outbox, platform, counted)
