"""No secret in a log, at any level."""

import logging

import pytest

from bot.logs import Redaction


@pytest.mark.parametrize(
    "said",
    ["token=xoxb-12-canary", "xapp-1-canary", "Authorization: Bearer xoxp-9-canary", "signed with sécret-canary"],
)
def test_a_secret_is_replaced(said: str) -> None:
    assert "canary" not in Redaction(["sécret-canary"]).clean(said)


def test_arguments_and_tracebacks_are_cleaned_too() -> None:
    try:
        raise ValueError("bad token xoxb-12-canary")
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed for %s", ("xoxb-12-canary",), None)
        record.exc_info = (type(error), error, error.__traceback__)
    Redaction().filter(record)
    assert "canary" not in logging.Formatter().format(record)


def test_a_long_line_is_cut() -> None:
    record = logging.LogRecord("x", logging.INFO, __file__, 1, "%s", ("a" * 100_000,), None)
    Redaction().filter(record)
    assert len(record.getMessage()) <= 2_000
