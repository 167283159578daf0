"""The command `replay`: judges what an audit saved once more, without network and without a trace in the history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from account_health.cli.arguments import Options
from account_health.cli.folder import ReportFolder, Saved, saved_in
from account_health.cli.registry import Registered, missing, read_registered
from account_health.cli.results import (
    Judgement,
    Outcome,
    conclude,
    forms_of,
    guarded,
    in_language,
    outcome_of,
    settings_for,
)
from account_health.judging.company import judge_company
from account_health.judging.unseen import every_account
from account_health.model import Snapshot
from account_health.model.company import Company
from account_health.model.errors import UsageError
from account_health.model.watching import WATCH, looked_at
from account_health.workflow.expand import expanded_as_seen
from account_health.workflow.run import name_run

_WHAT = "Name the folder that `account-health audit` wrote: reports, or what its --out named."


@dataclass(frozen=True, slots=True)
class _Source:
    """A company's folder, and the registry file that takes the place of the saved one."""

    folder: ReportFolder
    registered: Registered | None


def replay_folder(path: Path, options: Options, environ: Mapping[str, str]) -> int:
    """Judge saved snapshots; returns the exit code. Raises UsageError, and RegistryError for `--registry`."""
    sources = _sources(path, options.registry)
    outcomes = [
        guarded(str(source.folder.path), partial(_replay, source, options, environ)) for source in sources
    ]
    return conclude(outcomes, options, wrong=False)


def _sources(path: Path, registry: str | None) -> list[_Source]:
    registered = None if registry is None else read_registered(Path(registry))
    if (path / "run.json").is_file():
        return [_Source(saved_in(path), registered)]
    try:
        found = sorted(below for below in path.iterdir() if (below / "run.json").is_file())
    except FileNotFoundError:
        why = missing(path)
        raise UsageError(f"{path} {why}{'' if why.endswith('?') else '.'} {_WHAT}") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read as a folder: {error.strerror}. {_WHAT}") from error
    if not found:
        raise UsageError(
            f"{path} holds no saved audit: there is no run.json in it or in the folders below. {_WHAT}"
        )
    if registered is None:
        return [_Source(ReportFolder(below), None) for below in found]
    fitting = [below for below in found if below.name == registered.company.id]
    if not fitting:
        raise UsageError(
            f"{path} holds no audit of {registered.company.id}, the company of {registered.file};"
            " name the folder of the audit itself to judge it by this file"
        )
    return [_Source(ReportFolder(below), registered) for below in fitting]


def _replay(source: _Source, options: Options, environ: Mapping[str, str]) -> Outcome:
    folder = source.folder
    folder.complete()
    saved = _saved(folder)
    registered = source.registered or read_registered(folder.path / "company.toml", saved.run.company)
    account = options.account or saved.run.account
    saved_snapshots = [one for one in folder.snapshots() if one.taken_at == saved.run.now]
    company = in_language(expanded_as_seen(registered.company, account, saved_snapshots), options)
    _refuse_others(company, saved_snapshots)
    settings = settings_for(company, environ)
    run = saved.run
    if options.now is not None and options.now != run.now:
        run = name_run(
            {"kind": "manual", "company": company.id, "account": account}, options.now, settings.zone
        )
    looked = {one.account for one in saved_snapshots}
    accounts = (one for one in looked_at(company, run) if one.id != WATCH or one.id in looked)
    snapshots = every_account(accounts, saved_snapshots, {}, run.now)
    judged = judge_company(company, snapshots, run, folder.history(), saved.before)
    judgement = Judgement(judged.report, company, run, judged.snapshots)
    target = ReportFolder(options.folder / company.id, account)
    with target.alone():
        _refuse_mixing(folder, saved, target)
        target.replace(forms_of(judgement, settings, options.formats))
    return outcome_of(target, judgement, options.formats)


def _saved(folder: ReportFolder) -> Saved:
    saved = folder.saved()
    if saved is None:
        raise UsageError(f"{folder.path} holds no saved audit any more")
    return saved


def _refuse_mixing(source: ReportFolder, saved: Saved, target: ReportFolder) -> None:
    """Raise UsageError where the report would lie beside the saved looks of another run."""
    if (there := target.saved()) is None or there.run == saved.run:
        return
    if source.path.resolve() == target.path.resolve():
        raise UsageError(f"{source.path} was audited anew meanwhile; replay it once more")
    raise UsageError(
        f"{target.path} holds another audit, and {source.path} would be mixed with it; choose another folder with --out"
    )


def _refuse_others(company: Company, snapshots: Iterable[Snapshot]) -> None:
    """Raise UsageError where a look is one of another address than the account has now: it says nothing of this one."""
    seen = {snapshot.account: snapshot for snapshot in snapshots}
    problems = [
        f"{account.id}: the saved look is one at {there.platform} {there.url}, and the registry file names"
        f" {account.platform} {account.url}; audit that address, or judge the saved one under the file of then"
        for account in company.accounts
        if (there := seen.get(account.id)) is not None
        and (there.platform, there.url) != (account.platform, account.url)
    ]
    if problems:
        raise UsageError("\n".join(problems))
