"""Looks at a simulated Instagram account in both flavours, and the renewal of an Instagram Login token."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from account_health.connectors.meta.graph.errors import TokenRefusedError
from account_health.connectors.meta.instagram import OFFERS
from account_health.connectors.meta.instagram_login import Renewed, merged, refresh, state_of
from account_health.memory.waiting import waiting
from account_health.model import (
    Conversation,
    Identity,
    LegalPage,
    NotOffered,
    Posts,
    Presence,
    Reason,
    Results,
    Snapshot,
    Unavailable,
    Upkeep,
)
from account_health.model.errors import CollectError, CredentialMissingError, UnreadableAnswerError
from account_health.storage import Secret
from tests.builders import NOW
from tests.seen import access, reason, talk
from tests.simulator.gateway import json_reply
from tests.simulator.graph import Fault, Graph, GraphError, Token, usage_header
from tests.simulator.graph_looks import APP, Lab, lab
from tests.simulator.graph_world import INSTAGRAM_SCOPES, INSTAGRAM_TOKEN, LOGIN_SCOPES, InstagramWorld, stamp

ALWAYS = OFFERS - {"imprint", "phones", "emails", "addresses", "destinations"}
LOGINS = ("facebook", "instagram")
PLAIN = {"access_token": INSTAGRAM_TOKEN}


def world(login: str = "facebook") -> InstagramWorld:
    """Return an account with two posts, an answered comment, one that waits, and two tags."""
    made = InstagramWorld(NOW, login)
    newest = made.medium(1, 2, "Neues Brot\nmit Dinkel", alt_text="Ein Laib Brot")
    made.medium(2, 9, is_comment_enabled=False)
    asked = made.comment(newest, 11, 1.9, "Habt ihr am Sonntag offen?")
    made.reply(newest, asked, 12, 1.8, "Ja, ab acht!")
    made.comment(newest, 13, 1.5, "Das Brot war schimmelig.")
    made.tag(21, 3, "Frühstück bei @morgenrot")
    made.tag(22, 120, "Alt")
    return made


def waits(snapshot: Snapshot) -> list[str]:
    """Return the ids of the comments that wait."""
    return [one.item.id for one in waiting(talk(snapshot), frozenset()).items]


def look(bench: Lab, login: str, **changes: Any) -> Snapshot:
    """Look in one flavour."""
    return bench.instagram(**({"login": login, "secret": PLAIN if login == "instagram" else None} | changes))


@pytest.mark.parametrize("login", LOGINS)
def test_both_flavours_see_the_same(login: str) -> None:
    """Profile, posts, comments with replies, and tags, in one request."""
    with lab(world(login).graph()) as bench:
        snapshot = look(bench, login, pinned_id="17841400000000001")
        media = [path for path in bench.paths if "debug_token" not in path]
        assert len(media) == 1
    assert waits(snapshot) == ["ig-18013"]
    assert isinstance(snapshot.posts, Posts)
    assert [post.title for post in snapshot.posts.items] == ["Neues Brot", "Frisch"]
    assert isinstance(snapshot.mentions, Conversation)
    assert [item.id for item in snapshot.mentions.items] == ["ig-179921"]
    assert snapshot.mentions.counted_only
    assert snapshot.identity == Identity(
        id="17841400000000001", handle="morgenrot", name="Bäckerei Morgenrot"
    )
    assert snapshot.upkeep == Upkeep(comments_disabled=0.5, hidden_comments=0, alt_texts=0.5)
    assert snapshot.imprint == LegalPage(
        "https://www.baeckerei-morgenrot.example/impressum", answers=True, clicks=1
    )
    for part in ALWAYS:
        assert not isinstance(getattr(snapshot, part), Unavailable | NotOffered), part


def test_the_first_look_finds_the_account_behind_its_page() -> None:
    """One request more, until the id is pinned; a Page's own token finds it too."""
    graph = world().graph()
    graph.tokens["page"] = Token("PAGE", "111222333", INSTAGRAM_SCOPES)
    with lab(graph) as bench:
        assert waits(bench.instagram()) == ["ig-18013"]
        assert bench.paths[1] == "/v26.0/me/accounts"
        assert waits(bench.instagram(secret={"access_token": "page", **APP})) == ["ig-18013"]
        assert bench.paths[-2:] == ["/v26.0/111222333", "/v26.0/17841400000000001"]
        graph.tells_itself = False
        assert waits(bench.instagram(secret={"access_token": "page"})) == ["ig-18013"]


def test_the_token_is_in_no_address() -> None:
    """Also on Instagram's own host."""
    with lab(world("instagram").graph()) as bench:
        snapshot = look(bench, "instagram")
        for request in bench.requests:
            assert request.host == "graph.instagram.com"
            assert INSTAGRAM_TOKEN not in request.url
    assert INSTAGRAM_TOKEN not in str(snapshot)


@pytest.mark.parametrize("login", LOGINS)
def test_an_account_may_be_wrapped_in_a_list(login: str) -> None:
    """The documents show it that way for Instagram Login."""
    graph = world(login).graph()
    graph.wrapped_me = True
    with lab(graph) as bench:
        assert waits(look(bench, login)) == ["ig-18013"]


@pytest.mark.parametrize("login", LOGINS)
@pytest.mark.parametrize("anonymous", [True, False])
def test_without_the_comment_permission_comments_are_unknown(login: str, *, anonymous: bool) -> None:
    """Refused, or shown without names: either way nobody can say who waits, and it is never zero."""
    scope = "instagram_manage_comments" if login == "facebook" else "instagram_business_manage_comments"
    scopes = (INSTAGRAM_SCOPES if login == "facebook" else LOGIN_SCOPES) - {scope}
    graph = world(login).graph(scopes=scopes)
    graph.anonymous_comments = anonymous
    graph.tells_itself = False
    with lab(graph) as bench:
        for secret in (PLAIN, {**PLAIN, **APP} if login == "facebook" else PLAIN):
            snapshot = look(bench, login, secret=secret)
            assert snapshot.comments == Unavailable(Reason.ACCESS_DENIED, scope)
            assert scope in access(snapshot).missing
            assert isinstance(snapshot.posts, Posts)


def test_names_that_are_missing_everywhere_are_a_missing_permission() -> None:
    """Comments without any author cannot be told from our own."""
    made = world("instagram")
    for medium in made.account.edges["media"]:
        for comment in medium.edges["comments"]:
            for one in (comment, *comment.edges["replies"]):
                one.fields = {name: one.fields[name] for name in ("timestamp", "text")}
    with lab(made.graph()) as bench:
        assert reason(look(bench, "instagram"), "comments") is Reason.ACCESS_DENIED


def test_all_comments_held_back_are_unknown_unless_the_permission_is_proven() -> None:
    """Instagram Login does not tell its permissions: a count beside an empty list proves nothing."""
    for login, known in (("instagram", False), ("facebook", True)):
        made = InstagramWorld(NOW, login)
        made.medium(1, 2, comments_count=3)
        with lab(made.graph()) as bench:
            snapshot = look(bench, login)
        if known:
            assert talk(snapshot).held_back == 3
            assert talk(snapshot).gap is None
        else:
            assert reason(snapshot, "comments") is Reason.ACCESS_DENIED


@pytest.mark.parametrize(("counted", "seen"), [(8, False), (5, False), (4, True), (1, True)])
def test_a_whole_list_that_is_counted_and_not_shown_is_no_calm(counted: int, *, seen: bool) -> None:
    """Restricted people hold back one or another comment, not all of many; other media are listed (diwenne/openreply#64)."""
    made = world()
    made.medium(99, 2, comments_count=counted)
    with lab(made.graph()) as bench:
        snapshot = bench.instagram()
    assert (talk(snapshot).gap is None) is seen


def test_what_instagram_holds_back_is_named_and_not_judged() -> None:
    """Comments of restricted accounts are counted for the public and shown to no program."""
    made = world()
    made.account.edges["media"][0].fields["comments_count"] += 2
    with lab(made.graph()) as bench:
        snapshot = bench.instagram()
    assert talk(snapshot).held_back == 2
    assert talk(snapshot).gap is None
    assert waits(snapshot) == ["ig-18013"]


def test_a_host_that_takes_no_header_can_be_told_the_token_in_the_query() -> None:
    """Nobody has verified that graph.instagram.com takes the header: one word beside the token, and all else as ever."""
    graph = world("instagram").graph()
    graph.header_counts = False
    graph.page_cap = 10
    with lab(graph) as bench:
        assert access(look(bench, "instagram")).problem == "revoked"
        assert not [request for request in bench.requests if INSTAGRAM_TOKEN in request.url]
        switched = {**PLAIN, "token_in": "query"}
        snapshot = look(bench, "instagram", secret=switched)
        assert "authorization" not in bench.requests[-1].headers
        renewed = refresh(Secret(switched), bench.network.fetcher(), NOW)
    assert waits(snapshot) == ["ig-18013"]
    assert talk(snapshot).gap is None
    assert INSTAGRAM_TOKEN not in str(snapshot)
    assert renewed.values["token_in"] == "query"


def test_through_facebook_the_token_stays_in_the_header() -> None:
    """There the header is known to work, so no word beside a token puts it into an address."""
    with lab(world().graph()) as bench:
        snapshot = bench.instagram(secret={**PLAIN, **APP, "token_in": "query"})
        assert not [
            one for one in bench.requests if INSTAGRAM_TOKEN in one.url and "debug_token" not in one.url
        ]
    assert waits(snapshot) == ["ig-18013"]


def test_an_account_that_shows_no_post_and_counts_none_is_unknown() -> None:
    """Neither a post nor a number of them: a new account says zero, and this one says nothing."""
    made = InstagramWorld(NOW)
    made.account.fields.pop("media_count")
    with lab(made.graph()) as bench:
        snapshot = bench.instagram()
    assert reason(snapshot, "posts") is Reason.EMPTY
    assert reason(snapshot, "comments") is Reason.EMPTY


@pytest.mark.parametrize(("field", "dark"), [("media_product_type", "posts"), ("comments_count", None)])
def test_without_a_field_that_a_judgement_rests_on_there_is_none(field: str, dark: str | None) -> None:
    """An advertisement would prove life, and nobody would know whether comments are held back."""
    graph = world().graph()
    graph.gone = {("IGMedia", field)}
    with lab(graph) as bench:
        snapshot = bench.instagram()
    if dark:
        assert reason(snapshot, dark) is Reason.NOT_AUDITED
    else:
        assert talk(snapshot).gap is not None
    assert access(snapshot).dropped == (field,)


def test_signed_addresses_of_pictures_are_not_kept_of_instagram() -> None:
    """They expire and change every day; only whether there is a picture is of use."""
    made = world()
    made.account.fields["profile_picture_url"] = "https://scontent.example/p.jpg?oh=1&oe=2"
    with lab(made.graph()) as bench:
        assert "scontent" not in str(bench.instagram())


def test_old_comments_below_a_post_that_is_closed_for_comments_are_not_held_back() -> None:
    """The public is not shown them either, however many Instagram counts."""
    made = world()
    made.medium(50, 60, comments_count=40, is_comment_enabled=False)
    with lab(made.graph()) as bench:
        snapshot = bench.instagram()
    assert talk(snapshot).held_back == 0
    assert talk(snapshot).gap is None


@pytest.mark.parametrize("keep", ["username", "user", "from"])
def test_our_own_replies_are_known_by_any_sign(keep: str) -> None:
    """The handle in any case, the `user` that only we get, or our id."""
    made = world()
    newest = made.account.edges["media"][0]
    reply = newest.edges["comments"][0].edges["replies"][0]
    signs: dict[str, Any] = {"username": "MorgenRot", "user": {"id": "5"}, "from": {"id": made.account.id}}
    reply.fields = {"timestamp": reply.fields["timestamp"], "text": "Ja", keep: signs[keep]}
    with lab(made.graph()) as bench:
        assert waits(bench.instagram()) == ["ig-18013"]


def test_hundreds_of_comments_and_replies_are_all_read() -> None:
    """Fifty a page is the most that Instagram gives."""
    made = InstagramWorld(NOW)
    newest = made.medium(1, 5)
    for number in range(120):
        made.comment(newest, 1000 + number, 3, "Wann habt ihr offen?")
    first = newest.edges["comments"][0]
    for number in range(60):
        made.reply(newest, first, 3000 + number, 2.5, "Ich auch?", username="tom.vogel")
    made.reply(newest, first, 3999, 1, "Ab acht!")
    with lab(made.graph()) as bench:
        snapshot = bench.instagram(pinned_id="17841400000000001")
        assert len(bench.requests) == 2 + 2 + 1
    assert len(talk(snapshot).items) == 181
    assert len(waits(snapshot)) == 119
    assert talk(snapshot).held_back == 0


def test_tags_end_with_an_empty_page() -> None:
    """They never say `next`, and all of the last 90 days are read."""
    made = InstagramWorld(NOW)
    made.medium(1, 2)
    for number in range(60):
        made.tag(100 + number, 1 + number, "Lecker")
    with lab(made.graph()) as bench:
        snapshot = bench.instagram(pinned_id="17841400000000001")
        assert len(bench.requests) == 5
    assert isinstance(snapshot.mentions, Conversation)
    assert len(snapshot.mentions.items) == 60
    assert snapshot.mentions.gap is None


def test_advertisements_are_no_posts_and_hidden_comments_do_not_wait() -> None:
    """A promoted picture says nothing about how alive an account is."""
    made = InstagramWorld(NOW)
    newest = made.medium(1, 1, media_product_type="AD")
    made.medium(2, 20, media_product_type="REELS")
    made.comment(newest, 5, 1, "Wann offen?", hidden=True)
    with lab(made.graph()) as bench:
        snapshot = bench.instagram()
    assert isinstance(snapshot.posts, Posts)
    assert [post.id for post in snapshot.posts.items] == ["17892"]
    assert waits(snapshot) == []
    assert isinstance(snapshot.upkeep, Upkeep)
    assert snapshot.upkeep.hidden_comments == 1


@pytest.mark.parametrize("login", LOGINS)
def test_posts_that_are_counted_and_not_shown_are_unknown(login: str) -> None:
    """An empty list beside a count of nine is no silent channel."""
    made = InstagramWorld(NOW, login)
    made.account.fields["media_count"] = 9
    with lab(made.graph()) as bench:
        snapshot = look(bench, login)
    assert reason(snapshot, "posts") is Reason.EMPTY
    assert reason(snapshot, "comments") is Reason.EMPTY


def test_fields_that_instagram_login_never_promised_are_no_fault() -> None:
    """Biography and website are in its specification and not in its documents."""
    graph = world("instagram").graph()
    graph.gone = {("IGUserOnly", "biography"), ("IGUserOnly", "website")}
    with lab(graph) as bench:
        snapshot = look(bench, "instagram")
    assert snapshot.descriptions == snapshot.websites == snapshot.texts == NotOffered()
    assert waits(snapshot) == ["ig-18013"]


def test_a_field_that_is_gone_is_our_fault() -> None:
    """With Facebook Login the same fields are promised."""
    graph = world().graph()
    graph.gone = {("IGUser", "biography")}
    with lab(graph) as bench:
        snapshot = bench.instagram()
    assert reason(snapshot, "descriptions") is Reason.NOT_AUDITED
    assert waits(snapshot) == ["ig-18013"]


@pytest.mark.parametrize("login", LOGINS)
def test_without_a_credential_nothing_is_known(login: str) -> None:
    """Every part says where the credential belongs."""
    with lab(world(login).graph()) as bench:
        snapshot = look(bench, login, secret={})
        assert bench.requests == ()
    for part in ALWAYS:
        assert reason(snapshot, part) is Reason.CREDENTIAL_MISSING, part


@pytest.mark.parametrize("login", LOGINS)
@pytest.mark.parametrize(
    ("subcode", "problem"), [(None, "revoked"), (460, "revoked"), (463, "expired"), (459, "needs_person")]
)
def test_a_dead_token_looks_dead(login: str, subcode: int | None, problem: str) -> None:
    """In both flavours, with the reason."""
    graph = world(login).graph()
    graph.tokens[INSTAGRAM_TOKEN].dead = (190, subcode)
    with lab(graph) as bench:
        snapshot = look(bench, login)
    assert access(snapshot).problem == problem
    for part in ALWAYS - {"access"}:
        assert reason(snapshot, part) is Reason.CREDENTIAL_REFUSED, part


@pytest.mark.parametrize("login", LOGINS)
def test_a_token_of_another_account_is_refused(login: str) -> None:
    """Nobody is judged by a stranger's comments."""
    with lab(world(login).graph()) as bench:
        snapshot = look(bench, login, username="abendrot")
    assert access(snapshot).problem == "wrong_account"
    assert reason(snapshot, "comments") is Reason.CREDENTIAL_REFUSED


@pytest.mark.parametrize("login", LOGINS)
def test_a_renamed_account_stays_the_same_under_its_pinned_id(login: str) -> None:
    """What changed is told by the identity; the same name in other letters is no change."""
    with lab(world(login).graph()) as bench:
        snapshot = look(bench, login, username="alter.name", pinned_id="17841400000000001")
        same = look(bench, login, username="Morgenrot", pinned_id="17841400000000001")
    assert waits(snapshot) == ["ig-18013"]
    assert isinstance(snapshot.identity, Identity)
    assert (snapshot.identity.handle, snapshot.identity.was) == ("morgenrot", "alter.name")
    assert isinstance(same.identity, Identity)
    assert same.identity.was is None


def test_the_end_of_a_login_token_is_what_the_renewal_noted() -> None:
    """Instagram itself does not tell."""
    ends = (NOW + timedelta(days=20)).replace(microsecond=0)
    noted = {**PLAIN, "expires_at": ends.strftime("%Y-%m-%dT%H:%M:%SZ")}
    over = {**PLAIN, "expires_at": "2026-11-01T00:00:00Z"}
    with lab(world("instagram").graph()) as bench:
        assert access(look(bench, "instagram")).expires_at is None
        assert access(look(bench, "instagram", secret=noted)).expires_at == ends
        assert access(look(bench, "instagram", secret=over)).problem == "expired"


@pytest.mark.parametrize("login", LOGINS)
@pytest.mark.parametrize(
    ("code", "subcode", "why"),
    [
        (2, None, Reason.PLATFORM_UNAVAILABLE),
        (80002, None, Reason.RATE_LIMITED),
        (9009, None, Reason.NOT_FOUND),
        (100, 33, Reason.ACCESS_DENIED),
        (10, None, Reason.ACCESS_DENIED),
        (2500, None, Reason.NOT_AUDITED),
    ],
)
def test_errors_are_reasons_and_no_exceptions(
    login: str, code: int, subcode: int | None, why: Reason
) -> None:
    """Nothing is seen, nothing is an all-clear."""
    graph = world(login).graph()
    graph.faults.append(
        Fault(GraphError(code, subcode), "fields=", headers=tuple(usage_header(99, 7).items()))
    )
    with lab(graph) as bench:
        snapshot = look(bench, login, pinned_id="17841400000000001")
    for part in ALWAYS - {"access", "presence"}:
        assert reason(snapshot, part) is why, part
    if code == 9009:
        assert snapshot.presence == Presence(problem="gone")


@pytest.mark.parametrize(
    "body", [[], {}, {"data": []}, {"id": "1"}, {"id": "1", "media": 3}, {"id": "1", "media": {"data": [{}]}}]
)
def test_nonsense_is_no_exception(body: object) -> None:
    """Whatever the JSON looks like, the look ends with a snapshot."""
    graph = world("instagram").graph()
    graph.faults.append(Fault(json_reply(body)))
    with lab(graph) as bench:
        snapshot = look(bench, "instagram", username=None)
    assert not isinstance(snapshot.comments, NotOffered)


# --- renewal ----------------------------------------------------------------------------------------


@pytest.fixture
def renewing() -> Iterator[tuple[Graph, Lab]]:
    """A platform with a token that can be renewed."""
    graph = world("instagram").graph()
    with lab(graph) as bench:
        yield graph, bench


def written(days: float) -> str:
    """Return a time as a credential notes it."""
    return (NOW + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, "due"),
        ({"expires_at": written(31)}, "fresh"),
        ({"expires_at": written(29)}, "due"),
        ({"expires_at": written(0.1)}, "due"),
        ({"expires_at": written(0)}, "dead"),
        ({"expires_at": written(-3)}, "dead"),
        ({"expires_at": written(20), "issued_at": written(-0.5)}, "fresh"),
        ({"expires_at": "bald"}, "due"),
    ],
)
def test_when_a_token_is_renewed(values: dict[str, str], state: str) -> None:
    """With a month left, never on its first day, and never once it is dead."""
    assert state_of(Secret({**PLAIN, **values}), NOW) == state


@pytest.mark.parametrize("header", [True, False])
def test_a_token_is_renewed_and_checked(renewing: tuple[Graph, Lab], *, header: bool) -> None:
    """The new token was used once before anybody stores it; what else was stored is kept."""
    graph, bench = renewing
    graph.header_renews = header
    secret = Secret({**PLAIN, "note": "kept"})
    renewed = refresh(secret, bench.network.fetcher(), NOW, account="17841400000000001")
    assert isinstance(renewed, Renewed)
    assert renewed.values["access_token"] == INSTAGRAM_TOKEN + "+"
    assert renewed.values["note"] == "kept"
    assert renewed.values["expires_at"] == written(5183944 / 86400)
    assert state_of(Secret(renewed.values), NOW + timedelta(days=2)) == "fresh"
    assert state_of(Secret(renewed.values), NOW + timedelta(days=40)) == "due"
    assert renewed.account == "17841400000000001"
    assert secret.values["access_token"] == INSTAGRAM_TOKEN
    assert INSTAGRAM_TOKEN not in repr(renewed)
    if header:
        assert all(INSTAGRAM_TOKEN not in request.url for request in bench.requests)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"access_token": ""},
        {"access_token": "  ", "expires_in": 5},
        {"access_token": None, "expires_in": 5},
        {"access_token": "x"},
        {"access_token": "x", "expires_in": 0},
        {"access_token": "x", "expires_in": -5},
        {"access_token": "x", "expires_in": "5183944"},
        {"access_token": "x", "expires_in": 10**12},
        {"access_token": ["x"], "expires_in": 5183944},
    ],
)
def test_an_empty_answer_never_becomes_a_credential(
    renewing: tuple[Graph, Lab], answer: dict[str, Any]
) -> None:
    """A lost token is lost for good: whatever is odd changes nothing."""
    graph, bench = renewing
    graph.renewed = lambda _: answer
    with pytest.raises(UnreadableAnswerError):
        refresh(Secret(PLAIN), bench.network.fetcher(), NOW)
    with pytest.raises(UnreadableAnswerError):
        merged(Secret(PLAIN), answer, NOW)


def test_a_strangers_token_never_becomes_a_credential(renewing: tuple[Graph, Lab]) -> None:
    """Not even where Instagram itself mixes them up; and not where the stored one was a stranger's already."""
    graph, bench = renewing
    other = InstagramWorld(NOW, "instagram", "17841499999999999", "abendrot")
    other.account.id = other.account.owner = "2600000000000002"
    graph.add(other.account)
    graph.tokens["foreign"] = Token("INSTAGRAM", other.account.id, LOGIN_SCOPES)
    with pytest.raises(TokenRefusedError) as pinned:
        refresh(Secret(PLAIN), bench.network.fetcher(), NOW, account="17841499999999999")
    graph.renewed = lambda _: {"access_token": "foreign", "expires_in": 5183944}
    with pytest.raises(TokenRefusedError) as mixed:
        refresh(Secret(PLAIN), bench.network.fetcher(), NOW)
    assert pinned.value.problem == mixed.value.problem == "wrong_account"


def test_a_new_token_that_does_not_work_is_not_stored(renewing: tuple[Graph, Lab]) -> None:
    """The old one still does."""
    graph, bench = renewing
    graph.renewed = lambda _: {"access_token": "unknown", "expires_in": 5183944}
    with pytest.raises(TokenRefusedError):
        refresh(Secret(PLAIN), bench.network.fetcher(), NOW)


@pytest.mark.parametrize("code", [2, 4, 190])
def test_a_renewal_that_fails_says_so(renewing: tuple[Graph, Lab], code: int) -> None:
    """Every failure is one of our errors, and nothing was changed."""
    graph, bench = renewing
    graph.fail(code, where="refresh_access_token")
    with pytest.raises(CollectError):
        refresh(Secret(PLAIN), bench.network.fetcher(), NOW)


def test_a_login_error_of_instagram_is_a_refusal(renewing: tuple[Graph, Lab]) -> None:
    """Its login addresses have errors of another shape."""
    graph, bench = renewing
    body = {"error_type": "OAuthException", "code": 400, "error_message": "Invalid token"}
    graph.faults.append(Fault(json_reply(body, 400), "refresh_access_token"))
    with pytest.raises(TokenRefusedError):
        refresh(Secret(PLAIN), bench.network.fetcher(), NOW)


def test_nothing_stored_is_nothing_to_renew(renewing: tuple[Graph, Lab]) -> None:
    """And no request is made."""
    _, bench = renewing
    with pytest.raises(CredentialMissingError):
        refresh(Secret({"access_token": " "}), bench.network.fetcher(), NOW)
    assert bench.requests == ()


def test_ten_renewals_at_once_all_give_a_whole_credential(renewing: tuple[Graph, Lab]) -> None:
    """Whichever is stored in the end, it is a token of the account; the store's condition picks one."""
    _, bench = renewing
    with ThreadPoolExecutor(10) as pool:
        found = list(pool.map(lambda _: refresh(Secret(PLAIN), bench.network.fetcher(), NOW), range(10)))
    assert all(one.values["access_token"] == INSTAGRAM_TOKEN + "+" for one in found)
    assert {one.account for one in found} == {"17841400000000001"}
    assert stamp(found[0].expires_at) > stamp(NOW)


@pytest.mark.parametrize("login", ["facebook", "instagram"])
def test_followers_are_told_where_instagram_counts_them(login: str) -> None:
    """A field that is gone costs nothing: nothing is judged by it, and nobody hears of it."""
    made = InstagramWorld(NOW, login)
    made.account.fields["followers_count"] = 812
    graph = made.graph()
    with lab(graph) as bench:
        assert bench.instagram(login=login).results == Results(followers=812)
    graph.gone = {(made.account.kind, "followers_count")}
    with lab(graph) as bench:
        snapshot = bench.instagram(login=login)
    assert snapshot.results == Results()
    assert access(snapshot).dropped == ()
