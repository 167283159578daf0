"""Activity: does something new appear, and can it be found and dated?"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise
from types import MappingProxyType

from account_health.checks.check import Context, not_applicable, passed, unknown
from account_health.model import (
    Days,
    Feed,
    Message,
    Outside,
    Posts,
    Reason,
    Statements,
    Status,
    Upkeep,
    Verdict,
    message,
    message_n,
)
from account_health.model.limits import limits
from account_health.model.platform import PLATFORM_ROWS
from account_health.text.outdated import outdated_promises

_CHANNEL = r"(?:kanal|profil|account|konto|seite|auftritt|blog|channel|profile|page)\b"
_RESTS = r"\b(?:ruht|pausiert|rests?|is resting|is paused)\b"
RESTING = re.compile(
    rf"{_CHANNEL}[^.!?\n]{{0,40}}{_RESTS}|{_RESTS}[^.!?\n]{{0,40}}{_CHANNEL}|^\W*ruht\b|\bruhende[rs]? {_CHANNEL}"
    r"|\binaktiv|stillgelegt|\bnicht (?:mehr|weiter) (?:betreut|gepflegt|aktiv|genutzt|bespielt|aktualisiert|gelesen)"
    r"|\b(?:posten|hier)\b[^.!?\n]{0,20}\bnichts? mehr\b"
    r"|\bno longer (?:active|used|updated|maintained|monitored|in use|post|here)|\bnot active any ?more"
    r"|\binactive\b|\bdormant\b|\barchived\b",
    re.IGNORECASE,
)
"""What a profile says that rests; dough and work may rest, too, so the bare word needs the channel beside it."""
ELSEWHERE = re.compile(
    r"https?://|www\.|@\w|\b[\w-]+\.(?:de|at|ch|com|org|net|eu|info|shop|bayern|berlin|hamburg|koeln|wien)\b"
    r"|\b(?:facebook|instagram|whatsapp|linkedin|tiktok|youtube|website|web-?seite|homepage|newsletter)",
    re.IGNORECASE,
)
PARTLY_SEEN = message("We could not see all posts, and a newer one may be among them.")
YOUNGER: Mapping[str, Message] = MappingProxyType(
    {
        "undated": message("There may be a newer post; its date cannot be right."),
        "feeds": message(
            "The website has several feeds, and we cannot tell which one holds your posts. Enter its address as feed."
        ),
        "typed": message(
            "The news stand typed on one page; there may be newer ones without a date that we can read."
        ),
    }
)
"""Why a silence is not certain, by what may be younger than the newest post that counts."""
NO_BLOG = message(
    "We found no blog on the home page or in its navigation, so no posts are expected. If there is one, enter its address as feed."
)
"""The one quiet line about a website of which no posts are expected: on what that rests, and what to do if it is wrong."""
NOTHING_DATED = message("The posts have no date that we can read.")
NOTHING_YET = message("Nothing has been posted here yet.")


def last_post_age(posts: Posts, context: Context) -> Verdict:
    """Judge the calendar days since the newest own post by the account's cadence; pauses do not count.

    A sitemap's change dates may prove age and never freshness, since many sites renew them at every build.
    Where nothing was ever published there is no age, and a warning.
    """
    if _nothing_yet(posts):
        return Verdict(
            status=Status.WARN,
            message=NOTHING_YET,
            action=message("Publish a post this week."),
            fix_url=context.account.url,
        )
    age = _age(posts, context)
    if isinstance(age, Verdict):
        return age
    newest = posts.items[0]
    rested = _rested(newest.at, context)
    if rested < context.limits["warn_days"]:
        if (doubt := _doubt(posts, context)) is not None:
            return unknown(doubt)
        return passed(message("The newest post is from {day}.", day=_day(newest.at, context)), figure=age)
    if (doubt := _may_be_younger(posts, rested, context)) is not None:
        return unknown(doubt)
    return Verdict(
        status=Status.FAIL if rested >= context.limits["fail_days"] else Status.WARN,
        message=message(
            "No new post for {age}; the last one is from {day}.",
            age=Days(age),
            day=_day(newest.at, context),
        ),
        action=message("Publish a post this week."),
        fix_url=context.account.url,
        figure=age,
    )


def posting_frequency(posts: Posts, context: Context) -> Verdict:
    """Count the posts of the window; a figure, never a fault of its own."""
    if posts.dated_by != "entry" or _mostly_undated(posts):
        return unknown(NOTHING_DATED)
    window = int(context.limits["window_days"])
    count = sum(1 for post in posts.items if 0 <= context.days_since(post.at) < window)
    if not count and posts.younger is not None and context.days_since(posts.younger.at) < window:
        return unknown(YOUNGER[posts.younger.why])
    number = message_n(
        "{n} post in the last {window} days.", "{n} posts in the last {window} days.", count, window=window
    )
    return passed(
        number if count else message("No post in the last {window} days.", window=window), figure=count
    )


def dormant_account(posts: Posts, context: Context) -> Verdict:
    """Judge whether a channel has been silent for so long that somebody has to decide about it; pauses do not count."""
    if _nothing_yet(posts):
        return not_applicable(NOTHING_YET)
    age = _age(posts, context)
    if isinstance(age, Verdict):
        return age
    rested = _rested(posts.items[0].at, context)
    if rested < context.limits["warn_days"]:
        if (doubt := _doubt(posts, context)) is not None:
            return unknown(doubt)
        return passed(message("The channel is in use."))
    if (doubt := _may_be_younger(posts, rested, context)) is not None:
        return unknown(doubt)
    return Verdict(
        status=Status.FAIL if rested >= context.limits["fail_days"] else Status.WARN,
        message=message(
            "Nothing has been posted for {age}; the last post is from {day}.",
            age=Days(age),
            day=_day(posts.items[0].at, context),
        ),
        action=message(
            "Decide what happens next {place}.", place=PLATFORM_ROWS[context.account.platform].words.place
        ),
        fix_url=context.account.url,
        figure=age,
    )


def feed_readable(feed: Feed, context: Context) -> Verdict:
    """Fail where the list of posts is missing, is no feed, or is empty."""
    if feed.problem == "no_blog":
        return not_applicable(NO_BLOG)
    if feed.found_by == "list":
        return Verdict(
            status=Status.WARN,
            message=message(
                "The page with your posts has no feed; we read the dates from its list: {url}.",
                url=Outside(feed.url or ""),
            ),
            action=message(
                "Switch on a feed for this page, so that readers and search engines can follow it."
            ),
            fix_url=feed.url or context.account.url,
        )
    if feed.problem is None:
        return passed(
            message_n("The feed has {n} entry.", "The feed has {n} entries.", feed.entries),
            figure=feed.entries,
        )
    messages = {
        "none_found": message("We found no feed. Nobody can follow new posts, and neither can we."),
        "not_found": message("The feed is no longer at its address: {url}.", url=Outside(feed.url or "")),
        "not_a_feed": message(
            "The feed's address leads to something else: {url}.", url=Outside(feed.url or "")
        ),
        "no_entries": message("The feed is empty: {url}.", url=Outside(feed.url or "")),
    }
    return Verdict(
        status=Status.FAIL,
        message=messages[feed.problem],
        action=message("Enter the feed's address for this channel. If there is no blog, set posts to none."),
        fix_url=feed.url or context.account.url,
    )


def plausible_dates(posts: Posts, context: Context) -> Verdict:
    """Warn where dates of posts lie in the future or long ago, are all alike, or are missing."""
    if posts.refused:
        return Verdict(
            status=Status.WARN,
            message=message_n(
                "{n} post has a date that cannot be right: {date}.",
                "{n} posts have a date that cannot be right, one of them: {date}.",
                len(posts.refused),
                date=Outside(posts.refused[0]),
            ),
            action=message("Correct the date of the post."),
            fix_url=context.account.url,
        )
    if posts.undated and posts.items:
        return Verdict(
            status=Status.WARN,
            message=message_n(
                "{n} post has no date that we can read.",
                "{n} posts have no date that we can read.",
                posts.undated,
            ),
            action=message("Have the feed give every post its date."),
            fix_url=context.account.url,
        )
    if _nothing_yet(posts):
        return not_applicable(NOTHING_YET)
    if not posts.items:
        return unknown(NOTHING_DATED)
    if (alike := _all_alike(posts, context)) is not None:
        return Verdict(
            status=Status.WARN,
            message=alike,
            action=message("Have the feed give every post its own date."),
            fix_url=context.account.url,
        )
    return passed(message("The dates of the posts are plausible."))


def posting_gap(posts: Posts, context: Context) -> Verdict:
    """Judge the longest silence between two posts of the last 90 days, today included; pauses do not count."""
    if _nothing_yet(posts):
        return not_applicable(NOTHING_YET)
    age = _age(posts, context)
    if isinstance(age, Verdict):
        return age
    if posts.dated_by != "entry":
        return unknown(NOTHING_DATED)
    window = int(context.limits["window_days"])
    ages = [0, *sorted(days for post in posts.items if 0 <= (days := context.days_since(post.at)) <= window)]
    dates = [context.today - timedelta(days=age) for age in ages]
    gaps = [((last - first).days, _paused_days(first, last, context)) for last, first in pairwise(dates)]
    longest, paused = max(gaps, key=lambda gap: gap[0] - gap[1], default=(0, 0))
    if longest - paused < context.limits["warn_days"]:
        return passed(message("The posts come in a steady rhythm."), figure=longest)
    return Verdict(
        status=Status.FAIL if longest - paused >= context.limits["fail_days"] else Status.WARN,
        message=message("Two posts were {gap} apart.", gap=Days(longest)),
        action=message("Plan the next posts so that there is no such gap again."),
        fix_url=context.account.url,
        figure=longest,
    )


def dormancy_notice(descriptions: Statements | None, texts: Statements | None, context: Context) -> Verdict:
    """Warn where a channel that rests on purpose does not say so, or does not say where to go instead."""
    said = [one for part in (descriptions, texts) if part is not None for one in part.items]
    notices = [one for one in said if RESTING.search(one.value)]
    if any(ELSEWHERE.search(one.value) for one in notices):
        return passed(message("The profile says that it is resting and where to go instead."))
    missing = message("The profile says that it is resting, but not where to go instead.")
    return Verdict(
        status=Status.WARN,
        message=missing if notices else message("Nothing in the profile says that this channel is resting."),
        action=message("Write one sentence in the profile: this channel is resting; you can find us at …"),
        fix_url=context.account.url,
    )


def expired_promotion(posts: Posts, context: Context) -> Verdict:
    """Warn where the newest post promotes something that is over."""
    if _nothing_yet(posts):
        return not_applicable(NOTHING_YET)
    if not posts.items:
        return unknown(NOTHING_DATED)
    newest = posts.items[0]
    for promise in outdated_promises(newest.title, context.today, 0):
        return Verdict(
            status=Status.WARN,
            message=message(
                "The newest post promotes something that is over: {words}.", words=Outside(promise.words)
            ),
            action=message("Publish a new post."),
            fix_url=newest.url,
        )
    return passed(message("The newest post is not outdated."))


def rejected_post(upkeep: Upkeep, context: Context) -> Verdict:
    """Fail where the platform does not show a post of ours."""
    if upkeep.rejected_posts is None:
        return not_applicable(message("{platform} does not say.", platform=context.platform))
    if not upkeep.rejected_posts:
        return passed(message("All posts are visible."))
    return Verdict(
        status=Status.FAIL,
        message=message_n(
            "{platform} does not show {n} post.",
            "{platform} does not show {n} posts.",
            len(upkeep.rejected_posts),
            platform=context.platform,
        ),
        action=message("Change the post; often a phone number in the text is the reason."),
        fix_url=upkeep.rejected_posts[0] or context.account.url,
        figure=len(upkeep.rejected_posts),
    )


def _nothing_yet(posts: Posts) -> bool:
    """Say whether all posts were seen, and there are none: not where some carry no date, or a date that cannot be."""
    return not (posts.items or posts.undated or posts.refused or posts.gap)


def _age(posts: Posts, context: Context) -> int | Verdict:
    if not posts.items or _mostly_undated(posts):
        return unknown(NOTHING_DATED)
    return max(context.days_since(posts.items[0].at), 0)


def _doubt(posts: Posts, context: Context) -> Message | None:
    """Return why young dates prove no freshness: they are those of changes, or of the feed's own making."""
    if posts.dated_by == "lastmod":
        return message("The website only says when pages were changed, not when they were published.")
    return _all_alike(posts, context)


def _all_alike(posts: Posts, context: Context) -> Message | None:
    """Say so where the posts carry one and the same moment, as feeds do that write the time of their making."""
    alike = message("All posts have the same date: {day}.", day=_day(posts.items[0].at, context))
    if posts.dated_by == "making":
        return alike
    least = limits("plausible-dates", context.account)["alike"]
    if posts.dated_by != "entry" or len(posts.items) < least or len({post.at for post in posts.items}) > 1:
        return None
    return alike


def _may_be_younger(posts: Posts, rested: int, context: Context) -> Message | None:
    """Return why a silence of so many days is not certain; None where what may be younger would be as silent."""
    if _newer_unseen(posts):
        return PARTLY_SEEN
    if posts.younger is None:
        return None
    levels = (context.limits["warn_days"], context.limits["fail_days"])
    at_least = _rested(posts.younger.at, context)
    same = all((at_least >= level) == (rested >= level) for level in levels)
    return None if same else YOUNGER[posts.younger.why]


def _rested(moment: datetime, context: Context) -> int:
    """Return the calendar days since a moment without those of pauses."""
    age = max(context.days_since(moment), 0)
    return age - _paused_days(_day(moment, context), context.today, context)


def _newer_unseen(posts: Posts) -> bool:
    """Say whether a newer post may be among what was not seen: not so where only older ones were cut off."""
    return posts.gap is not None and posts.gap.reason is not Reason.CUT_OFF


def _mostly_undated(posts: Posts) -> bool:
    """Say whether what carries no readable date may well be the newest."""
    return posts.undated > len(posts.items)


def _paused_days(day: date, end: date, context: Context) -> int:
    """Count the days of pauses from one day to another, both included; days of two pauses count once."""
    paused = 0
    for pause in sorted(context.company.pauses, key=lambda one: one.first):
        first, last = max(pause.first, day), min(pause.last, end)
        if first <= last:
            paused += (last - first).days + 1
            day = last + timedelta(days=1)
    return paused


def _day(moment: datetime, context: Context) -> date:
    return moment.astimezone(context.zone).date()
