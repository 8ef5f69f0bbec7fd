"""How fast and how well companies are found, beside other ways, and how the time grows: `make bench-search`.

All figures of one run come from one machine at one time, so their ratios hold when absolute times do not.
Arguments are the numbers of names (10000 100000 1000000 without any).
"""

from __future__ import annotations

import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from store.database import open_store
from store.database.driver import description, sqlite3
from store.matching import Outcome, match_name
from store.model import Entity, Reader
from tests.benchmarks.names import Typed, make_names, type_names

SIZES = (10_000, 100_000, 1_000_000)
QUERIES = 2_000
FEW_QUERIES = 20
PATIENCE_SECONDS = 20
"""A slow way is given so long, and so many queries in any case."""
WARM_UP = 100
BATCH = 20_000
READER = Reader("W1")

Find = Callable[[str], str | None]
"""The name that a way of searching puts first."""


def main(sizes: Sequence[int]) -> None:
    """Print a table for each number of names."""
    print(f"{platform.python_implementation()} {platform.python_version()}, {description()}, {platform.machine()}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            bench(size, Path(folder) / "names.db")


def bench(size: int, path: Path) -> None:
    names = make_names(size)
    queries = list(type_names(names, QUERIES))
    started = time.perf_counter()
    fill(path, names)
    seconds = time.perf_counter() - started
    print(f"\n{size:,} names: loaded in {seconds:.0f} s, {path.stat().st_size / 1e6:.0f} MB on disk")
    print_new_process(path)
    print(f"{'way':34} {'median ms':>10} {'p95':>8} {'p99':>8} {'first right':>12} {'wrong':>7} {'nobody found':>13}")
    print_ours(path, queries)
    print_way("one look-up (the floor)", look_up_floor(path, names), queries)
    print_way("trigrams in FTS5, then rapidfuzz", by_trigrams(names), queries)
    print_way("rapidfuzz WRatio over all", by_wratio(names), queries)


def fill(path: Path, names: Sequence[str]) -> None:
    store = open_store(f"sqlite:///{path}")
    for start in range(0, len(names), BATCH):
        store.facts.add_entities([Entity(name) for name in names[start : start + BATCH]], READER.workspace)
    store.close()


def print_ours(path: Path, queries: Sequence[Typed]) -> None:
    store = open_store(f"sqlite:///{path}")
    times, right, wrong, nobodys = [], 0, 0, 0
    for query in queries[:WARM_UP]:
        match_name(query.text, store.facts, READER)
    for query in queries:
        started = time.perf_counter()
        match = match_name(query.text, store.facts, READER)
        times.append(time.perf_counter() - started)
        first = match.candidates[0].name if match.candidates else ""
        right += bool(query.meant) and first == query.meant
        wrong += bool(query.meant) and match.outcome is Outcome.FOUND and first != query.meant
        nobodys += not query.meant and match.outcome is Outcome.FOUND
    store.close()
    print_line("Dossier", times, queries, right, f"{share(wrong, queries, known=True):6.1f} %", nobodys)


def print_way(label: str, find: Find, queries: Sequence[Typed]) -> None:
    times: list[float] = []
    right = 0
    end = time.perf_counter() + PATIENCE_SECONDS
    for query in queries:
        if len(times) >= FEW_QUERIES and time.perf_counter() > end:
            break
        started = time.perf_counter()
        first = find(query.text)
        times.append(time.perf_counter() - started)
        right += bool(query.meant) and first == query.meant
    print_line(label, times, queries[: len(times)], right, "", None)


def print_line(
    label: str, times: Sequence[float], queries: Sequence[Typed], right: int, wrong: str, nobodys: int | None
) -> None:
    ordered = [seconds * 1e3 for seconds in sorted(times)]
    quantiles = [ordered[min(len(ordered) - 1, int(len(ordered) * part))] for part in (0.5, 0.95, 0.99)]
    nobody = "" if nobodys is None else f"{share(nobodys, queries, known=False):11.1f} %"
    figures = f"{quantiles[0]:10.3f} {quantiles[1]:8.3f} {quantiles[2]:8.3f}"
    print(f"{label:34} {figures} {share(right, queries, known=True):10.1f} % {wrong:>7} {nobody:>13}")


def share(count: int, queries: Sequence[Typed], *, known: bool) -> float:
    return 100 * count / max(1, sum(bool(query.meant) == known for query in queries))


def look_up_floor(path: Path, names: Sequence[str]) -> Find:
    connection = sqlite3.connect(path)
    ids = dict(zip(names, range(1, len(names) + 1), strict=True))

    def find(text: str) -> str | None:
        row = connection.execute("select name from entity where id = ?", (ids.get(text, 1),)).fetchone()
        return str(row[0])

    return find


def by_trigrams(names: Sequence[str]) -> Find:
    """The 60 names with the best trigrams by FTS5, the most similar of them by Jaro-Winkler."""
    connection = sqlite3.connect(":memory:")
    connection.execute("create virtual table names using fts5 (name, tokenize = 'trigram', detail = none)")
    connection.executemany("insert into names (name) values (?)", ((name,) for name in names))

    def find(text: str) -> str | None:
        pieces = dict.fromkeys(text[place : place + 3] for place in range(len(text) - 2))
        query = " OR ".join('"' + piece.replace('"', '""') + '"' for piece in pieces)
        rows = connection.execute("select name from names (?) order by rank limit 60", (query,)).fetchall()
        best = process.extractOne(text, [row[0] for row in rows], scorer=JaroWinkler.similarity, processor=str.lower)
        return str(best[0]) if best else None

    return find


def by_wratio(names: Sequence[str]) -> Find:
    folded = [name.lower() for name in names]

    def find(text: str) -> str | None:
        best = process.extractOne(text.lower(), folded, scorer=fuzz.WRatio)
        return names[best[2]] if best else None

    return find


def print_new_process(path: Path) -> None:
    """What a process that has just been started needs for its first answer, and its memory after many."""
    command = [sys.executable, "-m", "tests.benchmarks.search", "--serve", str(path)]
    started = time.perf_counter()
    subprocess.run([*command, "1"], check=True, capture_output=True)
    seconds = time.perf_counter() - started
    memory = subprocess.run([*command, "1000"], check=True, capture_output=True, text=True).stdout.strip()
    print(f"a new process: first answer after {seconds:.2f} s, the interpreter's start and all imports included;")
    print(f"{memory} MB of memory at most for a thousand answers (an interpreter alone takes about 14)")


def serve(path: Path, answers: int) -> None:
    """Answer, and print the most memory that was taken."""
    store = open_store(f"sqlite:///{path}")
    for typed in type_names(make_names(WARM_UP), answers):
        match_name(typed.text, store.facts, READER)
    print(f"{peak_memory():.0f}")


def peak_memory() -> float:
    """The most memory that this process has taken, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        # What getrusage tells begins with the memory of the process that started this one.
        return int(status.read_text("ascii").partition("VmHWM:")[2].split()[0]) / 1_000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        serve(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main([int(size) for size in sys.argv[1:]] or SIZES)
