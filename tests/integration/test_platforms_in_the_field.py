"""What people met on Facebook, Instagram and Google, rebuilt small: each kind with variants, and a silent twin."""

import pytest

from account_health.judging.audit import audit
from account_health.model import AccountReport, Conversation, Posts, Reason, Snapshot, Status, Unavailable
from account_health.storage.jsons import to_json
from tests.builders import NOW, account, company, days_ago
from tests.simulator.gateway import Reply
from tests.simulator.google_api import GoogleApis
from tests.simulator.google_locations import post, quiet, review
from tests.simulator.google_looks import google_account, google_lab
from tests.simulator.graph import Fault
from tests.simulator.graph_looks import lab
from tests.simulator.graph_world import FacebookWorld, InstagramWorld

COMPLAINT = "Das Brot war steinhart."
SORRY = "Sorry, something went wrong"
PAGE_OF_HTML = f"<!doctype html><html><title>{SORRY}</title><script>alert(1)</script></html>".encode()
WINDOW = 25


def report(snapshot: Snapshot) -> AccountReport:
    """Return what is said of an account."""
    registered = account(id=snapshot.account, platform=snapshot.platform, url=snapshot.url)
    return audit(snapshot, company(registered), registered, NOW, None)


def status(snapshot: Snapshot, check: str) -> Status:
    """Return how a check came out."""
    return next(one.status for one in report(snapshot).findings if one.check == check)


def waiting(snapshot: Snapshot) -> set[str]:
    """Return the ids of what waits."""
    return {one.id for one in report(snapshot).open_items}


@pytest.mark.parametrize("code", [200, 500, 502, 503])
@pytest.mark.parametrize("platform", ["facebook", "instagram"])
def test_a_page_of_html_is_the_platforms_trouble(platform: str, code: int) -> None:
    """Asked three times where a server fails; nothing is well, and no word of the page reaches the report."""
    world = FacebookWorld(NOW) if platform == "facebook" else InstagramWorld(NOW)
    graph = world.graph()
    graph.faults.append(
        Fault(
            Reply(status=code, body=PAGE_OF_HTML, headers=(("Content-Type", "text/html"),)), where="fields=id"
        )
    )
    with lab(graph) as bench:
        seen = bench.facebook() if platform == "facebook" else bench.instagram()
    gap = seen.comments
    assert isinstance(gap, Unavailable)
    assert gap.reason in (Reason.PLATFORM_UNAVAILABLE, Reason.UNREADABLE)
    assert report(seen).score is None
    assert status(seen, "unanswered-criticism") is Status.UNKNOWN
    told = str(to_json(report(seen))) + str(to_json(seen))
    assert SORRY not in told
    assert "<script" not in told


@pytest.mark.parametrize("platform", ["facebook", "instagram"])
def test_two_pages_of_html_and_then_an_answer_are_a_whole_look(platform: str) -> None:
    """The silent twin."""
    world = FacebookWorld(NOW) if platform == "facebook" else InstagramWorld(NOW)
    graph = world.graph()
    graph.faults.append(
        Fault(
            Reply(status=502, body=PAGE_OF_HTML, headers=(("Content-Type", "text/html"),)),
            where="fields=id",
            times=2,
        )
    )
    with lab(graph) as bench:
        seen = bench.facebook() if platform == "facebook" else bench.instagram()
    assert status(seen, "data-complete") is Status.PASS


@pytest.mark.parametrize("older", [1, 8])
@pytest.mark.parametrize("platform", ["facebook", "instagram"])
def test_a_fresh_complaint_below_an_old_post_is_told_or_the_window_is(platform: str, older: int) -> None:
    """It stands below a post that is not among the newest 25; the report says how far it looked, or tells it."""
    seen, item = looked_below(platform, WINDOW + older)
    words = to_json(report(seen)).decode()
    assert item in waiting(seen) or "25" in words


@pytest.mark.parametrize("platform", ["facebook", "instagram"])
def test_a_fresh_complaint_below_the_oldest_post_of_the_window_is_told(platform: str) -> None:
    """The silent twin: nothing is cut, and nothing is said of a window."""
    seen, item = looked_below(platform, WINDOW)
    assert waiting(seen) == {item}
    assert status(seen, "data-complete") is Status.PASS


def looked_below(platform: str, place: int) -> tuple[Snapshot, str]:
    """Return a look at an account with a complaint of yesterday below its so manieth newest post, and its id."""
    if platform == "facebook":
        page = FacebookWorld(NOW)
        posts = [page.post(100 + number, 1 + 2 * number) for number in range(place)]
        page.comment(posts[-1], 7, 1, COMPLAINT)
        with lab(page.graph()) as bench:
            return bench.facebook(), f"fb-{100 + place - 1}_7"
    profile = InstagramWorld(NOW)
    media = [profile.medium(100 + number, 1 + 2 * number) for number in range(place)]
    comment = profile.comment(media[-1], 7, 1, COMPLAINT)
    with lab(profile.graph()) as bench:
        return bench.instagram(), f"ig-{comment.id}"


@pytest.mark.parametrize("words", ["", " ", "\u200b"])
def test_a_comment_that_is_only_an_animation_needs_no_answer_on_instagram(words: str) -> None:
    """Instagram gives no attachment and no words; a question mark beside it is a question."""
    world = InstagramWorld(NOW)
    medium = world.medium(1, 3)
    world.comment(medium, 11, 2, words)
    asked = world.comment(medium, 12, 2, "?")
    with lab(world.graph()) as bench:
        seen = bench.instagram()
    assert waiting(seen) == {f"ig-{asked.id}"}
    assert report(seen).no_answer_needed == 1


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_complaint_whose_author_is_gone_waits_beside_the_others_on_instagram(place: int) -> None:
    """Neither `username` nor `from`, wherever it stands in the list; who has an answer of ours has one."""
    world = InstagramWorld(NOW)
    medium = world.medium(1, 9)
    comments = [world.comment(medium, 11 + number, 8, COMPLAINT, f"gast_{number}") for number in range(3)]
    gone = comments[place]
    del gone.fields["username"]
    del gone.fields["from"]
    answered = comments[(place + 1) % 3]
    world.reply(medium, answered, 30, 2, "Das tut uns leid.")
    with lab(world.graph()) as bench:
        seen = bench.instagram()
    assert isinstance(seen.comments, Conversation)
    assert waiting(seen) == {f"ig-{one.id}" for one in comments if one is not answered}
    assert {one.author for one in seen.comments.items if one.id == f"ig-{gone.id}"} == {""}


@pytest.mark.parametrize(
    ("stars", "words", "waits"),
    [
        ("STAR_RATING_UNSPECIFIED", COMPLAINT, True),
        ("SIX", COMPLAINT, True),
        (None, COMPLAINT, True),
        ("STAR_RATING_UNSPECIFIED", "", False),
        (None, "", False),
        ("ONE", "", True),
        ("FIVE", "", False),
    ],
)
def test_a_google_review_without_known_stars_waits_for_its_words(
    stars: str | None,
    words: str,
    waits: bool,  # noqa: FBT001 - a case of the test
) -> None:
    """Also without a name; with neither stars nor words nobody asks anything."""
    one = review(1, 3, stars or "ONE", words, reviewer={"isAnonymous": True})
    if stars is None:
        del one["starRating"]
    with google_lab(GoogleApis(locations=[quiet(reviews=[one])])) as bench:
        seen = bench.collect()
    found = {
        item.id for item in audit(seen, company(google_account()), google_account(), NOW, None).open_items
    }
    assert found == ({"google-AbC1"} if waits else set())


@pytest.mark.parametrize(
    ("kind", "ends", "newest"),
    [
        ({"topicType": "OFFER", "state": "LIVE"}, 20, 40),
        ({"topicType": "EVENT", "state": "LIVE"}, -20, 40),
        ({"topicType": "OFFER", "state": "SCHEDULED"}, -20, 90),
        ({"topicType": "EVENT", "state": "REJECTED"}, -20, 90),
        ({"topicType": "OFFER", "state": "PROCESSING"}, 20, 90),
    ],
)
def test_an_offer_counts_from_its_publication(kind: dict[str, str], ends: int, newest: int) -> None:
    """Whether it ended or is yet to come; what the public does not see counts for nothing."""
    end = days_ago(ends)
    event = {
        "title": "Woche",
        "schedule": {"endDate": {"year": end.year, "month": end.month, "day": end.day}},
    }
    location = quiet(posts=[post(1, 40, event=event, **kind), post(2, 90)])
    with google_lab(GoogleApis(locations=[location])) as bench:
        seen = bench.collect()
    assert isinstance(seen.posts, Posts)
    assert seen.posts.items[0].at == days_ago(newest)
