"""Work on a bounded number of threads, with the results in order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import Generic, Protocol, TypeVar

from graphmem.errors import SpendingStopped

Task = TypeVar("Task")
Result = TypeVar("Result")
Made_co = TypeVar("Made_co", covariant=True)

_AHEAD = 4  # tasks a thread that are drawn before the first of them is done


class Job(Protocol[Made_co]):
    """Something to do on a thread, or to leave undone."""

    def run(self, stop: Event) -> Made_co:
        """Do it; give up soon once `stop` is set."""

    def cancel(self) -> None:
        """Let go of what was kept ready for it."""


def in_order(
    tasks: Iterable[Task], prepare: Callable[[Task], Job[Result]], width: int
) -> Iterator[Result]:
    """Yield the result of each task in order; `width` are worked on at once.

    Tasks are drawn and prepared in the caller's thread, a few ahead. Where one cannot be prepared
    for want of money, those before it come first. Who stops to take results, or is interrupted,
    waits for nothing: no thread holds up the end of the program.
    """
    crew: _Crew[Result] = _Crew(width)
    drawn, held = iter(tasks), deque[Task]()
    waiting: deque[Future[Result]] = deque()
    try:
        while True:
            while len(waiting) < _AHEAD * width and _draw(drawn, held):
                try:
                    waiting.append(crew.start(prepare(held[0])))
                except SpendingStopped:
                    if not waiting:
                        raise
                    break
                held.clear()
            if not waiting:
                return
            yield waiting.popleft().result()
    finally:
        crew.dismiss()


def _draw(drawn: Iterator[Task], held: deque[Task]) -> bool:
    """Hold the next task, if none is held; return whether there is one."""
    if not held:
        held.extend(task for task in (next(drawn, None),) if task is not None)
    return bool(held)


class _Crew(Generic[Result]):
    """Threads that take jobs as they come; they start when there is work, and end with it."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._threads = 0
        self._stop = Event()
        self._failed = Event()
        self._turn = Lock()
        self._queue: SimpleQueue[tuple[Job[Result], Future[Result]] | None] = SimpleQueue()

    def start(self, job: Job[Result]) -> Future[Result]:
        """Give a job to whoever is free first."""
        future: Future[Result] = Future()
        self._queue.put((job, future))
        if self._threads < self._width:
            self._threads += 1
            # The end of the program does not wait for one that waits for an endpoint.
            Thread(target=self._work, daemon=True, name="graphmem-model").start()
        return future

    def dismiss(self) -> None:
        """Have all give up, without waiting for them."""
        self._stop.set()
        for _ in range(self._threads):
            self._queue.put(None)

    def _work(self) -> None:
        while True:
            # One at a time, so that jobs begin in order: what is left undone here comes after
            # the one that failed, never before it.
            with self._turn:
                given = self._queue.get()
                undone = self._stop.is_set() or self._failed.is_set()
            if given is None:
                return
            job, future = given
            if undone:
                job.cancel()
                future.cancel()
                continue
            try:
                result = job.run(self._stop)
            except BaseException as error:  # noqa: BLE001  raised where the result is awaited
                self._failed.set()
                future.set_exception(error)
            else:
                future.set_result(result)
