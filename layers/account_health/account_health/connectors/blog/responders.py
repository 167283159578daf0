"""Whose comments are ours: the registered responders."""

from dataclasses import dataclass

from account_health.model.company import Account, Company


@dataclass(frozen=True, slots=True)
class Responders:
    """Registered user ids and names, and the names of the house for an account that registers neither.

    Anybody can type any name above a comment, so ids win: while ids are registered, a registered name counts
    only for somebody who is logged in. Where nothing is registered, somebody logged in under the company's
    name or that of a registered person is ours, nobody else.
    """

    ids: frozenset[int]
    names: frozenset[str]
    house: frozenset[str]

    @classmethod
    def of(cls, company: Company, account: Account) -> "Responders":
        """Return the responders of one account."""
        house = (company.name, company.legal_name or "", *(person.name for person in company.people))
        return cls(
            ids=frozenset(one for one in account.responders if isinstance(one, int)),
            names=frozenset(_folded(one) for one in account.responders if isinstance(one, str)),
            house=frozenset(_folded(name) for name in house if name),
        )

    def include(self, name: str, user_id: int | None) -> bool:
        """Say whether a comment is ours; `user_id` is 0 for nobody logged in, None where the source has no ids."""
        if user_id and user_id in self.ids:
            return True
        if _folded(name) in self.names:
            return user_id != 0 or not self.ids
        return not self.ids and not self.names and bool(user_id) and self.bear(name)

    def bear(self, name: str) -> bool:
        """Say whether a name is the house's: whoever wrote below it, no customer waits there, and nobody is answered by it."""
        return _folded(name) in self.house


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
