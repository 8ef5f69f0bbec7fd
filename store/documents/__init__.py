"""From files and pasted text to documents: decoded, cut into articles, never rewritten."""

from __future__ import annotations

import stat
from pathlib import Path

from store.documents.decoding import decode
from store.documents.front_matter import read_front_matter
from store.documents.pages import find_articles
from store.errors import DocumentError, DocumentTooLarge, EmptyDocument
from store.model import SHARED_WORKSPACE, Document, PartialDate

MAX_BYTES = 5_000_000
"""A document is refused above this: a year of a newspaper's business pages is smaller."""

__all__ = ["MAX_BYTES", "decode", "read_file", "read_text"]


def read_file(path: Path, *, workspace: str = SHARED_WORKSPACE, audience: str = "") -> list[Document]:
    """The articles in a file, in their order; offsets count its characters, line ends untouched.

    Raises DocumentError (also its kinds) with the path in the message.
    """
    return read_text(decode(_read_bytes(path), str(path)), name=str(path), workspace=workspace, audience=audience)


def _read_bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise DocumentError(f"{path} is not a file that can be read: name a text file")
        _check_size(status.st_size, str(path))
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as wrong:
        reason = getattr(wrong, "strerror", None) or wrong
        raise DocumentError(f"{path} can't be read: {reason}") from wrong
    _check_size(len(raw), str(path))
    return raw


def _check_size(size: int, name: str) -> None:
    if size > MAX_BYTES:
        raise DocumentTooLarge(f"{name} has {size / 1e6:.1f} MB and a document may have {MAX_BYTES / 1e6:.0f} MB")


def read_text(
    text: str,
    *,
    name: str,
    split: bool = True,
    title: str = "",
    publisher: str = "",
    url: str = "",
    published: PartialDate | None = None,
    workspace: str = SHARED_WORKSPACE,
    audience: str = "",
) -> list[Document]:
    """The articles in a text; `name` is what errors call it.

    What the caller knows of it goes before what its front matter says, and that before what its lines tell.
    """
    _check_size(len(text.encode("utf-8", "surrogatepass")), name)
    front = read_front_matter(text, name)
    articles = find_articles(text, front.end, split=split)
    if not articles:
        raise EmptyDocument(f"{name} is empty: there is nothing to read")
    return [
        Document(
            title=title or (front.title if len(articles) == 1 else "") or article.title,
            text=text[article.start : article.end],
            offset=article.start,
            publisher=publisher or front.publisher,
            url=url or front.url,
            published=published or front.published or article.published,
            based_on=front.based_on,
            skips=article.skips,
            workspace=workspace,
            audience=audience,
        )
        for article in articles
    ]
