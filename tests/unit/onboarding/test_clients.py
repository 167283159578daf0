"""Lists of clients as people keep them."""

import pytest

from account_health.model.errors import UsageError
from account_health.onboarding.clients import Client, read_clients


def rows(text: str, encoding: str = "utf-8") -> tuple[Client, ...]:
    """Return the clients of a table."""
    return read_clients(text.encode(encoding), "clients.csv")


@pytest.mark.parametrize(
    "header",
    [
        "name,website,facebook,x,mail",
        "Name;Website;Facebook;X;E-Mail",
        "Firma;Webseite;FB;Twitter;E-Mail-Adresse",
        "Unternehmen\tHomepage\tFacebook-Seite\tX (Twitter)\tEmpfänger",
        'sep=;\n"Kunde";"URL";"facebook";"x";"Email"',
        "Kundenname|Domain|Facebook|X|Mails",
    ],
)
def test_columns_have_many_names(header: str) -> None:
    """German and English, any of the usual separators, and Excel's first line."""
    sign = next(sign for sign in ";\t|," if sign in header.splitlines()[-1])
    (client,) = rows(
        f"{header}\n" + sign.join(("Eibe", "eibe.example", "@eibe", "eibe_holz", "a@eibe.example"))
    )
    assert (client.name, client.website) == ("Eibe", "https://eibe.example")
    assert client.accounts == ("https://www.facebook.com/eibe", "https://x.com/eibe_holz")
    assert client.to == ("a@eibe.example",)
    assert client.problem is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le-bom"])
def test_umlauts_survive_every_program(encoding: str) -> None:
    """UTF-8 with and without a mark, UTF-16, and what Excel in Western Europe writes."""
    text = "Firma;Webseite\r\nBäckerei Größ;größ.example\r\n"
    data = b"\xff\xfe" + text.encode("utf-16-le") if encoding == "utf-16-le-bom" else text.encode(encoding)
    (client,) = read_clients(data, "clients.csv")
    assert client.name == "Bäckerei Größ"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("Eibe,,,", "has neither a website nor a profile"),
        ("Eibe,http://127.0.0.1/,,", "website"),
        ("Eibe,eibe.example,@ei be,", "facebook"),
        ("Eibe,eibe.example,,nobody", "mail 'nobody' is no mail address"),
    ],
)
def test_a_wrong_row_says_what_is_wrong(row: str, problem: str) -> None:
    """And where it stands: the line as a person counts it."""
    (client,) = rows(f"name,website,facebook,mail\n{row}\n")
    assert client.problem is not None
    assert client.problem.startswith(problem)
    assert client.line == 2


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    """Empty lines, quoted breaks and the line that names the separator included."""
    text = 'sep=;\nname;website\n\n"Eibe\nHolz";eibe.example\nAnker;anker.example\n'
    assert [(one.name, one.line) for one in rows(text)] == [("Eibe Holz", 5), ("Anker", 6)]


def test_a_handle_may_be_an_address() -> None:
    """With or without @, whole addresses, and networks that no audit looks at."""
    (client,) = rows("name,instagram,linkedin\nEibe,https://www.instagram.com/eibe/,eibe-holz\n")
    assert client.accounts == (
        "https://www.instagram.com/eibe/",
        "https://www.linkedin.com/company/eibe-holz",
    )


def test_too_long_a_list_is_refused() -> None:
    """Nobody waits for two thousand first reports in one go."""
    with pytest.raises(UsageError, match="import it in parts"):
        rows("name,website\n" + "Eibe,eibe.example\n" * 2_001)


def test_a_title_above_the_columns_is_passed() -> None:
    """Lists of clients carry a heading and an empty line; lines are counted as the editor shows them."""
    (client,) = read_clients(
        b"Kundenliste 2026;;\r\n;;\r\nName;Website;Telefon\r\nEibe;eibe.example;0821 1\r\n", "a.csv"
    )
    assert (client.name, client.website, client.line) == ("Eibe", "https://eibe.example", 4)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_two_bytes_a_letter_are_read_without_a_mark_too(encoding: str) -> None:
    """Some programs write UTF-16 and say so nowhere."""
    (client,) = read_clients("Firma\tWebsite\r\nÄpfel & Söhne\teibe.example\r\n".encode(encoding), "a.csv")
    assert client.name == "Äpfel & Söhne"


def test_a_row_that_stands_twice_is_one_client() -> None:
    """The second one makes no second file; a branch with the same website and its own name is somebody else."""
    first, double, branch = read_clients(
        b"name;website\nEibe;eibe.example\nEibe ; https://eibe.example/\nEibe Ulm;eibe.example\n", "a.csv"
    )
    assert first.problem is None
    assert double.problem == "is the same client as line 2 and was left out"
    assert branch.problem is None
