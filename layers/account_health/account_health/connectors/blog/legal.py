"""The imprint and the privacy page: how a visitor finds them, and whether they answer."""

from dataclasses import dataclass, replace
from urllib.parse import unquote, urldefrag, urlsplit

from account_health.connectors.blog.home import Visited, visit
from account_health.connectors.blog.legal_marks import (
    CONTACT,
    IMPRINT_WORDS,
    bears_marks,
    beside,
    holds_privacy,
    imprint_link,
    in_directory,
    is_imprint,
    is_legal,
    is_named,
    privacy_link,
    says_what_it_is,
    terms_link,
    ways,
)
from account_health.connectors.blog.made_up import stands_for_anything
from account_health.connectors.blog.page import Link, Page
from account_health.connectors.connector import Look
from account_health.connectors.gaps import unavailable
from account_health.model import LegalPage, LegalPlace, NotOffered, Reason, Unavailable
from account_health.model.errors import CollectError, NotFoundError, UnknownHostError
from account_health.text.hosts import same_site


@dataclass(frozen=True, slots=True)
class LegalPages:
    """Imprint and privacy page; `read` holds what they show, and the terms; `gap` says why the imprint could not be read.

    `unread` says why any of them could not.
    """

    imprint: LegalPage | Unavailable | NotOffered
    privacy: LegalPage | Unavailable | NotOffered
    read: tuple[tuple[LegalPlace, Visited], ...] = ()
    gap: Unavailable | None = None
    unread: Unavailable | None = None

    @property
    def imprint_page(self) -> Page | None:
        """What the imprint shows, None where it was not read."""
        return next((one.page for place, one in self.read if place == "imprint"), None)


@dataclass(frozen=True, slots=True)
class _Way:
    """How a page is reached: its address after so many clicks, and which page the link promises."""

    url: str
    clicks: int
    place: LegalPlace


@dataclass(frozen=True, slots=True)
class _Search:
    """The way to the imprint, and the pages that were looked at on the way."""

    way: _Way | Unavailable | None
    between: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reached:
    """What stands at the end of a way."""

    part: LegalPage | Unavailable
    visited: Visited | None = None
    gap: Unavailable | None = None


NOT_THERE = _Reached(LegalPage(url=None, answers=False))


def look_at_legal_pages(look: Look, home: Visited) -> LegalPages:
    """Look for imprint and privacy page from the home page, within two clicks.

    The imprint may hide behind a contact or about page; the privacy page may be linked from the imprint.
    """
    search = _search_imprint(look, home)
    imprint_way = search.way
    privacy_way = _way(privacy_link(home.page), 1, "privacy") or next(
        (way for page in search.between if (way := _way(privacy_link(page), 2, "privacy"))), None
    )
    terms_way = _way(terms_link(home.page), 1, "terms")
    if isinstance(imprint_way, _Way) and isinstance(privacy_way, _Way) and _same(imprint_way, privacy_way):
        privacy_way = imprint_way
    imprint, privacy, terms = look.pool.map(
        lambda way: _reach(look, home, way), [imprint_way, privacy_way, terms_way]
    )
    if privacy_way is None and imprint.visited is not None:
        clicks = imprint_way.clicks + 1 if isinstance(imprint_way, _Way) else 2
        inside = privacy_link(imprint.visited.page)
        privacy = _reach(look, home, _way(inside, clicks, "privacy"))
        if inside is None and holds_privacy(imprint.visited.page):
            privacy = imprint
    if terms.gap is not None and terms.gap.reason is Reason.CUT_OFF:
        # Nobody has to have terms: where the way to the imprint took the last request, they are left out.
        terms = NOT_THERE
    imprint = _if_it_is_one(imprint, home)
    places: tuple[tuple[LegalPlace, _Reached], ...] = (
        ("imprint", imprint),
        ("privacy", privacy),
        ("terms", terms),
    )
    return LegalPages(
        imprint.part,
        privacy.part,
        tuple((place, one.visited) for place, one in places if one.visited is not None and one.gap is None),
        imprint.gap,
        next((one.gap for _, one in places if one.gap is not None), None),
    )


def contact_pages(look: Look, home: Visited, read: list[Page]) -> list[Page]:
    """Return the contact page that the home page links, unless it was read already or does not answer."""
    known = {urldefrag(page.url).url for page in read}
    link = next(
        (
            one
            for one in home.page.links
            if one.url and CONTACT.match(one.text) and same_site(one.url, home.url)
        ),
        None,
    )
    if link is None or urldefrag(link.url).url in known:
        return []
    found = _try_visit(look, urldefrag(link.url).url)
    return [found.page] if isinstance(found, Visited) and urldefrag(found.url).url not in known else []


def _way(link: Link | None, clicks: int, place: LegalPlace) -> _Way | Unavailable | None:
    if link is None:
        return None
    if not link.url:
        return Unavailable(
            Reason.UNREADABLE, f"“{link.text[:60]}” is opened by a script, which we do not run."
        )
    return _Way(link.url, clicks, place)


def _search_imprint(look: Look, home: Visited) -> _Search:
    """Look for a way to the imprint: its link, one on the pages between, else what stands beside the privacy policy."""
    country = look.company.country
    direct = _way(imprint_link(home.page, country), 1, "imprint")
    if direct is not None:
        return _Search(direct)
    root = f"{home.url.split('/')[0]}//{urlsplit(home.url).netloc}/"
    privacy = privacy_link(home.page)
    law = [urldefrag(privacy.url).url] if privacy and same_site(privacy.url or "", home.url) else []
    likely = dict.fromkeys([*ways(home.page), *law])
    between = [*likely, *([root] if urlsplit(home.url).path not in ("", "/") else [])]
    found = _visit_between(look, between)
    search = _in_pages(found, country)
    if search.way is not None and not isinstance(search.way, Unavailable):
        return search
    there = _on_the_home_page_itself(home, country)
    if there is not None and search.way is None:
        return _Search(there, search.between)
    more = [url for url in beside(home.page, privacy) if url not in likely and url != root]
    last = _in_pages(_visit_between(look, more), country)
    # What was looked at beyond what is likely convicts nobody, and makes nothing unknown.
    return _Search(last.way if isinstance(last.way, _Way) else search.way, (*search.between, *last.between))


def _visit_between(look: Look, urls: list[str]) -> list[Visited | Unavailable]:
    return list(look.pool.map(lambda url: _try_visit(look, url), urls))


def _in_pages(pages: list[Visited | Unavailable], country: str) -> _Search:
    """Return the first way that pages one click away show: they are the imprint, or link to it; else why one was not read."""
    read = tuple(found for found in pages if isinstance(found, Visited))
    passed = tuple(found.page for found in read)
    for found in read:
        if is_imprint(found.page):
            return _Search(_Way(found.url, 1, "imprint"), passed)
        way = _way(imprint_link(found.page, country), 2, "imprint")
        if way is not None:
            return _Search(way, passed)
    gaps = (one for one in pages if isinstance(one, Unavailable) and one.reason is not Reason.NOT_FOUND)
    return _Search(next(gaps, None), passed)


def _on_the_home_page_itself(home: Visited, country: str) -> _Way | None:
    """Return the home page where a heading on it calls what follows the legal notice, and marks of one stand there.

    In Italy the number that the law asks for stands on the home page itself (Art. 35 DPR 633/1972).
    """
    headed = any(block.heading and IMPRINT_WORDS.search(block.text) for block in home.page.blocks)
    there = (headed or country == "IT") and bears_marks(home.page, 1)
    return _Way(home.url, 0, "imprint") if there else None


def _try_visit(look: Look, url: str) -> Visited | Unavailable:
    try:
        return visit(look, url)
    except CollectError as error:
        return unavailable(error)


def _if_it_is_one(imprint: _Reached, home: Visited) -> _Reached:
    """Return what was reached; a page that neither calls itself a legal notice nor bears its marks is an open question."""
    found = imprint.visited
    if found is None or found is home or in_directory(found.url) or is_imprint(found.page):
        return imprint
    gap = Unavailable(Reason.UNREADABLE, f"{found.url} says nowhere that it is a legal notice.")
    return replace(imprint, part=gap, gap=gap)


def _same(one: _Way, other: _Way) -> bool:
    return urldefrag(one.url).url == urldefrag(other.url).url


def _reach(look: Look, home: Visited, way: _Way | Unavailable | None) -> _Reached:
    """Go the way; a page that is not there convicts, any other trouble leaves the question open."""
    if way is None:
        return NOT_THERE
    if isinstance(way, Unavailable):
        return _Reached(way, gap=way)
    place, fragment = urldefrag(way.url)
    if place == urldefrag(home.url).url:
        return _on_home_page(home, way, fragment)
    return _fetched(look, way, place)


def _fetched(look: Look, way: _Way, place: str) -> _Reached:
    try:
        found = visit(look, place)
    except (NotFoundError, UnknownHostError):
        return _Reached(LegalPage(way.url, answers=False, clicks=way.clicks))
    except CollectError as error:
        gap = unavailable(error)
        # A PDF answers, though nobody can compare what stands in it.
        pdf = gap.reason is Reason.UNREADABLE and place.lower().endswith(".pdf")
        return _Reached(LegalPage(way.url, answers=True, clicks=way.clicks) if pdf else gap, gap=gap)
    if urlsplit(found.url).path in ("", "/") and urlsplit(place).path not in ("", "/"):
        gap = Unavailable(Reason.UNREADABLE, f"{place} leads back to the home page.")
        return _Reached(gap, gap=gap)
    doubt = _doubt(look, found, place)
    if doubt is not None:
        return _Reached(doubt, gap=doubt)
    return _Reached(LegalPage(found.url, answers=True, clicks=way.clicks), found)


def _doubt(look: Look, found: Visited, place: str) -> Unavailable | None:
    """Return why nobody can say that this is the page that the link promised, None where it may well be."""
    if found.shows_little:
        return Unavailable(Reason.UNREADABLE, f"{place} shows hardly a word without scripts.")
    if not same_site(found.url, place) and not in_directory(found.url) and not is_legal(found.page):
        return Unavailable(
            Reason.UNREADABLE, f"{place} leads to another site: {urlsplit(found.url).hostname}."
        )
    if not says_what_it_is(found.page) and stands_for_anything(look, found):
        return Unavailable(Reason.UNREADABLE, f"{place} shows what the site answers to any address.")
    return None


def _on_home_page(home: Visited, way: _Way, fragment: str) -> _Reached:
    """Return what the home page shows at an anchor; without one the page has to name what a script opens."""
    ids = home.page.ids
    if unquote(fragment) in ids if fragment else is_named(home.page, way.place):
        return _Reached(LegalPage(way.url, answers=True, clicks=way.clicks), home)
    gap = Unavailable(Reason.UNREADABLE, f"#{fragment[:60]} is opened by a script, which we do not run.")
    return _Reached(gap, gap=gap)
