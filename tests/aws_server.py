"""An HTTP endpoint before moto, so that another process can talk to the AWS that moto plays in this one."""

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from botocore.awsrequest import AWSRequest
from moto.core.models import botocore_stubber

_SCOPE = re.compile(r"Credential=[^/]+/\d+/([^/]+)/([^/]+)/")
_HOSTS = {"ses": "email"}


class AwsServer:
    """The server; use it as a context manager inside `mock_aws`, and give `url` to the process as AWS_ENDPOINT_URL."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self._server = ThreadingHTTPServer((host, port), _Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        """The endpoint of every service."""
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        scope = _SCOPE.search(self.headers["Authorization"])
        assert scope is not None, "an unsigned request"
        region, service = scope.groups()
        url = f"https://{_HOSTS.get(service, service)}.{region}.amazonaws.com{self.path}"
        headers = {name: value for name, value in self.headers.items() if name.lower() != "host"}
        prepared = AWSRequest(method=self.command, url=url, headers=headers, data=body).prepare()
        answer = botocore_stubber("before-send", prepared)
        assert answer is not None, f"moto knows no service at {url}"
        self.send_response(answer.status_code)
        content = b"" if self.command == "HEAD" else answer.content
        for name, value in answer.headers.items():
            if name.lower() not in {"content-length", "connection", "transfer-encoding", "date", "server"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = _serve  # noqa: N815 - names that http.server asks for

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's own name
        """Say nothing."""
