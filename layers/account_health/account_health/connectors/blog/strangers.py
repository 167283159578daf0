"""Passages of a page that speak of somebody else: who made the site, who insures, supervises, sponsors."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from account_health.connectors.blog.page import Block, Page
from account_health.model.company import Facts
from account_health.text.normalise import states_address

_MAKERS: Final = (
    r"web-?design(?:er)?|webentwicklung|web-?agentur|website (?:by|von)|umsetzung|realisierung|programmierung|gestaltung"
    r"|design (?:by|and code|und umsetzung|&)|made by|powered by|(?:re)?alisation|r[ée]alis[ée] par|hosting|hoster|bildnachweis"
)
"""Who made the site, hosts it or took its pictures: credits in footers and legal notices."""
_LAW: Final = (
    r"(?:berufs|betriebs)?haftpflicht(?:versicherung|versicherer)?|zust[äa]ndige (?:kammer|beh[öo]rde)|(?:\w*)aufsichtsbeh[öo]rde"
    r"|(?:steuerberater|rechtsanwalts|anwalts|zahn[äa]rzte|[äa]rzte|handwerks|apotheker|architekten|wirtschafts)kammer\b"
    r"|kassen(?:zahn)?[äa]rztliche vereinigung|schlichtungsstelle|datenschutzbeh[öo]rde|landesbeauftragte|supervisory authority"
    r"|autorit[ée] de contr[ôo]le|assurance (?:rc )?professionnelle|professional indemnity"
)
"""Whom a legal notice or a privacy policy has to name: insurer, chamber, authority, arbitration."""
_EMERGENCY: Final = r"[äa]rztlicher (?:bereitschaftsdienst|notdienst)|zahn[äa]rztlicher notdienst|giftnotruf|telefonseelsorge|emergency service"
"""Numbers that a practice names for nights and holidays."""
_PARTNERS: Final = r"sponsor(?:en|s)?\b|(?:unsere |our |nos )?(?:kooperations)?(?:partner|partners|partenaires)\b|veranstaltungsort|venue"
"""Others that a site presents."""
_TOOLS: Final = r"consent management|cookie-?(?:consent|hinweis|banner)|gestion du consentement"
"""The consent tool's maker."""
_LABEL: Final = re.compile(
    rf"(?<!\w)(?:{_MAKERS}|{_LAW}|{_EMERGENCY}|{_PARTNERS}|{_TOOLS})(?=\W|$)", re.IGNORECASE
)
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
    heading to the end of the section. One that states a registered fact is ours, whatever its label: insurers have sites.
    """
    blocks: list[Block] = []
    strange: list[str] = []
    for is_strange, run in groupby(_labelled(page.blocks), key=lambda one: one[1]):
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


def _labelled(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, bool]]:
    part, section = -1, False
    for block in blocks:
        match = _LABEL.search(block.text) if not block.post else None
        if block.heading:
            section = match is not None and len(block.text) <= _SHORT
            part = -1
        if section or block.part == part:
            yield block, True
            continue
        if match is None or block.heading:
            yield block, False
            continue
        part = block.part
        before, label = block.text[: match.start()], block.text[match.start() :]
        if before.strip():
            yield replace(block, text=before.strip()), False
        yield replace(block, text=label), True


def _states_a_fact(text: str, facts: Facts) -> bool:
    folded = text.casefold()
    digits = "".join(letter for letter in text if letter.isdigit())
    phones = ("".join(letter for letter in one if letter.isdigit())[-_DIGITS:] for one in facts.phone)
    return (
        any(email.casefold() in folded for email in facts.email)
        or any(len(phone) == _DIGITS and phone in digits for phone in phones)
        or any(states_address(text, address) for address in facts.address)
    )
