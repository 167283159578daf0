"""Words of law and services that are gone, German, English and French: one family for each, with its reason.

Dates and instead-of words: Regulation (EU) 2024/3228 (dispute platform); DDG and TDDDG of 6 May 2024, BGBl. 2024 I 149
(Germany); MStV of 2020 (Germany); TKG 2021 (Austria); DSG of 25 September 2020 (Switzerland); CJEU C-311/18 and C-362/14.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

LegalCheck: TypeAlias = Literal["dead-dispute-link", "outdated-law", "dead-service", "foreign-law"]


@dataclass(frozen=True, slots=True)
class Family:
    """Words for one thing that is gone since a day, in the legal pages of companies in these countries (None: all)."""

    id: str
    check: LegalCheck
    words: re.Pattern[str]
    gone: date
    countries: frozenset[str] | None = None
    link: re.Pattern[str] | None = None


def _any(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE)


def _cited(law: str) -> str:
    """Return a pattern for a law's short name where it is cited, since three letters alone may be somebody's name."""
    return (
        rf"(?:(?:§|\b(?:abs|art|nr|paragra(?:f|ph)(?:en)?|sec(?:tions?|ts?)?)\b)[^;!?]{{0,40}}?\b|\b(?:nach|gem(?:äß|\.)?|laut|lt\.?"
        rf"|i\.?\s?S\.?\s?d(?:\.|es)?|im sinne|under|according to)\s+(?:dem |des |the )?|\()(?:{law})\b(?!\s+(?-i:[A-Z&]))"
    )


FAMILIES: Final[tuple[Family, ...]] = (
    Family(
        "odr",
        "dead-dispute-link",
        _any(
            r"\bec\.europa\.eu/(?:consumers/)?odr\b|\bwebgate\.ec\.europa\.eu/odr",
            r"\bonline-?\s?streit(?:beilegung|schlichtung)|\bOS-Plattform|\bODR-?\s?(?:Plattform|platform|VO|Verordnung)",
            r"\bplattform\b[^.;]{0,40}\bonline-?(?:beilegung|streit)|\bstreit(?:beilegung|schlichtung)s?-?plattform",
            r"\b524/2013\b",
            r"\bonline dispute resolution|\bdispute resolution platform",
            r"\br[èe]glement (?:extrajudiciaire )?(?:en ligne )?des litiges en ligne|\br[èe]glement en ligne des (?:litiges|diff[ée]rends)",
            r"\bplateforme (?:europ[ée]enne )?(?:de )?(?:RLL|ODR)\b|\bpiattaforma (?:europea )?(?:ODR|per la risoluzione online)",
        ),
        date(2025, 7, 20),
        link=re.compile(r"^https?://(?:[\w-]+\.)*ec\.europa\.eu/(?:consumers/)?odr\b", re.IGNORECASE),
    ),
    Family(
        "privacy-shield",
        "outdated-law",
        _any(r"\bprivacy[\s-]?shield", r"\bdatenschutz-?schild"),
        date(2020, 7, 16),
    ),
    Family("safe-harbor", "outdated-law", _any(r"\bsafe[\s-]?harbou?r"), date(2015, 10, 6)),
    Family(
        "tmg",
        "outdated-law",
        _any(_cited("TMG"), r"\btelemediengesetz", r"\btelemedia act\b"),
        date(2024, 5, 14),
        frozenset({"DE"}),
    ),
    Family(
        "ttdsg",
        "outdated-law",
        _any(r"\bTTDSG\b", r"\btelekommunikation-?telemedien-?datenschutz"),
        date(2024, 5, 14),
        frozenset({"DE"}),
    ),
    Family(
        "rstv",
        "outdated-law",
        _any(
            r"\bRf?StV\b",
            r"\brundfunk-?staatsvertrag",
            r"\bstaatsvertrags? für rundfunk und telemedien",
            r"\b(?:interstate|state) (?:broadcasting|treaty on broadcasting)",
        ),
        date(2020, 11, 7),
        frozenset({"DE"}),
    ),
    Family(
        "mdstv",
        "outdated-law",
        _any(
            r"\bMDStV\b",
            r"\bmediendienste-?\s?staatsvertrag",
            _cited("TDG"),
            r"\bteledienstegesetz",
            r"\bTDDSG\b",
        ),
        date(2007, 3, 1),
        frozenset({"DE"}),
    ),
    Family(
        "tkg2003",
        "outdated-law",
        _any(
            r"\bTKG\s?2003\b",
            r"\btelekommunikationsgesetz(?:es)?\s?2003\b",
            r"§\s?(?:96|107)\b[^.;§]{0,25}\bTKG\b(?!\s?2021)",
        ),
        date(2021, 11, 1),
        frozenset({"AT"}),
    ),
    Family(
        "dsg2000",
        "outdated-law",
        _any(r"\bDSG\s?2000\b", r"\bdatenschutzgesetz(?:es)?\s?2000\b"),
        date(2018, 5, 25),
        frozenset({"AT"}),
    ),
    Family(
        "dsg1992",
        "outdated-law",
        _any(
            r"\b19\.?\s(?:juni|june|juin|giugno)\s1992",
            r"\bjune 19,? 1992",
            r"\b19\.\s?0?6\.\s?1992",
            r"\b14\.?\s(?:juni|june|juin|giugno)\s1993",
        ),
        date(2023, 9, 1),
        frozenset({"CH", "LI"}),
    ),
    Family(
        "cnil",
        "outdated-law",
        _any(
            r"\b(?:d[ée]clar|enregistr)\w*\b[^.;]{0,80}\bCNIL\b[^;]{0,60}?\d{5,}",
            r"\bCNIL\b[^.;]{0,40}(?:n°|\bnum[ée]ro|\bno\.?)\s*:?\s*\d{5,}",
            r"\b(?:site|fichier|traitement)s?\b[^.;]{0,40}\bd[ée]clar[ée]\w*[^.;]{0,30}\bCNIL\b",
        ),
        date(2018, 5, 25),
        frozenset({"FR"}),
    ),
    Family(
        "googleplus",
        "dead-service",
        _any(
            r"\bgoogle\s?\+\s?1\b",
            r"\bgoogle\+(?![a-z0-9])(?!\s*(?:facebook|instagram|yelp|linkedin|xing|x|youtube|tiktok|pinterest)\b)",
            r"\bgoogle \+(?=\s*(?:$|[.,;:)“”\"«»]|-\w))",
            r"\bgoogle[ -]?plus\b(?!\s*codes?\b)",
            r"\bplus\.google\.com\b",
        ),
        date(2019, 4, 2),
        link=re.compile(r"^https?://plus\.google\.com(?:/|$)", re.IGNORECASE),
    ),
    Family(
        "german-law",
        "foreign-law",
        _any(
            _cited("TMG|DDG"),
            r"\btelemediengesetz|\bdigitale-dienste-gesetz",
            r"§\s?(?:18|55)\b[^.;§]{0,20}\b(?:MStV|RStV)\b",
            r"§\s?27\s?a\b[^.;§]{0,20}\b(?:UStG|umsatzsteuergesetz)",
            r"\bamtsgericht",
            r"\bHR[AB]\s?(?:-?\s?nr\.?|-?nummer)?:?\s?\d",
        ),
        date.min,
        frozenset({"AT"}),
    ),
)
"""In the order of their weight: of several on a company's pages the first is told."""

GONE: Final = re.compile(
    r"\b(?:vorm(?:als?|\.)|früher|ehem(?:als|alig\w*|\.)|abgelöst|ersetzt\w*|wegfall\w*|weggefallen|entfallen\w*|ungültig\w*|eingestellt\w*"
    r"|abgeschaltet\w*|abgeschafft\w*|aufgehoben\w*|außer (?:kraft|betrieb)|ausser (?:kraft|betrieb)|nicht (?:mehr|länger)|statt|zuvor|bisher\w*|obsolet\w*|hinfällig\w*|ausgelaufen\w*|stillgelegt\w*"
    r"|nachfolge\w*|abl[öo]s\w+|offline|(?:seit|nach|wegen|mit) (?:\w+ ){0,2}(?:einstellung|abschaltung|schließung|beendigung|ende)\b"
    r"|(?:seit|jetzt|nun|nunmehr|heute|inzwischen|mittlerweile|now|désormais)\b[^;]{0,30}\b(?:DDG|TDDDG|MStV|TKG 2021)|bis (?:zum )?(?:[\w.]+ ?){0,2}20\d\d|anstelle|a\. ?F\.|alte fassung|beendet\w*|gekippt\w*"
    r"|unwirksam\w*|plattform\b[^.;]{0,40}\bgeschlossen|(?:wurde|ist)\b[^.;]{0,40}\bgeschlossen(?= (?:worden)?\b|[.,;]|$)"
    r"|formerly|former|previously|replac\w+|supersed\w+|closed|shut down|discontinued|ceased|repealed|abolished|no longer|invalid\w*|instead of|decommissioned|struck down|void|obsolete|successor|until 20\d\d"
    r"|anciennement|ancien(?:ne)?|remplac\w+|ferm[ée]e?s?|n['’]existe plus|n['’]est plus|ne \w+ plus|a (?:pris fin|cessé)|jusqu['’]en 20\d\d|supprim\w+|invalid\w+|abrog\w+|caduc|caduque"
    r"|non è più|non è piu|chius[ao]|sostituit\w+|dismess\w+)(?!\w)",
    re.IGNORECASE,
)
"""Words of being gone: a sentence that holds one names the old thing as old."""
ABROAD: Final = re.compile(r"\b(?:deutschland|deutsche[nrms]?|germany|german)\b|\bschwester", re.IGNORECASE)
"""An Austrian notice may name German law for a sister or for customers there."""
AUSTRIAN: Final = re.compile(
    r"\bECG\b|e-commerce-gesetz|\bMedienG\b|mediengesetz|§\s?14 UGB|§\s?63 GewO|\bfirmenbuch|\bFN\s?\d{4,6}\s?[a-z]\b",
    re.IGNORECASE,
)
"""What an Austrian legal notice cites itself; with it German law beside stands there on purpose."""

SAMPLE: Final = re.compile(
    r"\b(?:max|erika)\s+mustermann\b|\bmuster(?:firma|unternehmen|verein)\b|\blorem ipsum\b|[\[<{](?:platzhalter|placeholder|todo|tbd)\b[^\[\]<>{}]{0,80}"
    r"|\b(?:HR[AB]|GnR|VR)\s?[–-]?(?:nr\.?:?\s*)?(?:X{3,}|0{4,})|\bDE\s?(?:9{9}|0{9})\b|\b(?:DE|ATU)\s?X{4,}|\b12345 (?:muster|beispiel)?(?:stadt|ort)\b",
    re.IGNORECASE,
)
"""Sample text that no company is called by: the templates' people, firms, brackets and numbers."""
WEAK_SAMPLE: Final = re.compile(
    r"\bmuster(?:stra(?:ß|ss)e|str\.|weg|gasse|platz)(?=\s*\d)|\bmuster(?:stadt|hausen|dorf|ort)\b|\bbeispiel(?:stra(?:ß|ss)e|str\.|weg|gasse)(?=\s*\d)|\bbeispiel(?:stadt|hausen|ort)\b|\bmax muster\b|\bjohn doe\b"
    r"|\byour company(?: name)?\b|\b123 main st(?:reet\b|\.)|\bvotre soci[ée]t[ée]\b|\bjean dupont\b",
    re.IGNORECASE,
)
"""Sample text that may be somebody's name or an ordinary phrase: two different ones count."""
BRACKETS: Final = re.compile(r"[\[<(]([^\[\]<>{}()\d@]{2,80})[\]>)]")
TEMPLATE_FIELDS: Final = frozenset(
    "name namen vorname nachname firma firmenname unternehmen unternehmensname unternehmensform vereinsname rechtsform anschrift strasse strassenname hausnummer hausnr"
    " plz postleitzahl ort stadt wohnort adresse telefon telefonnummer telefonnr e-mail email e-mail-adresse emailadresse registergericht registernummer"
    " handelsregisternummer handelsregister ust-id ust-idnr umsatzsteuer-id geschäftsführer geschäftsführerin"
    " company street city zip phone address country nom prénom société adresse rue ville téléphone siret siren".split()
)
"""What a template leaves open, as its makers write it into brackets: "[Straße und Hausnummer]", "<PLZ Ort>"."""
TEMPLATE_ASKS: Final = frozenset(
    "ergänzen eintragen einfügen einsetzen nachtragen compléter renseigner insert completed".split()
)
TEMPLATE_WORDS: Final = frozenset(
    "ihr ihre ihren ihres dein deine deinen deines your my votre vos bitte please hier here noch to be full legal vollständiger vollständige voller vor nach nr"
    " und oder and or et ou der die das des den de du la le à code postal number optional falls wenn vorhanden zutreffend raison sociale"
    " inhabers inhaberin betreibers verantwortlichen vereins geschäftsführers unternehmens website webseite".split()
)
"""Words that such a bracket holds beside; one with any other word was written by somebody ("[Name geändert]")."""
LINK_WORDS: Final = frozenset(
    "e-mail email telefon telefonnummer adresse address anschrift phone firma unternehmen handelsregister".split()
)
"""Alone in brackets these may be the words of a link."""
REGISTERED_FORM: Final = re.compile(
    r"(?<!\w)(?:g?GmbH|Ges\.?\s?m\.?\s?b\.?\s?H\.?|UG|AG|SE|KGaA|KG|OHG|OG|eGbR|eGen|eG|e\.\s?G\.|e\.\s?K\.?(?:fm\.?|fr\.?)?|e\.\s?U\.|e\.\s?V\.|PartG(?:\s?mbB)?)(?!\w)"
)
"""Legal forms that exist by an entry in a register, German and Austrian. Written as they are: "se" is no company."""
