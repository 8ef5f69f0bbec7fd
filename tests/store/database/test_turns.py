"""Threads that take turns: one at a time, first come, first served."""

from __future__ import annotations

import threading
import time
from multiprocessing import get_all_start_methods, get_context

import pytest

from store.database.turns import Turns

PATIENCE = 5


def test_threads_come_one_at_a_time_in_the_order_they_came() -> None:
    turns, order, inside = Turns(), [], []

    def work(number: int) -> None:
        with turns.turn():
            inside.append(number)
            assert len(inside) == 1
            order.append(number)
            inside.remove(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(20)]
    with turns.turn():
        for place, thread in enumerate(threads):
            thread.start()
            while len(turns._waiting) <= place:
                time.sleep(0.001)
    for thread in threads:
        thread.join(PATIENCE)
    assert order == list(range(20))
    assert not turns._is_taken


def test_a_turn_that_fails_is_over() -> None:
    turns = Turns()
    with pytest.raises(ZeroDivisionError), turns.turn():
        raise ZeroDivisionError
    with turns.turn():
        assert turns._is_taken


def take_turn(turns: Turns) -> None:
    with turns.turn():
        pass


@pytest.mark.skipif("fork" not in get_all_start_methods(), reason="nothing forks here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_process_that_was_forked_during_a_turn_doesnt_wait_for_it() -> None:
    turns = Turns()
    with turns.turn():
        child = get_context("fork").Process(target=take_turn, args=(turns,))
        child.start()
        child.join(PATIENCE)
        assert child.exitcode == 0
