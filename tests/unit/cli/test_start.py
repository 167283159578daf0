"""The command starts at once: who asks for its help or its version waits for nothing that they do not need."""

import subprocess
import sys

import pytest

HEAVY = {
    "pydantic",
    "requests",
    "urllib3",
    "jinja2",
    "phonenumbers",
    "holidays",
    "feedparser",
    "boto3",
    "defusedxml",
    "certifi",
    "zoneinfo",
}
MOST_TIMES = 10
"""How often a bare Python fits into the start of the command."""


def run(code: str) -> str:
    """Run code in a fresh Python and return what it prints."""
    return subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize("asked", ["--help", "--version"])
def test_help_and_version_load_nothing_of_the_product(asked: str) -> None:
    """No library and no room but the command's own is loaded."""
    loaded = run(
        "import sys\nfrom account_health.cli import main\n"
        f"try:\n    main(['{asked}'])\nexcept SystemExit:\n    pass\n"
        "print(*sys.modules, sep='\\n')"
    ).splitlines()
    assert not HEAVY & set(loaded)
    ours = {name.split(".")[1] for name in loaded if name.startswith("account_health.")}
    assert ours == {"cli"}


def test_the_start_is_measured_against_a_bare_python() -> None:
    """Within ten times a Python that does nothing; of the processor's time, since what else runs slows one and not the other."""

    def seconds(code: str) -> float:
        measured = f"{code}\nimport time\nprint(time.process_time())"
        return min(float(run(measured).splitlines()[-1]) for _ in range(6))

    start = seconds(
        "from account_health.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass"
    )
    assert start <= MOST_TIMES * seconds("pass")
