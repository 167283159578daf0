"""A company's folder below `--out`: the report, what it was made from, and the runs before."""

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from account_health.cli.lock import locked
from account_health.cli.registry import DEFAULTS, Registered
from account_health.judging.history import History
from account_health.memory.state import State
from account_health.model import Snapshot
from account_health.model.errors import BrokenFileError, UsageError
from account_health.model.run import Run
from account_health.storage.jsons import from_json, to_json
from account_health.storage.whole_file import HIDDEN, write_whole
from account_health.storage.whole_folder import complete, is_incomplete, replace_files
from account_health.workflow.run import run_from_json, run_to_json

T = TypeVar("T")

RUN: Final = "run.json"
STATE: Final = "state.json"
HISTORY: Final = "history.json"
ACCOUNTS: Final = "accounts"
"""Where the reports about one account lie, each in a folder of its name."""
PASSING_SECONDS: Final = 60
"""No file takes so long to be written: what is older was left behind."""
FORM_FILES: Final = ("report.html", "report.txt", "report.json", "report.eml", "report.csv")


@dataclass(frozen=True, slots=True)
class Saved:
    """A run as an audit saved it: its identity, and the state of the accounts before it."""

    run: Run
    before: State


@dataclass(frozen=True, slots=True)
class ReportFolder:
    """Where one report goes, with what it was made from. Whatever cannot be read or written raises with its path and the reason.

    `company` is the company's folder, in which the memory and the lock are; `account` the one account that was looked at: its report lies beside the company's,
    in `accounts/ID`, and never over it.
    """

    company: Path
    account: str | None = None

    @property
    def path(self) -> Path:
        """The folder of the report."""
        return self.company / self._prefix

    @property
    def _prefix(self) -> str:
        return "" if self.account is None else f"{ACCOUNTS}/{self.account}/"

    def complete(self) -> None:
        """Bring to its end what a killed audit left; nobody is waited for where there is no such thing. Raises UsageError."""
        if is_incomplete(self.company):
            with self.alone():
                pass

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the company's folder alone, with what a killed audit left brought to its end; raises UsageError."""
        self._refuse_links()
        with locked(self.company):
            try:
                complete(self.company)
            except OSError as error:
                raise self._unwritten(error) from error
            yield

    def replace(self, report: Mapping[str, bytes], memory: Mapping[str, bytes] | None = None) -> None:
        """Write a report and what the next one has to know, all of it or nothing; raises UsageError.

        With a run, no form of an older one stays behind: what lies here was made at once.
        """
        files = {f"{self._prefix}{name}": data for name, data in report.items()}
        older = (*FORM_FILES, DEFAULTS) if RUN in report else ()
        gone = [f"{self._prefix}{name}" for name in older if name not in report]
        try:
            replace_files(self.company, {**files, **(memory or {})}, gone)
        except OSError as error:
            raise self._unwritten(error) from error

    def _unwritten(self, error: OSError) -> UsageError:
        open_elsewhere = "close it where it is open, or " if isinstance(error, PermissionError) else ""
        target = error.filename2 or self.company
        return UsageError(
            f"{target} cannot be written: {error.strerror}; {open_elsewhere}choose another folder with --out"
        )

    def _refuse_links(self) -> None:
        """Raise UsageError where a folder of ours is a link: what was meant for it would be written elsewhere."""
        folders = (
            self.company,
            self.company / "snapshots",
            self.company / ACCOUNTS,
            self.path,
            self.path / "snapshots",
        )
        for folder in folders:
            if folder.is_symlink():
                raise UsageError(
                    f"{folder} is a link to another place, and nothing is written through it; delete it, or choose another folder with --out"
                )

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes, None where there is none; raises UsageError."""
        return self._read(self.path / name)

    def _read(self, path: Path) -> bytes | None:
        try:
            if path.is_symlink():
                raise UsageError(
                    f"{path} is a link to another place, and is not read; put the file itself there"
                )
            return path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise UsageError(
                f"{path} cannot be read: {error.strerror}; mend that, or choose another folder with --out"
            ) from error

    def history(self) -> History:
        """Return the runs before; raises BrokenFileError."""
        return self._left(self.company / HISTORY, History) or History()

    def state(self) -> State:
        """Return what the last looks left behind; raises BrokenFileError."""
        return self._left(self.company / STATE, State) or State()

    def saved(self) -> Saved | None:
        """Return the run whose snapshots lie here, None where there is none; raises BrokenFileError."""
        data = self.read(RUN)
        if data is None:
            return None
        where = str(self.path / RUN)
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
        found = (self._load(self.path / "snapshots" / name, Snapshot) for name in names)
        return tuple(snapshot for snapshot in found if snapshot is not None)

    def _left(self, path: Path, kind: type[T]) -> T | None:
        """Return what earlier audits left, with the cure where it is spoilt."""
        try:
            return self._load(path, kind)
        except BrokenFileError as error:
            raise BrokenFileError(
                f"{error}; put it back as it was, or delete it to begin without earlier audits"
            ) from None

    def _load(self, path: Path, kind: type[T]) -> T | None:
        data = self._read(path)
        return None if data is None else from_json(kind, data, str(path))


def write_beside(folder: Path, name: str, data: bytes) -> Path:
    """Write a file that is about several companies beside their folders and return its path; raises UsageError.

    What a killed process left of an earlier one is taken away.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{HIDDEN}*"):
            if left.is_file() and time.time() - left.lstat().st_mtime > PASSING_SECONDS:
                left.unlink(missing_ok=True)
        write_whole(folder / name, data)
    except OSError as error:
        raise UsageError(
            f"{folder / name} cannot be written: {error.strerror}; choose another folder with --out"
        ) from error
    return folder / name


def saved_run(
    run: Run, before: State, registered: Registered, snapshots: Iterable[Snapshot]
) -> dict[str, bytes]:
    """Return the files from which a replay makes the same report: whose run it is, the registry file as it was, what was seen."""
    document = {**run_to_json(run), "before": json.loads(to_json(before))}
    files = {
        RUN: json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True).encode() + b"\n",
        "company.toml": registered.data,
    }
    if registered.defaults is not None:
        files[DEFAULTS] = registered.defaults
    return files | {f"snapshots/{one.account}.json": to_json(one) for one in snapshots}


def saved_in(path: Path) -> ReportFolder:
    """Return the folder of the report that lies at a path: a company's, or that of one of its accounts."""
    if path.parent.name == ACCOUNTS and (path.parent.parent / STATE).is_file():
        return ReportFolder(path.parent.parent, path.name)
    return ReportFolder(path)
