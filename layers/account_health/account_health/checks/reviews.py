"""Reviews and stars: what changed in them, how old they are, and whether many bad ones come at once."""

from datetime import datetime

from account_health.checks.check import Context, not_applicable, passed
from account_health.checks.waiting_words import excerpt
from account_health.model import (
    Conversation,
    Evidence,
    Item,
    Outside,
    Rating,
    Status,
    Verdict,
    message,
    message_n,
)


def review_changed(reviews: Conversation, context: Context) -> Verdict:
    """Warn where somebody changed a review after our answer: a second chance, or a second complaint."""
    changed = [
        exchange.item
        for exchange in (context.waits["reviews"].answered if "reviews" in context.waits else ())
        if exchange.item.changed_at is not None
        and exchange.item.changed_at > max(_answers(reviews, exchange.item), default=exchange.answered_at)
    ]
    if not changed:
        return passed(message("No review was changed after our answer."))
    item = max(changed, key=lambda one: one.changed_at or one.at)
    return Verdict(
        status=Status.WARN,
        message=message("{author} changed a review after your answer.", author=Outside(item.author)),
        action=message("Read what it says now."),
        fix_url=item.reply_url or item.url,
        evidence=(Evidence(item.url, item.changed_at, excerpt(item.text)),),
        figure=len(changed),
    )


def rating(rating: Rating, context: Context) -> Verdict:
    """Give the stars; warn when they fell by 0.2 with at least five new ratings since the last look."""
    if rating.average is None:
        return not_applicable(message("There are too few ratings for an average."))
    before = context.before.rating if context.before else None
    fallen = before is not None and before[0] - rating.average >= context.limits["fall"] - 1e-9
    if before is not None and fallen and rating.count - before[1] >= context.limits["least_items"]:
        return Verdict(
            status=Status.WARN,
            message=message(
                "The rating fell from {before} to {now} stars.", before=before[0], now=rating.average
            ),
            action=message("Read the newest ratings together and answer them."),
            fix_url=context.account.url,
            figure=rating.average,
        )
    return passed(
        message_n(
            "{stars} of 5 stars from {n} rating.",
            "{stars} of 5 stars from {n} ratings.",
            rating.count,
            stars=rating.average,
        ),
        figure=rating.average,
    )


def review_freshness(reviews: Conversation, context: Context) -> Verdict:
    """Give the age of the newest review."""
    moments = [item.at for item in reviews.items if not item.ours]
    if not moments:
        return not_applicable(message("There are no reviews yet."))
    age = max(context.days_since(max(moments)), 0)
    return passed(
        message("The newest review is from {day}.", day=max(moments).astimezone(context.zone).date()),
        figure=age,
    )


def _answers(reviews: Conversation, item: Item) -> list[datetime]:
    return [one.at for one in reviews.items if one.ours and not one.rejected and one.thread == item.thread]
