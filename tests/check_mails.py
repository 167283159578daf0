"""`make test-mail`: the outside checkers on the mails of `tests.mail_renderings`, and on themselves.

`python -m tests.check_mails [--all | NAME...]` writes the mails to build/mails, runs every check on each, two mails at a
time, and ends with the sum; exit code 1 where any failed. Without names it takes the main forms, with `--all` every one.
"""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests import mail_renderings

ROOT = Path(__file__).resolve().parents[1]
CHECKS = ROOT / "tests" / "mail_checks"
MAILS = ROOT / "build" / "mails"
MAIN = (
    "week",
    "week-en",
    "week-du",
    "first",
    "good-week",
    "unread",
    "forty-accounts",
    "one-channel",
    "draft",
    "hostile",
    "alert",
    "overview-en",
)
"""One rendering of each form; whoever adds a mail of another kind adds it here."""
NOT_HERE = {"brand"}
"""Its logo comes from a host, which the webmail's check counts as blocked; `tests/unit/report/test_forms.py` holds its form."""
SUM = re.compile(r"^(\d+) passed, (\d+) failed$", re.MULTILINE)


def environment() -> dict[str, str]:
    """Return the environment of the checks: their Python is this one, which has html5lib."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return {**os.environ, "PATH": path, "VIRTUAL_ENV": ""}


def checked(command: list[str]) -> tuple[int, int]:
    """Run one program of the checks, print what it says, and return how many passed and failed."""
    ended = subprocess.run(  # noqa: S603 - our own programs
        command, cwd=CHECKS, env=environment(), capture_output=True, text=True, check=False
    )
    sys.stdout.write(ended.stdout + ended.stderr)
    sys.stdout.flush()
    counted = SUM.search(ended.stdout)
    if counted is None:
        return 0, 1
    return int(counted[1]), int(counted[2])


def commands(names: list[str]) -> list[list[str]]:
    """Return a command for each mail, one for the pair of harmless and hostile texts, and the checks' own test."""
    folders = {name: MAILS / name for name in names}
    every = [["bash", "run_checks.sh", str(folder), name] for name, folder in folders.items()]
    return [
        ["python3", "selftest.py", str(MAILS / "week" / "week.eml")],
        ["bash", "run_checks.sh", str(MAILS / "pair")],
        *every,
    ]


def write(names: list[str]) -> None:
    """Write each mail to a folder of its own, and the pair to another."""
    for name in dict.fromkeys([*names, "week"]):
        mail_renderings.write_mail(MAILS / name, name)
    mail_renderings.write_pair(MAILS / "pair")


def main(arguments: list[str]) -> int:
    """Check the mails."""
    every = [name for name in mail_renderings.renderings() if name not in NOT_HERE]
    names = every if arguments == ["--all"] else arguments or list(MAIN)
    unknown = [name for name in names if name not in every]
    if unknown:
        sys.stderr.write(f"no such mail: {', '.join(unknown)}; there are {', '.join(every)}\n")
        return 2
    write(names)
    # The webmail's sanitizer is unpacked by the first mail that needs it, so one goes ahead alone.
    first, *rest = commands(names)[::-1]
    sums = [checked(first)]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        sums += pool.map(checked, rest[::-1])
    passed, failed = (sum(each) for each in zip(*sums, strict=True))
    sys.stdout.write(f"\n{passed} passed, {failed} failed, {len(names)} mails and the selftest\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
