"""Passages of a page that speak of somebody else: who made the site, who insures, supervises, sponsors."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Final

from account_health.connectors.blog.legal_marks import is_imprint
from account_health.connectors.blog.page import Block, Page
from account_health.model.company import Facts
from account_health.text.normalise import states_address

_BY: Final = r"(?:theme|template|vorlage|website|site|webseite|homepage|design|made|produced|built|created|powered|realis[ei]ert|umgesetzt|gestaltet|crafted|developed|entwickelt)(?: (?:with|mit) [^\s<>]{1,12})? (?:by|von|durch)|r[ée]alis[ée] par"
"""Who made the site, said with a name behind it: a credit wherever it stands."""
_MAKERS: Final = (
    r"web-?design(?:er)?|webentwicklung|web-?agentur|umsetzung|realisierung|programmierung|gestaltung"
    r"|(?:joomla-?|wordpress-?)?(?:template|theme)|design (?:&|and code|und umsetzung)|(?:re)?alisation|hosting|hoster|bildnachweis"
)
"""Who made the site, hosts it or took its pictures: credits in footers and legal notices. Trades of companies, too."""
_LAW: Final = (
    r"(?:berufs|betriebs)?haftpflicht(?:versicherung|versicherer)?|zust[äa]ndige (?:kammer|beh[öo]rde)|(?:\w*)aufsichtsbeh[öo]rde"
    r"|(?:steuerberater|rechtsanwalts|anwalts|zahn[äa]rzte|[äa]rzte|handwerks|apotheker|architekten|wirtschafts)kammer\b"
    r"|kassen(?:zahn)?[äa]rztliche vereinigung|\w*schlichtungsstelle|verbraucherschlichter|datenschutzbeh[öo]rde|landesbeauftragte|supervisory authority"
    r"|(?:externe[rn]? )?datenschutzbeauftragte[rn]?|data protection officer|délégué[e]? à la protection des données"
    r"|autorit[ée] de contr[ôo]le|assurance (?:rc )?professionnelle|professional indemnity"
)
"""Whom a legal notice or a privacy policy has to name: insurer, chamber, authority, arbitration, who watches over data."""
_EMERGENCY: Final = (
    r"[äa]rztlicher (?:bereitschaftsdienst|notdienst)|zahn[äa]rztlicher notdienst|giftnotruf|telefonseelsorge|emergency service"
    r"|außerhalb (?:der|unserer) (?:regulären )?(?:sprech|öffnungs|praxis|ordinations|geschäfts|büro)zeiten|in (?:dringenden|lebensbedrohlichen) (?:not)?fällen"
    r"|(?:im|bei) (?:tierärztlichen |ärztlichen )?notf(?:all|ällen)|outside (?:of )?(?:our )?(?:opening|office|surgery) hours|en dehors des heures d'ouverture"
)
"""Numbers that a practice names for nights and holidays."""
_CALLS: Final = r"(?:(?:24|24/7)[ -]?(?:h|std\.?|stunden)[ -])?(?:notdienst|notruf|bereitschafts(?:dienst|telefon))(?:nummer)?|out of hours|urgences?"
"""The same of any trade, as a label: such a number is another one by its purpose, whoever answers it."""
_PERSONS: Final = (
    r"(?:ihre?\s)?(?:persönlicher?\s)?(?:ansprechpartner|ansprechperson|berater|verwalter|kundenbetreuer)(?:in(?:nen)?|en)?|your contact|votre contact"
    r"|(?:urlaubs|praxis|krankheits)?vertretung(?:en)?(?: (?:übernimmt|übernehmen|durch))?|vertretende (?:praxis|praxen|ärzte|ärztin)|locum|remplaçante?"
)
"""One person of the house, or who stands in for it: such a number or address is that person's or another house's."""
_PLACES: Final = (
    r"(?:(?:unsere|our|nos) )?(?:fach)?händler|bezugsquellen|verkaufsstellen|wiederverkäufer|hier gibt es unsere produkte|dealers|stockists|resellers|revendeurs|points de vente"
    r"|(?:(?:unsere|our|nos) )?(?:veranstaltungen|messe(?:n|termine|auftritte)|märkte|konzerte|ausstellungen|events|exhibitions|concerts|tour(?:daten)?)"
    r"|(?:(?:unsere|our|nos) )?(?:referenzen|referenzprojekte|references|références|kundenstimmen|testimonials|témoignages)|das sagen unsere kund\w+"
    r"|abhol(?:station|punkte?|stellen?)|packstation|pick-?up (?:points?|locations?)|points? relais"
    r"|(?:übernachten|unterkünfte|hotels|gasthöfe|where to stay|hébergements)(?: in der (?:nähe|umgebung)| nearby)?|taxis?"
    r"|presse(?:kontakt|stelle|anfragen)|press (?:contact|enquiries|office)|contact presse"
)
"""Where a site sends people: dealers, fairs, jobs done, places to fetch a parcel or to sleep, whoever speaks to the press."""
_PARTNERS: Final = (
    r"(?:unsere |our |nos )?(?:haupt)?sponsor(?:en|s)?|(?:unsere |our |nos )?(?:kooperations|vertriebs)?(?:partner|partners|partenaires)"
    r"|(?:unsere |our |nos )?(?:lieferanten|suppliers|fournisseurs)|mitglied(?:schaften)?(?: (?:bei|im|in))?|member of|membre de"
    r"|veranstaltungsort|venue"
)
"""Others that a site presents. Whoever calls itself a partner ("Ihr Partner für Holz") speaks of itself."""
_TOOLS: Final = r"consent management|cookie-?(?:consent|hinweis|banner)|gestion du consentement"
"""The consent tool's maker."""
_PICTURES: Final = r"(?:fotos?|photos?|bildrechte|cr[ée]dits? photos?|photo credits?) ?:"
"""Whose the pictures are; without a colon the words head a gallery."""
_BEGINS: Final = r"(?:^|[|·•–—©\n]\s*|\.\s+)"
_MORE: Final = r"(?:\s*(?:,|&|und|and|et|\+|/)\s*[\w-]+){0,3}"
_ANYWHERE: Final = rf"(?<!\w)(?P<said>{_LAW}|{_EMERGENCY}|{_TOOLS}|{_PICTURES}|{_BY})(?=\W|$)"
_LABEL: Final = re.compile(
    rf"{_ANYWHERE}|{_BEGINS}(?P<label>(?:{_MAKERS}|{_PARTNERS}|{_PLACES}|{_CALLS}|{_PERSONS}){_MORE}\s*(?::|$))",
    re.IGNORECASE,
)
"""What makes a passage one about others: words that speak of nobody else, and labels before a colon or alone in a line."""
_CREDIT: Final = re.compile(rf"{_LABEL.pattern}|{_BEGINS}(?P<credit>{_MAKERS})(?=\W|$)", re.IGNORECASE)
"""The same in a legal notice, where a credit needs no colon."""
_SHORT: Final = 90
_DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Own:
    """A page without what is said of others; `left_out` where contacts of others were left out."""

    page: Page
    left_out: bool


def own_part(page: Page, facts: Facts) -> Own:
    """Return a page of which the passages about others are marked as no part of the company's own words.

    A passage belongs to others from its label ("Webdesign: …") to the end of its paragraph, under a label that is a
    heading to the end of the section, which the page's foot ends, too. One that states a registered fact is ours, whatever its label: insurers have sites.
    A label that stands in the page's title is the company's own trade.
    """
    blocks: list[Block] = []
    strange: list[str] = []
    for is_strange, run in groupby(_labelled(page), key=lambda one: one[1]):
        inside = [block for block, _ in run]
        text = "\n".join(block.text for block in inside)
        if is_strange and not _states_a_fact(text, facts):
            strange.append(text)
            blocks += [replace(block, post=True, address=0) for block in inside]
        else:
            blocks += inside
    shown = "\n".join(block.text for block in blocks if not block.post)
    gone = "\n".join(strange)
    links = tuple(
        link for link in page.links if not (link.text and link.text in gone and link.text not in shown)
    )
    left_out = any(letter.isdigit() or letter == "@" for letter in gone)
    return Own(replace(page, blocks=tuple(blocks), links=links), left_out)


def labels_on(page: Page) -> Iterator[tuple[Block, int | None]]:
    """Return each passage of a page, with where in it the words about others begin, None where they do not."""
    labels, title = (_CREDIT if is_imprint(page) else _LABEL), page.title.casefold()
    for block in page.blocks:
        yield block, None if block.post else _label_in(block.text, labels, title)


def opens_section(block: Block, start: int | None) -> bool:
    """Say whether a passage is a heading over what belongs to others."""
    return block.heading and start is not None and len(block.text) <= _SHORT


def _labelled(page: Page) -> Iterator[tuple[Block, bool]]:
    part, section, footer = -1, False, False
    for block, start in labels_on(page):
        if block.footer != footer:
            section, footer = False, block.footer
        if block.heading:
            section = opens_section(block, start)
            part = -1
        if section or block.part == part:
            yield block, True
            continue
        if start is None or block.heading:
            yield block, False
            continue
        part = block.part
        before, label = block.text[:start], block.text[start:]
        if before.strip():
            yield replace(block, text=before.strip()), False
        yield replace(block, text=label), True


def _label_in(text: str, labels: re.Pattern[str], title: str) -> int | None:
    """Return where a passage about others begins, None where none does; what the page's title says is the company's own."""
    return next((start for start, label in _labels_in(text, labels) if label not in title), None)


@lru_cache(maxsize=1024)
def _labels_in(text: str, labels: re.Pattern[str]) -> tuple[tuple[int, str], ...]:
    """Return where labels begin in a passage, and what they say; head and foot are the same on every page of a site."""
    found = ((match, match.lastgroup or "said") for match in labels.finditer(text))
    return tuple((match.start(group), match[group].casefold().strip(" :")) for match, group in found)


def _states_a_fact(text: str, facts: Facts) -> bool:
    folded = text.casefold()
    digits = "".join(letter for letter in text if letter.isdigit())
    phones = ("".join(letter for letter in one if letter.isdigit())[-_DIGITS:] for one in facts.phone)
    return (
        any(email.casefold() in folded for email in facts.email)
        or any(len(phone) == _DIGITS and phone in digits for phone in phones)
        or any(states_address(text, address) for address in facts.address)
    )
