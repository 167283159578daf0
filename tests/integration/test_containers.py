"""The functions as `sam local` runs them: the built layer in Lambda's containers, against moto's AWS and the demo's sites.

A whole run costs a minute, so `make test-containers` runs these, with an engine; the suite skips them where none answers.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.aws import Cloud, all_variables, by_day, deployed
from tests.aws_server import AwsServer
from tests.local.containers import Containers, in_containers, is_failure
from tests.local.engine import NoEngineError, find_engine, inside
from tests.local.machine import answered_by, fill_with_demo, sites
from tests.simulator.gateway import Gateway
from tests.template import ROOT, functions, step_of

with_an_engine = pytest.mark.skipif(
    os.environ.get("CONTAINERS") != "1", reason="`make test-containers` runs these, with a container engine"
)


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cloud, Containers]]:
    """Deploy the stack with the demo's companies, its functions in containers."""
    try:
        engine = find_engine()
    except NoEngineError as error:
        pytest.fail(str(error))
    with (
        pytest.MonkeyPatch.context() as patch,
        Gateway(sites(), host=engine.door) as gateway,
        deployed(patch, gateway.url) as cloud,
        AwsServer(engine.door) as aws,
    ):
        fill_with_demo(cloud)
        variables = all_variables() | {
            "AWS_ENDPOINT_URL": inside(aws.url),
            "ACCOUNT_HEALTH_GATEWAY": inside(gateway.url),
        }
        log = tmp_path_factory.mktemp("containers") / "start-lambda.log"
        with in_containers(engine, variables, log) as containers, answered_by(cloud, containers.invoke):
            yield cloud, containers


@with_an_engine
def test_the_whole_machine_runs_in_containers(stack: tuple[Cloud, Containers]) -> None:
    """A weekly run ends well, and each company of the demo is mailed once, and the operator."""
    cloud, _ = stack
    ended = cloud.run(by_day("weekly"))
    assert ended["status"] == "SUCCEEDED", ended.get("cause")
    companies = [
        mail["subject"].rpartition(" – ")[2].split(",")[0]
        for to, mail in cloud.mails()
        if "operator" not in to
    ]
    assert {"Autohaus Kern", "Bäckerei Sommer", "Harbour Bikes", "Optik Hahn", "Stadtbäckerei"} == set(
        companies
    )
    mailed = [(to, mail["subject"]) for to, mail in cloud.mails()]
    assert len(mailed) == len(set(mailed))


@with_an_engine
def test_functions_that_no_run_reaches_answer_in_containers(stack: tuple[Cloud, Containers]) -> None:
    """Each takes the example of its event, after a run, and none ends with an error."""
    cloud, containers = stack
    reached = {step for step, _ in cloud.calls}
    assert reached, "the run comes first"
    for logical_id in sorted(functions()):
        step = step_of(logical_id)
        if step not in reached:
            headers: dict[str, str] = {}
            event = (ROOT / "events" / f"{step}.json").read_text("utf-8")
            answer = containers.invoke(logical_id, event, headers)
            assert not headers, f"{step}: {answer.decode()}"


@with_an_engine
def test_a_function_that_fails_is_seen_to_fail(stack: tuple[Cloud, Containers]) -> None:
    """Sam answers 200 for an error as well; whoever calls learns of it all the same, in the product's words."""
    _, containers = stack
    headers: dict[str, str] = {}
    answer = containers.invoke("AuditCompanyFunction", json.dumps({"company": "nobody"}), headers)
    assert headers == {"x-amz-function-error": "Unhandled"}
    assert is_failure(answer)
    assert "nobody" in json.loads(answer)["errorMessage"]


def test_an_answer_with_a_message_is_no_failure() -> None:
    """Only what Lambda's Python writes for an error counts as one."""
    assert not is_failure(b'{"errorMessage": "a text of ours"}')
    assert not is_failure(b'"errorType"')
    assert not is_failure(b"")


def test_no_engine_is_told_in_a_sentence(tmp_path: Path) -> None:
    """Whoever has no Docker learns what was asked and what to do."""
    with pytest.raises(NoEngineError, match=r"Start Docker, or name another engine by DOCKER_HOST\."):
        find_engine({"DOCKER_HOST": f"unix://{tmp_path}/nothing.sock"})
    with pytest.raises(NoEngineError, match="only unix:// and tcp:// are read"):
        find_engine({"DOCKER_HOST": "ssh://somebody@example.org"})
