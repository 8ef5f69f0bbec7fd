"""Logging for the whole program: one line an event on standard error, and never a secret in it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable

TOKEN = re.compile(r"x(?:ox[a-z]|app)-[\w-]{4,}")
MAX_LINE = 2_000


class Redaction(logging.Filter):
    """Replaces tokens and the given secrets in whatever is logged, its arguments and traceback included."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = [secret for secret in secrets if secret]

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self.clean(record.getMessage())[:MAX_LINE], None
        if record.exc_info:
            record.exc_text = self.clean(logging.Formatter().formatException(record.exc_info))
        return True

    def clean(self, text: str) -> str:
        """The text without secrets.

        >>> Redaction(["s3cret"]).clean("token xoxb-1234-abcd, s3cret")
        'token [redacted], [redacted]'
        """
        text = TOKEN.sub("[redacted]", text)
        for secret in self._secrets:
            text = text.replace(secret, "[redacted]")
        return text


def configure_logging(level: str, secrets: Iterable[str] = ()) -> None:
    """Log to standard error; Slack's libraries say bodies and tokens at DEBUG, so they stay at INFO or above."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(Redaction(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("slack_bolt", "slack_sdk", "urllib3", "websocket"):
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLevelName(level)))
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
