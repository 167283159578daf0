"""What was seen of an account: a snapshot and its parts.

A part is either observed, `Unavailable` (we tried and could not see it), or `NotOffered` (the platform or this account
has no such thing).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal, TypeAlias, TypeVar

from account_health.model.terms import Reason, Sound

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unavailable:
    """A part that we tried to see and could not.

    `detail` is for the operator: short, technical, free of secrets and of outside markup.
    """

    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class NotOffered:
    """A part that this platform, or this account, does not have."""


Part: TypeAlias = T | Unavailable | NotOffered


@dataclass(frozen=True, slots=True)
class Post:
    """One own post with the time of its publication."""

    id: str
    url: str
    at: datetime
    title: str


@dataclass(frozen=True, slots=True)
class Younger:
    """That something may be younger than every post that counts, and how young at most.

    `why` is "undated" for an entry without a usable date that stands above the newest one, "feeds" for a second list of
    which nobody can tell whether it holds the company's own posts.
    """

    at: datetime
    why: Literal["undated", "feeds"]


@dataclass(frozen=True, slots=True)
class Posts:
    """Own posts, newest first, and what about their dates could not be used.

    `dated_by` is "entry" where each post carries its own time; "lastmod" where only a sitemap's
    change dates are known, "making" where the list dates them by itself: those may prove age, never freshness.
    `refused` holds dates as written that are impossible (before 1995, more than 48 h ahead);
    `undated` counts posts whose date is missing or cannot be read.
    """

    items: tuple[Post, ...]
    dated_by: Literal["entry", "lastmod", "making"] = "entry"
    undated: int = 0
    refused: tuple[str, ...] = ()
    younger: Younger | None = None
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A blog's feed: where it is, how it was found, its format and how many entries it has.

    `problem` is set where the address answers but is no usable feed, or where there is none at all: "no_blog" where the
    site has none and was never registered as one. `found_by` is "section" for one that a section's page names or that
    lies where its maker puts it, "list" where the posts stand in a list of that page instead.
    """

    url: str | None
    found_by: Literal["registered", "link", "header", "path", "section", "list", "sitemap", "nothing"]
    format: str | None
    entries: int
    problem: Literal["none_found", "not_found", "not_a_feed", "no_entries", "no_blog"] | None = None
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One public comment, review or mention, by a stranger or by ourselves.

    `thread` groups what belongs together: whom an answer of ours answers in it, `memory.answered` says.
    `reply_to` is the id of the item below which it was written, None where it stands by itself or nobody says.
    `id` stays the same from run to run and is what `[[done]]` names.
    `rejected` marks a word of ours that the platform does not show, so that it answers nothing,
    `broke_rule` the platform's own code of the rule it broke, empty where nobody says;
    `changed_at` is when its author edited the item after writing it; `reply_url` is where to answer it.
    `in_passing` marks what carries our name along without speaking to us: counted, and nobody waits.
    `pictured` marks a picture or film of the author's own without a word, `answered_privately` what has our answer in a
    private message.
    `sounds_negative` is what a service for the tone of texts heard at the look, where one is switched on.
    `forgotten` says how the words sounded that are not kept any longer: somebody asked, and waits.
    """

    id: str
    kind: Literal["comment", "review", "mention"]
    url: str
    author: str
    text: str
    at: datetime
    thread: str
    ours: bool = False
    hidden: bool = False
    liked_by_us: bool = False
    rating: int | None = None
    rejected: bool = False
    broke_rule: str = ""
    pending: bool = False
    changed_at: datetime | None = None
    reply_url: str | None = None
    in_passing: bool = False
    pictured: bool = False
    answered_privately: bool = False
    sounds_negative: bool = False
    reply_to: str | None = None
    forgotten: Sound | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """What people wrote in public since `since`, with our answers.

    `source` is "feed" where only a comment feed could be read: it shows no threads and no ids,
    so it can prove that somebody waits, and hardly ever that nobody does.
    "page" was read from the pages of the newest posts.
    `counted_only` marks what is a figure and no duty, such as tags on Instagram.
    `held_back` counts what the platform has and shows to no program, by design: of restricted or deleted accounts,
    behind an age gate. It is named and not judged.
    `read_in_part` are the threads of which later words are missing: nobody in them waits for sure, and `gap` says why.
    `names` are the names and handles by which people tag the company there, beside the authors of its own words.
    """

    items: tuple[Item, ...]
    since: datetime
    source: Literal["api", "feed", "page"] = "api"
    counted_only: bool = False
    gap: Unavailable | None = None
    held_back: int = 0
    read_in_part: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that an account says about the company, as written, and the page that says it."""

    value: str
    url: str


@dataclass(frozen=True, slots=True)
class Statements:
    """All that an account says on one subject; empty means: looked, and it says nothing."""

    items: tuple[Statement, ...]
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """Where the registered address leads. `lost` says why there is no home page of the company any more.

    `strange` says that nothing of the company was found on a page that shows content: "unrecognised"; with a second
    sign "gone" (an earlier look found it there) or "language" (the page is in another one).
    `planted` says what is there that the company hardly wrote: posts that offer "wares" or stand in "letters" that the
    site does not use, and lead away; or "links" of the home page to such wares.
    `unlisted_by` says who asks search engines not to list the home page.
    """

    url: str
    final_url: str | None
    lost: Literal["not_found", "gone", "unknown_host", "parked", "expired"] | None = None
    strange: Literal["unrecognised", "gone", "language"] | None = None
    planted: Literal["wares", "letters", "links"] | None = None
    unlisted_by: Literal["page", "server"] | None = None
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True)
class LegalPage:
    """The imprint or the privacy page: its address, None where no link leads to one, and whether it answers.

    `named` is False where a profile leads to the company's home page alone, without a word of a legal notice.
    """

    url: str | None
    answers: bool
    clicks: int | None = None
    named: bool = True
    gap: Unavailable | None = None


LegalPlace: TypeAlias = Literal["imprint", "privacy", "terms", "footer", "profile"]


@dataclass(frozen=True, slots=True)
class LegalSentence:
    """A sentence that names law or a service, as written, the page that says it and what kind of place that is."""

    value: str
    url: str
    place: LegalPlace


@dataclass(frozen=True, slots=True)
class LegalWording:
    """Sentences of legal pages, of the foot of a page or of a profile that name law or services; `read` is what was read."""

    items: tuple[LegalSentence, ...]
    read: tuple[LegalPlace, ...]
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True)
class NoticeContent:
    """What the page of the legal notice states.

    `whole` says that it names the company and holds more than a few lines, so that what is missing is missing.
    `samples` are words of a template that nobody filled in. `email` is "unsure" where a script or a picture may show it.
    `register` says that a register or a number of one is named; `covers` are the profiles that it names as its own, by
    address, and the platforms of which it says that it applies there, too.
    """

    url: str
    whole: bool
    samples: tuple[str, ...]
    email: Literal["stated", "missing", "unsure"]
    register: bool
    covers: tuple[str, ...] = ()
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True)
class Destination:
    """Where one link of an article or a profile led when it was last looked at, and the page that has the link.

    `state` is "dead" only where the answer proves it: not there, gone for good, no such host. "refused" is an answer
    that says nothing about the page, such as one that programs get; "trouble" may pass by itself.
    """

    url: str
    page: str
    state: Literal["alive", "dead", "refused", "trouble"]
    at: datetime


@dataclass(frozen=True, slots=True)
class Destinations:
    """Where links lead: those that were looked at so far, a few at each look, out of `links` that there are."""

    items: tuple[Destination, ...]
    links: int
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry of an alert feed: somebody may have written about the company.

    `keys` are digests by which the entry is known again, `first` is the day on which it was first met; `at` is when it
    says that it was written. `title` and `text` are strangers' words in one line each, `url` the page itself, if any.
    """

    keys: tuple[str, ...]
    url: str
    title: str
    text: str
    at: datetime | None
    feed: str
    first: date


@dataclass(frozen=True, slots=True)
class FeedSeen:
    """How an alert feed is: gone, no feed, or not seen (`why`); else how many entries it has, and the newest one's date."""

    name: str
    entries: int = 0
    newest_at: datetime | None = None
    problem: Literal["not_found", "not_a_feed", "unseen"] | None = None
    why: Reason | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """What the alert feeds brought in the last weeks, newest first, and how the feeds are.

    Of what was first met on `missing_to` or before some may be missing: it was more than is read or kept.
    """

    items: tuple[Hit, ...]
    feeds: tuple[FeedSeen, ...]
    gap: Unavailable | None = None
    missing_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookalike:
    """A profile or place whose name is like ours, as an official interface shows it; what it does not tell is None.

    `claimed` says whether somebody looks after it, `says_not_us` that the platform marks it as parody. All texts are
    strangers' words.
    """

    url: str
    platform: str
    id: str
    name: str
    handle: str | None = None
    about: str | None = None
    town: str | None = None
    street: str | None = None
    phone: str | None = None
    website: str | None = None
    followers: int | None = None
    posts: int | None = None
    created_at: date | None = None
    claimed: bool | None = None
    says_not_us: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookalikes:
    """What a search for the company's name found; `asked` is the day of the search, which is made once a month.

    `own` is our own entry among them, by its id, so that it is not taken for another. `failed` says why the search that was
    due could not be made; what an earlier one found stays. It is no gap of the account: nothing else of it is less seen.
    """

    items: tuple[Lookalike, ...] = ()
    asked: date | None = None
    own: str | None = None
    failed: Reason | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """The TLS certificate that the site shows; `problem` says why it is refused.

    "incomplete" lacks the certificates between it and one that is trusted; most browsers find those themselves.
    """

    host: str
    not_before: datetime | None
    not_after: datetime | None
    problem: Literal["expired", "wrong_host", "untrusted", "incomplete"] | None = None
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True)
class Try:
    """One try to open the registered address.

    "error" is an answer of the 500s, "lost" a connection that was refused or broke off, "slow" one that took too long;
    "refused" lets no program look, "other" is any other answer that is no page of the site. "cut_off" says that we had
    no network at all.
    """

    at: datetime
    what: Literal[
        "worked", "error", "lost", "slow", "unknown_host", "certificate", "refused", "other", "cut_off"
    ]


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether the registered address answers: the tries of one run, the last one last.

    `beyond` says whether the same run reached any other host: "distrusted" where it met certificates there, too, of which
    none is trusted, so that something between us and the world shows its own.
    """

    tries: tuple[Try, ...]
    beyond: Literal["reached", "nothing", "distrusted"] = "reached"
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How the platform takes our credential.

    `problem` says why it is refused: "expired", "revoked", "wrong_kind" (a user's token where the account's own is
    needed), "wrong_account", "needs_person" (somebody has to confirm something there), "not_enrolled", "app_off" (the
    platform switched off or blocks the app that looks), "disconnected" (app and account have to be connected anew) or
    "refused" (nothing is shown, and no permission is named).
    `missing` lists permissions that the checks need and the credential lacks.
    `version` is the interface version that really answered, where it is not the one that we asked for.
    `dropped` are the fields that we asked for and that the platform does not know any more; `emptied` are lists that
    held so many entries before and are empty for good, without an error; `beyond` is what no check needs and this access
    does not reach.
    """

    problem: (
        Literal[
            "expired",
            "revoked",
            "wrong_kind",
            "wrong_account",
            "needs_person",
            "not_enrolled",
            "app_off",
            "disconnected",
            "refused",
        ]
        | None
    ) = None
    expires_at: datetime | None = None
    never_expires: bool = False
    missing: tuple[str, ...] = ()
    version: str | None = None
    dropped: tuple[str, ...] = ()
    emptied: tuple[tuple[str, int], ...] = ()
    beyond: tuple[Literal["adverts", "figures"], ...] = ()
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who answered: the platform's own id and handle of the account.

    `was` is the registered handle where the account answers to another one now.
    """

    id: str
    handle: str | None = None
    name: str | None = None
    created_at: datetime | None = None
    was: str | None = None
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Whether the public can see the account; `problem` says why it cannot.

    `now` is the id of the account into which this one was merged, where the platform names it.
    """

    problem: (
        Literal["unpublished", "protected", "suspended", "gone", "merged", "withheld", "disabled"] | None
    ) = None
    now: str | None = None
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """Private messages that nobody has opened; only their number, and since when the oldest waits."""

    unread: int
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """Stars as the public sees them; `average` is None where there are too few."""

    average: float | None
    count: int
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDay:
    """Hours of one date; no interval means closed. Intervals in minutes from midnight, past midnight over 1440."""

    day: date
    intervals: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekHours:
    """Opening hours as an account states them: Monday first, no interval means closed; None where none are stated.

    `holidays` holds for public holidays, None where nothing is said of them. On the weekdays in `undecided` somebody may
    be there outside of these hours: by appointment, or without a closing time.
    `noted` says why a website's hours are none to compare: it shows none, only running text or data for machines says
    them, they hold for a season or for a part of the house, several disagree, or they came with the maker's template.
    """

    week: tuple[tuple[tuple[int, int], ...], ...] | None
    special: tuple[SpecialDay, ...] | None = None
    holidays: tuple[tuple[int, int], ...] | None = None
    undecided: tuple[int, ...] = ()
    noted: Literal["none", "prose", "data", "season", "part", "several", "sample"] | None = None
    url: str | None = None
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Whether a profile calls the place open, closed for a while, or closed for good."""

    status: Literal["open", "temporarily_closed", "permanently_closed"]
    url: str | None = None
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """The pictures of a profile: its own face, its cover, and the newest photo where the platform lists them."""

    profile: bool
    cover: bool | None = None
    photos: int | None = None
    newest_at: datetime | None = None
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Categories:
    """The categories that a profile is listed under."""

    primary: str | None
    more: tuple[str, ...] = ()
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingStatus:
    """Whether a listing is under our control, and what others did with it.

    `edited` names fields that the platform or its users changed; `pending` says that an edit of ours is not live;
    `duplicate_of` is another listing of the same place.
    """

    verified: bool
    problem: str = ""
    edited: tuple[str, ...] = ()
    pending: bool = False
    duplicate_of: str | None = None
    url: str | None = None
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True)
class Badge:
    """The sign by which a network vouches for a profile: shown now, or lost since a look (None: never lost)."""

    shown: bool
    lost_at: datetime | None = None
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """Small things of a profile's posts and comments that only some people care about.

    Shares run from 0 to 1; what is None the platform does not say.
    """

    comments_disabled: float | None = None
    hidden_comments: int | None = None
    alt_texts: float | None = None
    rejected_posts: tuple[str, ...] | None = ()
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What a channel brought, as its platform counts it: told once a month and never judged; None where nobody says.

    `followers` are those at the look. `calls`, `directions` and `clicks` are sums of the days from `first` to `last`, both
    included. `gone` are reviews that are not there any more, as (day, stars).
    """

    followers: int | None = None
    calls: int | None = None
    directions: int | None = None
    clicks: int | None = None
    first: date | None = None
    last: date | None = None
    gone: tuple[tuple[date, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All that was seen of one account in one look, before any judgement.

    `requests` went over the wire; `reads` are what the platform bills, at `cost_usd` together;
    `month_cost_usd` is what a month of weekly looks would cost if people go on writing as much, both by the prices of
    `prices_as_of`.
    `memory` is what the connector wants to be told again at the next look: JSON that only it understands.
    `old_places` are the names under which credentials of this look were found at a place that only this release reads.
    """

    account: str
    platform: str
    url: str
    taken_at: datetime
    requests: int
    reads: int = 0
    cost_usd: float = 0.0
    month_cost_usd: float = 0.0
    prices_as_of: date | None = None
    memory: str | None = None
    old_places: tuple[str, ...] = ()
    access: Part[Access] = field(default_factory=NotOffered)
    identity: Part[Identity] = field(default_factory=NotOffered)
    presence: Part[Presence] = field(default_factory=NotOffered)
    posts: Part[Posts] = field(default_factory=NotOffered)
    feed: Part[Feed] = field(default_factory=NotOffered)
    comments: Part[Conversation] = field(default_factory=NotOffered)
    mentions: Part[Conversation] = field(default_factory=NotOffered)
    reviews: Part[Conversation] = field(default_factory=NotOffered)
    inbox: Part[Inbox] = field(default_factory=NotOffered)
    rating: Part[Rating] = field(default_factory=NotOffered)
    upkeep: Part[Upkeep] = field(default_factory=NotOffered)
    reach: Part[Reach] = field(default_factory=NotOffered)
    site: Part[Site] = field(default_factory=NotOffered)
    certificate: Part[Certificate] = field(default_factory=NotOffered)
    imprint: Part[LegalPage] = field(default_factory=NotOffered)
    privacy: Part[LegalPage] = field(default_factory=NotOffered)
    notice: Part[NoticeContent] = field(default_factory=NotOffered)
    wording: Part[LegalWording] = field(default_factory=NotOffered)
    phones: Part[Statements] = field(default_factory=NotOffered)
    emails: Part[Statements] = field(default_factory=NotOffered)
    addresses: Part[Statements] = field(default_factory=NotOffered)
    links: Part[Statements] = field(default_factory=NotOffered)
    destinations: Part[Destinations] = field(default_factory=NotOffered)
    texts: Part[Statements] = field(default_factory=NotOffered)
    names: Part[Statements] = field(default_factory=NotOffered)
    handles: Part[Statements] = field(default_factory=NotOffered)
    descriptions: Part[Statements] = field(default_factory=NotOffered)
    websites: Part[Statements] = field(default_factory=NotOffered)
    hours: Part[WeekHours] = field(default_factory=NotOffered)
    opening: Part[Opening] = field(default_factory=NotOffered)
    pictures: Part[Pictures] = field(default_factory=NotOffered)
    categories: Part[Categories] = field(default_factory=NotOffered)
    listing: Part[ListingStatus] = field(default_factory=NotOffered)
    badge: Part[Badge] = field(default_factory=NotOffered)
    results: Part[Results] = field(default_factory=NotOffered)
    hits: Part[Hits] = field(default_factory=NotOffered)
    lookalikes: Part[Lookalikes] = field(default_factory=NotOffered)

    @property
    def conversations(self) -> tuple[Conversation, ...]:
        """What was seen of what people write in public, as far as it was."""
        parts = (getattr(self, name) for name in CONVERSATIONS)
        return tuple(part for part in parts if isinstance(part, Conversation))


CONVERSATIONS: tuple[str, ...] = ("comments", "mentions", "reviews")
"""The names of the parts that hold what people write in public."""
PARTS: tuple[str, ...] = tuple(
    f.name
    for f in fields(Snapshot)
    if f.name
    not in {
        "account",
        "platform",
        "url",
        "taken_at",
        "requests",
        "reads",
        "cost_usd",
        "month_cost_usd",
        "prices_as_of",
        "memory",
        "old_places",
    }
)
"""The names of a snapshot's parts, in the order of the snapshot."""
RENAMED_PARTS: Mapping[str, str] = MappingProxyType({"standing": "listing"})
"""What parts are called now that 0.1 saved under another name."""
