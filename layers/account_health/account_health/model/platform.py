"""The platforms, one row each: all that is known of a platform before anybody looks at it.

New platform: a row here, its connector with a row in `connectors/__init__.py`, and its German line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from account_health.model.company import Platform
from account_health.model.said import Message, message
from account_health.model.terms import Severity, Topic

LineKind: TypeAlias = Literal["google", "meta", "x", "web"]
"""Whose limit on requests an account shares: see `model.lines`."""
ChannelKind: TypeAlias = Literal["network", "site", "listing", "watch"]
"""What a channel is to a company: where it talks, its own pages, its entry in a directory, or what others say."""


@dataclass(frozen=True, slots=True)
class ChannelWords:
    """How readers call a channel: as a heading, in two words, where something happens, as what is looked at."""

    name: Message
    short: Message
    place: Message
    it: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformRow:
    """One platform.

    `line` is whose limit its looks share. `label` is its name in the command and in docs, `words` in reports. `hosts` are those whose addresses name an account,
    `links` those to which a report may lead beside the company's own. `example`, `handle` (a regular expression) and
    `reserved` (first steps of a path that are no account) say how an address names an account; `entry` is what it names.
    `by_name`, `by_number` and `by_all` make the public address of what the registry names. `keys` are the registry keys that
    mean something here beside those of every account, `key` the one without which nobody knows the account.
    `posts` is the rhythm where the file says none, `post_minutes` one post with its picture for somebody who has the idea
    already (our estimate). `parts` are the parts of a snapshot that a look tries to fill and checks read: a check of another part does not
    apply. `leading` names for each area the check without which it is unknown; `severities` and `limits` what differs here,
    `remarks` the checks that only warn here, and only once a month.
    `in_imprint`: the website's legal notice is to name it. `metered`: the platform bills what is read.
    `registered`: people write it into their file; what they cannot register has no number, and no company's number needs it.
    `fields` are those that its credential has to hold, `connect` is what `account-health connect` calls it (empty where a
    person needs no leading), `shared` the name under which an agency keeps its one credential for all clients.
    `invitation` says what the company does, or we do, so that it can be looked at; None where everybody can.
    """

    label: str
    words: ChannelWords
    kind: ChannelKind
    line: LineKind = "web"
    default_id: str
    docs: str
    hosts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    example: str = ""
    handle: str = ""
    reserved: frozenset[str] = frozenset()
    entry: str = "account"
    by_name: str = ""
    by_number: str = ""
    by_all: str = ""
    keys: frozenset[str] = frozenset()
    key: str = "url"
    posts: Literal["weekly", "biweekly", "monthly", "none"] = "monthly"
    post_minutes: int
    parts: frozenset[str]
    leading: Mapping[Topic, str] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=dict)
    limits: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    remarks: frozenset[str] = frozenset()
    in_imprint: bool = False
    metered: bool = False
    registered: bool = True
    fields: tuple[str, ...] = ()
    connect: str = ""
    shared: str = ""
    invitation: Message | None = None


def platform_name(platform: str) -> Message:
    """Return who runs a platform, as what does something; of a site that is the site itself.

    A saved report may name a platform that this version does not know.
    """
    row = PLATFORM_ROWS.get(platform)
    if row is None or row.kind == "watch":
        return message("the platform")
    return PLATFORM_ROWS["website"].words.it if row.kind == "site" else row.words.short


def on_platform(platform: str, said: Message) -> Message:
    """Return a sentence of a table with the platform's name, where it has a place for it."""
    return (
        replace(said, values=(("platform", platform_name(platform)),)) if "{platform}" in said.text else said
    )


def _leading(conversation: str) -> Mapping[Topic, str]:
    return MappingProxyType({Topic.ACTIVITY: "last-post-age", Topic.CONVERSATION: conversation})


_SITE_PARTS: Final = frozenset(
    "posts feed comments reach site certificate imprint privacy notice wording phones emails addresses links destinations texts hours".split()
)
_SITE_LIMITS: Final[Mapping[str, Mapping[str, float]]] = MappingProxyType(
    {
        "posting-frequency": MappingProxyType({"window_days": 90}),  # L25
        "dormant-account": MappingProxyType({"warn_days": 180, "fail_days": 365}),  # L25
        "unanswered-comments": MappingProxyType({"warn_days": 3, "fail_days": 7}),  # L25
    }
)
_ROWS: Final[dict[Platform, PlatformRow]] = {
    "facebook": PlatformRow(
        label="Facebook",
        words=ChannelWords(
            name=message("Facebook page"),
            short=message("Facebook"),
            place=message("on Facebook"),
            it=message("Facebook"),
        ),
        kind="network",
        line="meta",
        default_id="facebook",
        docs="facebook.md",
        fields=("access_token",),
        connect="facebook",
        shared="shared/agency-meta",
        hosts=("facebook.com", "fb.com", "fb.me"),
        links=("facebook.com",),
        example="https://www.facebook.com/your-page",
        handle=r"[^\s/@?#&=<>\"']{1,100}",
        entry="Page",
        by_name="https://www.facebook.com/{}",
        by_number="https://www.facebook.com/{}",
        keys=frozenset({"username", "page_id", "responders"}),
        posts="biweekly",
        post_minutes=30,
        parts=frozenset(
            "access identity presence posts comments mentions reviews inbox rating upkeep names handles descriptions websites phones emails addresses hours opening pictures imprint privacy wording texts links destinations".split()
        ),
        leading=_leading("unanswered-comments"),
        in_imprint=True,
        invitation=message("Needed: the page to be shared with us, about ten minutes."),
    ),
    "instagram": PlatformRow(
        label="Instagram",
        words=ChannelWords(
            name=message("Instagram profile"),
            short=message("Instagram"),
            place=message("on Instagram"),
            it=message("Instagram"),
        ),
        kind="network",
        line="meta",
        default_id="instagram",
        docs="instagram.md",
        fields=("access_token",),
        connect="instagram",
        shared="shared/agency-meta",
        hosts=("instagram.com", "instagr.am"),
        links=("instagram.com",),
        example="https://www.instagram.com/your_name/",
        handle=r"[A-Za-z0-9._]{1,30}",
        by_name="https://www.instagram.com/{}/",
        keys=frozenset({"username", "page_id", "user_id", "account_id", "login", "responders"}),
        posts="biweekly",
        post_minutes=40,
        parts=frozenset(
            "access identity presence posts comments mentions upkeep names handles descriptions websites phones emails addresses pictures texts links destinations imprint wording".split()
        ),
        leading=_leading("unanswered-comments"),
        in_imprint=True,
        invitation=message("Needed: the profile to be shared with us, about ten minutes."),
    ),
    "x": PlatformRow(
        label="X",
        words=ChannelWords(
            name=message("X profile"), short=message("X"), place=message("on X"), it=message("X")
        ),
        kind="network",
        line="x",
        default_id="x",
        docs="x.md",
        fields=("bearer_token",),
        connect="x",
        shared="shared/agency-x",
        hosts=("x.com", "twitter.com"),
        links=("x.com", "twitter.com"),
        example="https://x.com/your_name",
        handle=r"[A-Za-z0-9_]{1,15}",
        by_name="https://x.com/{}",
        by_number="https://x.com/i/user/{}",
        keys=frozenset({"username", "user_id", "max_reads", "responders"}),
        post_minutes=10,
        parts=frozenset(
            "access identity presence posts mentions names handles descriptions websites pictures texts imprint wording upkeep badge destinations".split()
        ),
        leading=_leading("unanswered-mentions"),
        in_imprint=True,
        metered=True,
        invitation=message(
            "Nothing is needed from you: reading what everybody can see costs us a few cents."
        ),
    ),
    "blog": PlatformRow(
        label="Blog",
        words=ChannelWords(
            name=message("Blog"), short=message("Blog"), place=message("on the blog"), it=message("the blog")
        ),
        kind="site",
        default_id="blog",
        docs="website.md",
        fields=("username", "application_password"),
        keys=frozenset({"feed", "responders", "comments"}),
        post_minutes=120,
        parts=_SITE_PARTS,
        leading=_leading("unanswered-comments"),
        limits=_SITE_LIMITS,
    ),
    # A site that owes no posts: the same look as a blog's, judged without activity.
    "website": PlatformRow(
        label="Website",
        words=ChannelWords(
            name=message("Website"),
            short=message("Website"),
            place=message("on the website"),
            it=message("the website"),
        ),
        kind="site",
        default_id="website",
        docs="website.md",
        fields=("username", "application_password"),
        keys=frozenset({"responders", "comments"}),
        posts="none",
        post_minutes=120,
        parts=_SITE_PARTS,
        leading=_leading("unanswered-comments"),
        limits=_SITE_LIMITS,
    ),
    "google_business_profile": PlatformRow(
        label="Google Business Profile",
        words=ChannelWords(
            name=message("Google Business Profile"),
            short=message("Google"),
            place=message("on Google"),
            it=message("Google"),
        ),
        kind="listing",
        line="google",
        default_id="google",
        docs="google.md",
        fields=("client_id", "client_secret", "refresh_token"),
        connect="google",
        shared="shared/agency-google",
        links=("google.com", "google.de", "g.page", "goo.gl"),
        by_number="https://business.google.com/n/{}/profile",
        by_all="https://business.google.com/locations",
        keys=frozenset({"account_id", "location_id"}),
        key="location_id",
        post_minutes=20,
        parts=frozenset(
            "access identity presence posts reviews rating upkeep names descriptions websites phones addresses hours opening pictures categories listing texts links destinations results".split()
        ),
        leading=_leading("unanswered-reviews"),
        # A listing is found whether anybody posts or not: its silence is a remark.
        severities=MappingProxyType({"last-post-age": Severity.LOW}),
        remarks=frozenset({"last-post-age"}),
        invitation=message("Needed: an invitation as a manager of the listing, about five minutes."),
    ),
    # What others say and show of the company: nothing here gives points, and nobody registers it as an account.
    "watch": PlatformRow(
        label="Watch",
        words=ChannelWords(
            name=message("What others say"),
            short=message("Others"),
            place=message("elsewhere"),
            it=message("what others say"),
        ),
        kind="watch",
        default_id="watch",
        docs="watch.md",
        # Where people search by hand, and where they report a fake.
        links=("linkedin.com", "tiktok.com", "youtube.com", "xing.com"),
        posts="none",
        post_minutes=0,
        parts=frozenset({"destinations", "hits"}),
        registered=False,
    ),
}
PLATFORM_ROWS: Final[Mapping[Platform, PlatformRow]] = MappingProxyType(_ROWS)
"""Platform -> its row."""


def registered_platforms() -> tuple[Platform, ...]:
    """Return the platforms that people may write into their file, in the order of the table."""
    return tuple(platform for platform, row in PLATFORM_ROWS.items() if row.registered)


def is_site(platform: Platform) -> bool:
    """Tell whether a platform is the company's own pages, with or without posts."""
    return PLATFORM_ROWS[platform].kind == "site"
