"""Messages in the reader's language: values as people write them, and catalogues that are whole and well-mannered."""

import io
import re
from datetime import UTC, date, datetime
from functools import cache

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

from account_health.model import Days, Hours, Message, Outside, message, message_n
from account_health.text.i18n import translator
from tests import translations
from tests.translations import forms, path, read

NOW = datetime(2026, 11, 23, 7, 2, tzinfo=UTC)
GERMAN = translator("de", timezone="Europe/Berlin", now=NOW)
DU = translator("de", "du", timezone="Europe/Berlin", now=NOW)
ENGLISH = translator("en", timezone="Europe/Berlin", now=NOW)
LOCALES = ("de", "de_du")
FORBIDDEN = (
    "Konto|Konten|Account|Accounts|Post|Posts|Review|Reviews|Token|API|Content|Community|Befund|Befunde|Score|"
    "Handlungsbedarf|Optimierung|zeitnah|erfolgreich|Interaktion|versäumt|leider|man"
)
FORMAL = re.compile(r"\b(?:Sie|Ihnen|Ihr|Ihre|Ihren|Ihrem|Ihrer|Ihres)\b")
FAMILIAR = re.compile(r"\b(?:du|dir|dich|dein|deine|deinen|deinem|deiner|deines)\b", re.IGNORECASE)
MOST_WORDS = 20


# --- values ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "german", "english"),
    [
        (0, "weniger als einem Tag", "less than a day"),
        (1, "einem Tag", "one day"),
        (6, "sechs Tagen", "six days"),
        (12, "zwölf Tagen", "twelve days"),
        (13, "13 Tagen", "13 days"),
        (14, "zwei Wochen", "two weeks"),
        (23, "drei Wochen", "three weeks"),
        (56, "acht Wochen", "eight weeks"),
        (57, "zwei Monaten", "two months"),
        (190, "sechs Monaten", "six months"),
        (800, "26 Monaten", "26 months"),
    ],
)
def test_a_span_of_days_is_told_as_people_say_it(days: int, german: str, english: str) -> None:
    """Days up to 13, weeks up to eight, then months; in German as it stands after "seit" and "vor"."""
    assert GERMAN.days(days) == german
    assert ENGLISH.days(days) == english


@pytest.mark.parametrize(
    ("hours", "german", "english"),
    [
        (0.2, "weniger als einer Stunde", "less than an hour"),
        (1.2, "einer Stunde", "one hour"),
        (3.4, "drei Stunden", "three hours"),
        (47, "47 Stunden", "47 hours"),
        (70, "drei Tagen", "three days"),
    ],
)
def test_a_span_of_hours_is_rounded(hours: float, german: str, english: str) -> None:
    """Hours are whole, and from two days on they are days."""
    assert GERMAN.hours(hours) == german
    assert ENGLISH.hours(hours) == english


def test_numbers_are_words_up_to_twelve_in_running_text_and_figures_in_tables() -> None:
    """Two to twelve are words, others figures with the language's separators."""
    assert [GERMAN.number(n) for n in (2, 12, 13, 1234)] == ["zwei", "zwölf", "13", "1.234"]
    assert [ENGLISH.number(n) for n in (1, 12, 13, 1234)] == ["one", "twelve", "13", "1,234"]
    assert GERMAN.figure(1234.5) == "1.234,5"
    assert ENGLISH.figure(1234.5) == "1,234.5"
    assert GERMAN.figure(5) == "5"
    assert GERMAN.figure(-3) == "−3"


def test_percent_never_rounds_up_to_everything() -> None:
    """99.9 % is 99 %, and what two decimals say exactly is kept."""
    assert GERMAN.percent(0.999) == "99\N{NO-BREAK SPACE}%"
    assert ENGLISH.percent(0.29) == "29%"
    assert GERMAN.percent(1) == "100\N{NO-BREAK SPACE}%"


def test_dates_carry_the_year_only_where_it_is_not_the_reports() -> None:
    """A reader in November 2026 needs no 2026; tables always carry it."""
    assert GERMAN.day(date(2026, 10, 31)) == "31. Oktober"
    assert GERMAN.day(date(2025, 3, 1)) == "1. März 2025"
    assert ENGLISH.day(date(2026, 10, 31)) == "31 October"
    assert GERMAN.short_day(date(2026, 11, 3)) == "03.11.2026"
    assert ENGLISH.short_day(date(2026, 11, 3)) == "3 Nov 2026"
    assert GERMAN.weekday(date(2026, 11, 23)) == "Montag, 23. November"


def test_times_are_local_with_their_zone() -> None:
    """The report's moment is told in the company's zone, in summer and in winter."""
    assert (GERMAN.time(NOW), GERMAN.zone_name(NOW)) == ("8:02\N{NO-BREAK SPACE}Uhr", "MEZ")
    summer = datetime(2026, 7, 1, 7, 2, tzinfo=UTC)
    assert (ENGLISH.time(summer), ENGLISH.zone_name(summer)) == ("9:02", "CEST")
    late = datetime(2026, 10, 30, 23, 30, tzinfo=UTC)
    assert (
        GERMAN.text(message("The newest post is from {day}.", day=late))
        == "Der neueste Beitrag ist vom 31. Oktober."
    )


# --- sentences ------------------------------------------------------------------------------------


def test_plurals_follow_the_number() -> None:
    """One thing and several things are different sentences in both languages."""

    def waiting(n: int) -> Message:
        return message_n(
            "A question has been waiting for a reply for {age}.",
            "{n} questions are waiting for a reply, the oldest for {age}.",
            n,
            age=Days(6),
        )

    assert GERMAN.text(waiting(1)) == "Eine Frage wartet seit sechs Tagen auf Antwort."
    assert GERMAN.text(waiting(2)) == "Zwei Fragen warten auf Antwort, die älteste seit sechs Tagen."
    assert ENGLISH.text(waiting(2)) == "Two questions are waiting for a reply, the oldest for six days."


def test_a_nested_message_begins_with_a_capital_only_at_the_start_of_a_sentence() -> None:
    """What stands at the beginning gets a capital letter, what stands within the sentence keeps its own."""
    what = (message_n("a complaint", "{n} complaints", 1), message_n("a question", "{n} questions", 2))
    assert GERMAN.text(message("{what} are waiting for a reply.", what=what)) == (
        "Eine Beschwerde und zwei Fragen warten auf Antwort."
    )


def test_a_sentence_without_translation_stays_english() -> None:
    """What no catalogue knows is said as written, with values in the reader's language."""
    assert DU.text(message("No such sentence for {age}.", age=Days(3))) == "No such sentence for drei Tagen."


def test_du_falls_back_to_the_sentences_that_both_forms_share() -> None:
    """The catalogue for du holds only what differs."""
    assert DU.text(message("Publish a post this week.")) == "Veröffentliche diese Woche einen Beitrag."
    assert (
        GERMAN.text(message("Publish a post this week.")) == "Veröffentlichen Sie diese Woche einen Beitrag."
    )
    assert DU.text(message("Urgent")) == "Dringend"


def test_outside_text_is_quoted_but_a_name_is_not() -> None:
    """What others wrote stands in quotation marks; a person's name is no quotation."""
    assert GERMAN.text(message("The web address leads to {there}.", there=Outside("evil\r\n.example"))) == (
        "Die Webadresse führt zu „evil .example“."
    )
    assert ENGLISH.text(message("Reply to {author}", author=Outside("Sabine M."))) == "Reply to Sabine M."


def test_outside_text_with_placeholders_is_not_filled_in() -> None:
    """Braces in a comment are text."""
    sentence = message(
        "The site says {there}, we have {here}.", there=Outside("{here} {0}"), here=Outside("x")
    )
    assert ENGLISH.text(sentence) == "The site says “{here} {0}”, we have “x”."


def test_a_missing_value_is_an_error() -> None:
    """A sentence with a hole is never printed."""
    with pytest.raises(KeyError):
        GERMAN.text(message("The web address leads to {there}."))


def test_enumerations_end_with_and() -> None:
    """Three things are "a, b and c"."""
    parts = message("Not checked: {parts}.", parts=(message("posts"), message("comments"), Hours(3)))
    assert ENGLISH.text(parts) == "Not checked: posts, comments and three hours."


# --- catalogues -----------------------------------------------------------------------------------


@cache
def catalogue(locale: str) -> Catalog:
    """Return a catalogue as it is written."""
    return read(locale)


@cache
def used() -> frozenset[str]:
    """Return the id of every message that the package says."""
    return frozenset(forms(message.id)[0] for message in translations.said() if message.id)


def by_id(entries: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the translations by message id and context, ids and translations in all their forms."""
    return {
        (*forms(message.id), _text(message.context)): forms(message.string)
        for message in entries
        if message.id
    }


def _text(context: str | bytes | None) -> str:
    """Return a context as text; what was compiled comes back as bytes."""
    return context.decode() if isinstance(context, bytes) else context or ""


def lines(locale: str) -> list[tuple[str, str]]:
    """Return each translated line with its message id."""
    pairs = []
    for entry in catalogue(locale):
        if entry.id:
            pairs += [(forms(entry.id)[0], string) for string in forms(entry.string)]
    return pairs


@pytest.mark.parametrize("locale", LOCALES)
def test_the_compiled_catalogue_is_the_written_one(locale: str) -> None:
    """Whoever edits a .po compiles it: `make translations`."""
    compiled = read_mo(io.BytesIO(path(locale).with_suffix(".mo").read_bytes()))
    assert by_id(compiled) == by_id(catalogue(locale))


def test_every_sentence_has_a_german_line_and_no_line_is_left_over() -> None:
    """The German catalogue holds exactly what the package says."""
    written = {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalogue("de")
        if message.id
    }
    assert sorted(used() - written) == []
    assert sorted(str(one) for one in written - set(used())) == []


def test_du_holds_exactly_the_sentences_that_address_the_reader() -> None:
    """A sentence with "Sie" needs its "du", and nothing else stands there twice."""
    formal = {key for key, line in lines("de") if FORMAL.search(line)}
    familiar = {key for key, _ in lines("de_du")}
    assert sorted(formal - familiar) == []
    assert sorted(familiar - formal) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_no_line_is_empty_fuzzy_or_obsolete(locale: str) -> None:
    """A half-done catalogue is no catalogue."""
    assert [key for key, line in lines(locale) if not line] == []
    assert [message.id for message in catalogue(locale) if message.id and message.fuzzy] == []
    assert not catalogue(locale).obsolete


@pytest.mark.parametrize("locale", LOCALES)
def test_a_line_has_the_values_of_its_sentence(locale: str) -> None:
    """Each value is said once, except that one thing needs no number."""
    for entry in catalogue(locale):
        if not entry.id:
            continue
        wanted = set(re.findall(r"\{(\w+)\}", " ".join(forms(entry.id))))
        for place, line in enumerate(forms(entry.string)):
            have = set(re.findall(r"\{(\w+)\}", line))
            assert have == wanted or (place == 0 and have == wanted - {"n"}), entry.id


@pytest.mark.parametrize("locale", LOCALES)
def test_our_sentences_use_the_readers_words(locale: str) -> None:
    """Words that belong to offices and machines do not appear, nor does an exclamation mark."""
    wrong = re.compile(rf"\b(?:{FORBIDDEN})\b|!")
    assert [line for _, line in lines(locale) if wrong.search(line)] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_sentences_are_short(locale: str) -> None:
    """At most twenty words each."""
    sentences = [one for _, line in lines(locale) for one in re.split(r"(?<=[.?:])\s+(?=[A-ZÄÖÜ])", line)]
    assert [one for one in sentences if len(re.findall(r"[\w§{}„“-]+", one)) > MOST_WORDS] == []


def test_nobody_is_addressed_in_two_ways() -> None:
    """The catalogue for Sie has no du, the one for du no Sie."""
    assert [line for _, line in lines("de") if FAMILIAR.search(line)] == []
    assert [line for _, line in lines("de_du") if FORMAL.search(line)] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_german_quotation_marks(locale: str) -> None:
    """„…“ and nothing else."""
    for _, line in lines(locale):
        assert line.count("„") == line.count("“")
        assert not re.search('["”»«]', line)
