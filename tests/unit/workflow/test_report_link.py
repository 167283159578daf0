"""The link to the whole report: in the mail only where it is on, and answered only to who holds it."""

import base64
import gzip
import json
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from account_health.model.errors import BackendError, UsageError
from account_health.report.setting import policy_in
from account_health.storage import Secret, Stored
from account_health.storage.local import FolderStorage
from account_health.workflow.link_token import Grant, sign
from account_health.workflow.report_link import LASTS
from account_health.workflow.services import Services
from account_health.workflow.show_report import MOST, show_report
from tests.template import REPORT_URL, ROOT
from tests.world import NOW, WEEKLY, World, world

KEYS = {"2026-11": "a1" * 32}
KEY = "runs/acme/weekly-2026-W48/report.html"
END = NOW + LASTS


class Keys:
    """Secrets that hold the keys of report links, and count how often they were asked."""

    writable = False

    def __init__(self, keys: Mapping[str, str] | None) -> None:
        self.keys = keys
        self.asked = 0
        self.fails = False

    def get(self, company: str, name: str) -> Secret | None:
        """Return the keys, and nothing for an account."""
        if (company, name) != ("_stack", "report-link"):
            return None
        self.asked += 1
        if self.fails:
            raise BackendError("no answer")
        return None if self.keys is None else Secret(self.keys)

    def named(self, company: str, name: str) -> str:
        """Return its name."""
        return f"{company}/{name}"

    def put(self, company: str, name: str, secret: Secret, before: Secret) -> None:  # noqa: ARG002 - never stored
        """Refuse."""
        raise BackendError("read only")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A world whose mails carry links."""
    with world(tmp_path / "store", monkeypatch) as made:
        settings = replace(made.services.settings, report_url=REPORT_URL)
        made.services = replace(made.services, secrets=Keys(KEYS), settings=settings)
        made.register("acme")
        yield made


def mailed(made: World) -> tuple[str, str]:
    """Return text and HTML of the company's one mail."""
    [mail] = [mail for mail in made.outbox.sent if mail.recipient == "owner@acme.example"]
    message = message_from_bytes(mail.raw, policy=policy.default)
    parts = [message.get_body((kind,)) for kind in ("plain", "html")]
    text, html = [part.get_content() for part in parts if part is not None]
    return text, html


def request(path: str, **changes: Any) -> dict[str, Any]:
    """Return what a function URL makes of a request."""
    event: dict[str, Any] = json.loads((ROOT / "events/show_report.json").read_text())
    event["rawPath"] = path
    event["requestContext"]["http"]["method"] = changes.get("method", "GET")
    event["headers"] = changes.get("headers", event["headers"])
    return event


def at(services: Services, moment: datetime) -> Services:
    """Return the services at another time."""
    return replace(services, clock=lambda: moment)


def path_of(run: str = "weekly-2026-W48", company: str = "acme", end: datetime = END) -> str:
    """Return the path of a signed link."""
    return "/" + sign(Grant(company=company, run=run, end=end), KEYS)


def body(answer: Mapping[str, Any]) -> bytes:
    """Return the answer's body as a browser reads it."""
    packed = base64.b64decode(answer["body"])
    return gzip.decompress(packed) if answer["headers"].get("Content-Encoding") == "gzip" else packed


# --- in the mail ----------------------------------------------------------------------------------


def test_the_mail_leads_to_its_own_report(here: World) -> None:
    """One link, the same in text and HTML, named by what it is, with its end and who can read it; it opens the page."""
    here.run(WEEKLY)
    text, html = mailed(here)
    [link] = re.findall(re.escape(REPORT_URL) + r"\S+", text)
    assert html.count(REPORT_URL) == html.count(f'href="{link}"') == 1
    assert "Der ganze Bericht:" in text
    assert "Wer diesen Link hat, kann den Bericht bis zum 23. Dezember lesen." in " ".join(text.split())
    answer = show_report(request("/" + link.removeprefix(REPORT_URL)), here.services)
    assert answer["statusCode"] == 200
    assert body(answer) == FolderStorage.read(here.storage, KEY).body  # type: ignore[union-attr] # it is there


def test_without_an_address_there_is_no_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Off, which is the default, and always on a laptop."""
    with world(tmp_path / "store", monkeypatch) as made:
        made.register("acme")
        made.run(WEEKLY)
        text, html = mailed(made)
    assert "lambda-url" not in text + html
    assert "Der ganze Bericht" not in text


@pytest.mark.parametrize("keys", [None, {}, {"k1": "short"}])
def test_a_mail_goes_out_although_its_link_cannot_be_made(
    here: World, keys: Mapping[str, str] | None, caplog: pytest.LogCaptureFixture
) -> None:
    """No key, or one that is none: the mail is sent without the link, and the log says why without the key."""
    here.services = replace(here.services, secrets=Keys(keys))
    with caplog.at_level(logging.WARNING):
        here.run(WEEKLY)
    text, _ = mailed(here)
    assert REPORT_URL not in text
    assert "the mail goes without the link" in caplog.text
    assert [record.__dict__["why"] for record in caplog.records if "link" in record.message]


def test_a_store_that_fails_costs_the_link_and_not_the_mail(here: World) -> None:
    """The mail is worth more than its link."""
    broken = Keys(KEYS)
    broken.fails = True
    here.services = replace(here.services, secrets=broken)
    here.run(WEEKLY)
    assert REPORT_URL not in mailed(here)[0]


# --- at the address -------------------------------------------------------------------------------


@pytest.fixture
def shown(here: World) -> World:
    """A world with a report to show."""
    here.run(WEEKLY)
    return here


def test_the_page_comes_with_what_keeps_it_to_itself(shown: World) -> None:
    """The page's own policy as a header, no frame, no cache, no referrer, no index, no guessing of types."""
    answer = show_report(request(path_of()), shown.services)
    headers = answer["headers"]
    page = body(answer)
    assert headers["Content-Security-Policy"] == f"{policy_in(page)}; frame-ancestors 'none'"
    assert "script-src 'sha256-" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"].startswith("noindex")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert (headers["Content-Encoding"], headers["Vary"]) == ("gzip", "Accept-Encoding")
    json.dumps(answer)


def test_who_cannot_unpack_gets_it_plain(shown: World) -> None:
    """Without gzip in the request the bytes come as they lie there."""
    answer = show_report(request(path_of(), headers={}), shown.services)
    assert "Content-Encoding" not in answer["headers"]
    assert body(answer).startswith(b"<!DOCTYPE html>")


def test_a_head_request_gets_the_headers_alone(shown: World) -> None:
    """As the browser asks before it opens."""
    answer = show_report(request(path_of(), method="HEAD"), shown.services)
    assert (answer["statusCode"], answer["body"]) == (200, "")


@pytest.mark.parametrize(
    "event",
    [
        request("/"),
        request(""),
        request("/favicon.ico"),
        request("/robots.txt"),
        request(path_of()[:-1]),
        request(path_of() + "/"),
        request("/" + path_of()),
        request(path_of(company="other")),
        request(path_of(run="weekly-2026-W47")),
        request(path_of(end=NOW)),
        request(path_of().replace(".acme.", ".acme-2.")),
        request("/../../" + KEY),
        request(path_of(), method="POST"),
        request(path_of(), method="OPTIONS"),
        request(path_of(), method="get"),
        {},
        {"rawPath": None, "requestContext": {"http": {"method": "GET"}}},
    ],
)
def test_whatever_is_wrong_is_one_and_the_same_answer(shown: World, event: Mapping[str, Any]) -> None:
    """No token, a changed one, an ended one, another method, a report that is gone: nobody learns which it was."""
    answer = show_report(event, shown.services)
    other = show_report(request("/nothing"), shown.services)
    assert answer == other
    assert answer["statusCode"] == 404
    assert answer["headers"]["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"


def test_a_link_ends(shown: World) -> None:
    """Thirty days after the run by the clock of the services."""
    assert (
        show_report(request(path_of()), at(shown.services, END - timedelta(seconds=1)))["statusCode"] == 200
    )
    assert show_report(request(path_of()), at(shown.services, END))["statusCode"] == 404


def test_a_token_opens_one_report_only(shown: World) -> None:
    """Another company's report stays closed to it."""
    shown.register("other")
    shown.run({**WEEKLY, "repeat": 2})
    opened = body(show_report(request(path_of()), shown.services))
    assert b"Acme" in opened
    assert b"Other" not in opened


def test_the_store_of_keys_is_asked_once_in_five_minutes(shown: World) -> None:
    """Strangers cannot make us ask for the key again and again, found or not; a changed key counts soon."""
    for stored in (KEYS, None):
        keys = Keys(stored)
        services = replace(shown.services, secrets=keys, once=type(shown.services.once)())
        for _ in range(50):
            try:
                show_report(request("/nothing"), services)
            except UsageError:
                assert stored is None
        assert keys.asked == 1
        if stored:
            keys.keys = {"2027-05": "b2" * 32}
            later = at(services, NOW + timedelta(minutes=5))
            assert show_report(request(path_of()), later)["statusCode"] == 404
            assert keys.asked == 2


def test_no_token_and_no_key_reaches_a_log(shown: World, caplog: pytest.LogCaptureFixture) -> None:
    """Neither of a good request nor of a bad one."""
    with caplog.at_level(logging.DEBUG):
        show_report(request(path_of()), shown.services)
        show_report(request(path_of()[:-3] + "abc"), shown.services)
    assert not [record for record in caplog.records if record.name.startswith("account_health")]


def test_a_report_that_is_too_large_is_told_and_not_cut(
    shown: World, caplog: pytest.LogCaptureFixture
) -> None:
    """Lambda would refuse the answer: the reader sees that there is nothing, the operator's log says why."""
    huge = Stored(b"<!DOCTYPE html>" + b"x" * MOST, "1")

    class Storage:
        """Holds one page."""

        @staticmethod
        def read(_key: str) -> Stored:
            """Return it."""
            return huge

    services = replace(shown.services, storage=Storage())  # type: ignore[arg-type] # only reads
    assert show_report(request(path_of(), headers={}), services)["statusCode"] == 404
    assert "too large" in caplog.text
    assert show_report(request(path_of()), services)["statusCode"] == 200, "packed it fits"
