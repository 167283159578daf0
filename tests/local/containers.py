"""Lets `sam local start-lambda` answer for every function: each in a container of its own, kept warm between calls."""

import http.client
import json
import os
import platform
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.local.engine import NAME, Engine
from tests.template import REGION, ROOT, functions, processor_of
from tests.tools import need

BUILT = ROOT / ".aws-sam" / "build" / "template.yaml"
STARTS_WITHIN, ANSWERS_WITHIN, ENDS_WITHIN = 60, 300, 60


class Containers:
    """The functions behind start-lambda's port."""

    def __init__(self, port: int) -> None:
        self._port = port
        # A warm container takes one call at a time, as an instance of a real function does.
        self._locks = {logical_id: threading.Lock() for logical_id in functions()}

    def invoke(self, logical_id: str, payload: str, headers: dict[str, str]) -> bytes:
        """Return the bytes that a function answers, and say in the headers where it failed.

        sam itself tells a failure only of errors with two or three keys, and Lambda's Python writes four; so the answer is looked at.
        """
        with self._locks[logical_id]:
            connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=ANSWERS_WITHIN)
            connection.request("POST", f"/2015-03-31/functions/{logical_id}/invocations", payload or "{}")
            answer = connection.getresponse()
            body = answer.read()
            connection.close()
        if answer.status != http.HTTPStatus.OK or is_failure(body):
            headers["x-amz-function-error"] = "Unhandled"
        return body


def is_failure(body: bytes) -> bool:
    """Say whether an answer is the error that Lambda's Python writes for a function that raised or ended."""
    said: Any = None
    with suppress(ValueError):
        said = json.loads(body)
    return isinstance(said, dict) and {"errorType", "errorMessage"} <= said.keys()


@contextmanager
def in_containers(engine: Engine, variables: Mapping[str, str], log: Path) -> Iterator[Containers]:
    """Yield the functions in the engine's containers, with these variables in each; what sam prints goes to the log."""
    assert unfit() is None, unfit()
    port = _free_port()
    file = log.with_suffix(".json")
    file.write_text(json.dumps({"Parameters": {name: str(value) for name, value in variables.items()}}))
    with log.open("w") as printed:
        server = subprocess.Popen(  # noqa: S603 - our own tool on our own template
            [
                *(need("sam"), "local", "start-lambda", "--port", str(port), "--region", REGION),
                *("--template", str(BUILT), "--env-vars", str(file), "--warm-containers", "LAZY"),
                *options(engine),
            ],
            env={**os.environ, "SAM_CLI_TELEMETRY": "0"},
            stdout=printed,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            cwd=ROOT,
        )
        try:
            _wait(port, server, log)
            yield Containers(port)
        finally:
            server.terminate()
            try:
                server.wait(ENDS_WITHIN)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
            file.unlink()


def unfit() -> str | None:
    """Say why what is built cannot run here, None where it can."""
    here = {"aarch64": "arm64"}.get(platform.machine(), platform.machine())
    if not BUILT.is_file():
        return f"nothing is built. `make build ARCH={here}` does it."
    built = processor_of(BUILT)
    if built == here:
        return None
    return (
        f"what is built is for {built}, and this machine is {here}: `make build ARCH={here}` builds for it."
    )


def options(engine: Engine) -> list[str]:
    """Return what every `sam local` command needs at this engine."""
    [row, *_] = functions().values()
    image = f"public.ecr.aws/lambda/python:{row['Runtime'].removeprefix('python')}-{processor_of(BUILT)}"
    known = [] if engine.door == "127.0.0.1" else ["--add-host", f"{NAME}:{engine.door}"]
    return [*(["--skip-pull-image"] if engine.has(image) else []), *known]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        assert server.poll() is None, log.read_text()
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise AssertionError(f"start-lambda does not listen after {STARTS_WITHIN} s: {log.read_text()}")
