"""What people write around what they say: greetings, thanks and endings, which mean nobody in particular."""

from collections.abc import Iterable
from typing import Final

from account_health.text.normalise import words

GREETINGS: Final = frozenset(
    # How people begin when they turn to somebody, in German, English and French; folded as `words` folds.
    "hallo hi hey hello moin servus gruezi gruess gruss gott guten gute tag morgen mittag abend lieber liebe liebes"
    " sehr geehrte geehrter dear good morning afternoon evening bonjour bonsoir salut cher chere"
    " herr herrn frau familie mr mrs ms monsieur madame mme"
    " danke dank vielen besten herzlichen thanks thank you merci dir ihnen an fur fuer to re a".split()
)
_ENDINGS: Final = frozenset(
    # How people thank and take their leave: with these alone nobody is told anything.
    "und and et zusammen alle all schoen schoene herzlich herzliche tausend bis bald dann gruesse gruss liebe viele beste freundliche freundlichen"
    " mit euch sie uns ihr ihre euer eure dein deine team vom von das der die aus many so much very your our the team"
    " from see soon best kind warm regards cheers beaucoup mille bien a bientot cordialement equipe l de du la".split()
)
_COURTESY: Final = GREETINGS | _ENDINGS
_LEAST_WORDS: Final = 3
"""Below that nobody wrote a text: "Gern." says all there is to say."""


def own_words(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the words of a text without the names of those whom it may mean; empty where only courtesy is left.

    The same where there is hardly a word. An opening goes with the names, so that one text sent to Anna and to Ben is the same text.
    """
    opening, mark, rest = _opened(text)
    named = {word for name in names for word in words(name)}
    others = [word for word in words(opening) if word not in GREETINGS and word not in named]
    said = rest if mark and len(others) <= 1 else text
    left = tuple(word for word in words(said) or said.casefold().split() if word not in named)
    return () if set(left) <= _COURTESY or len(left) < _LEAST_WORDS else left


def _opened(text: str) -> tuple[str, str, str]:
    """Return a text cut behind its opening, at the first of the marks that end one."""
    ends = [place for mark in ",!\n" if (place := text.find(mark)) >= 0]
    return (text[: min(ends)], text[min(ends)], text[min(ends) + 1 :]) if ends else (text, "", "")
