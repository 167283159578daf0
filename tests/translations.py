"""Brings the catalogues up to date: `python -m tests.translations`; fill in what comes in empty and run it again.

Sentences that nobody says any more go, each catalogue is compiled, and what a language still lacks is named: lines, values in
a line, forms of a plural, and what its manners need. A catalogue of a form of address (`de_du`) gets no empty lines: it holds
only the sentences that differ. Above each line stands what a translator has to know of it (`translation_notes.toml`).
"""

import io
import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.plurals import PLURALS
from babel.messages.pofile import PoFileError, read_po, write_po

from account_health.model.company import LANGUAGES
from account_health.text.manners import lacks

PACKAGE = Path(str(files("account_health")))
LOCALES = PACKAGE / "text" / "locales"
SOURCE = "en"
"""The language of the sentences in the code, which needs manners and no catalogue."""
NOTES = Path(__file__).with_name("translation_notes.toml")
HEADER = {"Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
VALUE = re.compile(r"\{(\w+)\}")
SHORT = 2
"""Words up to which a message says too little of itself."""


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Return one text or several as a tuple."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def catalogues(folder: Path = LOCALES) -> tuple[str, ...]:
    """Return every catalogue that has a folder, a form of address behind its language."""
    return tuple(sorted(path.parents[1].name for path in folder.glob("*/LC_MESSAGES/account_health.po")))


def is_whole(locale: str) -> bool:
    """Tell whether a catalogue has a line for every sentence, and not only for those that differ."""
    return "_" not in locale


@cache
def said() -> Catalog:
    """Return every message that the package says, in code and in templates, with what a translator has to know."""
    catalogue = Catalog()
    found = extract_from_dir(
        PACKAGE,
        method_map=[("**.py", "python"), ("**.j2", "jinja2")],
        keywords={
            "_": None,
            "_in": ((1, "c"), 2),
            "message": (1,),
            "message_in": ((1, "c"), 2),
            "message_n": (1, 2),
        },
    )
    for module, _, message, _, context in found:
        catalogue.add(message, auto_comments=notes(forms(message), module), context=context)
    return catalogue


@cache
def noted() -> tuple[dict[str, str], dict[str, str]]:
    """Return what a value stands for, and what the short messages of a module are."""
    told = tomllib.loads(NOTES.read_text("utf-8"))
    return told["values"], told["places"]


def notes(message: tuple[str, ...], module: str) -> list[str]:
    """Return what a translator has to know of a message: each of its values, and what it is where it is short."""
    values, places = noted()
    names = dict.fromkeys(name for text in message for name in VALUE.findall(text))
    told = [f"{{{name}}}: {values[name]}" for name in names if name in values]
    if not names and len(message[0].split()) <= SHORT:
        told += [note for place, note in places.items() if module.startswith(place)]
    return told


def values_said() -> set[str]:
    """Return the name of every value that a message has."""
    return {name for one in said() if one.id for text in forms(one.id) for name in VALUE.findall(text)}


def path(locale: str, folder: Path = LOCALES) -> Path:
    """Return the catalogue that people edit."""
    return folder / locale / "LC_MESSAGES" / "account_health.po"


def read(locale: str, folder: Path = LOCALES) -> Catalog:
    """Return a catalogue as it is written."""
    return read_po(
        io.BytesIO(path(locale, folder).read_bytes()), locale=language_of(locale), abort_invalid=True
    )


def language_of(locale: str) -> str | None:
    """Return the language of a catalogue as Babel knows it, None for one that it does not."""
    language = locale.partition("_")[0]
    return language if language in PLURALS else None


def merged(locale: str) -> Catalog:
    """Return a catalogue with exactly what is said, translated as far as it is."""
    known = read(locale)
    fresh = Catalog(locale=language_of(locale), fuzzy=False, header_comment=known.header_comment)
    for message in said():
        if not message.id:
            continue
        first = forms(message.id)[0]
        old = known.get(first, message.context) or (known.get(first) if message.context else None)
        if old is not None or is_whole(locale):
            fresh.add(
                message.id,
                old.string if old else "",
                flags=message.flags,
                context=message.context,
                auto_comments=message.auto_comments,
                user_comments=old.user_comments if old else (),
            )
    return fresh


def undated(catalogue: Catalog) -> Catalog:
    """Return the catalogue without the time of its making, so that the same lines give the same bytes."""
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    return catalogue


# --- what a language lacks ------------------------------------------------------------------------


def lacking(locale: str, folder: Path = LOCALES) -> Iterator[str]:
    """Yield what a language or a form of address lacks, one line each; nothing where it is whole."""
    if is_whole(locale):
        yield from _manners(locale, folder)
    if locale == SOURCE:
        return
    if not path(locale, folder).is_file():
        yield f"{locale}: there is no catalogue {path(locale, folder).relative_to(folder)}"
        return
    try:
        catalogue = read(locale, folder)
    except PoFileError as error:
        yield f"{locale}: the catalogue cannot be read: {error}"
        return
    written = {(message.id and forms(message.id)[0], message.context): message for message in catalogue}
    for message in said():
        if message.id:
            line = written.get((forms(message.id)[0], message.context))
            if line is not None:
                yield from _line(locale, message, line, catalogue.num_plurals)
            elif is_whole(locale):
                yield f"{locale}: no line for {_named(message)}"


def _manners(locale: str, folder: Path) -> Iterator[str]:
    file = folder / locale / "manners.toml"
    if not file.is_file():
        yield f"{locale}: there is no {file.relative_to(folder)}"
        return
    try:
        yield from (f"{locale}: {lack}" for lack in lacks(tomllib.loads(file.read_text("utf-8"))))
    except tomllib.TOMLDecodeError as error:
        yield f"{locale}: {file.relative_to(folder)} cannot be read: {error}"


def _line(locale: str, message: Message, line: Message, plurals: int) -> Iterator[str]:
    """Yield what a line lacks: itself, a form of its plural, or a value; one thing alone needs no number."""
    lines = forms(line.string)
    wanted = plurals if message.pluralizable else 1
    if not any(lines):
        yield f"{locale}: no line for {_named(message)}"
        return
    if line.fuzzy:
        yield f"{locale}: the line for {_named(message)} is a guess (fuzzy)"
    if len(lines) < wanted or not all(lines):
        yield f"{locale}: {sum(map(bool, lines))} of {wanted} forms for {_named(message)}"
    values = set(VALUE.findall(" ".join(forms(message.id))))
    for place, text in enumerate(filter(None, lines)):
        have = set(VALUE.findall(text))
        spared = {"n"} if message.pluralizable and place == 0 else set()
        for name in sorted(values - have - spared):
            yield f"{locale}: {{{name}}} is missing in {text!r}"
        for name in sorted(have - values):
            yield f"{locale}: {{{name}}} is no value of {_named(message)}"


def _named(message: Message) -> str:
    context = f" ({message.context})" if message.context else ""
    return f"{forms(message.id)[0]!r}{context}"


def main() -> int:
    """Write and compile each catalogue; return 1 where a language lacks something."""
    for locale in catalogues():
        written = io.BytesIO()
        write_po(written, merged(locale), width=0, sort_output=True, no_location=True)
        text = re.sub(
            r'^"([\w-]+): .*\n',
            lambda line: line[0] if line[1] in HEADER else "",
            written.getvalue().decode(),
            flags=re.MULTILINE,
        )
        path(locale).write_text(text, encoding="utf-8")
        with path(locale).with_suffix(".mo").open("wb") as stream:
            write_mo(stream, undated(read(locale)))
    missing = [f"{one}\n" for locale in sorted({*catalogues(), *LANGUAGES}) for one in lacking(locale)]
    needed, told = values_said(), set(noted()[0])
    missing += [f"{NOTES.name}: no note on {{{name}}}\n" for name in sorted(needed - told)]
    missing += [f"{NOTES.name}: nobody says {{{name}}} any more\n" for name in sorted(told - needed)]
    sys.stdout.writelines(missing)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
