"""Where comments stand on a page: sections that names or headings call so, and what is none although it looks like one."""

from typing import Final

from account_health.connectors.blog import comment_marks as marks
from account_health.connectors.blog.elements import Element, parts_of, text_of

TOO_MUCH_TO_BE_NONE: Final = 240
"""Letters of running text in a section without a comment that we can read: more is more than an invitation to write one."""
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def prepared(page: Element) -> Element:
    """Return the page with its definition lists in rows, and with a mark on what holds the post or its comments.

    Names alone do not tell a margin: a body of the class `right-sidebar`, a builder's `widget` around the comments and a form
    around the whole page hold everything.
    """
    _with_rows(page)
    for one in page.walk():
        if _is_own(one):
            for outer in (one, *one.above()):
                if outer.wraps:
                    break
                outer.wraps = True
    return page


def _is_own(one: Element) -> bool:
    """Say whether an element is what a page is about, or its comments: no list about other posts has these."""
    if one.tag in {"h1", "main", "body", "html"}:
        return True
    if one.hidden or one.tag in {"input", "label"} or one.get("href"):
        return False
    identity = one.get("id") or one.get("name")
    named = marks.OWN_PLACE.fullmatch(identity) or marks.NAMED.fullmatch(identity)
    return bool(named or marks.TYPED.search(f"{one.get('itemtype')} {one.get('typeof')}"))


def _with_rows(page: Element) -> None:
    """Put each term of a definition list and what belongs to it into one element, since some systems write comments so."""
    for one in list(page.walk()):
        if one.tag != "dl":
            continue
        rows: list[Element | str] = []
        for child in one.elements:
            if child.tag == "dt" or not rows:
                rows.append(Element("comment", {"id": child.get("id")}, outer=one))
            row = rows[-1]
            if isinstance(row, Element):
                row.inside.append(child)
                child.outer = row
        one.inside = rows


def _is_of_comments(one: Element) -> bool:
    """Say whether a class or the id names comments."""
    if one.tag in {
        "html",
        "body",
        "page",
        "form",
        "a",
        "input",
        "label",
        "button",
        "span",
        "i",
        "link",
        "meta",
        "script",
    }:
        return False
    return any(
        any(marks.COMMENT.fullmatch(part) for part in parts_of(token))
        for token in (*one.tokens, one.get("id"), one.tag if "-" in one.tag else "")
    )


def is_elsewhere(one: Element) -> bool:
    """Say whether an element lists comments on other posts, or is a form."""
    if one.wraps and one.tag != "nav":
        return False
    if one.tag in {"form", "aside", "nav"}:
        return True
    names = [set(parts_of(token)) for token in (*one.tokens, one.get("id"))]
    parts = {part for name in names if not name & marks.BESIDE for part in name}
    return bool(parts & marks.ELSEWHERE) or "respond" in parts or {"comment", "form"} <= parts


def _inside_of(one: Element, kinds: frozenset[int]) -> bool:
    return any(id(outer) in kinds for outer in one.above())


def sections_of(page: Element) -> list[Element]:
    """Return the outermost elements that hold the post's comments, by their names or by a heading with a number."""
    found: list[Element] = []
    within: set[int] = set()
    left_out: set[int] = set()
    headings: list[Element] = []
    for one in page.walk():
        outer = id(one.outer)
        if outer in left_out or one.hidden or is_elsewhere(one):
            left_out.add(id(one))
        elif outer in within:
            within.add(id(one))
        elif one.tag in HEADINGS:
            if _is_heading(one):
                headings.append(one)
        elif _is_of_comments(one) and text_of(one):
            found.append(one)
            within.add(id(one))
    for heading in headings:
        box = heading.outer
        if box is not None and not _inside_of(heading, frozenset(within)):
            place = next(number for number, one in enumerate(box.inside) if one is heading)
            found.append(Element("section", {}, box.inside[place:], outer=box))
    return found


def _is_heading(one: Element) -> bool:
    text = text_of(one)
    if marks.COUNTS_NONE.match(text) or len(text) >= TOO_MUCH_TO_BE_NONE:
        return False
    return bool(marks.COUNTED.search(text) or marks.HEADING.match(text))


def counted(section: Element) -> int:
    """Return how many comments the section's heading says there are, 0 where it does not say."""
    for one in (section, *section.walk()):
        title = one.tag in HEADINGS or bool(
            {"title", "headline", "count"} & {p for t in one.tokens for p in parts_of(t)}
        )
        text = text_of(one)[:TOO_MUCH_TO_BE_NONE] if title else ""
        match = None if marks.COUNTS_NONE.match(text) else marks.COUNTED.search(text)
        if match:
            number = match["before"] or match["after"]
            return int(number) if number.isdigit() else 1
    return 0


def can_be_written_in(section: Element) -> bool:
    """Say whether a section is called comments and nothing else, or people can write in it: voices chosen by the house are none."""
    if any(marks.OWN_PLACE.fullmatch(name) for name in (*section.tokens, section.get("id"))):
        return True
    return any(
        one.tag in {"form", "textarea"} or (one.tag in HEADINGS and _is_heading(one))
        for one in section.walk()
    )


def is_article(one: Element) -> bool:
    """Say whether what is called a comment is a piece of the house's own: it opens with a title, and nobody can answer in it."""
    inside = list(one.walk())
    title = next((each for each in inside if each.tag in {"h1", "h2"}), None)
    return (
        title is not None
        and not _is_heading(title)
        and not any(each.tag in {"form", "time"} for each in inside)
    )


def drawn_later(page: Element, html: str) -> bool:
    """Say whether a script fills an empty place for comments: an element of its own kind, with its data, or that it names."""
    told = frozenset(marks.FILLED.findall(html))
    return any(
        _is_of_comments(one)
        and not is_elsewhere(one)
        and (one.get("id") in told or _waits_for_a_script(one))
        and not text_of(one)
        for one in page.walk()
        if one.attributes or "-" in one.tag
    )


def _waits_for_a_script(one: Element) -> bool:
    data = [name for name in one.attributes if name.startswith("data-")]
    return "-" in one.tag or any(set(parts_of(name)) & marks.SCRIPT_DATA for name in data)


def has_more(page: Element) -> bool:
    """Say whether a page leads to further pages of its comments."""
    return any(one.tag == "a" and marks.MORE.search(one.get("href")) for one in page.walk())


def running_text(section: Element) -> str:
    """Return what a section says beside headings, forms and links."""
    skip = frozenset(
        id(one)
        for one in section.walk()
        if one.tag in HEADINGS or one.tag in {"form", "a", "label"} or is_elsewhere(one)
    )
    return text_of(section, skip)


def stands_in_a_form(one: Element) -> bool:
    """Say whether an element stands in a form or in a list about other posts."""
    return any(is_elsewhere(above) for above in one.above())
