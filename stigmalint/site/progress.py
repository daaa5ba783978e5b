"""A live display of how far a run over a site is, on stderr, where that is a terminal."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from stigmalint.reporters.words import count

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from stigmalint.site.state import State

_EVERY = 10  # pages between two looks at how many wait


@dataclass
class Counts:
    """How far a run is."""

    read: int = 0
    findings: int = 0
    failures: int = 0  # one after the other
    flying: set[int] = field(default_factory=set)  # pages on their way


class Display:
    """Shows pages done and found, findings, pages a second and the time left.

    Args:
        state: knows how many addresses there are.
        shown: whether to show anything.
    """

    def __init__(self, state: State, *, shown: bool) -> None:
        self._state = state
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.completed:,} of {task.total:,} addresses"),
            BarColumn(),
            TextColumn("{task.fields[findings]}"),
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
            console=Console(file=sys.stderr),
            transient=True,
            disable=not shown,
        )
        self._task = self._progress.add_task("", total=1, findings="", rate="")
        self._calls = 0
        self._shown = shown

    def __enter__(self) -> Callable[[Counts], None]:
        self._progress.start()
        return self.tick

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def tick(self, counts: Counts) -> None:
        """Show how far the run is."""
        self._calls += 1
        if not self._shown or self._calls % _EVERY > 1:
            return
        task = self._progress.tasks[0]
        self._progress.update(
            self._task,
            completed=self._state.count("address", "state = 2"),
            total=self._state.count("address"),
            findings=count(counts.findings, "finding"),
            rate=f"{task.speed:,.1f} a second" if task.speed else "",
        )
