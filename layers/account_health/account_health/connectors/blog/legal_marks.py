"""How pages lead to a legal notice, a privacy policy and terms, and by what a page is known to be one of them."""

import re
from urllib.parse import unquote, urldefrag, urlsplit

from account_health.connectors.blog.page import Link, Page
from account_health.model import LegalPlace
from account_health.text.hosts import same_site

MOST_WAYS = 2

IMPRINT_WORDS = re.compile(
    r"\b(?:impressum|imprint|legal (?:notice|disclosure|information)|site notice|anbieterkenn(?:zeichnung|ung)|pflichtangaben"
    r"|offenlegung(?! (?:von|an|gegenüber|durch|ihrer|deiner|personenbezogener|der daten))|rechtliche (?:angaben|hinweise|informationen)|angaben (?:gem(?:äß|[.])?|nach|laut) (?:§+ ?\d+\w?|art)|legal info|anbieterangaben|company (?:information|details)|mentions l[ée]gales"
    r"|informations l[ée]gales|aviso legal|note legali|colofon|colophon|nota legal|impresszum)\b|^\W*anbieter\W*$",
    re.IGNORECASE,
)
IMPRINT_PATH = re.compile(
    r"(?:^|[/_-])(?:impressum|imprint|legal-?notice|anbieterkennzeichnung|offenlegung|mentions-legales|informations-legales|aviso-legal|site-notice)(?:[/._-]|$)",
    re.IGNORECASE,
)
PRIVACY_WORDS = re.compile(
    r"\bdatenschutz|\bprivacy\b|\bdata protection\b|confidentialit[ée]|\bprotection des donn[ée]es\b|\binformativa privacy\b|\bprivacidad\b|\bprivatsph[äa]re\b|\bdsgvo\b"
    r"|\b(?:gdpr|rgpd)\b|\bdonn[ée]es (?:personnelles|[àa] caract[èe]re personnel)\b|\bvie priv[ée]e\b|\bpersonal data\b|\bpersonenbezogene\w* daten\b",
    re.IGNORECASE,
)
PRIVACY_PATH = re.compile(
    r"(?:^|[/_-])(?:datenschutz\w*|privacy\w*|dsgvo|gdpr|rgpd|data-protection|(?:politique-de-)?confidentialite|donnees-personnelles|vie-privee"
    r"|protection-(?:des-)?donnees)(?:[/._-]|$)",
    re.IGNORECASE,
)
TERMS_WORDS = re.compile(
    r"\bAGB\b|\bgesch[äa]ftsbedingungen\b|\bterms (?:and|&|of)\b|\bconditions g[ée]n[ée]rales\b|\bCG[VU]\b|\bcondizioni generali\b",
    re.IGNORECASE,
)
TERMS_PATH = re.compile(
    r"(?:^|[/_-])(?:agb|terms|cgv|cgu|terms-of-service|terms-and-conditions)(?:[/._-]|$)", re.IGNORECASE
)
_MARKS = re.compile(
    r"\bHR[AB]\s?\d|\bFN\s?\d{4,6}\s?[a-z]\b|registergericht|amtsgericht|firmenbuch|\bust-?id|umsatzsteuer-?id|\bATU\s?\d{8}|CHE-\d{3}"
    r"|§\s?5 (?:TMG|DDG|ECG)|§\s?25 MedienG|§\s?(?:18|55)\b[^.;§]{0,20}\b(?:MStV|RStV)|vertretungsberechtigt|\bsire[nt]\b|\bRCS\b|\bau capital (?:social )?de\b"
    r"|direct(?:eur|rice) de (?:la )?publication|\bp(?:artita|\.)? ?iva\b|company (?:number|no)",
    re.IGNORECASE,
)
"""What only a legal notice says: register, tax number, the law itself."""
_SOFT_MARKS = re.compile(
    r"gesch[äa]ftsf[üu]hr|vertreten durch|verantwortlich (?:f[üu]r|im sinne|i\.)|aufsichtsbeh[öo]rde|inhaber(?:in)?\b|h[ée]berg(?:eur|é par)",
    re.IGNORECASE,
)
"""What it says as well, and what pages about the company or its data say, too: beside a mark, never alone."""
_ENOUGH_MARKS = 2
_NAMES = 3
"""Title, the site's name in the head, and the page's first heading say what a page is."""
_WAY_WORDS = re.compile(
    r"^\W*(?:(rechtliches|legal)|(kontakt|contact)|((?:über|ueber) uns|about)|(info(?:s|rmationen)?|unternehmen|service))\b",
    re.IGNORECASE,
)
CONTACT = re.compile(r"^\W*(?:kontakt|contact|contatti|contacto|so finden sie uns|anfahrt)\b", re.IGNORECASE)
_DATA_LAW = re.compile(
    r"\bDS-?GVO\b|Datenschutz-?\s?Grundverordnung|\bGDPR\b|\bRGPD\b|\bn?DSG\b|2016/679|General Data Protection",
    re.IGNORECASE,
)
"""What every privacy policy since 2018 names, German, English, French; in Switzerland the DSG of 2023."""
_FOREIGN_PRIVACY = re.compile(
    r"(?:^|\.)(?:google|facebook|instagram|youtube|twitter|x|linkedin|tiktok|pinterest|microsoft|apple|whatsapp|cloudflare"
    r"|automattic|vimeo|usercentrics|cookiebot|borlabs|mailchimp|paypal)\.[a-z.]{2,6}$"
)
_CHAMBER = re.compile(r"^https?://firmen\.wko\.at/", re.IGNORECASE)
_LONGEST_NAME = 35
"""Characters of a link's words; more are the headline of a post about legal notices."""
_BY_SCRIPT = ("javascript:", "#")


def imprint_link(page: Page, country: str = "") -> Link | None:
    """Return the link that leads to the imprint: by its words, else by its path; one on the same site first.

    In Austria the company's own page in the chamber's directory counts (WKO, Firmen A-Z).
    """
    found = _best(page, IMPRINT_WORDS, IMPRINT_PATH)
    if found is not None or country != "AT":
        return found
    return next((link for link in page.links if in_directory(link.url)), None)


def in_directory(url: str) -> bool:
    """Say whether an address lies in the directory of the Austrian chamber."""
    return bool(_CHAMBER.match(url))


def privacy_link(page: Page) -> Link | None:
    """Return the link that leads to the privacy page, never one of somebody else's service."""
    return _best(page, PRIVACY_WORDS, PRIVACY_PATH, refused=_FOREIGN_PRIVACY)


def terms_link(page: Page) -> Link | None:
    """Return the link that leads to the terms of business on the same site; a document that nobody reads is none."""
    found = _best(page, TERMS_WORDS, TERMS_PATH)
    own = found is not None and found.url and same_site(found.url, page.url)
    return found if own and found and not urlsplit(found.url).path.lower().endswith(".pdf") else None


def calls_itself_legal(text: str) -> bool:
    """Say whether a heading or a title names a legal notice, a privacy policy or terms."""
    return any(words.search(text) for words in (IMPRINT_WORDS, PRIVACY_WORDS, TERMS_WORDS))


def is_legal(page: Page) -> bool:
    """Say whether a page calls itself a legal page, in its address, title or headings."""
    path = _path(page.url)
    return bool(IMPRINT_PATH.search(path) or PRIVACY_PATH.search(path)) or says_what_it_is(page)


def says_what_it_is(page: Page) -> bool:
    """Say whether title or headings of a page call it a legal page."""
    return any(map(calls_itself_legal, _said(page)))


def is_imprint(page: Page) -> bool:
    """Say whether a page is a legal notice: its title or a heading calls it one, or it bears two marks of one.

    A privacy policy and terms name the company, its managers and an authority as well: only a heading makes one of them hold it.
    Further below such a heading is a section of a contact page.
    """
    said = _said(page)
    if any(IMPRINT_WORDS.search(text) for text in said):
        return True
    other = any(words.search(text) for words in (PRIVACY_WORDS, TERMS_WORDS) for text in said[:_NAMES])
    return not other and bears_marks(page, _ENOUGH_MARKS)


def bears_marks(page: Page, least: int) -> bool:
    """Say whether so many different things stand on a page, outside posts, that a legal notice says, one of them only there."""
    said = "\n".join(block.text for block in page.blocks if not block.post)
    marks, soft = ({match[0].casefold() for match in words.finditer(said)} for words in (_MARKS, _SOFT_MARKS))
    return bool(marks) and len(marks | soft) >= least


def is_named(page: Page, place: LegalPlace) -> bool:
    """Say whether a page has a section for the legal notice or the privacy policy: by a heading or by its id."""
    if place == "imprint":
        words, path = IMPRINT_WORDS, IMPRINT_PATH
    else:
        words, path = PRIVACY_WORDS, PRIVACY_PATH
    headed = any(block.heading and words.search(block.text) for block in page.blocks)
    return headed or any(path.search(one) for one in page.ids)


def holds_privacy(page: Page) -> bool:
    """Say whether a page holds the privacy policy under a heading of its own: a paragraph that names no law is none."""
    headed = next(
        (n for n, block in enumerate(page.blocks) if block.heading and PRIVACY_WORDS.search(block.text)), None
    )
    return headed is not None and any(_DATA_LAW.search(block.text) for block in page.blocks[headed:])


def _said(page: Page) -> tuple[str, ...]:
    """Return what a page calls itself: its title and its headings."""
    return (page.title, *(block.text for block in page.blocks if block.heading))


def ways(page: Page) -> tuple[str, ...]:
    """Return the pages of the same site on which an imprint is looked for next: contact, about, legal."""
    rated = [
        (match.lastindex or 0, urldefrag(link.url).url)
        for link in page.links
        if link.url and (match := _WAY_WORDS.search(link.text)) and same_site(link.url, page.url)
    ]
    found = [url for _, url in sorted(rated, key=lambda one: one[0])]
    return tuple(url for url in dict.fromkeys(found) if url != urldefrag(page.url).url)[:MOST_WAYS]


def beside(page: Page, privacy: Link | None) -> tuple[str, ...]:
    """Return the pages at the foot whose links stand nearest to that of the privacy policy, two at most.

    Legal pages are linked side by side, whatever they are called ("Das Kleingedruckte"); what the head links too is none.
    """
    head = {link.url for link in page.links if not link.footer}
    foot = [link for link in page.links if link.footer and link.url not in head]
    if privacy not in foot:
        return ()
    place = foot.index(privacy)
    near = sorted(
        (abs(number - place), urldefrag(link.url).url)
        for number, link in enumerate(foot)
        if link.url
        and same_site(link.url, page.url)
        and not TERMS_WORDS.search(link.text)
        and link is not privacy
    )
    here = {urldefrag(page.url).url, urldefrag(privacy.url).url}
    return tuple(url for url in dict.fromkeys(url for _, url in near) if url not in here)[:MOST_WAYS]


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
        headline = link.post or len(link.text) > _LONGEST_NAME
        rate = 8 * headline + 4 * scripted + 2 * foreign + (not by_words)
        rated.append((rate, number, link))
    return min(rated, key=lambda one: one[:2])[2] if rated else None


def _path(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return unquote(f"{parts.path}/ /{parts.fragment}/")
