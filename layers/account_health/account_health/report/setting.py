"""Sets views by our templates: strict, escaped, and such that nothing of strangers becomes a link or markup.

The engine keeps templates compiled where Python keeps its own modules. What is kept names the template's text, the
engine's settings and the version of the engine and of Python that made it; where any of them is another, the template is
compiled anew. `sam build` lays it into the layer, which nobody can write to.
"""

import base64
import hashlib
import html
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache, partial
from importlib.util import cache_from_source
from itertools import groupby
from pathlib import Path
from pickle import UnpicklingError
from typing import Final, TypeVar, cast

import jinja2
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from account_health.report.links import SafeUrl
from account_health.report.views import Companies, Framed, OverviewRow, PageView, View, Week
from account_health.text.i18n import Fragment, Phrase, Translator
from account_health.text.unbroken import glued, in_pieces

FOLDER: Final = Path(__file__).with_name("templates")
MOST_BYTES: Final = 85_000
"""The most bytes of the mail's HTML; Gmail cuts off what is longer than about 100 KB."""
LINE: Final = 76
"""The width of the text part; only links may be longer."""
_NAME_COLUMN = 40
_PAGES: Final = frozenset({"page.html.j2", "first_check.html.j2", "overview_page.html.j2"})
_Shown = TypeVar("_Shown")
_BREAK = "\N{ZERO WIDTH SPACE}"
_LONG_WORD = re.compile(r"(\S{30})(?=\S)")
_LINKING = re.compile(r"([.@:])(?=[^\W\d_]|/)")
"""What joins the parts of an address: before a letter or a slash, so that hours and numbers stay as they are."""
_STAND_INS: Final = {".": "\ue000", "@": "\ue001", ":": "\ue002"}
"""Of the same width, until the lines are set."""
_BROKEN: Final = str.maketrans({stand_in: mark + _BREAK for mark, stand_in in _STAND_INS.items()})
_AUTO_LINK = re.compile(r"([.@:])")
_IN_A_MAIL: Final = Markup('<span style="white-space:nowrap">{}</span>')
_ON_A_PAGE: Final = Markup('<span class="whole">{}</span>')
"""How a number is held together; a page's policy lets no attribute style, and some mail programs drop a mail's styles."""
_TOGETHER: Final = "\ue003"
"""Stands for a blank at which no line of the text part may end."""
STRICTEST: Final = "default-src 'none'"
"""What a page that states no policy gets: not even its styles."""
_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]{1,1000})">')
_HEAD = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail, set: `html` and `text` are its two bodies."""

    subject: str
    sender_name: str
    language: str
    html: str
    text: str


# --- mails and the page ---


def set_letter(name: str, shown: object, translate: Translator) -> tuple[str, str]:
    """Return the two bodies of a mail, HTML and text, set by the templates of this name."""
    return _set(f"{name}.html.j2", shown, translate), _set(f"{name}.txt.j2", shown, translate)


def set_fitting(name: str, views: Iterable[Framed], translate: Translator) -> Letter:
    """Set the first of these views that a mail can hold, or else the last, by the templates of this name.

    Raises ValueError where there is no view.
    """
    letter = None
    for view in views:
        html, text = set_letter(name, view, translate)
        letter = Letter(
            subject=view.frame.subject,
            sender_name=str(view.frame.sender),
            language=view.frame.language,
            html=html,
            text=text,
        )
        if len(letter.html.encode()) <= MOST_BYTES:
            break
    if letter is None:
        raise ValueError(f"there is nothing to set as {name}")
    return letter


def set_page(shown: View, more: PageView, translate: Translator) -> str:
    """Return the whole report for a browser; its policy names the very bytes of its script and its styles."""
    styles = _styles(shown, more.weeks, _heights(shown, more))
    script = _script()
    return _set_page(
        "page.html.j2",
        shown,
        translate,
        p=more,
        styles=styles,
        script=Markup(script),  # noqa: S704 - ours, a file of the package
        policy=Markup(policy(script, styles)),  # noqa: S704 - ours, with two hashes
    )


def _set_page(template: str, shown: Framed, translate: Translator, **more: object) -> str:
    written = _page().get_template(template).render(v=shown, **_words(translate), **more)
    return written.strip() + "\n"


def _styles(shown: Framed, weeks: Sequence[Week] = (), heights: Sequence[int] = ()) -> Markup:
    colors = {"accent": shown.frame.color, "accent_on_dark": shown.frame.color_on_dark}
    styles = _text().get_template("page.css.j2").render(**colors, weeks=weeks, heights=heights)
    return Markup(styles)  # noqa: S704 - ours, with a colour that the registry checked


def _heights(shown: View, more: PageView) -> list[int]:
    """Return the heights of all bars in percent: each is a class, since no attribute may style."""
    scores = {week.score for week in more.weeks if week.score is not None}
    stars = {bar.percent for course in shown.courses for bar in course.bars if bar.percent is not None}
    return sorted(scores | stars)


def set_first_check(shown: View, translate: Translator) -> str:
    """Return a first check to be printed; nothing loads but the sender's own picture."""
    styles = _styles(shown)
    pictures = f"; img-src {followed(shown.logo)}" if shown.logo else ""
    return _set_page(
        "first_check.html.j2", shown, translate, styles=styles, policy=policy("", styles) + pictures
    )


def set_overview_page(shown: Companies, translate: Translator) -> str:
    """Return the overview for a browser; nothing loads."""
    styles = _styles(shown)
    return _set_page("overview_page.html.j2", shown, translate, styles=styles, policy=policy("", styles))


def _words(translate: Translator) -> Mapping[str, Callable[..., str]]:
    """Return by which names a template asks for its fixed words."""
    return {"_": translate.label, "_in": translate.label_in}


@cache
def _script() -> str:
    return (FOLDER / "page.js").read_text("utf-8")


def _set(template: str, shown: object, translate: Translator) -> str:
    if template.endswith(".txt.j2"):
        written = _text().get_template(template).render(v=inert(shown), **_words(translate))
        return written.translate(_BROKEN).strip() + "\n"
    return _html().get_template(template).render(v=shown, **_words(translate)).strip() + "\n"


@cache
def _html() -> jinja2.Environment:
    return engine({"html": as_markup, "href": followed}, escaping=True)


@cache
def _page() -> jinja2.Environment:
    filters: dict[str, Callable[..., str]] = {
        "html": partial(as_markup, whole=_ON_A_PAGE),
        "href": followed,
        "page_href": followed_from_a_page,
    }
    return engine(filters, escaping=True)


@cache
def _text() -> jinja2.Environment:
    return engine({"wrapped": wrapped, "table": table}, escaping=False)


def compile_templates() -> None:
    """Compile every template, so that it is kept compiled; `sam build` does it in the layer."""
    for path in FOLDER.glob("*.j2"):
        _environment(path.name).get_template(path.name)


def _environment(template: str) -> jinja2.Environment:
    if template in _PAGES:
        return _page()
    return _html() if template.endswith(".html.j2") else _text()


# --- the page's policy: nothing loads, and only the script and the styles with these very bytes count ---


def policy(script: str, styles: str) -> str:
    """Return the policy of a page with this one script and these styles, as they stand between their tags."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(styles)}; "
        "base-uri 'none'; form-action 'none'"
    )


def policy_in(page: bytes) -> str:
    """Return the policy that a page states in its head, to be said in a header too."""
    found = _META.search(page[:_HEAD].decode("utf-8", "replace"))
    return html.unescape(found[1]) if found else STRICTEST


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


# --- filters ---


def followed(url: object) -> str:
    """Return an address for `href` or `src` in a mail or a page; raises TypeError for anything that `links` did not make.

    A stranger's address is no link in a mail: whoever reads there trusts us with what they click on.
    """
    if not isinstance(url, SafeUrl) or url.whose == "stranger":
        raise TypeError(
            "only an address of ours or of a platform, made by report/links.py, may be followed here"
        )
    return url.text


def followed_from_a_page(url: object) -> str:
    """Return an address for `href` in a page, a stranger's too; raises TypeError for what `links` did not make."""
    if not isinstance(url, SafeUrl):
        raise TypeError("only an address that report/links.py made may be followed")
    return url.text


def as_markup(phrase: Phrase, whole: Markup = _IN_A_MAIL) -> Markup:
    """Return a phrase as HTML: escaped, and its foreign words such that no mail client makes a link of them.

    `whole` is put around a number of ours that no line may end within.
    """
    return Markup("").join(
        _defused(glued(text)) if strange else _unbroken(text, whole)
        for strange, run in groupby(phrase.fragments, key=lambda one: one.foreign)
        for text in ["".join(fragment.text for fragment in run)]
    )


def _unbroken(text: str, whole: Markup) -> Markup:
    return Markup("").join(whole.format(piece) if one else escape(piece) for piece, one in in_pieces(text))


def _defused(text: str) -> Markup:
    """Escape; put what makes an address in spans of its own, and break points into endless words."""
    pieces = _AUTO_LINK.split(_LONG_WORD.sub(rf"\1{_BREAK}", text))
    span = Markup("<span>{}</span>")
    return Markup("").join(
        span.format(piece) if piece in {".", "@", ":"} else escape(piece) for piece in pieces
    )


def _stand_in(found: re.Match[str]) -> str:
    return _STAND_INS[found[1]]


def inert(shown: _Shown) -> _Shown:
    """Return what is shown with the foreign words of each phrase such that no reader of plain text makes a link of them."""
    changed: object
    if isinstance(shown, Phrase):
        changed = Phrase(
            tuple(
                Fragment(_LINKING.sub(_stand_in, one.text), foreign=True) if one.foreign else one
                for one in shown.fragments
            )
        )
    elif isinstance(shown, tuple):
        changed = tuple(map(inert, shown))
    elif is_dataclass(shown) and not isinstance(shown, type):
        changed = replace(shown, **{field.name: inert(getattr(shown, field.name)) for field in fields(shown)})
    else:
        return shown
    return cast("_Shown", changed)


def wrapped(text: object, first: str = "", rest: str | None = None) -> str:
    """Return text in lines of at most LINE characters, each with its indent; none ends within a number or a day."""
    lines = textwrap.fill(
        glued(str(text), _TOGETHER),
        LINE,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=True,
        break_on_hyphens=False,
    )
    return lines.replace(_TOGETHER, " ")


def table(rows: Sequence[OverviewRow], head: tuple[str, str, str]) -> str:
    """Return the overview as columns of text; a long name goes on below itself."""
    wide = min(max(len(str(row.name)) for row in rows), _NAME_COLUMN)
    wide = max(wide, len(head[0]))
    lines = [f"{head[0]:<{wide}}  {head[1]:>{len(head[1])}}  {head[2]}"]
    for row in rows:
        first, *rest = textwrap.wrap(str(row.name), wide, break_on_hyphens=False) or [""]
        lines.append(f"{first:<{wide}}  {row.score_summary:>{len(head[1])}}  {row.state}")
        lines += rest
    return "\n".join(line.rstrip() for line in lines)


# --- the engine ---


def engine(
    filters: Mapping[str, Callable[..., str]], *, escaping: bool, folder: Path = FOLDER
) -> jinja2.Environment:
    """Return an engine for the templates of a folder: with these filters, and `escaping` for markup."""

    def source(name: str) -> tuple[str, str, None]:
        return (folder / name).read_text("utf-8"), name, None

    made = jinja2.Environment(
        loader=jinja2.FunctionLoader(source),
        autoescape=escaping,  # noqa: S701 - plain text has no markup to escape into
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.bytecode_cache = _Kept(
        folder, f"{jinja2.__version__} {made.autoescape} {made.trim_blocks} {made.lstrip_blocks}"
    )
    made.filters.update(filters)
    return made


class _Kept(jinja2.FileSystemBytecodeCache):
    """Compiled templates of a folder. Where nothing can be written, nothing is kept."""

    def __init__(self, folder: Path, settings: str) -> None:
        super().__init__(directory="", pattern="%s")
        self._folder = folder
        self._settings = settings

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - the engine's signature
        """Return the file in which a template is kept."""
        return cache_from_source(str(self._folder / name))

    def get_source_checksum(self, source: str) -> str:
        """Return what a kept template must have been made from."""
        return hashlib.sha256(f"{self._settings}\n{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template from where it is kept; what cannot be read is as good as nothing."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, unless Python keeps nothing either."""
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            Path(bucket.key).parent.mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)
            Path(bucket.key).chmod(0o644)  # whoever runs it may be another than who made it
