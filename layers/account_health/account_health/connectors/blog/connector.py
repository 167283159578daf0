"""One look at a blog: the home page first, then everything that it leads to side by side."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, Literal, TypeVar, cast
from urllib.parse import urljoin

from account_health.connectors.blog.ahead import Ahead, ask_ahead
from account_health.connectors.blog.answer_kinds import DETAILS, Kind
from account_health.connectors.blog.answer_marks import DEALERS
from account_health.connectors.blog.behind import BEFORE_A_SITE, Behind, read_behind
from account_health.connectors.blog.comments import look_at_comments, read_comments
from account_health.connectors.blog.destinations import Links, look_at_destinations
from account_health.connectors.blog.discovery import find_feed, searches
from account_health.connectors.blog.found import NOT_ASKED, FoundFeed
from account_health.connectors.blog.home import Visited, is_feed, read_as_shown, read_visit
from account_health.connectors.blog.indexing import unlisted_by
from account_health.connectors.blog.legal import LegalPages, look_at_legal_pages
from account_health.connectors.blog.legal_texts import notice_content, wording
from account_health.connectors.blog.made_up import asks_something, stands_everywhere
from account_health.connectors.blog.memory import memory_of, recalled
from account_health.connectors.blog.named_feeds import feed_of_answer, read_registered_feed
from account_health.connectors.blog.onward import followed
from account_health.connectors.blog.ours import is_foreign, states_a_fact, strange
from account_health.connectors.blog.planted import planted
from account_health.connectors.blog.profiles import profiles_on
from account_health.connectors.blog.rations import (
    FIRST_LOOK,
    FOR_A_SEARCH,
    FOR_WHAT_IS_KNOWN,
    LATER_LOOK,
    Rations,
)
from account_health.connectors.blog.reach import reach_of
from account_health.connectors.blog.stated import nothing_stated, stated
from account_health.connectors.blog.wordpress import rest_root
from account_health.connectors.connector import Look, snapshot_of
from account_health.connectors.feeds import NotAFeedError
from account_health.connectors.gaps import unavailable
from account_health.connectors.http.addresses import parse
from account_health.connectors.http.answer import Answer
from account_health.connectors.linked_before import remembered
from account_health.connectors.pool import Pool
from account_health.model import (
    Access,
    Certificate,
    Conversation,
    Destinations,
    NotOffered,
    Reason,
    Site,
    Snapshot,
    Unavailable,
)
from account_health.model.errors import (
    CertificateError,
    CollectError,
    NotAPageError,
    NotFoundError,
    UnknownHostError,
)
from account_health.model.platform import PLATFORM_ROWS
from account_health.text.hosts import host_of, same_site

OFFERS = PLATFORM_ROWS["blog"].parts

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")


LOST_KINDS: Final[Mapping[str, Literal["parked", "expired"]]] = {"parked": "parked", "expired": "expired"}
"""What stands in the place of a site whose address is lost."""


class BlogConnector:
    """Looks at one blog or website."""

    def collect(self, look: Look) -> Snapshot:
        """Return what can be seen now. Never raises a CollectError: what fails is `Unavailable` with its reason."""
        first, early = look.pool.map(lambda call: call(look), [_home, ask_ahead])
        home = cast("Answer | CollectError", first)
        snapshot, found = _seen(look, home, cast("Ahead", early))
        return replace(
            snapshot,
            reach=reach_of(look, home, snapshot),
            access=_access(snapshot.comments),
            requests=look.fetcher.requests,
            memory=memory_of(look.memory, snapshot, found),
        )


def _access(comments: Conversation | Unavailable | NotOffered) -> Access | NotOffered:
    """Return that a stored application password is refused; of one that works, and of none, there is nothing to say."""
    refused = isinstance(comments, Unavailable) and comments.reason is Reason.CREDENTIAL_REFUSED
    return Access(problem="revoked", never_expires=True) if refused else NotOffered()


def _seen(look: Look, home: Answer | CollectError, ahead: Ahead) -> tuple[Snapshot, FoundFeed]:
    """Return what was seen, and of the posts what the next look wants to know."""
    url = look.account.url
    try:
        answer = _answer(look, home)
    except NotAPageError as error:
        return _lost(look, unavailable(error), LOST_KINDS[error.kind]), NOT_ASKED
    except NotFoundError as error:
        return _lost(look, unavailable(error), "gone" if error.gone else "not_found"), NOT_ASKED
    except UnknownHostError as error:
        return _lost(look, unavailable(error), "unknown_host"), NOT_ASKED
    except CertificateError as error:
        shown = Certificate(parse(url).host, None, error.ended, problem=_problem(error))
        return replace(_dark(look, unavailable(error), ahead), certificate=shown), NOT_ASKED
    except CollectError as error:
        return _dark(look, unavailable(error), ahead), NOT_ASKED
    return _of_answer(look, answer, ahead)


def _home(look: Look) -> Answer | CollectError:
    try:
        return look.fetcher.get(look.account.url)
    except CollectError as error:
        return error


def _answer(look: Look, home: Answer | CollectError) -> Answer:
    """Return what the registered address answered.

    Raises NotAPageError where it leads to a dealer in domains, or where a refusal or an error says that the address is
    lost, else the CollectError.
    """
    answer = home.answer if isinstance(home, CollectError) else home
    if isinstance(answer, Answer):
        dealt = not same_site(answer.url, look.account.url) and DEALERS.search(host_of(answer.url))
        kind = Kind.PARKED if dealt else read_as_shown(answer).answered.kind if answer is not home else None
        if kind is not None and kind.value in LOST_KINDS:
            raise NotAPageError(DETAILS[kind], kind.value)
    if isinstance(home, CollectError):
        raise home
    return home


def _of_answer(look: Look, answer: Answer, ahead: Ahead) -> tuple[Snapshot, FoundFeed]:
    """Return the snapshot of a registered address that answered: with a page, a feed, or something else."""
    feed: FoundFeed | None = None
    try:
        if is_feed(answer):
            feed = _registered(look, answer)
            answer = look.fetcher.get(_home_of(feed, answer.url))
        home = followed(look, read_visit(answer))
    except NotAPageError as error:
        if error.kind in LOST_KINDS:
            return _lost(look, unavailable(error), LOST_KINDS[error.kind]), NOT_ASKED
        snapshot, found = _unread(look, answer, error, ahead, feed)
        if error.kind in BEFORE_A_SITE:
            return _with(snapshot, read_behind(look, answer, error.kind, unavailable(error))), found
        return snapshot, found
    except CollectError as error:
        return _unread(look, answer, error, ahead, feed)
    if not is_foreign(look, home) and stands_everywhere(look, home, ahead):
        same = NotAPageError("The site answers every address with the same page.", "everywhere")
        snapshot, found = _unread(look, answer, same, ahead, feed)
        return (snapshot if asks_something(home) else _unrecognised(look, home, snapshot)), found
    return _lit(look, home, ahead, feed)


def _unrecognised(look: Look, home: Visited, snapshot: Snapshot) -> Snapshot:
    """Return a snapshot that says that nobody recognises the company, where enough is registered to recognise it by.

    Such a page is rather a stopgap than another owner's, so what an earlier look saw makes no second sign.
    """
    if strange(look, home, None, known=False) is None:
        return snapshot
    return replace(snapshot, site=Site(look.account.url, home.url, strange="unrecognised"))


def _unread(
    look: Look, answer: Answer, error: CollectError, ahead: Ahead, feed: FoundFeed | None
) -> tuple[Snapshot, FoundFeed]:
    """Return the snapshot of a site that answered with something that is no page of it."""
    shown = answer.certificate or NotOffered()
    return replace(_dark(look, unavailable(error), ahead, feed), certificate=shown), feed or NOT_ASKED


def _with(snapshot: Snapshot, behind: Behind) -> Snapshot:
    return replace(
        snapshot,
        site=behind.site,
        imprint=behind.imprint,
        privacy=behind.privacy,
        notice=behind.notice,
        wording=behind.wording,
        **behind.said.parts,
    )


def _registered(look: Look, answer: Answer) -> FoundFeed:
    """Return the feed that stands at the registered address itself."""
    try:
        return feed_of_answer(answer, look)
    except NotAFeedError as error:
        gap = unavailable(error)
        return FoundFeed(gap, gap)


def _home_of(feed: FoundFeed, url: str) -> str:
    """Return the home page of a feed: that of the host of its posts, since feeds may lie at a service's host."""
    return urljoin(feed.newest_post or url, "/")


def _dark(look: Look, gap: Unavailable, ahead: Ahead, feed: FoundFeed | None = None) -> Snapshot:
    """Return a snapshot without a home page; a feed that is registered on its own is read all the same."""
    if look.account.posts == "none":
        feed = NOT_ASKED
    elif feed is None:
        feed = (
            read_registered_feed(look, look.account.feed, ahead) if look.account.feed else FoundFeed(gap, gap)
        )
    return replace(_blind(look, gap), posts=feed.posts, feed=feed.feed)


def _lost(
    look: Look, gap: Unavailable, lost: Literal["not_found", "gone", "unknown_host", "parked", "expired"]
) -> Snapshot:
    """Return a snapshot of a site that is not there any more."""
    blind = replace(_blind(look, gap), site=Site(look.account.url, None, lost=lost))
    # The certificate of a page that stands in the place of the site is that of whoever put it there.
    return replace(blind, certificate=NotOffered()) if lost in LOST_KINDS.values() else blind


def _blind(look: Look, gap: Unavailable) -> Snapshot:
    """Return a snapshot that saw nothing, in which every part says why."""
    parts: dict[str, object] = dict.fromkeys(OFFERS - {"reach"}, gap)
    if look.account.posts == "none":
        parts |= dict.fromkeys(("posts", "feed"), NotOffered())
    return snapshot_of(look, parts)


def _lit(look: Look, home: Visited, ahead: Ahead, feed: FoundFeed | None) -> tuple[Snapshot, FoundFeed]:
    """Return a snapshot of a site whose home page was read: everything else side by side, each part with its ration."""
    if is_foreign(look, home):
        gap = Unavailable(Reason.NOT_OURS, f"The address leads to {host_of(home.url)}.")
        site = Site(look.account.url, home.shown_at or home.url)
        shown = home.answer.certificate or NotOffered()
        return replace(_blind(look, gap), site=site, certificate=shown), NOT_ASKED
    whole = searches(look, ahead)
    rations = Rations(look.fetcher, FIRST_LOOK if whole else LATER_LOOK)
    search, talk, law = (
        replace(look, fetcher=fetcher)
        for fetcher in rations.shares(FOR_A_SEARCH if whole else FOR_WHAT_IS_KNOWN)
    )
    found, comments, legal = _side_by_side(
        look.pool,
        lambda: _posts(search, home, ahead, feed),
        lambda: look_at_comments(talk, home),
        lambda: _legal(law, home),
    )
    talked = read_comments(replace(look, fetcher=rations.rest(kept=1)), home, comments, found)
    said = (
        nothing_stated(_unseen(home))
        if home.drawn_by_script
        else stated(replace(look, fetcher=rations.rest()), home, legal)
    )
    place = _site(look, home, legal)
    if place.strange is None and home.answered.kind is Kind.CONTENT:
        asking = replace(look, fetcher=rations.rest())
        place = replace(place, planted=planted(asking, home, found.newest))
    parts: dict[str, object] = {
        "posts": found.posts,
        "feed": found.feed,
        "comments": talked.part,
        "site": place,
        "certificate": home.answer.certificate or NotOffered(),
        "imprint": legal.imprint,
        "privacy": legal.privacy,
        "notice": notice_content(home, legal, look.company),
        "wording": wording(home, legal, look.company),
        "destinations": _destinations(look, home, found, rations.left),
        **said.parts,
    }
    if place.strange is not None:
        parts |= dict.fromkeys(OF_STRANGERS, STRANGE)
    elif place.planted in {"wares", "letters"}:
        parts |= dict.fromkeys(("posts", "feed"), PLANTED)
    return snapshot_of(look, parts), replace(found, undated=talked.undated, rest=rest_root(home))


def _site(look: Look, home: Visited, legal: LegalPages) -> Site:
    """Return where the address leads, and whether what stands there is the company's.

    A page that nobody could read proves no strangers, and proves nothing else where it does not name the company.
    """
    found = strange(look, home, legal.imprint_page, known=recalled(look.memory).get("ours") is True)
    there = home.shown_at or home.url
    site = Site(look.account.url, there, unlisted_by=unlisted_by(home.page, home.headers))
    if not same_site(there, look.account.url):
        site = replace(site, ours=states_a_fact(look, home.page))
    if home.answered.kind is Kind.CONTENT:
        return replace(site, strange=found)
    return replace(site, gap=_unseen(home)) if found else site


def _unseen(home: Visited) -> Unavailable:
    """Return why the HTML of a home page shows nothing of it."""
    return ELSEWHERE if home.answered.kind is Kind.ELSEWHERE else DRAWN


ELSEWHERE = Unavailable(Reason.ELSEWHERE, DETAILS[Kind.ELSEWHERE])
DRAWN = Unavailable(Reason.UNREADABLE, "Scripts draw the home page in the browser; its HTML shows nothing.")


STRANGE = Unavailable(Reason.NOT_OURS, "Nothing of the company was found on the home page or in its imprint.")
PLANTED = Unavailable(
    Reason.PLANTED, "Among the newest posts are several that strangers seem to have written."
)
OF_STRANGERS: Final = ("posts", "feed", "comments", "imprint", "privacy", "notice", "wording")
"""Parts that say nothing of the company where strangers have its address."""


def _posts(look: Look, home: Visited, ahead: Ahead, feed: FoundFeed | None) -> FoundFeed:
    if look.account.posts == "none":
        return NOT_ASKED
    if feed is not None:
        return feed
    if look.account.feed:
        return read_registered_feed(look, look.account.feed, ahead)
    return find_feed(look, home, ahead)


def _destinations(look: Look, home: Visited, found: FoundFeed, most: int) -> Destinations:
    known = remembered(recalled(look.memory).get("links"))
    links = Links(profiles_on(home.page), found.links)
    return look_at_destinations(
        look, known, links, found.feed if isinstance(found.feed, Unavailable) else None, most
    )


def _legal(look: Look, home: Visited) -> LegalPages:
    if home.drawn_by_script:
        gap = _unseen(home)
        return LegalPages(gap, gap, gap=gap, unread=gap)
    return look_at_legal_pages(look, home)


def _problem(error: CertificateError) -> Literal["expired", "wrong_host", "untrusted", "incomplete"]:
    match error.problem:
        case "expired" | "wrong_host" | "incomplete" as known:
            return known
    return "untrusted"


def _side_by_side(
    pool: Pool, first: Callable[[], A], second: Callable[[], B], third: Callable[[], C]
) -> tuple[A, B, C]:
    """Return the results of three calls that run at the same time."""
    calls: list[Callable[[], object]] = [first, second, third]
    one, two, three = pool.map(lambda call: call(), calls)
    return cast("A", one), cast("B", two), cast("C", three)
