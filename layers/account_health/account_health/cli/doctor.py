"""The command `doctor`: says of each registered account whether it can be looked at, and what to do next where not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from account_health.cli.registry import defaults_problems, is_defaults, read_registered
from account_health.cli.screen import complain, print_line, table
from account_health.connectors.http.network import Network
from account_health.connectors.pool import Pool
from account_health.model.company import Company
from account_health.model.errors import AccountHealthError, BackendError
from account_health.operations.accounts import Asked, Examiner
from account_health.operations.credentials import (
    Expected,
    Unused,
    all_expected,
    expected_feeds,
    unused_variables,
)
from account_health.operations.diagnosis import Diagnosis, diagnose
from account_health.storage import Secrets
from account_health.storage.local import EnvironmentSecrets

NEEDS_YOU = 1
WRONG = 2


@dataclass(frozen=True, slots=True)
class _Folder:
    """The registry files of one folder that were named: they share a `.env`."""

    path: Path
    asked: tuple[Asked, ...]


def examine_files(
    files: Sequence[Path], environ: Mapping[str, str], now: datetime, on_aws: Secrets | None = None
) -> int:
    """Print what stands between each account and a look at it; `on_aws` are the secrets to look among there.

    Returns the exit code: 0 nothing is to do, 1 something needs a person, 2 a file is wrong.
    """
    asked, problems = _read(files)
    for problem in problems:
        complain(problem)
    network = Network(gateway=environ.get("ACCOUNT_HEALTH_GATEWAY") or None)
    told: list[Diagnosis] = []
    strays: list[tuple[Path, Unused]] = []
    addressless: list[str] = []
    with Pool() as pool:
        for folder in _folders(asked):
            here = EnvironmentSecrets(environ, folder.path / ".env")
            unused = () if on_aws else _unused(folder, here)
            strays += [(folder.path, one) for one in unused]
            examiner = Examiner(
                secrets=on_aws or here,
                network=network,
                pool=pool,
                now=now,
                place=partial(_parameter, on_aws) if on_aws else _variable,
                misspelt={one.meant: one.name for one in unused if one.meant},
            )
            accounts = [(one, account) for one in folder.asked for account in one.company.accounts]
            found = pool.map(lambda pair, ask=examiner: ask.examine(*pair), accounts)  # type: ignore[misc] # mypy knows no default of a lambda
            told += [diagnose(one, now) for one in found]
            addressless += _without_address(folder, examiner)
    for line in shown(told, names={one.company.id: one.company.name for one in asked}):
        print_line(line)
    for path, one in strays:
        if one.meant is None:  # what was meant is said at its account
            print_line(_stray(path, one))
    for line in addressless:
        print_line(line)
    if problems:
        return WRONG
    return NEEDS_YOU if addressless or any(one.step for one in told) else 0


def shown(told: Sequence[Diagnosis], names: Mapping[str, str]) -> Iterable[str]:
    """Yield one company account by account; of several a table, and then what to do next."""
    if len({one.company for one in told}) > 1:
        yield from table(
            [("company", "account", "credential", "whose", "days left", "checks lost"), *map(_row, told)],
            right=frozenset({5}),
        )
        steps = [one for one in told if one.step]
        yield ""
        yield "next:" if steps else "Nothing is to do."
        yield from (f"  {one.company}/{one.account}: {one.step}" for one in steps)
        return
    for one in told:
        yield f"{names[one.company]}, {one.platform} ({one.company}/{one.account})"
        for label, text in one.rows:
            yield f"  {label:<12} {text}"
        yield f"  {'next':<12} {one.step or 'nothing, it can be looked at'}"


def _variable(wanted: Expected) -> str:
    return wanted.variable


def _parameter(secrets: Secrets, wanted: Expected) -> str:
    return secrets.named(wanted.company, wanted.name)


def _row(one: Diagnosis) -> tuple[str, ...]:
    return (one.company, one.account, one.credential, one.owner, one.left or "-", str(len(one.lost)))


def _stray(folder: Path, unused: Unused) -> str:
    return (
        f"{unused.name} is used by no account of {folder}: delete it, or name it at the account that it is for, "
        'such as credential = "meta"'
    )


def _without_address(folder: _Folder, examiner: Examiner) -> list[str]:
    """Return a line for each alert feed whose address is stored nowhere; what AWS does not answer is told by its accounts."""
    return [
        f"{one.company.id}: the alert {name} has no address: store it as {examiner.place(wanted)}, "
        'such as {"url": "https://…"}; docs/watch.md says how to get it'
        for one in folder.asked
        for name, (credential, wanted) in expected_feeds(one.company).items()
        if not _has_address(one.company, credential, examiner)
    ]


def _has_address(company: Company, credential: str, examiner: Examiner) -> bool:
    try:
        secret = examiner.secrets.get(company.id, credential)
    except BackendError:
        return True
    return secret is not None and bool(secret.values.get("url"))


def _folders(asked: Iterable[Asked]) -> Iterable[_Folder]:
    by_path: dict[Path, list[Asked]] = {}
    for one in asked:
        by_path.setdefault(Path(one.file).parent, []).append(one)
    return [_Folder(path, tuple(ones)) for path, ones in by_path.items()]


def _unused(folder: _Folder, secrets: EnvironmentSecrets) -> tuple[Unused, ...]:
    """Return what no account asks for: none of those that were named, and none of the other files in the folder."""
    companies = [one.company for one in folder.asked]
    for path in sorted(folder.path.glob("*.toml")):
        try:
            companies.append(read_registered(path).company)
        except AccountHealthError:
            continue  # its own validation tells
    wanted = [one.variable for one in all_expected(companies)]
    names = secrets.names()
    return unused_variables(names, wanted, set(wanted) & set(names))


def _read(files: Iterable[Path]) -> tuple[list[Asked], list[str]]:
    asked: dict[str, Asked] = {}
    problems: list[str] = []
    for path in dict.fromkeys(files):
        problems += [one for one in defaults_problems(path) if one not in problems]
        if is_defaults(path) and path.is_file():
            continue
        try:
            company = read_registered(path).company
        except AccountHealthError as error:
            problems += str(error).splitlines()
            continue
        asked.setdefault(str(path), Asked(company, str(path)))
    return list(asked.values()), problems
