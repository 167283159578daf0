"""Languages: listed once, each with its manners beside its catalogue; what one lacks is named, line by line."""

import ast
import io
from pathlib import Path
from typing import Final

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from account_health.model.company import LANGUAGES
from account_health.text.manners import manners, read_manners
from tests import translations
from tests.house import PACKAGE
from tests.template import raw_template
from tests.translations import LOCALES, SHORT, VALUE, catalogues, forms, lacking, noted

STRANGERS: Final = frozenset(
    {
        "text/tone.py",
        "text/tone_lists.py",
        "text/language.py",
        "onboarding/countries.py",
        "connectors/blog/feed_choice.py",
        "connectors/blog/entrance.py",
    }
)
"""Modules that know in which language strangers write, which is another list: what we can read, not what we say."""
INVENTED: Final = """
msgid ""
msgstr ""
"Language: xx\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);\\n"

msgid "Urgent"
msgstr ""

msgid "By {day}"
msgstr "Ixx"

msgid "For {name}"
msgstr "Oxx {nym}"

msgid "{n} post"
msgid_plural "{n} posts"
msgstr[0] "pux"
msgstr[1] "{n} puxi"
msgstr[2] ""

#, fuzzy
msgid "Soon"
msgstr "Sux"

msgctxt "a door"
msgid "closed"
msgstr "klux"
"""


def invented(folder: Path, written: str, polite: str) -> None:
    """Write the language xx, which nobody speaks, into a folder."""
    place = folder / "xx" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "account_health.po").write_text(written, encoding="utf-8")
    (folder / "xx" / "manners.toml").write_text(polite, encoding="utf-8")


def few_messages() -> Catalog:
    """Return what a small program says."""
    known = Catalog()
    for message, context in (
        ("Urgent", None),
        ("By {day}", None),
        ("For {name}", None),
        (("{n} post", "{n} posts"), None),
        ("Soon", None),
        ("closed", "the hours of a day"),
        ("All is well.", None),
    ):
        known.add(message, context=context)
    return known


@pytest.mark.parametrize("locale", sorted({*catalogues(), *LANGUAGES}))
def test_a_language_lacks_nothing(locale: str) -> None:
    """Neither a line nor a value, no form of a plural, and nothing of its manners."""
    assert list(lacking(locale)) == []


def test_an_invented_language_has_each_of_its_gaps_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever adds a language reads what is left to do, and nothing of it is found by a reader first."""
    monkeypatch.setattr(translations, "said", few_messages)
    polite = (LOCALES / "en" / "manners.toml").read_text("utf-8")
    polite = (
        polite.replace('"July", ', "")
        .replace('last = " and "\n', "")
        .replace("{day} {month}", "{tag}. {month}", 1)
    )
    polite = polite.replace('week = ["one week", "weeks", ""]', "").replace('"less than a day"]', "]")
    polite = polite.replace('christmas_eve = "Christmas Eve"', 'christmas_eve = ""').replace(
        "called =", "genitive = 's'\ncalled ="
    )
    invented(tmp_path, INVENTED, polite)
    assert list(lacking("xx", tmp_path)) == [
        "xx: last is missing",
        "xx: genitive is no part of a language",
        "xx: months has 11 entries, not 12",
        "xx: day is no pattern of day, month: '{tag}. {month}'",
        "xx: spans.week is missing",
        "xx: spans.day has 2 entries, not 3",
        "xx: holidays.christmas_eve is missing",
        "xx: no line for 'Urgent'",
        "xx: {day} is missing in 'Ixx'",
        "xx: {name} is missing in 'Oxx {nym}'",
        "xx: {nym} is no value of 'For {name}'",
        "xx: 2 of 3 forms for '{n} post'",
        "xx: the line for 'Soon' is a guess (fuzzy)",
        "xx: no line for 'closed' (the hours of a day)",
        "xx: no line for 'All is well.'",
    ]


def test_a_language_without_files_is_told_which(tmp_path: Path) -> None:
    """A name in the list alone is no language."""
    assert list(lacking("xx", tmp_path)) == [
        "xx: there is no xx/manners.toml",
        "xx: there is no catalogue xx/LC_MESSAGES/account_health.po",
    ]


def test_manners_that_lack_something_are_never_used() -> None:
    """Half a language would write half a date."""
    with pytest.raises(ValueError, match="months is missing"):
        read_manners('day = "{day}"')


def test_languages_are_listed_once() -> None:
    """No module but one names the languages of a report, in a list or by asking which one it is."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        module = path.relative_to(PACKAGE).as_posix()
        if module in STRANGERS or module == "model/company.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            inside = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant)]
            listed = isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict | ast.Subscript)
            if listed and set(LANGUAGES) <= set(map(str, inside)) and len(inside) <= len(LANGUAGES) + 1:
                found.append(f"{module}: {ast.unparse(node)}")
            if isinstance(node, ast.Compare) and set(inside) & set(LANGUAGES):
                found.append(f"{module}: {ast.unparse(node)}")
    assert found == []


def test_the_stack_offers_every_language() -> None:
    """Its parameters let pass what a report can speak."""
    parameters = raw_template()["Parameters"]
    for name in ("OperatorLanguage", "OverviewLanguage"):
        assert parameters[name]["AllowedValues"] == list(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_months_or_days_of_a_language_are_the_same(language: str) -> None:
    """A slip of copying would make November of December."""
    polite = manners(next(one for one in LANGUAGES if one == language))
    for names in (polite.numbers, polite.months, polite.weekdays, polite.short_weekdays, polite.called):
        assert len(set(names)) == len(names)


# --- notes for translators ------------------------------------------------------------------------


def test_every_value_has_a_note_for_translators_and_no_note_is_left_over() -> None:
    """Whoever translates `{place}` has to know that it brings its preposition."""
    assert translations.values_said() == set(noted()[0])


def test_every_short_message_has_a_note_or_a_context() -> None:
    """Two words alone, such as "more" or "closed", can mean anything."""
    bare = [
        forms(one.id)[0]
        for one in translations.said()
        if one.id
        and len(forms(one.id)[0].split()) <= SHORT
        and not VALUE.search(forms(one.id)[0])
        and not one.auto_comments
        and not one.context
    ]
    assert bare == []


@pytest.mark.parametrize("locale", catalogues())
def test_notes_stand_in_the_catalogue_that_people_edit(locale: str) -> None:
    """A translator has the catalogue and no source."""
    written = read_po(io.BytesIO(translations.path(locale).read_bytes()))
    known = {(forms(one.id)[0], one.context): one.auto_comments for one in translations.said() if one.id}
    for line in written:
        if line.id:
            assert " ".join(line.auto_comments) == " ".join(known[forms(line.id)[0], line.context])
