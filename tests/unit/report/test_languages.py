"""Both languages whole and well-mannered: every sentence went through the catalogue, and German reads like a person's letter."""

import gettext
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from account_health.model import Audience, CompanyReport
from account_health.model.company import Company
from account_health.report.channels import Sheet
from account_health.report.context import ReportContext, speaker
from account_health.report.links import links_of
from account_health.report.rendering import mail_of
from account_health.text.i18n import Translator
from tests import first_samples
from tests import report_samples as samples
from tests.mail_words import counted_lines
from tests.report_golden import FOLDER
from tests.tools import need
from tests.translations import forms, read
from tests.unit.report.test_strangers import Shape
from tests.unit.text.test_i18n import FAMILIAR, FORBIDDEN, FORMAL, MOST_WORDS

WORDS = Path(__file__).resolve().parents[2] / "fixtures" / "words" / "german.txt"
GERMAN = sorted(
    path
    for path in FOLDER.glob("*.txt")
    if path.with_suffix(".html").exists() and not path.stem.endswith("-en")
)
ENGLISH = sorted(FOLDER.glob("*-en.txt"))
FORMS = (
    samples.golden_week,
    samples.good_week,
    first_samples.first_report,
    samples.channel_unread,
    samples.nothing_readable,
    samples.forty_accounts,
    samples.one_channel,
    samples.month_begins,
    samples.week_with_a_technical_matter,
    samples.nothing_for_the_owner,
    samples.many_findings,
)
NAMES = frozenset(
    "Stadtbäckerei Beispiel Agentur Nordlicht GmbH Musterweg Musterstadt Monday November December"
    " Erika Muster Sabine M Tom R Gast A B C D E".split()
)
"""What stands in a report beside sentences: the company, the sender, the day, and whoever wrote."""


class Pseudo(gettext.NullTranslations):
    """A catalogue that puts every sentence in brackets, so that what never went through one has none."""

    def gettext(self, message: str) -> str:
        """Return the sentence in brackets."""
        return f"⟦{message}⟧"

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - gettext's signature
        """Return the sentence in brackets, wherever it stands."""
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the sentence for so many in brackets."""
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


def outside_of_brackets(text: str) -> list[str]:
    """Return the words that stand in no bracket; brackets nest where a sentence holds another."""
    while True:
        shorter = re.sub(r"⟦[^⟦⟧]*⟧", " ", text)
        if shorter == text:
            return re.findall(r"[^\W\d_]+", text)
        text = shorter


@pytest.mark.parametrize("report", FORMS, ids=lambda form: form.__name__)
def test_every_sentence_went_through_the_catalogue(report: Callable[[], CompanyReport]) -> None:
    """In a language that puts brackets around each sentence, only names, days and numbers stand without."""
    company = samples.company(language="en")
    made = report()
    known = speaker(made, company)
    pseudo = Translator("en", known.zone, known.year, Pseudo())
    context = ReportContext(made, company, Audience.OPERATOR, pseudo)
    links = links_of([account.url for account in company.accounts])
    mail = mail_of(Sheet(context, links, "team@agentur.example", whole=False))
    plain = re.sub(r"https?://\S+|mailto:\S+|^\s*> .*$|\[[^\]]*\]", " ", mail.text, flags=re.MULTILINE)
    assert set(outside_of_brackets(plain)) <= NAMES
    assert set(outside_of_brackets(mail.subject.split(" – ")[0])) <= NAMES
    quoted = "".join(Shape(mail.html).text).replace("\u200b", "")
    quoted = re.sub(r"“[^”⟦⟧]*”", " ", re.sub(r"\s+", " ", quoted))
    assert set(outside_of_brackets(quoted)) <= NAMES


# --- German ---------------------------------------------------------------------------------------


def ours(path: Path) -> str:
    """Return what we say in a golden text: no quotes, links, quoted words, settings or answers of machines, no sender's footer."""
    subject, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    lines = counted_lines(body)
    footer = body.split("\n-- \n", maxsplit=1)[1].splitlines()[:-1]
    told = "\n".join([subject, *lines, *(line for line in footer if "mailto:" not in line)])
    for copied in (r"\(HTTP[^)]*\)", r'\bmode\s=\s"send"'):
        told = re.sub(copied, "", told)
    return re.sub(r"„[^“]*“", "„“", told.replace("\u200b", ""))


def sentences(text: str) -> list[str]:
    """Return the sentences of the paragraphs and points of a text."""
    joined = re.sub(r"\n(?![\n*\-\d]| +- )[ ]*", " ", text)
    return [
        one.strip()
        for line in joined.splitlines()
        for one in re.split(r"(?<=[.?:])\s+(?=[A-ZÄÖÜ„])", line)
        if one.strip().endswith((".", "?"))
    ]


def spoken(sentence: str) -> int:
    """Count the words of a sentence."""
    return len(re.findall(r"[\w§{}„“-]+", sentence))


@pytest.mark.parametrize("path", GERMAN, ids=lambda path: path.stem)
def test_a_german_report_uses_the_readers_words(path: Path) -> None:
    """No word of offices and machines, and no exclamation mark."""
    assert re.findall(rf"\b(?:{FORBIDDEN})\b|!", ours(path)) == []


@pytest.mark.parametrize("path", GERMAN, ids=lambda path: path.stem)
def test_the_sentences_of_a_german_report_are_short(path: Path) -> None:
    """At most twenty words each, and about a dozen in the mean."""
    found = [spoken(one) for one in sentences(ours(path))]
    assert max(found) <= MOST_WORDS
    assert sum(found) / len(found) <= 13


@pytest.mark.parametrize("path", GERMAN, ids=lambda path: path.stem)
def test_a_german_report_addresses_its_reader_in_one_way(path: Path) -> None:
    """Sie or du, never both."""
    text = ours(path)
    assert not (FORMAL.search(text) if path.stem.endswith("-du") else FAMILIAR.search(text))


@pytest.mark.parametrize("path", GERMAN, ids=lambda path: path.stem)
def test_a_german_report_writes_quotes_numbers_and_days_the_german_way(path: Path) -> None:
    """„…“, 1.234,5 and 23. November."""
    text = ours(path)
    assert text.count("„") == text.count("“")
    assert (
        re.findall(r'["”]|\d,\d{3}\b|\d%|\d{1,2} (?:January|March|May|June|July|October|December)', text)
        == []
    )


@pytest.mark.parametrize("path", ENGLISH, ids=lambda path: path.stem)
def test_an_english_report_writes_quotes_numbers_and_days_the_english_way(path: Path) -> None:
    """“…”, 1,234.5 and 23 November."""
    text = path.read_text(encoding="utf-8")
    body = "\n".join(counted_lines(text))
    assert (
        re.findall(r"[„»«]|\d\.\d{3}\b|\d \N{NO-BREAK SPACE}?%|\d{1,2}\. (?:Januar|März|Mai|November)", body)
        == []
    )
    assert text.count("“") == text.count("”")


def misspelt(text: str) -> list[str]:
    """Return the words that neither the German dictionary nor our own list knows."""
    hunspell = need("hunspell")
    found = subprocess.run(  # noqa: S603 - a fixed program
        [hunspell, "-d", "de_DE", "-i", "utf-8", "-p", str(WORDS), "-l"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    return sorted({word for word in found.stdout.split() if re.search(r"\w", word)})


def test_the_german_catalogue_is_spelt_right() -> None:
    """Every line of both catalogues, without the names of its values."""
    lines = [
        line for locale in ("de", "de_du") for one in read(locale) if one.id for line in forms(one.string)
    ]
    assert misspelt("\n".join(re.sub(r"\{\w+\}", " ", line) for line in lines)) == []


def test_the_german_reports_are_spelt_right() -> None:
    """Every golden text, without what others wrote."""
    assert misspelt("\n".join(ours(path) for path in GERMAN)) == []


def test_the_spelling_test_finds_a_misspelling() -> None:
    """A word that is not one is named."""
    assert misspelt("Ihre Kanähle sind in Ordnung.") == ["Kanähle"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_plural_follows_its_number_in_every_place(language: str) -> None:
    """One and several of each thing that waits, in the first sentence and in the overview."""
    company = samples.company(language=language)
    one = samples.question("?", "Tom", 2)
    said = {
        n: render_text(
            samples.report(samples.account("facebook", open_items=(one,) * n), samples.account("x")), company
        )
        for n in (1, 2)
    }
    expected = {
        "de": ("Auf Facebook wartet eine Frage seit zwei Tagen auf Antwort.", "1 offen", "2 offen"),
        "en": ("A question has been waiting for a reply on Facebook for two days.", "1 waiting", "2 waiting"),
    }[language]
    assert expected[0] in said[1]
    assert expected[1] in said[1]
    assert expected[2] in said[2]


def render_text(report: CompanyReport, company: Company) -> str:
    """Return the text part in one line."""
    context = ReportContext(report, company, Audience.OWNER, speaker(report, company))
    return " ".join(mail_of(Sheet(context, links_of(()), "team@agentur.example", whole=False)).text.split())
