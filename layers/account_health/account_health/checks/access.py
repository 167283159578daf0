"""Access: could we look, did we see everything, and does somebody own the account?"""

from account_health.checks.check import Context, passed, unknown
from account_health.model import Days, Status, Verdict, say
from account_health.reasons import CUTS, OUTAGES

SEVERAL_PEOPLE = 2


def data_complete(context: Context) -> Verdict:
    """Warn when we stopped looking although there was more: paging, budget, rate limit."""
    cut = [gap for gap in context.missing if gap.reason in CUTS]
    if not cut:
        return passed(say("Nothing was cut off."))
    return Verdict(
        status=Status.WARN,
        message=say("There was more than we look at in one go: {detail}.", detail=cut[0].detail),
        action=say("Ask us to look at more than the usual number here."),
    )


def last_complete_look(context: Context) -> Verdict:
    """Judge the days since everything could be seen; what an account never had does not count."""
    outages = [gap for gap in context.missing if gap.reason in OUTAGES]
    if not outages:
        return passed(say("Everything could be seen this time."), figure=0)
    if context.before is None:
        return unknown(say("We looked for the first time and could not see everything yet."))
    since = context.before.last_complete or context.before.first_look
    age = context.days_since(since)
    if age < context.limits["warn_days"]:
        return passed(say("We last saw everything {age} ago.", age=Days(age)), figure=age)
    return Verdict(
        status=Status.FAIL if age >= context.limits["fail_days"] else Status.WARN,
        message=say(
            "We have not been able to see everything for {age}, since {since}: {detail}.",
            age=Days(age),
            since=since.astimezone(context.zone).date(),
            detail=outages[0].detail,
        ),
        action=say("Find out why the site turns us away, and let us look again."),
        fix_url=context.account.url,
        figure=age,
    )


def owner_assigned(context: Context) -> Verdict:
    """Fail where nobody owns the account; warn for a missing deputy where two people or more are registered."""
    if context.account.owner is None:
        return Verdict(
            status=Status.FAIL,
            message=say("Nobody is named as the one who takes care of this channel."),
            action=say("Name one person who takes care of this channel."),
        )
    if context.account.deputy is None and len(context.company.people) >= SEVERAL_PEOPLE:
        return Verdict(
            status=Status.WARN,
            message=say("Nobody is named for the days when the person in charge is away."),
            action=say("Name a second person for this channel."),
        )
    if context.account.deputy is None:
        return passed(say("One person takes care of this channel."))
    return passed(say("A person and a deputy take care of this channel."))
