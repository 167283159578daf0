"""Access: does the platform let us look, did we see everything, and does somebody own the account?"""

from collections.abc import Mapping
from types import MappingProxyType

from account_health.checks.check import Context, not_applicable, passed, unknown
from account_health.model import (
    Access,
    Days,
    Gap,
    Identity,
    Message,
    Outside,
    Presence,
    Reason,
    Severity,
    Status,
    Verdict,
    message,
    message_n,
)
from account_health.model.platform import PLATFORM_ROWS
from account_health.model.reasons import NOTHING_THERE, OUTAGES, reason_on

SEVERAL_PEOPLE = 2
NEARLY_A_WEEK = 6
"""Two weekly runs may lie some hours less than seven days apart."""
A_WEEK = 7

REFUSED: Mapping[str, Message] = MappingProxyType(
    {
        "expired": message("The access has expired."),
        "revoked": message("The access was withdrawn, or a password was changed."),
        "wrong_kind": message("The access belongs to a person; the channel's own is needed."),
        "wrong_account": message("The access belongs to another channel."),
        "needs_person": message("{platform} is waiting for someone to confirm something there."),
        "no_role": message("The person behind the access may no longer manage this channel."),
        "wrong_app": message("The stored access and the stored app do not belong together."),
        "admin": message("An administrator of the organisation blocks our access to {platform}."),
        "not_enrolled": message("{platform} has not opened its interface for us yet."),
        "app_off": message("Meta has switched off or blocked the app through which we read {platform}."),
        "disconnected": message("{platform} no longer answers our app: channel and app are not connected."),
        "refused": message("{platform} shows us nothing, but does not say which permission is missing."),
    }
)
RENEW = message("Renew the access; it takes about five minutes.")
DASHBOARD = "https://developers.facebook.com/apps/"
STEPS: Mapping[str, Message] = MappingProxyType(
    {
        "wrong_kind": message("Store a credential that belongs to the channel itself."),
        "wrong_account": message("Store the credential of this channel."),
        "needs_person": message("Log in to {platform} and do what it asks for."),
        "no_role": message(
            "Invite this person again as a manager of the channel; the access then works again."
        ),
        "wrong_app": message("Correct the id and the secret of the app in the stored access."),
        "admin": message("Ask the administrator of the organisation to allow our app."),
        "not_enrolled": message("Apply to {platform} for its interface, or enrol our app there."),
        "app_off": message("Switch the app back on in Meta's app dashboard."),
        "disconnected": message("Reconnect the channel to the app."),
        "refused": message("Check what Meta's app dashboard asks for, and do it."),
    }
)
"""What to do about a problem where renewing the access would change nothing."""
AT_THE_DASHBOARD = frozenset({"app_off", "refused"})
LISTS: Mapping[str, Message] = MappingProxyType(
    {
        "posts": message("posts"),
        "reels": message("reels"),
        "comments": message("comments"),
        "visits": message("posts by visitors"),
        "tags": message("mentions"),
        "replies": message("replies"),
    }
)
REFUSALS = frozenset({Reason.ACCESS_DENIED, Reason.CREDENTIAL_REFUSED})
HIDDEN: Mapping[str, Message] = MappingProxyType(
    {
        "unpublished": message("The page is not published; nobody can see it."),
        "protected": message("The profile is protected; only followers can see it."),
        "suspended": message("{platform} has suspended the profile."),
        "gone": message("The profile is no longer there."),
        "merged": message("{platform} has merged this page into another one."),
        "withheld": message("{platform} does not show the profile in some countries."),
        "disabled": message("{platform} has disabled the profile."),
    }
)
REOPEN: Mapping[str, Message] = MappingProxyType(
    {
        "unpublished": message("Publish the page today, or tell us that it is meant to stay hidden."),
        "protected": message("Let everyone see the posts: switch off their protection in the settings."),
        "gone": message("Find out who deleted or renamed it, and tell us the new address."),
    }
)
"""What makes an account visible again where the platform itself asks for nothing."""


def _refused(context: Context) -> bool:
    """Say whether anything was refused to this access, whenever in the look that was."""
    return any(gap.reason in REFUSALS for gap in context.missing)


def credential_valid(access: Access, context: Context) -> Verdict:
    """Fail where the platform refuses our credential: everything else is then unseen, not well.

    A credential that is accepted and does not reach everything is no pass: what it lacks is told as permissions.
    """
    if access.problem is not None:
        return Verdict(
            status=Status.FAIL,
            message=context.named(REFUSED[access.problem]),
            action=context.named(STEPS.get(access.problem, RENEW)),
            fix_url=DASHBOARD if access.problem in AT_THE_DASHBOARD else context.account.url,
        )
    if access.missing or _refused(context):
        return not_applicable(message("Reported under the permissions."), yields_to="permissions-complete")
    return passed(message("{platform} accepts our access.", platform=context.platform))


def credential_expiry(access: Access, context: Context) -> Verdict:
    """Judge the days that the credential still lives."""
    if access.never_expires:
        return passed(message("The access does not expire."))
    if access.expires_at is None:
        return not_applicable(
            message("{platform} does not say how long the access is valid.", platform=context.platform)
        )
    left = (access.expires_at - context.now).days
    if left > context.limits["warn_days_left"]:
        return passed(message("The access is valid for long enough."), figure=left)
    return Verdict(
        status=Status.FAIL if left <= context.limits["fail_days_left"] else Status.WARN,
        message=message("The access ends on {day}.", day=access.expires_at.astimezone(context.zone).date()),
        action=message("Renew the access before then, or this channel will be missing from the next report."),
        fix_url=context.account.url,
        figure=left,
    )


def permissions_complete(access: Access, context: Context) -> Verdict:
    """Fail where a permission is missing that the checks need, or where something is refused for no named reason."""
    if access.problem is None and not access.missing and _refused(context):
        return Verdict(
            status=Status.FAIL,
            message=message(
                "{platform} shows us only a part, but does not say which permission is missing.",
                platform=context.platform,
            ),
            action=message("Renew the access with all its permissions."),
            fix_url=context.account.url,
        )
    if not access.missing:
        return passed(message("All permissions are granted."))
    return Verdict(
        status=Status.FAIL,
        message=message("Permissions are missing: {names}.", names=Outside(", ".join(access.missing))),
        action=message("Grant the missing permissions when you renew the access."),
        fix_url=context.account.url,
    )


def identity_unchanged(identity: Identity, context: Context) -> Verdict:
    """Fail where the address leads to another account than at the first look, or the account has another name now."""
    pinned = context.before.pinned_id if context.before else None
    if identity.was is not None and (pinned is None or pinned == identity.id):
        return Verdict(
            status=Status.FAIL,
            message=message(
                "The channel is now called {name}; the address that we know no longer leads there.",
                name=Outside(identity.handle or identity.id),
            ),
            action=message("Change the name wherever you link to this channel, and enter the new address."),
            fix_url=context.account.url,
        )
    if pinned is None or pinned == identity.id:
        return passed(message("The address leads to the registered channel."))
    return Verdict(
        status=Status.FAIL,
        message=message(
            "The address leads to another channel than before: {name}.",
            name=Outside(identity.name or identity.id),
        ),
        action=message("Check whether this channel is yours and who has taken the name."),
        fix_url=context.account.url,
    )


def account_public(presence: Presence, context: Context) -> Verdict:
    """Fail where the public cannot see the account."""
    if presence.problem is None:
        return passed(message("Everyone can see the channel."))
    if presence.problem == "merged":
        return _merged(presence, context)
    return Verdict(
        status=Status.FAIL,
        message=context.named(HIDDEN[presence.problem]),
        action=REOPEN.get(presence.problem)
        or message("Log in {place} today and see what is asked of you.", place=context.place),
        fix_url=context.account.url,
    )


def _merged(presence: Presence, context: Context) -> Verdict:
    said = context.named(HIDDEN["merged"])
    if presence.now is not None:
        said = message(
            "{platform} has merged this page into another one, which has the id {id}.",
            platform=context.platform,
            id=Outside(presence.now),
        )
    return Verdict(
        status=Status.FAIL,
        message=said,
        action=message("Check whether the other page is yours. If it is, enter its address."),
        fix_url=context.account.url,
    )


def data_complete(context: Context) -> Verdict:
    """Warn when we stopped looking although there was more, and when the platform's interface moved on without us."""
    cut = next((gap for gap in context.missing if gap.reason is Reason.CUT_OFF), None)
    if cut is None:
        return (
            _outdated(context)
            or _emptied(context)
            or _lost(context)
            or _figures_off(context)
            or _nothing_cut(context)
        )
    return Verdict(
        status=Status.WARN,
        message=message("There was more than we read in one go: {detail}.", detail=cut.detail.rstrip(".")),
        action=message("Allow more reads for this channel (max_reads), or check it more often.")
        if "max_reads" in PLATFORM_ROWS[context.account.platform].keys
        else message("Check this channel more often."),
    )


def _lost(context: Context) -> Verdict | None:
    """Say nothing of our own reading where something stayed unseen that may be there: nobody read everything then."""
    if all(gap.reason in NOTHING_THERE for gap in context.missing):
        return None
    return not_applicable(message("Reported under “Last complete check”."), yields_to="last-complete-look")


def _nothing_cut(context: Context) -> Verdict:
    """Say that all was read, and name what the platform shows to nobody, or not to this access."""
    said = message("We read everything.")
    if context.held_back:
        said = message_n(
            "We read everything that {platform} shows; one comment is held back.",
            "We read everything that {platform} shows; {n} comments are held back.",
            context.held_back,
            platform=context.platform,
        )
    if context.access is not None and "adverts" in context.access.beyond:
        return passed(message("{said} We cannot see comments under advertisements.", said=said))
    return passed(said)


def _figures_off(context: Context) -> Verdict | None:
    """Warn, in the week in which it shows, that the month's figures are not switched on for us: nothing else lacks."""
    if context.access is None or "figures" not in context.access.beyond:
        return None
    return Verdict(
        status=Status.WARN,
        severity=Severity.LOW,
        message=message(
            "{platform} does not give us its figures on calls, directions and clicks; everything else was read.",
            platform=context.platform,
        ),
        action=message(
            "Switch on {interface}, or leave it: the monthly report then goes without these figures.",
            interface="Business Profile Performance API",
        ),
    )


def _outdated(context: Context) -> Verdict | None:
    """Warn where fields that we ask for are gone, or another version of the interface answered: our program is old."""
    access = context.access
    if access is not None and access.dropped:
        outdated = message(
            "{platform} no longer knows {names}, which we ask for.",
            platform=context.platform,
            names=Outside(", ".join(access.dropped)),
        )
    elif access is not None and access.version is not None:
        outdated = message(
            "{platform} answered in version {version} of its interface, not in the one that we asked for.",
            platform=context.platform,
            version=Outside(access.version),
        )
    else:
        return None
    return Verdict(status=Status.WARN, message=outdated, action=message("Update account-health."))


def _emptied(context: Context) -> Verdict | None:
    """Warn once that a list which was full is believed to be empty now: somebody deleted all of it, or nobody knows."""
    if context.access is None or not context.access.emptied:
        return None
    what, count = context.access.emptied[0]
    return Verdict(
        status=Status.WARN,
        message=message(
            "{platform} no longer lists {count} {what}, and says nothing about it.",
            platform=context.platform,
            count=count,
            what=LISTS.get(what, LISTS["posts"]),
        ),
        action=message("Check there whether someone deleted them."),
        fix_url=context.account.url,
    )


def last_complete_look(context: Context) -> Verdict:
    """Judge the days since everything could be seen; what an account never had does not count.

    One look that fails is one week at most, however long nobody looked before it.
    """
    outages = [gap for gap in context.missing if gap.reason in OUTAGES]
    if (explained := _explained(outages)) is not None:
        return explained
    if context.before is None:
        return unknown(message("This was the first check, and it could not cover everything yet."))
    since = context.before.last_complete or context.before.first_look
    age = context.days_since(since)
    if context.before.last_complete is None and age < NEARLY_A_WEEK:
        return unknown(message("We have not checked everything yet; the first check was a few days ago."))
    if age < 1:
        return passed(message("We last checked everything earlier today."), figure=0)
    first_failure = since >= context.before.last_look
    unseen = min(age, A_WEEK) if first_failure else age
    second_week = context.before.last_complete is None and age >= NEARLY_A_WEEK
    if unseen < context.limits["warn_days"] and not second_week:
        return passed(message("We last checked everything {age} ago.", age=Days(age)), figure=age)
    return Verdict(
        status=Status.FAIL if unseen >= context.limits["fail_days"] else Status.WARN,
        message=message(
            "We have not been able to check everything for {age}, since {since}. {why}",
            age=Days(age),
            since=since.astimezone(context.zone).date(),
            why=reason_on(context.account.platform, outages[0].reason),
        ),
        action=message("Find out why this channel cannot be read, and run the check again."),
        fix_url=context.account.url,
        figure=age,
    )


def _explained(outages: list[Gap]) -> Verdict | None:
    """Return the verdict where nothing is missing, or only what another check tells the cause of."""
    if not outages:
        return passed(message("We were able to check everything this time."), figure=0)
    if all(gap.reason is Reason.CERTIFICATE for gap in outages):
        return not_applicable(message("Reported under the certificate."), yields_to="certificate")
    return None


def owner_assigned(context: Context) -> Verdict:
    """Fail where nobody owns the account; warn for a missing deputy where two people or more are registered."""
    alone = context.company.report.answers_itself and len(context.company.people) < SEVERAL_PEOPLE
    if context.account.owner is None and alone:
        return not_applicable(message("One person looks after everything here."))
    if context.account.owner is None:
        return Verdict(
            status=Status.FAIL,
            message=message("Nobody is named to look after this channel."),
            action=message("Name one person who looks after this channel."),
        )
    if context.account.deputy is not None:
        return passed(message("One person and a deputy look after this channel."))
    if len(context.company.people) >= SEVERAL_PEOPLE:
        return Verdict(
            status=Status.WARN,
            message=message("No deputy is named for this channel."),
            action=message("Name a second person for this channel."),
        )
    return passed(message("One person looks after this channel."))
