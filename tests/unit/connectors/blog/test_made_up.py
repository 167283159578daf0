"""An address that cannot exist: what a site answers there, it answers to everything."""

from account_health.connectors.blog.made_up import made_up, same_page


def test_the_same_page_for_two_addresses() -> None:
    """Numbers that change with every answer make no other page."""
    assert same_page("<p>Warten Sie, Nummer 4711 a9f8e7d6c5</p>", "<p>Warten Sie, Nummer 12 b0a1c2d3e4</p>")
    assert not same_page("<p>Brot</p>", "<p>Kuchen</p>")


def test_a_made_up_address_is_always_the_same_one_of_its_host() -> None:
    """Looks can be compared, and no two companies share one."""
    assert made_up("https://a.example/x?y#z") == made_up("https://a.example/")
    assert made_up("https://a.example/").startswith("https://a.example/")
    assert made_up("https://a.example/")[-20:] != made_up("https://b.example/")[-20:]
