"""What a company is called: the name on its shop sign, by several places that agree, and the registered one of its legal notice."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from account_health.connectors.blog.legal_marks import IMPRINT_WORDS
from account_health.connectors.blog.page import Block, Page
from account_health.connectors.blog.structured import owner_nodes
from account_health.onboarding.found import Found
from account_health.text.hosts import brand_of, readable_host
from account_health.text.legal_forms import has_legal_form, without_legal_form
from account_health.text.normalise import company_key, words

LONGEST: Final = 80
MOST_WORDS: Final = 8
"""A sentence has more."""
ENOUGH_SOURCES: Final = 2
_BETWEEN: Final = re.compile(r"\s+[|–—·•»:/]\s+|\s+-\s+|\s*[|»·•—]\s*|:\s+")
_COPYRIGHT: Final = re.compile(
    r"(?:©|\(c\)|copyright)[\s,]*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)\d\d|heute|today))?)?[\s,]*(?:by\s+)?",
    re.IGNORECASE,
)
_COPYRIGHT_ENDS: Final = re.compile(
    r"(?:19|20)\d\d|[|·•©]|alle rechte|all rights|powered|impressum|datenschutz|\.\s|,?\s*inc\b",
    re.IGNORECASE,
)
_IN_TOWN: Final = re.compile(r"(?: in|,) ([^,]{2,40})$")
_GENERIC: Final = frozenset(
    "startseite start home homepage willkommen herzlich welcome index impressum imprint kontakt contact datenschutz blog news aktuelles"
    " website webseite navigation menü menu logo seite page site mysite untitled document unbenannt hauptseite accueil bienvenue".split()
)
"""Words that name a page and nobody's company."""
_NOTICE: Final = re.compile(
    r"cookie-?(?:hinweis|einstellung|banner|richtlinie|notice|settings|consent|policy)"
    r"|(?:verwende[nt]|nutz(?:en|t)|setz(?:en|t)|brauch(?:en|t)|uses?|accept|akzeptieren)\b.{0,20}\bcookies|(?:ihre|deine|your) (?:privatsph|privacy|daten)"
    r"|hier entsteht|(?:wartungs|bau)(?:arbeiten|modus|stelle)\b|under construction|coming soon|maintenance|im aufbau|demnächst|just a moment"
    r"|(?:access|zugriff) (?:denied|verweigert)|javascript",
    re.IGNORECASE,
)
"""What stands in place of a page, or before it, and names nobody."""
_LOGO: Final = re.compile(r"^logo(?: (?:der|des|von|of))?[ :-]+(?=\S)|(?<=\S)[ :-]+logo$", re.IGNORECASE)
"""What is said of a picture of a name."""
_FILLERS: Final = frozenset(
    "bei beim zum zur der die das und the of and in im am an auf von vom to for unsere our ihr ihre your logo".split()
)


@dataclass(frozen=True, slots=True)
class Said:
    """What may be a company's name: as written, where it stands on a site, and the page."""

    text: str
    place: str
    url: str

    @property
    def key(self) -> tuple[str, ...]:
        """The words that tell it from other names."""
        return company_key(self.text)


@dataclass(frozen=True, slots=True)
class Name:
    """A name with how many places say it; `agreed` where enough of them do."""

    text: str
    url: str
    agreed: bool


def name_of(home: Page, others: Sequence[Page], addresses: Sequence[str]) -> Name | None:
    """Return what a site calls its company; None where nothing on it can be a name.

    `addresses` are the company's postal ones: above them stands whose they are, and their towns are no part of a name.
    A name is certain where two places of different kinds say it, or one that also is the site's own domain.
    """
    told = [*_of_home(home), *_of_others(home, others), *_above_addresses((home, *others), addresses)]
    said = [replace(one, text=_plain(one.text)) for one in told]
    towns = {
        word for address in addresses for word in words(address.rpartition(", ")[2]) if not word.isdigit()
    }
    said += [
        replace(one, text=shorter) for one in said if (shorter := _without_town(one.text, towns)) != one.text
    ]
    keys = {one.key for one in said if _can_be_a_name(one.text)}
    brand = brand_of(home.url)
    ranked = sorted(
        ((_points(key, said, brand), key) for key in keys),
        key=lambda one: (*one[0], len(one[1])),
        reverse=True,
    )
    if not ranked:
        return None
    (points, places, *_), key = ranked[0]
    best = _best_written([one for one in said if one.key == key])
    return Name(without_legal_form(best.text), best.url, points >= ENOUGH_SOURCES and places > 0)


def _points(key: tuple[str, ...], said: Sequence[Said], brand: str) -> tuple[int, int]:
    """Return how much speaks for a name: the kinds of places that say it, and one more where it is the site's domain."""
    places = {one.place for one in said if one.key == key}
    return len(places) + (2 if _is_brand(key, brand) else 0), len(places)


def _is_brand(key: tuple[str, ...], brand: str) -> bool:
    """Say whether a domain is made of a name's words: all of them, or the first letters of all."""
    plain = "".join(words(readable_host(brand).replace("-", " ")))
    joined = "".join(key)
    return bool(joined) and (
        joined == plain or joined.replace("ae", "a").replace("oe", "o").replace("ue", "u") == plain
    )


def _best_written(said: Sequence[Said]) -> Said:
    """Return the way of writing that is a shop sign's: without a legal form, and not in capitals alone."""
    return min(
        said,
        key=lambda one: (has_legal_form(one.text), one.text.isupper() or one.text.islower(), len(one.text)),
    )


def _plain(text: str) -> str:
    """Return a text in one line, without signs that nobody sees and without the word for a picture."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    return _LOGO.sub("", " ".join(shown.split()))


def _can_be_a_name(text: str) -> bool:
    key = company_key(text)
    telling = [word for word in key if word not in _GENERIC and word not in _FILLERS]
    return (
        bool(telling)
        and not _NOTICE.search(text)
        and len(text) <= LONGEST
        and len(key) <= MOST_WORDS
        and not text.rstrip().endswith(("!", "?", "…"))
    )


def _of_home(home: Page) -> Iterator[Said]:
    for node in owner_nodes(home.structured):
        for field in ("name", "alternateName"):
            value = node.get(field)
            if isinstance(value, str) and _speaks_of_a_company(node):
                yield Said(" ".join(value.split())[:LONGEST], "data", home.url)
    for text in home.site_names:
        yield Said(text, "head", home.url)
    for text in _parts(home.title):
        yield Said(text, "title", home.url)
    for block in home.blocks:
        if block.heading and not block.post:
            yield Said(block.text[: LONGEST + 1], "heading", home.url)
    yield from _links_home(home)
    yield from _copyright(home)


def _speaks_of_a_company(node: dict[str, object]) -> bool:
    kinds = node.get("@type")
    names = [one for one in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(one, str)]
    return bool({"address", "telephone", "logo", "legalName", "email", "sameAs"} & set(node)) or any(
        one in {"WebSite", "Organization", "LocalBusiness"} for one in names
    )


def _links_home(home: Page) -> Iterator[Said]:
    """Yield the words on links that lead to the home page itself: the logo's, mostly."""
    root = home.url.rstrip("/")
    for link in home.links:
        if link.url.partition("#")[0].rstrip("/") == root and link.text and not link.post:
            yield Said(link.text, "link", home.url)
    first = next((block for block in home.blocks if not block.post), None)
    if first is not None and not first.heading:
        yield Said(first.text[: LONGEST + 1], "first", home.url)


def _copyright(page: Page) -> Iterator[Said]:
    for block in page.blocks:
        match = _COPYRIGHT.search(block.text) if not block.post else None
        if match:
            after = _COPYRIGHT_ENDS.split(block.text[match.end() :], maxsplit=1)[0]
            yield Said(after.strip(" ,.-–"), "copyright", page.url)


def _of_others(home: Page, others: Sequence[Page]) -> Iterator[Said]:
    """Yield what the titles of several pages share, and what stands above addresses."""
    shared = {company_key(part): part for part in _parts(home.title)}
    for page in others:
        if page.url != home.url:
            for part in _parts(page.title):
                yield Said(part, "titles" if company_key(part) in shared else "other title", page.url)
    for page in (home, *others):
        for block in page.blocks:
            if not block.post and len(block.text) <= LONGEST and has_legal_form(block.text):
                yield Said(block.text, "registered", page.url)


def _above_addresses(pages: Sequence[Page], addresses: Sequence[str]) -> Iterator[Said]:
    for page in pages:
        for address in addresses:
            blocks = [block for block in page.blocks if not block.post]
            place = _place_of(blocks, address.rpartition(", ")[0])
            lines = _above(blocks, place) if place is not None else []
            if lines and not _OWNER.match(lines[0]):
                yield Said(lines[0], "above an address", page.url)


def _without_town(text: str, towns: set[str]) -> str:
    """Return a text without the town behind it: Gasthaus Zur Au in Wiesental."""
    match = _IN_TOWN.search(text)
    return text[: match.start()] if match and set(words(match[1])) <= towns and words(match[1]) else text


def _parts(title: str) -> list[str]:
    """Return what a title is made of: its parts between dashes and the like, and the whole."""
    parts = [part.strip() for part in _BETWEEN.split(title) if part.strip()]
    return list(dict.fromkeys([*parts, *([title.strip()] if title.strip() else [])]))


# --- the registered name --------------------------------------------------------------------------------

_LABEL: Final = re.compile(
    r"^(?:angaben gem[äa](?:ß|ss) .*|impressum|imprint|offenlegung.*|herausgeber(?:in)?|anbieter(?:in)?|diensteanbieter(?:in)?|betreiber(?:in)?"
    r"|verantwortlich(?:e[r]?)?.*|medieninhaber(?:in)?(?: und herausgeber(?:in)?)?|firma|name|inhaltlich verantwortlich.*|kontakt|contact|anschrift"
    r"|adresse|address|company|registered (?:name|office)|unternehmen(?:sname)?|rechtsform|legal (?:name|notice))$",
    re.IGNORECASE,
)
_LABELLED: Final = re.compile(
    r"^(?:herausgeber(?:in)?|anbieter(?:in)?|diensteanbieter(?:in)?|betreiber(?:in)?(?: (?:der|dieser) \w+)?|medieninhaber(?:in)?(?: und herausgeber(?:in)?)?"
    r"|firma|firmenname|name|company|legal name|unternehmen|firmenwortlaut|diese (?:website|seite) wird betrieben von)\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_OWNER: Final = re.compile(r"^(?:inh(?:aber(?:in)?)?\b\.?|owner|eigent[üu]mer(?:in)?)\s*:?\s*", re.IGNORECASE)
_NO_NAME: Final = re.compile(
    r"\d{3}|@|^(?:c/o|z\. ?hd|vertreten|gesch[äa]ftsf[üu]hr|telefon|tel\b|e-?mail|vorstand|postfach)|^.{0,60}[.!?]$|:$",
    re.IGNORECASE,
)
_REGISTER: Final = re.compile(
    r"^(?:zvr|fn|hr[ab]|vr|uid|ust|atu|dvr|steuer|mwst|gln|register|firmenbuch|lfbis|che-)\b.*\d|^[A-Z]{2,4}[ -]?\d[\d .-]+$",
    re.IGNORECASE,
)
_SEPARATOR: Final = re.compile(r"\s*[,;·|•]\s*|\s[–-]\s")
_HOUSE: Final = re.compile(r"\s\d{1,4}\s?[a-z]?\b")
_LINES_ABOVE: Final = 4


def registered_in_data(pages: Sequence[Page]) -> Found | None:
    """Return the registered name that a site's data for search engines give its owner; None where they give none or several."""
    said = {
        " ".join(value.split())[:LONGEST]: page.url
        for page in pages
        for node in owner_nodes(page.structured)
        if isinstance(value := node.get("legalName"), str) and value.strip()
    }
    return Found(*next(iter(said.items()))) if len(said) == 1 else None


def legal_name_of(imprint: Page, street: str, name: str) -> str | None:
    """Return the registered name that stands above an address in a legal notice, or before it in its line.

    None where nothing stands there, or nothing but the name on the sign.
    """
    blocks = _of_notice([block for block in imprint.blocks if not block.post])
    place = _place_of(blocks, street)
    if place is None:
        return None
    lines = _above(blocks, place)
    formed = next((line for line in lines if has_legal_form(line)), None)
    if formed is not None:
        return formed
    owner = next((line for line in lines if _OWNER.match(line) and _OWNER.sub("", line)), None)
    sign = next((line for line in lines if not _OWNER.match(line)), None)
    if owner is not None and sign is not None:
        return f"{sign}, {owner}"
    return None if sign is None or company_key(sign) == company_key(name) else sign


def _of_notice(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return what follows the heading that calls it the legal notice; everything where there is no such heading."""
    heads = [
        place for place, block in enumerate(blocks) if block.heading and IMPRINT_WORDS.search(block.text)
    ]
    return blocks[heads[-1] + 1 :] if heads else blocks


def _place_of(blocks: Sequence[Block], street: str) -> int | None:
    """Return which block gives an address: one that begins with its street, else one that holds it."""
    wanted = words(street)
    if not wanted:
        return None
    texts = [words(block.text) for block in blocks]
    begins = next((place for place, text in enumerate(texts) if text[: len(wanted)] == wanted), None)
    if begins is not None:
        return begins
    phrase = f" {' '.join(wanted)} "
    return next((place for place, text in enumerate(texts) if phrase in f" {' '.join(text)} "), None)


def _above(blocks: Sequence[Block], place: int) -> list[str]:
    """Return the lines above an address that may be names, the first one first, and what stands before it in its line."""
    before = _SEPARATOR.split(_HOUSE.split(blocks[place].text, maxsplit=1)[0])[:-1]
    inside = [_LABELLED.sub("", part).strip() for part in before if part.strip()]
    if inside:
        return [part for part in inside[:1] if not _NO_NAME.search(part) or has_legal_form(part)]
    found: list[str] = []
    part = blocks[place].part
    for block in reversed(blocks[max(place - _LINES_ABOVE, 0) : place]):
        if _REGISTER.match(block.text):
            continue
        if _ends_the_names(block) or (found and block.part != part):
            break
        part = block.part
        line = _LABELLED.sub("", block.text).strip(" ,")
        if line and len(line) <= LONGEST:
            found.append(line)
    return list(reversed(found))


def _ends_the_names(block: Block) -> bool:
    named = _NO_NAME.search(block.text) and not has_legal_form(block.text)
    return bool(block.heading or _LABEL.match(block.text.strip(" :")) or named)
