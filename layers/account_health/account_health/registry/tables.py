"""The tables of a registry file: their keys, kinds of values, defaults and descriptions (also the JSON Schema's)."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from account_health.checks.name_checks import NAME_CHECK_IDS
from account_health.model.company import Language, Platform
from account_health.model.platform import PLATFORM_ROWS
from account_health.registry.addresses import (
    AddressError,
    check_feed_address,
    fits,
    platform_keys,
    read_address,
    read_handle,
)
from account_health.registry.fields import (
    Color,
    Country,
    Credential,
    Day,
    HoursText,
    HttpsAddress,
    Id,
    Line,
    Lines,
    MailAddress,
    Mails,
    Phones,
    PlatformName,
    Responder,
    Text,
    WebAddress,
    WebAddresses,
    Zone,
    wrong,
)
from account_health.registry.guesses import did_you_mean
from account_health.registry.secrets import shown
from account_health.registry.table import Reading, Table, known_person
from account_health.registry.watch_tables import KnownTable, WatchTable

PostRhythm = Literal["weekly", "biweekly", "monthly", "none"]
Switch = Literal["on", "off"]


class FactsTable(Table):
    """What every profile has to say; a list means that each of them is right."""

    phone: Annotated[Phones | None, Field(description="Telephone number, in quotes")] = None
    email: Annotated[Mails | None, Field(description="Mail address for customers")] = None
    website: Annotated[WebAddresses | None, Field(description="Address of the website")] = None
    address: Annotated[Lines | None, Field(description="Street, number, postal code and town")] = None
    hours: Annotated[
        HoursText | None,
        Field(description="Opening hours, one line for each group of days: Mo-Fr 9:00-18:00"),
    ] = None


class ReportTable(Table):
    """Who gets the report and how it speaks."""

    to: Annotated[
        list[MailAddress], Field(min_length=1, description="Who gets the report; one address at least")
    ]
    copy_to: Annotated[list[MailAddress], Field(description="Gets the operator's part too")] = []
    mode: Annotated[
        Literal["send", "review"], Field(description="review: only copy_to gets it, marked as a draft")
    ] = "send"
    reply_to: Annotated[
        MailAddress | None, Field(description="Where answers go; default: copy_to's first")
    ] = None
    from_name: Annotated[Line | None, Field(description="The sender's name")] = None
    quotes: Annotated[bool, Field(description="false: no comment texts in mails")] = True
    task_mails: Annotated[
        bool, Field(description="true: a mail with the own tasks to each person who does not get the report")
    ] = False
    unsubscribed: Annotated[
        list[MailAddress], Field(description="Kept, never mailed, shown in the overview")
    ] = []
    people: Annotated[
        Literal["name", "none"], Field(description="none: no names of persons in the report")
    ] = "name"

    @model_validator(mode="after")
    def _reviewers(self) -> Self:
        if self.mode == "review" and not self.copy_to:
            raise wrong(
                'needs one address at least when mode = "review": only copy_to gets the draft', "copy_to"
            )
        return self


class BrandTable(Table):
    """The look of an agency's report."""

    name: Annotated[Line | None, Field(description="The agency's name")] = None
    color: Annotated[Color | None, Field(description="Such as #0b5d5a; dark enough to be read on white")] = (
        None
    )
    logo: Annotated[
        HttpsAddress | None,
        Field(
            description="https address of a square image, shown at 40 by 40; on a host of the company's or of copy_to,"
            " and without a query"
        ),
    ] = None
    footer: Annotated[Text | None, Field(description="The sender's company details")] = None


class PersonTable(Table):
    """Somebody who can own an account."""

    name: Annotated[Line, Field(description="First and last name")]
    email: Annotated[MailAddress | None, Field(description="Needed for task_mails")] = None


class PauseTable(Table):
    """Company holidays, both days included: no cadence, and the reply clock rests."""

    first: Annotated[Day, Field(alias="from", description="The first day, such as 2026-12-24")]
    last: Annotated[Day, Field(alias="to", description="The last day")]
    note: Annotated[Line | None, Field(description="Why")] = None

    @model_validator(mode="after")
    def _order(self) -> Self:
        if self.last < self.first:
            raise wrong("the pause ends before it begins; `from` is the first day and `to` the last", "to")
        return self


class TeamTable(Table):
    """The time that is there for social media, and who can give ideas."""

    hours_per_week: Annotated[
        float | None, Field(ge=0, le=168, allow_inf_nan=False, description="Hours for all accounts together")
    ] = None
    departments: Annotated[list[Line], Field(description="Departments with something to tell")] = []


class DoneTable(Table):
    """An item that needs no answer."""

    item: Annotated[Line, Field(description="The item's id, as the report says it")]
    note: Annotated[Line | None, Field(description="Why")] = None


class MuteTable(Table):
    """A check that is not told for this account."""

    check: Annotated[Line, Field(description="The check's id: account-health checks")]
    reason: Annotated[Line, Field(description="Why; the report says it")]
    until: Annotated[Day | None, Field(description="The last day of the silence, such as 2027-01-31")] = None

    @field_validator("check")
    @classmethod
    def _known(cls, name: str, info: ValidationInfo) -> str:
        return _known_check(name, info)


class AccountTable(Table):
    """One account; the platform follows from its address."""

    url: Annotated[
        str | None,
        Field(
            min_length=1,
            description="The account's public address; a website's may stand in [facts] website alone",
        ),
    ] = None
    platform: Annotated[PlatformName | None, Field(description="Only needed where there is no url")] = None
    id: Annotated[Id | None, Field(description="Needed where a platform has two accounts")] = None
    name: Annotated[Line | None, Field(description="How the report calls it")] = None
    owner: Annotated[Line | None, Field(description="Id of a person: [people.jana] is jana")] = None
    deputy: Annotated[Line | None, Field(description="Id of the person who stands in")] = None
    posts: Annotated[
        PostRhythm | None, Field(description="How often something new is expected; none: only visible")
    ] = None
    state: Annotated[Literal["active", "dormant"], Field(description="dormant: quiet on purpose")] = "active"
    credential: Annotated[
        Credential | None, Field(description="Instead of the account's own: a name, or shared/name")
    ] = None
    facts: Annotated[FactsTable | None, Field(description="What differs here from [facts]")] = None
    thresholds: Annotated[
        dict[str, dict[str, Annotated[float, Field(ge=0, allow_inf_nan=False)]]],
        Field(description="Check id -> limits; keys per check: account-health checks"),
    ] = {}
    checks: Annotated[dict[str, Switch], Field(description='Check id -> "on" or "off"')] = {}
    mute: Annotated[list[MuteTable], Field(description="Checks that are not told")] = []
    feed: Annotated[
        WebAddress | None, Field(description="Blog: address of the feed where it is not found")
    ] = None
    responders: Annotated[
        list[Responder],
        Field(
            description="Who else answers for the company: WordPress user ids or names; on a network handles with @, or ids"
        ),
    ] = []
    comments: Annotated[
        Literal["here", "elsewhere"],
        Field(description="Blog: elsewhere, where a service draws the comments that somebody reads there"),
    ] = "here"
    login: Annotated[
        Literal["facebook", "instagram"] | None, Field(description="Instagram: whose login the token is of")
    ] = None
    username: Annotated[Line | None, Field(description="The handle, with or without @")] = None
    page_id: Annotated[
        Line | None, Field(pattern=r"^\d+$", description="Facebook: the Page's number, in quotes")
    ] = None
    user_id: Annotated[
        Line | None, Field(pattern=r"^\d+$", description="Instagram, X: the account's number, in quotes")
    ] = None
    account_id: Annotated[
        Line | None,
        Field(pattern=r"^(accounts/)?\d+$", description="Google: the account's number, in quotes"),
    ] = None
    location_id: Annotated[
        Line | None,
        Field(
            pattern=r"^((locations/)?\d+|\*)$",
            description='Google: the location\'s number, in quotes; "*": every location that the credential can see',
        ),
    ] = None
    max_reads: Annotated[
        int | None, Field(ge=1, le=1_000_000, description="X: how many posts a run may read at most")
    ] = None

    @field_validator("url")
    @classmethod
    def _readable(cls, url: str | None) -> str | None:
        if url is None:
            return None
        try:
            return read_address(url).url
        except AddressError as error:
            raise wrong(str(error)) from None

    @field_validator("feed")
    @classmethod
    def _of_own_posts(cls, url: str | None) -> str | None:
        try:
            return None if url is None else check_feed_address(url)
        except AddressError as error:
            raise wrong(str(error)) from None

    @field_validator("owner", "deputy")
    @classmethod
    def _person(cls, name: str | None, info: ValidationInfo) -> str | None:
        return known_person(name, info)

    @field_validator("thresholds")
    @classmethod
    def _limits(
        cls, limits: dict[str, dict[str, float]], info: ValidationInfo
    ) -> dict[str, dict[str, float]]:
        reading: Reading | None = info.context
        for name, own in limits.items():
            _known_check(name, info, name)
            allowed = reading.checks[name] if reading else own
            for key in own:
                if key not in allowed:
                    raise wrong(_no_limit(name, key, allowed), name, key)
        return limits

    @field_validator("checks")
    @classmethod
    def _switches(cls, switches: dict[str, Switch], info: ValidationInfo) -> dict[str, Switch]:
        for name in switches:
            _known_check(name, info, name)
        return switches

    @model_validator(mode="after")
    def _platform_fits(self) -> Self:
        if self.url is None and self.platform is None:
            raise wrong("is missing; write the account's address, or platform and its id", "url")
        found = read_address(self.url).platform if self.url else self.platform
        if self.platform is None or found is None or fits(found, self.platform):
            self._check_keys(self.platform or found or "blog")
            return self
        row = PLATFORM_ROWS[self.platform]
        if row.key != "url":
            raise wrong(f"a {row.label} has no address here; delete url and write {row.key}", "url")
        handle = '; a handle belongs into username = "…"' if "username" in row.keys else ""
        raise wrong(
            f"is no address of platform {self.platform}; correct one of the two or delete platform{handle}",
            "url",
        )

    def _check_keys(self, platform: Platform) -> None:
        row = PLATFORM_ROWS[platform]
        for key, platforms in platform_keys().items():
            if key not in row.keys and key in self.model_fields_set:
                raise wrong(
                    f"has no meaning for {platform}, only for {' and '.join(platforms)}; delete it", key
                )
        if row.posts == "none" and self.posts not in {None, "none"}:
            raise wrong(
                f'a {row.label.lower()} owes no posts; delete it, or write platform = "blog"', "posts"
            )
        if self.username is not None:
            try:
                read_handle(platform, self.username)
            except AddressError as error:
                raise wrong(f"{shown(self.username)} {error}", "username") from None
        if self.url or any((self.username, self.page_id, self.user_id, self.location_id)):
            return
        raise wrong(f"is missing: without it nobody knows which {platform} account this is", row.key)


class Registry(Table):
    """The registry file of one company."""

    name: Annotated[Line, Field(description="The company's name, as on the shop sign")]
    legal_name: Annotated[Line | None, Field(description="The registered name; also right on a profile")] = (
        None
    )
    language: Annotated[Language, Field(description="Of the report")] = "de"
    address_form: Annotated[Literal["Sie", "du"], Field(description="How German reports address people")] = (
        "Sie"
    )
    country: Annotated[
        Country, Field(description="Two letters: imprint duty, telephone numbers, holidays")
    ] = "DE"
    region: Annotated[Line | None, Field(description="Public holidays, such as BY")] = None
    timezone: Annotated[Zone, Field(description="Such as Europe/Berlin")] = "Europe/Berlin"
    report: ReportTable
    brand: BrandTable = BrandTable()
    facts: FactsTable = FactsTable()
    people: Annotated[dict[str, PersonTable], Field(description="[people.ID]: who can own an account")] = {}
    pauses: Annotated[list[PauseTable], Field(description="Company holidays")] = []
    team: TeamTable = TeamTable()
    accounts: Annotated[list[AccountTable], Field(min_length=1, description="The accounts, one at least")]
    done: Annotated[list[DoneTable], Field(description="Items that need no answer")] = []
    known: Annotated[
        list[KnownTable], Field(description="Profiles and places that are no accounts, and whose they are")
    ] = []
    watch: WatchTable | None = None

    @model_validator(mode="after")
    def _region_exists(self) -> Self:
        if self.region is None:
            return self
        import holidays  # noqa: PLC0415 - 0.3 s, and many files name no region

        country = holidays.country_holidays(self.country)
        allowed = {code.casefold() for code in country.subdivisions}
        allowed |= {alias.casefold() for alias in country.subdivisions_aliases}
        wanted = self.region.casefold().removeprefix(f"{self.country.casefold()}-")
        if wanted in allowed:
            return self
        if not country.subdivisions:
            raise wrong(f"is not needed: {self.country} has no regions here; delete the line", "region")
        names = list(country.subdivisions_aliases)
        raise wrong(
            f"{shown(self.region)} is no region of {self.country}; allowed: {', '.join(country.subdivisions)}"
            f"{f' or the name, such as {names[0]}' if names else ''}"
            f"{did_you_mean(self.region, [*country.subdivisions, *names])}",
            "region",
        )


def _known_check(name: str, info: ValidationInfo, *keys: str) -> str:
    reading: Reading | None = info.context
    if reading is None or name in reading.checks:
        return name
    if name in NAME_CHECK_IDS:
        raise wrong(
            f'{shown(name)} is a check of your name, not of an account; mute it below [watch]: mute = [{{ check = "{name}", reason = "…" }}]',
            *keys,
        )
    raise wrong(
        f"{shown(name)} is no check; `account-health checks` lists them{did_you_mean(name, reading.checks)}",
        *keys,
    )


def _no_limit(name: str, key: str, allowed: Mapping[str, Any]) -> str:
    if not allowed:
        return f"the check {name} has no limits to set; delete it"
    return f"{shown(key)} is no limit of {name}; allowed: {', '.join(allowed)}"
