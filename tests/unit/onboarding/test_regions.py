"""Which region a postal code lies in."""

import pytest

from account_health.onboarding.regions import region_of


@pytest.mark.parametrize(
    ("address", "country", "region"),
    [
        ("Markt 1, 80331 München", "DE", "BY"),
        ("Am See 2, 88131 Lindau", "DE", "BY"),
        ("Am See 2, 88147 Achberg", "DE", "BW"),
        ("Am See 2, 88212 Ravensburg", "DE", "BW"),
        ("Ulmer Str. 3, 89231 Neu-Ulm", "DE", "BY"),
        ("Münsterplatz 3, 89073 Ulm", "DE", "BW"),
        ("Kai 4, 21502 Geesthacht", "DE", "SH"),
        ("Kai 4, 21423 Winsen", "DE", "NI"),
        ("Kai 4, 21073 Hamburg", "DE", "HH"),
        ("Kai 4, 27568 Bremerhaven", "DE", "HB"),
        ("Kai 4, 28816 Stuhr", "DE", "NI"),
        ("Ring 5, 01968 Senftenberg", "DE", "BB"),
        ("Ring 5, 01917 Kamenz", "DE", "SN"),
        ("Ring 5, 04600 Altenburg", "DE", "TH"),
        ("Ring 5, 36433 Bad Salzungen", "DE", "TH"),
        ("Ring 5, 36037 Fulda", "DE", "HE"),
        ("Ring 5, 63739 Aschaffenburg", "DE", "BY"),
        ("Ring 5, 76829 Landau", "DE", "RP"),
        ("Ring 5, 49477 Ibbenbüren", "DE", "NW"),
        ("Ring 5, 22113 Oststeinbek", "DE", None),
        ("Ring 5, 1030 Wien", "AT", "9"),
        ("Ring 5, 5280 Braunau", "AT", "4"),
        ("Ring 5, 5020 Salzburg", "AT", "5"),
        ("Ring 5, 9900 Lienz", "AT", "7"),
        ("Ring 5, 2421 Kittsee", "AT", None),
        ("Gasse 6, 3011 Bern", "CH", "BE"),
        ("Gasse 6, 3186 Düdingen", "CH", None),
        ("Gasse 6, 39100 Bozen", "IT", "BZ"),
        ("Lower Lane, BA5 9ZZ Wells", "GB", "ENG"),
        ("Lower Lane, CH5 1AA Deeside", "GB", None),
        ("Markt 1, München", "DE", None),
        ("Markt 1, 1234 AB Amsterdam", "NL", None),
    ],
)
def test_a_code_tells_its_region_or_nothing(address: str, country: str, region: str | None) -> None:
    """Codes at the borders belong to the region of their town; shared ones, and unknown countries, to none."""
    assert region_of(address, country) == region
