"""The one place where an address becomes a link."""

import ast
import re

import pytest

from account_health.report.links import SafeUrl, links_of, mailto, stranger
from account_health.report.setting import followed, followed_from_a_page
from account_health.text.followable import followable_host
from tests.house import PACKAGE, modules, name_of

LINKS = links_of(["https://www.example.org/", "https://müller.example/laden"])


@pytest.mark.parametrize(
    "url",
    [
        "https://www.facebook.com/stadtbaeckerei/posts/1?comment_id=2",
        "http://example.org/kontakt",
        "https://shop.example.org/a%20b?x=1&y=2#teil",
        "https://business.google.com/reviews",
        "https://x.com/stadtbaeckerei/status/1",
    ],
)
def test_platforms_and_the_companys_own_hosts_may_be_followed(url: str) -> None:
    """A link to a platform, or to a host that the company registered, stays as it is."""
    found = LINKS.safe(url)
    assert found is not None
    assert (str(found), found.whose in {"ours", "platform"}) == (url, True)


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "mailto:chef@example.org",
        "//example.org/",
        "/kontakt",
        "https://",
        "https://evil.example/",
        "https://example.org.evil.example/",
        "https://notexample.org/",
        "https://notfacebook.com/",
        "https://www.facebook.com@evil.example/",
        "https://user:password@example.org/",
        "https://example.org\\@evil.example/",
        "https://example.org/\r\nBcc: a@b.example",
        'https://example.org/" onclick="x',
        "https://example.org/<b>",
        "https://example.org/ ",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://example.org:99999/",
        "https://example.org:0/",
        "https://exa mple.org/",
        "https://" + "a" * 3000 + ".example.org/",
    ],
)
def test_everything_else_is_no_link(url: str | None) -> None:
    """Other schemes, other hosts, credentials, addresses of machines and broken addresses are refused."""
    assert LINKS.safe(url) is None


def test_unusual_letters_become_what_a_browser_would_send() -> None:
    """A host is ASCII and a path is percent-encoded, so that nothing in a link looks like something else."""
    assert str(LINKS.safe("https://müller.example/straße?q=ü#ä")) == (
        "https://xn--mller-kva.example/stra%C3%9Fe?q=%C3%BC#%C3%A4"
    )
    assert followable_host("https://WWW.Example.ORG/") == "www.example.org"


def test_a_mailto_carries_nothing_but_its_subject() -> None:
    """Whatever stands in an item's id, it cannot add a header or a recipient."""
    link = mailto("team@agentur.example", "Braucht keine Antwort: x&bcc=a@b.example\r\n?")
    assert str(link) == (
        "mailto:team@agentur.example?subject=Braucht%20keine%20Antwort%3A%20x%26bcc%3Da%40b.example%0D%0A%3F"
    )


TEMPLATES = sorted((PACKAGE / "report" / "templates").glob("*.j2"))
LEADING = re.compile(
    r"""(?:href|src|action|formaction|srcset|poster|cite|background)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""",
    re.IGNORECASE,
)
TAKEN = re.compile(r"#[a-z]+(?:-\{\{ loop\.index \}\})?|\{\{ [\w.]+\|(?:page_)?href \}\}")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_lead_only_where_a_link_was_made(path: object) -> None:
    """Every attribute that leads somewhere takes an address through `href`, which refuses plain text."""
    text = (PACKAGE / "report" / "templates" / str(path)).read_text("utf-8")
    values = [one or two or three for one, two, three in LEADING.findall(text)]
    plain = [value for value in values if not TAKEN.fullmatch(value)]
    assert plain == [], "an address is made by report/links.py and written as {{ …|href }}"
    if path != PACKAGE / "report" / "templates" / "page.html.j2":
        assert "page_href" not in text


def test_templates_do_lead_somewhere() -> None:
    """The search above finds what it is looking for."""
    assert sum(len(LEADING.findall(path.read_text("utf-8"))) for path in TEMPLATES) >= 12


def makes_a_link(source: str) -> bool:
    """Tell whether code could make a link: by the class under any name, by changing one, or by markup of its own.

    Elsewhere the class may stand in annotations and in `isinstance` alone, under its own name.
    """
    tree = ast.parse(source)
    allowed: set[ast.AST] = set()
    for node in ast.walk(tree):
        hint = node.returns if isinstance(node, ast.FunctionDef) else getattr(node, "annotation", None)
        told = [hint] if isinstance(hint, ast.AST) else []
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "isinstance":
            told += node.args[1:]
        allowed.update(inside for one in told for inside in ast.walk(one))
    named = (
        node
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == "SafeUrl")
        or (isinstance(node, ast.Attribute) and node.attr == "SafeUrl")
        or (isinstance(node, ast.alias) and node.name == "SafeUrl" and node.asname)
    )
    changed = (
        any(word.arg in {"text", "whose"} for word in node.keywords) and "url" in ast.unparse(node.args[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("replace") and node.args
    )
    markup = re.search(r"""<a |(?:href|src)=\\?["']""", source)
    return any(node not in allowed for node in named) or any(changed) or markup is not None


@pytest.mark.once
def test_nobody_else_makes_a_link() -> None:
    """No other module of the package."""
    makers = {name_of(path) for path in modules() if makes_a_link(path.read_text("utf-8"))}
    assert makers == {"report/links.py"}


@pytest.mark.parametrize(
    "source",
    [
        "SafeUrl('https://a.example/', 'ours')",
        "links.SafeUrl(text, 'ours')",
        "from account_health.report.links import SafeUrl as Address",
        "make = SafeUrl",
        "replace(link.url, text=other)",
        "dataclasses.replace(url, whose='ours')",
        "written = f'<a class=x>'",
        "written = f'<img src=\"{url}\">'",
    ],
)
def test_the_search_for_makers_finds_each_way(source: str) -> None:
    """So the test above can fail."""
    assert makes_a_link(source)


def test_naming_the_type_makes_no_link() -> None:
    """A field, a parameter and a question about the class."""
    assert not makes_a_link(
        "def f(url: SafeUrl | None) -> SafeUrl:\n    x: SafeUrl\n    isinstance(url, SafeUrl)"
    )


def test_plain_text_is_refused_where_a_link_belongs() -> None:
    """A field that nobody turned into a link cannot reach a mail."""
    for value in ("https://example.org/", None, 3):
        with pytest.raises(TypeError):
            followed(value)
        with pytest.raises(TypeError):
            followed_from_a_page(value)


def test_a_strangers_address_may_be_followed_from_the_page_only() -> None:
    """A mail leads to ourselves, the company and the platforms."""
    url = stranger("https://news.example/artikel?x=1")
    assert url == SafeUrl("https://news.example/artikel?x=1", "stranger")
    assert followed_from_a_page(url) == "https://news.example/artikel?x=1"
    with pytest.raises(TypeError):
        followed(url)
    for wrong in ("javascript:alert(1)", "https://127.0.0.1/", "https://a.example/\r\nX: y", None):
        assert stranger(wrong) is None


def test_a_link_says_whose_it_is() -> None:
    """The company's own hosts before the platforms'."""
    assert [
        one.whose for one in (LINKS.safe("https://www.example.org/a"), LINKS.safe("https://x.com/a")) if one
    ] == ["ours", "platform"]
