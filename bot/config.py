"""The settings: read once from the environment or `.env`, checked, and frozen.

This is the only module that reads the environment.  `SETTINGS` is also what the README's table is made from.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

from dotenv import dotenv_values

from store.errors import SettingError

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
APP_PAGES = "https://api.slack.com/apps"


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: what it is for, and what holds when it is not set."""

    name: str
    meaning: str
    default: str = ""


SETTINGS = (
    Setting("SLACK_BOT_TOKEN", f"bot token (`xoxb-…`): {APP_PAGES}, your app, *OAuth & Permissions*"),
    Setting("SLACK_APP_TOKEN", f"app token (`xapp-…`) for Socket Mode: {APP_PAGES}, your app, *Basic Information*"),
    Setting("SLACK_SIGNING_SECRET", f"needed for HTTP mode: {APP_PAGES}, your app, *Basic Information*"),
    Setting("SLACK_API_URL", "where Slack's Web API is, such as GovSlack's", "https://slack.com/api/"),
    Setting("DATABASE_URL", "where the facts are kept", "sqlite:///.data/dossier.db"),
    Setting("PORT", "port of HTTP mode", "3000"),
    Setting("DIGEST_CHANNEL", "id of the channel that gets the digest, such as `C0123ABCD`; none: no digest"),
    Setting("DIGEST_TIME", "local time of the digest", "09:00"),
    Setting("DIGEST_TIMEZONE", "time zone of that time, such as `Asia/Shanghai`", "UTC"),
    Setting("DIGEST_DAYS", "weekdays of the digest: a range or a list", "mon-fri"),
    Setting("SEED_DOCUMENTS", "`no` leaves the seed notes out of answers", "yes"),
    Setting("LOG_LEVEL", "`DEBUG`, `INFO`, `WARNING` or `ERROR`", "INFO"),
)


@dataclass(frozen=True, slots=True)
class DigestSettings:
    """When and where the digest goes."""

    channel: str
    time: time
    zone: ZoneInfo
    weekdays: frozenset[int]


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting, checked.  Secrets stay out of `repr`."""

    database_url: str
    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    api_url: str = "https://slack.com/api/"
    port: int = 3000
    digest: DigestSettings | None = None
    seed_documents: bool = True
    log_level: str = "INFO"

    @property
    def socket_mode(self) -> bool:
        return bool(self.app_token)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be seen in a log."""
        return tuple(filter(None, (self.bot_token, self.app_token, self.signing_secret)))

    def require_slack(self) -> None:
        """SettingError, naming the variable and where to get it, unless Slack can be reached."""
        if not self.bot_token:
            raise SettingError(f"SLACK_BOT_TOKEN is not set: copy it from {_meaning('SLACK_BOT_TOKEN')}")
        if not self.app_token and not self.signing_secret:
            raise SettingError(
                "neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP mode) is set: "
                f"both are at {APP_PAGES}, your app, *Basic Information*"
            )


def load_config(environ: Mapping[str, str] | None = None, env_file: Path = Path(".env")) -> Config:
    """Read the settings; what the environment says goes before what `.env` says.

    SettingError, naming the variable, for a value that can't be used.
    """
    if environ is None:
        environ = {**{k: v or "" for k, v in dotenv_values(env_file).items()}, **os.environ}
    value = _reader(environ)
    if "DYNO" in environ and not environ.get("DATABASE_URL"):
        raise SettingError(
            "DATABASE_URL is not set, and this machine's disk is emptied at every restart: "
            "set it to a path on a volume that stays"
        )
    return Config(
        database_url=value("DATABASE_URL"),
        bot_token=_token(value("SLACK_BOT_TOKEN", "SLACK_CLI_XOXB"), "SLACK_BOT_TOKEN", "xoxb-"),
        app_token=_token(value("SLACK_APP_TOKEN", "SLACK_CLI_XAPP"), "SLACK_APP_TOKEN", "xapp-"),
        signing_secret=value("SLACK_SIGNING_SECRET"),
        api_url=_url(value("SLACK_API_URL")),
        port=_port(value("PORT")),
        digest=_digest(value("DIGEST_CHANNEL"), value("DIGEST_TIME"), value("DIGEST_TIMEZONE"), value("DIGEST_DAYS")),
        seed_documents=_yes(value("SEED_DOCUMENTS"), "SEED_DOCUMENTS"),
        log_level=_level(value("LOG_LEVEL")),
    )


def parse_weekdays(text: str) -> frozenset[int]:
    """Read `mon-fri`, `mon,wed,fri` or `sat-mon`; Monday is 0.

    >>> sorted(parse_weekdays("mon-wed, sun"))
    [0, 1, 2, 6]
    """
    days: set[int] = set()
    for part in text.lower().replace(" ", "").split(","):
        first, _, last = part.partition("-")
        if first not in WEEKDAYS or (last and last not in WEEKDAYS):
            raise SettingError(f"DIGEST_DAYS is {text!r}: write days as mon-fri or mon,wed,fri")
        start = WEEKDAYS.index(first)
        length = (WEEKDAYS.index(last) - start) % 7 if last else 0
        days.update((start + step) % 7 for step in range(length + 1))
    return frozenset(days)


def _reader(environ: Mapping[str, str]) -> Callable[..., str]:
    """What a setting is: its variable, else the one that the Slack CLI sets for it, else its default."""
    defaults = {setting.name: setting.default for setting in SETTINGS}

    def value(name: str, from_slack_cli: str = "") -> str:
        return environ.get(name, "").strip() or environ.get(from_slack_cli, "").strip() or defaults[name]

    return value


def _meaning(name: str) -> str:
    return next(setting.meaning.partition(": ")[2] for setting in SETTINGS if setting.name == name)


def _token(value: str, name: str, prefix: str) -> str:
    if value and not value.startswith(prefix):
        raise SettingError(f"{name} is no such token (it begins with {prefix}): copy it from {_meaning(name)}")
    return value


def _url(value: str) -> str:
    if not re.fullmatch(r"https?://[\w.-]+(?::\d+)?/(?:[\w.-]+/)*", value, re.ASCII):
        raise SettingError(f"SLACK_API_URL is {value!r}: write it as https://slack.com/api/, with the slash at its end")
    return value


def _port(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 0 < int(value) < 65536:  # noqa: PLR2004
        raise SettingError(f"PORT is {value!r}: it must be a number from 1 to 65535")
    return int(value)


def _yes(value: str, name: str) -> bool:
    if value.lower() not in ("yes", "no"):
        raise SettingError(f"{name} is {value!r}: write yes or no")
    return value.lower() == "yes"


def _level(value: str) -> str:
    if value.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise SettingError(f"LOG_LEVEL is {value!r}: write DEBUG, INFO, WARNING or ERROR")
    return value.upper()


def _digest(channel: str, at: str, zone: str, days: str) -> DigestSettings | None:
    clock, weekdays, place = _time(at), parse_weekdays(days), _zone(zone)
    if not channel:
        return None
    if not re.fullmatch(r"[CGD][A-Z0-9]{2,}", channel):
        raise SettingError(
            f"DIGEST_CHANNEL is {channel!r}: it must be a channel's id such as C0123ABCD "
            "(in Slack: the channel's name, *About*, at the bottom)"
        )
    return DigestSettings(channel, clock, place, weekdays)


def _time(text: str) -> time:
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", text, re.ASCII)
    if not match:
        raise SettingError(f"DIGEST_TIME is {text!r}: write it as 09:00 or 17:30")
    return time(int(match[1]), int(match[2]))


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError) as error:
        raise SettingError(
            f"DIGEST_TIMEZONE is {text!r}: write a name such as Europe/Berlin or Asia/Shanghai"
        ) from error
