"""Lines that give somebody else's name with an address or a number: who made the site, hosts it, delivers, took its pictures.

Labels are many, their build is one: a name that is not the company's, then street, postal code and town in the same line.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from account_health.connectors.blog.page import Block, Page
from account_health.text.legal_forms import has_legal_form
from account_health.text.normalise import words

_PLACE: Final = re.compile(
    r"(?P<street>[A-ZÄÖÜ][A-Za-zÄÖÜäöüß.\-’' ]{1,50}?\s?\d{1,4}\s?[a-z]?)\s*[,;·|–-]\s*(?:[A-Z]{1,2}[-– ])?\d{4,5} [A-ZÄÖÜ]"
)
_BETWEEN: Final = re.compile(r"\s*[,;:·|•\n]\s*|\s[–-]\s|\.\s+|\b(?:by|von|durch|bei)\b\s+")
_OWN: Final = frozenset(
    "adresse anschrift address kontakt contact standort standorte filiale filialen zweigstelle stammhaus hauptsitz hauptgeschaft ladengeschaft"
    " hofladen werksverkauf office showroom ausstellung lager abholung postanschrift besucheranschrift besucher sitz firmensitz zentrale"
    " niederlassung sekretariat geschaftsstelle verwaltung backstube familie fam inh inhaber inhaberin impressum sie finden uns so hier ort"
    " treffpunkt parken anfahrt eingang find us visit branch headquarters".split()
)
"""What companies call their own places, alone or with a district behind it."""
_ALONE: Final = frozenset(
    "laden geschaft werkstatt werk buro praxis kanzlei salon studio atelier hof shop store restaurant hotel haus cafe".split()
)
"""Trades and rooms: alone they are one's own, before a name they are anybody's (Studio Flussblick)."""
_NAME: Final = re.compile(
    r"^[A-ZÄÖÜ0-9][^\s]*(?:\s(?:[A-ZÄÖÜ&0-9][^\s]*|der|die|das|und|für|of|the|in|zum|zur|am|e\.|d\.)){0,6}$"
)


def without_others(pages: Iterable[Page], ours: Iterable[str]) -> tuple[Page, ...]:
    """Return the pages in which lines with somebody else's address are no part of the company's own words.

    Args:
        pages: the pages of a site.
        ours: words that stand for the company: its domain, its title, what stands on its logo.
    """
    known = {word for text in ours for word in words(text) if len(word) > 2}  # noqa: PLR2004 - shorter words tell nothing
    joined = {"".join(words(text)) for text in ours}
    return tuple(
        replace(page, blocks=tuple(_marked(block, known, joined) for block in page.blocks)) for page in pages
    )


def _marked(block: Block, known: set[str], joined: set[str]) -> Block:
    """Return a block without what stands from somebody else's name on; one that begins with it is nobody's own word."""
    if block.post:
        return block
    end = 0
    for place in _PLACE.finditer(block.text):
        before = block.text[end : place.start()]
        parts = [part for part in _BETWEEN.split(before) if part.strip()]
        if parts and _is_other(parts[-1].strip(), known, joined):
            kept = block.text[: end + before.rfind(parts[-1])].strip() if end else ""
            return replace(block, text=kept) if kept else replace(block, post=True, address=0)
        end = place.end()
    return block


def _is_other(owner: str, known: set[str], joined: set[str]) -> bool:
    """Say whether what stands before an address is a name, and not the company's."""
    said = words(owner)
    if not said or not (_NAME.match(owner) or has_legal_form(owner)):
        return False
    if set(said) & known or set(said) & _OWN or set(said) <= _ALONE:
        return False
    return not any(word in one for word in said if len(word) > 3 for one in joined)  # noqa: PLR2004 - syllables
