"""Where a stack's credentials lie, by names alone: at its own folder, at the one of before, under which key."""

from account_health.operations.credentials import Expected, Unused
from account_health.operations.stack_credentials import StoredCredentials, deletions, sort_credentials
from account_health.storage.aws.stack import Parameter, Stack
from tests.template import KEY

WANTED = (Expected("acme", "x"), Expected("acme", "shared/meta"), Expected("acme", "blog", optional=True))
OWN = "alias/clients/credentials"


def stack(name: str = "clients", *, has_key: bool = True) -> Stack:
    """Return a deployed stack."""
    resources = (("AWS::KMS::Key", KEY),) if has_key else ()
    return Stack(name=name, status="UPDATE_COMPLETE", parameters={}, outputs={}, resources=resources)


def lying(*names: str, key: str = OWN) -> tuple[Parameter, ...]:
    """Return encrypted parameters."""
    return tuple(Parameter(name=name, secure=True, key=key) for name in names)


def test_all_at_their_place() -> None:
    """Nothing is to be said, of the stack's own key for links neither."""
    stored = lying("/clients/acme/x", "/clients/_shared/meta", "/clients/_stack/report-link")
    assert sort_credentials(stored, WANTED, stack()) == StoredCredentials()


def test_what_lies_at_the_old_folder_alone_is_to_be_moved_and_not_missing() -> None:
    """Also what most accounts need not, where it is there, and the key of links."""
    stored = lying(
        "/account-health/acme/x", "/account-health/acme/blog", "/account-health/_stack/report-link"
    )
    found = sort_credentials(stored, WANTED, stack())
    assert found.moved == tuple(sorted(one.name for one in stored))
    assert found.missing == ("/clients/_shared/meta",)
    assert not found.left
    assert not found.foreign


def test_what_was_copied_is_left_there_and_what_other_stacks_keep_is_theirs() -> None:
    """An old one beside a new one is read by nobody; one that no account of this stack asks for may be somebody's."""
    stored = lying("/clients/acme/x", "/clients/_shared/meta")
    shared = ("/account-health/acme/x", "/account-health/theirs/x", "/account-health/_shared/theirs")
    found = sort_credentials((*stored, *lying(*shared, key="alias/aws/ssm")), WANTED, stack())
    assert found == StoredCredentials(left=("/account-health/acme/x",))
    claimed = lying(*shared, key="alias/account-health/credentials")
    assert sort_credentials((*stored, *claimed), WANTED, stack()) == StoredCredentials()


def test_a_stack_of_the_first_name_has_one_folder() -> None:
    """Nothing is to be moved there, and what nobody asks for is unused."""
    stored = lying(
        *("/account-health/acme/x", "/account-health/_shared/meta", "/account-health/gone/x"),
        key="alias/account-health/credentials",
    )
    found = sort_credentials(stored, WANTED, stack("account-health"))
    assert found == StoredCredentials(unused=(Unused("/account-health/gone/x"),))


def test_what_lies_under_another_key_is_told_as_far_as_anybody_knows() -> None:
    """AWS's own key opens for everybody; of a stack without a key, or where SSM does not say, nothing is."""
    stored = lying("/clients/acme/x", "/clients/_shared/meta", key="alias/aws/ssm")
    foreign = tuple(sorted(one.name for one in stored))
    assert sort_credentials(stored, WANTED, stack()).foreign == foreign
    assert not sort_credentials(stored, WANTED, stack(has_key=False)).foreign
    for key in ("", KEY, f"arn:aws:kms:eu-central-1:123456789012:key/{KEY}"):
        assert not sort_credentials(lying("/clients/acme/x", key=key), WANTED, stack()).foreign
    text = (Parameter(name="/clients/acme/x", secure=False),)
    assert sort_credentials(text, WANTED, stack()).insecure == ("/clients/acme/x",)


def test_ten_at_once_are_deleted() -> None:
    """SSM takes no more in one call."""
    names = [f"/account-health/{number}/x" for number in range(11)]
    first, last = deletions(names)
    assert first.count("/x") == 10
    assert last == "aws ssm delete-parameters --names /account-health/10/x"
