"""In which country a company is, by what only that country's people write: numbers of registers and taxes, dialling codes, postal codes."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from account_health.connectors.blog.page import Page
from account_health.connectors.blog.postal import STATES
from account_health.connectors.blog.strangers import own_part
from account_health.connectors.blog.structured import owner_nodes
from account_health.model.company import Facts
from account_health.text.hosts import host_of
from account_health.text.language import written_in

STRONG: Final = 2
WEAK: Final = 1
ENOUGH: Final = 2
"""Points without which nobody can say in which country a company is."""

_MARKS: Final[tuple[tuple[re.Pattern[str], str, int], ...]] = tuple(
    (re.compile(pattern), country, points)
    for country, points, pattern in (
        ("DE", STRONG, r"\bDE ?\d{3} ?\d{3} ?\d{3}\b|\bHR[AB] ?\d|\bVR ?\d{3,}"),
        ("AT", STRONG, r"\bATU ?\d{8}|\bFN ?\d{4,6} ?[a-z]\b|\bMedienG\b|§ ?5 ECG|\bGewO\b.{0,40}\bWKO\b"),
        ("CH", STRONG, r"\bCHE-?\d{3}[.\d]"),
        ("LI", STRONG, r"\bFL-\d{4}[.-]\d{3}"),
        ("IT", STRONG, r"\bIT ?\d{11}\b|(?i:\bp(?:artita|\.)? ?iva\b)|\bMwSt\.?-Nr\.? ?(?:IT)?\d{11}"),
        ("FR", STRONG, r"(?i:\bsiren\b|\bsiret\b|\brcs\b)|\bFR ?\d{11}\b"),
        ("NL", STRONG, r"\bNL ?\d{9}B\d\d\b|(?i:\bkvk\b)"),
        ("GB", STRONG, r"\bGB ?\d{9}\b|(?i:\bregistered in (?:england|scotland|wales))|\bUnited Kingdom\b"),
        ("DE", WEAK, r"§ ?5 (?:TMG|DDG)|(?i:handelsregister|registergericht|amtsgericht)"),
        ("AT", WEAK, r"(?i:firmenbuch|medieninhaber|offenlegung|wirtschaftskammer)"),
        ("CH", WEAK, r"(?i:\bnatel\b)|\b0\d\d \d{3} \d\d \d\d\b"),
        ("DE", STRONG, r"(?<!\d)(?:\+|00) ?49[ (/-]"),
        ("AT", STRONG, r"(?<!\d)(?:\+|00) ?43[ (/-]"),
        ("CH", STRONG, r"(?<!\d)(?:\+|00) ?41[ (/-]"),
        ("IT", STRONG, r"(?<!\d)(?:\+|00) ?39[ (/-]"),
        ("FR", STRONG, r"(?<!\d)(?:\+|00) ?33[ (/-]"),
        ("NL", STRONG, r"(?<!\d)(?:\+|00) ?31[ (/-]"),
        ("GB", STRONG, r"(?<!\d)(?:\+|00) ?44[ (/-]"),
        ("GB", STRONG, r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"),
        ("US", STRONG, r"[A-Za-z],? (?:" + STATES + r") \d{5}(?:-\d{4})?(?!\d)"),
        ("US", WEAK, r"(?<![\d+])\(\d{3}\) ?\d{3}-\d{4}(?!\d)"),
        ("DE", STRONG, r"(?<!\w)D ?[-–] ?\d{5}\b"),
        ("AT", STRONG, r"(?<!\w)A ?[-–] ?\d{4}\b"),
        ("CH", STRONG, r"(?<!\w)CH ?[-–] ?\d{4}\b"),
        ("LI", STRONG, r"(?<!\w)FL ?[-–] ?\d{4}\b"),
        ("IT", STRONG, r"(?<!\w)I ?[-–] ?\d{5}\b"),
        ("FR", STRONG, r"(?<!\w)F ?[-–] ?\d{5}\b"),
        # Four digits and a town are Austria's or Switzerland's; a mobile number tells which.
        ("AT", WEAK, r"(?<![\d+])06(?:50|60|64|67|7\d|8\d|99)[ /-]"),
        ("DE", WEAK, r"(?<![\w-])\d{5} [A-ZÄÖÜ][a-zäöüß]{2,}"),
        ("AT", WEAK, r"(?<![\w.-])[1-9]\d{3} (?:Wien|Graz|Linz|Salzburg|Innsbruck|Klagenfurt)\b"),
        (
            "CH",
            WEAK,
            r"(?<![\w.-])[1-9]\d{3} (?:Zürich|Bern|Basel|Genève|Lausanne|Luzern|St\. ?Gallen|Winterthur)\b",
        ),
    )
)
"""What is written -> the country, and how much it proves: a number that only this country gives more than a habit."""
_ALONE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "deutschland": "DE",
        "germany": "DE",
        "österreich": "AT",
        "austria": "AT",
        "schweiz": "CH",
        "suisse": "CH",
        "switzerland": "CH",
        "italien": "IT",
        "italia": "IT",
        "france": "FR",
        "united kingdom": "GB",
        "england": "GB",
        "nederland": "NL",
        "usa": "US",
        "united states": "US",
    }
)
"""The last line of a postal address."""
_ENDINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "de": "DE", "at": "AT", "ch": "CH", "li": "LI", "it": "IT", "fr": "FR", "nl": "NL", "uk": "GB", "wien": "AT",
        "tirol": "AT", "swiss": "CH", "berlin": "DE", "hamburg": "DE", "koeln": "DE", "bayern": "DE", "saarland": "DE",
    }
)  # fmt: skip
_TELEPHONE: Final = re.compile(r"(?:tel|callto):(?://)?(?:\+|00)(49|43|41|423|39|33|31|44)")
_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {"49": "DE", "43": "AT", "41": "CH", "423": "LI", "39": "IT", "33": "FR", "31": "NL", "44": "GB"}
)


def country_of(pages: Sequence[Page], url: str) -> str | None:
    """Return the two letters of the country that a site's own passages point to; None where nothing points clearly."""
    points: Counter[str] = Counter()
    ending = _ENDINGS.get(host_of(url).rpartition(".")[2])
    if ending:
        points[ending] += STRONG
    seen: set[tuple[str, str]] = set()
    for page in pages:
        own = own_part(page, Facts()).page
        for mark, country in _marks_of(own):
            if (mark, country) not in seen:
                seen.add((mark, country))
                points[country] += STRONG if mark.startswith("!") else WEAK
    if points["DE"] and _is_german(pages):
        # German with five digits or a German register: neither Austria nor Switzerland has them.
        points["DE"] += WEAK
    ranked = points.most_common(2)
    if not ranked or ranked[0][1] < ENOUGH or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _is_german(pages: Sequence[Page]) -> bool:
    words = any(link.text.strip().casefold().startswith("impressum") for page in pages for link in page.links)
    return words or written_in(" ".join(block.text for page in pages for block in page.blocks)) == "de"


def _marks_of(page: Page) -> Iterable[tuple[str, str]]:
    """Yield each kind of mark that a page bears with its country; what proves more begins with an exclamation mark."""
    texts = [block.text for block in page.blocks if not block.post]
    whole = "\n".join(texts)
    for number, (pattern, country, points) in enumerate(_MARKS):
        if pattern.search(whole):
            yield f"{'!' if points == STRONG else ''}{number}", country
    for text in texts:
        alone = _ALONE.get(text.strip(" .,").casefold())
        if alone:
            yield "!alone", alone
    for link in page.links:
        dialled = _TELEPHONE.match(link.href.replace(" ", ""))
        if dialled and not link.post:
            yield "!dialled", _CODES[dialled[1]]
    for node in owner_nodes(page.structured):
        address = node.get("address")
        said = address.get("addressCountry") if isinstance(address, dict) else None
        if isinstance(said, dict):
            said = said.get("name")
        if isinstance(said, str) and said.strip():
            code = said.strip()
            yield "!data", _ALONE.get(code.casefold(), code.upper()[:2] if len(code) == 2 else "")  # noqa: PLR2004 - ISO 3166
