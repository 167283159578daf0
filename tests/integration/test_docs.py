"""README and docs/: what they name exists, what they show can be typed, and what they quote is said."""

import json
import re
import tomllib
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from account_health.cli import main
from account_health.connectors.meta.graph.errors import MEANINGS
from account_health.model import errors
from account_health.registry import read_company
from account_health.workflow.run import name_run
from tests.template import raw_template, resources

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "layers/account_health/account_health"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS, EXAMPLE = ROOT / "docs" / "commands.md", ROOT / "docs" / "registry-example.md"
WITHOUT_CHECKS = [page for page in PAGES if page.name != "checks.md"]
"""docs/checks.md is made from the table of checks."""

PAIRS = (
    ("getting-started.md", "erste-schritte.md"),
    ("report.md", "bericht.md"),
    ("troubleshooting.md", "fehler-beheben.md"),
    ("faq.md", "fragen.md"),
    ("watch.md", "beobachten.md"),
)
MONDAY = datetime(2026, 11, 23, 6, tzinfo=UTC)
MOST_WORDS_OF_THE_README = 450
"""The shortest way of each reader, and nothing else."""

FOREIGN = {
    "AccessDeniedException",
    "AccountSuspendedException",
    "BadRequestException",
    "DeliveryDelay",
    "FunctionError",
    "LimitExceededException",
    "MailFromDomainNotVerifiedException",
    "MessageRejected",
    "NotFoundException",
    "SendingPausedException",
    "SpendCapReached",
    "ToleratedFailurePercentage",
    "TooManyRequestsException",
}
"""Names of AWS's and X's; `test_aws.py` compares SES's with its interface."""


def text(page: Path) -> str:
    """Return a page."""
    return page.read_text("utf-8")


def sources() -> str:
    """Return everything that the product is made of."""
    files = [
        *PACKAGE.rglob("*.py"),
        *PACKAGE.rglob("*.j2"),
        ROOT / "template.yaml",
        ROOT / "statemachines/audit.asl.json",
    ]
    return "\n".join(path.read_text("utf-8") for path in files)


def blocks(page: Path, kind: str) -> list[str]:
    """Return a page's examples of one kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", text(page), flags=re.MULTILINE | re.DOTALL)


def test_every_page_is_found_by_a_question() -> None:
    """A page that docs/index.md does not name is found by nobody; and the README leads there, and to little else."""
    named = set(re.findall(r"\]\(([\w-]+\.md)\)", text(ROOT / "docs" / "index.md")))
    assert {page.name for page in PAGES[1:]} - named == {"index.md"}
    readme = text(ROOT / "README.md")
    assert "(docs/index.md)" in readme
    assert len(readme.split()) < MOST_WORDS_OF_THE_README


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
def test_pages_of_both_languages_lead_to_each_other(pair: tuple[str, str]) -> None:
    """And have the same sections, so that neither is forgotten when the other changes."""
    english, german = (text(ROOT / "docs" / name) for name in pair)
    assert f"*[Auf Deutsch]({pair[1]})*" in english
    assert f"*[In English]({pair[0]})*" in german
    assert english.count("\n## ") == german.count("\n## ")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    """A file that was renamed is found here, and not by a reader."""
    for target in re.findall(r"\]\(([^)#\s]+)", text(page)):
        assert target.startswith("https://") or (page.parent / target).exists(), target


@pytest.mark.parametrize("page", WITHOUT_CHECKS, ids=lambda page: page.name)
def test_every_target_of_make_exists(page: Path) -> None:
    """`make NAME` can be typed."""
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z0-9-]+)", text(page), flags=re.MULTILINE))
    assert named <= targets


@pytest.mark.parametrize("page", WITHOUT_CHECKS, ids=lambda page: page.name)
def test_every_file_that_is_named_exists(page: Path) -> None:
    """Paths are read from the root, from the package, or from the page."""
    for path in re.findall(r"`([\w/.-]+/[\w.-]*\.(?:py|md|toml|json|txt|yaml|j2))`", text(page)):
        if path.startswith(("runs/", "state/", "ledger/", "registry/", "history/", "reports/")):
            continue  # objects in the bucket, or what an audit writes
        assert any((base / path).is_file() for base in (ROOT, PACKAGE, PACKAGE.parent, page.parent)), path
    for module in re.findall(r"python -m ([\w.]+)", text(page)):
        place = module.replace(".", "/")
        assert any((base / place).with_suffix(".py").is_file() for base in (ROOT, PACKAGE.parent)), module


@pytest.mark.parametrize("page", WITHOUT_CHECKS, ids=lambda page: page.name)
def test_every_name_of_the_stack_exists(page: Path) -> None:
    """Parameters, outputs, functions, alarms and errors are called as they are."""
    whole = raw_template()
    functions = {name.removesuffix("Function") for name in whole["Resources"]}
    ours = {*whole["Parameters"], *whole["Outputs"], *whole["Resources"], *functions, *vars(errors)}
    named = set(re.findall(r"`([A-Z][a-z]+(?:[A-Z][A-Za-z]*)+)(?:=\w+)?`", text(page)))
    assert named <= ours | FOREIGN | {"NotOffered"}
    for name, value in re.findall(r"`([A-Z][A-Za-z]+)=\"?([a-z]+)\"?`", text(page)):
        if name in whole["Parameters"]:
            assert value in whole["Parameters"][name].get("AllowedValues", [value]), name


def options(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return the help of a command."""
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"], {})
    assert ended.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_and_option_can_be_typed(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What stands after `account-health` is a command, and each of its options one of that command's."""
    fenced = re.findall(r"^```\w*\n(.*?)^ *```$", text(page), flags=re.MULTILINE | re.DOTALL)
    code = [*re.findall(r"`([^`\n]+)`", text(page)), *"\n".join(fenced).splitlines()]
    typed = [re.match(r"(?:\.venv/bin/)?account-health ([a-z-]+)([^#]*)", line.strip()) for line in code]
    for command, rest in (found.groups() for found in typed if found):
        shown = options(command, capsys)
        for option in re.findall(r"--[a-z-]+", rest):
            assert option in shown, (command, option)


def test_the_page_of_commands_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The table is whole, and each option in it is one of that command's."""
    rows = re.findall(r"^\| `account-health ([a-z-]+)(.*)", text(COMMANDS), flags=re.MULTILINE)
    for command, row in rows:
        shown = options(command, capsys)
        assert all(option in shown for option in re.findall(r"--[a-z-]+", row)), command
    listed = {command for command, _ in rows}
    with pytest.raises(SystemExit):
        main(["--help"], {})
    offered = set(re.findall(r"^    ([a-z-]+)(?: |$)", capsys.readouterr().out, flags=re.MULTILINE))
    assert listed == offered


def test_the_help_names_every_variable_that_the_command_reads(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody has to read the source for a setting."""
    with pytest.raises(SystemExit):
        main(["--help"], {})
    shown = capsys.readouterr().out
    read = "\n".join(path.read_text("utf-8") for path in (PACKAGE / "cli").glob("*.py"))
    for variable in set(re.findall(r"environ\.get\(\"(ACCOUNT_HEALTH_[A-Z]+)", read)):
        assert variable in shown
    for variable in set(re.findall(r"ACCOUNT_HEALTH_[A-Z]+(?:_[A-Z]+)*", shown)):
        assert variable in sources()


@pytest.mark.parametrize("page", WITHOUT_CHECKS, ids=lambda page: page.name)
def test_every_variable_is_one_that_is_read(page: Path) -> None:
    """A variable under another name would be set in vain."""
    known = sources()
    for variable in set(re.findall(r"ACCOUNT_HEALTH_[A-Z]+(?:_[A-Z]+)*", text(page))):
        assert variable in known or variable.startswith("ACCOUNT_HEALTH_SECRET"), variable


def test_the_registry_file_of_the_example_is_good() -> None:
    """Whoever copies it has a file that works, with every key of the example understood."""
    (example,) = blocks(EXAMPLE, "toml")
    company = read_company(example.encode(), "stadtbaeckerei.toml")
    assert company.accounts[0].owner == "jana"
    assert company.report.task_mails


def test_five_lines_are_enough() -> None:
    """The page says so, and which."""
    lines = ['name = "N"', "[report]", 'to = ["a@b.example"]', "[[accounts]]", 'url = "https://a.example/"']
    assert "Five lines are enough" in text(EXAMPLE)
    assert read_company("\n".join(lines).encode(), "n.toml").name == "N"
    for left_out in range(len(lines)):
        with pytest.raises(errors.RegistryError):
            read_company("\n".join(lines[:left_out] + lines[left_out + 1 :]).encode(), "n.toml")


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "toml")], ids=lambda page: page.name)
def test_every_part_of_a_registry_file_is_toml(page: Path) -> None:
    """And every credential JSON."""
    for block in blocks(page, "toml"):
        assert tomllib.loads(block)
    for block in blocks(page, "json"):
        assert json.loads(block)


SAID = [
    (page, sentence)
    for page in PAGES
    for table in re.findall(
        r"^\| [Tt]he report says \|.*\n\|[-|]+\n((?:\|.*\n)+)", text(page), flags=re.MULTILINE
    )
    for row in table.splitlines()
    if (sentence := row.strip("|").split(" | ")[0].strip(" |"))
]


@pytest.mark.parametrize(("page", "sentence"), SAID, ids=[f"{page.name}-{said[:40]}" for page, said in SAID])
def test_a_page_quotes_the_report_word_by_word(page: Path, sentence: str) -> None:
    """Whoever reads a report looks its sentence up on the page, and finds it."""
    catalogue = (PACKAGE / "text/locales/de/LC_MESSAGES/account_health.po").read_text("utf-8")
    plain = re.sub(r'"\n"', "", catalogue)
    lines = re.findall(r'^msgid "(.+)"$', plain, flags=re.MULTILINE)
    named = [line.replace("{platform}", name) for line in lines for name in ("Google", "Facebook", "X")]
    said = {re.sub(r"\{\w+\}\.?", "…", line) for line in (*lines, *named)}
    assert sentence in said, page


def test_codes_of_meta_are_those_that_are_understood() -> None:
    """Each code of the page stands in the connector's table."""
    table = text(ROOT / "docs/facebook.md").partition("## When it dies")[2].partition("\n## ")[0]
    cells = [
        row.split(" | ")[1] for row in table.splitlines() if row.startswith("| ") and "code" not in row[:40]
    ]
    for cell in cells:
        for code, subcode in re.findall(r"\b(\d+)(?:/(\d+))?", cell):
            assert (int(code), int(subcode) if subcode else None) in MEANINGS, (code, subcode)


def test_each_error_has_one_row() -> None:
    """Two rows would say two things about it."""
    rows = re.findall(
        r"^\| `([\w.]+)` \|", text(ROOT / "docs/errors.md").partition("\n## ")[0], flags=re.MULTILINE
    )
    assert [name for name, count in Counter(rows).items() if count > 1] == []


def test_every_event_that_a_page_shows_is_one_that_starts_a_run() -> None:
    """Whoever copies one at three in the morning gets a run and no usage error."""
    shown = {event for page in WITHOUT_CHECKS for event in re.findall(r'\{"kind": [^{}]*\}', text(page))}
    assert '{"kind": "weekly", "period": "2026-W48", "only": "missing"}' in shown
    for event in sorted(shown):
        assert name_run(json.loads(event), MONDAY, ZoneInfo("Europe/Berlin")).id


def test_the_page_names_every_alarm() -> None:
    """What rings is told where errors are told."""
    page = text(ROOT / "docs/errors.md")
    for alarm in resources("AWS::CloudWatch::Alarm"):
        assert f"`{alarm}`" in page, alarm
