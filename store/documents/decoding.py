"""Bytes to text, every character kept, or a clear word on why not."""

from __future__ import annotations

import codecs
import re

from store.errors import NotText

BINARY_MARKS = {b"%PDF-": "a PDF", b"PK\x03\x04": "a ZIP or Office file", b"{\\rtf": "an RTF file"}
"""How files begin that may pass for text and are none."""

CONTROL_SHARE = 0.01
"""More control characters than this are binary: pasted news has none, or one stray one in a thousand."""

FOREIGN_SHARE = 0.3
"""Windows-1252 is only tried where fewer bytes than this are beyond ASCII: Western European text has under 10 %."""

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_FOREIGN = re.compile(rb"[\x80-\xff]")


def decode(raw: bytes, name: str = "the text") -> str:
    r"""Read UTF-8, UTF-16 with its mark, or Windows-1252; a byte order mark stays, so that offsets count it.

    >>> decode(b"\xef\xbb\xbfRevenue\r\n")
    '\ufeffRevenue\r\n'
    >>> decode(b"\x93growth\x94 in \x80")
    '“growth” in €'
    """
    for mark, kind in BINARY_MARKS.items():
        if raw.startswith(mark):
            raise NotText(f"{name} is {kind}, not text: paste its text, or save it as .txt")
    text = _decode_any(raw)
    if text is None or _is_binary(text):
        raise NotText(f"{name} is not text in UTF-8, UTF-16 or Windows-1252: save it as UTF-8")
    return text


def _decode_any(raw: bytes) -> str | None:
    try:
        encoding = _UTF16.get(raw[:2])
        return raw.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        return _decode_western(raw)


def _decode_western(raw: bytes) -> str | None:
    if len(_FOREIGN.findall(raw)) > FOREIGN_SHARE * len(raw):
        return None
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return None


def _is_binary(text: str) -> bool:
    return len(_CONTROLS.findall(text)) > CONTROL_SHARE * len(text)
