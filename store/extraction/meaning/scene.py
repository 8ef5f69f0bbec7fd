"""Who has been spoken of so far, for the numbers that name nobody themselves."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Scene:
    """Who has been spoken of so far: in the whole document, and in this paragraph; the country named last."""

    main: str | None
    topic: str | None = None
    heading: str | None = None
    country: str | None = None
    sources: frozenset[str] = frozenset()
    is_general: bool = False
    places: frozenset[str] = frozenset()
    market: str = ""
    """What is sold in the market that the document speaks of: "PC"."""

    @property
    def default(self) -> str | None:
        return self.topic or self.heading or self.main

    @property
    def company(self) -> str | None:
        """Who "the company" is: the topic, but for a place."""
        return self.main if self.topic in self.places else self.default
