"""Local posts and photos."""

from account_health.connectors.google.posts import local_posts, pictures_of
from account_health.model import Pictures, Posts, Upkeep
from tests.builders import NOW, days_ago
from tests.simulator.google_api import rfc3339
from tests.simulator.google_locations import photo, post

URL = "https://business.google.com/n/2/profile"


def test_only_what_the_public_sees_is_a_post_newest_first() -> None:
    """Planned, rejected and unfinished posts are none; a repeated one counts with its newest turn."""
    found = local_posts(
        [
            post(1, 30),
            post(2, 3),
            post(3, 1, state="PROCESSING"),
            post(4, 1, state="SCHEDULED"),
            post(5, 1, state="REJECTED"),
            post(6, 90, state="RECURRING", recurringInstanceTime=rfc3339(days_ago(2))),
            post(7, 1, state=None),
            post(8, 40, scheduledTime=rfc3339(days_ago(20))),
        ],
        NOW,
        URL,
        None,
    )
    assert isinstance(found.posts, Posts)
    assert [item.at for item in found.posts.items] == [days_ago(2), days_ago(3), days_ago(20), days_ago(30)]
    assert isinstance(found.upkeep, Upkeep)
    assert len(found.upkeep.rejected_posts or ()) == 1
    assert found.newest is not None
    assert found.newest.value.startswith("Brot der Woche 6")


def test_posts_without_a_time_are_counted_and_old_rejections_are_let_go() -> None:
    """No post is a newest one by accident."""
    found = local_posts([post(1, 1, createTime=None), post(2, 120, state="REJECTED")], NOW, URL, None)
    assert found.posts == Posts((), undated=1)
    assert found.upkeep == Upkeep(rejected_posts=())
    assert found.newest is None


def test_an_event_is_called_by_its_title_and_linked_where_it_can_be_seen() -> None:
    """Without a link of its own a post leads to the profile."""
    found = local_posts([post(1, 1, event={"title": "Backtag"}, searchUrl=None)], NOW, URL, None)
    assert isinstance(found.posts, Posts)
    assert (found.posts.items[0].title, found.posts.items[0].url) == ("Backtag", URL)


def test_photos_say_logo_cover_number_and_the_newest() -> None:
    """Videos are no photos; the profile picture may be the logo."""
    found = pictures_of([photo(9, "LOGO"), photo(3), photo(1, mediaFormat="VIDEO")], None)
    assert found == Pictures(profile=True, cover=False, photos=2, newest_at=days_ago(3))
    assert pictures_of([], None) == Pictures(profile=False, cover=False, photos=0)
