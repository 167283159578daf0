"""What the state machine's text has to be, where running it on moto would not tell."""

import inspect
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from account_health.model import errors
from account_health.model.lines import PACES
from account_health.workflow.rounds import FAULTS
from tests.template import (
    ROOT,
    Call,
    allowing,
    functions,
    machine,
    machine_text,
    resources,
    statements,
    states,
    step_of,
)
from tests.tools import need

STATES = list(states(machine()))
MAPS = [(name, state) for name, state, _ in STATES if state["Type"] == "Map"]
TASKS = [(name, state) for name, state, _ in STATES if state["Type"] == "Task"]
STEPS = [(name, state) for name, state in TASKS if state["Resource"].endswith("lambda:invoke")]
TOO_MANY = "Lambda.TooManyRequestsException"
LAMBDA_FAULTS = FAULTS - {TOO_MANY}


def test_language_is_jsonpath() -> None:
    """No state is written in JSONata, which no interpreter here runs."""
    assert "QueryLanguage" not in machine_text()
    assert "{%" not in machine_text()


def test_every_map_is_distributed_and_lets_each_child_fail_alone() -> None:
    """One child that fails never stops the others, however many fail."""
    assert {name for name, _ in MAPS} == {"LookAtLines", "LookAtBatches", "SendReports"}
    for _, state in MAPS:
        assert state["ItemProcessor"]["ProcessorConfig"] == {
            "Mode": "DISTRIBUTED",
            "ExecutionType": "STANDARD",
        }
        assert state["ToleratedFailurePercentage"] == 100.0
        assert isinstance(state["ToleratedFailurePercentage"], float)
        assert state["ItemReader"]["Resource"] == "arn:aws:states:::s3:getObject"
        assert state["ResultPath"] is None, "results stay in the bucket: only references travel"
        assert "ResultWriter" in state


def test_concurrency_of_every_map_is_a_number_that_is_given() -> None:
    """CloudFormation fills in texts, so the machine turns them into numbers once; the plan says how wide lines and senders are."""
    selected = machine()["States"]["PlanRun"]["ResultSelector"]
    widths = {name: state["MaxConcurrencyPath"].removeprefix("$.") for name, state in MAPS}
    assert widths.pop("LookAtBatches") == "width"
    assert selected[f"{widths.pop('SendReports')}.$"] == "$.Payload.senders"
    for name in widths.values():
        expression = selected[f"{name}.$"]
        number = re.fullmatch(r"States\.StringToJson\('(\d+)'\)", expression)
        assert number is not None
        assert int(number.group(1)) > 0


def test_a_new_account_of_aws_has_room_for_the_defaults() -> None:
    """It runs ten Lambdas at once: all lines without a credential of their own together, or the senders."""
    senders = functions()["PlanRunFunction"]["Environment"]["Variables"]["ACCOUNT_HEALTH_SENDERS"]
    assert sum(pace.width for pace in PACES.values()) <= 8
    assert senders <= 8


def test_children_never_look_at_the_execution() -> None:
    """In a child `$$.Execution` is the child's own: the run travels through ItemSelector."""
    for match in re.findall(r"\$\$\.[A-Za-z.]+", machine_text()):
        assert match.startswith("$$.Map.Item."), match
    for _, state in MAPS:
        assert state["ItemSelector"]["run.$"] == "$.run"


def test_only_references_travel() -> None:
    """Of what a step answers, the next state sees names and keys alone."""
    for name, state in STEPS:
        if name != "CloseRun":
            assert set(state["ResultSelector"]) <= {
                "run.$",
                "plan.$",
                "lines.$",
                "look_from.$",
                "mail_from.$",
                "max_companies.$",
                "max_lines.$",
                "round.$",
                "looks.$",
                "batches.$",
                "begins.$",
                "left.$",
                "state.$",
            }


def test_every_state_is_reached_and_every_way_ends() -> None:
    """No target is missing, none is left over, and each of the four machines has an end."""
    for part in _machines(machine()):
        names = set(part["States"])
        reached, ends = {part["StartAt"]}, 0
        for state in part["States"].values():
            reached |= {state["Next"]} if "Next" in state else set()
            reached |= {catch["Next"] for catch in state.get("Catch", [])}
            reached |= {choice["Next"] for choice in state.get("Choices", [])}
            reached |= {state["Default"]} if "Default" in state else set()
            ends += bool(state.get("End"))
            assert (("Next" in state) or (state["Type"] == "Choice")) != bool(state.get("End"))
        assert reached == names
        assert ends


def test_of_an_error_the_name_is_kept_at_most() -> None:
    """A cause may quote what a site said; one state keeps the error's class, in the bucket, and nothing else travels."""
    by_name = {name: state for name, state, _ in STATES}
    kept = set()
    for name, state, _ in STATES:
        for catch in state.get("Catch", []):
            assert catch["ErrorEquals"] == ["States.ALL"], name
            if catch["ResultPath"] is not None:
                target = by_name[catch["Next"]]
                assert target["Parameters"]["Body"] == {"error.$": "$.error.Error"}
                kept.add(catch["Next"])
    assert kept == {"BatchDied"}
    assert "Cause" not in machine_text()


def test_every_child_ends_well() -> None:
    """No error of a child is left to the map: a step of it catches everything, so nobody's place is lost to another's."""
    for _, state in MAPS:
        for name, inner in state["ItemProcessor"]["States"].items():
            if inner["Type"] in {"Task", "Map"}:
                assert inner["Catch"][0]["ErrorEquals"] == ["States.ALL"], name


def test_lines_and_mails_wait_until_a_moment_that_the_plan_says() -> None:
    """Times are reckoned by the product; the machine only waits for them."""
    waits = {name: state for name, state, _ in STATES if state["Type"] == "Wait"}
    moments = {name: state["TimestampPath"] for name, state in waits.items() if "TimestampPath" in state}
    assert moments == {
        "WaitToLook": "$.look_from",
        "WaitForRound": "$.next.begins",
        "WaitToMail": "$.mail_from",
    }


def test_every_step_waits_longer_than_its_function_may_run() -> None:
    """A task ends by the function's own time-out, which is named, before Step Functions gives up on it."""
    limits = {row["FunctionName"]: row["Timeout"] for row in functions().values()}
    for _, state in STEPS:
        assert state["TimeoutSeconds"] > limits[state["Parameters"]["FunctionName"].rpartition(":")[2]]


def test_run_that_hangs_ends_and_rings() -> None:
    """The whole execution is bounded, so that the alarm for timed-out runs has something to hear."""
    assert 0 < machine()["TimeoutSeconds"] <= 86_400


def test_every_step_survives_faults_of_lambda_itself() -> None:
    """Six repeats with full jitter, so that a thousand children do not come back at the same moment."""
    for name, state in STEPS:
        [rule] = [rule for rule in state["Retry"] if LAMBDA_FAULTS & set(rule["ErrorEquals"])]
        assert set(rule["ErrorEquals"]) == LAMBDA_FAULTS, name
        assert (rule["MaxAttempts"], rule["JitterStrategy"]) == (6, "FULL")


def test_a_step_that_finds_no_free_lambda_waits_for_an_hour() -> None:
    """Full jitter is half of each wait in the mean; nobody loses a mail because others were quicker."""
    for name, state in STEPS:
        [rule] = [rule for rule in state["Retry"] if TOO_MANY in rule["ErrorEquals"]]
        assert rule["ErrorEquals"] == [TOO_MANY], name
        assert rule["JitterStrategy"] == "FULL"
        longest = [
            min(rule["MaxDelaySeconds"], rule["IntervalSeconds"] * rule["BackoffRate"] ** n)
            for n in range(rule["MaxAttempts"])
        ]
        assert 3_500 <= sum(longest) / 2 <= 7_200, name


def test_mail_of_unknown_fate_waits_for_what_ses_tells_and_is_settled() -> None:
    """Only a company whose every mail is settled is done at once; a step that died may have left one in doubt too."""
    by_name = {name: state for name, state, _ in STATES}
    [choice] = by_name["Settled"]["Choices"]
    assert choice == {"Variable": "$.mail.state", "StringEquals": "settled", "Next": "Reported"}
    [catch] = by_name["SendReport"]["Catch"]
    assert by_name["Settled"]["Default"] == catch["Next"] == "WaitForMailEvents"
    wait = by_name["WaitForMailEvents"]
    assert (wait["Seconds"], wait["Next"]) == (15 * 60, "SettleReport")
    [send] = [row for row in functions().values() if row["FunctionName"].endswith("-send-report")]
    assert wait["Seconds"] > send["Timeout"], "whoever still held a claim is gone by then"


def test_slower_pace_that_ses_asks_for_is_kept_with_jitter() -> None:
    """A 429 is repeated six times, later and later, and no two companies come back at the same moment."""
    paced = {}
    for name, state in STEPS:
        for rule in state["Retry"]:
            if "MailThrottledError" in rule["ErrorEquals"]:
                paced[name] = rule
    assert set(paced) == {"SendReport", "CloseRun"}
    for rule in paced.values():
        assert (rule["JitterStrategy"], rule["MaxAttempts"], rule["BackoffRate"]) == ("FULL", 6, 2.0)
        assert rule["IntervalSeconds"] >= 10


def test_table_of_errors_says_what_the_machine_does() -> None:
    """docs/errors.md and the definition agree on every repeat and every catch."""
    rows = _rows()
    retries: dict[str, dict[str, int]] = {}
    catches: dict[str, dict[str, str]] = {}
    for name, state, _ in STATES:
        for rule in state.get("Retry", []):
            for error in rule["ErrorEquals"]:
                retries.setdefault(error, {})[name] = rule["MaxAttempts"]
        for catch in state.get("Catch", []):
            for error in catch["ErrorEquals"]:
                catches.setdefault(error, {})[name] = catch["Next"]
    assert {name: row["retry"] for name, row in rows.items() if row["retry"]} == retries
    assert rows["States.ALL"]["catch"] == catches["States.ALL"]
    assert set(catches) == {"States.ALL"}
    for name, row in rows.items():
        for caught, target in row["catch"].items():
            assert catches["States.ALL"][caught] == target, name


def test_table_of_errors_has_a_row_for_every_deliberate_error() -> None:
    """No error class is without an answer to what becomes of it, and no row speaks of one that is gone."""
    roots = {"AccountHealthError", "CollectError"}
    ours = {
        name
        for name, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, errors.AccountHealthError)
    }
    told = {name for name in _rows() if not name.startswith(("Lambda.", "States."))}
    assert told == ours - roots


def test_one_step_has_one_name_everywhere() -> None:
    """Function, folder, handler, package module, example event and state carry the same name."""
    for logical_id, properties in functions().items():
        step = step_of(logical_id)
        assert properties["FunctionName"].endswith(f"-{step.replace('_', '-')}")
        assert properties["CodeUri"] == f"functions/{step}"
        source = (ROOT / properties["CodeUri"] / "app.py").read_text()
        assert f"from account_health.workflow.{step} import {step}" in source
        assert (ROOT / f"layers/account_health/account_health/workflow/{step}.py").is_file()
        assert (ROOT / f"events/{step}.json").is_file()
    called = {
        name: state["Parameters"]["FunctionName"].rpartition("account-health-")[2] for name, state in STEPS
    }
    for name, function in called.items():
        assert re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower() == function


def test_machines_role_allows_what_the_machine_does_and_no_more() -> None:
    """Each function that a state calls, each object that a map reads or writes, and its own children."""
    [properties] = resources("AWS::Serverless::StateMachine").values()
    policy, used = statements(properties), set()
    bucket = properties["DefinitionSubstitutions"]["Bucket"]
    calls = [Call("lambda:InvokeFunction", (state["Parameters"]["FunctionName"],)) for _, state in STEPS]
    calls += [
        Call("s3:GetObject", (f"arn:aws:s3:::{bucket}/runs/_plans/weekly-2026-W48.json",)),
        Call("s3:GetObject", (f"arn:aws:s3:::{bucket}/runs/_plans/weekly-2026-W48/web/1.json",)),
        Call("s3:PutObject", (f"arn:aws:s3:::{bucket}/runs/_plans/weekly-2026-W48/web/1/0.json",)),
        Call("s3:PutObject", (f"arn:aws:s3:::{bucket}/runs/_maps/1a2b/manifest.json",)),
        Call("states:StartExecution", (_arn("stateMachine", properties["Name"]),)),
        Call("states:DescribeExecution", (_arn("execution", f"{properties['Name']}/a:b"),)),
        Call("states:StopExecution", (_arn("execution", f"{properties['Name']}:a"),)),
        Call("states:RedriveExecution", (_arn("execution", f"{properties['Name']}/a:b"),)),
        Call("logs:CreateLogDelivery", ("*",)),
    ]
    for call in calls:
        allowed = allowing(policy, call)
        assert allowed, call
        used |= {statement["Sid"] for statement in allowed}
    assert used == {statement["Sid"] for statement in policy}
    for key in ("registry/bakery.toml", "ledger/report/2026-W48/bakery/0.json", "state/bakery.json"):
        for action in ("s3:GetObject", "s3:PutObject", "s3:DeleteObject"):
            assert not allowing(policy, Call(action, (f"arn:aws:s3:::{bucket}/{key}",)))


def test_asl_validator_accepts_the_definition() -> None:
    """The independent checker knows the language's schema and follows every path."""
    done = _validate(ROOT / "statemachines/audit.asl.json")
    assert done.returncode == 0, done.stdout + done.stderr


def test_asl_validator_would_find_a_missing_target(tmp_path: Path) -> None:
    """The check can fail: a state that leads nowhere is refused."""
    definition = machine()
    definition["States"]["PlanRun"]["Next"] = "Nowhere"
    (tmp_path / "broken.asl.json").write_text(json.dumps(definition))
    assert _validate(tmp_path / "broken.asl.json").returncode != 0


def _validate(path: Path) -> subprocess.CompletedProcess[str]:
    need("node")
    command = [need("asl-validator"), "--json-path", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 - our own tool on our own file


def _machines(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield part
    for state in part["States"].values():
        if "ItemProcessor" in state:
            yield from _machines(state["ItemProcessor"])


def _arn(kind: str, name: str) -> str:
    return f"arn:aws:states:eu-central-1:123456789012:{kind}:{name}"


def _rows() -> dict[str, dict[str, dict[str, Any]]]:
    """Return the table of docs/errors.md: error -> {"retry": {state: times}, "catch": {state: target}}."""
    rows: dict[str, dict[str, dict[str, Any]]] = {}
    for line in (ROOT / "docs/errors.md").read_text().partition("\n## ")[0].splitlines():
        if not line.startswith("| `"):
            continue
        name, retry, catch, seen = (cell.strip() for cell in line.strip("|").split("|"))
        assert seen
        rows[name.strip("`")] = {"retry": _retries(retry), "catch": _catches(catch)}
    if not rows:
        pytest.fail("docs/errors.md has no table")
    return rows


def _retries(cell: str) -> dict[str, int]:
    if cell == "none":
        return {}
    found: dict[str, int] = {}
    for part in cell.split(", "):
        who, _, times = part.partition(": ")
        found |= dict.fromkeys([name for name, _ in STEPS] if who == "every step" else [who], int(times))
    return found


def _catches(cell: str) -> dict[str, str]:
    if cell in ("none", "as States.ALL"):
        return {}
    return {pair.split(" → ")[0]: pair.split(" → ")[1] for pair in cell.split(", ")}
