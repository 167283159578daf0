"""Comments without a date: when a look first saw them stands in for it, and the age of the first ones is unknown."""

from datetime import datetime, timedelta
from email.utils import format_datetime

from account_health.connectors.pool import Pool
from account_health.model import Conversation, Reason, Snapshot
from tests.blog_looks import HOST, NOW, URL, look_at
from tests.simulator.gateway import Gateway, Reply, Request, html, xml

WEEK = timedelta(weeks=1)
FEED = '<link rel="alternate" type="application/rss+xml" href="/rss">'


class Site:
    """A blog of one post, whose system shows no dates of comments."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def __call__(self, request: Request) -> Reply:
        """Answer."""
        item = f"<item><title>Tisch</title><link>{URL}tisch</link><pubDate>{format_datetime(NOW)}</pubDate></item>"
        comments = "".join(
            f'<div class="comment"><span class="author">Timo Krug</span><p class="body">{one}</p></div>'
            for one in self.said
        )
        pages = {
            "/": html(f"<title>Linden Werkstatt</title>{FEED}<h1>Linden Werkstatt</h1>"),
            "/rss": xml(f"<rss version='2.0'><channel><title>Linden</title>{item}</channel></rss>"),
            "/tisch": html(f"<h1>Ein Tisch</h1><p>Aus Linde.</p><div id='comments'>{comments}</div>"),
        }
        return pages.get(request.path, html("<h1>404</h1>", 404))


def seen(snapshot: Snapshot, now: datetime) -> tuple[dict[str, int], Reason | None]:
    """Return how many days ago each comment counts as written, and why something is unknown."""
    assert isinstance(snapshot.comments, Conversation), snapshot.comments
    gap = snapshot.comments.gap
    return {one.text: (now - one.at).days for one in snapshot.comments.items}, gap.reason if gap else None


def test_comments_without_a_date_are_as_old_as_their_first_sight(gateway: Gateway, pool: Pool) -> None:
    """What was there at the first look may be older, until it has waited too long by any measure; what came later is not."""
    site = Site()
    gateway.add(HOST, site)
    site.said = ["Wann habt ihr offen?"]
    first = look_at(gateway, pool)
    assert seen(first, NOW) == ({"Wann habt ihr offen?": 0}, Reason.NO_DATES)
    later = look_at(gateway, pool, memory=first.memory, now=NOW + WEEK)
    assert seen(later, NOW + WEEK) == ({"Wann habt ihr offen?": 7}, Reason.NO_DATES)
    site.said.append("Kostet der Tisch viel?")
    third = look_at(gateway, pool, memory=later.memory, now=NOW + 2 * WEEK)
    assert seen(third, NOW + 2 * WEEK) == ({"Wann habt ihr offen?": 14, "Kostet der Tisch viel?": 0}, None)
    fourth = look_at(gateway, pool, memory=third.memory, now=NOW + 3 * WEEK)
    assert seen(fourth, NOW + 3 * WEEK) == ({"Wann habt ihr offen?": 21, "Kostet der Tisch viel?": 7}, None)


def test_after_a_long_pause_the_age_of_what_is_new_is_unknown(gateway: Gateway, pool: Pool) -> None:
    """It may have come the day after the last look."""
    site = Site()
    gateway.add(HOST, site)
    first = look_at(gateway, pool)
    site.said = ["Wann habt ihr offen?"]
    later = look_at(gateway, pool, memory=first.memory, now=NOW + 9 * WEEK)
    assert seen(later, NOW + 9 * WEEK)[1] is Reason.NO_DATES


def test_nobody_has_written_yet(gateway: Gateway, pool: Pool) -> None:
    """The first comment after an empty look is new."""
    site = Site()
    gateway.add(HOST, site)
    first = look_at(gateway, pool)
    site.said = ["Wann habt ihr offen?"]
    later = look_at(gateway, pool, memory=first.memory, now=NOW + WEEK)
    assert seen(later, NOW + WEEK) == ({"Wann habt ihr offen?": 0}, None)
