"""Bytes to text: which encodings are read, and what is refused with a clear word."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.documents import decode
from store.errors import NotText


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Umsatz + 5 % – “gut”".encode(), "Umsatz + 5 % – “gut”"),
        ("\ufeffSales\r\nrose".encode(), "\ufeffSales\r\nrose"),
        ("Sales rose".encode("utf-16"), "\ufeffSales rose"),
        ("\ufeffSales rose".encode("utf-16-be"), "\ufeffSales rose"),
        ("“Sales” rose to €5m".encode("cp1252"), "“Sales” rose to €5m"),
        (b"caf\xe9 chain", "café chain"),
        (b"", ""),
    ],
)
def test_text_is_read_in_its_encoding(raw: bytes, text: str) -> None:
    assert decode(raw) == text


def test_one_stray_control_character_makes_no_binary() -> None:
    text = "Sales\0 rose by a fifth. " + "The company was content. " * 10
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    "raw",
    [
        b"\x00\x01\x02\x03",
        b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)),
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"%PDF-1.7 plain looking",
        b"PK\x03\x04 plain looking",
        "売上は伸びた".encode("shift_jis"),
        b"\xff\xfe\x00",
        b"\x81\x8d bytes that Windows-1252 lacks",
        b"S\x00a\x00l\x00e\x00s\x00",
    ],
)
def test_what_is_no_text_is_refused_by_name(raw: bytes) -> None:
    with pytest.raises(NotText, match=r"report\.txt"):
        decode(raw, "report.txt")


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(raw: bytes) -> None:
    with suppress(NotText):
        assert isinstance(decode(raw), str)
