"""Finds the container engine that answers on this machine, and says what is missing where none does."""

import http.client
import json
import os
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

USUAL_SOCKET = "unix:///var/run/docker.sock"
NAME = "host.docker.internal"
"""How a container calls this machine; Docker Desktop knows the name, `--add-host` teaches it to every other engine."""

AWS_PORT, SITES_PORT = 4566, 8099
"""Where `make local-aws` listens; `events/local/environment.json` names both."""

_ANSWERS_WITHIN = 10


class NoEngineError(Exception):
    """No container engine answers; the text says what was tried and what to do."""


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine that answers. `door` is the address of this machine at which its containers reach a server of ours."""

    host: str
    door: str

    def has(self, image: str) -> bool:
        """Say whether the engine has an image already, so that nothing has to be loaded from the internet."""
        return _ask(self.host, f"/images/{image}/json")[0] == http.HTTPStatus.OK


def find_engine(environ: Mapping[str, str] = os.environ) -> Engine:
    """Return the engine that DOCKER_HOST names, or the one at the usual socket; raises NoEngineError."""
    host = environ.get("DOCKER_HOST") or USUAL_SOCKET
    try:
        status, _ = _ask(host, "/_ping")
        _, bridge = _ask(host, "/networks/bridge")
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise NoEngineError(
            f"No container engine answers at {host} ({error}). Start Docker, or name another engine by DOCKER_HOST."
        ) from error
    if status != http.HTTPStatus.OK:
        raise NoEngineError(f"What answers at {host} is no container engine (status {status}).")
    return Engine(host, _door(bridge))


def inside(url: str) -> str:
    """Return how a container reaches a server of this machine."""
    return f"http://{NAME}:{url.rpartition(':')[2]}" if url else ""


def _door(bridge: Mapping[str, Any]) -> str:
    """Return the bridge's own address where it is one of this machine, else loopback, which Docker Desktop lets through."""
    for row in bridge.get("IPAM", {}).get("Config") or ():
        with suppress(OSError, KeyError), socket.create_server((row["Gateway"], 0)):
            return str(row["Gateway"])
    return "127.0.0.1"


def _ask(host: str, path: str) -> tuple[int, Any]:
    connection = _connection(host)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    return answer.status, json.loads(body) if body.startswith(b"{") else {}


def _connection(host: str) -> http.client.HTTPConnection:
    parts = urlsplit(host)
    if parts.scheme == "unix":
        return _SocketConnection(Path(parts.path))
    if parts.scheme == "tcp" and parts.hostname:
        return http.client.HTTPConnection(parts.hostname, parts.port or 2375, timeout=_ANSWERS_WITHIN)
    raise ValueError("only unix:// and tcp:// are read")


class _SocketConnection(http.client.HTTPConnection):
    """HTTP over a socket file."""

    def __init__(self, file: Path) -> None:
        super().__init__("localhost", timeout=_ANSWERS_WITHIN)
        self._file = file

    def connect(self) -> None:
        if not hasattr(socket, "AF_UNIX"):
            raise OSError("this system has no socket files")
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(_ANSWERS_WITHIN)
        self.sock.connect(str(self._file))
