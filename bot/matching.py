"""What `dossier match` does: a list of names in, the same out with whom each of them means."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.progress import Progress

from bot.name_lists import Row, read_json_lines, read_text_file
from store.database import open_store
from store.database.base import FactStore
from store.errors import DocumentError
from store.matching import Candidate, Outcome, match_name
from store.model import SHARED_WORKSPACE, Entity, Reader

BATCH = 5_000
MANY_ENTITIES = 2 * BATCH
"""So many are loaded in about a second: a bar for fewer would only flicker."""

MILLISECONDS = 1_000


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of a catalogue, with its own id; rank 1 is the foremost."""

    id: str
    name: str
    names: tuple[str, ...]
    rank: float


@dataclass(frozen=True, slots=True)
class Matcher:
    """Finds whom names mean; `identify` gives the id and the name that are printed for a candidate."""

    facts: FactStore
    reader: Reader
    identify: Callable[[Candidate], tuple[str, str]]

    def measure(self, name: str) -> Row:
        """Every candidate for a name, and the milliseconds that it took."""
        started = time.perf_counter()
        match = match_name(name, self.facts, self.reader)
        milliseconds = round((time.perf_counter() - started) * MILLISECONDS, 3)
        candidates = [self._shown(candidate) for candidate in match.candidates]
        return {"q": name, "outcome": match.outcome.value, "candidates": candidates, "ms": milliseconds}

    def complete(self, name: str, row: Row) -> Row:
        """The row with the best candidate and whether that is the answer; for an unknown name without one."""
        match = match_name(name, self.facts, self.reader)
        shown = dict.fromkeys(("id", "name", "score"), None)
        if match.outcome is not Outcome.NONE:
            shown = self._shown(match.candidates[0])
        added = {**shown, "outcome": match.outcome.value}
        return {**row, **{f"matched_{key}" if key in row else key: value for key, value in added.items()}}

    def _shown(self, candidate: Candidate) -> Row:
        identity, name = self.identify(candidate)
        return {"id": identity, "name": name, "score": candidate.score}


def among_stored(facts: FactStore, workspace: str) -> Matcher:
    """Finds companies of the store, by their numbers there."""
    return Matcher(facts, Reader(workspace), lambda candidate: (str(candidate.entity_id), candidate.name))


@contextmanager
def among_catalog(path: Path) -> Iterator[Matcher]:
    """Finds entities of a catalogue, in a database that lasts as long as it is used."""
    known = sorted(read_catalog(path), key=lambda entity: entity.rank)
    with TemporaryDirectory(prefix="dossier-") as folder:
        store = open_store(f"sqlite:///{folder}/catalog.db")
        try:
            entered = _enter(known, store.facts)
            gc.freeze()  # or each collection goes through the whole catalogue
            yield Matcher(
                store.facts,
                Reader(),
                lambda candidate: (entered[candidate.name].id, entered[candidate.name].name),
            )
        finally:
            store.close()


def _enter(known: Sequence[Known], facts: FactStore) -> dict[str, Known]:
    """Add the entities, the foremost first; of two with one name the later is told by its id."""
    entered: dict[str, Known] = {}
    for start in _with_progress(range(0, len(known), BATCH), is_long=len(known) > MANY_ENTITIES):
        entities = []
        for entity in known[start : start + BATCH]:
            name = f"{entity.name} ({entity.id})" if entity.name in entered else entity.name
            aliases = dict.fromkeys(alias for alias in (entity.name, *entity.names) if alias != name)
            entered[name] = entity
            entities.append(Entity(name, aliases=tuple(aliases)))
        facts.add_entities(entities, SHARED_WORKSPACE)
    return entered


def _with_progress(steps: range, *, is_long: bool) -> Iterator[int]:
    if not is_long or not sys.stderr.isatty():
        yield from steps
        return
    with Progress(transient=True) as progress:
        yield from progress.track(steps, description="Loading the catalogue")


def read_catalog(path: Path) -> Iterator[Known]:
    """The entities of a file of JSON lines; DocumentError names a line that is none."""
    for number, row in read_json_lines(read_text_file(path), path):
        try:
            rank = float("inf") if row.get("rank") is None else float(row["rank"])
            yield Known(str(row["id"]), str(row["name"]), tuple(map(str, row.get("names") or ())), rank)
        except (KeyError, TypeError, ValueError) as error:
            wanted = '{"id": "a1", "name": "…", "names": ["…"], "rank": 1}'
            raise DocumentError(f"{path}, line {number}: not an entity like {wanted}.") from error
