"""What pages say for machines."""

import pytest

from account_health.connectors.blog.structured import OwnerData, owner_data


def test_kinds_of_owners() -> None:
    """Nested nodes, lists, text in place of an object, and several scripts."""
    found = owner_data(
        (
            '{"@type": "WebSite", "publisher": {"@type": "Bakery", "telephone": ["1", "2"], "address": "Marktplatz 1, 80331 München"}}',
            '[{"@type": "Organization", "contactPoint": {"telephone": "3"}, "sameAs": "https://x.com/a"}]',
        )
    )
    assert found.phones == ("1", "2", "3")
    assert found.addresses == ("Marktplatz 1, 80331 München",)
    assert found.profiles == ("https://x.com/a",)


@pytest.mark.parametrize("kind", ["Person", "Event", "https://schema.org/JobPosting", "Article"])
def test_what_speaks_of_others_is_left_out(kind: str) -> None:
    """An author's profile or a concert hall's phone is not the company's."""
    assert (
        owner_data((f'{{"@type": "{kind}", "telephone": "1", "sameAs": "https://x.com/a"}}',)) == OwnerData()
    )


@pytest.mark.parametrize(
    "script",
    ["", "{", "[" * 100_000, "null", '"text"', '{"telephone": 5, "address": {}, "sameAs": {}}', "1" * 5_000],
)
def test_broken_scripts_say_nothing(script: str) -> None:
    """What is no JSON, or JSON of another shape, is passed over."""
    assert owner_data((script,)) == OwnerData()


def test_comments_around_a_script_do_not_matter() -> None:
    """Older systems wrap scripts in CDATA."""
    assert owner_data(('// <! [CDATA[\n{"telephone": "1"}\n// ]]>',)).phones == ("1",)


@pytest.mark.parametrize(
    "kind", ["ExhibitionEvent", "Festival", "RealEstateListing", "JobPosting", "AggregateOffer"]
)
def test_families_of_kinds_carry_facts_of_others(kind: str) -> None:
    """Whatever ends like an event, a listing, a posting or an offer names a place of somebody else."""
    script = f'{{"@type": "{kind}", "location": {{"@type": "Place", "telephone": "0711 2345678"}}}}'
    assert owner_data((script,)).phones == ()


def test_of_several_kinds_one_of_the_owners_is_enough() -> None:
    """A person who is the company is the owner; a person alone is not."""
    assert owner_data(('{"@type": ["Person", "Organization"], "sameAs": ["https://a.example/"]}',)).profiles
    assert not owner_data(('{"@type": "Person", "sameAs": ["https://a.example/"]}',)).profiles


def test_a_parent_a_sponsor_and_an_organizer_are_somebody_else() -> None:
    """Properties that lead away from the owner are not followed, named elsewhere in the graph or not."""
    inside = '{"@type": "Organization", "telephone": "1", "parentOrganization": {"telephone": "2"}, "sponsor": {"@id": "#s"}}'
    graph = f'{{"@graph": [{inside}, {{"@id": "#s", "@type": "Organization", "telephone": "3"}}]}}'
    assert owner_data((graph,)).phones == ("1",)
