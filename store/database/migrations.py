"""Bringing a database to the newest schema, however many processes start at once."""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from store.database.connections import Connections
from store.database.driver import Connection
from store.database.schema import STEPS
from store.errors import SchemaTooNew

migrations = Migrations("dossier")
for _step in STEPS:
    migrations()(_step)

KNOWN = tuple(step.__name__ for step in STEPS)


def bring_up_to_date(connections: Connections) -> None:
    """Apply the steps that are missing; SchemaTooNew where a newer Dossier has been here.

    `Migrations.apply` takes its locks too late: two processes that start at once would stop each other.  So the
    write lock comes first, and whoever waited for it finds nothing left to do.
    """
    with connections.translated():
        applied = applied_steps(connections.connection())
    if unknown := [step for step in applied if step not in KNOWN]:
        raise SchemaTooNew(
            f"{connections.path} was written by a newer Dossier (schema step {unknown[-1]}): install that one."
        )
    if len(applied) < len(KNOWN):
        with connections.writing() as connection:
            migrations.apply(_database(connection))


def applied_steps(connection: Connection) -> list[str]:
    """The steps that this database has had."""
    return [step.name for step in migrations.applied(_database(connection))]


def _database(connection: Connection) -> Database:
    return Database(connection, execute_plugins=False)
