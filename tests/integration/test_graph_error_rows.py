"""Every documented error of Meta's, from the wire to the sentence that a person reads, and how often it is tried."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import pytest

from account_health.cli import main
from account_health.connectors.http.network import Network
from account_health.storage.local import EnvironmentSecrets
from tests.builders import NOW
from tests.graph_reports import FILE, INSTAGRAM, never_healthy, reports, settle
from tests.leaks import readable
from tests.simulator.gateway import Gateway
from tests.simulator.graph import Fault, Graph, GraphError, Token, usage_header
from tests.simulator.graph_world import (
    INSTAGRAM_SCOPES,
    INSTAGRAM_TOKEN,
    PAGE_SCOPES,
    PAGE_TOKEN,
    FacebookWorld,
    InstagramWorld,
)
from tests.world import WEEKLY, world


@dataclass(frozen=True, slots=True)
class Told:
    """What a report says of a reason, in both languages, and who has to act."""

    reason: str
    german: str
    english: str


REFUSED = Told(
    "credential_refused",
    "Der Zugang ist abgelaufen oder wurde zurückgezogen.",
    "The access has expired or was withdrawn.",
)
DENIED = Told(
    "access_denied", "Facebook lässt unsere Prüfung nicht zu.", "Facebook does not allow our check."
)
LATER = Told(
    "rate_limited",
    "Facebook hat unsere Abfragen heute nicht angenommen; wir sehen bald wieder nach.",
    "Facebook did not accept our requests today; we will check again soon.",
)
SICK = Told(
    "platform_unavailable", "Facebook hat mit einem Fehler geantwortet.", "Facebook responded with an error."
)
LARGE = Told("too_large", "Die Antwort war zu groß zum Lesen.", "The response was too large to read.")
OURS = Told("not_audited", "Bei uns ist etwas schiefgegangen.", "Something went wrong on our side.")
GONE = Told("not_found", "Die Seite war nicht da.", "The page was not there.")

# (code, subcode, more of the answer) -> what is told, and how often the Page is asked for
ROWS: Final[tuple[tuple[int, int | None, Mapping[str, Any], Told, int], ...]] = (
    (1, None, {}, LARGE, 5),
    (1, 99, {"error_user_msg": "Please reduce the amount of data"}, LARGE, 5),
    (1, None, {"is_transient": True}, SICK, 3),
    (2, None, {}, SICK, 3),
    (2, None, {"status": 500, "is_transient": True}, SICK, 3),
    (3, None, {}, DENIED, 4),
    *((code, None, {"is_transient": True}, LATER, 1) for code in (4, 17, 32, 341, 613)),
    (17, 2446079, {}, LATER, 1),
    (613, 1996, {}, LATER, 1),
    *((code, None, {}, LATER, 1) for code in (80000, 80001, 80002, 80003, 80004, 80005, 80006, 80008, 80009, 80014)),
    *((code, None, {"status": 403}, DENIED, 4) for code in (10, 200, 210, 230, 283, 299)),
    (12, None, {}, OURS, 2),
    (21, None, {"message": "(#21) Page ID 111222333 was migrated to page ID 777."}, GONE, 1),
    (100, 33, {"type": "GraphMethodException"}, DENIED, 1),
    (100, None, {"message": "(#100) Tried accessing nonexisting field (nothing_of_ours) on node type (Page)"}, OURS, 2),
    (100, None, {"message": "(#100) Object does not exist. This endpoint requires the 'pages_read_engagement' permission"}, DENIED, 4),
    (100, None, {"message": "Invalid appsecret_proof provided in the API argument"}, REFUSED, 1),
    (100, None, {"message": "(#100) Invalid parameter"}, OURS, 2),
    *((code, None, {}, REFUSED, 1) for code in (101, 102, 104, 368, 1705)),
    *((190, subcode, {}, REFUSED, 1) for subcode in (None, 458, 459, 460, 463, 464, 467, 490, 492, 999, 2069032)),
    (100, None, {"message": "Unsupported request - method type: get"}, REFUSED, 2),
    (200, None, {"message": "API access blocked."}, REFUSED, 1),
    (190, None, {"message": "Error validating application. Application has been deleted."}, REFUSED, 1),
    (506, None, {}, OURS, 2),
    (803, None, {}, GONE, 1),
    (2500, None, {}, OURS, 2),
    (9009, None, {}, GONE, 1),
    (4711, None, {}, SICK, 1),
)  # fmt: skip
"""Section 6 of the fact sheet, row by row."""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder to work in, with nobody who really waits between two attempts."""
    return settle(tmp_path, monkeypatch)


def page() -> Graph:
    """Return a Page with a question that waits."""
    shop = FacebookWorld(NOW)
    shop.comment(shop.post(1, 2), 11, 1, "Wann habt ihr offen?")
    return shop.graph()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}-{row[1]}")
def test_an_error_row(row: tuple[int, int | None, Mapping[str, Any], Told, int], place: Path) -> None:
    """The right reason, the right sentence in German and English, the right number of attempts, and no all-clear."""
    del place
    code, subcode, more, told, attempts = row
    graph = page()
    graph.fail(code, subcode, where="/111222333?", **more)
    seen, german, english, asked = reports(graph)
    assert {gap["reason"] for gap in seen["unavailable"]} == {told.reason}
    assert told.german in german
    assert told.english in english
    assert asked.count("/v26.0/111222333") == attempts
    assert "/v26.0/111222333/video_reels" not in asked
    never_healthy(seen, german, english)


HEADERS: Final = {
    "X-App-Usage": json.dumps({"call_count": 100, "total_time": 25, "total_cputime": 25}),
    "X-Page-Usage": json.dumps({"call_count": 100, "total_time": 25, "total_cputime": 25}),
    "X-Business-Use-Case-Usage": usage_header(100, 42)["X-Business-Use-Case-Usage"],
}


@pytest.mark.parametrize("header", HEADERS)
def test_a_limit_is_told_with_its_end(header: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The owner reads that we come back, the agency also when; not one request more is made."""
    graph = page()
    graph.faults.append(Fault(GraphError(80001), "fields=id%2Cname%2C", headers=((header, HEADERS[header]),)))
    with Gateway({"graph.facebook.com": graph}) as gateway, world(tmp_path, monkeypatch) as here:
        monkeypatch.undo()
        secret = json.dumps({"access_token": PAGE_TOKEN})
        here.services = replace(
            here.services,
            secrets=EnvironmentSecrets({"ACCOUNT_HEALTH_SECRET__MORGENROT__FACEBOOK": secret}),
            network=Network(gateway=gateway.url, sleep=lambda _: None),
        )
        here.register("morgenrot", FILE)
        here.run(WEEKLY)
        assert [request.path for request in gateway.requests] == ["/v26.0/debug_token", "/v26.0/111222333"]
        mails = {mail.recipient: " ".join(readable(mail.raw).split()) for mail in here.outbox.sent}
    owner, agency = mails["chefin@morgenrot.example"], mails["team@agentur.example"]
    assert LATER.german in owner
    assert LATER.german in agency
    until = "again in 42 minutes" if "Business" in header else "it does not say until when"
    assert until in agency
    assert until not in owner


@pytest.mark.parametrize("header", HEADERS)
def test_near_a_limit_the_run_slows_down(header: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of the headers alone; the look is whole all the same."""
    monkeypatch.undo()
    monkeypatch.chdir(place)
    paused: list[float] = []
    monkeypatch.setattr(
        "account_health.connectors.http.fetcher.Fetcher.pause", lambda _, seconds: paused.append(seconds)
    )
    graph = page()
    graph.usage = {header: HEADERS[header].replace("100", "90")}
    with Gateway({"graph.facebook.com": graph}) as gateway:
        Path("morgenrot.toml").write_text(FILE, encoding="utf-8")
        environ = {
            "ACCOUNT_HEALTH_GATEWAY": gateway.url,
            "ACCOUNT_HEALTH_SECRET__MORGENROT__FACEBOOK": json.dumps({"access_token": PAGE_TOKEN}),
        }
        assert (
            main(["audit", "morgenrot.toml", "--now", "2026-11-23T07:00:00Z", "--format", "json"], environ)
            == 0
        )
        assert len(paused) == sum(one.host == "graph.facebook.com" for one in gateway.requests) - 1
    assert all(0 < seconds <= 5 for seconds in paused)
    (row,) = json.loads(Path("reports/morgenrot/report.json").read_bytes())["accounts"]
    assert [item["id"] for item in row["open_items"]] == ["fb-1_11"]


WRONG: Final = {
    "a person's": Token("USER", "7", PAGE_SCOPES | INSTAGRAM_SCOPES),
    "a system user's": Token("SYSTEM_USER", "7", PAGE_SCOPES | INSTAGRAM_SCOPES),
    "an app's": Token("APP", "7", PAGE_SCOPES | INSTAGRAM_SCOPES),
    "another Page's": Token("PAGE", "444", PAGE_SCOPES | INSTAGRAM_SCOPES),
    "without permissions": Token("PAGE", "111222333", frozenset()),
    "without reading": Token("PAGE", "111222333", PAGE_SCOPES - {"pages_read_engagement"}),
}


@pytest.mark.parametrize("tells", [True, False], ids=["debug_token tells", "debug_token is silent"])
@pytest.mark.parametrize("whose", WRONG)
def test_a_wrong_token_is_never_an_all_clear(whose: str, place: Path, *, tells: bool) -> None:
    """Meta answers some of them with empty lists and HTTP 200; the report says that nothing was seen."""
    del place
    graph = page()
    graph.tells_itself = tells
    graph.add(FacebookWorld(NOW, page_id="444", username="another.page").page)
    graph.tokens["wrong"] = WRONG[whose]
    row, german, english, _ = reports(graph, token="wrong")
    assert {gap["reason"] for gap in row["unavailable"]} <= {"credential_refused", "access_denied"}
    never_healthy(row, german, english)


@pytest.mark.parametrize("whose", ["a person's", "a system user's", "an app's", "another Page's"])
def test_a_wrong_token_is_no_all_clear_on_instagram(whose: str, place: Path) -> None:
    """The account is not reached, so nothing of it is judged."""
    del place
    shop = InstagramWorld(NOW)
    shop.comment(shop.medium(1, 2), 11, 1, "Wann habt ihr offen?")
    graph = shop.graph()
    graph.add(FacebookWorld(NOW, page_id="444", username="another.page").page)
    graph.tokens["wrong"] = WRONG[whose]
    row, german, english, _ = reports(graph, INSTAGRAM, "wrong")
    assert {gap["reason"] for gap in row["unavailable"]} == {"credential_refused"}
    never_healthy(row, german, english)


def test_a_page_that_is_gone_says_nothing_about_the_account(place: Path) -> None:
    """The account behind a Page that is not there is not reached; nobody is told that it is gone."""
    del place
    graph = InstagramWorld(NOW).graph()
    row, german, english, _ = reports(graph, f'{INSTAGRAM}page_id = "999"\n', INSTAGRAM_TOKEN)
    assert {gap["reason"] for gap in row["unavailable"]} == {"credential_refused"}
    never_healthy(row, german, english)
