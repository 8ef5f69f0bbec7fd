"""Who may see a row.

Each query for a reader is written with `visible(TABLE)` in it, and refused at import where it lacks that.
"""

from __future__ import annotations

import re

from store.model import SHARED_WORKSPACE, Reader

CONDITION = (
    r"(+\1.workspace = :workspace and +\1.audience in ('', :conversation)"
    rf" or +\1.workspace = '{SHARED_WORKSPACE}' and +\1.audience = '')"
)
"""The signs keep SQLite from going through everything that is visible where it could look up what is asked for."""


def for_reader(sql: str) -> str:
    """The query with what `visible(TABLE)` stands for.

    >>> for_reader("select name from entity")
    Traceback (most recent call last):
    ValueError: a query for a reader says what is visible: select name from entity
    """
    query, places = re.subn(r"\bvisible\((\w+)\)", CONDITION, sql)
    if not places:
        raise ValueError(f"a query for a reader says what is visible: {sql}")
    return query


def seen_by(reader: Reader, **parameters: object) -> dict[str, object]:
    """The parameters of a query for this reader."""
    return {"workspace": reader.workspace, "conversation": reader.conversation, **parameters}
