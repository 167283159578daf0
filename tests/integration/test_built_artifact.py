"""What `sam build` makes, run as Lambda runs it: Python 3.13, the layer on the path, events from a runtime API."""

import base64
import gzip
import json
import os
import platform
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3  # noqa: TID251 - plays the person who deploys
import pytest

from account_health.workflow.link_token import Grant, sign
from tests import small_sites
from tests.aws import STARTS_MACHINES, Cloud, deployed
from tests.aws_server import AwsServer
from tests.builders import NOW
from tests.runtime_api import RuntimeApi
from tests.simulator.gateway import Gateway
from tests.simulator.graph_world import InstagramWorld
from tests.template import REGION, ROOT, functions, processor_of, raw_template, step_of
from tests.tools import need

LARGEST_LAYER = 36 * 1024 * 1024
HOST = "www.stadtbaeckerei.example"
PROCESSOR = {"aarch64": "arm64"}.get(platform.machine(), platform.machine())
"""This machine's, as AWS calls it: what was built for another one does not run here."""
ELF_MACHINES = {"x86_64": 62, "arm64": 183}
"""The processor that a compiled library names in its head."""
CANARY = "canary-4f1d-application-password"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that `make build` filled for this machine's processor, just now or by this test."""
    if just_built := os.environ.get("ACCOUNT_HEALTH_BUILT"):
        return Path(just_built)
    sam, _ = need("sam"), need("make")
    python = Path(need("sam-python"))
    folder = tmp_path_factory.mktemp("built")
    done = subprocess.run(  # noqa: S603 - our own tool on our own template
        [
            *(sam, "build", "--template", str(ROOT / "template.yaml"), "--build-dir", str(folder)),
            *("--parameter-overrides", f"Architecture={PROCESSOR}"),
        ],
        env={
            **os.environ,
            "ARCH": PROCESSOR,
            "AWS_DEFAULT_REGION": REGION,
            "SAM_CLI_TELEMETRY": "0",
            "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    """Stand in for the internet."""
    with Gateway({HOST: small_sites.bakery(HOST, "Stadtbäckerei")}) as running:
        yield running


@pytest.fixture
def cloud(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    """Deploy the stack with one company, whose credential is a canary."""
    with deployed(monkeypatch, gateway.url, STARTS_MACHINES) as stack:
        stack.put("registry/stadtbaeckerei.toml", small_sites.registry_file("Stadtbäckerei", HOST))
        boto3.client("ssm").put_parameter(
            Name="/account-health/stadtbaeckerei/blog",
            Type="SecureString",
            Value=json.dumps({"username": "audit", "application_password": CANARY}),
        )
        yield stack


class Function:
    """A function that was built, in a process of its own."""

    def __init__(self, api: RuntimeApi, process: subprocess.Popen[str]) -> None:
        self._api = api
        self._process = process

    def invoke(self, event: Mapping[str, Any]) -> Any:
        """Return what the function answers to an event; it is told in full where it fails."""
        kind, answer = self._api.invoke(event)
        assert kind == "response", f"{answer}\n{self.output()}"
        return answer

    def output(self) -> str:
        """End the function and return what it wrote to its log."""
        self._process.kill()
        out, _ = self._process.communicate(timeout=10)
        return out


@contextmanager
def running(built: Path, step: str, variables: Mapping[str, str]) -> Iterator[Function]:
    """Start a built function under Lambda's own runtime interface client."""
    [(logical_id, row)] = [(name, row) for name, row in functions().items() if step_of(name) == step]
    with RuntimeApi(row["FunctionName"]) as api:
        process = subprocess.Popen(  # noqa: S603 - the interpreter of our own environment
            [need("runtime-python"), "-m", "awslambdaric", row["Handler"]],
            cwd=built / logical_id,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONDONTWRITEBYTECODE": "1",
                "PYTHONPATH": str(built / "AccountHealthLayer/python"),
                "LAMBDA_TASK_ROOT": str(built / logical_id),
                "AWS_LAMBDA_RUNTIME_API": api.address,
                "AWS_LAMBDA_FUNCTION_NAME": row["FunctionName"],
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(row["MemorySize"]),
                "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
                "AWS_LAMBDA_LOG_FORMAT": row["LoggingConfig"]["LogFormat"],
                "AWS_LAMBDA_LOG_LEVEL": row["LoggingConfig"]["ApplicationLogLevel"],
                "AWS_SAM_LOCAL": "true",
                "AWS_DEFAULT_REGION": REGION,
                "AWS_REGION": REGION,
                "AWS_ACCESS_KEY_ID": "testing",
                "AWS_SECRET_ACCESS_KEY": "testing",
                "AWS_SESSION_TOKEN": "testing",
                **{name: str(value) for name, value in row["Environment"]["Variables"].items()},
                **variables,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            yield Function(api, process)
        finally:
            process.kill()
            process.communicate(timeout=10)


def test_every_built_function_does_its_step(built: Path, cloud: Cloud, gateway: Gateway) -> None:
    """A whole run by hand, one process per function as on AWS: the report lies in the bucket, no token in a log."""
    run = json.loads((ROOT / "events/plan_run.json").read_text())
    # The site dates its posts by the real clock, so the run has to be of today: a post days ahead of it is no date.
    run["run"]["now"] = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"  # noqa: TID251 - as said above
    log = ""
    with AwsServer() as aws:
        variables = {"AWS_ENDPOINT_URL": aws.url, "ACCOUNT_HEALTH_GATEWAY": gateway.url}

        def call(step: str, event: Mapping[str, Any]) -> Any:
            nonlocal log
            with running(built, step, variables) as function:
                answer = function.invoke(event)
                log += function.output()
            return answer

        assert call("start_audit", {"company": "stadtbaeckerei"})["started"] is True
        planned = call("plan_run", run)
        [row] = json.loads(cloud.get(planned["plan"]) or b"")
        line = {"line": "web", "run": planned["run"]}
        first = call("plan_looks", {**line, "next": {"round": 0}})
        [batch] = json.loads(cloud.get(first["looks"]) or b"")
        assert [one["account"] for one in batch["accounts"]] == ["blog"]
        assert call("audit_sites", {**line, **batch, "round": 1}) == {"left": 0}
        assert call("send_report", {**row, **run, "due": True}) == {"state": "settled"}
        assert call("close_run", run)["companies"] == 1
    report = json.loads(cloud.get(f"runs/stadtbaeckerei/{run['run']['id']}/report.json") or b"")
    assert [account["id"] for account in report["accounts"]] == ["blog"]
    assert report["accounts"][0]["last_post_at"] is not None
    assert f"owner@{HOST}" in cloud.recipients()
    assert CANARY not in log
    assert f"owner@{HOST}" not in log


def test_built_renewal_stores_a_new_token(built: Path, cloud: Cloud, gateway: Gateway) -> None:
    """RenewAccess as built: the parameter holds the new token, and no token stands in the log."""
    gateway.add("graph.instagram.com", InstagramWorld(NOW, "instagram").graph(token=CANARY))
    cloud.put(
        "registry/morgenrot.toml",
        'name = "Morgenrot"\n[report]\nto = ["owner@morgenrot.example"]\n'
        '[[accounts]]\nurl = "https://www.instagram.com/morgenrot/"\nlogin = "instagram"\n',
    )
    parameter = "/account-health/morgenrot/instagram"
    long_ago = {"access_token": CANARY, "issued_at": "2020-01-01T00:00:00Z"}
    boto3.client("ssm").put_parameter(Name=parameter, Value=json.dumps(long_ago), Type="SecureString")
    with AwsServer() as aws:
        variables = {"AWS_ENDPOINT_URL": aws.url, "ACCOUNT_HEALTH_GATEWAY": gateway.url}
        with running(built, "renew_access", variables) as function:
            answer = function.invoke(json.loads((ROOT / "events/renew_access.json").read_text()))
            log = function.output()
    assert answer == {"renewed": ["morgenrot/instagram"], "fresh": [], "none_stored": [], "skipped": []}
    stored = boto3.client("ssm").get_parameter(Name=parameter, WithDecryption=True)["Parameter"]
    assert json.loads(stored["Value"])["access_token"] == f"{CANARY}+"
    assert '"credentials_not_renewed":[0' in log.replace(" ", "")
    assert CANARY not in log


def test_built_address_shows_a_report_to_who_has_its_link(built: Path, cloud: Cloud) -> None:
    """ShowReport as built: the page for a signed link, 404 for a changed one, and neither token nor key in the log."""
    key = f"{CANARY}-long-enough-to-be-a-key"
    boto3.client("ssm").put_parameter(
        Name="/account-health/_stack/report-link", Type="SecureString", Value=json.dumps({"k1": key})
    )
    cloud.put("runs/stadtbaeckerei/weekly-2026-W48/report.html", "<!DOCTYPE html><p>Stadtbäckerei")
    end = datetime(2100, 1, 1, tzinfo=UTC)
    token = sign(Grant(company="stadtbaeckerei", run="weekly-2026-W48", end=end), {"k1": key})
    event = json.loads((ROOT / "events/show_report.json").read_text())
    with AwsServer() as aws, running(built, "show_report", {"AWS_ENDPOINT_URL": aws.url}) as function:
        answer = function.invoke({**event, "rawPath": f"/{token}"})
        changed = function.invoke({**event, "rawPath": f"/{token[:-1]}"})
        log = function.output()
    assert answer["statusCode"] == 200
    assert gzip.decompress(base64.b64decode(answer["body"])).decode() == "<!DOCTYPE html><p>Stadtbäckerei"
    assert changed["statusCode"] == 404
    assert token not in log
    assert token.rpartition(".")[2] not in log
    assert CANARY not in log


def test_one_company_at_once_answers_the_console(built: Path, cloud: Cloud, gateway: Gateway) -> None:
    """AuditCompany as built, against AWS: the answer names the report, and the report is there."""
    with (
        AwsServer() as aws,
        running(
            built,
            "audit_company",
            {"AWS_ENDPOINT_URL": aws.url, "ACCOUNT_HEALTH_GATEWAY": gateway.url},
        ) as function,
    ):
        answer = function.invoke(json.loads((ROOT / "events/audit_company.json").read_text()))
        assert {finding["account"] for finding in answer["findings"]} == {"blog"}
        page = cloud.get(answer["report"])
        assert page is not None
        assert b"Stadtb\xc3\xa4ckerei" in page
        # The same process again, as Lambda reuses it.
        assert function.invoke({"company": "stadtbaeckerei"})["coverage"] == answer["coverage"]


def test_one_company_at_once_works_on_a_folder(built: Path, gateway: Gateway, tmp_path: Path) -> None:
    """What `sam local invoke` does: no AWS at all, the report in a folder, and errors that name the cure."""
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry/stadtbaeckerei.toml").write_text(small_sites.registry_file("Stadtbäckerei", HOST))
    variables = {"ACCOUNT_HEALTH_STORE": str(tmp_path), "ACCOUNT_HEALTH_GATEWAY": gateway.url}
    with running(built, "audit_company", variables) as function:
        answer = function.invoke({"company": "stadtbaeckerei"})
        assert (tmp_path / answer["report"]).is_file()
    with running(built, "audit_company", variables) as function, pytest.raises(AssertionError) as failed:
        function.invoke({"company": "stadtbackerei"})
    assert "UnknownCompanyError" in str(failed.value)
    assert "registry/stadtbackerei.toml" in str(failed.value)


@pytest.mark.parametrize("standin", ["ACCOUNT_HEALTH_GATEWAY", "AWS_ENDPOINT_URL"])
def test_stand_ins_are_refused_in_a_real_lambda(built: Path, tmp_path: Path, standin: str) -> None:
    """Nobody can point a deployed function at another internet or another AWS by a variable."""
    variables = {"ACCOUNT_HEALTH_STORE": str(tmp_path), standin: "http://127.0.0.1:9"}
    api_variables = {**variables, "AWS_SAM_LOCAL": ""}
    with running(built, "audit_company", api_variables) as function, pytest.raises(AssertionError) as failed:
        function.invoke({"company": "stadtbaeckerei"})
    assert f"{standin} is for tests" in str(failed.value)


def test_layer_holds_what_a_run_needs_and_nothing_that_lambda_brings(built: Path) -> None:
    """The package with its translations and templates, its dependencies for Linux, and no boto3."""
    layer = built / "AccountHealthLayer/python"
    there = {path.name for path in layer.iterdir()}
    assert {"account_health", "pydantic", "jinja2", "holidays", "phonenumbers", "tzdata", "requests"} <= there
    assert not {"boto3", "botocore", "babel", "pip", "setuptools", "moto", "pytest"} & {
        name.lower() for name in there
    }
    source = ROOT / "layers/account_health/account_health"
    wanted = {
        path.relative_to(source)
        for path in source.rglob("*")
        if path.is_file() and path.suffix not in {".pyc", ".po"}
    }
    shipped = {path.relative_to(layer / "account_health") for path in (layer / "account_health").rglob("*")}
    assert wanted <= shipped


def processors(layer: Path) -> dict[str, int]:
    """Return for each compiled library of a layer which processor its head names."""
    return {
        library.name.partition(".")[0]: int.from_bytes(library.read_bytes()[18:20], "little")
        for library in layer.rglob("*.so")
    }


def test_layer_is_for_the_processor_that_the_stack_names(built: Path, tmp_path: Path) -> None:
    """Here for this machine's; by default for arm64, with the same libraries, on whatever machine it is built."""
    assert set(processors(built / "AccountHealthLayer").values()) == {ELF_MACHINES[PROCESSOR]}
    if (built / "template.yaml").is_file() and "ACCOUNT_HEALTH_BUILT" in os.environ:
        assert processor_of(built / "template.yaml") == PROCESSOR
        assert raw_template(built / "template.yaml")["Parameters"]["Architecture"]["AllowedValues"] == [
            PROCESSOR
        ]
    default = raw_template()["Parameters"]["Architecture"]["Default"]
    subprocess.run(  # noqa: S603 - our own recipe
        [need("make"), "--silent", "-f", "layers/account_health/Makefile", "build-AccountHealthLayer"],
        env={
            **{name: value for name, value in os.environ.items() if name not in {"ARCH", "MAKEFLAGS"}},
            "ARTIFACTS_DIR": str(tmp_path),
            "PYTHON": need("sam-python"),
        },
        check=True,
        cwd=ROOT,
    )
    assert processors(tmp_path) == dict.fromkeys(
        processors(built / "AccountHealthLayer"), ELF_MACHINES[default]
    )


def test_layer_is_small(built: Path) -> None:
    """Unpacked at most 36 MB, of Lambda's 250."""
    layer = built / "AccountHealthLayer"
    sizes = {path: path.stat().st_size for path in layer.rglob("*") if path.is_file()}
    total = sum(sizes.values())
    code = sum(size for path, size in sizes.items() if path.suffix == ".pyc")
    figures = f"layer: {total / 1e6:.1f} MB unpacked, of it {code / 1e6:.1f} MB byte code, {len(sizes)} files"
    print(figures)  # noqa: T201 - the figure of a goal, shown with -rP
    assert total <= LARGEST_LAYER


def test_functions_hold_their_handler_alone(built: Path) -> None:
    """Everything else is in the layer, once."""
    for logical_id in functions():
        assert [path.name for path in (built / logical_id).iterdir()] == ["app.py"]


def test_byte_code_in_the_layer_is_used(built: Path, tmp_path: Path) -> None:
    """Lambda cannot write into the layer: what it imports comes with byte code that does not depend on file times."""
    copy = tmp_path / "python"
    shutil.copytree(built / "AccountHealthLayer/python", copy)
    for path in copy.rglob("*.py"):
        os.utime(path, (0, 0))
    program = (
        "import account_health.workflow.send_report, sys; "
        "print([m.__name__ for m in list(sys.modules.values()) "
        f"if (getattr(m, '__file__', None) or '').startswith({str(copy)!r}) and m.__file__.endswith('.py') "
        "and not __import__('os').path.exists(m.__cached__)])"
    )
    done = subprocess.run(  # noqa: S603 - the interpreter of our own environment
        [need("runtime-python"), "-B", "-c", program],
        env={"PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.strip() == "[]"


def test_templates_in_the_layer_are_compiled(built: Path) -> None:
    """The first mail of a process does not wait for the engine to read its templates, whoever Lambda runs it as."""
    layer = built / "AccountHealthLayer/python"
    program = (
        "import jinja2\n"
        "def anew(*_): raise SystemExit('compiled anew')\n"
        "jinja2.Environment.compile = anew\n"
        "from account_health.report.setting import compile_templates\n"
        "compile_templates()"
    )
    done = subprocess.run(  # noqa: S603 - the interpreter of our own environment
        [need("runtime-python"), "-B", "-c", program],
        env={"PYTHONPATH": str(layer)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    kept = list((layer / "account_health/report/templates/__pycache__").iterdir())
    assert kept
    assert all(path.stat().st_mode & 0o004 for path in kept)
