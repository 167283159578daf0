"""The imprint and the privacy page: how a visitor finds them, and whether they answer."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import unquote, urldefrag, urlsplit

from account_health.connectors.blog.home import Visited, visit
from account_health.connectors.blog.made_up import stands_for_anything
from account_health.connectors.blog.page import Link, Page
from account_health.connectors.connector import Look
from account_health.connectors.gaps import unavailable
from account_health.model import LegalPage, NotOffered, Reason, Unavailable
from account_health.model.errors import CollectError, NotFoundError, UnknownHostError
from account_health.text.hosts import same_site

MOST_WAYS = 2

_IMPRINT_WORDS = re.compile(
    r"\b(?:impressum|imprint|legal (?:notice|disclosure)|site notice|anbieterkennzeichnung|pflichtangaben"
    r"|offenlegung|rechtliche (?:angaben|hinweise)|anbieterangaben|company information|mentions l[ée]gales|informations l[ée]gales|aviso legal|note legali|colofon|colophon|nota legal|impresszum)\b",
    re.IGNORECASE,
)
_IMPRINT_PATH = re.compile(
    r"(?:^|[/_-])(?:impressum|imprint|legal-?notice|anbieterkennzeichnung|offenlegung|mentions-legales|informations-legales|aviso-legal|site-notice)(?:[/._-]|$)",
    re.IGNORECASE,
)
_PRIVACY_WORDS = re.compile(
    r"\bdatenschutz|\bprivacy\b|\bdata protection\b|confidentialit[ée]|\bprivacidad\b|\bprivatsph[äa]re\b|\bdsgvo\b",
    re.IGNORECASE,
)
_PRIVACY_PATH = re.compile(
    r"(?:^|[/_-])(?:datenschutz\w*|privacy\w*|dsgvo|data-protection)(?:[/._-]|$)", re.IGNORECASE
)
_MARKS = re.compile(
    r"\bHR[AB]\s?\d|\bFN\s?\d{4,6}\s?[a-z]\b|registergericht|amtsgericht|firmenbuch|\bust-?id|umsatzsteuer-?id|\bATU\s?\d{8}|CHE-\d{3}"
    r"|§\s?5 (?:TMG|DDG|ECG)|§\s?25 MedienG|gesch[äa]ftsf[üu]hr|vertretungsberechtigt|vertreten durch|\bsiret?n?\b|\bp\.? ?iva\b|company (?:number|no)"
    r"|verantwortlich (?:f[üu]r|im sinne|i\.)|aufsichtsbeh[öo]rde|inhaber(?:in)?\b",
    re.IGNORECASE,
)
"""What only a legal notice says: register, tax number, who represents, who is responsible, the law itself."""
_ENOUGH_MARKS = 2
_WAY_WORDS = re.compile(
    r"^\W*(?:(rechtliches|legal)|(kontakt|contact)|((?:über|ueber) uns|about)|(info(?:s|rmationen)?|unternehmen|service))\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"^\W*(?:kontakt|contact|contatti|contacto|so finden sie uns|anfahrt)\b", re.IGNORECASE)
_FOREIGN_PRIVACY = re.compile(
    r"(?:^|\.)(?:google|facebook|instagram|youtube|twitter|x|linkedin|tiktok|pinterest|microsoft|apple|whatsapp|cloudflare"
    r"|automattic|vimeo|usercentrics|cookiebot|borlabs|mailchimp|paypal)\.[a-z.]{2,6}$"
)
_BY_SCRIPT = ("javascript:", "#")


@dataclass(frozen=True, slots=True)
class LegalPages:
    """Both pages; `imprint_page` is what the imprint shows, `gap` says why it could not be read."""

    imprint: LegalPage | Unavailable | NotOffered
    privacy: LegalPage | Unavailable | NotOffered
    imprint_page: Page | None = None
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True)
class _Way:
    """How a page is reached: its address after so many clicks."""

    url: str
    clicks: int


@dataclass(frozen=True, slots=True)
class _Reached:
    """What stands at the end of a way."""

    part: LegalPage | Unavailable
    visited: Visited | None = None
    gap: Unavailable | None = None


def look_at_legal_pages(look: Look, home: Visited) -> LegalPages:
    """Look for imprint and privacy page from the home page, within two clicks.

    The imprint may hide behind a contact or about page; the privacy page may be linked from the imprint.
    """
    searches: list[Callable[[], _Way | Unavailable | None]] = [
        lambda: _way_to_imprint(look, home),
        lambda: _way(privacy_link(home.page), 1),
    ]
    imprint_way, privacy_way = look.pool.map(lambda search: search(), searches)
    if isinstance(imprint_way, _Way) and isinstance(privacy_way, _Way) and _same(imprint_way, privacy_way):
        imprint = privacy = _reach(look, home, imprint_way)
    else:
        imprint, privacy = look.pool.map(lambda way: _reach(look, home, way), [imprint_way, privacy_way])
    if privacy_way is None and imprint.visited is not None:
        clicks = imprint_way.clicks + 1 if isinstance(imprint_way, _Way) else 2
        privacy = _reach(look, home, _way(privacy_link(imprint.visited.page), clicks))
    imprint = _if_it_is_one(imprint, home)
    page = imprint.visited.page if imprint.visited is not None else None
    return LegalPages(imprint.part, privacy.part, page, imprint.gap)


def imprint_link(page: Page) -> Link | None:
    """Return the link that leads to the imprint: by its words, else by its path; one on the same site first."""
    return _best(page, _IMPRINT_WORDS, _IMPRINT_PATH)


def privacy_link(page: Page) -> Link | None:
    """Return the link that leads to the privacy page, never one of somebody else's service."""
    return _best(page, _PRIVACY_WORDS, _PRIVACY_PATH, refused=_FOREIGN_PRIVACY)


def is_imprint(page: Page) -> bool:
    """Say whether a page is a legal notice: a heading or its title calls it one, or it bears two marks of one."""
    said = (page.title, *(block.text for block in page.blocks if block.heading))
    if any(_IMPRINT_WORDS.search(text) for text in said):
        return True
    marks = {
        match[0].casefold()
        for block in page.blocks
        if not block.post
        for match in _MARKS.finditer(block.text)
    }
    return len(marks) >= _ENOUGH_MARKS


def contact_pages(look: Look, home: Visited, read: list[Page]) -> list[Page]:
    """Return the contact page that the home page links, unless it was read already or does not answer."""
    known = {urldefrag(page.url).url for page in read}
    link = next(
        (
            one
            for one in home.page.links
            if one.url and _CONTACT.match(one.text) and same_site(one.url, home.url)
        ),
        None,
    )
    if link is None or urldefrag(link.url).url in known:
        return []
    found = _try_visit(look, urldefrag(link.url).url)
    return [found.page] if isinstance(found, Visited) and urldefrag(found.url).url not in known else []


def ways(page: Page) -> tuple[str, ...]:
    """Return the pages of the same site on which an imprint is looked for next: contact, about, legal."""
    rated = [
        (match.lastindex or 0, urldefrag(link.url).url)
        for link in page.links
        if link.url and (match := _WAY_WORDS.search(link.text)) and same_site(link.url, page.url)
    ]
    found = [url for _, url in sorted(rated, key=lambda one: one[0])]
    return tuple(url for url in dict.fromkeys(found) if url != urldefrag(page.url).url)[:MOST_WAYS]


def _best(
    page: Page, words: re.Pattern[str], path: re.Pattern[str], refused: re.Pattern[str] | None = None
) -> Link | None:
    rated: list[tuple[int, int, Link]] = []
    for number, link in enumerate(page.links):
        by_words = words.search(link.text)
        if not by_words and not path.search(_path(link.url or link.href)):
            continue
        scripted = not link.url
        if scripted and not link.href.lower().startswith(_BY_SCRIPT) and link.href:
            continue
        foreign = not scripted and not same_site(link.url, page.url)
        if foreign and refused and refused.search(urlsplit(link.url).hostname or ""):
            continue
        rated.append(((4 if scripted else 0) + (2 if foreign else 0) + (0 if by_words else 1), number, link))
    return min(rated, key=lambda one: one[:2])[2] if rated else None


def _path(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return unquote(f"{parts.path} /{parts.fragment}")


def _way(link: Link | None, clicks: int) -> _Way | Unavailable | None:
    if link is None:
        return None
    if not link.url:
        return Unavailable(
            Reason.UNREADABLE, f"“{link.text[:60]}” is opened by a script, which we do not run."
        )
    return _Way(link.url, clicks)


def _way_to_imprint(look: Look, home: Visited) -> _Way | Unavailable | None:
    direct = _way(imprint_link(home.page), 1)
    if direct is not None:
        return direct
    root = f"{home.url.split('/')[0]}//{urlsplit(home.url).netloc}/"
    privacy = privacy_link(home.page)
    law = [urldefrag(privacy.url).url] if privacy and same_site(privacy.url or "", home.url) else []
    between = [
        *dict.fromkeys([*ways(home.page), *law]),
        *([root] if urlsplit(home.url).path not in ("", "/") else []),
    ]
    gap: Unavailable | None = None
    for found in look.pool.map(lambda url: _try_visit(look, url), between):
        if isinstance(found, Unavailable):
            gap = gap or (None if found.reason is Reason.NOT_FOUND else found)
            continue
        if is_imprint(found.page):
            return _Way(found.url, 1)
        way = _way(imprint_link(found.page), 2)
        if way is not None:
            return way
    return gap


def _try_visit(look: Look, url: str) -> Visited | Unavailable:
    try:
        return visit(look, url)
    except CollectError as error:
        return unavailable(error)


def _if_it_is_one(imprint: _Reached, home: Visited) -> _Reached:
    """Return what was reached; a page that neither calls itself a legal notice nor bears its marks is an open question."""
    found = imprint.visited
    if found is None or found is home or is_imprint(found.page):
        return imprint
    gap = Unavailable(Reason.UNREADABLE, f"{found.url} says nowhere that it is a legal notice.")
    return replace(imprint, part=gap, gap=gap)


def _same(one: _Way, other: _Way) -> bool:
    return urldefrag(one.url).url == urldefrag(other.url).url


def _reach(look: Look, home: Visited, way: _Way | Unavailable | None) -> _Reached:
    """Go the way; a page that is not there convicts, any other trouble leaves the question open."""
    if way is None:
        return _Reached(LegalPage(url=None, answers=False))
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
    if not same_site(found.url, place) and not _is_legal(found):
        return Unavailable(
            Reason.UNREADABLE, f"{place} leads to another site: {urlsplit(found.url).hostname}."
        )
    if not _says_what_it_is(found) and stands_for_anything(look, found):
        return Unavailable(Reason.UNREADABLE, f"{place} shows what the site answers to any address.")
    return None


def _is_legal(found: Visited) -> bool:
    """Say whether a page calls itself a legal notice or a privacy policy, in its address, title or headings."""
    path = _path(found.url)
    return bool(_IMPRINT_PATH.search(path) or _PRIVACY_PATH.search(path)) or _says_what_it_is(found)


def _says_what_it_is(found: Visited) -> bool:
    """Say whether title or headings of a page call it a legal notice or a privacy policy."""
    said = [found.page.title, *(block.text for block in found.page.blocks if block.heading)]
    return any(_IMPRINT_WORDS.search(text) or _PRIVACY_WORDS.search(text) for text in said)


def _on_home_page(home: Visited, way: _Way, fragment: str) -> _Reached:
    if not fragment or unquote(fragment) in home.page.ids:
        return _Reached(LegalPage(way.url, answers=True, clicks=way.clicks), home)
    gap = Unavailable(Reason.UNREADABLE, f"#{fragment[:60]} is opened by a script, which we do not run.")
    return _Reached(gap, gap=gap)
