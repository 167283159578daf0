"""Mail through SES: one request a mail, and for each of its errors whether the mail went out."""

from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    NoCredentialsError,
    ParamValidationError,
    PartialCredentialsError,
)

from account_health.model.errors import MailRefusedError, MailThrottledError, MailUnknownError
from account_health.storage import Mail, Sending
from account_health.storage.aws.errors import code_of, name_of, status_of

if TYPE_CHECKING:  # the stubs are a tool of development and not in the layer
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sesv2.type_defs import SendEmailRequestTypeDef

_SLOWER: Final = frozenset({"Throttling", "ThrottlingException"})
"""How the front door of AWS asks for a slower pace with another status than 429."""

_DAY_IS_OVER: Final = "daily message quota exceeded"
"""SES's sentence for the quota of 24 hours, which it answers like one for a slower pace: waiting minutes is no cure for it."""
_REFUSALS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "AccessDeniedException": "the role may not send from this address or with this configuration set",
        "AccountSuspendedException": "the AWS account may not send mail any more, which only AWS support can lift",
        "BadRequestException": "the mail is malformed",
        "LimitExceededException": "the daily sending quota is used up and frees itself within 24 hours",
        "MailFromDomainNotVerifiedException": "the sender's MAIL FROM domain is not verified in SES",
        "MessageRejected": "the sender (in the sandbox also the recipient) is not verified in SES, or the content is refused",
        "NotFoundException": "the configuration set does not exist in this region",
        "SendingPausedException": "sending is paused for the account or for the configuration set",
    }
)
"""What SES means by an error that is certain: nothing was sent, and a person has to look."""


class SesMailer:
    """Sends through SES, one request a mail."""

    def __init__(self, client: "SESV2Client", configuration_set: str | None = None) -> None:
        self._client = client
        self._configuration_set = configuration_set

    def send(self, mail: Mail) -> str:
        """Send and return SES's message id.

        Raises MailThrottledError (429), MailRefusedError (any other 4xx, and what never left this machine)
        or MailUnknownError (5xx, time-out, connection lost). They carry no cause: botocore's texts quote
        addresses and whatever it found malformed.
        """
        request: SendEmailRequestTypeDef = {
            "FromEmailAddress": mail.sender,
            "Destination": {"ToAddresses": [mail.recipient]},
            "Content": {"Raw": {"Data": mail.raw}},
            "EmailTags": [{"Name": name, "Value": value} for name, value in mail.tags],
        }
        if self._configuration_set is not None:
            request["ConfigurationSetName"] = self._configuration_set
        try:
            return self._client.send_email(**request)["MessageId"]
        except (NoCredentialsError, ParamValidationError, PartialCredentialsError) as error:
            raise MailRefusedError(f"The mail was not handed to SES ({name_of(error)}).") from None
        except (ClientError, BotoCoreError) as error:
            raise _mail_error(error) from None

    def holds_back(self, address: str) -> bool | None:
        """Return whether SES's account-level suppression list holds the address; None where SES does not tell us."""
        try:
            self._client.get_suppressed_destination(EmailAddress=address)
        except ClientError as error:
            return False if code_of(error) == "NotFoundException" else None
        except BotoCoreError:
            return None
        return True

    def sending(self) -> Sending | None:
        """Return what SES lets this account do; None where it does not tell us."""
        try:
            return read_sending(self._client)
        except (ClientError, BotoCoreError):
            return None


def read_sending(client: "SESV2Client") -> Sending:
    """Return what SES lets this account do in this region. Raises as botocore does."""
    found = client.get_account()
    quota = found.get("SendQuota", {})
    return Sending(
        production=found.get("ProductionAccessEnabled", False),
        enabled=found.get("SendingEnabled", False),
        state=found.get("EnforcementStatus", "HEALTHY"),
        a_day=quota.get("Max24HourSend", 0.0),
        a_second=quota.get("MaxSendRate", 0.0),
        sent=quota.get("SentLast24Hours", 0.0),
    )


def _mail_error(
    error: ClientError | BotoCoreError,
) -> MailThrottledError | MailRefusedError | MailUnknownError:
    status = status_of(error)
    if _DAY_IS_OVER in _said(error):
        return MailRefusedError(f"SES refused the mail: {_REFUSALS['LimitExceededException']}.")
    if status == HTTPStatus.TOO_MANY_REQUESTS or code_of(error) in _SLOWER:
        return MailThrottledError("SES asks for a slower pace; the mail was not sent.")
    if status is not None and HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        cause = _REFUSALS.get(code_of(error) or "", "SES gives no reason that we know")
        return MailRefusedError(f"SES refused the mail ({name_of(error)}): {cause}.")
    return MailUnknownError(f"SES gave no answer that says whether the mail went out ({name_of(error)}).")


def _said(error: ClientError | BotoCoreError) -> str:
    """Return AWS's own sentence, in lower case: to be compared, never to be repeated."""
    if isinstance(error, ClientError):
        return str(error.response.get("Error", {}).get("Message", "")).lower()
    return ""
