"""What people see: usage, tables, progress, and sentences instead of tracebacks."""

import io
import json
import sys
import webbrowser
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from account_health.checks import CHECKS
from account_health.checks.name_checks import NAME_CHECKS
from account_health.cli import main
from account_health.cli.arguments import FORMATS, Options, parse, read_time
from account_health.cli.folder import ReportFolder
from account_health.cli.results import Judgement, Outcome, conclude, guarded, outcome_of
from account_health.cli.screen import Progress, table
from account_health.judging.company import judge_company
from account_health.judging.history import History
from account_health.memory.state import State
from account_health.model import CompanyReport, Snapshot
from account_health.model.errors import UsageError
from account_health.workflow.run import name_run
from tests.builders import NOW, account, company, posts

GOOD = 'name = "N"\n[report]\nto = ["a@b.example"]\n[[accounts]]\nurl = "https://a.example/"\n'


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Return true."""
        return True


def judged() -> Judgement:
    """Return a company of which something was seen."""
    whose = company()
    run = name_run({}, NOW, whose.zone)
    seen = Snapshot(
        account="blog", platform="blog", url=account().url, taken_at=NOW, requests=1, posts=posts(1, 5)
    )
    report = judge_company(whose, [seen], run, History(), State()).report
    return Judgement(report, whose, run, (seen,))


def test_without_a_command_the_usage_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """And the exit code is that of wrong usage."""
    with pytest.raises(SystemExit) as caught:
        main([], {})
    assert caught.value.code == 2
    assert "usage: account-health" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["audit"],
        ["audit", "n.toml", "--now", "yesterday"],
        ["audit", "n.toml", "--now", "2026-11-23T07:00:00"],
        ["audit", "n.toml", "--format", "pdf"],
        ["audit", "n.toml", "--format", ","],
        ["audit", "n.toml", "--fail-under", "101"],
        ["audit", "n.toml", "--fail-under", "-1"],
        ["audit", "n.toml", "--language", "fr"],
        ["audit", "n.toml", "--regist", "x"],
        ["replay", "a", "b"],
        ["checks", "--format", "html"],
        ["done", "n.toml"],
        ["mail"],
    ],
)
def test_wrong_usage_is_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever cannot be meant is refused before anything is done."""
    with pytest.raises(SystemExit) as caught:
        main(arguments, {})
    assert caught.value.code == 2
    assert "error:" in capsys.readouterr().err


def test_options_have_the_documented_defaults() -> None:
    """./reports, every form, no limit."""
    options = parse(["audit", "a.toml", "b.toml"])
    assert options == Options(command="audit", files=("a.toml", "b.toml"))
    assert (options.out, options.formats, options.fail_under, options.open) == (
        "reports",
        FORMATS,
        None,
        False,
    )


def test_now_may_be_written_in_any_zone() -> None:
    """It is the moment that counts."""
    assert read_time("2026-11-23T08:00:00+01:00") == datetime(2026, 11, 23, 7, tzinfo=UTC)
    assert read_time("2026-11-23T07:00:00Z").utcoffset() == timedelta(0)
    assert read_time("2026-11-23 07:00Z") == datetime(2026, 11, 23, 7, tzinfo=UTC)


def test_validate_prints_one_problem_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 means good; the lines are file:key: what is wrong."""
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(GOOD, "utf-8")
    bad.write_text(GOOD.replace("name", "nmae") + 'posts = "daily"', "utf-8")
    assert main(["validate", str(good)], {}) == 0
    assert capsys.readouterr().out == ""
    assert main(["validate", str(good), str(bad), str(tmp_path), str(tmp_path / "none.toml")], {}) == 2
    lines = capsys.readouterr().out.splitlines()
    assert [line.startswith(str(bad)) for line in lines] == [True, True, False, False]
    assert lines[0].startswith(f"{bad}:nmae: ") or lines[1].startswith(f"{bad}:nmae: ")
    assert lines[2].startswith(f"{tmp_path}:file: is a folder")


def test_validate_reads_the_defaults_beside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A whole folder can be named, with the file that all companies share in it."""
    (tmp_path / "_defaults.toml").write_text('[report]\nto = ["a@b.example"]\n', "utf-8")
    (tmp_path / "n.toml").write_text('name = "N"\n[[accounts]]\nurl = "https://a.example/"\n', "utf-8")
    files = sorted(map(str, tmp_path.glob("*.toml")))
    assert main(["validate", *files], {}) == 0
    (tmp_path / "_defaults.toml").write_text("[report]\nto = 3\n", "utf-8")
    assert main(["validate", *files], {}) == 2
    told = capsys.readouterr().out
    assert told.count("_defaults.toml:report.to:") == 1


def test_the_catalogue_is_listed_in_three_forms(capsys: pytest.CaptureFixture[str]) -> None:
    """A table for people, JSON for programs, and the page of the documentation."""
    assert main(["checks"], {}) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == [
        *(check.id for check in CHECKS),
        *(row.id for row in NAME_CHECKS),
    ]
    assert main(["checks", "--format", "json"], {}) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in rows] == [*(check.id for check in CHECKS), *(row.id for row in NAME_CHECKS)]
    assert next(row for row in rows if row["id"] == "certificate")["thresholds"] == {
        "warn_percent": 20,
        "fail_percent": 10,
    }
    assert main(["checks", "--format", "md"], {}) == 0
    assert capsys.readouterr().out.startswith("# The checks\n")


def test_the_schema_is_printed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """It can be saved and given to an editor."""
    assert main(["schema"], {}) == 0
    Draft202012Validator.check_schema(json.loads(capsys.readouterr().out))


def test_progress_is_for_terminals_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a log it would be noise."""
    shown, silent = Terminal(), io.StringIO()
    for stream in (shown, silent):
        monkeypatch.setattr(sys, "stderr", stream)
        with Progress(2) as progress:
            progress.step()
            progress.step()
    assert "looked at 2 of 2 accounts" in shown.getvalue()
    assert shown.getvalue().endswith("\r\x1b[K")
    assert silent.getvalue() == ""


def test_columns_are_as_wide_as_their_longest_cell() -> None:
    """Numbers end at their right edge, lines have no blanks at their end."""
    rows = [("a", "b", "c"), ("long", "1", ""), ("x", "100", "y")]
    assert list(table(rows, right=frozenset({1}))) == ["a       b  c", "long    1", "x     100  y"]


def test_reports_are_opened_on_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--open` shows the page in the browser, as an address of its file."""
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: not opened.append(url))  # type: ignore[func-returns-value] # None, so True
    outcome = outcome_of(ReportFolder(tmp_path), judged(), ("html",))
    assert conclude([outcome], Options(command="audit", open=True), wrong=False) == 0
    assert opened == [(tmp_path / "report.html").as_uri()]


def test_a_computer_without_browser_is_told_where_the_report_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No browser is no error."""
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    outcome = outcome_of(ReportFolder(tmp_path), judged(), ("html",))
    assert conclude([outcome], Options(command="audit", open=True), wrong=False) == 0
    assert "no browser could be opened" in capsys.readouterr().err


def scored(score: int | None) -> CompanyReport:
    """Return a report with this score."""
    whole = judged().report
    return CompanyReport(**{name: getattr(whole, name) for name in whole.__slots__} | {"score": score})


MIXTURES: list[tuple[list[tuple[int | None, bool]], int | None, bool, int]] = [
    ([(80, True)], 80, False, 0),
    ([(80, True), (79, True)], 80, False, 1),
    ([(None, True)], 0, False, 1),
    ([(None, True)], None, False, 0),
    ([(None, False)], 50, False, 3),
    ([(None, False), (90, True)], None, False, 0),
    ([(10, True)], 50, True, 2),
    ([(None, False)], 50, True, 2),
    ([], None, True, 2),
]
"""Score and whether anything was seen of each company, the limit, whether a file was wrong, the exit code."""


@pytest.mark.parametrize("mixture", MIXTURES)
def test_two_beats_three_beats_one(
    mixture: tuple[list[tuple[int | None, bool]], int | None, bool, int],
) -> None:
    """The exit code of every mixture."""
    companies, limit, wrong, code = mixture
    ended = [Outcome(report=scored(score), observed=observed) for score, observed in companies]
    assert conclude(ended, Options(command="audit", fail_under=limit), wrong=wrong) == code


def test_a_fault_of_ours_is_named_and_stops_no_other_company() -> None:
    """The class and the line say enough to report it, and nothing that was audited."""

    def fails() -> Outcome:
        raise ZeroDivisionError("CANARY")

    (problem,) = guarded("n.toml", fails).problems
    assert "ZeroDivisionError in test_screen.py, line" in problem
    assert "CANARY" not in problem


def test_an_error_of_several_lines_names_the_company_in_each() -> None:
    """Lines stay readable when several companies fail."""

    def fails() -> Outcome:
        raise UsageError("one\ntwo")

    assert guarded("n.toml", fails).problems == ("n.toml: one", "n.toml: two")


def test_a_person_who_stops_the_command_sees_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C ends with the code that shells expect."""

    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("account_health.cli.registry.validate_files", interrupted)
    assert main(["validate", "n.toml"], {}) == 130
    assert capsys.readouterr().err == "stopped\n"


def test_the_bare_command_lists_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    """Who types no command learns which there are, as wrong usage."""
    with pytest.raises(SystemExit) as ended:
        main([], {})
    told = capsys.readouterr().err
    assert ended.value.code == 2
    for command in ("audit", "replay", "validate", "checks", "done", "resend", "schema"):
        assert f"    {command} " in told
