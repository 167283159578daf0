"""Which dates of a feed count: orders of day and month, dates of the feed's own making, edits, entries without a date."""

from datetime import UTC, datetime, timedelta

import pytest

from account_health.connectors.feeds import first_seen, posts_of, read_feed
from account_health.connectors.feeds.posts import day_in
from account_health.model import Posts, Younger

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)


def rss(*dates: str | None, link: str = "https://a.example/blog/{}") -> bytes:
    """Return a feed of entries with these dates, in this order; None leaves the date out."""
    items = "".join(
        f"<item><title>Beitrag {n}</title><link>{link.format(n)}</link>{'' if date is None else f'<pubDate>{date}</pubDate>'}</item>"
        for n, date in enumerate(dates)
    )
    return f"<rss version='2.0'><channel><title>Blog</title>{items}</channel></rss>".encode()


def atom(*entries: tuple[str, str]) -> bytes:
    """Return a feed whose entries say nothing but when they were changed: address and day."""
    items = "".join(
        f"<entry><title>Eintrag</title><id>{url}</id><link href='{url}'/><updated>{changed}</updated></entry>"
        for url, changed in entries
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Blog</title>{items}</feed>".encode()


def seen(body: bytes, before: bytes | None = None) -> Posts:
    """Return the posts of a feed, after a look at another state of it where one is given."""
    known = first_seen(read_feed(before)) if before else {}
    return posts_of(read_feed(body), NOW, known)


def days(posts: Posts) -> list[str]:
    """Return the days of the posts."""
    return [post.at.date().isoformat() for post in posts.items]


# --- one order of day and month for each feed -----------------------------------------------------


def test_one_date_that_proves_the_order_dates_its_whole_feed() -> None:
    """The nineteenth can be no month, so the fifth is the day, too."""
    assert days(seen(rss("19/11/2026 09:00", "05/11/2026 09:00"))) == ["2026-11-19", "2026-11-05"]
    assert days(seen(rss("11/19/2026 9:00 AM", "3/5/2026 9:00 AM"))) == ["2026-11-19", "2026-03-05"]


@pytest.mark.parametrize("dates", [("05/11/2026", "03/04/2026"), ("19/11/2026", "11/18/2026", "05/04/2026")])
def test_without_proof_or_with_two_orders_nothing_is_dated(dates: tuple[str, ...]) -> None:
    """A wrong newest post is worse than none."""
    assert (seen(rss(*dates)).items, seen(rss(*dates)).undated) == ((), len(dates))


# --- dates that are no days of publishing ---------------------------------------------------------


def test_a_feed_that_dates_everything_by_its_own_making_proves_nothing_fresh() -> None:
    """Ten entries a second apart."""
    made = [f"Mon, 23 Nov 2026 06:58:{second:02} +0000" for second in range(59, 49, -1)]
    assert seen(rss(*made)).dated_by == "making"


@pytest.mark.parametrize(
    "step", [timedelta(seconds=1), timedelta(minutes=1), timedelta(minutes=9), timedelta(hours=1)]
)
def test_entries_that_are_counted_back_from_the_look_prove_nothing_fresh(step: timedelta) -> None:
    """Thirty of them, a minute or an hour apart."""
    dates = [(NOW - timedelta(days=1) - n * step).strftime("%a, %d %b %Y %H:%M:%S GMT") for n in range(30)]
    assert seen(rss(*dates)).dated_by == "making"


@pytest.mark.parametrize("step", [timedelta(days=1), timedelta(weeks=1)])
def test_posts_that_were_planned_for_nine_o_clock_each_day_are_posts(step: timedelta) -> None:
    """Who plans posts publishes to the second."""
    dates = [(NOW - n * step).strftime("%a, %d %b %Y 09:00:00 GMT") for n in range(1, 9)]
    assert seen(rss(*dates)).dated_by == "entry"


def test_two_entries_dated_at_the_look_were_dated_by_it() -> None:
    """Nobody publishes twice in the minutes of our look."""
    assert seen(rss("Mon, 23 Nov 2026 06:59:30 GMT", "Mon, 23 Nov 2026 06:55:00 GMT")).dated_by == "making"


@pytest.mark.parametrize(
    "dates",
    [
        ("Mon, 23 Nov 2026 06:58:00 GMT",),
        ("Mon, 23 Nov 2026 06:58:00 GMT", "Mon, 16 Nov 2026 06:58:00 GMT"),
        ("Thu, 19 Nov 2026 09:00:00 GMT", "Thu, 19 Nov 2026 09:05:00 GMT"),
        ("19.11.2026", "19.11.2026"),
        tuple(f"Wed, 21 Jun 2017 17:33:{second} GMT" for second in range(10, 20)),
    ],
)
def test_a_post_of_this_morning_and_two_of_one_day_are_posts(dates: tuple[str, ...]) -> None:
    """What a person can have done is not taken for a program's work."""
    assert seen(rss(*dates)).dated_by == "entry"


def test_dates_that_move_from_look_to_look_keep_their_first_day() -> None:
    """All known entries bear a later day than last week, so the feed dates them anew each time."""
    before = rss("Mon, 16 Nov 2026 06:00:00 GMT", "Mon, 16 Nov 2026 05:00:00 GMT")
    assert (
        days(seen(rss("Mon, 23 Nov 2026 06:00:00 GMT", "Mon, 23 Nov 2026 05:00:00 GMT"), before))
        == ["2026-11-16"] * 2
    )


def test_a_single_entry_that_was_published_again_is_new() -> None:
    """The weekly menu under one address: its author gave it a new day, the others kept theirs."""
    before = rss("Mon, 16 Nov 2026 06:00:00 GMT", "Mon, 02 Nov 2026 05:00:00 GMT")
    after = rss("Sat, 21 Nov 2026 06:00:00 GMT", "Mon, 02 Nov 2026 05:00:00 GMT")
    assert days(seen(after, before)) == ["2026-11-21", "2026-11-02"]


def test_an_edit_is_no_publishing_where_the_address_names_an_earlier_day() -> None:
    """Atom with nothing but `updated`."""
    edited = atom(
        ("https://a.example/2023/03/14/umzug", "2026-11-20T10:00:00Z"),
        ("https://a.example/2022/07/pause", "2022-07-09T10:00:00Z"),
    )
    assert days(seen(edited)) == ["2023-03-14", "2022-07-09"]


def test_an_edit_is_no_publishing_where_an_earlier_look_read_an_earlier_day() -> None:
    """The address says nothing, the last look does."""
    before = atom(("https://a.example/umzug", "2026-01-05T10:00:00Z"))
    assert days(seen(atom(("https://a.example/umzug", "2026-11-20T10:00:00Z")), before)) == ["2026-01-05"]


def test_an_edit_that_nothing_contradicts_counts() -> None:
    """Many feeds write `updated` alone and mean the day of publishing."""
    assert days(seen(atom(("https://a.example/umzug", "2026-11-20T10:00:00Z")))) == ["2026-11-20"]


def test_a_published_date_outweighs_the_address() -> None:
    """A post that was written in May and published in November."""
    assert days(seen(rss("Fri, 20 Nov 2026 10:00:00 GMT", link="https://a.example/2026/05/04/{}"))) == [
        "2026-11-20"
    ]


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/blog/2023/03/14/umzug", "2023-03-14"),
        ("https://a.example/2023/3/umzug", "2023-03-31"),
        ("https://a.example/2023-03-14-umzug.html", "2023-03-14"),
        ("https://a.example/2023-02-31-umzug", "2023-02-28"),
        ("https://a.example/umzug-2023", None),
        ("https://a.example/2023/umzug", None),
        ("https://a.example/12023/03/14", None),
    ],
)
def test_the_day_in_an_address(url: str, day: str | None) -> None:
    """A month alone means its last day, since the post is not older than that for certain."""
    found = day_in(url)
    assert (found.date().isoformat() if found else None) == day


# --- entries without a usable date ----------------------------------------------------------------


@pytest.mark.parametrize(
    "dates",
    [
        (None, "Tue, 14 Mar 2023 09:00:00 GMT", "Fri, 01 Jul 2022 09:00:00 GMT"),
        ("Mon, 01 Jan 0001 00:00:00 GMT", "Tue, 14 Mar 2023 09:00:00 GMT"),
        ("irgendwann", "Tue, 14 Mar 2023 09:00:00 GMT"),
        ("Fri, 01 Jul 2022 09:00:00 GMT", "Tue, 14 Mar 2023 09:00:00 GMT", None),
    ],
)
def test_an_entry_without_a_usable_date_where_new_ones_stand_may_be_new(
    dates: tuple[str | None, ...],
) -> None:
    """Above the newest, or below it where the oldest stands first."""
    assert seen(rss(*dates)).younger == Younger(NOW, "undated")


@pytest.mark.parametrize(
    "dates",
    [
        ("Tue, 14 Mar 2023 09:00:00 GMT", None, "Fri, 01 Jul 2022 09:00:00 GMT"),
        ("Tue, 14 Mar 2023 09:00:00 GMT", None),
        (None, "Fri, 01 Jul 2022 09:00:00 GMT", "Tue, 14 Mar 2023 09:00:00 GMT"),
        ("Tue, 14 Mar 2023 09:00:00 GMT",),
        (None, None),
    ],
)
def test_one_where_old_ones_stand_is_old(dates: tuple[str | None, ...]) -> None:
    """Feeds list by age, so it is no newer than its neighbours; without any date there is nothing to be above of."""
    assert seen(rss(*dates)).younger is None


def test_a_look_remembers_the_newest_entries_alone() -> None:
    """Ten dates, each the earliest that any look read."""
    dates = [(NOW - timedelta(days=n)).strftime("%a, %d %b %Y %H:%M:%S GMT") for n in range(30)]
    feed = read_feed(rss(*dates))
    known = first_seen(feed)
    assert len(known) == 10
    assert first_seen(feed, {key: at - timedelta(days=99) for key, at in known.items()}) == {
        key: at - timedelta(days=99) for key, at in known.items()
    }


def test_addresses_that_name_earlier_days_show_that_a_feed_dates_edits() -> None:
    """Some generators write the day of the last change into `pubDate`; one post about an earlier year proves nothing."""
    body = rss(
        "Thu, 19 Nov 2026 09:00:00 GMT",
        "Thu, 05 Nov 2026 09:00:00 GMT",
        link="https://a.example/2023/03/1{}/x",
    )
    assert days(seen(body)) == ["2023-03-11", "2023-03-10"]
    one = body.replace(b"2023/03/11", b"2026/11/05")
    assert days(seen(one)) == ["2026-11-19", "2026-11-05"]
