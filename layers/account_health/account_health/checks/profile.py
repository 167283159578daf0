"""Profile: is there enough of it, and is it still true?"""

from typing import Final

from account_health.checks.check import Context, not_applicable, passed
from account_health.model import (
    Categories,
    Evidence,
    Outside,
    Pictures,
    Statements,
    Status,
    Upkeep,
    Verdict,
    message,
    message_n,
)
from account_health.text.outdated import outdated_promises

NO_PHOTOS: Final = message("{platform} lists no photos.")
"""What photos cannot be judged for on a platform that has no list of them."""


def outdated_text(texts: Statements, context: Context) -> Verdict:
    """Find passages that promise something for a time that is over."""
    grace = int(context.limits["start_grace_days"])
    for statement in texts.items:
        for promise in outdated_promises(statement.value, context.today, grace):
            return Verdict(
                status=Status.FAIL if promise.ended else Status.WARN,
                message=message(
                    "{place}, it still says {words}.", place=context.place, words=Outside(promise.words)
                ),
                action=message("Change or delete the text."),
                fix_url=statement.url,
                evidence=(Evidence(statement.url, excerpt=promise.words),),
            )
    return passed(message("We found nothing out of date."))


def description(descriptions: Statements, context: Context) -> Verdict:
    """Fail an empty description, warn for one that says hardly anything."""
    longest = max((len(one.value.strip()) for one in descriptions.items), default=0)
    if longest >= context.limits["least_characters"]:
        return passed(message("The profile says what the company does."), figure=longest)
    return Verdict(
        status=Status.WARN if longest else Status.FAIL,
        message=message("The description is very short.")
        if longest
        else message("The description is empty."),
        action=message("Write two sentences: what you offer, where, and for whom."),
        fix_url=context.account.url,
        figure=longest,
    )


def picture(pictures: Pictures, context: Context) -> Verdict:
    """Fail where a profile has no face of its own, warn where only its cover is missing."""
    if pictures.profile and pictures.cover is not False:
        return passed(message("The profile has its pictures."))
    return Verdict(
        status=Status.WARN if pictures.profile else Status.FAIL,
        message=message("The cover picture is missing.")
        if pictures.profile
        else message("The profile picture is missing."),
        action=message("Upload your logo and a picture of your place."),
        fix_url=context.account.url,
    )


def photos(pictures: Pictures, context: Context) -> Verdict:
    """Warn where photos are few or old; fail where there is none."""
    if pictures.photos is None:
        return not_applicable(context.named(NO_PHOTOS))
    if pictures.photos == 0:
        sentence, status = message("The profile shows no photo of your own."), Status.FAIL
    elif pictures.photos < context.limits["least_photos"]:
        sentence = message_n(
            "The profile shows only {n} photo.", "The profile shows only {n} photos.", pictures.photos
        )
        status = Status.WARN
    elif pictures.newest_at and context.days_since(pictures.newest_at) >= context.limits["warn_days"]:
        sentence = message(
            "The newest photo is from {day}.", day=pictures.newest_at.astimezone(context.zone).date()
        )
        status = Status.WARN
    else:
        return passed(message("The photos are recent."), figure=pictures.photos)
    return Verdict(
        status=status,
        message=sentence,
        action=message("Add three photos from this month: the place, the team, the work."),
        fix_url=context.account.url,
        figure=pictures.photos,
    )


def category(categories: Categories, context: Context) -> Verdict:
    """Fail where no category is set, warn for too many: the fewer, the better a listing is found."""
    if categories.primary is None:
        return Verdict(
            status=Status.FAIL,
            message=message("No category is set."),
            action=message("Choose the category that best describes your business."),
            fix_url=context.account.url,
        )
    count = 1 + len(categories.more)
    if count > context.limits["most"]:
        return Verdict(
            status=Status.WARN,
            message=message(
                "{count} categories are set; a listing is found more easily with few.", count=count
            ),
            action=message("Keep the categories that say what you are, and drop the rest."),
            fix_url=context.account.url,
        )
    return passed(message("The category is set."))


def alt_text(upkeep: Upkeep, context: Context) -> Verdict:
    """Warn where fewer than half of the newest pictures are described for people who cannot see them."""
    if upkeep.alt_texts is None:
        return not_applicable(message("{platform} does not say.", platform=context.platform))
    percent = round(100 * upkeep.alt_texts)
    if percent >= context.limits["least_percent"]:
        return passed(message("The pictures are described."), figure=percent)
    return Verdict(
        status=Status.WARN,
        message=message("{percent}% of the newest pictures have a description.", percent=percent),
        action=message("Describe each picture in one sentence for people who cannot see it."),
        fix_url=context.account.url,
        figure=percent,
    )
