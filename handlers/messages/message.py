"""One Slack message: the blocks people see, and the text that notifications and screen readers say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]


@dataclass(frozen=True)
class Message:
    """`text` is the answer itself, never "see below"; without blocks it is all there is."""

    text: str
    blocks: list[Block] = field(default_factory=list)
