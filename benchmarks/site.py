"""Measure `stigmalint site` on a site of many pages that is made of real HTML and served on loopback.

    python benchmarks/site.py --corpus FOLDER [--pages 5000]

The pages of the corpus are served again and again, each time with a title, links and an opening of their own, inside a
frame of navigation and footer that all share. Measured are pages a second without judging and with it, the memory
of the process on the way, a second run over the unchanged site, and whether a run that is killed again and again and
resumed comes to the same findings, and how many pages it asks for twice.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.request import urlopen

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL | re.IGNORECASE)
_SECTIONS = 12
_UNJUDGED = (
    "import stigmalint.linter as l; l.Linter.lint = lambda *_, **__: iter(()); import stigmalint.cli as c; c.main()"
)
_EVERY = 0.1  # seconds between two looks at the memory


class Corpus(NamedTuple):
    """The bodies of real pages."""

    bodies: tuple[str, ...]
    pages: int

    def page(self, number: int) -> bytes:
        """Return the page with a number; together they are a tree with cross links."""
        nearby = {2 * number + 1, 2 * number + 2, (number + 1) % self.pages, (number * 7 + 3) % self.pages}
        links = "".join(
            f"<li><a href='/page/{other}'>Page {other}</a>" for other in sorted(nearby) if other < self.pages
        )
        frame = "".join(f"<a href='/page/{section}'>Section {section}</a> " for section in range(_SECTIONS))
        return (
            f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Page {number}</title></head><body>"
            f"<nav>{frame}<p>We help those who suffer from depression.</p></nav>"
            f"<main><p>This is page number {number} of our pages.</p>{self.bodies[number % len(self.bodies)]}"
            f"<ul>{links}</ul></main><footer><p>A charity for all.</p></footer></body></html>"
        ).encode()


def read_corpus(folder: Path, pages: int) -> Corpus:
    files = sorted(folder.rglob("*.html"))
    if not files:
        sys.exit(f"{folder}: no .html files in it")
    texts = (file.read_text("utf-8", "replace") for file in files)
    return Corpus(tuple((_BODY.search(text) or [text, text])[1] for text in texts), pages)


def serve(corpus: Corpus, out: Connection) -> None:
    """Serve the corpus until the process is ended; answer with what was asked for when asked for `/asked`."""
    asked: Counter[str] = Counter()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, kind, body = 200, "text/html; charset=utf-8", b""
            number = self.path.removeprefix("/page/") if self.path.startswith("/page/") else "0"
            if self.path == "/asked":
                body, kind = json.dumps(asked).encode(), "application/json"
            elif self.path == "/forget":
                asked.clear()
            elif self.path.endswith((".txt", ".xml")):
                status = 404
            else:
                asked[self.path] += 1
                body = corpus.page(int(number))
                if self.headers.get("If-None-Match") == f'"{number}"':
                    status, body = 304, b""
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("ETag", f'"{number}"')
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Say nothing of clients that were killed."""

    server = Server(("127.0.0.1", 0), Handler)
    out.send(server.server_address[1])
    server.serve_forever()


class Run(NamedTuple):
    """One run: how long it took, and the memory it held."""

    seconds: float
    work: float  # seconds of processor time
    memory: dict[int, float]  # MB by share of the time in percent
    peak: float  # MB
    report: dict[str, object]


def command(url: str, state: Path, *more: str, judged: bool = True) -> list[str]:
    program = ["-m", "stigmalint"] if judged else ["-c", _UNJUDGED]
    options = ["--allow-private", "--isolated", "--delay", "0", "--concurrency", "8", "--max-pages", "100000"]
    return [sys.executable, *program, "site", url, *options, "--state", str(state), "--output-format", "json", *more]


def kill_when(enough: Callable[[], bool], arguments: list[str]) -> None:
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and not enough():
        time.sleep(_EVERY)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def measure(arguments: list[str]) -> Run:
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    samples: list[float] = []
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(arguments, stdout=out, stderr=subprocess.DEVNULL)
        while process.poll() is None:
            samples.append(resident(process.pid))
            time.sleep(_EVERY)
        seconds = time.perf_counter() - started
        out.seek(0)
        report = json.loads(out.read() or b"{}")
    shares = {share: samples[min(len(samples) - 1, len(samples) * share // 100)] for share in (20, 50, 99)}
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, work, shares, max(samples), report)


def resident(process: int) -> float:
    """Return the resident memory of a process in MB; 0 once it is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0


def asked(url: str) -> Counter[str]:
    with urlopen(f"{url}/asked") as answer:  # noqa: S310 - our own server
        return Counter(json.load(answer))


def fingerprints(run: Run) -> list[object]:
    found = run.report["findings"]
    return sorted(((f["path"], f["rule"], f["start"], f["pages"]) for f in found), key=str)  # type: ignore[attr-defined]


def say(name: str, run: Run, pages: int) -> None:
    memory = ", ".join(f"{share} %: {size:.0f}" for share, size in run.memory.items())
    speed = f"{run.seconds:.1f} s ({run.work:.1f} s of processor), {pages / run.seconds:.0f} pages/s"
    print(f"{name}: {speed}; MB at {memory}; peak {run.peak:.0f} MB", flush=True)


def interrupted(url: str, folder: Path, whole: Run, kills: int) -> None:
    """Kill a run again and again, resume it, and compare."""
    state, pages = folder / "killed", int(str(whole.report["summary"]["files"]))  # type: ignore[index]
    for number in range(kills):
        most = pages * (number + 1) // (kills + 1)
        kill_when(lambda most=most: len(asked(url)) >= most, command(url, state, *(["--resume"] if number else [])))
    run = measure(command(url, state, "--resume"))
    paths = asked(url)
    again = sum(count - 1 for count in paths.values())
    same = "the same" if fingerprints(run) == fingerprints(whole) else "OTHER"
    print(f"killed {kills} times and resumed: findings {same}, {len(paths):,} pages asked for, {again} of them again")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder with real pages (.html)")
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=5)
    options = parser.parse_args()
    corpus = read_corpus(options.corpus, options.pages)
    here, there = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(corpus, there), daemon=True)
    server.start()
    url = f"http://127.0.0.1:{here.recv()}"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measure(command(url, folder / "warm", "--max-pages", "20"))
        for title, state, more, judged in (
            ("without judging", "unjudged", (), False),
            ("with judging", "judged", (), True),
            ("again, nothing changed", "judged", (), True),
            ("report only", "judged", ("--resume",), True),
        ):
            run = measure(command(url, folder / state, *more, judged=judged))
            say(title, run, options.pages)
            if title == "with judging":
                whole = run
                size = sum(file.stat().st_size for file in (folder / state).iterdir()) / 1e6
                print(f"  {run.report['summary']}; state of {size:.1f} MB")
        small = measure(command(url, folder / "small", "--max-pages", "1000"))
        say("1,000 pages with judging", small, 1000)
        urlopen(f"{url}/forget").close()  # noqa: S310 - our own server
        interrupted(url, folder, whole, options.kills)
    server.terminate()


if __name__ == "__main__":
    main()
