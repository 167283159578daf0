"""What stands above a column of a table: the label of every cell below it."""

from dataclasses import dataclass, field
from typing import Final

MOST_TABLES: Final = 20
LONGEST_HEAD: Final = 40


@dataclass(slots=True)
class _Table:
    row: int = -1
    column: int = -1
    heads: dict[int, str] = field(default_factory=dict)


class Columns:
    """Follows tables cell by cell; a first row without digits heads the columns below it."""

    def __init__(self) -> None:
        self._open: list[_Table] = []

    def start(self, tag: str) -> None:
        """Note that an element opens."""
        if tag == "table" and len(self._open) < MOST_TABLES:
            self._open.append(_Table())
        elif tag == "tr" and self._open:
            self._open[-1].row += 1
            self._open[-1].column = -1
        elif tag in {"td", "th"} and self._open:
            self._open[-1].column += 1

    def end(self, tag: str) -> None:
        """Note that an element closes."""
        if tag == "table" and self._open:
            self._open.pop()

    def head_of(self, text: str) -> str:
        """Return what heads the cell in which a text stands, "" where nothing does; a text of the first row is noted as a head."""
        if not self._open or self._open[-1].column < 0:
            return ""
        table = self._open[-1]
        if table.row > 0:
            return table.heads.get(table.column, "")
        if len(text) <= LONGEST_HEAD and not any(letter.isdigit() for letter in text):
            table.heads.setdefault(table.column, text)
        return ""
