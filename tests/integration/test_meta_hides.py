"""What Meta's interfaces do not show by themselves: it is read where it lies, or named, and never taken for calm."""

from collections.abc import Callable
from typing import Any

import pytest

from account_health.checks import BY_ID
from account_health.judging.audit import audit
from account_health.memory.waiting import waiting
from account_health.model import (
    Conversation,
    NotOffered,
    Posts,
    Reason,
    Snapshot,
    Statements,
    Status,
    Unavailable,
)
from tests.builders import NOW, account, company
from tests.seen import access, reason, talk
from tests.simulator.gateway import json_reply
from tests.simulator.graph import Fault, Graph
from tests.simulator.graph_looks import lab
from tests.simulator.graph_world import ADVERT_SCOPES, PAGE_SCOPES, FacebookWorld, InstagramWorld

STEPS = ["debug_token", "111222333", "video_reels"]


def waits(snapshot: Snapshot, part: str = "comments") -> dict[str, str]:
    """Return what waits with its tone."""
    conversation = getattr(snapshot, part)
    assert isinstance(conversation, Conversation), conversation
    return {one.item.id: one.tone for one in waiting(conversation, frozenset()).items}


def gap(part: object) -> Reason | None:
    """Return why a part was not seen whole, None where it was."""
    if isinstance(part, Unavailable):
        return part.reason
    found = getattr(part, "gap", None)
    return found.reason if found else None


def asked(paths: list[str]) -> list[str]:
    """Return the last step of each path."""
    return [path.rpartition("/")[2] for path in paths]


def status(snapshot: Snapshot, check: str) -> tuple[Status, str]:
    """Return how a check judges a snapshot, and the sentence."""
    registered = account(id=snapshot.account, platform=snapshot.platform, url=snapshot.url)
    report = audit(snapshot, company(registered), registered, NOW, None)
    finding = next(one for one in report.findings if one.check == BY_ID[check].id)
    return finding.status, finding.message.text


# --- single photos of albums ------------------------------------------------------------------------


def test_a_complaint_below_a_single_photo_of_an_album_waits() -> None:
    """The post does not list it; one request more reads all photos, and only where the window holds an album."""
    page = FacebookWorld(NOW)
    album = page.album(1, 3)
    page.comment(page.photo(album, 2), 71, 2, "Das Brot ist schimmelig!")
    page.answer(page.comment(page.photo(album, 3), 72, 2, "Wann offen?"), 73, 1)
    with lab(page.graph()) as bench:
        snapshot = bench.facebook()
        assert asked(bench.paths) == [*STEPS, "photos"]
    assert waits(snapshot) == {"fb-102_71": "criticism"}
    assert gap(snapshot.comments) is None


@pytest.mark.parametrize("show", ["none", "one", "links"])
def test_without_an_album_nothing_more_is_asked(show: str) -> None:
    """A post without a picture, with one, or with several links has no comments elsewhere."""
    page = FacebookWorld(NOW)
    if show == "none":
        page.post(1, 3)
    else:
        album = page.album(1, 3, photos=1 if show == "one" else 3)
        for part in album.edges["attachments"][0].edges["subattachments"] * (show == "links"):
            part.fields["type"] = "share"
    with lab(page.graph()) as bench:
        bench.facebook()
        assert asked(bench.paths) == STEPS


def test_a_comment_that_stands_below_post_and_photo_is_one() -> None:
    """Some albums show the comments of their first photo as the post's own."""
    page = FacebookWorld(NOW)
    album = page.album(1, 3, first_shared=True)
    page.comment(album, 71, 2, "Wann habt ihr offen?")
    with lab(page.graph()) as bench:
        snapshot = bench.facebook()
    assert waits(snapshot) == {"fb-1_71": "question"}
    assert len(talk(snapshot).items) == 1


def test_comments_that_a_post_counts_and_its_photos_list_are_not_held_back() -> None:
    """Whether the post counts them among its own, nobody has verified: either way none is missing."""
    page = FacebookWorld(NOW)
    album = page.album(1, 3)
    page.comment(page.photo(album, 2), 71, 2, "Danke!")
    album.fields["_total"] = 1
    with lab(page.graph()) as bench:
        snapshot = bench.facebook()
    assert talk(snapshot).held_back == 0
    assert gap(snapshot.comments) is None


def test_photos_that_no_list_holds_are_asked_one_by_one() -> None:
    """A film of an album is no photo, and the list of photos may be gone altogether."""
    page = FacebookWorld(NOW)
    album = page.album(1, 3, photos=2)
    page.comment(page.photo(album, 2), 71, 2, "Wann habt ihr offen?")
    for change in ({("Page", "photos")}, set[tuple[str, str]]()):
        graph = page.graph()
        graph.gone = change
        if not change:
            page.page.edges["photos"].clear()
        with lab(graph) as bench:
            snapshot = bench.facebook()
            assert asked(bench.paths)[-2:] == ["101", "102"]
        assert waits(snapshot) == {"fb-102_71": "question"}
        assert gap(snapshot.comments) is None


def _refuse_photos(graph: Graph) -> None:
    graph.fail(200, where="/photos", status=403)


def _lose_photos(graph: Graph) -> None:
    graph.fail(100, 33, where="/101?")
    graph.fail(100, where="/photos")


def _many(graph: Graph) -> None:
    graph.fail(100, where="/photos")


@pytest.mark.parametrize(
    ("spoil", "photos", "why"),
    [
        (_refuse_photos, 3, Reason.ACCESS_DENIED),
        (_lose_photos, 3, Reason.ACCESS_DENIED),
        (_many, 6, Reason.CUT_OFF),
    ],
)
def test_photos_that_cannot_be_read_are_no_all_clear(
    spoil: Callable[[Graph], None], photos: int, why: Reason
) -> None:
    """Somebody may wait below them, so the comments are not called answered."""
    page = FacebookWorld(NOW)
    page.album(1, 3, photos=photos)
    graph = page.graph()
    spoil(graph)
    with lab(graph) as bench:
        snapshot = bench.facebook()
    assert gap(snapshot.comments) is why
    assert status(snapshot, "unanswered-comments")[0] is Status.UNKNOWN


def test_an_album_of_which_not_all_photos_are_named_is_a_gap() -> None:
    """The list of a post's parts has a next page."""
    page = FacebookWorld(NOW)
    page.album(1, 3, photos=30)
    with lab(page.graph()) as bench:
        assert gap(bench.facebook().comments) is Reason.CUT_OFF


# --- advertisements ---------------------------------------------------------------------------------


def test_comments_under_advertisements_are_read_where_that_is_permitted() -> None:
    """The fourth request; what stands under a post that is advertised is read once."""
    page = FacebookWorld(NOW)
    page.comment(page.advert(9, 30), 71, 2, "Nie wieder, alles kalt.")
    page.page.edges["ads_posts"].append(page.post(1, 3))
    page.album(2, 4)
    with lab(page.graph(scopes=PAGE_SCOPES | ADVERT_SCOPES)) as bench:
        snapshot = bench.facebook()
        assert sorted(asked(bench.paths)) == sorted([*STEPS, "photos", "ads_posts"])
    assert waits(snapshot) == {"fb-9_71": "criticism"}
    assert isinstance(snapshot.posts, Posts)
    assert len(snapshot.posts.items) == 2
    assert access(snapshot).beyond == ()


@pytest.mark.parametrize("code", [None, 10, 200, 190, 12, 100])
def test_advertisements_out_of_reach_are_named_and_cost_nothing(code: int | None) -> None:
    """No check needs the permission: without it, or where Facebook refuses all the same, a sentence says so."""
    page = FacebookWorld(NOW)
    page.comment(page.advert(9, 30), 71, 2, "Nie wieder, alles kalt.")
    page.post(1, 3)
    graph = page.graph(scopes=PAGE_SCOPES | (ADVERT_SCOPES if code else frozenset()))
    if code:
        graph.fail(code, where="/ads_posts")
    with lab(graph) as bench:
        snapshot = bench.facebook()
    assert gap(snapshot.comments) is None
    assert access(snapshot).problem is None
    assert access(snapshot).beyond == ("adverts",)
    told, said = status(snapshot, "data-complete")
    assert (told, "under advertisements" in said) == (Status.PASS, True)
    assert status(snapshot, "unanswered-comments")[0] is Status.PASS


def test_advertisements_that_could_not_be_read_this_time_are_a_gap() -> None:
    """Facebook is in trouble: somebody may wait there."""
    page = FacebookWorld(NOW)
    page.post(1, 3)
    graph = page.graph(scopes=PAGE_SCOPES | ADVERT_SCOPES)
    graph.fail(2, where="/ads_posts", status=500)
    with lab(graph) as bench:
        assert gap(bench.facebook().comments) is Reason.PLATFORM_UNAVAILABLE


def test_instagram_names_its_advertisements() -> None:
    """Its interface lists no comment under them to anybody."""
    shop = InstagramWorld(NOW)
    shop.medium(1, 3)
    with lab(shop.graph()) as bench:
        assert access(bench.instagram()).beyond == ("adverts",)


# --- private replies --------------------------------------------------------------------------------


@pytest.mark.parametrize("messages", ["on", "off"])
def test_a_complaint_that_was_answered_in_private_is_no_open_one(messages: str) -> None:
    """Only that one: who writes again below it waits. Whether messages are counted does not matter."""
    page = FacebookWorld(NOW)
    top = page.comment(
        page.post(1, 3), 71, 2, "Nie wieder, alles kalt.", private_reply_conversation={"id": "t_1"}
    )
    page.comment(top, 72, 1, "Bei mir auch, und keine Antwort!")
    with lab(page.graph()) as bench:
        snapshot = bench.facebook(checks=(("unread-messages", messages),))
    assert set(waits(snapshot)) == {"fb-1_72"}


def test_without_the_permission_nobody_asks_for_private_replies() -> None:
    """One field that is refused would refuse the whole Page; the complaint waits then."""
    page = FacebookWorld(NOW)
    page.comment(page.post(1, 3), 71, 2, "Nie wieder!", private_reply_conversation={"id": "t_1"})
    scopes = PAGE_SCOPES - {"pages_messaging", "pages_manage_metadata"}
    for tells in (True, False):
        graph = page.graph(scopes=scopes)
        graph.tells_itself = tells
        with lab(graph) as bench:
            snapshot = bench.facebook(
                secret=None if tells else {"access_token": "page-token"},
                checks=(("unread-messages", "off"),),
            )
            assert len(bench.requests) <= 4
        assert set(waits(snapshot)) == {"fb-1_71"}


# --- comments without words -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attachment", "words", "answer"),
    [
        ({"type": "photo"}, "", True),
        ({"type": "video_inline"}, "", True),
        ({"type": "something_new"}, "", True),
        ({"type": "photo"}, "Mega lecker 😍", False),
        ({"type": "photo"}, "Schimmel!", True),
        ({"type": "sticker"}, "", False),
        ({"type": "animated_image_share"}, "", False),
        (None, "", False),
    ],
)
def test_a_picture_without_words_waits_and_a_sticker_does_not(
    attachment: dict[str, str] | None, words: str, *, answer: bool
) -> None:
    """A photo may show mould on the bread; what somebody chose from a list says no more than an emoji."""
    page = FacebookWorld(NOW)
    page.comment(page.post(1, 3), 71, 2, words, attachment=attachment)
    with lab(page.graph()) as bench:
        snapshot = bench.facebook()
    assert bool(waits(snapshot)) == answer
    if answer and not words:
        assert waits(snapshot) == {"fb-1_71": "other"}


@pytest.mark.parametrize(("kind", "answer"), [("photo", True), ("sticker", False)])
def test_a_visitors_picture_without_words_waits(kind: str, *, answer: bool) -> None:
    """The same of a post on the Page."""
    page = FacebookWorld(NOW)
    visit = page.visitor(71, 2, "")
    visit.edges["attachments"] = [page.attachment(kind, "5")]
    with lab(page.graph()) as bench:
        assert bool(waits(bench.facebook(), "mentions")) == answer


# --- a biography ------------------------------------------------------------------------------------


def test_a_biography_states_facts() -> None:
    """Phone, mail and address in it may be wrong like anywhere else; what it does not name, it does not owe."""
    shop = InstagramWorld(NOW)
    shop.account.fields["biography"] = (
        "Brot seit 1911 📍Marktplatz 1, 80331 München\n☎ 089/1234567 · Fax: 089 7654321\n✉️ hallo(at)morgenrot.example @morgenrot"
    )
    with lab(shop.graph()) as bench:
        snapshot = bench.instagram()
    found = {
        part: [one.value for one in getattr(snapshot, part).items]
        for part in ("phones", "emails", "addresses")
    }
    assert found == {
        "phones": ["089/1234567"],
        "emails": ["hallo@morgenrot.example"],
        "addresses": ["Marktplatz 1, 80331 München"],
    }


def test_a_biography_without_them_owes_nothing() -> None:
    """Years, prices and hours are no numbers to call."""
    shop = InstagramWorld(NOW)
    shop.account.fields["biography"] = "Seit 1911. Mo-Fr 6:30-18:00, Brot ab 3,50 €. @tom.vogel #brot2026"
    with lab(shop.graph()) as bench:
        snapshot = bench.instagram()
    assert (snapshot.phones, snapshot.emails, snapshot.addresses) == (NotOffered(),) * 3
    assert isinstance(snapshot.descriptions, Statements)


# --- emptied lists ----------------------------------------------------------------------------------


def crowded(comments: int, posts: int = 3) -> FacebookWorld:
    """Return a Page whose newest post has comments."""
    page = FacebookWorld(NOW)
    for number in range(1, posts + 1):
        page.post(number, number + 1)
    for number in range(comments):
        page.comment(page.page.edges["published_posts"][0], 100 + number, 1, "Danke!")
    return page


@pytest.mark.parametrize(
    ("what", "part"), [("published_posts", "posts"), ("comments", "comments"), ("visitor_posts", "mentions")]
)
def test_a_list_that_was_full_and_is_empty_is_doubted_once(what: str, part: str) -> None:
    """Unreadable in that look; at the next one it is believed, and said once."""
    page = crowded(comments=5, posts=5)
    for number in range(5):
        page.visitor(60 + number, 4, "Danke!")
    graph = page.graph()
    with lab(graph) as bench:
        full = bench.facebook()
        graph.emptied = {what}
        first = bench.facebook(memory=full.memory)
        second = bench.facebook(memory=first.memory)
        third = bench.facebook(memory=second.memory)
    assert gap(getattr(full, part)) is None
    assert gap(getattr(first, part)) is Reason.EMPTIED
    assert access(first).emptied == ()
    if part != "posts":
        assert status(first, f"unanswered-{part}")[0] is Status.UNKNOWN
    assert gap(getattr(second, part)) is None
    assert [count for _, count in access(second).emptied] == [5]
    assert status(second, "data-complete")[0] is Status.WARN
    assert access(third).emptied == ()
    assert gap(getattr(third, part)) is None


def test_a_list_that_held_few_is_believed_at_once() -> None:
    """Four comments are soon deleted."""
    graph = crowded(comments=4, posts=4).graph()
    with lab(graph) as bench:
        full = bench.facebook()
        graph.emptied = {"comments"}
        assert gap(bench.facebook(memory=full.memory).comments) is None
        graph.emptied = {"published_posts"}
        assert gap(bench.facebook(memory=full.memory).posts) is None


def test_many_small_lists_that_are_empty_together_are_doubted() -> None:
    """An access that lost its footing empties them all: two comments below each post are eight together."""
    page = FacebookWorld(NOW)
    for number in range(1, 5):
        post = page.post(number, number + 1)
        for place in range(2):
            page.comment(post, 100 * number + place, 1, "Danke!")
    graph = page.graph()
    with lab(graph) as bench:
        full = bench.facebook()
        graph.emptied = {"comments"}
        first = bench.facebook(memory=full.memory)
        second = bench.facebook(memory=first.memory)
    assert gap(first.comments) is Reason.EMPTIED
    assert gap(second.comments) is None
    assert access(second).emptied == (("comments", 8),)


def test_a_list_that_is_full_again_was_only_in_trouble() -> None:
    """Nothing is said, and the next emptiness is doubted anew."""
    graph = crowded(comments=6).graph()
    with lab(graph) as bench:
        memory = bench.facebook().memory
        for _ in range(2):
            graph.emptied = {"comments"}
            doubted = bench.facebook(memory=memory)
            assert gap(doubted.comments) is Reason.EMPTIED
            graph.emptied = set()
            back = bench.facebook(memory=doubted.memory)
            assert (gap(back.comments), access(back).emptied) == (None, ())
            memory = back.memory


def test_a_list_that_could_not_be_read_is_remembered_as_it_was() -> None:
    """A refusal in between is no word about the list."""
    page = crowded(comments=60)
    graph = page.graph()
    with lab(graph) as bench:
        full = bench.facebook()
        graph.fail(2, where="111222333_1/comments", times=3, status=500)
        torn = bench.facebook(memory=full.memory)
        assert gap(torn.comments) is Reason.PLATFORM_UNAVAILABLE
        graph.emptied = {"comments"}
        assert gap(bench.facebook(memory=torn.memory).comments) is Reason.EMPTIED


@pytest.mark.parametrize("what", ["media", "comments", "tags"])
def test_instagrams_lists_are_doubted_once_too(what: str) -> None:
    """What Instagram itself counts differently is doubted for longer: its number of posts still stands."""
    shop = InstagramWorld(NOW)
    for number in range(1, 7):
        medium = shop.medium(number, number + 1)
        shop.comment(medium, number, 1, "Danke!")
        shop.tag(number, number, "Beim Bäcker")
    graph = shop.graph()
    part = {"media": "posts", "comments": "comments", "tags": "mentions"}[what]
    with lab(graph) as bench:
        full = bench.instagram()
        graph.emptied = {what}
        for medium in shop.account.edges["media"]:
            medium.fields["comments_count"] = 0
        first = bench.instagram(memory=full.memory)
        second = bench.instagram(memory=first.memory)
    assert gap(getattr(full, part)) is None
    assert gap(getattr(first, part)) is Reason.EMPTIED
    assert gap(getattr(second, part)) is (Reason.EMPTY if what == "media" else None)


@pytest.mark.parametrize(
    "memory", ["", "x", "[]", '{"lists": 3}', '{"lists": {"posts": [true]}}', "[" * 100_000]
)
def test_a_memory_that_cannot_be_read_is_none(memory: str) -> None:
    """It costs the doubt, never the look."""
    with lab(crowded(comments=5).graph()) as bench:
        assert gap(bench.facebook(memory=memory).comments) is None


def test_answers_that_are_gone_at_once_convict_nobody() -> None:
    """All replies of a Page or account vanish: who was answered is not called waiting, and nothing is well."""
    page, shop = FacebookWorld(NOW), InstagramWorld(NOW)
    post, medium = page.post(1, 3), shop.medium(1, 3)
    for number in range(6):
        page.answer(page.comment(post, 100 + number, 2, "Wann habt ihr offen?"), 200 + number, 1)
        comment = shop.comment(medium, 100 + number, 2, "Wann habt ihr offen?")
        shop.reply(medium, comment, 200 + number, 1, "Ab sechs")
    graph = shop.graph()
    with lab(graph) as bench:
        full = bench.instagram()
        graph.emptied = {"replies"}
        snapshot = bench.instagram(memory=full.memory)
    assert waits(snapshot) == {}
    assert gap(snapshot.comments) is Reason.EMPTIED
    with lab(page.graph()) as bench:
        full = bench.facebook()
        for comment in post.edges["comments"]:
            comment.edges["comments"] = []
            comment.fields["comment_count"] = 0
        snapshot = bench.facebook(memory=full.memory)
    assert waits(snapshot) == {}
    assert gap(snapshot.comments) is Reason.EMPTIED


def test_the_second_id_of_a_page_is_remembered() -> None:
    """Only its own posts tell it; in a look without them its answers below a visitor's post are ours all the same."""
    other: dict[str, Any] = {"from": {"id": "61550000000000", "name": "Bäckerei Morgenrot"}}
    page = FacebookWorld(NOW)
    for number in range(1, 7):
        page.post(number, number + 1, **other)
    page.answer(page.visitor(71, 2, "Gibt es Dinkelbrot?"), 72, 1, **other)
    graph = page.graph()
    with lab(graph) as bench:
        memory = bench.facebook().memory
        graph.emptied = {"published_posts"}
        assert waits(bench.facebook(memory=memory), "mentions") == {}


def test_another_registered_account_speaks_for_the_company() -> None:
    """A second Page or profile of the company answers as well as this one."""
    team: dict[str, Any] = {"from": {"id": "777", "name": "Team"}}
    shop, page = InstagramWorld(NOW), FacebookWorld(NOW)
    medium, post = shop.medium(1, 3), page.post(1, 3)
    shop.reply(
        medium,
        shop.comment(medium, 11, 2, "Wann habt ihr offen?"),
        12,
        1,
        "Ab sechs",
        username="Morgenrot_Team",
    )
    page.answer(page.comment(post, 11, 2, "Wann habt ihr offen?"), 12, 1, **team)
    for responders, waiting_now in (((), True), (("@morgenrot_team", "777"), False)):
        with lab(shop.graph()) as bench:
            assert bool(waits(bench.instagram(responders=responders))) == waiting_now
        with lab(page.graph()) as bench:
            assert bool(waits(bench.facebook(responders=responders))) == waiting_now


# --- answers of another shape -----------------------------------------------------------------------


def test_a_page_without_an_id_is_unreadable() -> None:
    """Whose data that is, nobody can say; no part of it is judged."""
    graph = crowded(comments=1).graph()
    graph.nameless = {"Page"}
    with lab(graph) as bench:
        snapshot = bench.facebook(username=None, page_id="111222333")
    for part in ("identity", "presence", "posts", "comments", "names", "access"):
        assert reason(snapshot, part) is Reason.UNREADABLE, part


@pytest.mark.parametrize("platform", ["facebook", "instagram"])
def test_a_full_page_that_names_no_next_one_is_asked_on(platform: str) -> None:
    """A cursor is all there is; who waits on the second page is found."""
    page, shop = FacebookWorld(NOW), InstagramWorld(NOW)
    post, medium = page.post(1, 3), shop.medium(1, 3)
    for number in range(80):
        page.comment(post, 100 + number, 2, "Wann habt ihr offen?")
        shop.comment(medium, 100 + number, 2, "Wann habt ihr offen?")
    graph = (page if platform == "facebook" else shop).graph()
    graph.says_next = False
    with lab(graph) as bench:
        snapshot = bench.facebook() if platform == "facebook" else bench.instagram()
    assert len(waits(snapshot)) == 80
    assert gap(snapshot.comments) is None


@pytest.mark.parametrize("platform", ["facebook", "instagram"])
def test_a_full_page_that_is_all_there_is_costs_nothing_more(platform: str) -> None:
    """The platform counts as many as it lists."""
    page, shop = FacebookWorld(NOW), InstagramWorld(NOW)
    post, medium = page.post(1, 3), shop.medium(1, 3)
    for number in range(50):
        page.comment(post, 100 + number, 2, "Danke!")
        shop.comment(medium, 100 + number, 2, "Danke!")
    graph = (page if platform == "facebook" else shop).graph()
    graph.says_next = False
    with lab(graph) as bench:
        snapshot = bench.facebook() if platform == "facebook" else bench.instagram()
        assert not [path for path in bench.paths if path.endswith("/comments")]
    assert gap(snapshot.comments) is None


def test_a_next_page_that_nobody_promised_and_that_shows_nothing_new_is_the_end() -> None:
    """Asked with the cursor, the platform may answer with the same page: that is no circle."""
    page = FacebookWorld(NOW)
    post = page.post(1, 3, _total=60)
    for number in range(50):
        page.comment(post, 100 + number, 2, "Danke!")
    graph = page.graph()
    graph.says_next = False
    with lab(graph) as bench:
        bench.facebook()
        same = {
            "data": [
                {"id": f"1_{100 + number}", "created_time": page.at(2), "message": "Danke!"}
                for number in range(50)
            ],
            "paging": {"cursors": {"after": "same"}},
        }
        graph.faults.append(Fault(json_reply(same), where="111222333_1/comments"))
        snapshot = bench.facebook()
    assert gap(snapshot.comments) is None
    assert len(talk(snapshot).items) == 50
    assert talk(snapshot).held_back == 10


@pytest.mark.parametrize("platform", ["facebook", "instagram"])
def test_what_is_listed_twice_is_one(platform: str) -> None:
    """The same post, medium, comment, visit and tag twice in a list: each counts once."""
    page, shop = FacebookWorld(NOW), InstagramWorld(NOW)
    page.comment(page.post(1, 3), 11, 2, "Wann habt ihr offen?")
    page.visitor(71, 2, "Gibt es Dinkelbrot?")
    shop.comment(shop.medium(1, 3), 11, 2, "Wann habt ihr offen?")
    shop.tag(1, 2, "Beim Bäcker")
    graph = (page if platform == "facebook" else shop).graph()
    graph.repeats = True
    with lab(graph) as bench:
        snapshot = bench.facebook() if platform == "facebook" else bench.instagram()
    assert isinstance(snapshot.posts, Posts)
    assert isinstance(snapshot.mentions, Conversation)
    assert (len(snapshot.posts.items), len(talk(snapshot).items), len(snapshot.mentions.items)) == (1, 1, 1)


def test_the_same_medium_under_two_ids_is_one() -> None:
    """What leads to the same address is the same post."""
    shop = InstagramWorld(NOW)
    for number in (1, 2):
        medium = shop.medium(number, 3, permalink="https://www.instagram.com/p/C1/")
        shop.comment(medium, 11, 2, "Wann habt ihr offen?")
    with lab(shop.graph()) as bench:
        snapshot = bench.instagram()
    assert isinstance(snapshot.posts, Posts)
    assert (len(snapshot.posts.items), len(talk(snapshot).items)) == (1, 1)


def test_nothing_is_asked_twice() -> None:
    """A Page with an album and adverts costs four requests, an account two, beside those about the token."""
    page, shop = FacebookWorld(NOW), InstagramWorld(NOW)
    page.album(1, 3)
    page.advert(2, 3)
    page.reel(3, 4)
    shop.medium(1, 3)
    shop.tag(1, 2, "Beim Bäcker")
    counts: dict[str, Any] = {}
    with lab(page.graph(scopes=PAGE_SCOPES | ADVERT_SCOPES)) as bench:
        bench.facebook(pinned_id="111222333")
        counts["page"] = len([path for path in bench.paths if not path.endswith("debug_token")])
    with lab(shop.graph()) as bench:
        bench.instagram(pinned_id=shop.account.id)
        counts["account"] = len([path for path in bench.paths if not path.endswith("debug_token")])
    assert counts == {"page": 4, "account": 2}
