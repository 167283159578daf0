"""A company's folder below `--out`: the report, what it was made from, and the runs before."""

import json
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from account_health.cli.registry import DEFAULTS, Registered
from account_health.judging.history import History
from account_health.memory.state import State
from account_health.model import Snapshot
from account_health.model.errors import BrokenFileError, UsageError
from account_health.model.run import Run
from account_health.storage.jsons import from_json, to_json
from account_health.workflow.run import run_from_json, run_to_json

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Saved:
    """A run as an audit saved it: its identity, and the state of the accounts before it."""

    run: Run
    before: State


@dataclass(frozen=True, slots=True)
class ReportFolder:
    """The folder of one company. Whatever cannot be read or written raises with its path and the reason."""

    path: Path

    def write(self, name: str, data: bytes) -> Path:
        """Write a file whole or not at all and return its path; raises UsageError."""
        target = self.path / name
        passing = target.with_name(f".account-health-{uuid.uuid4().hex}")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            # Opened as any file is, so that it gets the rights that the user's umask leaves it.
            with passing.open("xb") as file:
                file.write(data)
            passing.replace(target)
        except OSError as error:
            raise UsageError(
                f"{target} cannot be written: {error.strerror}; choose another folder with --out"
            ) from error
        return target

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes, None where there is none; raises UsageError."""
        path = self.path / name
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise UsageError(
                f"{path} cannot be read: {error.strerror}; mend that, or choose another folder with --out"
            ) from error

    def history(self) -> History:
        """Return the runs before; raises BrokenFileError."""
        return self._left("history.json", History) or History()

    def state(self) -> State:
        """Return what the last looks left behind; raises BrokenFileError."""
        return self._left("state.json", State) or State()

    def saved(self) -> Saved | None:
        """Return the run whose snapshots lie here, None where there is none; raises BrokenFileError."""
        data = self.read("run.json")
        if data is None:
            return None
        where = str(self.path / "run.json")
        try:
            document: dict[str, Any] = json.loads(data)
            before = from_json(State, json.dumps(document.pop("before")).encode(), where)
            return Saved(run_from_json(document), before)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, UsageError):
            raise BrokenFileError(
                f"{where}: is not what an audit saves; expected id, now, week, kind, period and before"
            ) from None

    def snapshots(self) -> tuple[Snapshot, ...]:
        """Return every snapshot here; raises BrokenFileError."""
        try:
            names = sorted(path.name for path in (self.path / "snapshots").glob("*.json"))
        except OSError as error:
            raise UsageError(f"{self.path} cannot be read: {error.strerror}") from error
        found = (self._load(f"snapshots/{name}", Snapshot) for name in names)
        return tuple(snapshot for snapshot in found if snapshot is not None)

    def save_run(self, run: Run, before: State, registered: Registered) -> None:
        """Save whose run this is: the registry file as it was, and the state before."""
        document = {**run_to_json(run), "before": json.loads(to_json(before))}
        self.write(
            "run.json", json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True).encode() + b"\n"
        )
        self.write("company.toml", registered.data)
        if registered.defaults is None:
            (self.path / DEFAULTS).unlink(missing_ok=True)
        else:
            self.write(DEFAULTS, registered.defaults)

    def _left(self, name: str, kind: type[T]) -> T | None:
        """Return what earlier audits left, with the cure where it is spoilt."""
        try:
            return self._load(name, kind)
        except BrokenFileError as error:
            raise BrokenFileError(
                f"{error}; put it back as it was, or delete it to begin without earlier audits"
            ) from None

    def _load(self, name: str, kind: type[T]) -> T | None:
        data = self.read(name)
        return None if data is None else from_json(kind, data, str(self.path / name))
