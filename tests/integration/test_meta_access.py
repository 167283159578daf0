"""Access is judged at the end of a look: what was refused anywhere in it leaves no row about the access that passes."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from account_health.model import Access, Identity, Presence, Reason
from tests.builders import NOW
from tests.graph_reports import FILE, INSTAGRAM, reports, settle
from tests.seen import access, reason, talk
from tests.simulator.graph_looks import lab
from tests.simulator.graph_world import (
    INSTAGRAM_TOKEN,
    PAGE_SCOPES,
    PAGE_TOKEN,
    FacebookWorld,
    InstagramWorld,
)

ROWS: Final = ("credential-valid", "permissions-complete")
LOGIN: Final = f'{INSTAGRAM}login = "instagram"\n'


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(tmp_path, monkeypatch)


def page(comments: int = 1) -> FacebookWorld:
    """Return a Page with a question that waits, and thanks."""
    shop = FacebookWorld(NOW)
    post = shop.post(1, 2)
    shop.comment(post, 11, 1, "Wann habt ihr offen?")
    for number in range(1, comments):
        shop.comment(post, 100 + number, 1, "Danke!")
    return shop


def profile() -> InstagramWorld:
    """Return an account with a question that waits."""
    shop = InstagramWorld(NOW)
    shop.comment(shop.medium(1, 2), 11, 1, "Wann habt ihr offen?")
    return shop


def told(row: Any) -> Mapping[str, Any]:
    """Return the findings of an account by check."""
    return {one["check"]: one for one in row["findings"]}


def nothing_passes(row: Any) -> None:
    """Check that no row about the access passes."""
    found = told(row)
    assert "pass" not in {found[check]["status"] for check in ROWS}
    assert "fail" in {found[check]["status"] for check in ROWS}


# --- refusals in the middle -------------------------------------------------------------------------


def test_a_token_that_dies_in_the_middle_is_a_dead_token() -> None:
    """What was read stays, not one further request is made with it, and the access says why it died."""
    graph = page(comments=200).graph()
    graph.fail(190, 460, where="/comments?", spared=1)
    with lab(graph) as bench:
        snapshot = bench.facebook()
        assert len([path for path in bench.paths if path.endswith("/comments")]) == 2
    assert access(snapshot).problem == "revoked"
    assert len(talk(snapshot).items) == 100
    graph.faults.clear()
    graph.fail(190, 460, where="/comments?", spared=1)
    row, _, _, _ = reports(graph)
    nothing_passes(row)
    assert told(row)["unanswered-comments"]["status"] != "pass"
    assert "Passwort" in told(row)["credential-valid"]["message"]


@pytest.mark.parametrize("where", ["/111222333?", "/video_reels", "/comments?", "/visitor_posts"])
@pytest.mark.parametrize("code", [10, 200, 283])
def test_a_refusal_that_names_no_permission_leaves_no_pass(where: str, code: int) -> None:
    """The token lists all permissions, and yet something is refused: no permission is called missing."""
    shop = page(comments=80)
    for number in range(30):
        shop.visitor(500 + number, 3, "Danke!")
    graph = shop.graph()
    graph.fail(code, where=where, status=403)
    row, _, _, _ = reports(graph)
    nothing_passes(row)
    said = [told(row)[check]["message"] for check in ROWS]
    sentence = "zeigt uns nichts" if where == "/111222333?" else "zeigt uns nur einen Teil"
    assert f"Facebook {sentence} und sagt nicht, welche Berechtigung fehlt." in said


def test_a_refusal_of_what_others_wrote_costs_only_that() -> None:
    """The profile is read without it, and nobody is told that a permission is missing which the token has."""
    graph = page().graph()
    graph.fail(200, where="comments.filter", status=403)
    with lab(graph) as bench:
        snapshot = bench.facebook()
    assert reason(snapshot, "comments") is Reason.ACCESS_DENIED
    assert access(snapshot).missing == ()
    assert access(snapshot).problem is None


def test_instagrams_refusal_names_what_it_refuses() -> None:
    """The same of an account: its permission is granted, so it is not called missing."""
    graph = profile().graph()
    graph.fail(200, where="comments.limit", status=403)
    row, _, _, _ = reports(graph, INSTAGRAM, INSTAGRAM_TOKEN)
    nothing_passes(row)
    assert told(row)["permissions-complete"]["message"] == (
        "Instagram zeigt uns nur einen Teil und sagt nicht, welche Berechtigung fehlt."
    )


def test_a_refusal_of_everything_names_what_the_token_is_known_to_lack() -> None:
    """Also where the answer names nothing; what only messages need would not have refused the whole Page."""
    for lacks, named in (("pages_read_engagement", True), ("pages_messaging", False)):
        graph = page().graph(scopes=PAGE_SCOPES - {lacks})
        graph.fail(200, where="/111222333?", status=403)
        with lab(graph) as bench:
            seen = access(bench.facebook())
        assert (seen.missing, seen.problem) == (((lacks,), None) if named else ((), "refused"))


def test_a_platform_in_trouble_is_no_refusal() -> None:
    """The silent twin: an outage in the middle leaves the rows about the access as they are."""
    graph = page(comments=80).graph()
    graph.fail(2, where="/comments?", status=500)
    row, _, _, _ = reports(graph)
    assert {told(row)[check]["status"] for check in ROWS} == {"pass"}


# --- the app ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("file", "token"), [(FILE, PAGE_TOKEN), (INSTAGRAM, INSTAGRAM_TOKEN)])
def test_an_app_that_was_switched_off_leads_to_its_dashboard(file: str, token: str) -> None:
    """Also the question about the token is refused, with HTTP 200; new permissions would not help."""
    graph = (page() if file == FILE else profile()).graph()
    graph.app_off = True
    row, german, _, asked = reports(graph, file, token)
    nothing_passes(row)
    name, said = "Facebook" if file == FILE else "Instagram", told(row)["credential-valid"]
    assert said["message"] == f"Meta hat die App abgeschaltet oder gesperrt, mit der wir {name} lesen."
    assert said["action"] == "Schalten Sie die App in der App-Übersicht von Meta wieder ein."
    assert said["fix_url"] == "https://developers.facebook.com/apps/"
    assert "Berechtigung" not in german
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (200, "API access blocked."),
        (200, "API access disabled."),
        (190, "Error validating application. Application has been deleted."),
        (200, "(#200) Something that we never heard of"),
    ],
)
def test_whoever_may_not_ask_about_a_token_has_no_app(code: int, message: str) -> None:
    """That question takes no permission: whatever refuses it, refuses the app."""
    graph = page().graph()
    graph.fail(code, where="debug_token", message=message, status=403)
    with lab(graph) as bench:
        assert access(bench.facebook()).problem == "app_off"


def test_a_page_that_is_blocked_for_the_app_in_the_middle_says_so() -> None:
    """The profile was read, the next page of comments is refused with the app's own words."""
    graph = page(comments=80).graph()
    graph.fail(200, where="/comments?", message="API access blocked.")
    with lab(graph) as bench:
        assert access(bench.facebook()).problem == "app_off"


@pytest.mark.parametrize("where", ["", "/me?"])
def test_an_account_that_reads_no_more_has_to_be_connected_again(where: str) -> None:
    """Instagram calls reading an unsupported method, whatever is asked: no update of the program cures that."""
    shop = InstagramWorld(NOW, "instagram")
    graph = shop.graph()
    graph.fail(100, where=where, message="Unsupported request - method type: get", type="IGApiException")
    row, _, _, asked = reports(graph, LOGIN, INSTAGRAM_TOKEN)
    nothing_passes(row)
    assert told(row)["credential-valid"]["action"] == "Verbinden Sie den Kanal wieder mit der App."
    assert {gap["reason"] for gap in row["unavailable"]} == {"credential_refused"}
    assert len(asked) == 2


# --- a Page that was merged -------------------------------------------------------------------------


def test_a_merged_page_is_told_with_its_new_id() -> None:
    """Coming back later never ends that; somebody has to look at the other Page."""
    graph = page().graph()
    graph.moved_to = "777888999"
    row, german, english, _ = reports(graph)
    assert "Facebook has merged this page into another one, which has the id “777888999”." in english
    assert "„777888999“" in german
    assert {gap["reason"] for gap in row["unavailable"]} == {"not_found"}
    assert row["score"] is None


def test_a_merged_page_without_a_name_for_the_other_is_told_too() -> None:
    """The words of the answer may change."""
    graph = page().graph()
    graph.fail(21, where="/111222333?", message="(#21) gone elsewhere")
    with lab(graph) as bench:
        assert bench.facebook().presence == Presence(problem="merged")


# --- fields that spoil a request --------------------------------------------------------------------

FIELDS: Final = (
    ("Page", "impressum"),
    ("Page", "id_that_is_no_field"),
    ("PagePost", "story"),
    ("Comment", "message_tags"),
    ("Comment", "user_likes"),
    ("PagePost", "attachments"),
    ("Page", "conversations"),
)


@pytest.mark.parametrize("named", [True, False], ids=["named", "not named"])
@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_a_field_that_ended_is_left_out(kind: str, field: str, *, named: bool) -> None:
    """Error 12 often names it; where it does not, it is looked for by halves, and the Page is judged all the same."""
    graph = page().graph()
    graph.ended = {(kind, field)}
    graph.names_ended = named
    with lab(graph) as bench:
        snapshot = bench.facebook()
        assert len(bench.requests) <= (4 if named else 13)
    assert [item.id for item in talk(snapshot).items] == ["fb-1_11"]
    assert isinstance(snapshot.identity, Identity)
    dropped = () if field == "id_that_is_no_field" or field in EDGES else (field,)
    assert access(snapshot).dropped == dropped


EDGES: Final = ("attachments", "conversations")
"""Lists are no fields of the simulated interface: they do not end with error 12."""


@pytest.mark.parametrize("field", [("Page", "hours"), ("Comment", "message_tags")])
def test_a_field_that_spoils_all_with_error_100_and_no_name_is_found(field: tuple[str, str]) -> None:
    """The rest is read, and data-complete names the field."""
    graph = page().graph()
    graph.mute = {field}
    row, _, _, _ = reports(graph)
    assert [item["id"] for item in row["open_items"]] == ["fb-1_11"]
    assert told(row)["data-complete"]["status"] == "warn"
    assert f"„{field[1]}“" in told(row)["data-complete"]["message"]


def test_two_fields_without_a_name_are_both_found() -> None:
    """The second is looked for once the first is gone."""
    graph = page().graph()
    graph.mute = {("Page", "hours"), ("Comment", "message_tags")}
    with lab(graph) as bench:
        assert set(access(bench.facebook()).dropped) == {"hours", "message_tags"}


def test_three_fields_without_a_name_are_our_fault() -> None:
    """So many are no search any more: the program is old, and nothing is called well."""
    graph = page().graph()
    graph.mute = {("Page", "hours"), ("Page", "about"), ("Comment", "message_tags")}
    with lab(graph) as bench:
        assert reason(bench.facebook(), "comments") is Reason.NOT_AUDITED
        assert len(bench.requests) < 25


def test_instagram_loses_one_field_and_not_the_account() -> None:
    """The same search for an account."""
    graph = profile().graph()
    graph.ended = {("IGMedia", "alt_text")}
    graph.names_ended = False
    with lab(graph) as bench:
        snapshot = bench.instagram()
    assert access(snapshot).dropped == ("alt_text",)
    assert [item.id for item in talk(snapshot).items] == ["ig-18011"]


# --- names ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [2, 4, 10, 21, 100, 190, 200, 368, 803, 9009, 4711])
@pytest.mark.parametrize("where", ["debug_token", "17841400000000001?", "/comments?", "/tags"])
def test_an_account_of_instagram_is_never_called_facebook(code: int, where: str) -> None:
    """Both live behind one host; whoever looks after the account reads about Instagram."""
    shop = profile()
    for number in range(60):
        shop.comment(shop.account.edges["media"][0], 100 + number, 1, "Danke!")
        shop.tag(number, 1, "Beim Bäcker")
    graph = shop.graph()
    graph.fail(code, where=where)
    with lab(graph) as bench:
        snapshot = bench.instagram(account_id=shop.account.id)
    said = json.dumps(
        [str(snapshot.access), str(snapshot.comments), str(snapshot.mentions), str(snapshot.posts)]
    )
    assert "Facebook" not in said


def test_a_missing_permission_is_named_once() -> None:
    """The silent twin of refusals without a name: here the name is known, and only one row tells it."""
    row, _, _, _ = reports(page().graph(scopes=PAGE_SCOPES - {"pages_read_user_content"}))
    nothing_passes(row)
    found = told(row)
    assert found["permissions-complete"]["status"] == "fail"
    assert "pages_read_user_content" in found["permissions-complete"]["message"]
    assert found["credential-valid"]["status"] == "not_applicable"


def test_a_missing_deputy_is_not_our_access() -> None:
    """The owner reads what is missing, and nothing about an access that works."""
    people = FILE.replace(
        "[[accounts]]",
        '[people.jana]\nname = "Jana"\n[people.tom]\nname = "Tom"\n[[accounts]]\nowner = "jana"',
    )
    row, german, english, _ = reports(page().graph(), people)
    assert told(row)["owner-assigned"]["status"] == "warn"
    assert "Unser Zugang muss erneuert werden." not in german
    assert "Our access has to be renewed." not in english
    text = Path("reports/morgenrot/report.html").read_text("utf-8")
    assert "An unserem Zugang" not in text


def test_a_good_look_says_nothing_of_all_this() -> None:
    """The silent twin: everything is granted, everything is read."""
    with lab(page().graph()) as bench:
        assert access(bench.facebook()) == Access(never_expires=True, beyond=("adverts",))
    row, _, _, _ = reports(page().graph())
    assert {told(row)[check]["status"] for check in ROWS} == {"pass"}
    assert row["unavailable"] == []
