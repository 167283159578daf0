"""Makes an environment with what a requirements file pins, unless it is there, whole, and made of the same.

Run by the Makefile: python set_up.py [--keep-python] [--with-pip] [--editable] ENVIRONMENT REQUIREMENTS

The file `ready` in the environment says what it was made of; it is written last. Whatever does not match it, an interrupted
set-up, another Python, a checkout that was moved, other requirements, is cleared and made anew. Two set-ups of the same
environment take turns, also where the first was killed and the installer that it started lives on.
It runs before anything is installed, in whatever Python there is, so it needs nothing and reads well in an old one.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
INSTALLER = ROOT / ".venv-uv"
READY = "ready"
INTERRUPTED = 128 + signal.SIGINT
OLDEST = (3, 11)
NO_VENV = """\
{python} cannot make environments: its module ensurepip is missing.
On Debian and Ubuntu it is a package of its own: sudo apt install {package}
"""


def own_python() -> str:
    """Return the Python that was installed on the machine, also where we run in an environment made from it."""
    return os.path.realpath(getattr(sys, "_base_executable", sys.executable))


def made_of(requirements: Path, options: argparse.Namespace) -> dict[str, str]:
    """Return what an environment made now would be made of."""
    asked_for = hashlib.sha256(Path(__file__).read_bytes() + requirements.read_bytes())
    if options.editable:
        asked_for.update((ROOT / "pyproject.toml").read_bytes())
    return {
        "python": own_python(),
        "version": sys.version,
        "folder": str(ROOT),
        "asked_for": asked_for.hexdigest(),
    }


def recorded(environment: Path) -> dict[str, str]:
    """Return what an environment was made of; nothing where it is absent or was never finished."""
    try:
        found = json.loads((environment / READY).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def check_python() -> None:
    """End with a sentence where this Python cannot do it."""
    if sys.version_info < OLDEST:
        sys.exit(
            "Python {}.{} or later is needed, and {} is {}.{}. Name another: make PYTHON=python3.12 ...".format(
                *OLDEST, sys.executable, *sys.version_info[:2]
            )
        )
    try:
        __import__("ensurepip")
    except ImportError:
        of_debian = own_python().startswith("/usr/bin/") and Path("/usr/bin/python3").resolve() == Path(
            own_python()
        )
        package = "python3-venv" if of_debian else "python{}.{}-venv".format(*sys.version_info[:2])
        sys.exit(NO_VENV.format(python=sys.executable, package=package))


def wait_for_turn(environment: Path) -> int:
    """Wait until nobody else makes this environment; return the open folder, which holds the turn until it is closed.

    Whatever we start gets it too: an installer that outlives us keeps the turn until it has written its last file.
    """
    environment.mkdir(exist_ok=True)
    turn = os.open(environment, os.O_RDONLY)
    try:
        fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.stderr.write(f"Something else still sets up {environment.name}; waiting until it is done.\n")
        fcntl.flock(turn, fcntl.LOCK_EX)
    except OSError:
        pass  # some network file systems have no locks
    return turn


def run(turn: int, *command: str) -> None:
    """Run a program that holds the turn as long as it lives; raises CalledProcessError or OSError where it fails."""
    byte_code = {**os.environ, "UV_COMPILE_BYTECODE": "1"}
    subprocess.run(command, env=byte_code, pass_fds=(turn,), check=True)  # noqa: S603 - a fixed program


def make(environment: Path, turn: int, *, with_pip: bool) -> None:
    """Make an empty environment where nothing, or something else, was before."""
    (environment / READY).unlink(missing_ok=True)
    how = [] if with_pip else ["--without-pip"]
    run(turn, own_python(), "-m", "venv", "--clear", *how, str(environment))


def install(environment: Path, turn: int, *arguments: str) -> None:
    """Install with uv, which does in seconds what takes pip a minute; where it cannot, pip does the same.

    uv does not read pip.conf, where the way to the registry may stand, and it needs a folder for its cache.
    """
    programs, python = INSTALLER / "bin", str(environment / "bin" / "python")
    with contextlib.suppress(subprocess.CalledProcessError, OSError):
        run(turn, str(programs / "uv"), "pip", "install", "--quiet", "--python", python, *arguments)
        return
    sys.stderr.write("uv could not; pip, which takes longer, does the same now.\n")
    run(turn, str(programs / "pip"), "--python", python, "install", "--quiet", *arguments)


def set_up(environment: Path, requirements: Path, options: argparse.Namespace) -> None:
    """Make the environment and install everything, unless that was done."""
    wanted = made_of(requirements, options)
    if recorded(environment) == wanted:
        return
    check_python()
    turn = wait_for_turn(environment)
    if recorded(environment) == wanted:
        return
    make(environment, turn, with_pip=options.with_pip)
    pinned = ("--require-hashes", "-r", str(requirements))
    if environment == INSTALLER:
        run(turn, str(environment / "bin" / "pip"), "install", "--quiet", *pinned)
    else:
        install(environment, turn, *pinned)
    if options.editable:
        install(environment, turn, "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    (environment / READY).write_text(json.dumps(wanted, indent=1) + "\n", "utf-8")


def main() -> None:
    """Read the arguments; a Python that was chosen once is kept until another is named."""
    parser = argparse.ArgumentParser()
    parser.add_argument("environment")
    parser.add_argument("requirements")
    for flag in ("--keep-python", "--with-pip", "--editable"):
        parser.add_argument(flag, action="store_true")
    options = parser.parse_args()
    environment = ROOT / options.environment
    before = recorded(environment).get("python", "")
    if options.keep_python and before not in {"", own_python()} and os.access(before, os.X_OK):
        os.execv(before, [before, *(word for word in sys.argv if word != "--keep-python")])  # noqa: S606 - a fixed program
    try:
        set_up(environment, ROOT / options.requirements, options)
    except subprocess.CalledProcessError as error:
        sys.exit(
            f"{options.environment} could not be made: `{' '.join(error.cmd[:4])} ...` failed, see above."
        )
    except OSError as error:
        sys.exit(f"{options.environment} could not be made: {error}")
    except KeyboardInterrupt:
        sys.stderr.write(f"Stopped; {options.environment} is not whole, and the next try makes it anew.\n")
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
