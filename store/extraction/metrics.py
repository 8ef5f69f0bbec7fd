"""Names what each number measures, as a person would write it: "revenue growth", "stake in Nissan"."""

from __future__ import annotations

from store.extraction.amounts import read_amount
from store.extraction.counts import read_count, read_multiple, read_rank, read_time
from store.extraction.frames import Frame, Scale
from store.extraction.knowledge import Knowledge
from store.extraction.measures import Measure, Said
from store.extraction.shares import read_share

_READERS = {
    Scale.MONEY: read_amount,
    Scale.SHARE: read_share,
    Scale.RANK: read_rank,
    Scale.MULTIPLE: read_multiple,
    Scale.TIME: read_time,
    Scale.COUNT: read_count,
}


def read_measure(frame: Frame, before: Said | None, earlier: Said | None, knowledge: Knowledge) -> Measure:
    """What the number of `frame` measures; `before` is read in the same sentence, `earlier` in its paragraph."""
    return _READERS[frame.scale](frame, before, earlier, knowledge)
