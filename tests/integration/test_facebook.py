"""Looks at a simulated Facebook Page: few requests, everybody who waits, and never a false all-clear."""

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote

import pytest

from account_health.connectors.meta.facebook import OFFERS
from account_health.memory.waiting import waiting
from account_health.model import (
    Access,
    Conversation,
    Identity,
    Inbox,
    NotOffered,
    Posts,
    Presence,
    Reason,
    Results,
    Snapshot,
    Unavailable,
)
from tests.builders import NOW
from tests.seen import access, reason, talk
from tests.simulator.gateway import Reply, Request, json_reply
from tests.simulator.graph import Fault, Graph, GraphError, Token, usage_header
from tests.simulator.graph_looks import APP, lab
from tests.simulator.graph_world import PAGE_SCOPES, PAGE_TOKEN, FacebookWorld

ALWAYS = OFFERS - {"reviews"}
ON = (("unanswered-reviews", "on"),)


def world() -> FacebookWorld:
    """Return a Page with 25 posts, a few comments, a visitor and an unread message."""
    page = FacebookWorld(NOW)
    for number in range(1, 26):
        page.post(number, number)
    newest = page.page.edges["published_posts"][0]
    asked = page.comment(newest, 501, 0.9, "Habt ihr am Sonntag offen?")
    page.answer(asked, 502, 0.8)
    page.comment(newest, 503, 0.7, "Das Brot war schimmelig.")
    page.visitor(77, 5, "Gibt es Dinkelbrot?")
    page.conversation(1, 2, 3)
    page.conversation(2, 20, 0)
    return page


def waits(snapshot: Snapshot, part: str = "comments") -> list[str]:
    """Return the ids of what waits."""
    conversation = getattr(snapshot, part)
    assert isinstance(conversation, Conversation), conversation
    return [one.item.id for one in waiting(conversation, frozenset()).items]


def all_dark(snapshot: Snapshot, why: Reason, *, but: tuple[str, ...] = ("access",)) -> None:
    """Check that nothing was seen, all for one reason."""
    for part in ALWAYS - set(but):
        assert reason(snapshot, part) is why, part


def test_a_page_costs_two_requests_and_one_about_the_token() -> None:
    """Profile, 25 posts, comments, replies, visitors and messages in one; the reels in another; a first look follows the link."""
    with lab(world().graph()) as bench:
        snapshot = bench.facebook()
        assert bench.paths == ["/v26.0/debug_token", "/v26.0/111222333", "/v26.0/111222333/video_reels"]
        again = bench.facebook(memory=snapshot.memory)
    assert (snapshot.requests, again.requests) == (4, 3)
    assert waits(snapshot) == ["fb-1_503"]
    assert waits(snapshot, "mentions") == ["fb-111222333_77"]
    assert isinstance(snapshot.posts, Posts)
    assert len(snapshot.posts.items) == 25
    assert isinstance(snapshot.inbox, Inbox)
    assert snapshot.inbox.unread == 3
    for part in ALWAYS:
        assert not isinstance(getattr(snapshot, part), Unavailable | NotOffered), part
        assert getattr(snapshot, part).gap is None, part


def test_no_token_stands_in_an_address_or_a_snapshot() -> None:
    """Tokens travel in headers; only the question about a token has to name it."""
    with lab(world().graph()) as bench:
        snapshot = bench.facebook()
        for request in bench.requests[1:]:
            assert PAGE_TOKEN not in request.url
            assert request.headers["authorization"] == f"Bearer {PAGE_TOKEN}"
            assert "access_token" not in request.query["fields"]
    assert PAGE_TOKEN not in str(snapshot)


def test_the_newest_post_may_be_a_reel() -> None:
    """Reels do not stand among the posts, so the age is the newest of both, and their comments count."""
    page = FacebookWorld(NOW)
    page.post(1, 90)
    reel = page.reel(900, 2)
    page.comment(reel, 60, 1, "Wann gibt es das wieder?")
    with lab(page.graph()) as bench:
        snapshot = bench.facebook()
    assert isinstance(snapshot.posts, Posts)
    assert snapshot.posts.items[0].at == NOW - timedelta(days=2)
    assert waits(snapshot) == ["fb-900_60"]


@pytest.mark.parametrize("code", [12, 100, 2500])
def test_reels_that_nobody_can_read_are_no_gap(code: int) -> None:
    """One document says that reels cannot be read at all: then that is Facebook's design and no fault of ours."""
    graph = world().graph()
    graph.fail(code, where="video_reels")
    with lab(graph) as bench:
        snapshot = bench.facebook()
    assert isinstance(snapshot.posts, Posts)
    assert snapshot.posts.gap is None
    assert talk(snapshot).gap is None


def test_reels_that_could_not_be_read_this_time_are_a_gap() -> None:
    """The newest post may be among them, and somebody who waits too."""
    graph = world().graph()
    graph.fail(2, where="video_reels", status=500)
    with lab(graph) as bench:
        snapshot = bench.facebook()
    assert isinstance(snapshot.posts, Posts)
    assert snapshot.posts.gap is not None
    assert talk(snapshot).gap is not None


def test_hundreds_of_comments_and_replies_are_all_read() -> None:
    """Nested pages are followed where there is a next one, and only there."""
    page = FacebookWorld(NOW)
    newest = page.post(1, 3)
    for number in range(120):
        page.comment(newest, 1000 + number, 2, f"Frage {number}: wie lange habt ihr offen?")
    first = newest.edges["comments"][0]
    for number in range(60):
        page.comment(first, 3000 + number, 1.5, f"Das frage ich mich auch, {number}?")
    page.answer(first, 3999, 1)
    with lab(page.graph()) as bench:
        snapshot = bench.facebook()
        assert len(bench.requests) <= 7
    items = talk(snapshot).items
    assert len(items) == 181
    assert len({item.id for item in items}) == 181
    assert len(waits(snapshot)) == 119
    assert talk(snapshot).gap is None


def test_more_than_a_thousand_comments_are_a_gap() -> None:
    """What is cut off may hide somebody who waits, so it is said."""
    page = FacebookWorld(NOW)
    newest = page.post(1, 3)
    for number in range(1100):
        page.comment(newest, 10000 + number, 2, "Wie lange habt ihr offen?")
    with lab(page.graph()) as bench:
        snapshot = bench.facebook()
    assert 1000 <= len(talk(snapshot).items) <= 1050
    assert talk(snapshot).gap is not None
    assert talk(snapshot).gap.reason is Reason.CUT_OFF  # type: ignore[union-attr] # checked above


@pytest.mark.parametrize("empty", ["data", "absent", "list"])
def test_an_empty_list_is_empty_however_it_is_written(empty: str) -> None:
    """Which form Facebook sends today, nobody has verified."""
    page = FacebookWorld(NOW)
    page.post(1, 3)
    graph = page.graph()
    graph.empty = empty
    with lab(graph) as bench:
        snapshot = bench.facebook()
    assert talk(snapshot).items == ()
    assert talk(snapshot).gap is None
    assert isinstance(snapshot.mentions, Conversation)


def test_short_pages_of_posts_are_completed() -> None:
    """A page may be shorter than asked for and still have a next one; some lists page by time."""
    graph = world().graph()
    graph.page_cap = 10
    graph.time_paging = {"published_posts"}
    with lab(graph) as bench:
        snapshot = bench.facebook()
    assert isinstance(snapshot.posts, Posts)
    assert len(snapshot.posts.items) == 25
    assert waits(snapshot) == ["fb-1_503"]


def test_what_needs_no_answer_and_what_does() -> None:
    """Hidden, private, liked, own and answered comments do not wait; who asks again does."""
    page = FacebookWorld(NOW)
    newest = page.post(1, 9)
    page.comment(newest, 1, 5, "Wann offen?", is_hidden=True)
    page.comment(newest, 2, 5, "Wann offen?", is_private=True)
    page.comment(newest, 3, 5, "Wann offen?", user_likes=True)
    page.answer(newest, 4, 5, "Wir haben offen.")
    page.answer(page.comment(newest, 5, 5, "Wann offen?"), 6, 4)
    again = page.comment(newest, 7, 5, "Wann offen?")
    page.answer(again, 8, 4)
    page.comment(again, 9, 3, "Und sonntags?")
    with lab(page.graph()) as bench:
        assert waits(bench.facebook()) == ["fb-1_9"]


def test_strangers_without_a_name_are_not_us() -> None:
    """With standard access Facebook names only the Page itself; what nobody signed waits."""
    graph = world().graph()
    graph.strangers_named = False
    with lab(graph) as bench:
        snapshot = bench.facebook()
    assert waits(snapshot) == ["fb-1_503"]
    assert [item.author for item in talk(snapshot).items if not item.ours] == ["", ""]


def test_the_other_id_under_which_a_new_page_writes_is_ours() -> None:
    """The author of the Page's own posts is the Page, even where that id is another one."""
    page = FacebookWorld(NOW)
    other: dict[str, Any] = {"from": {"id": "61550000000000", "name": "Bäckerei Morgenrot"}}
    newest = page.post(1, 3, **other)
    page.comment(page.comment(newest, 5, 2, "Wann offen?"), 6, 1, "Ab 6 Uhr", **other)
    with lab(page.graph()) as bench:
        assert waits(bench.facebook()) == []


@pytest.mark.parametrize("written", ["5001", "1_5001"])
def test_ids_of_comments_are_the_same_in_both_forms(written: str) -> None:
    """Facebook gives `98765` or `<post>_98765`; what a person marks as done must stay marked."""
    page = FacebookWorld(NOW)
    page.comment(page.post(1, 3), 5001, 2, "Wann offen?", id=written)
    with lab(page.graph()) as bench:
        assert waits(bench.facebook()) == ["fb-1_5001"]


def test_an_answer_below_a_visitors_post_answers_it() -> None:
    """And whoever asks there after the answer waits again; old posts are outside the window."""
    page = FacebookWorld(NOW)
    page.answer(page.visitor(71, 5, "Gibt es Dinkelbrot?"), 72, 4)
    later = page.visitor(73, 5, "Gibt es Roggenbrot?")
    page.answer(later, 74, 4)
    page.comment(later, 75, 3, "Auch am Sonntag?")
    page.visitor(76, 91, "Gibt es noch Platz?")
    with lab(page.graph()) as bench:
        assert waits(bench.facebook(), "mentions") == ["fb-73_75"]


def test_an_old_visitors_post_between_new_ones_does_not_end_the_reading() -> None:
    """Somebody who asks on the next page is found all the same."""
    page = FacebookWorld(NOW)
    page.visitor(71, 5, "Danke!")
    page.visitor(72, 200, "Danke!")
    for number in range(30):
        page.visitor(100 + number, 6, "Danke!")
    page.visitor(73, 7, "Gibt es Dinkelbrot?")
    with lab(page.graph()) as bench:
        assert waits(bench.facebook(), "mentions") == ["fb-111222333_73"]


def test_a_visitors_post_with_an_impossible_date_waits_and_ends_no_reading() -> None:
    """A date of 1970 is a missing one: neither old, nor a sign that all that follows is."""
    page = FacebookWorld(NOW)
    for number in range(30):
        page.visitor(100 + number, 6, "Danke!")
    page.visitor(71, 20_781, "Gibt es Roggenbrot?")
    page.visitor(72, 5, "Gibt es Dinkelbrot?")
    with lab(page.graph()) as bench:
        snapshot = bench.facebook()
    assert waits(snapshot, "mentions") == ["fb-111222333_71", "fb-111222333_72"]


def test_a_picture_without_words_is_a_comment_all_the_same() -> None:
    """Stickers, GIFs and photos come without `message`; nothing breaks and nobody has to answer them."""
    page = FacebookWorld(NOW)
    comment = page.comment(page.post(1, 3), 5, 2, "")
    comment.fields.pop("message")
    with lab(page.graph()) as bench:
        snapshot = bench.facebook()
    assert [item.text for item in talk(snapshot).items] == [""]


def test_signed_addresses_of_pictures_are_not_kept() -> None:
    """They expire and change every day; only whether there is a picture is of use."""
    with lab(world().graph()) as bench:
        assert "scontent" not in str(bench.facebook())


# --- access -----------------------------------------------------------------------------------------


def test_without_a_credential_nothing_is_known() -> None:
    """Every part says where the credential belongs."""
    with lab(world().graph()) as bench:
        snapshot = bench.facebook(secret={})
        shared = bench.facebook(secret={}, credential="shared/agency-meta")
        empty = bench.facebook(secret={"access_token": "  "})
        assert bench.requests == ()
    all_dark(snapshot, Reason.CREDENTIAL_MISSING, but=())
    assert snapshot.access == Unavailable(
        Reason.CREDENTIAL_MISSING,
        "no credential at /account-health/morgenrot/facebook: docs/facebook.md says how to get one",
    )
    assert isinstance(shared.access, Unavailable)
    assert shared.access.detail.startswith("no credential at /account-health/_shared/agency-meta:")
    all_dark(empty, Reason.CREDENTIAL_MISSING, but=())


@pytest.mark.parametrize("tells", [True, False])
@pytest.mark.parametrize("app", [True, False])
@pytest.mark.parametrize(
    ("subcode", "problem"),
    [(None, "revoked"), (458, "revoked"), (459, "needs_person"), (460, "revoked"), (463, "expired"), (464, "needs_person"), (467, "revoked"), (492, "no_role")],
)  # fmt: skip
def test_a_dead_token_looks_dead(subcode: int | None, problem: str, *, app: bool, tells: bool) -> None:
    """However it died and whoever asks about it: no part is seen, and the access says why."""
    graph = world().graph()
    graph.tokens[PAGE_TOKEN].dead = (190, subcode)
    graph.tells_itself = tells
    with lab(graph) as bench:
        snapshot = bench.facebook(secret={"access_token": PAGE_TOKEN, **(APP if app else {})})
    assert access(snapshot).problem == problem
    all_dark(snapshot, Reason.CREDENTIAL_REFUSED)


def test_deadlines_of_a_token() -> None:
    """A Page token that never expires still loses its data after a while; the nearer end counts."""
    graph = world().graph()
    ends = datetime(2027, 1, 10, tzinfo=UTC)
    graph.tokens[PAGE_TOKEN].data_access_expires_at = int(ends.timestamp())
    with lab(graph) as bench:
        assert access(bench.facebook()).expires_at == ends
        assert not access(bench.facebook()).never_expires
        graph.tokens[PAGE_TOKEN].data_access_expires_at = 0
        assert access(bench.facebook()) == Access(never_expires=True, beyond=("adverts",))
        graph.tokens[PAGE_TOKEN].data_access_expires_at = int((NOW - timedelta(days=1)).timestamp())
        assert access(bench.facebook()).problem == "expired"


def user_graph(kind: str, *roles: str, page: FacebookWorld | None = None) -> Graph:
    """Return a platform where the stored token is a person's or a system user's."""
    graph = (page or world()).graph(token="unused")
    graph.tokens[PAGE_TOKEN] = Token(kind, "5005", PAGE_SCOPES, roles=roles)
    return graph


@pytest.mark.parametrize("tells", [True, False])
@pytest.mark.parametrize("kind", ["USER", "SYSTEM_USER"])
def test_a_shared_token_is_turned_into_the_pages_own(kind: str, *, tells: bool) -> None:
    """With a role on the Page it gets the Page's token, for this look only."""
    graph = user_graph(kind, "111222333")
    graph.tells_itself = tells
    with lab(graph) as bench:
        snapshot = bench.facebook(secret={"access_token": PAGE_TOKEN} if not tells else None)
        assert bench.requests[-1].headers["authorization"] == "Bearer page-token-of-111222333"
    assert waits(snapshot) == ["fb-1_503"]
    assert "page-token-of" not in str(snapshot)


def test_a_page_is_found_among_the_users_pages() -> None:
    """Where its name cannot be asked for directly, the list of the person's Pages has it."""
    graph = user_graph("USER", "111222333")
    graph.aliases.clear()
    with lab(graph) as bench:
        assert waits(bench.facebook()) == ["fb-1_503"]
        assert "/v26.0/me/accounts" in bench.paths


@pytest.mark.parametrize("tells", [True, False])
@pytest.mark.parametrize("kind", ["USER", "SYSTEM_USER", "APP"])
def test_a_persons_token_never_gives_nothing_waits(kind: str, *, tells: bool) -> None:
    """Facebook answers a person's token with empty lists and HTTP 200: that is unknown and never an all-clear."""
    graph = user_graph(kind)
    graph.tells_itself = tells
    with lab(graph) as bench:
        snapshot = bench.facebook(secret={"access_token": PAGE_TOKEN, **(APP if tells else {})})
    assert access(snapshot).problem == "wrong_kind"
    all_dark(snapshot, Reason.CREDENTIAL_REFUSED)


def test_empty_comments_that_facebook_itself_counts_are_unknown() -> None:
    """`{"data": []}` beside a count of four: something holds all of them back from this access."""
    page = FacebookWorld(NOW)
    page.post(1, 3, _total=4)
    with lab(page.graph()) as bench:
        assert reason(bench.facebook(), "comments") is Reason.ACCESS_DENIED


@pytest.mark.parametrize(("counted", "seen"), [(9, False), (5, False), (4, True)])
def test_a_whole_list_that_is_counted_and_not_listed_is_no_calm(counted: int, *, seen: bool) -> None:
    """One post counts many comments and lists none, although comments of another post are listed."""
    page = FacebookWorld(NOW)
    page.comment(page.post(1, 3), 5, 2, "Wann offen?")
    page.post(2, 4, _total=counted)
    with lab(page.graph()) as bench:
        assert (talk(bench.facebook()).gap is None) is seen


def test_single_comments_that_facebook_holds_back_are_named() -> None:
    """Of deleted and restricted people: counted, not judged."""
    page = FacebookWorld(NOW)
    newest = page.post(1, 3, _total=4)
    page.comment(newest, 5, 2, "Wann offen?")
    with lab(page.graph()) as bench:
        snapshot = bench.facebook()
    assert talk(snapshot).held_back == 3
    assert talk(snapshot).gap is None


def test_a_token_of_another_page_is_refused() -> None:
    """Nobody is judged by a stranger's comments."""
    graph = world().graph()
    other = FacebookWorld(NOW, page_id="999", username="konditorei.abendrot")
    graph.add(other.page)
    graph.tokens["other"] = Token("PAGE", "999", PAGE_SCOPES)
    with lab(graph) as bench:
        by_name = bench.facebook(secret={"access_token": "other", **APP})
        by_pin = bench.facebook(secret={"access_token": "other", **APP}, pinned_id="111222333", username=None)
        by_id = bench.facebook(secret={"access_token": "other", **APP}, page_id="111222333", username=None)
    for snapshot in (by_name, by_pin, by_id):
        assert access(snapshot).problem == "wrong_account"
        all_dark(snapshot, Reason.CREDENTIAL_REFUSED)


@pytest.mark.parametrize("spelt", ["baeckereimorgenrot", "Baeckerei.Morgenrot", "BAECKEREI.MORGENROT"])
def test_an_address_may_spell_the_page_differently(spelt: str) -> None:
    """Facebook ignores case and dots in names."""
    with lab(world().graph()) as bench:
        snapshot = bench.facebook(username=spelt)
        assert len(bench.requests) == 3
    assert snapshot.identity == Identity(
        id="111222333", handle="baeckerei.morgenrot", name="Bäckerei Morgenrot"
    )


def test_an_address_is_resolved_once_and_then_pinned() -> None:
    """A Page that was renamed is the same Page under its pinned id."""
    graph = world().graph()
    graph.aliases["alter.name"] = "111222333"
    with lab(graph) as bench:
        first = bench.facebook(username="alter.name")
        assert isinstance(first.identity, Identity)
        graph.aliases.pop("alter.name")
        second = bench.facebook(username="alter.name", pinned_id=first.identity.id)
        assert waits(second) == ["fb-1_503"]
        assert access(bench.facebook(username="alter.name")).problem == "wrong_account"


@pytest.mark.parametrize(
    ("scope", "parts"),
    [
        ("pages_read_user_content", ("comments", "mentions")),
        ("pages_messaging", ("inbox",)),
        ("pages_manage_metadata", ("inbox",)),
        ("pages_show_list", ()),
    ],
)
@pytest.mark.parametrize("tells", [True, False])
def test_a_missing_permission_costs_its_parts_only(
    scope: str, parts: tuple[str, ...], *, tells: bool
) -> None:
    """The rest is seen, the permission is named, and nothing is asked that is known to be refused."""
    graph = world().graph(scopes=PAGE_SCOPES - {scope})
    graph.tells_itself = tells
    with lab(graph) as bench:
        snapshot = bench.facebook(secret={"access_token": PAGE_TOKEN, **(APP if tells else {})})
        if tells:
            assert len(bench.requests) == 3
    for part in ALWAYS - {"access"}:
        assert isinstance(getattr(snapshot, part), Unavailable) == (part in parts), part
    for part in parts:
        assert reason(snapshot, part) is Reason.ACCESS_DENIED
    assert access(snapshot).problem is None
    if tells:
        assert access(snapshot).missing == (scope,)
    elif parts:
        assert access(snapshot).missing


def test_a_permission_for_other_pages_only_is_missing() -> None:
    """Permissions may be limited to single Pages."""
    graph = world().graph()
    graph.tokens[PAGE_TOKEN].granular = {"pages_read_user_content": ["999"], "pages_messaging": ["111222333"]}
    with lab(graph) as bench:
        snapshot = bench.facebook()
    assert access(snapshot).missing == ("pages_read_user_content",)
    assert reason(snapshot, "comments") is Reason.ACCESS_DENIED


def test_without_the_permission_to_read_the_page_nothing_is_seen() -> None:
    """And the access names the permission."""
    with lab(world().graph(scopes=frozenset({"pages_show_list"}))) as bench:
        snapshot = bench.facebook()
    assert "pages_read_engagement" in access(snapshot).missing
    all_dark(snapshot, Reason.ACCESS_DENIED)


def test_messages_may_be_left_alone() -> None:
    """Whoever does not want them counted needs no permission for them."""
    with lab(world().graph(scopes=PAGE_SCOPES - {"pages_messaging", "pages_manage_metadata"})) as bench:
        snapshot = bench.facebook(checks=(("unread-messages", "off"),))
    assert snapshot.inbox == NotOffered()
    assert access(snapshot).missing == ()


def test_the_app_secret_is_proven_per_token() -> None:
    """An app that demands proofs gets one for the shared token and another for the Page's."""
    graph = user_graph("SYSTEM_USER", "111222333")
    graph.wants_proof = True
    with lab(graph) as bench:
        assert waits(bench.facebook()) == ["fb-1_503"]
        proofs = {request.query.get("appsecret_proof") for request in bench.requests[1:]}
    assert len(proofs) == 2
    assert None not in proofs


def test_a_wrong_app_secret_is_told_as_that() -> None:
    """The token is fine, what is stored beside it is not."""
    with lab(world().graph()) as bench:
        snapshot = bench.facebook(secret={"access_token": PAGE_TOKEN, "app_id": "1", "app_secret": "wrong"})
    assert access(snapshot).problem == "wrong_app"


def test_another_version_than_asked_for_is_told() -> None:
    """Facebook runs expired versions on another one without a word."""
    graph = world().graph()
    graph.runs_version = "v25.0"
    with lab(graph) as bench:
        assert access(bench.facebook()).version == "v25.0"


# --- errors -----------------------------------------------------------------------------------------


def test_too_much_data_is_asked_for_in_smaller_pieces() -> None:
    """Limits are halved and the rest is paged, so that nothing is lost."""
    graph = world().graph()
    graph.most_cells = 8_000
    with lab(graph) as bench:
        snapshot = bench.facebook()
    assert isinstance(snapshot.posts, Posts)
    assert len(snapshot.posts.items) == 25
    assert waits(snapshot) == ["fb-1_503"]
    assert talk(snapshot).gap is None


@pytest.mark.parametrize(
    ("kind", "field", "parts"),
    [
        ("Page", "impressum", {"imprint", "wording"}),
        ("Page", "hours", {"hours"}),
        ("Comment", "from", {"comments", "mentions"}),
        ("Page", "visitor_posts", {"mentions"}),
        ("Page", "conversations", {"inbox"}),
        ("PagePost", "status_type", {"posts"}),
        ("PagePost", "parent_id", {"posts"}),
        ("PagePost", "story", set()),
    ],
)
def test_an_unknown_field_is_our_fault_and_costs_its_part(kind: str, field: str, parts: set[str]) -> None:
    """It is left out, the rest is read again at once, and the report blames us and not the Page."""
    graph = world().graph()
    graph.gone = {(kind, field)}
    with lab(graph) as bench:
        snapshot = bench.facebook()
    for part in ALWAYS:
        assert isinstance(getattr(snapshot, part), Unavailable) == (part in parts), part
    for part in parts:
        assert reason(snapshot, part) is Reason.NOT_AUDITED


def test_comments_without_likes_can_be_used_with_a_gap() -> None:
    """A lost softening field does not make the rest unreadable."""
    graph = world().graph()
    graph.gone = {("Comment", "user_likes")}
    with lab(graph) as bench:
        snapshot = bench.facebook()
    assert waits(snapshot) == ["fb-1_503"]
    assert talk(snapshot).gap is not None


@pytest.mark.parametrize("code", [4, 17, 32, 613, 80001])
@pytest.mark.parametrize("where", ["debug_token", "/111222333"])
def test_a_rate_limit_stops_the_look_and_says_until_when(code: int, where: str) -> None:
    """Not one further request, and the report says when it goes on."""
    graph = world().graph()
    graph.faults.append(
        Fault(GraphError(code, is_transient=True), where, headers=tuple(usage_header(100, 42).items()))
    )
    with lab(graph) as bench:
        snapshot = bench.facebook()
        assert len(bench.requests) == (1 if where == "debug_token" else 2)
    all_dark(snapshot, Reason.RATE_LIMITED, but=())
    assert isinstance(snapshot.access, Unavailable)
    assert "42 minutes" in snapshot.access.detail


def test_a_rate_limit_between_pages_keeps_what_was_read() -> None:
    """What is known already convicts; it does not acquit."""
    page = FacebookWorld(NOW)
    newest = page.post(1, 3)
    for number in range(80):
        page.comment(newest, 1000 + number, 2, "Wann habt ihr offen?")
    graph = page.graph()
    graph.fail(80001, where="/comments?")
    with lab(graph) as bench:
        snapshot = bench.facebook()
    assert len(talk(snapshot).items) == 50
    assert talk(snapshot).gap is not None
    assert talk(snapshot).gap.reason is Reason.RATE_LIMITED  # type: ignore[union-attr] # checked above


@pytest.mark.parametrize(
    ("code", "subcode", "why"),
    [
        (2, None, Reason.PLATFORM_UNAVAILABLE),
        (100, 33, Reason.ACCESS_DENIED),
        (803, None, Reason.NOT_FOUND),
        (2500, None, Reason.NOT_AUDITED),
        (10, None, Reason.ACCESS_DENIED),
        (368, None, Reason.CREDENTIAL_REFUSED),
        (1705, None, Reason.CREDENTIAL_REFUSED),
    ],
)
@pytest.mark.parametrize("status", [200, 400, 500])
def test_an_error_of_the_page_is_a_reason_and_no_exception(
    code: int, subcode: int | None, why: Reason, status: int
) -> None:
    """Whatever the HTTP status: nothing is seen, nothing is an all-clear."""
    graph = world().graph()
    graph.fail(code, subcode, where="/v26.0/111222333", status=status)
    with lab(graph) as bench:
        snapshot = bench.facebook()
    all_dark(snapshot, why, but=("access", "presence"))


def test_a_page_that_is_gone_is_not_public() -> None:
    """Nothing has this id any more."""
    graph = world().graph()
    graph.fail(803, where="/v26.0/111222333")
    with lab(graph) as bench:
        assert bench.facebook().presence == Presence(problem="gone")


@pytest.mark.parametrize(
    "body",
    [[], "x", {"id": 5}, {"published_posts": {"data": [None, 3, {}]}}, {"hours": 3, "emails": [None]}, {}],
)
def test_nonsense_is_no_exception(body: object) -> None:
    """Whatever the JSON looks like, the look ends with a snapshot."""
    graph = world().graph()
    graph.faults.append(Fault(json_reply(body), where="/v26.0/111222333?"))
    with lab(graph) as bench:
        snapshot = bench.facebook()
    assert {one.name for one in fields(snapshot)} >= OFFERS


@pytest.mark.parametrize(
    ("missing", "part"),
    [("id", "posts"), ("id", "comments"), ("created_time", "mentions"), ("id", "mentions")],
)
def test_a_post_without_an_id_or_a_time_is_a_gap(missing: str, part: str) -> None:
    """Somebody may wait below it, or have written it: nobody knows, so nothing is an all-clear."""
    page = FacebookWorld(NOW)
    spoilt = page.visitor(71, 5, "Danke!") if part == "mentions" else page.post(1, 3)
    page.post(2, 4)
    with lab(page.graph()) as bench:
        bench.gateway.add("graph.facebook.com", without(page.graph(), spoilt.id, missing))
        snapshot = bench.facebook()
    assert getattr(snapshot, part).gap is not None
    assert getattr(snapshot, part).gap.reason is Reason.UNREADABLE


def without(graph: Graph, named: str, missing: str) -> Callable[[Request], Reply]:
    """Return the platform with one key left out of the thing of this id, wherever it stands in an answer."""

    def spoil(value: Any) -> Any:
        if isinstance(value, dict):
            kept = {key: spoil(inside) for key, inside in value.items()}
            return {key: kept[key] for key in kept if value.get("id") != named or key != missing}
        return [spoil(one) for one in value] if isinstance(value, list) else value

    return lambda request: json_reply(spoil(json.loads(graph(request).body)))


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ({"published_posts": {"data": [None]}}, ("posts", "comments")),
        ({"published_posts": "none"}, ("posts", "comments")),
        ({"published_posts": {"data": {"id": "1"}}}, ("posts", "comments")),
        ({"visitor_posts": {"data": [3]}}, ("mentions",)),
        ({"visitor_posts": 3}, ("mentions",)),
        ({"published_posts": {"data": [{"id": "1_1", "comments": {"data": [None]}}]}}, ("comments",)),
    ],
)
def test_a_list_that_cannot_be_read_is_a_gap_and_not_empty(
    body: dict[str, Any], parts: tuple[str, ...]
) -> None:
    """An entry that is no object may be somebody who waits."""
    graph = world().graph()
    graph.faults.append(Fault(json_reply({"id": "111222333", **body}), where="/v26.0/111222333?"))
    with lab(graph) as bench:
        snapshot = bench.facebook()
    for part in parts:
        assert getattr(snapshot, part).gap is not None, part


@pytest.mark.parametrize("body", [{}, {"data": None}, {"error": "try later"}, {"data": "x"}])
@pytest.mark.parametrize("where", ["video_reels", "/comments?"])
def test_an_answer_without_its_list_is_no_empty_list(where: str, body: dict[str, Any]) -> None:
    """A page of comments, or the reels, that say nothing with HTTP 200: what was not seen is not there."""
    page = FacebookWorld(NOW)
    newest = page.post(1, 3)
    for number in range(80):
        page.comment(newest, 1000 + number, 2, "Danke!")
    graph = page.graph()
    graph.faults.append(Fault(json_reply(body), where=where))
    with lab(graph) as bench:
        snapshot = bench.facebook()
    assert talk(snapshot).gap is not None


def test_no_field_is_asked_for_that_facebook_took_away() -> None:
    """Statistics that ended, fields that New Pages do not have, and parameters of old versions."""
    with lab(world().graph()) as bench:
        bench.facebook()
        asked = " ".join(unquote(request.url) for request in bench.requests)
    for gone in (
        "insights",
        "page_fans",
        "current_location",
        "genre",
        "network",
        "parking",
        "start_info",
        "settings",
    ):
        assert gone not in asked
    for parameter in ("ids=", "pretty=", "debug=", "date_format=", "metadata="):
        assert f"?{parameter}" not in asked
        assert f"&{parameter}" not in asked


# --- ratings ----------------------------------------------------------------------------------------


def test_ratings_are_read_only_where_switched_on() -> None:
    """Facebook announced their end, so they are off by default."""
    page = world()
    story = page.rating(800, 5, "Sehr gutes Brot, aber wann habt ihr offen?")
    page.rating(801, 4, "Nie wieder.", "negative")
    page.answer(story, 802, 4)
    with lab(page.graph()) as bench:
        assert bench.facebook().reviews == NotOffered()
        snapshot = bench.facebook(checks=ON)
        assert len(bench.requests) == 3 + 4
    assert waits(snapshot, "reviews") == ["fb-111222333_801"]


def test_ratings_that_facebook_does_not_offer_any_more_do_not_apply() -> None:
    """Code 12: nobody can read them."""
    graph = world().graph()
    graph.fail(12, where="/ratings")
    with lab(graph) as bench:
        assert bench.facebook(checks=ON).reviews == NotOffered()


def test_ratings_without_permission_are_unknown() -> None:
    """A permission error is no "does not apply"."""
    with lab(world().graph(scopes=PAGE_SCOPES - {"pages_read_user_content"})) as bench:
        assert reason(bench.facebook(checks=ON), "reviews") is Reason.ACCESS_DENIED


def test_followers_are_told_where_facebook_counts_them() -> None:
    """A field that is gone costs nothing: nothing is judged by it, and nobody hears of it."""
    made = world()
    made.page.fields["followers_count"] = 812
    graph = made.graph()
    with lab(graph) as bench:
        assert bench.facebook().results == Results(followers=812)
    graph.gone = {("Page", "followers_count")}
    with lab(graph) as bench:
        snapshot = bench.facebook()
    assert snapshot.results == Results()
    assert access(snapshot).dropped == ()
