"""A page of frames shows other pages inside of itself; a visitor sees them as one page, and so do the checks."""

from dataclasses import replace
from itertools import chain
from typing import Final

from account_health.connectors.blog.answer_kinds import CONTENT, DETAILS, Kind
from account_health.connectors.blog.answering import ENOUGH_LINKS, own_links
from account_health.connectors.blog.home import Visited, visit
from account_health.connectors.blog.page import Block, Page
from account_health.connectors.connector import Look
from account_health.model.errors import CollectError, NotAPageError, NotFoundError

MOST_FRAMES: Final = 4
"""Frames in frames included; a page with more of them is not read."""


def inside(look: Look, outer: Visited) -> Visited:
    """Return what the frames of a page show, as one page under the address of the fullest of them.

    A frame whose page is not there is empty for visitors, too. Raises NotAPageError where another one could not be read.
    """
    waiting, shown = [outer.answered.frames], list[Visited]()
    while waiting and len(shown) + len(waiting[0]) <= MOST_FRAMES:
        read = [
            one for one in look.pool.map(lambda url: _frame(look, url), waiting.pop(0)) if one is not None
        ]
        waiting += [one.answered.frames for one in read if one.answered.frames]
        shown += [one for one in read if not one.answered.frames]
    if waiting or not shown:
        raise NotAPageError(DETAILS[Kind.ELSEWHERE], Kind.ELSEWHERE.value)
    fullest = max(shown, key=lambda one: one.words)
    page = _together(outer.page, [fullest, *(one for one in shown if one is not fullest)])
    unseen = next((one.answered for one in shown if one.answered.kind is not Kind.CONTENT), None)
    # What a script draws in one frame may be the navigation, unless another one holds that.
    hidden = unseen is not None and own_links(page) < ENOUGH_LINKS
    return replace(
        fullest,
        page=page,
        html="\n".join(one.html for one in (outer, *shown)),
        answered=unseen if unseen is not None and hidden else CONTENT,
        shown_at=outer.shown_at or outer.url,
    )


def _frame(look: Look, url: str) -> Visited | None:
    try:
        return visit(look, url)
    except NotFoundError:
        return None
    except NotAPageError as error:
        if error.kind == Kind.MISSING.value:
            return None
        raise
    except CollectError as error:
        raise NotAPageError(DETAILS[Kind.ELSEWHERE], Kind.ELSEWHERE.value) from error


def _together(outer: Page, inner: list[Visited]) -> Page:
    """Return one page with everything that several show; the passages of each keep to themselves."""
    pages = [one.page for one in inner]
    blocks: list[Block] = []
    for page in pages:
        parts = max((block.part for block in blocks), default=-1) + 1
        addresses = max((block.address for block in blocks), default=0)
        blocks += [
            replace(block, part=block.part + parts, address=block.address + addresses if block.address else 0)
            for block in page.blocks
        ]
    return replace(
        pages[0],
        title=outer.title or pages[0].title,
        generator=outer.generator or pages[0].generator,
        links=tuple(chain.from_iterable(page.links for page in pages)),
        blocks=tuple(blocks),
        relations=tuple(chain.from_iterable(page.relations for page in (outer, *pages))),
        structured=tuple(chain.from_iterable(page.structured for page in (outer, *pages))),
        ids=frozenset().union(*(page.ids for page in pages)),
        scripts=sum(page.scripts for page in pages),
        sealed=any(page.sealed for page in pages),
        hidden_emails=tuple(chain.from_iterable(page.hidden_emails for page in pages)),
    )
