"""Measure whole processes: start-up, a draft, a folder of Markdown, growth with text, files and rules; beside alex.

    python benchmarks/speed.py --alex node_modules/.bin/alex --corpus FOLDER

Prints Markdown tables. Each figure is the median of alternating runs after one warm-up, in a fresh process each time.
What is computed from the rules alone is on disk already, except in the section about first runs; nothing about
documents is kept between runs. See benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]
CLEAN = ROOT / "examples" / "clean-page.md"
DRAFT = ROOT / "examples" / "campaign-draft.md"
VOWELS = "aeiou"
# In the output of a run that says nothing about speed.
FAILURES = (b"Traceback", b"Nothing was checked")


class Run(NamedTuple):
    """What one process took: seconds of wall time, and its peak memory (with its children) in MB."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Job:
    """A command to measure, and the exit codes that it may have."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str] | None = None
    codes: tuple[int, ...] = (0, 1, 2)  # 2: a file of the corpus could not be read

    def run(self, folder: Path) -> Run:
        """Run the command once in `folder`, its output kept only to be shown should it fail."""
        with tempfile.TemporaryFile() as output:
            begin = time.perf_counter()
            process = subprocess.Popen(
                self.command,
                cwd=folder,
                env={**os.environ, **(self.env or {})},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - begin
            process.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            written = output.read()
        if process.returncode not in self.codes or any(words in written for words in FAILURES):
            sys.exit(f"{self.name}: exit code {process.returncode}\n{written.decode(errors='replace')}")
        return Run(seconds, usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3))


@dataclass(frozen=True)
class Bench:
    """Where and how everything is measured."""

    work: Path
    stigmalint: str
    alex: Sequence[str]
    corpus: Path
    runs: int

    def job(self, name: str, *arguments: str | Path, cache: str = "cache") -> Job:
        """Return a job for stigmalint, which keeps what it computes from rules in the folder `cache`."""
        # Empty means unset: bytecode is kept after the warm-up, as it is for everybody who installs a wheel.
        env = {"STIGMALINT_CACHE_DIR": str(self.work / cache), "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": ""}
        return Job(name, (self.stigmalint, *map(str, arguments)), env)

    def check(self, name: str, *arguments: str | Path, cache: str = "cache") -> Job:
        """Return a job for `stigmalint check`."""
        return self.job(name, "check", "--isolated", *arguments, cache=cache)

    def alex_job(self, *paths: Path) -> list[Job]:
        """Return a job for alex, or nothing where it is not given."""
        return [Job("alex", (*self.alex, *map(str, paths)))] if self.alex else []

    def medians(self, jobs: Iterable[Job], runs: int | None = None) -> dict[str, Run]:
        """Run the jobs in turns, after one warm-up of each, and return the medians by name."""
        jobs = list(jobs)
        taken: dict[str, list[Run]] = {job.name: [job.run(self.work)][1:] for job in jobs}
        for _ in range(runs or self.runs):
            for job in jobs:
                taken[job.name].append(job.run(self.work))
        return {name: median(of) for name, of in taken.items()}


def median(runs: Iterable[Run]) -> Run:
    seconds, megabytes = zip(*runs, strict=True)
    return Run(statistics.median(seconds), statistics.median(megabytes))


def table(*rows: Sequence[object]) -> None:
    """Print a Markdown table whose first row is its head."""
    head, *rest = rows
    for row in (head, ["---"] * len(head), *rest):
        print("|", " | ".join(str(cell) for cell in row), "|")
    print(flush=True)


def times(value: float, base: float) -> str:
    """Return a ratio with two significant digits."""
    ratio = value / base
    return f"{ratio:.0f}×" if ratio >= 10 else f"{ratio:.2g}×"  # noqa: PLR2004 - two digits


def compared(found: Mapping[str, Run]) -> Iterator[Sequence[object]]:
    """Yield a row for each job, with its ratio to alex where alex ran."""
    alex = found.get("alex")
    yield ("", "time", "of alex's time", "peak memory")
    for name, run in found.items():
        share = times(run.seconds, alex.seconds) if alex else "–"
        yield (name, f"{run.seconds:.3f} s", share, f"{run.megabytes:.0f} MB")


def start_up(bench: Bench) -> None:
    """A clean file, and the commands that tell about rules."""
    print(f"### Start-up: a clean file of {CLEAN.stat().st_size} bytes\n")
    jobs = [
        bench.check("`check`, clean file", CLEAN),
        bench.job("`--help`", "--help"),
        bench.job("`rules`", "rules"),
        bench.job("`explain`", "explain", "suicide/commit"),
    ]
    table(*compared(bench.medians([*jobs, *bench.alex_job(CLEAN)])))


def draft(bench: Bench) -> None:
    """A small draft with findings."""
    print(f"### A draft with findings, {DRAFT.stat().st_size} bytes\n")
    jobs = [
        bench.check("`check`, grammar by the trained model", DRAFT),
        bench.check("`check --model none`", "--model", "none", DRAFT),
    ]
    table(*compared(bench.medians([*jobs, *bench.alex_job(DRAFT)])))


def first_run(bench: Bench) -> None:
    """The very first run, in which everything that depends on the rules alone is computed."""
    print("### The first run after an installation or a change of rules\n")
    rows = []
    for name, path in (("clean file", CLEAN), ("draft", DRAFT), ("corpus", bench.corpus)):
        run = bench.check(name, path, cache=f"first-{name}").run(bench.work)
        rows.append((name, f"{run.seconds:.2f} s", f"{run.megabytes:.0f} MB"))
    table(("", "time", "peak memory"), *rows)


def corpus(bench: Bench) -> None:
    """A folder of Markdown: one process, nothing kept from one run to the next."""
    files, size = measure(bench.corpus)
    print(f"### A folder of Markdown: {files} files, {size / 1e6:.1f} MB\n")
    found = bench.medians([bench.check("stigmalint", bench.corpus)])
    for job in bench.alex_job(bench.corpus):
        found[job.name] = job.run(bench.work)
    table(*compared(found))
    own = found["stigmalint"].seconds
    print(f"stigmalint: {size / own / 1e6:.1f} MB/s", end="")
    print(f"; {found['alex'].seconds / own:.1f} times as fast as alex.\n" if "alex" in found else ".\n", flush=True)


def measure(folder: Path) -> tuple[int, int]:
    """Return the number of Markdown files in a folder, and their size in bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*.md")]
    return len(sizes), sum(sizes)


def enlarge(bench: Bench, name: str, *, text: int = 1, files: int = 1) -> Path:
    """Copy the corpus, with the text of each file repeated `text` times and each file there `files` times."""
    target = bench.work / name
    for number, path in enumerate(sorted(bench.corpus.rglob("*.md"))):
        content = path.read_bytes() + b"\n\n"
        for copy in range(files):
            file = target / str(copy) / f"{number}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content * text)
    return target


def growth(bench: Bench) -> None:
    """Time and memory as text and files grow."""
    print("### Growth\n")
    for what, factors in (("text", (1, 2, 4)), ("files", (1, 2, 5))):
        folders = {factor: enlarge(bench, f"{what}-{factor}", **{what: factor}) for factor in factors}
        found = bench.medians(bench.check(f"{factor}× {what}", folder) for factor, folder in folders.items())
        table(*grown(found))
        for folder in folders.values():
            shutil.rmtree(folder)


def grown(found: Mapping[str, Run]) -> Iterator[Sequence[object]]:
    """Yield a row for each job, with its ratios to the first."""
    base = next(iter(found.values()))
    yield ("", "time", "", "peak memory", "")
    for name, run in found.items():
        ratios = times(run.seconds, base.seconds), times(run.megabytes, base.megabytes)
        yield (name, f"{run.seconds:.3f} s", ratios[0], f"{run.megabytes:.0f} MB", ratios[1])


def rules(bench: Bench) -> None:
    """Time as the number of rules grows."""
    count, _ = write_rules(bench.work / "none.yml", 0)
    print(f"### Number of rules (1× is {count} rules)\n")
    options: dict[str, Sequence[str | Path]] = {"1× rules": ()}
    for factor in (2, 5):
        file = bench.work / f"rules-{factor}.yml"
        write_rules(file, factor - 1)
        options[f"{factor}× rules"] = ("--wordlists", file)
    for what, path in (("clean file", CLEAN), ("draft", DRAFT), ("corpus", bench.corpus)):
        jobs = [bench.check(f"{name}, {what}", *extra, path) for name, extra in options.items()]
        table(*grown(bench.medians(jobs)))


def write_rules(file: Path, copies: int) -> tuple[int, int]:
    """Write altered copies of the shipped rules into a rule file; return how many rules there were and were written.

    In every second copy only the last word of a phrase is another: it has to be looked at wherever the original is.
    """
    from stigmalint.rules import load_rules

    shipped = load_rules().rules
    made = []
    for copy in range(1, copies + 1):
        for number, rule in enumerate(shipped.values()):
            phrases = dict.fromkeys(spec.phrase for spec in rule.match if spec.phrase)
            altered = [alter(phrase, copy, last=bool(number % 2)) for phrase in phrases]
            if altered:
                entry = {"id": f"{rule.id}-copy-{copy}", "severity": rule.severity, "why": rule.why}
                advice = [{"rewrite": "Say it in other words."}]
                made.append({**entry, "match": list(dict.fromkeys(altered)), "suggest": advice})
    # JSON is YAML.
    file.write_text(json.dumps({"language": "en", "rules": made}, indent=1), encoding="utf-8")
    return len(shipped), len(made)


def alter(phrase: str, step: int, *, last: bool) -> str:
    """Put other vowels into the words of a phrase, or of its last place; slots, gaps and word classes stay."""
    others = str.maketrans(VOWELS, VOWELS[step:] + VOWELS[:step])
    words = list(re.finditer(r"(?<![\w{/.])[A-Za-z][\w'-]*(?![\w}+])", phrase))
    if not words:
        return f"{phrase} {'placeholder'.translate(others)}"
    begin = phrase.rfind(" ", 0, words[-1].start()) if last else 0
    for match in reversed([word for word in words if word.start() >= begin]):
        start, end = match.span()
        changed = phrase[start:end].translate(others)
        phrase = phrase[:start] + (changed if changed != phrase[start:end] else f"{changed}{'x' * step}") + phrase[end:]
    return phrase


SECTIONS: Mapping[str, Callable[[Bench], None]] = {
    "start-up": start_up,
    "draft": draft,
    "first-run": first_run,
    "corpus": corpus,
    "growth": growth,
    "rules": rules,
}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"default: all of {', '.join(SECTIONS)}")
    parser.add_argument("--alex", type=Path, metavar="PATH", help="alex of an npm installation: node_modules/.bin/alex")
    parser.add_argument(
        "--corpus", type=Path, metavar="DIR", help="folder of Markdown files; default: examples/, 200 times"
    )
    parser.add_argument("--runs", type=int, default=5, help="runs of which the median is taken; default: 5")
    options = parser.parse_args()
    unknown = set(options.sections) - set(SECTIONS)
    if unknown:
        parser.error(f"unknown section {', '.join(sorted(unknown))}; there are: {', '.join(SECTIONS)}")
    return options


def alex_command(path: Path | None) -> Sequence[str]:
    """Return what runs alex: its script by node itself, so that no launcher is measured with it."""
    if path is None:
        return ()
    node = shutil.which("node")
    if node is None or not path.exists():
        sys.exit(f"{path} needs node, and `npm install alex`")
    return (node, str(path.resolve()))


def default_corpus(work: Path) -> Path:
    folder = work / "examples"
    folder.mkdir()
    for copy in range(200):
        for path in (CLEAN, DRAFT):
            shutil.copy(path, folder / f"{copy}-{path.name}")
    return folder


def main() -> None:
    """Run the measurements from the command line."""
    options = arguments()
    script = Path(sys.executable).with_name("stigmalint")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        found = options.corpus.resolve() if options.corpus else default_corpus(work)
        bench = Bench(work, str(script), alex_command(options.alex), found, options.runs)
        machine = f"{os.cpu_count()} × {platform.machine()}, {platform.system()}, Python {platform.python_version()}"
        print(f"Measured on {machine}; medians of {bench.runs} runs.\n")
        for name in options.sections or SECTIONS:
            SECTIONS[name](bench)


if __name__ == "__main__":
    main()
