"""Which region a postal code lies in, as far as codes tell: where a code is shared by two regions, nobody says one.

Sources: the allocation of postal codes by Deutsche Post, Österreichische Post, Swiss Post, Poste Italiane and Royal Mail, from
public lists; regions by the codes of ISO 3166-2, which the calendar of holidays knows (Austria's in digits).
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from account_health.connectors.blog.postal import STATES


def _table(rows: Mapping[str, str]) -> Mapping[str, str]:
    """Return prefix -> region; "-" for codes that lie in two regions, or in another one than their neighbours."""
    return MappingProxyType(
        {prefix: region for region, prefixes in rows.items() for prefix in prefixes.split()}
    )


_DE: Final = _table(
    {
        "SN": "010 011 012 013 014 015 016 017 018 0190 0191 0192 0193 02 04 08 09 07919 07952 07985",
        "BB": "0194 0195 0196 0197 0198 0199 03 0489 049 12529 144 145 146 147 148 149 15 16 1726 1727 1728 1729 1932 1933 1934 1935",
        "TH": "0460 0461 0462 0463 0655 0656 0657 07 364 373 965 98 99",
        "ST": "06 2941 3848 388 39 14715",
        "BE": "10 11 12 13 140 141",
        "MV": "17 18 19 2392 2393 2394 2395 2396 2397 2398 2399",
        "HH": "20 2102 2103 2107 2108 2109 211 220 221 222 223 224 225 226 227",
        "SH": "2146 2148 2149 2150 2151 228 229 230 231 232 233 234 235 236 237 238 2390 2391 24 25 27498",
        "NI": "212 213 2142 2143 2144 216 217 26 27 2879 288 29 30 31 34346 34355 370 371 374 375 3760 3761 3762 3763 3764 38 48455"
        " 48465 48480 48488 48499 48527 48529 48531 49",
        "HB": "281 282 283 284 285 286 2870 2871 2872 2873 2874 2875 2876 2877 27568 27570 27572 27574 27576 27578 27580",
        "NW": "32 33 3441 3443 37671 37688 37696 40 41 42 44 45 46 47 48 4947 49492 49497 4950 4952 4953 4954 50 51 52 530 531 532"
        " 533 536 537 538 539 570 571 572 573 574 58 59",
        "HE": "34 35 360 361 362 363 372 55246 55252 60 61 630 631 632 633 634 635 636 64 65 6851 68623 68642 68647 68649 69239"
        " 69434 69483 69488 69509 69517 69518",
        "RP": "534 535 53619 54 55 56 575 576 65558 65582 65623 65624 65626 65629 6648 6649 6650 6684 6685 6686 6687 6688 6689 669"
        " 67 767 768",
        "SL": "66",
        "BW": "68 69 70 71 72 73 74 75 760 761 762 763 764 765 766 77 78 79 88 88147 8907 8908 8912 8913 8914 8915 8916 8917 8918"
        " 8919 895 896 97877 97896 9792 9794 9795 9798 9799 97900",
        "BY": "637 638 639 80 81 82 83 84 85 86 87 8813 8814 8816 8817 8923 8925 8926 8927 8928 8929 893 894 90 91 92 93 94 95 960"
        " 961 962 963 964 97 97892",
        "-": "21039 22113 22145 1927 1930 1733 17337 3765 3766 3767 3768 3769",
    }
)
_AT: Final = _table(
    {
        "9": "1",
        "3": "2 3 4300 4303 4392 4431 4432 4441 4482",
        "4": "4 3334 3335 512 513 514 5166 521 522 523 524 525 526 527 528 531 536",
        "5": "500 501 502 503 504 505 506 507 508 509 510 511 515 516 520 530 532 533 534 535 54 55 56 57",
        "7": "60 61 62 63 64 65 66 99",
        "8": "67 68 69",
        "1": "7 838",
        "6": "8",
        "2": "9",
        "-": "242 247 2491 7421 9323",
    }
)
_CH: Final = _table(
    {
        "ZH": "80 81 84",
        "BE": "30 33 34 35 36 37 38 250",
        "BS": "40",
        "LU": "600 601",
        "GE": "120 121",
        "VD": "100 101",
        "SG": "900 901",
        "AG": "500",
        "ZG": "630",
        "GR": "700",
        "TI": "65 66 67 68 69",
        "SH": "820",
        "NE": "200",
        "FR": "170",
        "VS": "195",
        "TG": "850",
        "SO": "450",
    }
)
_IT: Final = _table({"BZ": "39", "TN": "38", "AO": "11"})
_GB: Final = _table(
    {
        "NIR": "BT",
        "SCT": "AB DD DG EH FK G HS IV KA KW KY ML PA PH ZE",
        "WLS": "CF LD NP SA",
        "ENG": "AL B BA BB BD BH BL BN BR BS CA CB CM CO CR CT CV CW DA DE DH DL DN DT DY E EC EN EX FY GL GU HA HD HG HP HU HX IG IP"
        " KT L LA LE LN LS LU M ME MK N NE NG NN NR NW OL OX PE PL PO PR RG RH RM S SE SG SK SL SM SN SO SP SR SS ST SW TA TF TN TQ"
        " TR TS TW UB W WA WC WD WF WN WR WS WV YO",
    }
)
_TABLES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {"DE": _DE, "AT": _AT, "CH": _CH, "IT": _IT, "GB": _GB}
)
_CODES: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        "DE": re.compile(r"(?<!\d)(\d{5})(?= )"),
        "IT": re.compile(r"(?<!\d)(\d{5})(?= )"),
        "AT": re.compile(r"(?<!\d)(\d{4})(?= )"),
        "CH": re.compile(r"(?<!\d)(\d{4})(?= )"),
        "GB": re.compile(r"\b([A-Z]{1,2})\d[A-Z\d]? ?\d[A-Z]{2}\b"),
    }
)

_STATE: Final = re.compile(rf"(?<!\w)({STATES}) \d{{5}}(?!\d)")


def region_of(address: str, country: str) -> str | None:
    """Return the region of a postal address in one line; None where its code does not tell."""
    if country == "US":
        states = _STATE.findall(address)
        return states[-1] if states else None
    codes = _CODES[country].findall(address) if country in _CODES else []
    if not codes:
        return None
    table, code = _TABLES[country], codes[-1]
    if country == "GB":
        return table.get(code)
    found = next((table[code[:length]] for length in range(len(code), 0, -1) if code[:length] in table), None)
    return None if found == "-" else found
