"""Brings the catalogues up to date: `python -m tests.translations`; fill in what comes in empty and run it again.

Sentences that nobody says any more go, and each catalogue is compiled.
`de_du` gets no empty lines: it holds only the sentences that address the reader.
"""

import io
import re
import sys
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(str(files("account_health")))
LOCALES = {
    "de": "German (Sie).",
    "de_du": "German: only the sentences that differ when readers are addressed with du.",
}
HEADER = {"Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Return one text or several as a tuple."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def said() -> Catalog:
    """Return every message that the package says, in code and in templates."""
    catalogue = Catalog()
    found = extract_from_dir(
        PACKAGE,
        method_map=[("**.py", "python"), ("**.j2", "jinja2")],
        keywords={"_": None, "message": (1,), "message_n": (1, 2)},
    )
    for _, _, message, _, _ in found:
        catalogue.add(message)
    return catalogue


def path(locale: str) -> Path:
    """Return the catalogue that people edit."""
    return PACKAGE / "text" / "locales" / locale / "LC_MESSAGES" / "account_health.po"


def read(locale: str) -> Catalog:
    """Return a catalogue as it is written."""
    return read_po(io.BytesIO(path(locale).read_bytes()), locale="de", abort_invalid=True)


def merged(locale: str) -> Catalog:
    """Return a catalogue with exactly what is said, translated as far as it is."""
    known = read(locale)
    fresh = Catalog(locale="de", fuzzy=False, header_comment=f"# {LOCALES[locale]}")
    for message in said():
        old = known.get(forms(message.id)[0]) if message.id else None
        if message.id and (old is not None or locale == "de"):
            fresh.add(message.id, old.string if old else "", flags=message.flags)
    return fresh


def undated(catalogue: Catalog) -> Catalog:
    """Return the catalogue without the time of its making, so that the same lines give the same bytes."""
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    return catalogue


def main() -> int:
    """Write and compile each catalogue; return 1 where a sentence lacks its line."""
    missing = []
    for locale in LOCALES:
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
        missing += [
            f"{locale}: no line for {forms(m.id)[0]!r}\n" for m in read(locale) if not all(forms(m.string))
        ]
    sys.stdout.writelines(missing)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
