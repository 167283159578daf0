"""The command `import`: registry files and first reports for a whole list of clients, side by side, and one table at the end."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from account_health.cli.arguments import Options
from account_health.cli.audits import Session, session
from account_health.cli.first_looks import FirstLook, first_look, without_a_site
from account_health.cli.onboard import write_new
from account_health.cli.registry import read_file, read_registered
from account_health.cli.results import WRONG, Outcome, guarded, tell_of_all
from account_health.cli.screen import complain, print_line, table, to_do
from account_health.connectors.pool import FOR_MANY_COMPANIES
from account_health.model.errors import UsageError
from account_health.onboarding.clients import Client, read_clients
from account_health.onboarding.draft import Wishes
from account_health.onboarding.naming import id_of, id_of_site

WRITTEN: Final = "written"
KEPT: Final = "kept, it was there"
NOTHING: Final = "-"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one row."""

    client: Client
    file: Path | None = None
    became: str = NOTHING
    outcome: Outcome | None = None
    notes: tuple[str, ...] = ()


def import_clients(options: Options, environ: Mapping[str, str], now: datetime) -> int:
    """Write a registry file for each row that has none, look at each company, and show one table; returns the exit code.

    Raises UsageError and RegistryError where the list cannot be read.
    """
    (name,) = options.files
    if Path(name).is_dir():
        raise UsageError(
            f"{name} is a folder; import wants a list of clients as a CSV file: columns name and website, then one line a client"
        )
    clients = read_clients(read_file(Path(name)), name)
    if not clients:
        raise UsageError(f"{name} names nobody: below the line with the columns one line a client is needed")
    folder = Path(options.target or "clients")
    with session(options, environ, now, 0, FOR_MANY_COMPANIES) as looks:
        rows = [*zip(clients, _ids(clients), strict=True)]
        imported = looks.pool.map(lambda row: _imported(looks, folder, *row), rows)
    for line in table(
        [("line", "client", "file", "became", "score", "to do", "report"), *map(_row, imported)]
    ):
        print_line(line)
    for one in imported:
        for note in one.notes:
            complain(f"line {one.client.line}: {note}")
    if len(imported) > 1:
        tell_of_all([one.outcome or Outcome(name=one.client.name) for one in imported], options)
    wrong = any(
        one.client.problem or (one.outcome and one.outcome.problems) or not one.file for one in imported
    )
    return WRONG if wrong else 0


def _ids(clients: tuple[Client, ...]) -> list[str]:
    """Return an id for each client, the same ones each time: by the website, else by the name."""
    taken: list[str] = []
    for client in clients:
        named = id_of_site(client.website, taken) if client.website else id_of(client.name or "client", taken)
        taken.append(named)
    return taken


def _imported(looks: Session, folder: Path, client: Client, company: str) -> Imported:
    if client.problem is not None:
        return Imported(client, notes=(client.problem,))
    file = folder / f"{company}.toml"
    result = Imported(client, file)

    def work() -> Outcome:
        nonlocal result
        if file.exists():
            result = replace(result, became=KEPT)
        else:
            found = _drafted(looks, client, company)
            write_new(file, found.text)
            result = replace(result, became=WRITTEN, notes=tuple(_notes(found)))
        registered = read_registered(file)
        looks.progress.more(len(registered.company.accounts))
        return looks.polite.run(registered)

    outcome = guarded(str(file), work)
    return replace(
        result,
        file=file if file.exists() else None,
        outcome=outcome,
        notes=(*result.notes, *outcome.problems),
    )


def _drafted(looks: Session, client: Client, company: str) -> FirstLook:
    wishes = Wishes(
        name=client.name or None,
        to=client.to,
        copy_to=client.copy_to,
        accounts=client.accounts,
        language=client.language,
        mode="review" if client.copy_to else None,
    )
    if not client.website:
        return without_a_site(wishes, company)
    return first_look(client.website, looks, wishes, company=company)


def _notes(found: FirstLook) -> list[str]:
    trouble = [f"the website could not be read: {found.trouble}"] if found.trouble is not None else []
    doubts = [f"{found.registered.file}: {found.doubts} lines ask to be checked"] if found.doubts else []
    return [*trouble, *doubts]


def _row(one: Imported) -> tuple[str, ...]:
    report = one.outcome.report if one.outcome else None
    page = one.outcome.page if one.outcome else None
    told = NOTHING if report is None else str(sum(map(to_do, report.accounts)))
    return (
        str(one.client.line),
        (report.name if report else one.client.name) or NOTHING,
        str(one.file or NOTHING),
        one.became,
        NOTHING if report is None else "unknown" if report.score is None else str(report.score),
        told,
        str(page or NOTHING),
    )
