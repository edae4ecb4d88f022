"""When the next call may be sent."""

import time
from random import SystemRandom
from threading import Event, Lock

_LONGEST_PAUSE = 30.0  # seconds between two attempts


class Gate:
    """Shut while an endpoint asks for patience: whoever it asked, all wait.

    `pause` is how many seconds the first attempt that fails waits at most; each later one may
    wait twice as long. How long is drawn between nothing and that, so that many do not come back
    at once; nothing else depends on it.
    """

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._chance = SystemRandom()
        self._guard = Lock()
        self._opens = 0.0

    def hold(self, seconds: float) -> None:
        """Let nobody through for so long from now."""
        with self._guard:
            self._opens = max(self._opens, time.monotonic() + seconds)

    def wait(self, stop: Event) -> bool:
        """Wait until it is open; return False when there is to be no more waiting."""
        while not stop.is_set():
            with self._guard:
                left = self._opens - time.monotonic()
            if left <= 0:
                return True
            stop.wait(left + self.jitter(0))
        return False

    def jitter(self, attempt: int) -> float:
        """Return how many seconds to wait after so many attempts have failed before this one."""
        return self._chance.uniform(0, min(_LONGEST_PAUSE, self._pause * 2**attempt))
