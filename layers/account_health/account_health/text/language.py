"""Which language a text is written in, by its commonest small words or by its script; None where that cannot be told.

What a page's code says of its language is no evidence: themes come with `lang="en"`, and nobody changes it.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_WORD = re.compile(r"[^\W\d_]+")
_LATIN: Final = "\u024f"
_OTHER_SCRIPT = re.compile("[^\\W\\d_\\u0000-\\u024f\\u1ea0-\\u1ef9]{2,}")
_VIETNAMESE = re.compile("[\u1ea0-\u1ef9\u01a1\u01b0]")
_FEWEST_WORDS: Final = 30
_FEWEST_LETTERS: Final = 120
"""Of another script, which may not part its words."""
_SHARE: Final = 0.1
_TIMES_THE_NEXT: Final = 2
OTHER_SCRIPT: Final = "other script"

SMALL_WORDS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        language: frozenset(words.split())
        for language, words in {
            "de": "der die das und ist nicht mit für von den dem ein eine auf im zu sie wir ihr ihre unsere oder auch bei als aus sich wird nach am",
            "en": "the and of to is in for that with your you our are on this from we be it or as by have not can at all will",
            "fr": "le la les et des est une pour dans vous nous votre notre sur avec que qui pas au aux du un en ce sont par plus",
            "it": "il la le di che per con una del della dei nel sono nostra nostro più gli alla non è un vi si da come anche",
            "es": "el la los las de que y en para con una por del nuestra nuestro es su sus más se al un como no está son",
            "pt": "o a os as de que e em para com uma do da dos das no na é seu sua mais por não um são nossa nosso ao",
            "nl": "de het een en van voor met is op wij ons onze u uw niet te in zijn dat aan bij ook of naar om kunt",
            "da": "og i at det er en til på af for med den de som vi du ikke har kan vores eller fra der et din",
            "sv": "och i att det är en till på av för med den som vi du inte har kan vår eller från om ett din era",
            "pl": "i w z na do się jest nie oraz dla od po że przez to o nas są jak co naszej można przy tym lub",
            "cs": "a v na se je do s pro z o že jsou jako nebo k po od ve to nás naše naší které být také",
            "hu": "a az és hogy nem egy is van meg ez vagy de mint csak már kell ön lehet minden volt nagy",
            "ro": "și în de la cu pe pentru care este nu din sau mai un o prin sunt noastre noastră va fi",
            "tr": "ve bir bu için ile da de en çok olarak daha gibi olan kadar ancak veya ne var her sonra siz",
            "id": "yang dan di dengan untuk dari ini pada adalah dalam tidak akan atau juga anda situs bisa kami oleh itu",
        }.items()
    }
)
"""Language -> words that stand in nearly every sentence of it. Of a language that is not here nothing is known."""


_OF_COUNTRY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "AT": "de",
        "BE": "nl fr de",
        "CH": "de fr it",
        "CZ": "cs",
        "DE": "de",
        "DK": "da",
        "ES": "es",
        "FR": "fr",
        "HU": "hu",
        "IT": "it de",
        "LI": "de",
        "LU": "fr de",
        "NL": "nl",
        "PL": "pl",
        "PT": "pt",
        "RO": "ro",
        "SE": "sv",
        "TR": "tr",
    }
)


def languages_of(country: str) -> frozenset[str]:
    """Return the languages in which a company of a country may well write, those of its neighbours left out; English always."""
    return frozenset({"en", *_OF_COUNTRY.get(country, "").split()})


def is_of_other_script(text: str) -> bool:
    """Say whether most letters of a text, however short, are none of ours."""
    return _mostly_of_others([letter for letter in text if letter.isalpha()])


def has_other_script(text: str) -> bool:
    """Say whether a word of a text is in other letters than ours; a sign of measure alone is no word."""
    return bool(_OTHER_SCRIPT.search(text))


def _mostly_of_others(letters: list[str]) -> bool:
    return 2 * sum(letter > _LATIN and not _VIETNAMESE.match(letter) for letter in letters) > len(letters)


def written_in(text: str) -> str | None:
    """Return the language of a text as its code, `OTHER_SCRIPT` for one in other letters than ours, None where unsure."""
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < _FEWEST_LETTERS:
        return None
    if _mostly_of_others(letters):
        return OTHER_SCRIPT
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < _FEWEST_WORDS:
        return None
    shares = sorted(
        (
            (sum(word in known for word in words) / len(words), language)
            for language, known in SMALL_WORDS.items()
        ),
        reverse=True,
    )
    (best, language), (second, _) = shares[:2]
    return language if best >= _SHARE and best >= _TIMES_THE_NEXT * second else None
