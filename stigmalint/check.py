"""Check inputs one by one: discover, read, lint, apply suppressions, select."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from stigmalint.discovery import Filter, discover, is_excluded
from stigmalint.errors import StigmalintError, UsageError
from stigmalint.findings import CRISIS
from stigmalint.ignoring import excludes
from stigmalint.outcomes import LEFT_ALONE, Checked, Failed, Outcome, Warned
from stigmalint.selection import at_least

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from stigmalint.config import Configs
    from stigmalint.documents.model import Document
    from stigmalint.engine import Bench, Engine
    from stigmalint.findings import Finding
    from stigmalint.fixing import Fixer

STDIN = Path("-")
STDIN_NAME = "<stdin>"


@dataclass
class Checker:
    """Checks inputs; each problem is an outcome among the others, and does not stop the run.

    Args:
        configs: gives the configuration of every input.
        engine: gives what to check with.
        suffixes: suffixes of the files that folders are searched for.
        force_exclude: exclusions also hold for files that are named.
        stdin: reads standard input.
        stdin_name: how findings in standard input name their file.
        fixer: fixes what can be fixed; what remains is reported.
        stdout: takes standard input as it was fixed.
    """

    configs: Configs
    engine: Engine
    suffixes: Container[str]
    force_exclude: bool = False
    stdin: Callable[[], bytes] | None = None
    stdin_name: str | None = None
    fixer: Fixer | None = None
    stdout: Callable[[bytes], object] | None = None
    _broken: dict[str, Failed] = field(default_factory=dict)

    def check(self, paths: Sequence[Path]) -> Iterator[Outcome]:
        """Yield the outcome of every input below `paths`; `-` is standard input.

        Raises:
            UsageError: the command line does not go together, or names a rule that does not exist.
        """
        if STDIN in paths:
            if len(paths) > 1:
                raise UsageError("`-` (standard input) goes alone, without other paths")
            yield from self._check_stdin()
            yield from self._new_failures()
            return
        found = discover(paths=paths, filters=self._filter, suffixes=self.suffixes, force_exclude=self.force_exclude)
        for item in found:
            if isinstance(item, Path):
                yield from self._check_file(item)
            elif not (isinstance(item, Warned) and self._broken):
                yield item
            yield from self._new_failures()
        yield from self._new_failures()

    def _new_failures(self) -> Iterator[Failed]:
        """Yield each problem of a configuration or rule file once, however many inputs it stops."""
        for message, failure in self._broken.items():
            if failure.path:
                self._broken[message] = Failed("", message)
                yield failure

    def _filter(self, folder: Path) -> Filter | None:
        with self._noting(folder):
            config = self.configs.of(folder)
            return Filter(tuple(map(excludes, config.exclude)), config.respect_gitignore)
        return None

    def _bench(self, path: Path) -> Bench | None:
        with self._noting(path):
            return self.engine.bench(self.configs.of(path.parent))
        return None

    @contextmanager
    def _noting(self, path: Path) -> Iterator[None]:
        """Note what is wrong with the configuration or the rules for `path`; the other inputs may have others."""
        try:
            yield
        except UsageError:
            raise
        except StigmalintError as error:
            self._broken.setdefault(str(error), Failed(str(path), str(error), placed=True))

    def _check_file(self, path: Path) -> Iterator[Outcome]:
        from stigmalint.documents import read

        bench = self._bench(path)
        if bench is None:
            return
        if self.fixer:
            fixer = self.fixer
            yield from _outcomes(str(path), lambda: fixer.file(path, bench))
        else:
            yield from _outcomes(str(path), lambda: check_document(read(path), bench))

    def _check_stdin(self) -> Iterator[Outcome]:
        from stigmalint.documents import read_bytes

        path = Path(self.stdin_name or STDIN_NAME)
        bench = self._bench(path)
        if bench is None or self.stdin is None:
            return
        if self.force_exclude and self.stdin_name and is_excluded(path, self._filter):
            return
        data = self.stdin()
        if self.fixer:
            fixer = self.fixer
            yield from _outcomes(str(path), lambda: self._fix_stdin(fixer, data, str(path), bench))
        else:
            yield from _outcomes(str(path), lambda: check_document(read_bytes(data, str(path)), bench))

    def _fix_stdin(self, fixer: Fixer, data: bytes, name: str, bench: Bench) -> Checked:
        """Fix standard input; it is passed on whatever becomes of it."""
        from stigmalint.documents import format_of

        try:
            change = fixer.data(data, name, format_of(name), bench)
        except StigmalintError:
            self._pass_on(data)
            raise
        self._pass_on(change.data)
        return change.checked

    def _pass_on(self, data: bytes) -> None:
        if self.stdout:
            self.stdout(data)


def _outcomes(path: str, check: Callable[[], Checked]) -> Iterator[Outcome]:
    """Check one document; a document of which nothing is said must not pass for a clean one."""
    try:
        outcome = check()
    except StigmalintError as error:
        yield Failed(path, str(error))
    except OSError as error:
        yield Failed(path, f"cannot be read: {(error.strerror or str(error)).lower()}")
    else:
        yield outcome
        if outcome.left_alone:
            yield Warned(path, LEFT_ALONE)


def check_document(document: Document, bench: Bench) -> Checked:
    """Return what is to be reported of `document`."""
    inspection = bench.linter.inspect(document)
    wanted = _wanted(document, inspection.findings, bench)
    open_points = {finding.rule for finding in wanted}
    passed = (name for name in inspection.asked - open_points if bench.selection.wants(name))
    return checked(document, wanted, bench)._replace(passed=tuple(sorted(passed)))


def findings_of(document: Document, bench: Bench) -> list[Finding]:
    """Return the findings that are wanted, suppressed ones marked, of every severity."""
    return _wanted(document, bench.linter.inspect(document).findings, bench)


def _wanted(document: Document, findings: Iterable[Finding], bench: Bench) -> list[Finding]:
    if document.comments:
        from stigmalint.suppressions import apply

        findings = apply(document, findings, bench.names, bench.config)
    return [kept for finding in findings if (kept := _kept(finding, bench)) is not None]


def _kept(finding: Finding, bench: Bench) -> Finding | None:
    """Return a finding that is wanted; ignored help for a writer in crisis stays as a suppressed finding."""
    if bench.selection.wants(finding.rule):
        return finding
    return replace(finding, suppressed=True) if finding.rule == CRISIS else None


def checked(document: Document, wanted: Sequence[Finding], bench: Bench) -> Checked:
    """Return what is to be reported of `document`, whose findings are `wanted`."""
    config = bench.config
    # Help for a writer in crisis is shown whatever the level, and never fails a run.
    shown = [f for f in wanted if f.rule == CRISIS or at_least(f.severity, config.min_severity)]
    active = [finding for finding in wanted if not finding.suppressed]
    return Checked(
        path=document.path,
        format=document.format,
        findings=tuple(shown),
        hidden=len(active) - sum(not finding.suppressed for finding in shown),
        failing=sum(f.rule != CRISIS and at_least(f.severity, config.fail_on) for f in active),
        rules=bench.linter.rules.digest,
    )
