"""The deployed stack that a command works with: found by its name, over the AWS credentials of this machine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from account_health.model.errors import UsageError
from account_health.storage import Secret, Storage
from account_health.storage.choose import CONFIGURATION_SET, STACK, STORE, Backends, choose, on_bucket

if TYPE_CHECKING:
    from account_health.storage.aws.stack import Stack, StackClients

Store = Callable[[str, str, Mapping[str, str]], str]
"""What stores a credential of (company, name), over an older one too, and says where."""


@dataclass(frozen=True, slots=True)
class Deployed:
    """A stack, what asks about it, and its bucket, secrets and mail."""

    stack: "Stack"
    clients: "StackClients"
    backends: Backends

    @property
    def storage(self) -> Storage:
        """The stack's bucket."""
        return self.backends.storage


def deployed(name: str) -> Deployed:
    """Return the stack of this name. Raises ModuleNotFoundError without boto3, UsageError without region or stack, BackendError."""
    # Not at the top: at a laptop nobody needs boto3, and it is not among the package's dependencies.
    from account_health.storage import aws  # noqa: PLC0415 - as said above
    from account_health.storage.aws.stack import read_stack, stack_clients  # noqa: PLC0415 - as said above

    clients = stack_clients()
    stack = read_stack(name, clients)
    bucket = stack.outputs.get("BucketName")
    if bucket is None:
        raise UsageError(f"The stack {name} names no bucket: is it one of account-health?")
    environ = {CONFIGURATION_SET: stack.outputs.get("MailConfigurationName", ""), STACK: name}
    return Deployed(stack, clients, on_bucket(bucket, environ, aws.clients()))


def store_of(environ: Mapping[str, str], name: str) -> Storage:
    """Return where the registry lies: what ACCOUNT_HEALTH_STORE names, else the stack's bucket. Raises as `deployed` does."""
    return choose(environ).storage if environ.get(STORE, "").strip() else deployed(name).storage


def into_ssm(stack: str) -> Store:
    """Return what stores a stack's credential of (company, name) in SSM and says where. Raises ModuleNotFoundError without boto3, UsageError without a region."""
    from account_health.storage import aws  # noqa: PLC0415 - as above

    secrets = aws.SsmSecrets(aws.clients().ssm, stack)
    return lambda company, name, values: secrets.store(company, name, Secret(values))
