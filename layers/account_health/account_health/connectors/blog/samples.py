"""What site builders and themes put into a new site for show: nobody's facts until the owner writes over them.

A made-up value is told by its kind: a domain that says "your domain", digits in a row, a profile of the maker itself.
"""

import re
from typing import Final
from urllib.parse import urlsplit

from account_health.text.nobodys_profiles import NOBODYS

_MAIL_HOSTS: Final = frozenset(
    "example.com mysite.com my-domain.com mydomain.com yoursite.com yourwebsite.com yourdomain.com your-domain.com yourcompany.com"
    " yourbusiness.com yourstore.com yourmail.com youremail.com domain.com domain.tld company.com businessname.com"
    " reallygreatsite.com mycompany.com beispiel.de beispiel.at beispiel.ch"
    " beispiel.com musterfirma.de mustermann.de musterdomain.de muster.de ihredomain.de ihre-domain.de deinedomain.de"
    " deine-domain.de meinedomain.de meine-domain.de ihre-firma.de ihrefirma.de deinewebsite.de ihrewebsite.de exemple.com"
    " exemple.fr votresite.com votre-site.com votredomaine.com mondomaine.com monsite.com".split()
)
"""Wix (mysite.com, my-domain.com), Canva (reallygreatsite.com), what documentation uses (example.com), and what themes write."""
_MAILS: Final = frozenset("deine@email.de ihre@email.de name@email.com your@email.com info@email.com".split())
"""The same at hosts that are real."""
_PHONE: Final = re.compile(
    r"\+(?:1|3[1-4]|352|39|41|423|4[3-58-9])(?:0?123456(?:7(?:8(?:90?)?)?)?|(\d)\1{6,})|\+1\d{3}55501\d\d"
)
"""Digits in a row, one digit again and again, and numbers that North America keeps for films; in international form."""
_ADDRESS: Final = re.compile(
    r"\bmuster(?:stra(?:ß|ss)e|str\.|weg|platz|gasse|allee|stadt|hausen|ort)\b|\bbeispielstra(?:ß|ss)e\b|\bterry francois\b"
    r"|\bterry francine\b|\b123 (?:main|demo|example|anywhere) (?:st|street|ave|road)\b|\b123 anywhere\b|\byour (?:street|address)\b",
    re.IGNORECASE,
)
"""Musterstraße in Musterstadt, Wix's street in San Francisco, Canva's "123 Anywhere St."."""

SAMPLE_HOURS: Final = (
    "Mon-Fri 7am-10pm; Saturday 8am-10pm; Sunday 8am-11pm",
    "Mon-Fri 8am-8pm; Saturday 9am-7pm; Sunday 9am-8pm",
    "Mon-Sun 9:00-17:00",
)
"""The footers of Wix's restaurants and shops; what plug-ins for local business data fill in before anybody does."""


def is_sample_email(address: str) -> bool:
    """Say whether nobody reads an address, since a maker made it up."""
    folded = address.casefold()
    return folded in _MAILS or folded.rpartition("@")[2].removeprefix("www.") in _MAIL_HOSTS


def is_sample_phone(number: str) -> bool:
    """Say whether a number in international form was made up."""
    return bool(_PHONE.fullmatch(number))


def is_sample_address(text: str) -> bool:
    """Say whether a postal address was made up."""
    return bool(_ADDRESS.search(text))


def is_sample_profile(url: str) -> bool:
    """Say whether an address of a profile is the maker's own, or a word in the place of a name."""
    steps = [step for step in urlsplit(url).path.casefold().split("/") if step]
    name = next(
        (step for step in steps if step not in {"company", "in", "pages", "channel", "user", "c"}), ""
    )
    return len(steps) <= 2 and name.removeprefix("@") in NOBODYS  # noqa: PLR2004 - a profile, or one of a company
