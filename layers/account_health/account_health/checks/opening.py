"""Opening hours, holidays, and whether a profile is under our control: what a branch's listing says."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from account_health.calendar.holidays import Place, special_days
from account_health.checks.check import Context, not_applicable, passed
from account_health.model import (
    Badge,
    Harm,
    ListingStatus,
    Message,
    Opening,
    Outside,
    ReportRhythm,
    Severity,
    Status,
    Value,
    Verdict,
    WeekHours,
    message,
    message_n,
)
from account_health.model.limits import BADGE_DAYS, HOLIDAY_WINDOW_DAYS
from account_health.text.opening_hours import read_hours

LISTING_PROBLEMS: Mapping[str, Message] = MappingProxyType(
    {
        "unverified": message("nobody has confirmed it yet"),
        "verification_pending": message("its confirmation has been started but not finished"),
        "under_review": message("the review is under way"),
        "ownership_conflict": message("another listing of the same place is in the way"),
        "suspended": message("{platform} has suspended it"),
        "disabled": message("{platform} has disabled it"),
    }
)
"""What `ListingStatus.problem` may say; any other text is shown as it is."""
CONFIRM = message("Confirm the listing, or ask who else claims it.")
LISTING_STEPS: Mapping[str, Message] = MappingProxyType(
    {
        "verification_pending": message("Finish the confirmation that was started."),
        "under_review": message("Wait until {platform} has decided; after two weeks, ask its support."),
        "suspended": message("Correct what {platform} objects to, and ask it to show the listing again."),
        "disabled": message("Correct what {platform} objects to, and ask it to show the listing again."),
    }
)
"""What to do about a problem of `LISTING_PROBLEMS` where confirming the listing is not the next step."""
FIELDS: Mapping[str, Message] = MappingProxyType(
    {
        "name": message("Name"),
        "phone": message("Phone number"),
        "category": message("Category"),
        "address": message("Postal address"),
        "website": message("Website"),
        "hours": message("Opening hours"),
        "holiday-hours": message("Holiday hours"),
        "closed-status": message("Marked as closed"),
        "description": message("Description"),
        "other": message("other details"),
    }
)
"""What `ListingStatus.edited` may name; any other text is shown as it is."""
COMPANY_HOLIDAYS = message("company holidays")
URGENT_FIELDS = frozenset({"closed-status", "hours", "phone", "website"})
"""Facts that cost customers on the day on which a stranger changes them."""


def holiday_hours(hours: WeekHours, context: Context) -> Verdict:
    """Judge whether special hours are set for the next holidays and pauses, on days that would be open otherwise."""
    if hours.special is None:
        return not_applicable(message("{platform} does not offer special hours.", platform=context.platform))
    set_days = {one.day for one in hours.special}
    missing = [(day, label) for day, label in _expected(hours, context) if day not in set_days]
    if not missing:
        return passed(message("Hours are set for the upcoming holidays."))
    left = (missing[0][0] - context.today).days
    names: tuple[Value, ...] = tuple(dict.fromkeys(label for _, label in missing))
    return Verdict(
        status=Status.FAIL if left <= context.limits["fail_days_left"] else Status.WARN,
        message=message_n(
            "Opening hours are still missing {place} for {names}.",
            "Opening hours are still missing {place} for these days: {names}.",
            len(names),
            place=context.place,
            names=names,
        ),
        action=_entered([context.company.is_away(day) for day, _ in missing]),
        fix_url=hours.url or context.account.url,
        figure=len(missing),
    )


def _entered(away: list[bool]) -> Message:
    """Return what to enter for days on some of which the company is away."""
    if all(away):
        return message("Enter these days as closed.")
    if any(away):
        return message("Enter these days even if you are open as usual, and your own holidays as closed.")
    return message("Enter these days even if you are open as usual.")


def closed_status(opening: Opening, context: Context) -> Verdict:
    """Fail where a profile calls the place closed although it is open; during a pause that is right."""
    if opening.status == "open":
        return passed(message("The profile says “open”."))
    if opening.status == "temporarily_closed" and context.company.is_away(context.today):
        return passed(message("The profile says “closed” for the holidays."))
    closed = {
        "temporarily_closed": message("The profile says “temporarily closed”."),
        "permanently_closed": message("The profile says “permanently closed”."),
    }
    return Verdict(
        status=Status.FAIL,
        message=closed[opening.status],
        action=message("Set the listing to “open” today."),
        fix_url=opening.url or context.account.url,
    )


def verification(listing: ListingStatus | None, badge: Badge | None, context: Context) -> Verdict:
    """Fail where a listing is not, or no longer, under our control; a lost badge is a small matter."""
    if listing is None:
        return _badge(badge or Badge(shown=False), context)
    if listing.verified:
        return passed(message("Google has confirmed that the listing is yours."))
    return Verdict(
        status=Status.FAIL,
        message=message(
            "Google has not confirmed that the listing is yours: {problem}.",
            problem=_problem(listing.problem, context),
        )
        if listing.problem
        else message("Google has not confirmed that the listing is yours."),
        action=context.named(LISTING_STEPS.get(listing.problem or "", CONFIRM)),
        fix_url=listing.url or context.account.url,
    )


def _problem(problem: str, context: Context) -> Message | Outside:
    said = LISTING_PROBLEMS.get(problem)
    return Outside(problem) if said is None else context.named(said)


def _badge(badge: Badge, context: Context) -> Verdict:
    if badge.lost_at is not None and context.days_since(badge.lost_at) < BADGE_DAYS:
        return Verdict(
            status=Status.WARN,
            severity=Severity.LOW,
            harm=Harm.MISSING,
            report_rhythm=ReportRhythm.MONTHLY,
            message=message("The profile has lost its badge."),
            action=message("Check whether the badge was due for renewal or the profile was changed."),
            fix_url=context.account.url,
        )
    if not badge.shown:
        return not_applicable(message("The profile has no badge."))
    return Verdict(
        status=Status.PASS,
        severity=Severity.LOW,
        report_rhythm=ReportRhythm.MONTHLY,
        message=message("The profile has its badge."),
    )


def google_edits(listing: ListingStatus, context: Context) -> Verdict:
    """Fail where the platform or its users changed facts; warn where an edit of ours is not live.

    What sends customers away the same day cannot wait for the next report (`URGENT_FIELDS`).
    """
    if listing.edited:
        return Verdict(
            status=Status.FAIL,
            message=message(
                "Others have changed your listing {place}: {fields}.",
                place=context.place,
                fields=tuple(FIELDS.get(one) or Outside(one) for one in listing.edited),
            ),
            action=message("Check the change, and accept or reject it."),
            fix_url=listing.url or context.account.url,
            urgent=tuple(one for one in listing.edited if one in URGENT_FIELDS),
        )
    if listing.pending:
        return Verdict(
            status=Status.WARN,
            severity=Severity.MEDIUM,
            message=message("A change you made is not visible yet."),
            action=message("Check whether {platform} asks for something.", platform=context.platform),
            fix_url=listing.url or context.account.url,
        )
    return passed(message("Nobody else has changed the listing."))


def duplicate_profile(listing: ListingStatus, context: Context) -> Verdict:
    """Fail where the platform knows a second listing of the same place."""
    if listing.duplicate_of is None:
        return passed(message("There is one listing of this place."))
    return Verdict(
        status=Status.FAIL,
        message=message("There is a second listing of the same place."),
        action=message("Ask {platform} to merge both listings.", platform=context.platform),
        fix_url=listing.url or context.account.url,
    )


def _expected(hours: WeekHours, context: Context) -> list[tuple[date, Value]]:
    """Return the coming holidays and days of pauses on which the place would be open by its weekly hours.

    A holiday goes by its name, a pause by its note where it has one.
    """
    company = context.company
    where = Place(country=company.country, region=company.region, language=company.language)
    days: dict[date, Value] = dict(special_days(where, context.today, HOLIDAY_WINDOW_DAYS + 1))
    for number in range(HOLIDAY_WINDOW_DAYS + 1):
        day = context.today + timedelta(days=number)
        for pause in company.pauses:
            if pause.covers(day):
                days.setdefault(day, Outside(pause.note) if pause.note else COMPANY_HOLIDAYS)
    facts = read_hours(context.facts.hours or "").days if context.facts.hours else None
    week = facts or hours.week
    return [(day, days[day]) for day in sorted(days) if week is None or week[day.weekday()]]
