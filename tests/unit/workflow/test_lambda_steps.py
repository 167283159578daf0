"""What a function's log says: every line what it is about, the last one what became of the step, and nothing of people."""

import io
import json
import logging
import threading
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from account_health.connectors.pool import Pool
from account_health.workflow import lambda_steps
from account_health.workflow.lambda_steps import METRICS, count, told, write_all_alike
from account_health.workflow.log_keys import about, keys_of, learn

RUN = {"id": "weekly-2026-W48", "kind": "weekly"}
FOREIGN = logging.getLogger("botocore.client")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """The log as Lambda gets it; every logger of the process writes there."""
    before, level = logging.root.handlers[:], logging.root.level
    stream = io.StringIO()
    write_all_alike(stream)
    yield stream
    logging.captureWarnings(False)  # noqa: FBT003 - logging's own switch
    logging.root.handlers[:] = before
    logging.root.setLevel(level)


@pytest.fixture(autouse=True)
def namespace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Name the metrics' namespace, as the template does for every function."""
    monkeypatch.setenv("POWERTOOLS_METRICS_NAMESPACE", "AccountHealth")


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    """Return the lines that were written."""
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_every_line_of_every_logger_says_what_it_is_about(log: io.StringIO) -> None:
    """Also those of libraries and of other threads; what is known later is on the lines from then on, and only on those."""

    def look(account: str) -> None:
        with about(account=account):
            FOREIGN.warning("asked", extra={"thread_name": threading.current_thread().name})

    @told
    def handler(_event: dict[str, Any], _context: object) -> dict[str, Any]:
        logging.getLogger("account_health.workflow.x").warning("begun")
        with Pool() as pool:
            pool.map(look, [f"a{number}" for number in range(5)])
        return {"seen": 5}

    handler({"run": RUN, "company": "acme", "line": "google", "due": True}, None)
    first, *asked, last = lines(log)
    for line in (first, *asked, last):
        assert (line["run"], line["line"], line["company"]) == ("weekly-2026-W48", "google", "acme")
    assert sorted(line["account"] for line in asked) == ["a0", "a1", "a2", "a3", "a4"]
    assert "account" not in first
    assert (last["message"], last["outcome"], last["seen"]) == ("done", "done", 5)
    FOREIGN.warning("afterwards")
    assert "run" not in lines(log)[-1], "the next event of the process is about something else"


def test_what_a_step_learns_of_its_run_is_on_its_lines_to_the_end(log: io.StringIO) -> None:
    """Who starts a run names it itself, and its last line is found by that name; the next event knows nothing of it."""

    @told
    def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
        learn(**event.get("learns", {}))
        FOREIGN.warning("asked")
        return {}

    handler({"learns": {"run": "manual-acme-2026-11-23"}, "company": "acme"}, None)
    handler({}, None)
    learn(run="nobody's")
    FOREIGN.warning("between")
    first, second, *others = lines(log)
    assert [(row["run"], row["company"]) for row in (first, second)] == [
        ("manual-acme-2026-11-23", "acme")
    ] * 2
    assert not [row for row in others if "run" in row or "company" in row]


def test_a_warning_of_a_library_is_a_line_like_any_other(log: io.StringIO) -> None:
    """Python writes one as plain text; that a step has no metric is none."""

    @told
    def handler(_event: dict[str, Any], _context: object) -> dict[str, Any]:
        warnings.warn("this will be gone", DeprecationWarning, stacklevel=1)
        return {}

    with warnings.catch_warnings():
        warnings.simplefilter("always")
        write_all_alike(log)
        handler({"run": RUN}, None)
    warned, last = lines(log)
    assert (warned["level"], warned["run"]) == ("WARNING", "weekly-2026-W48")
    assert "this will be gone" in warned["message"]
    assert last["outcome"] == "done"


def test_a_step_leaves_one_line_with_its_figures_also_where_it_fails(log: io.StringIO) -> None:
    """An error keeps its words out of it: they name people, and Lambda writes them once anyway."""

    @told
    def handler(_event: dict[str, Any], _context: object) -> dict[str, Any]:
        count({"mails_sent": 3, "something_else": 2})
        raise ValueError("owner@acme.example")

    with pytest.raises(ValueError, match="owner@"):
        handler({"run": RUN}, None)
    [line] = lines(log)
    assert (line["level"], line["outcome"], line["mails_sent"]) == ("ERROR", "ValueError", 3)
    assert line["something_else"] == 2
    assert "owner@" not in log.getvalue()


def test_no_word_of_an_answer_is_logged(log: io.StringIO) -> None:
    """A report quotes people: of an answer only numbers, states and the run's name are written."""

    @told
    def handler(_event: dict[str, Any], _context: object) -> dict[str, Any]:
        return {"body": "Eine Frage wartet", "findings": [{"title": "x"}], "score": 79, "state": "settled"}

    handler({"account": {"name": "Frau Muster"}, "company": ["x"], "rawPath": "/secret"}, None)
    [line] = lines(log)
    assert (line["score"], line["state"]) == (79, "settled")
    for word in ("Frage", "findings", "Muster", "secret"):
        assert word not in log.getvalue()


@pytest.mark.parametrize("event", [None, "x", [], {"run": "x"}, {"run": {"id": 3}}, {"company": {"a": 1}}])
def test_an_event_without_names_has_no_keys(event: object) -> None:
    """Whatever a person or a stranger sends, the step itself answers it."""
    assert keys_of(event) == {}


def test_only_figures_that_somebody_looks_at_become_metrics(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each metric costs for every hour in which it is written; the rest stays in the log."""

    @told
    def handler(_event: dict[str, Any], _context: object) -> dict[str, Any]:
        count({"mails_sent": 3, "companies_unreached": 1, "days_since_weekly_report": 7})
        return {}

    handler({}, None)
    [written] = [json.loads(line) for line in capsys.readouterr().out.splitlines() if "_aws" in line]
    [directive] = written["_aws"]["CloudWatchMetrics"]
    assert {metric["Name"] for metric in directive["Metrics"]} == {"mails_sent", "days_since_weekly_report"}
    assert len(METRICS) <= 11, (
        "written some hours a week, all of them are less than the ten months that AWS gives away"
    )


def test_steps_side_by_side_write_each_its_own_metrics(capsys: pytest.CaptureFixture[str]) -> None:
    """A laptop and the tests run several in one process: none takes or loses what another counted."""
    both = threading.Barrier(2)

    @told
    def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
        count({"mails_sent": event["mails"]})
        both.wait(5)
        return {}

    with Pool() as pool:
        pool.map(lambda mails: handler({"mails": mails}, None), [1, 2])
    written = [json.loads(line) for line in capsys.readouterr().out.splitlines() if "_aws" in line]
    assert sorted(one["mails_sent"] for one in written) == [[1], [2]]


def test_a_real_lambda_writes_all_lines_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Lambda's own handler was put before, one handler with Powertools' form is left."""
    before = logging.root.handlers[:]
    monkeypatch.setattr(logging.root, "handlers", [logging.NullHandler(), logging.StreamHandler()])
    handler = write_all_alike(io.StringIO())
    assert logging.root.handlers == [handler]
    assert handler.formatter is lambda_steps.logger.registered_formatter
    logging.captureWarnings(False)  # noqa: FBT003 - logging's own switch
    monkeypatch.undo()
    assert logging.root.handlers == before
