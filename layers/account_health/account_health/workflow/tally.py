"""What became of a whole run: its companies, and the run in numbers."""

from dataclasses import dataclass

from account_health.workflow.outcome import CompanyOutcome


@dataclass(frozen=True, slots=True)
class Tally:
    """A whole run."""

    companies: tuple[CompanyOutcome, ...]

    @property
    def missing(self) -> tuple[CompanyOutcome, ...]:
        """The companies that are owed a mail."""
        return tuple(company for company in self.companies if company.missing)

    @property
    def unaddressed(self) -> tuple[CompanyOutcome, ...]:
        """The companies that are due and have a report, and nobody to mail it to: everybody signed off."""
        return tuple(one for one in self.companies if one.due and one.error is None and not one.mails)

    @property
    def unreached(self) -> tuple[CompanyOutcome, ...]:
        """The companies that are due and whose every recipient bounced or complained."""
        return tuple(company for company in self.companies if company.unreached)

    @property
    def incomplete(self) -> tuple[CompanyOutcome, ...]:
        """The companies whose report goes without a section, by a fault of ours."""
        return tuple(company for company in self.companies if company.omitted)

    @property
    def to_move(self) -> tuple[CompanyOutcome, ...]:
        """The companies of which a credential lies where only this release reads."""
        return tuple(company for company in self.companies if company.old_places)

    @property
    def figures(self) -> dict[str, int]:
        """The run in numbers: companies, accounts and mails."""
        mails = [mail for company in self.companies if company.due for mail in company.mails]
        return {
            "companies": len(self.companies),
            "companies_due": sum(company.due for company in self.companies),
            "companies_missing": len(self.missing),
            "companies_unreached": len(self.unreached),
            "companies_without_report": sum(company.error is not None for company in self.companies),
            "accounts": sum(company.accounts for company in self.companies),
            "accounts_unseen": sum(len(company.unseen) for company in self.companies),
            "mails_sent": sum(mail.sent for mail in mails),
            "mails_not_sent": sum(mail.owed for mail in mails),
            "mails_suppressed": sum(mail.withheld for mail in mails),
        }
