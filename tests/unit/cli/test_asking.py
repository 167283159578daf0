"""Questions at the terminal: what counts as a yes, and an input that ends."""

import io

import pytest

from account_health.cli import asking
from account_health.model.errors import UsageError


@pytest.mark.parametrize(
    ("typed", "default", "said"),
    [
        ("", True, True),
        ("", False, False),
        ("J", False, True),
        ("no", True, False),
        ("maybe\nyes", False, True),
    ],
)
def test_yes_and_no_in_two_languages(
    monkeypatch: pytest.MonkeyPatch, typed: str, default: object, said: object
) -> None:
    """Enter takes the default, and what is neither is asked again."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
    assert asking.agreed("Write it?", default=bool(default)) is said


def test_an_input_that_ends_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-D at a question is a sentence and no traceback."""

    def ended(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    monkeypatch.setattr("getpass.getpass", ended)
    with pytest.raises(UsageError, match="nobody answered"):
        asking.answer("Client id: ")
    with pytest.raises(UsageError, match="nobody answered"):
        asking.hidden("Token: ")
