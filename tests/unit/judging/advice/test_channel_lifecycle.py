"""Keep or close: what is recommended for a silent channel, from what was seen, and whether the channels fit the time."""

from typing import Any

import pytest

from account_health.judging.advice.channel_lifecycle import (
    ANSWER_MINUTES,
    CADENCES,
    POSTS_A_WEEK,
    RHYTHMS,
    advise,
    minutes_a_week,
    silent_accounts,
    time_needed,
)
from account_health.judging.audit import audit
from account_health.model import Advice, Message, Reason, Snapshot, Unavailable
from account_health.model.company import Account, Company, Team
from account_health.model.platform import PLATFORM_ROWS
from account_health.text.i18n import translator
from tests.builders import NOW, account, comment, company, conversation, days_ago, posts, snapshot

QUESTION = "Haben Sie am Samstag geöffnet?"
FIVE = ("facebook", "instagram", "x", "blog", "google_business_profile")
SILENT = posts(200, 214, 228, 242)
ANSWERED = (comment(1, 40, QUESTION), comment(2, 39, "Ja, bis 13 Uhr.", thread="1", ours=True))


def channel(platform: str = "facebook", **changes: Any) -> Account:
    """Return a channel of a platform, from which a post every two weeks is expected."""
    base: dict[str, Any] = {
        "id": platform,
        "platform": platform,
        "posts": "biweekly",
        "url": "https://a.example/",
    }
    return account(**(base | changes))


def advised(
    seen: Snapshot,
    *others: Account,
    hours: float | None = None,
    platform: str = "facebook",
    silent: frozenset[str] = frozenset(),
) -> Advice | None:
    """Return the advice for a silent channel of a company with these other channels."""
    whole = company(channel(platform), *others, team=Team(hours_per_week=hours))
    report = audit(seen, whole, whole.accounts[0], NOW, None)
    return advise(report, seen, whole, NOW, silent | silent_accounts([report]))


def look(platform: str = "facebook", **changes: Any) -> Snapshot:
    """Return a look at a silent channel on which nobody writes."""
    base: dict[str, Any] = {
        "account": platform,
        "platform": platform,
        "posts": SILENT,
        "comments": conversation(),
    }
    return snapshot(**(base | changes))


def given(advice: Advice | None) -> Advice:
    """Return an advice that has to be there."""
    assert advice is not None
    assert advice.options[0].choice == advice.choice
    return advice


def english(advice: Advice) -> str:
    """Return the reasons in words."""
    return " ".join(translator("en").text(reason) for reason in advice.reasons)


def test_a_channel_in_use_gets_no_advice() -> None:
    """Nor does one that is only late."""
    assert advised(look(posts=posts(3, 20))) is None
    assert advised(look(posts=posts(60))) is None


def test_where_people_write_the_channel_is_worth_a_new_start() -> None:
    """With the rhythm that was kept before, and no busier one than registered."""
    advice = given(advised(look(comments=conversation(*ANSWERED)), channel("instagram")))
    assert (advice.choice, advice.cadence) == ("revive", "biweekly")
    assert "One message came in there in the last three months." in english(advice)
    assert "Before the silence it was about one post every two weeks." in english(advice)
    weekly = posts(200, 207, 214)
    assert given(advised(look(posts=weekly, comments=conversation(*ANSWERED)))).cadence == "biweekly"
    monthly = posts(200, 230, 260)
    assert given(advised(look(posts=monthly, comments=conversation(*ANSWERED)))).cadence == "monthly"


def test_who_waits_there_is_the_first_reason() -> None:
    """An open question speaks for the channel."""
    advice = given(advised(look(comments=conversation(comment(1, 2, QUESTION)))))
    assert advice.choice == "revive"
    assert english(advice).startswith("Someone is waiting for a reply there.")


def test_where_nobody_writes_and_another_of_its_kind_lives_it_is_closed() -> None:
    """After the longer limit only; before that it rests."""
    assert given(advised(look(), channel("instagram"))).choice == "close"
    assert given(advised(look(posts=posts(120, 140)), channel("instagram"))).choice == "dormant"


@pytest.mark.parametrize(
    "others",
    [(), (channel("blog"),), (channel("instagram", state="dormant"),)],
    ids=["alone", "another kind", "the other rests"],
)
def test_the_only_channel_of_its_kind_is_never_closed(others: tuple[Account, ...]) -> None:
    """A website is no network, and what rests is not in use."""
    advice = given(advised(look(), *others))
    assert advice.choice == "dormant"
    assert "You have no other active channel of this kind." in english(advice)


def test_two_silent_channels_are_not_both_closed_for_the_others_sake() -> None:
    """Each would be the other's reason."""
    advice = given(advised(look(), channel("instagram"), silent=frozenset({"instagram"})))
    assert advice.choice == "dormant"


def test_what_was_not_seen_closes_nothing() -> None:
    """Nobody knows whether people write there, and the reasons say so."""
    down = Unavailable(Reason.ACCESS_DENIED, "HTTP 403")
    advice = given(advised(look(comments=down), channel("instagram")))
    assert advice.choice == "dormant"
    assert "We could not see whether people still write there." in english(advice)
    partly = conversation(gap=Unavailable(Reason.RATE_LIMITED, "HTTP 429"))
    assert given(advised(look(comments=partly), channel("instagram"))).choice == "dormant"


@pytest.mark.parametrize(
    "parts",
    [
        {"comments": Unavailable(Reason.ACCESS_DENIED, "HTTP 403"), "mentions": conversation()},
        {"comments": conversation(), "reviews": Unavailable(Reason.TOO_SLOW, "10 s")},
        {
            "comments": conversation(gap=Unavailable(Reason.RATE_LIMITED, "HTTP 429")),
            "mentions": conversation(),
        },
        {"comments": conversation(held_back=3)},
        {"comments": conversation(since=days_ago(20))},
    ],
    ids=["comments unseen", "reviews unseen", "comments in part", "comments held back", "a short look"],
)
def test_one_silent_conversation_says_nothing_of_the_other(parts: dict[str, Any]) -> None:
    """Nobody mentions the channel; who comments there nobody saw, so nobody says that nobody writes."""
    advice = given(advised(look(**parts), channel("instagram")))
    assert advice.choice == "dormant"
    assert "We could not see whether people still write there." in english(advice)


def test_who_was_seen_to_write_writes_whatever_else_was_not_seen() -> None:
    """A message is a message."""
    parts: dict[str, Any] = {
        "comments": conversation(*ANSWERED),
        "mentions": Unavailable(Reason.TOO_SLOW, "10 s"),
    }
    advice = given(advised(look(**parts), channel("instagram")))
    assert advice.choice == "revive"
    assert "One message came in there in the last three months." in english(advice)


def test_the_reason_says_how_far_back_it_looked() -> None:
    """X shows thirty days, and thirty days are no three months."""
    month = days_ago(30)
    nobody = given(advised(look(comments=conversation(since=month)), channel("instagram")))
    assert nobody.choice == "close"
    assert "Nobody has written there in the last 30 days; we cannot see further back." in english(nobody)
    once = conversation(comment(1, 20, "Ich war gestern bei euch im Laden."), since=month)
    assert "One message came in there in the last 30 days." in english(given(advised(look(comments=once))))


def test_without_time_it_rests_whoever_writes() -> None:
    """A channel that nobody has the time for is better silent on purpose."""
    busy = look(comments=conversation(*ANSWERED))
    advice = given(advised(busy, channel("instagram", posts="weekly"), hours=0.5))
    assert advice.choice == "dormant"
    assert "Your other channels already take about one hour a week; you have planned 0.5 hours." in english(
        advice
    )


def test_little_time_means_a_calmer_rhythm() -> None:
    """A post a month fits where one every two weeks does not."""
    busy = look(comments=conversation(*ANSWERED))
    assert given(advised(busy, hours=0.5)).cadence == "biweekly"
    assert given(advised(busy, hours=0.3)).cadence == "monthly"


def test_the_only_channel_of_its_kind_is_worth_a_start_where_time_is_left() -> None:
    """Registered time says that somebody wants to."""
    advice = given(advised(look(), hours=4))
    assert (advice.choice, advice.cadence) == ("revive", "biweekly")


@pytest.mark.parametrize("hours", [None, 0.1, 40])
def test_nobody_has_to_decide_about_a_silent_listing(hours: float | None) -> None:
    """People find it on the map whether anybody posts or not: it is never to be closed, nor anything else."""
    seen = look("google_business_profile", reviews=conversation(), comments=conversation())
    assert advised(seen, channel("facebook"), platform="google_business_profile", hours=hours) is None


def test_each_way_says_what_it_takes() -> None:
    """Minutes a week or once, in the reader's language."""
    advice = given(advised(look(), channel("instagram")))
    assert [option.choice for option in advice.options] == ["close", "revive", "dormant"]
    said = [translator("de").text(option.takes) for option in advice.options]
    assert said[1] == "Ein Beitrag alle zwei Wochen, mit den Antworten etwa 25 Minuten in der Woche"


def test_time_is_counted_by_cadence_and_platform() -> None:
    """A blog takes longer than a line on X, and answers take their time everywhere."""
    assert minutes_a_week(channel("x"), "weekly") == PLATFORM_ROWS["x"].post_minutes + ANSWER_MINUTES
    assert (
        minutes_a_week(channel("blog"), "monthly") == PLATFORM_ROWS["blog"].post_minutes / 4 + ANSWER_MINUTES
    )
    assert minutes_a_week(channel("blog"), "none") == ANSWER_MINUTES


def test_the_tables_know_every_platform_and_rhythm() -> None:
    """A platform or a rhythm that is missing would fail in somebody's report."""
    assert all(row.post_minutes for row in PLATFORM_ROWS.values() if row.registered)
    assert set(RHYTHMS) == set(POSTS_A_WEEK) == set(CADENCES)


def test_whether_the_channels_fit_the_time() -> None:
    """Said where somebody registered how much there is; what rests takes none of it."""

    def notice(hours: float | None, *accounts: Account) -> str | None:
        whole: Company = company(*accounts, team=Team(hours_per_week=hours))
        told = time_needed(whole)
        return translator("en").text(told.message) if told else None

    five = tuple(channel(one, posts="weekly") for one in FIVE)
    assert notice(None, *five) is None
    assert notice(2, *five) == "Your channels take about 4.5 hours a week; you have planned two hours."
    assert notice(5, *five) == (
        "Your channels take about 4.5 hours a week; you have planned five hours. That is enough."
    )
    assert notice(1, channel("x"), channel("blog", state="dormant")) == (
        "Your channels take about 0.5 hours a week; you have planned one hour. That is enough."
    )


def test_old_comments_are_no_sign_of_life() -> None:
    """What was written before the last three months does not count."""
    old = conversation(
        comment(1, 100, QUESTION), comment(2, 99, "Ja.", thread="1", ours=True), since=days_ago(120)
    )
    advice = given(advised(look(comments=old), channel("instagram")))
    assert advice.choice == "close"
    assert "Nobody has written there in the last three months." in english(advice)


@pytest.mark.parametrize("tenths", range(1, 40))
def test_what_is_said_of_the_time_agrees_with_what_is_asked(tenths: int) -> None:
    """Where it is too much, the first number is the larger one, and where it is enough it is not."""
    hours = tenths / 10
    many = (
        channel("facebook", posts="weekly"),
        channel("instagram", posts="weekly"),
        channel("x", posts="none"),
    )
    notice = time_needed(company(*many, team=Team(hours_per_week=hours)))
    assert notice is not None
    need, there = (_number(value) for _, value in notice.message.values)
    assert there == hours
    assert (need > there) == (notice.action is not None) == (hours < 100 / 60)


def _number(hours: object) -> float:
    assert isinstance(hours, Message)
    return float(str(dict(hours.values).get("number", 1)))
