"""Runs on AWS: objects in S3, secrets in SSM, mail through SES, executions by Step Functions, tones by Comprehend.

The only package that knows boto3. No error text of AWS is passed on: they quote mail addresses and values.
"""

from account_health.storage.aws.connect import Clients, clients
from account_health.storage.aws.executions import StepFunctionsEngine
from account_health.storage.aws.mail import SesMailer
from account_health.storage.aws.objects import S3Storage
from account_health.storage.aws.parameters import SsmSecrets
from account_health.storage.aws.tones import ComprehendTones, comprehend

__all__ = [
    "Clients",
    "ComprehendTones",
    "S3Storage",
    "SesMailer",
    "SsmSecrets",
    "StepFunctionsEngine",
    "clients",
    "comprehend",
]
