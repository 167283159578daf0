"""Finds and reads the posts of a website: by the feeds that its pages name, by its makers' habits, by a list of entries.

What the registry file names is read where it is. Otherwise all feeds that the home page names are read side by side and
judged together; then the section that its links call blog or news is looked at. Where home page and navigation hold
neither, it is a website without a blog, unless somebody registered it as one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from urllib.parse import urldefrag, urljoin, urlsplit

from account_health.connectors.blog.ahead import Ahead
from account_health.connectors.blog.builders import addresses_of_section, usual_addresses
from account_health.connectors.blog.feed_choice import is_sample
from account_health.connectors.blog.found import FoundFeed, Written
from account_health.connectors.blog.home import Visited, read_visit, refuse_wall
from account_health.connectors.blog.listing import (
    ListedPost,
    day_of_publishing,
    days_of_post,
    listed_posts,
    typed_days,
    undated_entries,
)
from account_health.connectors.blog.memory import is_gone, is_list, known_feed, lately_searched, not_ours
from account_health.connectors.blog.named_feeds import (
    READ_ARTICLES,
    Tried,
    chosen,
    named_by,
    parts_of,
    try_feed,
    without_feed,
)
from account_health.connectors.blog.sections import Section, is_section, sections_of
from account_health.connectors.connector import Look
from account_health.connectors.feeds import (
    FeedEntry,
    NamedFeed,
    NotAFeedError,
    ReadFeed,
    SitemapIndex,
    posts_of,
    read_sitemap,
)
from account_health.connectors.gaps import unavailable
from account_health.connectors.http.answer import Answer
from account_health.model import Feed, NotOffered, Post, Posts, Reason, Unavailable, Younger
from account_health.model.errors import CollectError, NotFoundError
from account_health.model.plausible import possible
from account_health.text.hosts import same_site

READ_PAGES = 3
"""So many pages of posts are read where their list bears no dates."""
SAME_DAY = timedelta(days=1)
"""A list and the page of its entry may name a day in two zones."""


def searches(look: Look, ahead: Ahead) -> bool:
    """Say whether this look searches the site: the first one, one after four weeks, or the first that misses a known feed."""
    if look.account.feed or look.account.posts == "none":
        return look.memory is None
    missed = known_feed(look.memory) is not None and ahead.lost and not is_gone(look.memory)
    return missed or not lately_searched(look.memory, look.now)


def find_feed(look: Look, home: Visited, ahead: Ahead) -> FoundFeed:
    """Find the posts of a website and read them."""
    search = _Search(look, home, ahead, whole=searches(look, ahead))
    found = search.found()
    return replace(found, searched=search.whole and not isinstance(found.feed, Unavailable))


@dataclass(frozen=True, slots=True)
class _Search:
    """One search: by whom, from which home page, and whether whole or only where the last one found something."""

    look: Look
    home: Visited
    ahead: Ahead
    whole: bool

    def found(self) -> FoundFeed:
        """Return the posts, or what is to be said of a site of which none could be read."""
        tried = self._named()
        if (found := chosen(self.look, self.home, tried)) is not None:
            return found
        sections = self._sections()
        partly = self._in_sections(sections)
        if not _has_feed(partly) and self.whole:
            guessed = self._guessed(tuple(section.url for section in sections if not section.maybe))
            if guessed is not None and (partly is None or _worth(guessed) > _worth(partly)):
                partly = guessed
        if partly is not None and _has_feed(partly):
            return partly
        return self._without_a_feed(tried, partly)

    def _named(self) -> list[Tried]:
        """Read the feeds that the home page names, and the one that was there before."""
        known = known_feed(self.look.memory)
        named = named_by(self.home, frozenset() if self.whole else not_ours(self.look.memory))
        if known and not is_list(self.look.memory) and known not in {feed.url for feed, _ in named}:
            named.append((NamedFeed(known), "link"))
        return self.look.pool.map(lambda one: try_feed(self.look, *one, self.ahead), named)

    def _sections(self) -> tuple[Section, ...]:
        """Return the pages that hold the posts: the home page itself where its address says so, or where it lists them."""
        home = self.home
        if is_section(home.url):
            return (Section(home.url),)
        linked = sections_of(home)
        known = known_feed(self.look.memory)
        if known and is_list(self.look.memory) and known not in {section.url for section in linked}:
            linked = (*linked, Section(known))
        if all(section.maybe for section in linked) and listed_posts(home.html, home.url, self.look.now):
            linked = (*linked, Section(home.url))
        return linked

    # --- sections -----------------------------------------------------------------------------------

    def _in_sections(self, sections: Sequence[Section]) -> FoundFeed | None:
        """Return the posts of the section that has the newest ones; None where the site has no section."""
        found = self.look.pool.map(self._in_section, sections)
        proven = [
            one
            for section, one in zip(sections, found, strict=True)
            if one is not None and (not section.maybe or isinstance(one.posts, Posts))
        ]
        return max(proven, key=_worth, default=None)

    def _in_section(self, section: Section) -> FoundFeed | None:
        """Return the posts of one section; None where nothing but its maker's samples are there."""
        look, home, url = self.look, self.home, section.url
        if url == home.url:
            return self._listed(home)
        try:
            page = read_visit(self.ahead.get(look, url))
        except CollectError as error:
            gap = unavailable(error)
            return FoundFeed(gap, gap)
        named = [feed for feed, _ in named_by(page, frozenset())]
        tried = look.pool.map(lambda feed: try_feed(look, feed, "section", self.ahead), named)
        if self.whole and not section.maybe and not any(one.candidate for one in tried):
            guesses = [NamedFeed(address) for address in addresses_of_section(page)]
            tried += look.pool.map(lambda feed: try_feed(look, feed, "section", self.ahead), guesses)
        found = chosen(look, page, tried) or self._listed(page)
        blank = any(one.candidate and _is_blank(one.candidate.read.entries) for one in tried)
        unwritten = blank and not isinstance(found.posts, Posts)
        return None if unwritten and not self._leads_further(page) else found

    def _listed(self, page: Visited) -> FoundFeed:
        """Return the posts of a page's list, where the page of the newest one bears the date that the list gives it."""
        entries = listed_posts(page.html, page.url, self.look.now)
        unlisted = Feed(page.url, "nothing", None, 0, problem="none_found")
        if not entries and page is not self.home and (found := self._by_their_pages(page)) is not None:
            return found
        if not entries:
            text = f"{page.url} names no feed, and lists no posts with dates and pages of their own."
            # What has no page of its own can be answered on this one alone.
            alone = None if self._leads_further(page) else page.url
            if page is not self.home and (notes := typed_days(page.html, page.url, self.look.now)):
                posts = tuple(
                    Post(f"{page.url}#{at:%Y-%m-%d}-{n}", alone or "", at, words.strip(" :|–—-"))
                    for n, (at, words) in enumerate(notes)
                )
                # Such news are no proof of a silence: others may be told without a day.
                younger = Younger(self.look.now, "typed")
                listed = Feed(page.url, "list", None, len(posts), problem="none_found")
                return FoundFeed(Posts(posts, younger=younger), listed, alone)
            return FoundFeed(Unavailable(Reason.NO_DATES, text[:300]), unlisted, alone)
        newest = entries[0]
        try:
            days = days_of_post(self.look.fetcher.get(newest.url).text(), newest.url)
        except CollectError as error:
            return FoundFeed(unavailable(error), unlisted, newest.url)
        if not any(abs(day - newest.at) <= SAME_DAY for day in days):
            text = "The page of the newest entry does not bear the date that the list gives it."
            return FoundFeed(Unavailable(Reason.NO_DATES, text), unlisted, newest.url)
        listed = Feed(page.url, "list", None, len(entries), problem="none_found")
        written = tuple(Written(one.url, one.title) for one in entries[:READ_ARTICLES])
        return FoundFeed(Posts(tuple(map(_post, entries))), listed, newest.url, newest=written)

    def _by_their_pages(self, page: Visited) -> FoundFeed | None:
        """Return the first posts of a list without dates by the days that their pages bear; None where none bears any."""
        entries = undated_entries(page.html, page.url)[:READ_PAGES]
        days = self.look.pool.map(lambda entry: self._day_of(entry[0]), entries)
        dated = [
            ListedPost(*entry, at)
            for entry, at in zip(entries, days, strict=True)
            if at is not None and possible(at, self.look.now)
        ]
        if not dated:
            return None
        posts = tuple(_post(one) for one in sorted(dated, key=lambda one: one.at, reverse=True))
        # The newest stands first only where the list goes by date.
        ordered = len(dated) == len(entries) and all(one.at >= next_.at for one, next_ in pairwise(dated))
        newest = posts[0].url or None
        return FoundFeed(
            Posts(posts, younger=None if ordered else Younger(self.look.now, "undated")),
            Feed(page.url, "list", None, len(posts), problem="none_found"),
            newest,
            newest=tuple(Written(one.url, one.title) for one in dated),
        )

    def _day_of(self, url: str) -> datetime | None:
        try:
            return day_of_publishing(self.look.fetcher.get(url).text(), url)
        except CollectError:
            return None

    def _leads_further(self, page: Visited) -> bool:
        """Say whether a page leads to others of its site that the home page does not lead to: they may be posts."""
        known = {urldefrag(link.url).url for link in self.home.page.links}
        known |= {urldefrag(one).url for one in (page.url, self.home.url)}
        return page is not self.home and any(
            link.url and same_site(link.url, page.url) and urldefrag(link.url).url not in known
            for link in page.page.links
        )

    # --- where nobody names anything ----------------------------------------------------------------

    def _guessed(self, sections: Sequence[str]) -> FoundFeed | None:
        """Try the usual addresses where there is no section, and what the sitemap dates; None where nothing is there."""
        look = self.look
        addresses = usual_addresses(self.home) if not sections or sections == (self.home.url,) else ()
        guesses: list[FoundFeed | None]
        *guesses, sitemap = look.pool.map(
            lambda call: call(),
            [
                *[lambda url=url: self._feed_at(url) for url in addresses],
                lambda: self._from_sitemap(sections),
            ],
        )
        feeds = [found for found in guesses if found is not None]
        readable = [found for found in feeds if isinstance(found.feed, Feed)]
        if readable:
            return max(readable, key=_worth)
        dated = sitemap if sitemap is not None and isinstance(sitemap.feed, Feed) else None
        troubles = [found for found in (*feeds, sitemap) if found is not None and found is not dated]
        if troubles:
            # Behind an address that did not answer there may be a feed, so nobody can say that there is none.
            return replace(troubles[0], posts=dated.posts) if dated else troubles[0]
        return dated

    def _feed_at(self, url: str) -> FoundFeed | None:
        """Return the feed at a guessed address, None where there is none; other trouble leaves the question open."""
        tried = try_feed(self.look, NamedFeed(url), "path", self.ahead)
        return without_feed(tried) if tried.trouble is not None else chosen(self.look, self.home, [tried])

    def _from_sitemap(self, sections: Sequence[str]) -> FoundFeed | None:
        """Return the posts that the sitemap dates: it may prove their age, and is no feed."""
        get, home = self.look.fetcher.get, self.home
        try:
            url = urljoin(home.url, "/sitemap.xml")
            read = _sitemap(get(url))
            if isinstance(read, SitemapIndex):
                url = next(filter(_of_posts, read.urls), "")
                read = _sitemap(get(url)) if url else read
        except (NotFoundError, NotAFeedError):
            return None
        except CollectError as error:
            gap = unavailable(error)
            return FoundFeed(gap, gap)
        if isinstance(read, SitemapIndex):
            return None
        if read.dated_by == "lastmod" and not _of_posts(url):
            read = _below(read, sections)
        posts = posts_of(read, self.look.now)
        younger = [
            one
            for one in listed_posts(home.html, home.url, self.look.now)
            if posts.items and one.at > posts.items[0].at
        ]
        if not posts.items or younger:
            return None
        feed = Feed(url, "sitemap", read.format, len(read.entries), problem="none_found")
        return FoundFeed(posts, feed, posts.items[0].url or None)

    def _without_a_feed(self, tried: Sequence[Tried], partly: FoundFeed | None) -> FoundFeed:
        """Return what is to be said where no feed could be read; `partly` is what section, list or sitemap told."""
        written = not self.look.account.posts_presumed or is_section(self.look.account.url)
        trouble = next((one for one in tried if one.trouble is not None), None)
        if trouble is not None:
            return without_feed(trouble)
        fault = self._fault(tried, written=written)
        if partly is not None and (fault is None or isinstance(partly.posts, Posts)):
            return partly if fault is None else replace(partly, feed=fault.feed)
        if fault is not None:
            return fault
        if not written and self.home.shows_little:
            gap = Unavailable(
                Reason.UNREADABLE, "The home page shows too little to tell whether it has a blog."
            )
            return FoundFeed(gap, gap)
        if not written:
            return FoundFeed(NotOffered(), Feed(None, "nothing", None, 0, problem="no_blog"))
        host = urlsplit(self.home.url).hostname
        text = f"{host}: no link to a feed of posts, none at the usual addresses, no section with a list."
        return FoundFeed(
            Unavailable(Reason.NO_FEED, text), Feed(None, "nothing", None, 0, problem="none_found")
        )

    def _fault(self, tried: Sequence[Tried], *, written: bool) -> FoundFeed | None:
        """Return what is wrong with a feed that is named: of a website only where it was there before."""
        known = known_feed(self.look.memory)
        for one in tried:
            if one.named.url != known and not (written and one.named.certain):
                continue
            if one.problem is not None:
                return without_feed(one)
            if one.candidate is not None and not one.candidate.read.entries:
                return parts_of(self.look, one.candidate, one.found_by)
            if one.candidate is not None and is_sample(one.candidate.read.entries):
                found = parts_of(self.look, one.candidate, one.found_by)
                return replace(found, posts=Posts(()))
        return None


def _sitemap(answer: Answer) -> ReadFeed | SitemapIndex:
    """Return the sitemap of an answer. Raises NotAFeedError, and NotAPageError where something stands before the site."""
    try:
        return read_sitemap(answer.body)
    except NotAFeedError:
        refuse_wall(answer)
        raise


def _is_blank(entries: Sequence[FeedEntry]) -> bool:
    """Say whether nobody has written anything into a feed yet."""
    return not entries or is_sample(entries)


def _has_feed(found: FoundFeed | None) -> bool:
    return found is not None and isinstance(found.feed, Feed) and found.feed.problem is None


def _worth(found: FoundFeed) -> tuple[int, str]:
    """Say how much a place tells: a feed most, then dated posts, the newest first, then what is at least certain."""
    newest = (
        found.posts.items[0].at.isoformat() if isinstance(found.posts, Posts) and found.posts.items else ""
    )
    if _has_feed(found):
        return 3, newest
    return (2, newest) if newest else (1, "") if isinstance(found.feed, Feed) else (0, "")


def _post(entry: ListedPost) -> Post:
    return Post(entry.url, entry.url, entry.at, entry.title)


def _of_posts(url: str) -> bool:
    path = urlsplit(url).path.lower()
    return any(word in path for word in ("post", "news", "blog", "artikel", "article"))


def _below(read: ReadFeed, sections: Sequence[str]) -> ReadFeed:
    """Return only the pages below a section: nothing else in a sitemap is a post for certain, the legal notice least."""
    below = tuple(f"{url.rstrip('/')}/" for url in sections if urlsplit(url).path.strip("/"))
    posts = tuple(one for one in read.entries if below and one.url.startswith(below) and one.url not in below)
    return replace(read, entries=posts)
