"""What German makes of a town's name for what is from there: Bremer, Dresdner, Zürcher, Hannoveraner. All words are folded."""

from functools import lru_cache
from typing import Final

_INFLECTED: Final = ("", "n", "s", "in", "innen")
_LEAST: Final = 6
"""Shorter towns in -en keep it: Essen, Essener."""


@lru_cache(maxsize=1024)
def demonyms(town: str) -> frozenset[str]:
    """Return the words that say that something or somebody is from a town, in every case."""
    found = {f"{town}er"}
    if town.endswith("en") and len(town) >= _LEAST:
        found |= {f"{town[:-2]}er", f"{town[:-2]}ner"}
    elif town.endswith("el"):
        found.add(f"{town[:-2]}ler")
    elif town.endswith(("er", "ar")):
        found |= {f"{town}aner", f"{town[:-2]}raner"}
    elif town.endswith("ich"):
        found.add(f"{town[:-3]}cher")
    elif town.endswith("e"):
        found |= {f"{town}r", f"{town[:-1]}enser"}
    return frozenset(f"{one}{end}" for one in found for end in _INFLECTED)
