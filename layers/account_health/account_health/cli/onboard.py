"""The command `init`: a commented registry file from the address of a website."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from account_health.cli.arguments import Options
from account_health.cli.audits import Session, session
from account_health.cli.first_looks import FirstLook, first_look
from account_health.cli.registry import read_registered
from account_health.cli.results import conclude, fault_of, guarded
from account_health.cli.screen import complain, print_line
from account_health.model.errors import AccountHealthError, UsageError
from account_health.onboarding.draft import PLACEHOLDER, Wishes

_CURE: Final = (
    "Open it in a browser: try once more with the address that it shows, or write the file by hand as in "
    "docs/registry-example.md."
)


def init_site(options: Options, environ: Mapping[str, str], now: datetime) -> int:
    """Read a website and write the registry file of its company; returns the exit code.

    Raises UsageError where the address is none, the site cannot be read, or the file is there already.
    """
    (url,) = options.files
    wishes = Wishes(to=options.to, language=options.language)
    with session(options, environ, now, 0) as looks:
        found = _read(url, looks, wishes)
        if found.trouble is not None:
            raise UsageError(f"{url}: {_sentence(str(found.trouble))} Nothing was written. {_CURE}")
        file = write_new(_target(options, found), found.text)
        _tell(file, found)
        return 0 if not options.audit else _audit(looks, file, options)


def _read(url: str, looks: Session, wishes: Wishes) -> FirstLook:
    try:
        return first_look(url, looks, wishes)
    except AccountHealthError:
        raise
    except Exception as error:
        raise UsageError(
            f"{url}: not read, by a fault of account-health itself: {fault_of(error)}. Nothing was written."
        ) from error


def write_new(file: Path, text: str) -> Path:
    """Write a file that is not there yet and return its path; raises UsageError, also where it is there."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except FileExistsError:
        raise UsageError(
            f"{file} is there already and stays as it is; write elsewhere with --out, or delete it first"
        ) from None
    except OSError as error:
        raise UsageError(
            f"{file} cannot be written: {error.strerror}; choose another place with --out"
        ) from None
    return file


def _target(options: Options, found: FirstLook) -> Path:
    if options.target is None:
        return found.registered.file
    target = Path(options.target)
    return target / found.registered.file if target.is_dir() else target


def _tell(file: Path, found: FirstLook) -> None:
    company = found.registered.company
    print_line(
        f"{file}: {company.name}, {len(company.accounts)} accounts, {len(company.known)} other profiles"
    )
    if found.doubts:
        lines = "the line that asks" if found.doubts == 1 else f"the {found.doubts} lines that ask"
        complain(f"Look at {lines} to be checked: the site does not say it clearly.")
    if PLACEHOLDER in company.report.to:
        complain(f"Write who gets the report: replace {PLACEHOLDER} below [report].")
    complain(f"Then: account-health audit {file}")


def _audit(looks: Session, file: Path, options: Options) -> int:
    registered = read_registered(file)
    looks.progress.more(len(registered.company.accounts))
    outcome = guarded(str(file), lambda: looks.polite.run(registered))
    return conclude([outcome], options, wrong=False)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
