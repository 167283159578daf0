"""Makes a `Company` out of the validated tables of its registry file: nothing here can be wrong any more."""

from collections.abc import Iterable

from account_health.model.company import (
    Account,
    AlertFeed,
    Brand,
    Company,
    Done,
    Facts,
    Known,
    Mute,
    Pause,
    Person,
    ReportSettings,
    Team,
    Watch,
)
from account_health.model.platform import PLATFORM_ROWS
from account_health.registry.addresses import Address, profile_address, read_address, read_handle
from account_health.registry.tables import AccountTable, FactsTable, Registry
from account_health.registry.watch_tables import WatchTable


def company_of(name: str, registry: Registry) -> Company:
    """Return the company that the tables of its file describe, the defaults of each platform filled in."""
    facts = _facts(registry.facts, Facts())
    report = registry.report
    copies = _each_once(report.copy_to)
    return Company(
        id=name,
        name=registry.name,
        legal_name=registry.legal_name,
        language=registry.language,
        address_form=registry.address_form,
        country=registry.country,
        region=registry.region,
        timezone=registry.timezone,
        report=ReportSettings(
            to=_each_once(report.to),
            copy_to=_readers(copies, report.unsubscribed),
            mode=report.mode,
            reply_to=report.reply_to or (copies[0] if copies else None),
            from_name=report.from_name,
            quotes=report.quotes,
            task_mails=report.task_mails,
            unsubscribed=_each_once(report.unsubscribed),
            people=report.people,
        ),
        brand=Brand(**registry.brand.model_dump()),
        facts=facts,
        people=tuple(
            Person(id=key, name=each.name, email=each.email) for key, each in registry.people.items()
        ),
        pauses=tuple(
            Pause(first=each.first, last=each.last, note=each.note or "") for each in registry.pauses
        ),
        team=Team(hours_per_week=registry.team.hours_per_week, departments=tuple(registry.team.departments)),
        accounts=tuple(_account(each, facts) for each in registry.accounts),
        done=tuple(Done(item=each.item, note=each.note or "") for each in registry.done),
        known=tuple(
            Known(
                url=each.url,
                verdict=each.verdict,
                owner=each.owner,
                seen=each.seen,
                reported=each.reported,
                gone=each.gone,
                note=each.note or "",
            )
            for each in registry.known
        ),
        watch=_watch(registry.watch),
    )


def _watch(table: WatchTable | None) -> Watch | None:
    if table is None:
        return None
    return Watch(
        names=tuple(table.names),
        near=tuple(table.near),
        not_us=tuple(table.not_us),
        search=tuple(table.search),
        searched=table.searched,
        feeds=tuple(
            AlertFeed(name=each.name, credential=each.credential, url=each.url) for each in table.feeds
        ),
        mute=tuple(Mute(check=each.check, reason=each.reason, until=each.until) for each in table.mute),
    )


def _readers(copies: Iterable[str], unsubscribed: Iterable[str]) -> tuple[str, ...]:
    """Return who reads a copy: what only an agency can act on is nobody's where its people have signed off."""
    off = {address.lower() for address in unsubscribed}
    return tuple(address for address in copies if address.lower() not in off)


def _each_once(addresses: list[str]) -> tuple[str, ...]:
    return tuple({address.lower(): address for address in reversed(addresses)}.values())[::-1]


def _facts(table: FactsTable | None, shared: Facts) -> Facts:
    if table is None:
        return shared
    return Facts(
        phone=shared.phone if table.phone is None else tuple(table.phone),
        email=shared.email if table.email is None else tuple(table.email),
        website=shared.website if table.website is None else tuple(table.website),
        address=shared.address if table.address is None else tuple(table.address),
        hours=shared.hours if table.hours is None else table.hours,
    )


def _account(table: AccountTable, facts: Facts) -> Account:
    address = _address(table)
    platform = address.platform
    return Account(
        id=table.id or PLATFORM_ROWS[platform].default_id,
        platform=platform,
        url=address.url,
        name=table.name,
        owner=table.owner,
        deputy=table.deputy,
        posts=table.posts or PLATFORM_ROWS[platform].posts,
        posts_presumed=platform == "blog" and not (table.posts or table.platform or table.feed),
        state=table.state,
        credential=table.credential,
        facts=_facts(table.facts, facts),
        thresholds=tuple((check, tuple(own.items())) for check, own in table.thresholds.items()),
        checks=tuple(table.checks.items()),
        mute=tuple(Mute(check=each.check, reason=each.reason, until=each.until) for each in table.mute),
        feed=table.feed,
        responders=tuple(table.responders),
        comments=table.comments,
        login=table.login or "facebook",
        username=address.username,
        page_id=address.page_id,
        user_id=table.user_id,
        account_id=table.account_id,
        location_id=table.location_id,
        max_reads=table.max_reads,
    )


def _address(table: AccountTable) -> Address:
    """Return what an account's table says of itself; what is written in a key of its own wins over the address."""
    found = read_address(table.url) if table.url else None
    platform = table.platform or (found.platform if found else None)
    if platform is None:  # refused when the table was read
        raise ValueError("an account without url and platform")
    username = read_handle(platform, table.username) if table.username else None
    number = table.page_id
    if found is None:
        url = profile_address(platform, username, number or table.user_id or table.location_id)
        return Address(platform, url, username, number)
    return Address(platform, found.url, username or found.username, number or found.page_id)
