"""Being told to stop by a signal. Not threading.Event: set() in a handler can wait for ever for the wait() it interrupts."""

import signal
import time


class Stop:
    """A flag that signals raise and loops look at."""

    def __init__(self) -> None:
        self.is_raised = False

    def set(self) -> None:
        """Raise it."""
        self.is_raised = True

    def is_set(self) -> bool:
        """Has somebody asked to stop?"""
        return self.is_raised

    def wait(self, seconds: float) -> bool:
        """Sleep, a tenth of a second at a time; True when asked to stop."""
        until = time.monotonic() + seconds
        while not self.is_raised and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.1))
        return self.is_raised

    def on(self, *numbers: signal.Signals) -> None:
        """Raise it on these signals."""
        for number in numbers:
            signal.signal(number, lambda _number, _frame: self.set())
