"""A registered company: who it is, what is right about it, which accounts it has, and who gets its report.

These are the registry file's tables after defaults were filled in; `registry` reads them from TOML.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, TypeAlias, get_args
from zoneinfo import ZoneInfo

Language: TypeAlias = Literal["de", "en"]
"""The languages that a report speaks: the one list of them. Each has a folder in `text/locales/`."""
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
Platform: TypeAlias = str
"""The name of a row of `platform.PLATFORM_ROWS`."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


def is_id(text: str) -> bool:
    """Tell whether a text can be the id of a company, an account or a person."""
    return _ID.fullmatch(text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What every profile has to say. Several values mean that each of them is right; none means not known."""

    phone: tuple[str, ...] = ()
    email: tuple[str, ...] = ()
    website: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    hours: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """A check that is not told for one account, with the reason and the last day of the silence."""

    check: str
    reason: str
    until: date | None = None

    def holds(self, today: date) -> bool:
        """Tell whether the silence still lasts."""
        return self.until is None or today <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One registered account. `facts` are the company's with this account's own laid over them.

    `thresholds` holds only what the file overrides: check id -> key -> number.
    `comments` "elsewhere": people write through a service that no program can read, and somebody reads them there.
    `checks` switches a check on or off by its id. `posts_presumed` says that the file gives nothing but a website's
    address: whether posts are to be expected there is for a look to find out.
    """

    id: str
    platform: Platform
    url: str
    name: str | None = None
    owner: str | None = None
    deputy: str | None = None
    posts: Literal["weekly", "biweekly", "monthly", "none"]
    posts_presumed: bool = False
    state: Literal["active", "dormant"] = "active"
    credential: str | None = None
    facts: Facts = field(default_factory=Facts)
    thresholds: tuple[tuple[str, tuple[tuple[str, float], ...]], ...] = ()
    checks: tuple[tuple[str, Literal["on", "off"]], ...] = ()
    mute: tuple[Mute, ...] = ()
    feed: str | None = None
    responders: tuple[int | str, ...] = ()
    comments: Literal["here", "elsewhere"] = "here"
    login: Literal["facebook", "instagram"] = "facebook"
    username: str | None = None
    page_id: str | None = None
    user_id: str | None = None
    account_id: str | None = None
    location_id: str | None = None
    max_reads: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who can own an account."""

    id: str
    name: str
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Company holidays, both days included: no cadence, and the reply clock rests."""

    first: date
    last: date
    note: str = ""

    def covers(self, day: date) -> bool:
        """Tell whether the company is away on a day."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSettings:
    """Who gets the report and how it speaks.

    `unreached` are addresses that are not mailed any more, for a bounce or a complaint: no registry file says that, and
    whoever mails fills it in.
    """

    to: tuple[str, ...]
    copy_to: tuple[str, ...] = ()
    mode: Literal["send", "review"] = "send"
    reply_to: str | None = None
    from_name: str | None = None
    quotes: bool = True
    task_mails: bool = False
    unsubscribed: tuple[str, ...] = ()
    people: Literal["name", "none"] = "name"
    unreached: tuple[str, ...] = ()

    @property
    def copy_is_read(self) -> bool:
        """Whether anybody reads what only an agency can act on; else the company itself has to."""
        return not set(self.copy_to) <= set(self.unreached)

    @property
    def answers_itself(self) -> bool:
        """Whether whoever reads the report reads its answers, too: nobody is told to write to themselves."""
        return not self.copy_to and (self.reply_to is None or self.reply_to in self.to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """The look of an agency's report."""

    name: str | None = None
    color: str | None = None
    logo: str | None = None
    footer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """The time that is there for social media, and the departments that can give ideas."""

    hours_per_week: float | None = None
    departments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """An item that needs no answer, said by a person."""

    item: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A profile or place that is no account, and what a person decided about it; addresses of it are compared by key.

    `ours` is one of the company's that is not looked at (`owner` has the keys, `seen` is the day on which somebody looked),
    `not_ours` a namesake's, `fake` one that poses as the company (`seen` is the day on which somebody first saw it,
    `reported` the one on which somebody told the platform, `gone` the one on which somebody saw that it is gone).
    """

    url: str
    verdict: Literal["ours", "not_ours", "fake"]
    owner: str | None = None
    seen: date | None = None
    reported: date | None = None
    gone: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertFeed:
    """A search that the company made somewhere, whose finds come as a feed. Who knows its address can read it: a secret.

    `credential` names where the address is stored; `url` is the address itself where the file holds it.
    """

    name: str
    credential: str | None = None
    url: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What is looked for in the company's name, and where.

    `names` are those by which others call it, `near` the places that tell it from a namesake, `not_us` words that mean
    somebody else. `search` names where a program searches, `searched` is the day on which a person last did. `mute` names
    checks of the name that are not told.
    """

    names: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    not_us: tuple[str, ...] = ()
    search: tuple[str, ...] = ("google",)
    searched: date | None = None
    feeds: tuple[AlertFeed, ...] = ()
    mute: tuple[Mute, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """One company as registered, with every default filled in.

    `facts_from` says who told its facts: the registry file, or its own website where nobody registered it yet. What a
    website says of itself is no standard to judge it by; it can only be compared with what is said elsewhere.
    """

    id: str
    name: str
    report: ReportSettings
    accounts: tuple[Account, ...]
    legal_name: str | None = None
    language: Language = "de"
    address_form: Literal["Sie", "du"] = "Sie"
    country: str = "DE"
    region: str | None = None
    timezone: str = "Europe/Berlin"
    facts: Facts = field(default_factory=Facts)
    facts_from: Literal["registry", "website"] = "registry"
    brand: Brand = field(default_factory=Brand)
    people: tuple[Person, ...] = ()
    pauses: tuple[Pause, ...] = ()
    team: Team = field(default_factory=Team)
    done: tuple[Done, ...] = ()
    known: tuple[Known, ...] = ()
    watch: Watch | None = None

    @property
    def zone(self) -> ZoneInfo:
        """Where the company's midnight is."""
        return ZoneInfo(self.timezone)

    @property
    def keeper(self) -> str | None:
        """Who looks after the company's channels, None where nobody is named."""
        return self.brand.name or self.report.from_name

    def is_away(self, day: date) -> bool:
        """Tell whether a day lies in one of the company's pauses."""
        return any(pause.covers(day) for pause in self.pauses)

    def account(self, account_id: str) -> Account:
        """Return the account with this id; raises KeyError where there is none."""
        for account in self.accounts:
            if account.id == account_id:
                return account
        raise KeyError(account_id)
