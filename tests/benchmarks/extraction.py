"""How fast facts are found, beside quantulum3 on the same text, and how the time grows: `make bench`.

All figures of one run come from one process on one machine, so their ratios hold when absolute times do not.
Times are those that the processor spent on it: what else the machine does at the moment hardly counts.
"""

from __future__ import annotations

import importlib
import platform
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from store.documents import read_file
from store.extraction import STEPS, extract_facts
from store.extraction.reading import Reading
from store.model import Document
from store.vocabulary import Vocabulary

DOCUMENT_CHARACTERS = 3_000
ROUNDS = 5
PEER_CHARACTERS = 9_000
"""quantulum3 takes a tenth of a second for a page: three are enough to time it."""
GROWTH = (1, 2, 4, 8, 16)
ADVERSARIAL = {
    "digits": "7",
    "(": "(",
    '"': '"',
    "capitals": "A",
    "words in capitals": "Abc ",
    "$ ": "$ ",
    "newlines": "\n",
}
STREAMED = 10_000


def main() -> None:
    """Print every table."""
    vocabulary = Vocabulary()
    text = sample_text()
    pages = list(cut_pages(text, 40))
    print(f"Python {platform.python_version()}, {platform.machine()}, one core\n")
    extract_facts(pages[0], vocabulary)
    print_speed(pages, vocabulary)
    print_steps(pages, vocabulary)
    print_growth(text, vocabulary)
    print_adversarial(vocabulary)
    print_memory(pages, vocabulary)


def sample_text() -> str:
    """The seed notes, one after the other."""
    notes = sorted((Vocabulary().folder / "documents").glob("*.md"))
    return "\n\n".join(document.text for note in notes for document in read_file(Path(note)))


def cut_pages(text: str, count: int) -> Iterator[Document]:
    """Documents of 3,000 characters, each beginning at another sentence."""
    starts = [place + 2 for place in range(len(text)) if text.startswith(". ", place)]
    for number in range(count):
        start = starts[number % len(starts)]
        yield Document(f"Page {number}", (text[start:] + "\n\n" + text)[:DOCUMENT_CHARACTERS])


def best_time(work: Callable[[], object]) -> float:
    """Seconds of the fastest of several rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def print_speed(pages: list[Document], vocabulary: Vocabulary) -> None:
    seconds = best_time(lambda: [extract_facts(page, vocabulary) for page in pages]) / len(pages)
    ours = DOCUMENT_CHARACTERS / seconds
    print(f"whole pipeline       {1 / seconds:8.0f} documents/s of 3 KB   {ours / 1e6:6.2f} MB/s")
    peer = peer_speed(pages)
    if peer:
        print(f"quantulum3 (figures) {peer / DOCUMENT_CHARACTERS:8.1f} documents/s of 3 KB   {peer / 1e6:6.3f} MB/s")
        print(f"ratio                {ours / peer:8.0f}")
    print()


def peer_speed(pages: list[Document]) -> float | None:
    """Characters a second of quantulum3; None where it is not installed."""
    try:
        parser = importlib.import_module("quantulum3.parser")
    except ImportError:
        print("quantulum3 is not installed: make bench installs it")
        return None
    text = "".join(page.text for page in pages)[:PEER_CHARACTERS]
    parser.parse("It cost $3 million.")
    start = time.process_time()
    parser.parse(text)
    return len(text) / (time.process_time() - start)


def print_steps(pages: list[Document], vocabulary: Vocabulary) -> None:
    """Where the time goes."""
    spent = dict.fromkeys((step.__name__ for step in STEPS), 0.0)
    for _ in range(ROUNDS):
        for page in pages:
            reading = Reading(page, vocabulary)
            for step in STEPS:
                start = time.process_time()
                step(reading)
                spent[step.__name__] += time.process_time() - start
    for name, seconds in spent.items():
        print(f"  {name:18} {seconds / ROUNDS / len(pages) * 1e3:6.3f} ms")
    print()


def print_growth(text: str, vocabulary: Vocabulary) -> None:
    """Time for 1 to 16 times the text in one document: linear where the last column stays near 1."""
    print("growth: times the text, ms, ms per unit of text beside the first")
    first = 0.0
    for times in GROWTH:
        document = Document("Growth", "\n\n".join([text] * times))
        seconds = best_time(lambda document=document: extract_facts(document, vocabulary))  # type: ignore[misc]
        first = first or seconds
        print(f"  {times:4}  {seconds * 1e3:8.1f}  {seconds / times / first:6.2f}")
    print()


def print_adversarial(vocabulary: Vocabulary) -> None:
    """A sixteenth of a megabyte and a whole one of what costs careless patterns most."""
    print("1 MB of one thing: seconds, times that of 1/16 MB (linear: 16)")
    for name, unit in ADVERSARIAL.items():
        small, large = (
            best_of_one(Document("Adversarial", unit * (size // len(unit))), vocabulary) for size in (62_500, 1_000_000)
        )
        print(f"  {name:18} {large:7.2f}  {large / small:6.1f}")
    print()


def best_of_one(document: Document, vocabulary: Vocabulary) -> float:
    start = time.process_time()
    extract_facts(document, vocabulary)
    return time.process_time() - start


def print_memory(pages: list[Document], vocabulary: Vocabulary) -> None:
    """The peak of the whole process, after many more documents have gone through."""
    for number in range(STREAMED):
        extract_facts(pages[number % len(pages)], vocabulary)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(f"peak memory after {STREAMED:,} documents: {peak / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
