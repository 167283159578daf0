"""A site's account without an address of its own has that of the facts."""

import pytest

from account_health.model.errors import RegistryError
from account_health.registry import read_company

HEAD = 'name = "Eibe"\n[report]\nto = ["chef@eibe.example"]\n'


@pytest.mark.parametrize(
    "website", ['"https://www.eibe.example/"', '["https://www.eibe.example/", "https://eibe.example/"]']
)
@pytest.mark.parametrize("platform", ["website", "blog"])
def test_a_site_may_leave_its_address_to_the_facts(website: str, platform: str) -> None:
    """Nobody writes the same address twice."""
    text = f'{HEAD}[facts]\nwebsite = {website}\n[[accounts]]\nplatform = "{platform}"\n'
    (account,) = read_company(text.encode(), "eibe.toml").accounts
    assert (account.url, account.platform) == ("https://www.eibe.example/", platform)


@pytest.mark.parametrize(
    "rest",
    [
        '[[accounts]]\nplatform = "website"\n',
        '[facts]\nwebsite = "https://www.eibe.example/"\n[[accounts]]\nplatform = "facebook"\n',
    ],
)
def test_without_it_the_address_is_missing(rest: str) -> None:
    """No facts, and no network's account, fill it in."""
    with pytest.raises(RegistryError, match="is missing"):
        read_company(f"{HEAD}{rest}".encode(), "eibe.toml")
