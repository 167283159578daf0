"""The report for machines: report.json as its schema says, and a table that no spreadsheet executes."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from account_health.model import CompanyReport, Outside, Status, message
from account_health.report import as_json, render
from account_health.report.data import COLUMNS
from tests import first_samples
from tests import report_samples as samples

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "report.schema.json").read_text(encoding="utf-8"))
REPORTS = {
    "golden week": samples.golden_week(),
    "good week": samples.good_week(),
    "first report": first_samples.first_report(),
    "nothing readable": samples.nothing_readable(),
    "one channel": samples.one_channel(),
    "strangers": samples.strangers(samples.HOSTILE),
}


def test_the_schema_is_a_schema() -> None:
    """The published schema is valid draft 2020-12."""
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("report", REPORTS.values(), ids=list(REPORTS))
def test_every_report_follows_the_schema(report: CompanyReport) -> None:
    """Each kind of week gives JSON that the published schema accepts, after a trip through text."""
    data = json.loads(render(report, samples.company()).json)
    assert data == as_json(report, samples.company())
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(data)] == []


def test_a_missing_key_is_noticed() -> None:
    """The schema wants every key of the contract, also within lists."""
    data: Any = as_json(samples.golden_week(), samples.company())
    del data["accounts"][0]["findings"][0]["first_seen"]
    assert not Draft202012Validator(SCHEMA).is_valid(data)


def test_what_was_not_seen_is_null_and_never_zero() -> None:
    """A channel that could not be looked at has no numbers at all."""
    data: Any = as_json(samples.golden_week(), samples.company())
    instagram = next(one for one in data["accounts"] if one["id"] == "instagram")
    assert instagram["score"] is None
    assert instagram["seen"] == {"posts": None, "since": None, "comments": None, "reviews": None}
    assert instagram["areas"] == {"activity": None, "conversation": None, "profile": None}
    assert instagram["unavailable"][0] == {
        "part": "posts",
        "reason": "credential_refused",
        "detail": "HTTP 401, code 190",
        "since": "2026-11-16T07:02:00Z",
    }


def test_sentences_are_translated_and_values_are_not() -> None:
    """The message is for people, the values beside it are for programs."""
    data: Any = as_json(samples.golden_week(), samples.company())
    criticism = data["accounts"][0]["findings"][0]
    assert criticism["message"] == (
        "Eine Beschwerde und zwei Fragen warten auf Antwort, die älteste seit sechs Tagen."
    )
    assert criticism["values"] == {"complaints": "eine Beschwerde", "questions": "zwei Fragen", "age": 6}
    assert criticism["due"] == "2026-11-24"
    post = data["accounts"][0]["findings"][1]
    assert post["values"] == {"age": 23, "day": "2026-10-31"}


def test_people_none_names_nobody() -> None:
    """With people = "none" no owner stands in findings or tasks."""
    company = samples.company()
    company = replace(company, report=replace(company.report, people="none"))
    data: Any = as_json(samples.golden_week(), company)
    assert {one["owner"] for one in data["todo"]} == {None}
    assert {one["owner"] for account in data["accounts"] for one in account["findings"]} == {None}


def test_quotes_off_keeps_the_excerpt_in_the_data() -> None:
    """`quotes = false` is about mails; the data keep the excerpt."""
    company = samples.company()
    company = replace(company, report=replace(company.report, quotes=False))
    data: Any = as_json(samples.golden_week(), company)
    assert data["accounts"][0]["open_items"][0]["excerpt"].startswith("Habt ihr am 24. Dezember")


def test_times_have_no_fraction() -> None:
    """A look at 07:02:00.123456 is told as 07:02:00."""
    report = replace(samples.good_week(), now=samples.NOW.replace(microsecond=123456))
    data: Any = as_json(report, samples.company())
    assert data["run"]["now"] == "2026-11-23T07:02:00Z"


def test_the_table_has_a_row_per_finding() -> None:
    """Every finding of every status is a row with the documented columns."""
    report = samples.golden_week()
    rows = list(csv.reader(io.StringIO(render(report, samples.company()).csv, newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 1 + sum(len(account.findings) for account in report.accounts)
    assert rows[1][:6] == [
        "stadtbaeckerei",
        "facebook",
        "facebook",
        "unanswered-criticism",
        "fail",
        "critical",
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "＝", "\u200b="])
def test_no_cell_is_a_formula(start: str) -> None:
    """Text that a spreadsheet would execute stands behind an apostrophe."""
    text = start + "HYPERLINK(1)"
    found = samples.finding("phone", Status.FAIL, message("x"), title=message("{t}", t=text), fix_url=text)
    table = render(samples.report(samples.account("facebook", findings=(found,))), samples.company()).csv
    for cell in list(csv.reader(io.StringIO(table, newline="")))[1]:
        assert not cell.startswith(("=", "+", "-", "@", "＝", "\t", "\r"))


def test_outside_values_are_one_line() -> None:
    """A line end in what a stranger wrote cannot make a row of its own."""
    found = samples.finding(
        "phone", Status.FAIL, message("{there}", there=Outside("a\r\nb")), title=message("a\nb")
    )
    table = render(samples.report(samples.account("facebook", findings=(found,))), samples.company()).csv
    assert len(table.splitlines()) == 2
