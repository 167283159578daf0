"""From bytes to text, and from markup to plain words; every step is linear in the length of the input."""

import codecs
import html
import re
import zlib

from account_health.model.errors import NotAFeedError

MAX_BYTES = 5 * 1024 * 1024
"""The most that is read of a feed, unpacked."""

_MAX_MARKUP = 50_000  # of one entry; only the first 2000 characters of its text are kept
_GZIP = b"\x1f\x8b"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARATION = re.compile(r"\s*<\?xml\b[^<>]{0,500}\?>")
_DECLARED = re.compile(rb"<\?xml\b[^<>]{0,500}?\bencoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

# Only charsets that texts are written in: Python also knows "undefined", "punycode", "unicode_escape".
_CHARSETS = re.compile(
    r"utf-?8|utf-?16|utf-?32|iso8859-\d{1,2}|cp(125\d|866|874|932|936|949|950|437|850|852)|koi8-[ru]|mac-\w+|"
    r"big5|big5hkscs|gb2312|gbk|gb18030|hz|euc_jp|euc_kr|euc_jis_2004|shift_jis|shift_jis_2004|iso2022_\w+|johab|tis-620|ascii",
)
_STATEFUL = ("iso2022", "hz")  # written in 7 bits, so such a text is valid UTF-8 as well


def unpacked(body: bytes) -> bytes:
    """Return the body, unpacked where it is gzip by itself; at most `MAX_BYTES`.

    Raises NotAFeedError where it is empty, larger, or cannot be unpacked.
    """
    if body.startswith(_GZIP):
        unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            body = unpacking.decompress(body, MAX_BYTES + 1)
        except zlib.error as error:
            raise NotAFeedError("The feed is packed with gzip and its bytes are damaged.") from error
        if not unpacking.eof and len(body) <= MAX_BYTES:
            raise NotAFeedError("The feed is packed with gzip and damaged: its end is missing.")
    if len(body) > MAX_BYTES:
        raise NotAFeedError(f"The feed is larger than {MAX_BYTES // 1024 // 1024} MB, more than is read.")
    if not body.strip():
        raise NotAFeedError("The answer is empty: there is no feed in it.")
    return body


def decoded(body: bytes, content_type: str) -> str:
    """Return the text of a document, without an XML declaration and without characters that XML forbids.

    What the bytes themselves show (byte order mark, UTF-16, valid UTF-8) counts before what is declared
    in the document, that before the HTTP header, and windows-1252 is the last resort.
    """
    text = writable(_decoded(body, content_type))
    declaration = _DECLARATION.match(text)
    return (text[declaration.end() :] if declaration else text).strip()


def writable(text: str) -> str:
    """Return the text without control characters and half letters, which no file and no mail can hold."""
    return _NOT_XML.sub("", text)


def _decoded(body: bytes, content_type: str) -> str:
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(charset, errors="replace")
    if body[:4] in {b"<\0?\0", b"<\0r\0", b"<\0f\0", b"<\0R\0", b'{\0"\0', b"{\0\n\0"}:
        return body.decode("utf-16-le", errors="replace")
    if body[:4] in {b"\0<\0?", b"\0<\0r", b"\0<\0f", b"\0<\0R", b'\0{\0"', b"\0{\0\n"}:
        return body.decode("utf-16-be", errors="replace")
    declared = _DECLARED.search(body[:1000])
    header = _CHARSET.search(content_type[:1000])
    names = [_known(declared[1].decode("ascii") if declared else ""), _known(header[1] if header else "")]
    stateful = [name for name in names if name.startswith(_STATEFUL)]
    for name in (*stateful, "utf-8", *filter(None, names)):
        try:
            return body.decode(name)
        except UnicodeError:
            continue
    # A wrong byte or two (a text cut in the middle of a letter) says nothing against UTF-8 elsewhere.
    text = body.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    if sum(not character.isascii() for character in text) > 2 * wrong:
        return text
    return body.decode(
        next((name for name in names if name not in {"", "utf-8"}), "cp1252"), errors="replace"
    )


def _known(name: str) -> str:
    """Return Python's name of a charset that texts are written in, else ""; Latin-1 means windows-1252, as in browsers."""
    if not name:
        return ""
    try:
        known = codecs.lookup(name).name
    except (LookupError, UnicodeError, ValueError):
        return ""
    if known in {"iso8859-1", "ascii"}:
        return "cp1252"
    if known.startswith(("utf-16", "utf-32")):
        return ""  # their bytes would have shown it
    return known if _CHARSETS.fullmatch(known) else ""


def plain_text(markup: str, limit: int) -> str:
    """Return the words of a piece of HTML: no tags, no scripts, single blanks, at most `limit` characters."""
    markup = markup[:_MAX_MARKUP]
    words: list[str] = []
    skipped = ""
    for number, piece in enumerate(markup.split("<")):
        if number == 0:
            words.append(piece)
            continue
        name, closing, rest = _tag(piece)
        if skipped:
            if closing and name == skipped:
                skipped = ""
                words.append(rest)
            continue
        if not name and not piece.startswith(("!", "?", "/")):
            words.append("<" + piece)  # "3 < 4"
            continue
        if name in {"script", "style"} and not closing:
            skipped = name
            continue
        words.append(("" if name in _INLINE else " ") + rest)
    return " ".join(html.unescape("".join(words)).split())[:limit]


_INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "big",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "mark",
        "small",
        "span",
        "strong",
        "u",
        "wbr",
    }
)
_NAME = re.compile(r"(/?)([A-Za-z][A-Za-z0-9:-]{0,30})")


def _tag(piece: str) -> tuple[str, bool, str]:
    """Return the tag's name, whether it closes, and what stands after it; `piece` begins behind its `<`."""
    match = _NAME.match(piece)
    end = piece.find(">")
    rest = piece[end + 1 :] if end >= 0 else ""
    return (match[2].lower(), bool(match[1]), rest) if match else ("", False, rest)
