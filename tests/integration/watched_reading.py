"""A program for the test of hostile documents: reads each with every reader and reports what was opened meanwhile.

Its arguments are `feeds` or `lenient` and the documents' files; it prints one JSON line a document.
With `lenient` it runs the program of the lenient pass itself, on one document.
"""

import io
import json
import os
import runpy
import sys
import sysconfig
from pathlib import Path

from account_health.connectors import feeds
from account_health.connectors.feeds import lenient

OURS = tuple(
    {
        sys.prefix,
        sys.base_prefix,
        *sysconfig.get_paths().values(),
        str(Path(feeds.__file__).parents[3]),
        os.devnull,
    }
)
NETWORK = (
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "urllib.Request",
    "http.client.connect",
)
PROGRAMS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.startfile")


class Watch:
    """Notes every file outside Python itself, every connection and every other program."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        """Take an audit event of Python."""
        if event == "open":
            name = arguments[0]
            path = os.fsdecode(name) if isinstance(name, str | bytes) else ""
            if path and not path.startswith(OURS):
                self.seen.append(f"open {path}")
        elif event in PROGRAMS and "lenient_child.py" in repr(arguments):
            return  # since Python 3.13 `subprocess` starts our own child by posix_spawn, which is an event of its own
        elif event in NETWORK or event in PROGRAMS:
            self.seen.append(f"{event} {arguments!r}"[:200])


def read(body: bytes) -> str:
    """Return how every reader took the document."""
    said = []
    for reader in (feeds.read_feed, feeds.read_sitemap):
        try:
            said.append(type(reader(body)).__name__)
        except feeds.NotAFeedError as error:
            said.append(f"NotAFeedError: {error}")
    text = body.decode("utf-8", errors="replace")
    said.append(f"{len(feeds.feed_links(text, 'https://a.example/'))} links")
    said.append(f"{len(feeds.header_feed_links(text, 'https://a.example/'))} links")
    return ", ".join(said)


def main() -> None:
    """Read the documents, print what came and what was opened."""
    mode, *names = sys.argv[1:]
    bodies = [(name, Path(name).read_bytes()) for name in names]
    watch = Watch()
    sys.addaudithook(watch)
    if mode == "lenient":
        sys.argv = ["lenient_child.py", json.dumps(sys.path)]
        sys.stdin = io.TextIOWrapper(io.BytesIO(bodies[0][1]))
        out, sys.stdout = sys.stdout, io.TextIOWrapper(io.BytesIO())
        failure = ""
        try:
            runpy.run_path(str(Path(lenient.__file__).with_name("lenient_child.py")), run_name="__main__")
        except Exception as error:  # noqa: BLE001 - a program may die of anything; the test asks only what it opened
            failure = type(error).__name__
        print(json.dumps({"name": names[0], "said": failure, "opened": watch.seen}), file=out)
        return
    for name, body in bodies:
        watch.seen.clear()
        said = read(body)
        print(json.dumps({"name": name, "said": said, "opened": list(watch.seen)}), flush=True)  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
