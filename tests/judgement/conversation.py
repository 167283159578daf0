"""Cases of conversation: who waits, for how long, which answers are missing, and the figures of reviews."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from account_health.model import Conversation, Inbox, Item, Rating, Reason, Severity, Unavailable, Upkeep
from account_health.model.company import Done, Pause
from tests.builders import answer, comment, conversation, days_ago
from tests.judgement.case import Table, left, limits

HOUR = 1 / 24
ASKS, BLAMES, PLAIN = (
    "Wann habt ihr morgen offen?",
    "Das Brot war hart und die Bedienung unfreundlich.",
    "Es gibt auch Kuchen, und man kann draußen sitzen.",
)
THANKS, EMOJI = "Vielen Dank!", "😍😍"
BLOG = {"platform": "blog"}
DOWN = Unavailable(Reason.PLATFORM_UNAVAILABLE, "HTTP 503")


def talk(*items: Item, **changes: Any) -> Conversation:
    """Return a conversation."""
    return conversation(*items, **changes)


def wrote(text: str, days: float, number: int = 1, **changes: Any) -> Item:
    """Return a stranger's comment of this age."""
    return comment(number, days, text, **changes)


def review(stars: int, days: float, text: str = "", number: int = 1, **changes: Any) -> Item:
    """Return a review of this age."""
    return comment(number, days, text, kind="review", rating=stars, **changes)


def mention(text: str, days: float, number: int = 1, **changes: Any) -> Item:
    """Return somebody's post that names us."""
    return comment(number, days, text, kind="mention", **changes)


def reply(days: float, thread: int = 1, number: int = 50, **changes: Any) -> Item:
    """Return our answer in a thread."""
    return replace(answer(number, days, str(thread)), **changes)


CRITICISM = (
    Table("unanswered-criticism")
    .passes("nobody wrote", comments=talk(), says="Nobody is waiting for a reply", figure=0)
    .passes(
        "a question, just below one working day",
        comments=talk(wrote(ASKS, 3 - HOUR)),
        says="Someone is waiting, not for long yet",
        figure=1,
    )
    .warns(
        "a question, one working day",
        comments=talk(wrote(ASKS, 3)),
        figure=1,
        says="A question has been waiting for a reply for three days",
    )
    .warns("a question, just below two", comments=talk(wrote(ASKS, 4 - HOUR)))
    .fails("a question, two working days", comments=talk(wrote(ASKS, 4)), says="for four days")
    .fails(
        "a complaint, two working days", comments=talk(wrote(BLAMES, 4)), says="A complaint has been waiting"
    )
    .fails(
        "a complaint and a question",
        comments=talk(wrote(BLAMES, 4), wrote(ASKS, 5, 2)),
        says="A complaint and a question",
        figure=2,
    )
    .fails(
        "two complaints",
        comments=talk(wrote(BLAMES, 4), wrote(BLAMES, 6, 2)),
        says="Two complaints are waiting",
    )
    .fails(
        "two questions", comments=talk(wrote(ASKS, 4), wrote(ASKS, 6, 2)), says="Two questions are waiting"
    )
    .fails("an old and a young one", comments=talk(wrote(ASKS, 4), wrote(ASKS, 0.1, 2)), figure=2)
    .passes(
        "other comments are told elsewhere",
        comments=talk(wrote(PLAIN, 9)),
        says="Nobody is waiting for a reply",
    )
    .passes("answered", comments=talk(wrote(ASKS, 4), reply(3.5)))
    .fails(
        "asked again after our answer",
        comments=talk(wrote(ASKS, 9), reply(8), wrote(ASKS, 6, 3, thread="1")),
        figure=1,
    )
    .fails("our answer is in another thread", comments=talk(wrote(ASKS, 4), reply(3, 2)))
    .silent(
        "our answer was rejected, which is told as that",
        comments=talk(wrote(ASKS, 4), reply(3, rejected=True)),
    )
    .silent("the same of a review", reviews=talk(review(1, 5), reply(4, rejected=True)))
    .fails(
        "our answer was rejected, and nobody is to hear of that",
        reviews=talk(review(1, 5), reply(4, rejected=True)),
        mine={"checks": (("reply-rejected", "off"),)},
    )
    .fails(
        "our answer was rejected, and another one waits",
        comments=talk(wrote(ASKS, 4), reply(3, rejected=True), wrote(ASKS, 4, 2)),
        figure=1,
    )
    .fails(
        "asked again below an answer that was rejected",
        comments=talk(wrote(ASKS, 9), reply(8, rejected=True), wrote(ASKS, 4, 2, thread="1")),
        figure=1,
    )
    .fails("our answer is hidden", comments=talk(wrote(ASKS, 4), reply(3, hidden=True)))
    .passes("hidden", comments=talk(wrote(ASKS, 4, hidden=True)))
    .passes("liked by us", comments=talk(wrote(ASKS, 4, liked_by_us=True)))
    .passes("marked done", comments=talk(wrote(ASKS, 4)), whole={"done": (Done(item="blog-blog-1"),)})
    .fails(
        "another one is marked done",
        comments=talk(wrote(ASKS, 4)),
        whole={"done": (Done(item="blog-blog-2"),)},
    )
    .passes(
        "a pause stops the clock",
        comments=talk(wrote(ASKS, 4)),
        whole={"pauses": (Pause(first=date(2026, 11, 19), last=date(2026, 11, 30)),)},
    )
    .warns("one star, one working day", reviews=talk(review(1, 3)), says="A complaint has been waiting")
    .warns("one star, just below three", reviews=talk(review(1, 5 - HOUR)))
    .fails("one star, three working days", reviews=talk(review(1, 5)))
    .fails("three stars are criticism", reviews=talk(review(3, 5)))
    .passes("four stars without text need no answer", reviews=talk(review(4, 5)))
    .fails("a question below five stars", reviews=talk(review(5, 5, ASKS)))
    .fails("the 90th day", reviews=talk(review(1, 90)))
    .passes("older than 90 days is no fault", reviews=talk(review(1, 90 + HOUR)))
    .fails("edited lately", reviews=talk(review(1, 200, BLAMES, changed_at=days_ago(5))))
    .warns("the edit starts the clock anew", reviews=talk(review(1, 60, BLAMES, changed_at=days_ago(3))))
    .fails("a mention that asks", mentions=talk(mention(ASKS, 4)))
    .passes("a mention in passing", mentions=talk(mention(ASKS, 4, in_passing=True)))
    .passes("what is only counted", mentions=talk(mention(ASKS, 4), counted_only=True))
    .fails(
        "a review and a comment",
        comments=talk(wrote(ASKS, 4)),
        reviews=talk(review(1, 3, number=2)),
        figure=2,
    )
    .unsure("one part not seen", comments=talk(), reviews=DOWN)
    .fails("one part not seen, another convicts", comments=talk(wrote(ASKS, 4)), reviews=DOWN)
    .unsure(
        "only a comment feed", comments=talk(wrote(PLAIN, 9), source="feed"), says="Only the newest comments"
    )
    .fails("a question in a comment feed", comments=talk(wrote(ASKS, 4), source="feed"))
    .passes(
        "a comment feed whose last words are ours", comments=talk(wrote(ASKS, 4), reply(3), source="feed")
    )
    .fails("own limits", comments=talk(wrote(ASKS, 3)), mine=limits("unanswered-criticism", fail_days=1))
    .fails("without a name", comments=talk(wrote(ASKS, 4, author="")))
    .fails(
        "answered by a link of its own", comments=talk(wrote(ASKS, 4, reply_url="https://x.example/reply"))
    )
)

COMMENTS = (
    Table("unanswered-comments")
    .passes("nobody wrote", comments=talk(), says="Nobody is waiting for a reply", figure=0)
    .passes("just below two working days", comments=talk(wrote(PLAIN, 4 - HOUR)), figure=1)
    .warns(
        "two working days",
        comments=talk(wrote(PLAIN, 4)),
        says="A comment has been waiting for a reply for four days",
    )
    .warns("just below four", comments=talk(wrote(PLAIN, 6 - HOUR)))
    .fails("four working days", comments=talk(wrote(PLAIN, 6)))
    .passes("blog, just below three", comments=talk(wrote(PLAIN, 5 - HOUR)), mine=BLOG)
    .warns("blog, three working days", comments=talk(wrote(PLAIN, 5)), mine=BLOG)
    .warns("blog, just below seven", comments=talk(wrote(PLAIN, 11 - HOUR)), mine=BLOG)
    .fails("blog, seven working days", comments=talk(wrote(PLAIN, 11)), mine=BLOG)
    .fails(
        "two", comments=talk(wrote(PLAIN, 6), wrote(PLAIN, 7, 2)), figure=2, says="Two comments are waiting"
    )
    .fails("four, three are quoted", comments=talk(*[wrote(PLAIN, 6 + n, n) for n in range(1, 5)]), figure=4)
    .silent(
        "all that waits are questions",
        comments=talk(wrote(ASKS, 9)),
        says="Reported under “Questions and complaints”",
    )
    .fails("a question beside it is not counted", comments=talk(wrote(ASKS, 9), wrote(PLAIN, 6, 2)), figure=1)
    .passes("thanks need no answer", comments=talk(wrote(THANKS, 9)))
    .passes("emoji need no answer", comments=talk(wrote(EMOJI, 9)))
    .passes("answered", comments=talk(wrote(PLAIN, 9), reply(1)))
    .passes("marked done", comments=talk(wrote(PLAIN, 9)), whole={"done": (Done(item="blog-blog-1"),)})
    .unsure("a comment feed that hides threads", comments=talk(wrote(PLAIN, 1), source="feed"))
    .fails("a late one in a comment feed", comments=talk(wrote(PLAIN, 6), source="feed"))
    .passes(
        "a comment feed that ends with us", comments=talk(wrote(PLAIN, 9), reply(1), source="feed"), mine=BLOG
    )
    .unsure(
        "a full comment feed that ends with us",
        comments=talk(*[reply(n, n, 50 + n) for n in range(1, 11)], source="feed"),
    )
    .passes(
        "nine of ours in a comment feed",
        comments=talk(*[reply(n, n, 50 + n) for n in range(1, 10)], source="feed"),
    )
    .unsure(
        "questions in a comment feed",
        comments=talk(wrote(ASKS, 9), source="feed"),
        says="Only the newest comments",
    )
    .fails("own limits", comments=talk(wrote(PLAIN, 3)), mine=limits("unanswered-comments", fail_days=1))
)

REVIEWS = (
    Table("unanswered-reviews")
    .passes("no reviews", reviews=talk(), figure=0)
    .passes("just below five working days", reviews=talk(review(5, 7 - HOUR, PLAIN)))
    .warns(
        "five working days",
        reviews=talk(review(5, 7, PLAIN)),
        says="A review has been waiting for a reply for seven days",
    )
    .warns("just below ten", reviews=talk(review(5, 14 - HOUR, PLAIN)))
    .fails("ten working days", reviews=talk(review(5, 14, PLAIN)))
    .fails(
        "two",
        reviews=talk(review(5, 14, PLAIN), review(4, 20, PLAIN, 2)),
        figure=2,
        says="Two reviews are waiting",
    )
    .passes("stars without text", reviews=talk(review(5, 14)))
    .passes("thanks", reviews=talk(review(5, 14, "Sehr lecker, danke!")))
    .silent(
        "one star is criticism",
        reviews=talk(review(1, 14, BLAMES)),
        says="Reported under “Questions and complaints”",
    )
    .fails("the 90th day", reviews=talk(review(5, 90, PLAIN)))
    .passes("older than 90 days", reviews=talk(review(5, 90 + HOUR, PLAIN)))
    .passes("answered", reviews=talk(review(5, 14, PLAIN), reply(13)))
    .silent("the answer was rejected", reviews=talk(review(5, 14, PLAIN), reply(13, rejected=True)))
    .silent("the answer to a complaint was rejected", reviews=talk(review(1, 14), reply(13, rejected=True)))
    .fails(
        "the answer was rejected, and nobody is to hear of that",
        reviews=talk(review(5, 14, PLAIN), reply(13, rejected=True)),
        mine={"checks": (("reply-rejected", "off"),)},
    )
    .passes("a pending answer counts", reviews=talk(review(5, 14, PLAIN), reply(13, pending=True)))
    .warns("own limits", reviews=talk(review(5, 3, PLAIN)), mine=limits("unanswered-reviews", warn_days=1))
    .passes("marked done", reviews=talk(review(5, 14, PLAIN)), whole={"done": (Done(item="blog-blog-1"),)})
)

MENTIONS = (
    Table("unanswered-mentions")
    .passes("none", mentions=talk(), figure=0)
    .passes("just below two working days", mentions=talk(mention(PLAIN, 4 - HOUR)))
    .warns(
        "two working days",
        mentions=talk(mention(PLAIN, 4)),
        says="A mention has been waiting for a reply for four days",
    )
    .warns("just below four", mentions=talk(mention(PLAIN, 6 - HOUR)))
    .fails("four working days", mentions=talk(mention(PLAIN, 6)))
    .fails(
        "two",
        mentions=talk(mention(PLAIN, 6), mention(PLAIN, 9, 2)),
        figure=2,
        says="Two mentions are waiting for a reply, the oldest for nine",
    )
    .passes("in passing", mentions=talk(mention(PLAIN, 9, in_passing=True)))
    .passes("answered", mentions=talk(mention(PLAIN, 9), reply(2)))
    .silent("a question", mentions=talk(mention(ASKS, 9)))
    .passes(
        "only counted",
        mentions=talk(mention(PLAIN, 9), counted_only=True),
        figure=1,
        says="One mention by others",
    )
    .passes("none counted", mentions=talk(counted_only=True), figure=0, says="No mentions by others")
    .passes(
        "two only counted",
        mentions=talk(mention(PLAIN, 9), mention(ASKS, 9, 2), counted_only=True),
        figure=2,
        says="Two mentions",
    )
    .fails("own limits", mentions=talk(mention(PLAIN, 3)), mine=limits("unanswered-mentions", fail_days=1))
)

REPLY_REJECTED = (
    Table("reply-rejected")
    .passes("nothing", comments=talk(), says="All your replies are visible")
    .passes("shown", reviews=talk(review(1, 5), reply(4)))
    .passes("pending", reviews=talk(review(1, 5), reply(4, pending=True)))
    .passes("a stranger's word that is not shown", comments=talk(wrote(ASKS, 4, rejected=True)))
    .fails(
        "one",
        reviews=talk(review(1, 5), reply(4, rejected=True)),
        figure=1,
        says="One of your replies is not visible",
    )
    .fails(
        "the rules that it broke",
        reviews=talk(
            reply(4, 1, 51, rejected=True, broke_rule="OFF_TOPIC"),
            reply(3, 2, 52, rejected=True),
            reply(2, 3, 53),
        ),
        figure=2,
    )
    .fails("with its own link", reviews=talk(reply(4, rejected=True, reply_url="https://g.example/reply")))
    .fails(
        "two, in both parts",
        comments=talk(reply(4, 1, 51, rejected=True)),
        reviews=talk(reply(3, 1, 52, rejected=True)),
        figure=2,
        says="Two of your replies are not visible",
    )
    .fails(
        "four, three are quoted",
        comments=talk(*[reply(4, n, 50 + n, rejected=True) for n in range(4)]),
        figure=4,
    )
    .unsure("one part not seen", comments=talk(), reviews=DOWN)
    .fails("one part not seen, the other convicts", comments=talk(reply(4, rejected=True)), reviews=DOWN)
)

CHANGED = (
    Table("review-changed")
    .passes("no reviews", reviews=talk(), says="No review was changed")
    .passes("never edited", reviews=talk(review(2, 20, BLAMES), reply(18)))
    .passes(
        "edited before our answer", reviews=talk(review(2, 20, BLAMES, changed_at=days_ago(19)), reply(18))
    )
    .passes(
        "edited at that very moment", reviews=talk(review(2, 20, BLAMES, changed_at=days_ago(18)), reply(18))
    )
    .warns(
        "edited a minute later",
        reviews=talk(review(2, 20, BLAMES, changed_at=days_ago(18) + timedelta(minutes=1)), reply(18)),
        figure=1,
        says="Sabine M. changed",
    )
    .warns("edited lately", reviews=talk(review(2, 20, BLAMES, changed_at=days_ago(3)), reply(18)))
    .passes(
        "answered again since",
        reviews=talk(review(2, 20, BLAMES, changed_at=days_ago(3)), reply(18), reply(2, 1, 51)),
    )
    .warns(
        "the second answer was rejected",
        reviews=talk(
            review(2, 20, BLAMES, changed_at=days_ago(3)), reply(18), reply(2, 1, 51, rejected=True)
        ),
    )
    .warns(
        "a stranger's word in the thread is no answer",
        reviews=talk(
            review(2, 20, BLAMES, changed_at=days_ago(3)), reply(18), wrote(PLAIN, 2, 9, thread="1")
        ),
    )
    .warns(
        "two, the newest is told",
        reviews=talk(
            review(2, 20, BLAMES, changed_at=days_ago(3)),
            reply(18),
            review(1, 30, BLAMES, 2, changed_at=days_ago(1), author="Tom R."),
            reply(25, 2, 51),
        ),
        figure=2,
        says="Tom R.",
    )
    .passes("edited, never answered", reviews=talk(review(2, 20, BLAMES, changed_at=days_ago(3))))
    .warns(
        "a link of its own",
        reviews=talk(
            review(2, 20, BLAMES, changed_at=days_ago(3), reply_url="https://g.example/r"), reply(18)
        ),
    )
    .passes(
        "marked done",
        reviews=talk(review(2, 20, BLAMES, changed_at=days_ago(3)), reply(18)),
        whole={"done": (Done(item="blog-blog-1"),)},
    )
)


def answered(count: int, hours: float = 6, start: int = 1) -> list[Item]:
    """Return questions of Tuesday to Friday mornings, answered after so many hours."""
    return [
        one
        for n in range(start, start + count)
        for one in (wrote(ASKS, 4, n), reply(4 - hours / 24, n, 50 + n))
    ]


TIME = (
    Table("response-time")
    .silent("nobody wrote", comments=talk(), says="Too few replies in this period for a typical reply time")
    .silent("four answers", comments=talk(*answered(4)))
    .passes("five answers", comments=talk(*answered(5)), figure=6.0, says="within six hours")
    .passes(
        "the middle counts, not the mean", comments=talk(*answered(3, 2), *answered(2, 23, 9)), figure=2.0
    )
    .passes("an even number", comments=talk(*answered(3, 2), *answered(3, 4, 9)), figure=3.0)
    .passes(
        "a weekend does not count",
        comments=talk(*[one for n in range(1, 6) for one in (wrote(ASKS, 3, n), reply(0, n, 50 + n))]),
        figure=24.0,
    )
    .passes("items that wait do not count", comments=talk(*answered(5), wrote(ASKS, 9, 99)), figure=6.0)
    .passes(
        "three parts together",
        comments=talk(*answered(2)),
        reviews=talk(*answered(2)),
        mentions=talk(*answered(1)),
        figure=6.0,
    )
    .unsure("only a feed", comments=talk(*answered(5), source="feed"))
    .passes("a feed beside reviews", comments=talk(source="feed"), reviews=talk(*answered(5)), figure=6.0)
    .passes("own limit", comments=talk(*answered(2)), mine=limits("response-time", least_items=2), figure=6.0)
)

RATE = (
    Table("response-rate")
    .silent("nobody wrote", comments=talk(), says="Too few comments in this period for a share")
    .silent("four", comments=talk(*answered(4)))
    .passes("all five", comments=talk(*answered(5)), figure=100, says="100% of what needed a reply has one")
    .passes("three of five", comments=talk(*answered(3), wrote(ASKS, 4, 91), wrote(PLAIN, 4, 92)), figure=60)
    .passes("cut, never rounded up", comments=talk(*answered(5), wrote(ASKS, 4, 91)), figure=83)
    .passes("none of five", comments=talk(*[wrote(ASKS, 4, n) for n in range(5)]), figure=0)
    .passes(
        "thanks do not count",
        comments=talk(*answered(5), *[wrote(THANKS, 4, 91 + n) for n in range(5)]),
        figure=100,
    )
    .unsure("only a feed", comments=talk(*answered(5), source="feed"))
    .passes(
        "done items do not count",
        comments=talk(*answered(5), wrote(ASKS, 4, 91)),
        whole={"done": (Done(item="blog-blog-91"),)},
        figure=100,
    )
    .passes("own limit", comments=talk(*answered(1)), mine=limits("response-rate", least_items=1), figure=100)
)

STARS = (
    Table("rating")
    .passes(
        "first look",
        rating=Rating(average=4.2, count=105),
        figure=4.2,
        says="4.2 of 5 stars from 105 ratings.",
    )
    .passes("a single one", rating=Rating(average=4.0, count=1), says="4 of 5 stars from one rating.")
    .silent("too few", rating=Rating(average=None, count=1), says="too few ratings")
    .passes("unchanged", rating=Rating(average=4.4, count=120), before=left(rating=(4.4, 100)))
    .passes("risen", rating=Rating(average=4.8, count=120), before=left(rating=(4.4, 100)))
    .passes("fallen by a tenth", rating=Rating(average=4.3, count=120), before=left(rating=(4.4, 100)))
    .passes(
        "fallen by just below two tenths",
        rating=Rating(average=4.21, count=120),
        before=left(rating=(4.4, 100)),
    )
    .warns(
        "fallen by two tenths, five new",
        rating=Rating(average=4.2, count=105),
        before=left(rating=(4.4, 100)),
        figure=4.2,
        says="from 4.4 to 4.2",
    )
    .passes(
        "fallen by two tenths, four new",
        rating=Rating(average=4.2, count=104),
        before=left(rating=(4.4, 100)),
    )
    .passes("ratings were removed", rating=Rating(average=4.0, count=90), before=left(rating=(4.4, 100)))
    .passes("no rating known before", rating=Rating(average=3.0, count=120), before=left())
    .warns(
        "own fall",
        rating=Rating(average=4.3, count=120),
        before=left(rating=(4.4, 100)),
        mine=limits("rating", fall=0.1),
    )
    .warns(
        "own number of new ones",
        rating=Rating(average=4.0, count=101),
        before=left(rating=(4.4, 100)),
        mine=limits("rating", least_items=1),
    )
)

FRESHNESS = (
    Table("review-freshness")
    .silent("no reviews", reviews=talk(), says="no reviews yet")
    .silent("only our words", reviews=talk(reply(3)))
    .passes("today", reviews=talk(review(5, 0)), figure=0)
    .passes("yesterday", reviews=talk(review(5, 1)), figure=1, says="22 November")
    .passes("the newest counts", reviews=talk(review(5, 200), review(5, 30, number=2)), figure=30)
    .passes("our answer is no review", reviews=talk(review(5, 200), reply(3)), figure=200)
    .passes("a clock that is ahead", reviews=talk(review(5, -1)), figure=0)
)

UNREAD = (
    Table("unread-messages")
    .passes("none", inbox=Inbox(unread=0), figure=0, says="No unread messages.")
    .passes("one", inbox=Inbox(unread=1), figure=1, says="One unread message.")
    .passes("two", inbox=Inbox(unread=2), figure=2)
    .passes("many", inbox=Inbox(unread=250), figure=250)
    .passes("for long", inbox=Inbox(unread=1), figure=1)
    .passes("on a dormant channel", inbox=Inbox(unread=4), mine={"state": "dormant"}, figure=4)
)

EIGHT = tuple((f"2026-W{number}", 3) for number in range(40, 48))


def storm(count: int) -> Conversation:
    """Return so many questions that wait since this morning."""
    return talk(*[wrote(ASKS, 0.1, n) for n in range(count)])


def stars(*days: float, rating: int = 1, first: int = 1) -> list[Item]:
    """Return a rating without words of each of these ages."""
    return [review(rating, age, "", first + n) for n, age in enumerate(days)]


WAVE = (2.0, 2.5, 3.0, 3.5, 4.0)
"""Five within exactly two days."""

REVIEW_WAVE = (
    Table("review-wave")
    .passes("no reviews", reviews=talk(), says="There were not unusually many bad ratings at once")
    .fails(
        "five in two days",
        reviews=talk(*stars(*WAVE)),
        figure=5,
        severity=Severity.HIGH,
        says="none in the eight",
    )
    .passes("four in two days", reviews=talk(*stars(*WAVE[1:])))
    .passes("five in two days and an hour", reviews=talk(*stars(*WAVE[:4], 4 + HOUR)))
    .fails("two stars are bad, too", reviews=talk(*stars(*WAVE, rating=2)))
    .passes("three stars are not", reviews=talk(*stars(*WAVE, rating=3)))
    .passes("one of five has three stars", reviews=talk(*stars(*WAVE[:4]), *stars(3.2, rating=3, first=9)))
    .fails("answered or not", reviews=talk(*stars(*WAVE), *[reply(1, n, 50 + n) for n in range(1, 6)]))
    .passes("our answers have no stars", reviews=talk(*[reply(n, n, 50 + n, rating=1) for n in range(1, 9)]))
    .fails(
        "four times the mean: 35 in eight weeks are 1.25 in two days",
        reviews=talk(*stars(*WAVE, *[5 + n * 1.6 for n in range(35)])),
        figure=5,
        says="35 in the eight weeks before",
    )
    .passes(
        "just below four times the mean",
        reviews=talk(*stars(*WAVE, *[5 + n * 1.5 for n in range(36)])),
    )
    .fails("one before", reviews=talk(*stars(*WAVE, 20)), says="one in the eight weeks before")
    .fails(
        "what is older than eight weeks is not usual any more",
        reviews=talk(*stars(*WAVE, *[61 + n * 0.1 for n in range(200)])),
        says="none in the eight",
    )
    .fails("the worst two days are told", reviews=talk(*stars(1, 1.1, 1.2, *WAVE)), figure=6)
    .fails("it ended seven days ago", reviews=talk(*stars(7, 7.1, 7.2, 7.3, 7.4)))
    .passes(
        "it ended before that, and was told then",
        reviews=talk(*stars(*[7 + HOUR + n / 10 for n in range(5)])),
    )
    .fails(
        "the last look was longer ago",
        reviews=talk(*stars(*[9 + n / 10 for n in range(5)])),
        before=left(last_look=days_ago(9)),
    )
    .passes(
        "the last look was yesterday",
        reviews=talk(*stars(*[7 + HOUR + n / 10 for n in range(5)])),
        before=left(last_look=days_ago(1)),
    )
    .fails(
        "a link of its own",
        reviews=talk(*[replace(one, reply_url="https://g.example/r") for one in stars(*WAVE)]),
    )
    .fails("own limits", reviews=talk(*stars(1, 2)), mine=limits("review-wave", least_items=2, times=1))
    .unsure("not all were seen", reviews=talk(gap=DOWN))
    .fails("not all were seen, and these suffice", reviews=talk(*stars(*WAVE), gap=DOWN))
)

SURGE = (
    Table("comment-surge")
    .passes("first look", comments=storm(50), figure=50, says="No more comments than usual are waiting")
    .passes("seven weeks known", comments=storm(50), before=left(waiting_weeks=EIGHT[1:]))
    .fails(
        "eight weeks known, ten wait",
        comments=storm(10),
        before=left(waiting_weeks=EIGHT),
        figure=10,
        says="Ten comments are waiting; usually it is three",
    )
    .passes("nine wait", comments=storm(9), before=left(waiting_weeks=EIGHT), figure=9)
    .passes(
        "just below three times",
        comments=storm(11),
        before=left(waiting_weeks=tuple((week, 4) for week, _ in EIGHT)),
    )
    .fails(
        "three times",
        comments=storm(12),
        before=left(waiting_weeks=tuple((week, 4) for week, _ in EIGHT)),
        figure=12,
    )
    .fails(
        "usually nobody waits",
        comments=storm(10),
        before=left(waiting_weeks=tuple((week, 0) for week, _ in EIGHT)),
        says="usually it is 0",
    )
    .passes(
        "this week is not compared with itself",
        comments=storm(50),
        before=left(waiting_weeks=(*EIGHT[1:], ("2026-W48", 1))),
    )
    .fails(
        "nine weeks, one of them this one",
        comments=storm(10),
        before=left(waiting_weeks=(*EIGHT, ("2026-W48", 90))),
    )
    .fails(
        "three parts together",
        comments=storm(4),
        mentions=storm(3),
        reviews=storm(3),
        before=left(waiting_weeks=EIGHT),
    )
    .passes(
        "done items do not count",
        comments=storm(10),
        before=left(waiting_weeks=EIGHT),
        whole={"done": (Done(item="blog-blog-1"),)},
        figure=9,
    )
    .passes(
        "thanks do not count",
        comments=talk(*[wrote(THANKS, 0.1, n) for n in range(20)]),
        before=left(waiting_weeks=EIGHT),
        figure=0,
    )
    .fails(
        "own limits",
        comments=storm(5),
        before=left(waiting_weeks=EIGHT),
        mine=limits("comment-surge", least_items=5, times=1),
    )
    .unsure("a part not seen", comments=talk(), reviews=DOWN, before=left(waiting_weeks=EIGHT))
    .silent(
        "bad ratings at once are told as those",
        reviews=talk(*stars(*[1 + n / 10 for n in range(12)])),
        before=left(waiting_weeks=EIGHT),
        says="Many bad ratings at once",
    )
)

DISABLED = (
    Table("comments-disabled")
    .passes("all open", upkeep=Upkeep(comments_disabled=0.0), says="are open")
    .passes("a fifth", upkeep=Upkeep(comments_disabled=0.2))
    .warns(
        "just above a fifth",
        upkeep=Upkeep(comments_disabled=0.21),
        says="Nobody can comment under 21% of the newest posts",
    )
    .warns(
        "all closed",
        upkeep=Upkeep(comments_disabled=1.0),
        says="Nobody can comment under 100% of the newest posts",
    )
    .silent("not said", upkeep=Upkeep(), says="does not say")
    .silent("off by default", upkeep=Upkeep(comments_disabled=1.0), mine={"checks": ()})
    .warns(
        "own limit",
        upkeep=Upkeep(comments_disabled=0.2),
        mine={**limits("comments-disabled", most_percent=10), "checks": (("comments-disabled", "on"),)},
    )
)

HIDDEN = (
    Table("hidden-comments")
    .passes("none", upkeep=Upkeep(hidden_comments=0), says="No comments are hidden")
    .warns("one", upkeep=Upkeep(hidden_comments=1), says="One comment is hidden")
    .warns("two", upkeep=Upkeep(hidden_comments=2), says="Two comments are hidden")
    .silent("not said", upkeep=Upkeep(), says="does not say")
    .silent("off by default", upkeep=Upkeep(hidden_comments=2), mine={"checks": ()})
    .warns(
        "on a quiet channel",
        upkeep=Upkeep(hidden_comments=9),
        mine={"checks": (("hidden-comments", "on"),), "posts": "none"},
    )
)

PENDING = (
    Table("reply-pending")
    .passes("no answers", reviews=talk(), says="No reply of yours is waiting to be shown")
    .passes("shown", reviews=talk(reply(9)))
    .passes("just below a day", reviews=talk(reply(1 - HOUR, pending=True)))
    .warns("a day", reviews=talk(reply(1, pending=True)), says="One of your replies is not visible yet")
    .warns("over a weekend: the platform works on Sundays", reviews=talk(reply(2, pending=True)))
    .warns(
        "two",
        reviews=talk(reply(2, 1, 51, pending=True), reply(3, 2, 52, pending=True)),
        says="Two of your replies are not visible yet",
    )
    .warns("a link of its own", reviews=talk(reply(2, pending=True, reply_url="https://g.example/r")))
    .passes("a stranger's word", reviews=talk(review(1, 9, pending=True)))
    .silent(
        "a rejected one is told instead",
        reviews=talk(reply(2, 1, 51, pending=True), reply(3, 2, 52, rejected=True)),
        says="Reported under “Replies that are not visible”",
    )
    .silent("off by default", reviews=talk(reply(2, pending=True)), mine={"checks": ()})
    .passes(
        "own limit",
        reviews=talk(reply(2, pending=True)),
        mine={**limits("reply-pending", warn_days=3), "checks": (("reply-pending", "on"),)},
    )
)


def texts(*said: str) -> Conversation:
    """Return answers of ours with these texts, the first one the newest."""
    return talk(*[reply(n + 1, n, 50 + n, text=text) for n, text in enumerate(said)])


STOCK = "Danke für Ihren Besuch, wir freuen uns auf das nächste Mal."


def answers_to(*said: tuple[str, str, str]) -> Conversation:
    """Return answers of ours to these people, who wrote this: (author, their words, our words)."""
    return talk(
        *(review(4, n + 2, words, n, author=author) for n, (author, words, _) in enumerate(said)),
        *(reply(n + 1, n, 50 + n, text=text) for n, (_, _, text) in enumerate(said)),
    )


PEOPLE = ("Anna Berg", "Ben", "Cem Yilmaz", "D. Ott", "Eva")

SAME = (
    Table("identical-replies")
    .silent("no answers", reviews=talk(), says="Too few")
    .silent("four", reviews=texts(*[STOCK] * 4))
    .warns("five alike", reviews=texts(*[STOCK] * 5), says="the same text", figure=5)
    .passes("four of five", reviews=texts(*[STOCK] * 4, "a"), says="differ")
    .warns("five of ten", reviews=texts(*[STOCK] * 5, *"abcde"), figure=5)
    .passes("four of ten", reviews=texts(*[STOCK] * 4, *"abcdef"))
    .warns(
        "case, blanks and signs do not matter", reviews=texts(*[STOCK] * 3, STOCK.upper(), f"  {STOCK} 😊")
    )
    .passes("all differ", reviews=texts("a", "b", "c", "d", "e"))
    .passes("only the last ten count", reviews=texts(*"abcdefghij", *[STOCK] * 11))
    .passes("thanks alone are none", reviews=texts(*["Vielen Dank!"] * 10))
    .passes("thanks with a greeting", reviews=texts(*["Hallo zusammen, herzlichen Dank und bis bald!"] * 10))
    .passes("hardly a word", reviews=texts(*["Sehr gern!"] * 5, *["Machen wir."] * 5))
    .warns("three words", reviews=texts(*["Machen wir bald."] * 5))
    .passes("a heart alone", reviews=texts(*["❤️"] * 10))
    .passes("thanks by name", reviews=answers_to(*((who, PLAIN, f"Vielen Dank, {who}!") for who in PEOPLE)))
    .warns(
        "one text with five names before it",
        reviews=answers_to(*((who, PLAIN, f"Hallo {who}, {STOCK}") for who in PEOPLE)),
    )
    .warns(
        "one text with five names in it",
        reviews=answers_to(*((who, PLAIN, f"{STOCK[:-1]}, {who}.") for who in PEOPLE)),
    )
    .passes(
        "one text with five stories",
        reviews=answers_to(*((who, PLAIN, f"{STOCK} Kuchen Nummer {n}!") for n, who in enumerate(PEOPLE))),
    )
    .passes("to stars without a word", reviews=answers_to(*((who, "", STOCK) for who in PEOPLE)))
    .passes(
        "four to words, others to stars",
        reviews=answers_to(*((who, PLAIN if n else "", STOCK) for n, who in enumerate(PEOPLE))),
    )
    .warns("another script", reviews=texts(*["Спасибо за визит, ждём вас снова в пекарне."] * 5))
    .passes(
        "rejected ones do not count",
        reviews=talk(
            *[reply(n, n, 50 + n, text=STOCK, rejected=n == 1) for n in range(1, 6)],
            reply(9, 9, 59, text="a"),
        ),
    )
    .warns(
        "both parts count",
        comments=texts(STOCK, STOCK, STOCK),
        reviews=talk(*[reply(9, n, 90 + n, text=STOCK) for n in range(2)]),
    )
    .silent("strangers do not count", reviews=talk(*[review(5, n, STOCK, n) for n in range(1, 9)]))
    .silent("switched off", reviews=texts(*[STOCK] * 5), mine={"checks": (("identical-replies", "off"),)})
    .warns("own limit", reviews=texts(STOCK, STOCK), mine=limits("identical-replies", least_items=2))
)

TABLES = (
    CRITICISM, COMMENTS, REVIEWS, MENTIONS, REPLY_REJECTED, CHANGED, TIME, RATE, STARS, FRESHNESS, UNREAD, REVIEW_WAVE, SURGE,
    DISABLED, HIDDEN, PENDING, SAME,
)  # fmt: skip
