"""Credentials in SSM's Parameter Store, below the stack's own name and under its own key."""

from typing import TYPE_CHECKING, Final

from botocore.exceptions import BotoCoreError, ClientError

from account_health.model.errors import BackendError, ConflictError
from account_health.storage import Secret
from account_health.storage.aws.errors import code_of, name_of
from account_health.storage.secret import OLD_FOLDER, key_of, parameter_of, parse_secret, written_secret

if TYPE_CHECKING:  # the stubs are a tool of development and not in the layer
    from mypy_boto3_ssm import SSMClient
    from mypy_boto3_ssm.type_defs import ParameterTypeDef, PutParameterRequestTypeDef

_NO_PARAMETER: Final = frozenset({"ParameterNotFound", "ParameterVersionNotFound"})


class SsmSecrets:
    """Credentials as SecureString parameters `/<stack>/<company>/<name>`, under the stack's own key.

    What still lies below the folder that all stacks shared until 0.1 is read too, where the stack's own has none.
    """

    writable: Final = True

    def __init__(self, client: "SSMClient", stack: str = OLD_FOLDER) -> None:
        self._client = client
        self._stack = stack

    def get(self, company: str, name: str) -> Secret | None:
        """Return the credential, None where none is stored.

        Raises BackendError where SSM refuses or does not answer, or where what is stored is no JSON object.
        """
        for parameter in dict.fromkeys((self.named(company, name), parameter_of(company, name))):
            stored = self._read(parameter)
            if stored is not None:
                return Secret(
                    parse_secret(stored["Value"], parameter).values,
                    stored["LastModifiedDate"],
                    old_place=None if parameter == self.named(company, name) else parameter,
                )
        return None

    def named(self, company: str, name: str) -> str:
        """Return the parameter's name."""
        return parameter_of(company, name, self._stack)

    def put(self, company: str, name: str, secret: Secret, before: Secret) -> None:
        """Store a renewed credential over the one that was read.

        SSM knows no conditional write: what is stored is compared right before, and the number of the new version
        tells afterwards whether somebody wrote in between. Such a write is not undone, only told: both values are
        whole, and SSM keeps the one that lost as an older version.

        Raises ConflictError where something else is stored by now, or nothing; BackendError where the new one
        lacks something, where SSM refuses or does not answer, and where somebody wrote in between.
        """
        parameter = before.old_place or self.named(company, name)
        text = written_secret(secret, before, parameter)
        stored = self._read(parameter)
        if stored is None or parse_secret(stored["Value"], parameter).values != before.values:
            raise ConflictError(f"Somebody else changed the parameter {parameter} in between; it stays so.")
        try:
            answer = self._client.put_parameter(**self._request(parameter, text, stored))
        except (ClientError, BotoCoreError) as error:
            raise BackendError(
                f"SSM could not write the parameter {parameter} ({name_of(error)})."
            ) from error
        for version in range(stored["Version"] + 1, answer["Version"]):
            lost = self._read(f"{parameter}:{version}")
            # The same text is our own: the client repeats a write whose answer it did not see.
            if lost is None or lost["Value"] != text:
                raise BackendError(
                    f"Somebody else wrote version {version} of the parameter {parameter} at the same moment, and "
                    f"version {answer['Version']} lies over it. Both are kept by SSM: look which one is right."
                )

    def store(self, company: str, name: str, secret: Secret) -> str:
        """Store a credential that a person made, over an older one too, and return its parameter.

        Raises BackendError where SSM refuses or does not answer.
        """
        parameter = self.named(company, name)
        text = written_secret(secret, Secret({}), parameter)
        try:
            stored = self._read(parameter)
            if stored and stored["Type"] != "SecureString":
                raise BackendError(
                    f"The parameter {parameter} is readable text: delete it first, its type cannot be changed."
                )
            self._client.put_parameter(**self._request(parameter, text, stored))
        except (ClientError, BotoCoreError) as error:
            raise BackendError(
                f"SSM could not write the parameter {parameter} ({name_of(error)})."
            ) from error
        return parameter

    def _request(
        self, parameter: str, text: str, before: "ParameterTypeDef | None"
    ) -> "PutParameterRequestTypeDef":
        """Return the request that writes a parameter, with the type that it has: that cannot be changed.

        SSM takes its own key for whoever names none, and would go back to it at each renewal. The old folder belongs to
        every stack of the AWS account, so that nothing there may need the key of one.
        """
        request: PutParameterRequestTypeDef = {
            "Name": parameter,
            "Value": text,
            "Type": before["Type"] if before else "SecureString",
            "Overwrite": before is not None,
        }
        if request["Type"] == "SecureString" and parameter.startswith(f"/{self._stack}/"):
            request["KeyId"] = key_of(self._stack)
        return request

    def _read(self, parameter: str) -> "ParameterTypeDef | None":
        try:
            return self._client.get_parameter(Name=parameter, WithDecryption=True)["Parameter"]
        except (ClientError, BotoCoreError) as error:
            if code_of(error) in _NO_PARAMETER:
                return None
            raise BackendError(f"SSM could not read the parameter {parameter} ({name_of(error)}).") from error
