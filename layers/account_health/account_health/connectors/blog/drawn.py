"""Words that a page draws instead of writing them: the icon of a fax machine before its number, a picture of an @."""

import re
from collections.abc import Mapping
from typing import Final

FAX: Final = " Fax: "
_SAYS_FAX: Final = re.compile(
    r"(?!.*(?:phone|tel(?!e?fax)))(?:.*[-_ #])?(?:tele)?fax(?:[-_ ]?(?:number|nummer|nr|icon|line|solid|regular))*"
)
"""The name of an icon, a class or a picture that means the fax alone: `fa-fax`, `faxNumber`, `#icon-fax`; not `tel-fax`."""
_AT: Final = re.compile(r"@|[\[(]?(?:at|ät)[\])]?", re.IGNORECASE)
_NAMES: Final = frozenset({"itemprop", "alt", "title", "aria-label", "xlink:href", "data-icon"})
_LONGEST: Final = 200


def drawn_word(tag: str, values: Mapping[str, str]) -> str:
    """Return the word that an element stands for, "" where it stands for none."""
    for name, value in values.items():
        if name == "alt" and tag == "img" and _AT.fullmatch(value):
            return "@"
        if name == "href" and (value[:4].lower() == "fax:" or (tag == "use" and says_fax(value))):
            return FAX
        if name == "class" and any(map(says_fax, value[:_LONGEST].split())):
            return FAX
        if name in _NAMES and says_fax(value):
            return FAX
    return ""


def says_fax(text: str) -> bool:
    """Say whether a name or a title means a fax machine and nothing else."""
    return (
        "fax" in text[:_LONGEST].lower() and _SAYS_FAX.fullmatch(text[:_LONGEST].strip().lower()) is not None
    )
