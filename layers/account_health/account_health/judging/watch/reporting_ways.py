"""How a network is told that somebody poses as the company: its form, the way through its menus, and what a notice needs.

Addresses of forms move: each has the day on which it was last compared with what is published, and the menus stand beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from account_health.model import Message, message
from account_health.text.hosts import host_of
from account_health.text.profile_keys import LABELS, network_of
from account_health.text.watch_words import host_kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One network's way: the form's address (None where there is none that we know), the menus, and what they ask for."""

    form: str | None = None
    menus: Message
    asks: Message | None = None
    checked: date = date(2026, 11, 30)


_WHY: Final = message("Why it is against the law: it uses your company's name without your permission.")
_WHY_IN_GERMANY: Final = message(
    "Why it is against the law: it uses your company's name, which § 12 BGB and §§ 5, 15 MarkenG protect."
)
_OTHER_PARTS: Final[tuple[Message, ...]] = (
    message("The exact address of the profile, and what on it pretends to be yours."),
    message("Your name and mail address."),
    message("A sentence that, in good faith, what you write is correct and complete."),
)
EVIDENCE: Final = message(
    "Before you report, take pictures of the profile with its address, the day and the time, and do not write to it."
)
FAIR: Final = message("Criticism, fan pages and parody that says so are no fakes.")
_ELSEWHERE: Final = Way(
    menus=message(
        "Look for “Report” on the profile, or in the imprint for the contact point for notices (Article 16 DSA)."
    )
)
_PORTAL: Final = Way(
    menus=message(
        "A neutral entry about your company is lawful without your consent (BGH, 23 September 2014, VI ZR 358/13): claim it and"
        " answer there. Report only what is untrue or poses as you."
    )
)
_MAPS: Final = Way(
    form="https://support.google.com/business/contact/business_redressal_form",
    menus=message(
        "The place → “Suggest an edit” → “Close or remove”. Nobody looks after it? Then claim it. Somebody else looks after it? Then"
        " ask for access there."
    ),
    asks=message(
        "The link of the place, and whether its name, telephone number or website misleads. Google sends no answer to this form."
    ),
)
_WAYS: Final[Mapping[str, Way]] = MappingProxyType(
    {
        "facebook": Way(
            form="https://www.facebook.com/help/contact/295309487309948",
            menus=message(
                "The page → ⋯ → “Find support or report” → “Scams and fake Pages” → “Pretending to be another business”."
            ),
            asks=message(
                "The address of the page; perhaps papers about your website or trade mark. The form is made for profiles of people;"
                " for a page the menu is the surer way."
            ),
        ),
        "instagram": Way(
            form="https://help.instagram.com/contact/636276399721841",
            menus=message("The profile → ⋯ → “Report”."),
            asks=message(
                "The company, the profile's name and an identity document; only the company or its lawyer may report."
            ),
        ),
        "x": Way(
            form="https://help.x.com/en/forms/authenticity/impersonation",
            menus=message("Choose “my company, brand or organisation” there."),
            asks=message("Both names; whoever signs has to prove who they are."),
        ),
        "linkedin": Way(
            form="https://www.linkedin.com/help/linkedin/ask/TS-NFPI",
            menus=message("The profile → “More” → “Report”."),
            asks=message(
                "Whoever has a registered trade mark takes LinkedIn's second form, TS-NTMI, with the registration number."
            ),
        ),
        "tiktok": Way(
            form="https://www.tiktok.com/legal/report/feedback",
            menus=message("The profile → “Report” → “Pretending to be someone”."),
            asks=message(
                "In the form: “Report a potential violation” → “Account violation” → “Impersonation”."
            ),
        ),
        "youtube": Way(
            form="https://support.google.com/youtube/answer/2801947",
            menus=message("The channel → “About” → flag → “Report user” → “Impersonation”."),
        ),
    }
)


def notice_parts(country: str) -> tuple[Message, ...]:
    """Return the four parts of a notice by Article 16 of Regulation (EU) 2022/2065 (DSA), with the law of a company's country."""
    return (_WHY_IN_GERMANY if country == "DE" else _WHY, *_OTHER_PARTS)


def way_of(url: str) -> Way:
    """Return how the network of an address is told."""
    host = host_of(url)
    if host.startswith("google.") or host in {"maps.google.com", "g.page", "maps.app.goo.gl", "goo.gl"}:
        return _MAPS
    elsewhere = _PORTAL if host_kind(host) == "review" else _ELSEWHERE
    return _WAYS.get(network_of(url) or "", elsewhere)


def network_name(url: str) -> str:
    """Return how people call the place where an address lies: the network, else the host."""
    if way_of(url) is _MAPS:
        return "Google"
    return LABELS.get(network_of(url) or "", host_of(url))
