"""Text that promises something for a time that is over."""

from datetime import date

import pytest

from account_health.text.outdated import outdated_promises

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "text",
    [
        "Gültig bis 31. Oktober 2026",
        "Die Aktion läuft noch bis zum 22.11.2026.",
        "Unsere Preise gelten bis 1.3.26",
        "Sommerferien 2025: geschlossen",
        "Öffnungszeiten Weihnachten 2025",
        "Saison 2024/2025",
        "Saison 2025/26 ist vorbei, Saison 2024/25 auch",
        "Offer valid until October 31, 2026",
        "Summer season 2025",
        "Christmas opening hours 2025",
        "Valid through 2026-09-30",
        "Ab 1. März 2025 neue Zeiten",
    ],
)
def test_a_past_date_with_a_word_of_validity_is_outdated(text: str) -> None:
    """German and English, in every usual way to write a date."""
    assert list(outdated_promises(text, TODAY, 30))


@pytest.mark.parametrize(
    "text",
    [
        "Gültig bis 31. Dezember 2026",
        "Gültig bis 23.11.2026",
        "Seit 1. April 1998 für Sie da",
        "Gegründet 2004, Saison für Saison",
        "Established in 2012",
        "© 2019 Bäckerei Morgenrot",
        "Ausgezeichnet 2023 mit dem Bäckerpreis",
        "Award 2024: best bakery of the season",
        "Ab 15. November 2026 neue Zeiten",
        "Mo bis Fr 8:00-18:00 Uhr. Der Beitrag vom 12.11.2025 handelt von Brot.",
        "Am 3. Mai 2025 waren wir auf dem Markt.",
        "Hauptstraße 2024",
        "Vom 9. November 2026 bis 6. Januar 2027 bleibt die Praxis geschlossen.",
        "Aktion: 01.11.2026 – 31.12.2026",
        "Congés du 9 novembre 2026 au 3 décembre 2026",
        "Gültig bis 31. Februar 2025",
        "Valid until 12/01/2026",
        "Offre valable jusqu'au 03/12/2026",
        "Mit Beschluss vom 4. Mai 2025 geändert",
        "The offer ended on 4 May 2026.",
        "Sommer 2027: jetzt anmelden",
        "Sommer 2025 in Bildern",
        "Rufen Sie an: 089 2024 2025",
    ],
)
def test_other_dates_are_left_alone(text: str) -> None:
    """History, awards, future dates and dates that do not exist."""
    assert not list(outdated_promises(text, TODAY, 30))


@pytest.mark.parametrize(
    "text",
    [
        "Von 1994 bis 2012 führte Ida Moor das Geschäft.",
        "Bis 2018 lag das Atelier am Hafen.",
        "Unsere AGB gelten ab 1.1.2022.",
        "Chronik: 2003 bis 2005 Anbau",
        "Preise gültig bis auf Weiteres, Stand der Liste 2024",
        "De 1999 à 2011, le magasin était à Nantes.",
        "From 2001 to 2015 she ran the shop.",
        "Das Projekt lief von März bis Mai 2024 in zwei Schulen.",
        "Projektlaufzeit: 01.03.2023 bis 28.02.2025",
        "Die Anmeldung bis 3. Mai 2026 ist abgeschlossen.",
        "Karten bis Saisonende 30.9.2025 behalten ihre Gültigkeit.",
        "3. Mai 2008: Neueröffnung in der Hafenstraße",
        "Am 4. Mai 2025 fand der Hoflauf statt.",
        "Letzte Aktualisierung: 4. Mai 2025, Angebote freibleibend",
        "Marke gültig bis 2031, eingetragen am 4. Mai 2021",
        "Verträge bis 31. Dezember 2025 laufen weiter wie bisher.",
        "L'assemblée a eu lieu : 12 mai 2025, elle était bien suivie.",
        "Kündigungsfrist: drei Monate, geregelt am 2. März 2024",
    ],
)
def test_history_and_what_lasts_are_no_promise(text: str) -> None:
    """The past tense, chronicles, and terms that began to hold stay silent."""
    assert not list(outdated_promises(text, TODAY, 30))


@pytest.mark.parametrize(
    "text",
    [
        "Gültig bis 31.10.2025",
        "Anmeldeschluss: 3. September 2026",
        "Das Angebot gilt nur im April 2026.",
        "Tickets für den 5. Juni 2026 an der Kasse",
        "Offre valable jusqu'au 30 août 2026",
        "Sale ends 12 May 2026",
        "Unser Haus war voll. Gutschein bis 30.6.2026",
        "Einsendefrist: 30.09.2026",
        "Betriebsurlaub 27. Juli – 14. August 2026",
        "Vom 24.12.2025 bis 6.1.2026 bleibt die Praxis geschlossen.",
        "Congés annuels du 3 au 24 août 2026",
        "Der Hofmarkt findet am 3. Oktober 2026 statt.",
        "Neueröffnung am 1. September 2026!",
        "Tag der offenen Tür: Sonntag, 4. Oktober 2026",
        "Prochain stage : le 3 octobre 2026",
        "Offre valable du 01/09/2025 au 30/06/2026",
        "Nous serons fermés du 24/12/2025 au 04/01/2026 inclus.",
        "Räumungsverkauf bis Sa., 29.08.2026",
        "Kurse im Sommer 2026: jetzt anmelden!",
        "Ostern 2026 ist das Büro geschlossen.",
        "The course starts 7 September 2026",
    ],
)
def test_offers_and_deadlines_that_are_over_are_found(text: str) -> None:
    """German, French and English, beside a sentence of history too."""
    found = list(outdated_promises(text, TODAY, 30))
    assert [one.ended for one in found] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Wir suchen zum 1. August 2026 eine Auszubildende (m/w/d).",
        "Ab 1. September 2026: neuer Kurs",
        "We are looking for a joiner from 1 June 2026.",
    ],
)
def test_a_place_that_should_be_filled_by_now_is_old_news(text: str) -> None:
    """What was to begin on a day has begun."""
    assert [one.ended for one in outdated_promises(text, TODAY, 30)] == [False]
