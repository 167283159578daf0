"""Legal forms as companies write them behind their names: GmbH & Co. KG, e.K., PartG mbB, Ltd."""

import re
from typing import Final

_FORMS: Final = (
    r"(?:g?gmbh|gesmbh|ges\.\s?m\.\s?b\.\s?h\.?|g\.m\.b\.h\.?|mbh|ug(?:\s?\(haftungsbeschränkt\))?|ag|se|kgaa|kg|ohg|og|gbr|gesbr|egbr|eg|e\.\s?g\.?|partg(?:\s?mbb)?|partgmbb"
    r"|e\.\s?k(?:fm|fr)?\.?|e\.\s?u\.?|e\.\s?v\.?|ek|eu|ev|ltd\.?|limited|llp|llc|plc|inc\.?|sàrl|sarl|sas|sa|s\.\s?r\.\s?l\.?|s\.\s?p\.\s?a\.?|srl|snc|s\.\s?n\.\s?c\.?|b\.?v\.?)"
)
_AT_THE_END: Final = re.compile(
    rf"[\s,]+(?:{_FORMS}(?:\s*(?:&|und|u\.)\s*co\.?)?[\s,]*)+(?:\s*(?:&|und)\s*co\.?\s*{_FORMS})?$",
    re.IGNORECASE,
)
_ALWAYS_FORMS: Final = re.compile(
    r"(?<!\w)(?:g?GmbH|GesmbH|mbH|UG|KG|OHG|OG|GbR|eGbR|KGaA|PartG|PartGmbB|AG|SE|SA|SAS|BV|eG|eU|eV|eK|e\.\s?[KUVG]\.?|e\.\s?Kfm\.?|e\.\s?Kfr\.?"
    r"|Ltd\.?|Limited|LLP|LLC|PLC|plc|Inc\.?|Sàrl|Sarl|SARL|[sS]\.\s?[rR]\.\s?[lL]\.?|Srl|SRL|[sS]nc|SNC|Ges\.\s?m\.\s?b\.\s?H\.?)(?!\w)"
)


def has_legal_form(text: str) -> bool:
    """Say whether a text holds a legal form as it is written: capitals matter, since "ag" and "se" are syllables."""
    return bool(_ALWAYS_FORMS.search(text))


def without_legal_form(name: str) -> str:
    """Return a company's name without the legal form at its end, the name itself where nothing else is left."""
    shorter = _AT_THE_END.sub("", name).strip(" ,&-–") if has_legal_form(name) else name
    return shorter or name
