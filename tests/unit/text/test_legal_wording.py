"""Law and services that are gone, in the words of legal pages."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from account_health.text.legal_wording import (
    legal_sentences,
    registered_form,
    sample_text,
    sentence_of_link,
    spotted,
)
from account_health.text.legal_words import LegalCheck
from account_health.text.outdated import outdated_promises
from tests.shared_data import shared

TODAY = date(2026, 11, 30)
CHECKS: tuple[LegalCheck, ...] = ("dead-dispute-link", "outdated-law", "dead-service", "foreign-law")
JUDGED = {*CHECKS, "imprint-content"}


def families(text: str, country: str = "DE", links: tuple[str, ...] = (), today: date = TODAY) -> set[str]:
    """Return the families that a passage of a legal page gives."""
    linked = (sentence_of_link(text, "", url) for url in links)
    sentences = (*legal_sentences(text), *(one for one in linked if one))
    found = (spotted(sentences, check, country, today) for check in CHECKS)
    return {one.family.id for one in found if one is not None}


@pytest.mark.parametrize(
    ("family", "country", "text"),
    [
        ("tmg", "DE", "Angaben gem. § 5 TMG"),
        ("tmg", "DE", "Informationspflicht laut TMG"),
        ("tmg", "DE", "Pflichtangaben nach § 5 Telemediengesetz"),
        ("tmg", "DE", "Information according to Sec. 5 TMG"),
        ("tmg", "DE", "i.S.d. TMG verantwortlich: Ida Moor"),
        ("rstv", "DE", "Verantwortlich i. S. d. § 55 Abs. 2 RStV: Ida Moor"),
        ("rstv", "DE", "Inhaltlich verantwortlich nach dem Rundfunkstaatsvertrag: Ida Moor"),
        ("rstv", "DE", "Redaktion (§ 55 II RfStV): Ida Moor"),
        ("mdstv", "DE", "Verantwortlich gemäß § 6 MDStV: Ida Moor"),
        ("mdstv", "DE", "Anbieter nach § 6 TDG: Moor & Söhne"),
        ("mdstv", "DE", "im Sinne des Teledienstegesetzes"),
        ("ttdsg", "DE", "Rechtsgrundlage ist § 25 Abs. 1 TTDSG."),
        ("ttdsg", "DE", "Telekommunikation-Telemedien-Datenschutz-Gesetz (TTDSG)"),
        ("ttdsg", "DE", "Die Einwilligung nach TTDSG ist jederzeit widerrufbar."),
        ("privacy-shield", "AT", "Der Anbieter ist unter dem EU-US Privacy Shield zertifiziert."),
        ("privacy-shield", "FR", "La société adhère au Privacy Shield."),
        ("privacy-shield", "GB", "Our provider is certified under the EU-U.S. Privacy Shield framework."),
        ("safe-harbor", "DE", "Twitter hat sich zum Safe-Harbour-Abkommen bekannt."),
        ("safe-harbor", "CH", "Google nimmt am Safe Harbor Programm teil."),
        ("tkg2003", "AT", "auf Grundlage des § 96 Abs 3 TKG"),
        ("tkg2003", "AT", "E-Mail-Werbung nach § 107 TKG 2003"),
        ("tkg2003", "AT", "Telekommunikationsgesetz 2003"),
        ("dsg2000", "AT", "gemäß DSG 2000"),
        ("dsg2000", "AT", "Datenschutzgesetz 2000 (DSG 2000)"),
        ("dsg1992", "CH", "loi fédérale sur la protection des données du 19 juin 1992 (LPD)"),
        ("dsg1992", "CH", "Federal Act on Data Protection of June 19, 1992"),
        ("dsg1992", "LI", "Bundesgesetz über den Datenschutz vom 19. Juni 1992"),
        ("cnil", "FR", "Site déclaré à la CNIL sous le n° 1234567."),
        ("cnil", "FR", "Le fichier clients est déclaré auprès de la CNIL."),
        ("cnil", "FR", "Déclaration CNIL numéro 1482001"),
        ("googleplus", "DE", "Folgen Sie uns auf Google+ und Facebook."),
        ("googleplus", "DE", "Nutzung von Google Plus"),
        ("googleplus", "GB", "Our Google+ page"),
        ("odr", "DE", "Plattform der EU-Kommission zur Online-Streitbeilegung: siehe hier"),
        ("odr", "AT", "Verordnung (EU) Nr. 524/2013"),
        ("odr", "GB", "The European Commission provides a platform for online dispute resolution (ODR)."),
        ("odr", "IT", "La piattaforma ODR della Commissione"),
        ("odr", "DE", "Bei online geschlossenen Verträgen steht Ihnen die OS-Plattform offen."),
        ("german-law", "AT", "Registergericht: Amtsgericht Rosenheim, HRB 9999"),
        ("german-law", "AT", "Umsatzsteuer-ID gemäß § 27a UStG: ATU12345678"),
        ("german-law", "AT", "Angaben gemäß § 5 DDG"),
    ],
)
def test_what_is_gone_is_found(family: str, country: str, text: str) -> None:
    """In every usual way to write it, German, English and French."""
    assert families(text, country) == {family}


@pytest.mark.parametrize(
    ("country", "text"),
    [
        ("DE", "Angaben gemäß § 5 DDG, früher § 5 TMG"),
        ("DE", "TMG Tiefbau GmbH, Am Wall 3, 24103 Kiel"),
        ("DE", "Nach der Übernahme der TMG Tiefbau GmbH"),
        ("DE", "§ 18 Abs. 2 MStV: Ida Moor"),
        ("DE", "Der Rundfunkbeitragsstaatsvertrag bleibt unberührt."),
        ("DE", "Das TTDSG wurde durch das TDDDG ersetzt."),
        ("DE", "Das Privacy Shield ist seit Juli 2020 ungültig."),
        ("DE", "Statt des Privacy Shield gelten Standardvertragsklauseln."),
        ("DE", "Die OS-Plattform ist seit dem 20. Juli 2025 abgeschaltet."),
        (
            "DE",
            "Wir nehmen an keiner Streitbeilegung vor einer Verbraucherschlichtungsstelle teil (§ 36 VSBG).",
        ),
        ("GB", "The ODR platform was discontinued in July 2025."),
        ("FR", "La plateforme de règlement en ligne des litiges est fermée depuis juillet 2025."),
        ("FR", "Vous pouvez introduire une réclamation auprès de la CNIL, 3 place de Fontenoy."),
        ("DE", "Netze ODR GmbH, Ellwangen"),
        ("DE", "Nutzen Sie Google + Instagram"),
        ("DE", "Unser Google Plus Code lautet 9F4M"),
        ("AT", "§ 165 Abs. 3 TKG 2021"),
        ("AT", "§ 96 TKG 2021"),
        ("DE", "§ 96 Abs. 3 TKG"),
        ("CH", "Angaben gemäß § 5 TMG"),
        ("AT", "Unsere deutsche Schwester: Amtsgericht Rosenheim, HRB 9999"),
        ("AT", "Informationspflicht nach § 5 ECG. Für Kunden aus Bayern auch § 5 DDG."),
        ("CH", "Bundesgesetz über den Datenschutz vom 25. September 2020"),
        ("DE", "Die Plattform zur Online-Streitbeilegung steht nicht länger bereit."),
        ("DE", "Die OS-Plattform ist offline."),
        ("DE", "§ 5 DDG, bis Mai 2024 § 5 TMG"),
        ("GB", "Since the Privacy Shield was struck down we use standard clauses."),
        ("DE", "§ 25 TTDSG (seit Mai 2024: TDDDG)"),
        ("DE", "§ 18 MStV, vorm. § 55 RStV"),
        ("DE", "Seit Einstellung der OS-Plattform nennen wir keinen Link."),
        ("DE", "§ 18 Abs. 2 MStV (bis 2020: § 55 RStV)"),
        ("AT", "§ 165 Abs 3 TKG 2021 (zuvor § 96 Abs 3 TKG 2003)"),
        ("FR", "La plateforme européenne de RLL ne fonctionne plus."),
        ("DE", "Safety Harbor ist ein Ort in Florida."),
    ],
)
def test_what_holds_is_named_as_gone_or_is_somebody_s_name_is_silent(country: str, text: str) -> None:
    """Each with a twin above that is found."""
    assert families(text, country) == set()


def test_a_rule_is_silent_before_its_day() -> None:
    """Each family carries the day on which its thing ended."""
    text = "Angaben gemäß § 5 TMG. Zur OS-Plattform der EU."
    assert families(text, today=date(2024, 5, 13)) == set()
    assert families(text, today=date(2024, 5, 14)) == {"tmg"}
    assert families(text, today=date(2025, 7, 20)) == {"tmg", "odr"}


def test_a_link_alone_convicts_and_its_sentence_may_acquit() -> None:
    """The words beside may say nothing; where they say that it is closed, the link is a mere leftover."""
    url = "https://webgate.ec.europa.eu/odr/main/"
    assert families("Mehr dazu hier.", links=(url,)) == {"odr"}
    contracts = sentence_of_link(
        "Für online geschlossene Verträge: hier.", "hier", "https://ec.europa.eu/odr"
    )
    assert contracts is not None
    assert spotted((contracts,), "dead-dispute-link", "DE", TODAY) is not None
    closed = sentence_of_link("Die Plattform wurde eingestellt: hier.", "hier", "https://ec.europa.eu/odr")
    assert closed is not None
    assert spotted((closed,), "dead-dispute-link", "DE", TODAY) is None
    assert sentence_of_link("hier", "hier", "https://ec.europa.eu/info") is None


def test_a_long_sentence_is_cut_around_what_it_names() -> None:
    """At most 300 characters are kept."""
    (one,) = legal_sentences("wort " * 200 + "gemäß § 5 TMG " + "wort " * 200)
    assert len(one) <= 300
    assert "§ 5 TMG" in one


@pytest.mark.parametrize(
    "text",
    [
        "Max Mustermann, Hauptstraße 3",
        "Musterfirma GmbH",
        "Name: [Name des Inhabers]",
        "HRB XXXXX",
        "Lorem ipsum dolor",
        "USt-IdNr.: DE999999999",
        "Musterstraße 1, 12345 Musterstadt",
        "Your Company, 123 Main Street",
        "Votre société, gérant Jean Dupont",
        "[Straße und Hausnummer]",
        "<PLZ, Ort>",
        "[Vor- und Nachname / Firmenname]",
        "[Ihre E-Mail-Adresse]",
        "[Full Legal Name]",
        "[Telefonnummer – falls vorhanden]",
        "[bitte ergänzen]",
        "SIRET : (à compléter)",
        "[PLATZHALTER: Registergericht, 2. Zeile]",
        "Vereinsregister: VR 0000",
        "Beispielstraße 3, 12345 Beispielstadt",
    ],
)
def test_sample_text_is_found(text: str) -> None:
    """What a template put there, and nobody wrote over."""
    assert sample_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jean Dupont, 3 rue du Port",
        "Musterhausausstellung Kiel",
        "Hallo [at] moor.example",
        "[email protected]",
        "HRB 4711, DE123456788",
        "Stoffe und Muster, Musterweg",
        "Your company deserves better chairs.",
        "Ida M. [Name geändert]",
        "[E-Mail] [Telefon] [Impressum]",
        "Foto [Straße nach Kiel]",
        "Telefon (Büro), Anschrift (Hof)",
        "Die Angaben (werden laufend ergänzt)",
        "[Telefon 0431 1234567]",
    ],
)
def test_what_may_be_somebody_s_is_no_sample(text: str) -> None:
    """One weak sign alone, a protected address, an ordinary word."""
    assert sample_text(text) == ()


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Holzbau Reuter GmbH", "GmbH"),
        ("Reuter Ges.m.b.H.", "Ges.m.b.H."),
        ("Reuter GmbH & Co. KG", "GmbH"),
        ("Ida Moor e. K.", "e. K."),
        ("Kegelclub Moor e.V.", "e.V."),
        ("Moor UG (haftungsbeschränkt)", "UG"),
        ("Zimtstern Konditorei e.U.", "e.U."),
        ("Ida Moor", None),
        ("Moor GbR", None),
        ("Das Se-Café Agathe", None),
    ],
)
def test_a_registered_form_is_read_from_the_name(name: str, form: str | None) -> None:
    """As companies write it; a sole trader and a partnership have none."""
    assert registered_form(name) == form


def test_labelled_passages_are_judged_as_a_lawyer_would(
    record_property: Callable[[str, object], None],
) -> None:
    """At least 34 of the 36 passages that concern these checks; the figure is printed."""
    rows = json.loads(shared("data/law/legal_wording.json").read_text("utf-8"))["items"]
    concern = [row for row in rows if {one["check"] for one in row["expect"]} <= JUDGED]
    wrong = [row["id"] for row in concern if _read(row) != {one["family"] for one in row["expect"]}]
    right = len(concern) - len(wrong)
    record_property("wording", f"{right} of {len(concern)}")
    print(f"wording: {right} of {len(concern)}, wrong: {wrong}")  # noqa: T201 - the figure
    assert len(concern) == 36
    assert right >= 34


def _read(row: dict[str, object]) -> set[str]:
    if row["where"] in {"blog_post", "home"}:
        return set()
    text, links = str(row["text"]), tuple(str(one) for one in row["links"])  # type: ignore[attr-defined] # a list
    found = families(text, str(row["country"]), links)
    return found | ({"placeholder"} if row["where"] == "imprint" and sample_text(text) else set())


def test_labelled_promises_are_told_from_history(record_property: Callable[[str, object], None]) -> None:
    """At least 24 of 27; the figure is printed."""
    rows = json.loads(shared("data/law/promises.json").read_text("utf-8"))["items"]
    wrong = [row["id"] for row in rows if _promised(row) != row["expect"]]
    record_property("promises", f"{len(rows) - len(wrong)} of {len(rows)}")
    print(f"promises: {len(rows) - len(wrong)} of {len(rows)}, wrong: {wrong}")  # noqa: T201 - the figure
    assert len(rows) - len(wrong) >= 24


def _promised(row: dict[str, str]) -> str:
    found = next(outdated_promises(row["text"], date.fromisoformat(row["today"]), 30), None)
    return "silent" if found is None else "ended" if found.ended else "started"
