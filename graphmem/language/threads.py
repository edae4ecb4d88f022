"""One thread for the small products of matrices that a pipeline is made of."""

from functools import cached_property
from threading import Lock
from types import TracebackType
from typing import Any

from threadpoolctl import ThreadpoolController


class OneThread:
    """While anybody is inside, the process's BLAS works on one thread.

    On several, each of a pipeline's thousand small products waits for all of them, the longer
    the busier the machine is. The last one out gives the threads back.
    """

    def __init__(self) -> None:
        self._guard = Lock()
        self._inside = 0
        self._limits: Any = None

    @cached_property
    def _controller(self) -> ThreadpoolController:
        return ThreadpoolController()

    def __enter__(self) -> None:
        with self._guard:
            self._inside += 1
            if self._inside == 1:
                self._limits = self._controller.limit(limits=1, user_api="blas")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._guard:
            self._inside -= 1
            if self._inside == 0:
                self._limits.restore_original_limits()


ONE_THREAD = OneThread()
