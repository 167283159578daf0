"""What one person has to do."""

from account_health.model import CompanyReport, Task


def tasks_of(report: CompanyReport, person: str) -> tuple[Task, ...]:
    """Return what one person has to do, in the report's order; none where the report names nobody.

    Args:
        report: with `people = "none"` it names nobody.
        person: the id of the person in the registry file.
    """
    return tuple(task for task in report.tasks or report.todo if task.owner == person)
