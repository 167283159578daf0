"""A Lambda runtime API on loopback: hands one event after another to a function and keeps what it answers."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Self

REGION, ACCOUNT = "eu-central-1", "123456789012"
DEADLINE_SECONDS = 60


class RuntimeApi:
    """The server; use it as a context manager and give `address` to the runtime as AWS_LAMBDA_RUNTIME_API."""

    def __init__(self, function_name: str) -> None:
        self.arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{function_name}"
        self.events: SimpleQueue[bytes] = SimpleQueue()
        self.answers: SimpleQueue[tuple[str, Any]] = SimpleQueue()
        self.closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def address(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    def invoke(self, event: object, seconds: float = DEADLINE_SECONDS) -> tuple[str, Any]:
        """Hand over one event and return `("response", JSON)` or `("error", JSON)`; raises TimeoutError."""
        self.events.put(json.dumps(event).encode())
        try:
            return self.answers.get(timeout=seconds)
        except Empty as error:
            raise TimeoutError(f"the function gave no answer within {seconds} s") from error

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], api: RuntimeApi) -> None:
        super().__init__(address, _Handler)
        self.api = api
        self.number = 0


class _Handler(BaseHTTPRequestHandler):
    """The three calls of the runtime API: next, response, error."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        """Answer `invocation/next` as soon as there is an event."""
        event = self._next()
        if event is None:
            self.close_connection = True
            return
        self.server.number += 1
        number = f"{self.server.number:012d}"
        # All of them: the runtime's native client crashes where one is missing.
        self._reply(
            200,
            event,
            {
                "Lambda-Runtime-Aws-Request-Id": f"00000000-0000-4000-8000-{number}",
                "Lambda-Runtime-Deadline-Ms": str(int((time.time() + DEADLINE_SECONDS) * 1000)),
                "Lambda-Runtime-Invoked-Function-Arn": self.server.api.arn,
                "Lambda-Runtime-Trace-Id": f"Root=1-65f0a0b0-{number}000000000000;Sampled=0",
                "Lambda-Runtime-Client-Context": "{}",
                "Lambda-Runtime-Cognito-Identity": "{}",
                "Lambda-Runtime-Aws-Tenant-Id": "none",
                "Lambda-Runtime-Invocation-Id": number,
            },
        )

    def do_POST(self) -> None:
        """Keep what the function says."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])) or b"null")
        kind = self.path.rpartition("/")[2]
        self._reply(202, b'{"status": "OK"}', {})
        self.server.api.answers.put((kind, body))

    def _next(self) -> bytes | None:
        while not self.server.api.closing.is_set():
            try:
                return self.server.api.events.get(timeout=0.05)
            except Empty:
                continue
        return None

    def _reply(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            **headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's own name
        """Say nothing."""
