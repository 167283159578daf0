"""What a mail or a page says, as a browser reads it."""

from typing import Any
from xml.etree.ElementTree import Element

import html5lib


def tree(html: str) -> list[Element]:
    """Return every element of the document."""
    root: Any = html5lib.HTMLParser(namespaceHTMLElements=False).parse(html)
    return [element for element in root.iter() if isinstance(element.tag, str)]


def shape(html: str) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Return the elements with their attributes, without text and without the spans that defuse it."""
    return [
        (element.tag, tuple(sorted(element.attrib.items())))
        for element in tree(html)
        if element.tag != "span" or element.attrib
    ]


def flat(text: str) -> str:
    """Return a text with its line ends taken out."""
    return " ".join(text.split())
