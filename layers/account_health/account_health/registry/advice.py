"""What a registry file may say and its owner probably does not mean: told beside a good file, never an error."""

from collections.abc import Iterator
from datetime import date

from account_health.model.company import Account, Company
from account_health.model.ours import is_shown_name
from account_health.model.platform import PLATFORM_ROWS


def advise(company: Company, today: date) -> tuple[str, ...]:
    """Return lines of the form `key: what happens as it is, and the cure`; lists count from 1."""
    return (
        *_responders(company),
        *_mutes(company, today),
        *_task_mails(company),
        *_twice(company),
    )


def _responders(company: Company) -> Iterator[str]:
    """Names alone are spoofable: `connectors.blog.responders` trusts them only where no id is registered."""
    for number, account in enumerate(company.accounts, 1):
        if PLATFORM_ROWS[account.platform].kind != "site":
            yield from (
                f'accounts[{number}].responders: "{one}" is read as a person\'s name, and whoever has it there does not'
                f' count as you; write the handle with its @, such as "@{"".join(str(one).split()).lower()}"'
                for one in account.responders
                if is_shown_name(str(one))
            )
            continue
        if account.responders and not any(isinstance(one, int) for one in account.responders):
            yield (
                f"accounts[{number}].responders: anybody can type a name above a comment, and then counts as you; on"
                f' WordPress add the user id, such as ["{account.responders[0]}", 3]'
                " (the number after user_id= in the address of the user's page there)"
            )


def _mutes(company: Company, today: date) -> Iterator[str]:
    for number, account in enumerate(company.accounts, 1):
        for place, mute in enumerate(account.mute, 1):
            if mute.until is not None and mute.until < today:
                yield (
                    f"accounts[{number}].mute[{place}].until: was over on {mute.until}, so {mute.check} is told again;"
                    " delete it or write a later day"
                )


def _task_mails(company: Company) -> Iterator[str]:
    settings = company.report
    if not settings.task_mails:
        return
    owners = {account.owner for account in company.accounts}
    if settings.mode == "review":
        yield 'report.task_mails: nobody gets one while mode = "review"'
    elif settings.people == "none":
        yield 'report.task_mails: nobody gets one while people = "none"'
    elif owners == {None}:
        yield "report.task_mails: nobody gets one, because no account has an owner; write owner below [[accounts]]"
    else:
        for person in company.people:
            if person.id in owners and person.email is None:
                yield f"people.{person.id}.email: is missing, so {person.name} gets no mail with the own tasks; add it"


def _twice(company: Company) -> Iterator[str]:
    seen: dict[tuple[str, str], int] = {}
    for number, account in enumerate(company.accounts, 1):
        first = seen.setdefault((account.platform, _named(account)), number)
        if first != number:
            yield f"accounts[{number}]: is the same as accounts[{first}], so everything is told twice; delete one"


def _named(account: Account) -> str:
    """Return what an account is on its platform, however its address is written."""
    number = account.location_id or account.page_id or account.user_id
    address = account.url.partition("://")[2].removeprefix("www.").rstrip("/")
    return (number or account.username or address).casefold()
