"""Which of the feeds that a site names hold the company's own posts, and what else may.

Feeds of events, jobs and products are told by their titles and by what they list, those of another language by what page
and feed say; feeds of every page, the makers' samples and empty ones are no blog. Of the rest the one that bears no name
of a part is the company's; where several are left that have nothing in common, the stalest one counts and the others
make its silence uncertain.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from account_health.connectors.blog.feed_words import (
    JOB_TITLE,
    NOISE,
    OTHER_KINDS,
    OTHER_PAGES,
    SAMPLE_TEXT,
    SAMPLE_TITLES,
    SECTION_PATHS,
    TALK_ADDRESS,
)
from account_health.connectors.blog.sections import holds_posts
from account_health.connectors.feeds import FeedEntry, NamedFeed, ReadFeed
from account_health.model import Younger
from account_health.model.plausible import possible
from account_health.text.hosts import brand_of

HALF = 0.5
_NEVER = datetime.min.replace(tzinfo=UTC)
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A feed that was read: what the page says of it, where it answered, and what it holds.

    `beside` is the newest date of the job offers that were taken out of it.
    """

    named: NamedFeed
    url: str
    read: ReadFeed
    beside: datetime | None = None

    @property
    def newest(self) -> datetime | None:
        """The newest date that any of its entries carries."""
        return max((entry.at for entry in self.read.entries if entry.at is not None), default=None)


@dataclass(frozen=True, slots=True)
class Choice:
    """The feed that counts, with the entries of those that belong to it, and what may be younger.

    `others` need not be asked for again: they are none of the company's posts, or say the same once more.
    """

    candidate: Candidate
    younger: Younger | None = None
    others: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks: the company's names and brands, the languages of its page, and the time."""

    names: tuple[str, ...]
    brands: frozenset[str]
    language: str
    now: datetime


def own_posts(candidates: Sequence[Candidate], reader: Reader) -> Choice | None:
    """Return the feed of the company's own posts; None where none of them holds any."""
    own = [one for one in map(_without_jobs, map(_without_pages, candidates)) if _holds_posts(one, reader)]
    own = _of_language(own, reader.language)
    if not own:
        return None
    whole = [one for one in own if not _part_name(one, reader.names)] or own
    base = _joined(whole)
    rivals = [one for one in own if not _shares(one, base)]
    newest = base.newest
    others = [base.beside, *(one.newest for one in rivals)]
    later = [at for at in others if at is not None and (newest is None or at > newest)]
    needed = {base.named.url, *(one.named.url for one in rivals)}
    return Choice(
        base,
        Younger(max(later), "feeds") if later else None,
        frozenset(one.named.url for one in candidates) - needed,
    )


def is_ours(candidate: Candidate, reader: Reader) -> bool:
    """Say whether a feed is the company's: it lies on its site, lists what stands there, or calls that site its home.

    At a host that lends names to others, the name that the company took there has to be its own.
    """
    read = candidate.read
    urls = [candidate.url, read.home, *(entry.url for entry in read.entries)]
    if any(url and brand_of(url) in reader.brands for url in urls):
        return True
    return any(_plain(label) in reader.brands for label in _labels(candidate.url))


def is_sample(entries: Sequence[FeedEntry]) -> bool:
    """Say whether nothing but what makers put into a new site is there."""
    return all(
        " ".join(_LETTERS.findall(entry.title.lower())) in SAMPLE_TITLES or SAMPLE_TEXT.search(entry.text)
        for entry in entries
    )


def _labels(url: str) -> list[str]:
    """Return the names that a company may have at somebody else's host: `name.host.com`, `host.com/@name`."""
    parts = urlsplit(url)
    return [
        *(parts.hostname or "").split(".")[:-2],
        *(part.lstrip("@") for part in parts.path.split("/")[:3]),
    ]


def _plain(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum() or letter == "-")


def _holds_posts(candidate: Candidate, reader: Reader) -> bool:
    entries = candidate.read.entries
    if not entries or is_sample(entries) or not is_ours(candidate, reader) or _passes_on(candidate, reader):
        return False
    return not _kind_by_name(candidate, reader.names) and not _kind_by_content(entries, reader.now)


def _passes_on(candidate: Candidate, reader: Reader) -> bool:
    """Say whether a feed of the site passes on what others wrote: most entries lead to strangers, and by their ids are theirs.

    Who comments on the pages of others, or counts clicks at another host, gives ids of their own. A feed that calls the
    strangers' site its home as well is that of a blog that lies at two addresses.
    """
    own = reader.brands | {brand_of(candidate.url)}
    if brand_of(candidate.read.home) not in own:
        return False
    entries = candidate.read.entries
    theirs = sum(
        1
        for one in entries
        if one.url and brand_of(one.url) not in own and brand_of(one.id) == brand_of(one.url)
    )
    return theirs > HALF * len(entries)


def _kind_by_name(candidate: Candidate, names: tuple[str, ...]) -> bool:
    """Say whether title or address call a feed one of something else; what calls itself news of something is news."""
    title = _without_names(f"{candidate.named.title} {candidate.read.title}", names)
    path = re.sub(r"[/_.-]", " ", urlsplit(candidate.url).path)
    if SECTION_PATHS & set(_LETTERS.findall(title)):
        return False
    text = f"{title} {path}"
    return any(pattern.search(text) for pattern in OTHER_KINDS.values())


def _kind_by_content(entries: Sequence[FeedEntry], now: datetime) -> bool:
    """Say whether most entries lie ahead as events do, or stand where guests write."""
    ahead = sum(
        1 for entry in entries if entry.at is not None and entry.at > now and not possible(entry.at, now)
    )
    talk = sum(1 for entry in entries if TALK_ADDRESS.search(entry.url))
    return max(ahead, talk) > HALF * len(entries)


def _without_pages(candidate: Candidate) -> Candidate:
    """Return a feed of every page without its pages: what stands beside the legal notice is no post."""
    entries = candidate.read.entries
    if not any(OTHER_PAGES.search(urlsplit(entry.url).path) for entry in entries):
        return candidate
    posts = tuple(entry for entry in entries if _below_a_section(entry.url))
    return replace(candidate, read=replace(candidate.read, entries=posts))


def _without_jobs(candidate: Candidate) -> Candidate:
    """Return a feed of job offers for the most part without them: what else stands there may be all that is written."""
    entries = candidate.read.entries
    jobs = [entry for entry in entries if JOB_TITLE.search(entry.title)]
    if len(jobs) <= HALF * len(entries):
        return candidate
    posts = tuple(entry for entry in entries if entry not in jobs)
    dates = [entry.at for entry in jobs if entry.at is not None]
    return replace(candidate, read=replace(candidate.read, entries=posts), beside=max(dates, default=None))


def _below_a_section(url: str) -> bool:
    parts = [part for part in urlsplit(url).path.split("/") if part]
    return any(holds_posts(part) for part in parts[:-1])


def _of_language(candidates: list[Candidate], language: str) -> list[Candidate]:
    """Return the feeds of the page's language where some are, else all of them."""
    spoken = [
        (one.named.language or one.read.language or _language_in(one.url))[:2].lower() for one in candidates
    ]
    same = [one for one, tongue in zip(candidates, spoken, strict=True) if tongue in {"", language}]
    return same if language and same else candidates


def _language_in(url: str) -> str:
    first = urlsplit(url).path.strip("/").partition("/")[0]
    return first if first in {"de", "en", "fr", "it", "es", "pl", "nl", "cs"} else ""


def _part_name(candidate: Candidate, names: tuple[str, ...]) -> str:
    """Return what a feed's title says beside the company's name and the words for feeds; "" for the feed of all posts."""
    text = _without_names(f"{candidate.named.title} {candidate.read.title}", names)
    own = {word for name in names for word in _LETTERS.findall(name.lower())}
    return " ".join(word for word in _LETTERS.findall(NOISE.sub(" ", text)) if word not in own)


def _without_names(text: str, names: tuple[str, ...]) -> str:
    """Return a title without the company's names: one of them may hold a word such as shop."""
    text = text.lower()
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name.lower(), " ")
    return text


def _joined(candidates: list[Candidate]) -> Candidate:
    """Return the stalest feed with the entries of those that share one with it: a site's RSS and its Atom are one list."""
    base = min(candidates, key=lambda one: (one.newest is None, one.newest or _NEVER))
    if all(one is base or _shares(one, base) for one in candidates):
        base = candidates[0]
    entries = {entry.url or entry.id: entry for entry in base.read.entries}
    for one in candidates:
        if one is not base and _shares(one, base):
            for entry in one.read.entries:
                entries.setdefault(entry.url or entry.id, entry)
    if len(entries) == len(base.read.entries):
        return base
    return replace(base, read=replace(base.read, entries=tuple(entries.values())))


def _shares(one: Candidate, other: Candidate) -> bool:
    addresses = {entry.url for entry in one.read.entries if entry.url}
    return any(entry.url in addresses for entry in other.read.entries)
