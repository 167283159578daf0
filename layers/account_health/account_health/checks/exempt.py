"""Why a check does not apply to an account, whatever is seen of it: what was agreed, what the law asks, what is known.

Such a check is never unknown: a part that could not be seen takes nothing from an account that needs nothing of it.
"""

from account_health.checks.check import Context
from account_health.model import Message, Own, message
from account_health.model.company import Account, Company
from account_health.model.limits import YOUNG_DAYS
from account_health.model.platform import PLATFORM_ROWS, is_site

NOTICE_COUNTRIES = frozenset({"DE", "AT", "LI"})
"""Whose legal notices we know: § 5 DDG (Germany, 2024), § 5 ECG and § 25 MedienG (Austria), Art. 5 ECG (Liechtenstein)."""
SITE_COUNTRIES = NOTICE_COUNTRIES | frozenset("BE ES FR HU IT LU".split())
"""Where a website has to say who runs it (Art. 5 of Directive 2000/31/EC) and people have one name for that page.

In the United Kingdom, Ireland and the Netherlands it has to as well, and says so anywhere; in Switzerland only whoever
sells online has to, which nobody sees for sure.
"""
PROFILE_COUNTRIES = frozenset({"DE", "AT"})
"""Where profiles have been held to need one: LG Aschaffenburg, 2 HK O 54/11 (Germany, 2011); WKO (Austria)."""
NOT_CHECKED = message("We do not check legal notices in this country.")
EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
PRIVACY_COUNTRIES = frozenset(f"{EU} IS LI NO GB CH".split())
"""Where visitors have to be told: the GDPR's countries, and the United Kingdom and Switzerland by laws like it."""
QUIET = message("This channel is quiet on purpose.")
READ_ELSEWHERE = message(
    "Comments are left out here; someone reads them where they are written, as the registry file says: {key}.",
    key=Own('comments = "elsewhere"'),
)
"""The one quiet line about comments that no program can read, and that somebody looks after."""
NOTHING_REGISTERED = message("No opening hours are registered for comparison.")


def resting(context: Context) -> Message | None:
    """Nothing new is asked of a channel that rests: no posts, nor what belongs to posts."""
    return QUIET if context.account.state == "dormant" else None


def no_cadence(context: Context) -> Message | None:
    """No rhythm is expected of a channel that rests, that was registered without one, or that is too young."""
    if (quiet := resting(context)) is not None:
        return quiet
    if context.account.posts == "none":
        return message("No regular posts are expected here.")
    if context.created_at is not None and context.days_since(context.created_at) < YOUNG_DAYS:
        return message("The channel is too new to be judged.")
    return None


def never_dormant(context: Context) -> Message | None:
    """A listing is found whether anybody posts or not: nobody has to decide about it."""
    if PLATFORM_ROWS[context.account.platform].kind == "listing":
        return message("People find a listing whether or not anyone posts.")
    return no_cadence(context)


def read_elsewhere(context: Context) -> Message | None:
    """Comments that somebody reads where no program can are nothing to judge; a check that reads others judges these."""
    return READ_ELSEWHERE if context.account.comments == "elsewhere" else None


def in_use(context: Context) -> Message | None:
    """Only a channel that rests has to say so; a listing is no channel that one goes to for news."""
    if context.account.state != "dormant":
        return message("The channel is in use.")
    listed = PLATFORM_ROWS[context.account.platform].kind == "listing"
    return message("People find a listing whether or not anyone posts.") if listed else None


def no_phone(context: Context) -> Message | None:
    """Without a registered number nothing is compared."""
    return None if context.facts.phone else message("No phone number is registered for comparison.")


def no_email(context: Context) -> Message | None:
    """Without a registered e-mail address nothing is compared."""
    return None if context.facts.email else message("No email address is registered for comparison.")


def no_address(context: Context) -> Message | None:
    """Without a registered postal address nothing is compared."""
    return None if context.facts.address else message("No postal address is registered for comparison.")


def no_hours(context: Context) -> Message | None:
    """Without registered opening hours nothing is compared."""
    return None if context.facts.hours else NOTHING_REGISTERED


def no_special_days(context: Context) -> Message | None:
    """Hours of single days are a listing's field; pages and profiles have none, whatever is seen of them."""
    if PLATFORM_ROWS[context.account.platform].kind == "listing":
        return None
    return message("{platform} does not offer special hours.", platform=context.platform)


def no_imprint_duty(context: Context) -> Message | None:
    """Legal notices are judged where we know the law: elsewhere they may be a duty all the same."""
    site = is_site(context.account.platform)
    return None if context.company.country in (SITE_COUNTRIES if site else PROFILE_COUNTRIES) else NOT_CHECKED


def no_profiles(context: Context) -> Message | None:
    """That a notice has to say for which profiles it is meant, only German courts have said; without profiles it is for none."""
    if context.company.country != "DE":
        return NOT_CHECKED
    return None if profiles_of(context.company) else message("No other profile is registered.")


def profiles_of(company: Company) -> tuple[Account, ...]:
    """Return the registered profiles that a legal notice has to name."""
    return tuple(one for one in company.accounts if PLATFORM_ROWS[one.platform].in_imprint and one.url)


def no_notice_duty(context: Context) -> Message | None:
    """What a legal notice has to state is judged where we know it, and never on a profile."""
    return None if context.company.country in NOTICE_COUNTRIES else NOT_CHECKED


def not_in_austria(context: Context) -> Message | None:
    """Law of a neighbour is a template's mistake of Austrian companies."""
    return None if context.company.country == "AT" else message("This only applies in Austria.")


def no_privacy_duty(context: Context) -> Message | None:
    """Privacy policies are judged where we know the law: elsewhere they may be a duty all the same."""
    if context.company.country in PRIVACY_COUNTRIES:
        return None
    return message("We do not check privacy policies in this country.")
