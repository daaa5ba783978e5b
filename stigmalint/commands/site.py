"""`stigmalint site`: crawl and lint a website, or lint one that is built into a folder."""

from __future__ import annotations

import re
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import click

from stigmalint.commands.options import check_options, config_options, configs, decorator, follower, history_options
from stigmalint.commands.reporting import refuse_contradictions, report_options, say_where, write_report
from stigmalint.errors import UsageError
from stigmalint.site.addresses import Pattern, Scope, clean, has_credentials
from stigmalint.site.plan import DEFAULTS, Plan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    from stigmalint.commands.options import Follower
    from stigmalint.config import Configs
    from stigmalint.engine import Bench
    from stigmalint.history.records import Scope as Seen
    from stigmalint.report import Report
    from stigmalint.site.judge import Judge
    from stigmalint.site.outline import Selector
    from stigmalint.site.state import State

    F = TypeVar("F", bound=Callable[..., Any])

STATES = Path(".stigmalint-site")
_USER = re.compile(r"//[^/]*@")  # a name and a password in an address
INSTALL = "pip install 'stigmalint[site]'"
INSTALL_RENDER = "pip install 'stigmalint[render]'"


def _extent_options(function: F) -> F:
    """Add the options that say which pages are read."""
    return decorator(
        click.option(
            "--urls", "urls_file", type=click.Path(path_type=Path), metavar="FILE", help="Read the pages in this list."
        ),
        click.option("--base-url", metavar="URL", help="With a folder: the address that it stands for."),
        click.option("--allow-subdomains", is_flag=True, help="Hosts below the given one belong to the site."),
        click.option("--include", "include_urls", multiple=True, metavar="GLOB", help="Read only these. Repeatable."),
        click.option("--exclude", "exclude_urls", multiple=True, metavar="GLOB", help="Do not read these. Repeatable."),
        click.option(
            "--depth",
            type=click.IntRange(0, 1000),
            default=DEFAULTS.depth,
            help="Links away from the start; default: 30.",
        ),
        click.option(
            "--max-pages", type=click.IntRange(1), default=DEFAULTS.max_pages, help="Pages to read; default: 10000."
        ),
        click.option(
            "--ignore-selector",
            multiple=True,
            metavar="CSS",
            help="Leave out what this means, such as '.comments'. Repeatable.",
        ),
        click.option("--render", is_flag=True, help="Let a browser draw pages that have no text without a script."),
        click.option(
            "--browser",
            envvar="STIGMALINT_BROWSER",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="With --render: the Chromium to use. Also STIGMALINT_BROWSER.",
        ),
    )(function)


def _manner_options(function: F) -> F:
    """Add the options that say how a server is asked."""
    return decorator(
        click.option("--contact", metavar="ADDRESS", default="", help="Your page or mail address, told to the server."),
        click.option("--user-agent", metavar="TEXT", default="", help="What to call ourselves, in full."),
        click.option(
            "--delay",
            type=click.FloatRange(0, 60),
            default=DEFAULTS.delay,
            help="Seconds between two requests, at least; default: 0.25.",
        ),
        click.option(
            "--concurrency",
            type=click.IntRange(1, 16),
            default=DEFAULTS.concurrency,
            help="Requests at once; default: 4.",
        ),
        click.option(
            "--timeout",
            type=click.FloatRange(1, 600),
            default=DEFAULTS.timeout,
            help="Seconds for a page; default: 30.",
        ),
        click.option(
            "--retries", type=click.IntRange(0, 10), default=DEFAULTS.tries, help="New tries for a page; default: 3."
        ),
        click.option(
            "--retry-wait",
            type=click.FloatRange(0, 600),
            default=DEFAULTS.first_wait,
            help="Seconds before the first new try; each after it waits twice as long; default: 1.",
        ),
        click.option("--allow-private", is_flag=True, help="Also connect to private and loopback addresses."),
        click.option("--no-verify-tls", is_flag=True, help="Trust any certificate: only for a test server of yours."),
    )(function)


@click.command(short_help="Crawl and check a website.")
@click.argument("target", required=False, metavar="[URL | DIR]")
@_extent_options
@_manner_options
@click.option("--resume", is_flag=True, help="Go on with a run that was cut short.")
@click.option(
    "--state",
    "state_folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Keep the state of the run here; default: .stigmalint-site/HOST.",
)
@config_options
@check_options
@history_options
@report_options
def site(target: str | None, **options: Any) -> int:  # noqa: ANN401 - as declared above
    """Check the language of a website: by its sitemap and links, or of a built site in a folder.

    A page that has not changed since the last run is neither fetched nor judged again.

    \b
    Exit code: 0 nothing at or above --fail-on, 1 findings at or above it,
    2 something could not be done, 130 interrupted (go on with --resume).
    """  # noqa: D301 - click's mark for "keep the lines"
    from stigmalint.report import Report, exit_code
    from stigmalint.terminal import warn

    refuse_contradictions(options)
    _require_scrapy()
    settings = configs(options)
    report = Report(unit="page")
    folder = Path(target) if target and Path(target).is_dir() else None
    follow = follower(options)
    code = None
    if folder:
        _folder(folder, options, settings, report, follow)
    else:
        code = _crawl(target, options, settings, report, follow)
    if options["verbose"]:
        for file in settings.files:
            warn(f"configuration: {file}")
    if code is not None:
        return code
    say_where(report, options)
    return exit_code(report, exit_zero=options["exit_zero"])


def _require_scrapy() -> None:
    from importlib.util import find_spec

    for package in ("scrapy", "lxml", "cssselect"):
        if find_spec(package) is None:
            raise UsageError(f"`stigmalint site` needs {package}, which is not installed: {INSTALL}")


def _folder(folder: Path, options: dict[str, Any], settings: Configs, report: Report, follow: Follower) -> None:
    from stigmalint.site.folder import Folder, read_folder
    from stigmalint.site.outcomes import outcomes
    from stigmalint.site.state import State

    base = _address(options["base_url"], "--base-url") if options["base_url"] else None
    for name in ("urls_file", "resume", "render", "state_folder"):
        if options[name]:
            raise UsageError(f"--{name.removesuffix('_file').removesuffix('_folder')} goes with a site on a server")
    basis = _basis(options, settings)
    site = Folder(folder, base, _scope([base] if base else [], options))
    with closing(State(None)) as state:
        judge = _judge(basis, state, options)
        with _display(state, options) as tick:
            read_folder(site, state, judge, tick)
        found = outcomes(state, basis.bench, str(folder))
        write_report(follow(found, report, lambda: _seen(str(folder), basis.bench, site.is_gone)), report, options)


def _crawl(
    target: str | None, options: dict[str, Any], settings: Configs, report: Report, follow: Follower
) -> int | None:
    """Crawl and report; return an exit code where there is no report."""
    from stigmalint.report import INTERRUPTED
    from stigmalint.site.crawl import crawl
    from stigmalint.site.outcomes import outcomes
    from stigmalint.site.spider import FINISHED
    from stigmalint.site.spider import INTERRUPTED as STOPPED
    from stigmalint.site.state import FILE, State
    from stigmalint.terminal import warn

    plan = _plan(target, options)
    basis = _basis(options, settings)
    folder = options["state_folder"] or STATES / urlsplit(plan.start[0]).netloc.replace(":", "_")
    if options["resume"] and not (folder / FILE).exists():
        raise UsageError(f"{folder}: there is no run to go on with; leave out --resume")
    with closing(State(folder)) as state:
        judge = _judge(basis, state, options)
        _begin(plan, state, judge.basis, options)
        with _display(state, options) as tick, _browser(options, plan) as redraw:
            reason = crawl(plan, state, judge, tick, redraw)
        if reason == STOPPED:
            read = state.count("page", f"run = {state.run}")
            warn(f"Interrupted. {read:,} pages are kept in {folder}; go on with --resume.")
            return INTERRUPTED
        waiting = state.count("address", "state = 0 AND kind != 'sitemap'")
        if reason == FINISHED and not waiting:
            state.finish()
        found = outcomes(state, basis.bench, plan.target, rendered=options["render"])
        found = _with_end(found, plan, reason, waiting)
        write_report(follow(found, report, lambda: _seen(plan.target, basis.bench, state.is_gone)), report, options)
    return None


def _seen(target: str, bench: Bench, is_gone: Callable[[str], bool]) -> Seen:
    """Return what the run looks at, for the history."""
    from stigmalint.history.records import Scope as Seen

    return Seen(target, bench.config.profile, is_gone, lambda _, rule, severity: bench.asks(rule, severity))


def _with_end(found: Any, plan: Plan, reason: str, waiting: int) -> Any:  # noqa: ANN401 - outcomes
    """Yield the outcomes, and what ended the run early."""
    from stigmalint.outcomes import Failed, Warned
    from stigmalint.site.spider import FINISHED

    yield from found
    if reason != FINISHED:
        yield Failed(plan.target, reason)
    elif waiting:
        yield Warned(plan.target, f"stopped at --max-pages {plan.max_pages:,}; {waiting:,} more addresses are known")


def _begin(plan: Plan, state: State, basis: str, options: dict[str, Any]) -> None:
    from stigmalint.site.state import Found
    from stigmalint.terminal import warn

    if options["resume"]:
        if not state.resume(plan.target, basis):
            raise UsageError(f"{state.folder}: there is no run to go on with; leave out --resume")
        return
    if state.unfinished and not options["quiet"]:
        warn(f"note: a run of {state.unfinished:,} pages was cut short; --resume would have gone on with it.")
    start = [Found(url, "start") for url in plan.start]
    if plan.follow and plan.depth > 0:
        start += [Found(f"{url.split('/', 3)[0]}//{urlsplit(url).netloc}/sitemap.xml", "sitemap") for url in plan.start]
    state.begin(plan.target, start)


class _Basis(NamedTuple):
    """What pages are judged by."""

    bench: Bench
    ignored: tuple[Selector, ...]


def _basis(options: dict[str, Any], settings: Configs) -> _Basis:
    from stigmalint.engine import Engine, make_linter
    from stigmalint.site.outline import Selector

    ignored = tuple(map(Selector.of, options["ignore_selector"]))
    return _Basis(Engine(make_linter).bench(settings.of(Path())), ignored)


def _judge(basis: _Basis, state: State, options: dict[str, Any]) -> Judge:
    from stigmalint.site.judge import Judge

    judge = Judge(basis.bench, basis.ignored, state.judged, redrawn=options["render"])
    if state.about("basis") != judge.basis:
        state.forget_judged()
        state.keep("basis", judge.basis)
    return judge


def _plan(target: str | None, options: dict[str, Any]) -> Plan:
    if (target is None) == (options["urls_file"] is None):
        raise UsageError("give one of: the address of a site, a folder, --urls FILE")
    if options["base_url"]:
        raise UsageError("--base-url goes with a folder")
    start = _listed(options["urls_file"]) if target is None else [_address(target, target)]
    return Plan(
        target=start[0] if target is not None else str(options["urls_file"]),
        start=tuple(start),
        scope=_scope(start, options),
        follow=target is not None,
        depth=options["depth"],
        max_pages=options["max_pages"],
        user_agent=_header(options["user_agent"], "--user-agent"),
        contact=_header(options["contact"], "--contact"),
        delay=options["delay"],
        concurrency=options["concurrency"],
        timeout=options["timeout"],
        tries=options["retries"],
        first_wait=options["retry_wait"],
        allow_private=options["allow_private"],
        verify_tls=not options["no_verify_tls"],
    )


def _scope(start: Sequence[str], options: dict[str, Any]) -> Scope:
    return Scope.of(
        list(start),
        subdomains=options["allow_subdomains"],
        include=tuple(map(Pattern.of, options["include_urls"])),
        exclude=tuple(map(Pattern.of, options["exclude_urls"])),
    )


def _header(text: str, option: str) -> str:
    if not text.isprintable() or not text.isascii():
        raise UsageError(f"{option}: only printable ASCII can be told to a server")
    return text


def _address(written: str, place: str) -> str:
    """Return a cleaned address.

    Raises:
        UsageError: it is none, or holds a user name or a password, which is not repeated.
    """
    url = written if "://" in written else f"https://{written}"
    if has_credentials(url):
        raise UsageError(
            "an address with a user name or a password in it is not taken, for it would be kept and printed: "
            "leave them out"
        )
    found = clean(url)
    if found is None or ("://" not in written and "." not in written and "localhost" not in written):
        shown = _USER.sub("//…@", place)
        raise UsageError(f"{shown}: neither a folder nor an address such as https://example.org")
    return found


def _listed(file: Path) -> list[str]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise UsageError(f"--urls {file}: cannot be read: {reason.lower()}") from None
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.lstrip().startswith("#"):
            try:
                found.append(_address(line.strip(), line.strip()))
            except UsageError as error:
                raise UsageError(f"--urls {file}:{number}: {error}") from None
    if not found:
        raise UsageError(f"--urls {file}: there is no address in it")
    return found


def _display(state: State, options: dict[str, Any]) -> Any:  # noqa: ANN401 - a context manager
    """Return what shows how far the run is; as a context it gives the function to call."""
    from stigmalint.site.progress import Display

    return Display(state, shown=sys.stderr.isatty() and not options["quiet"])


def _browser(options: dict[str, Any], plan: Plan) -> Any:  # noqa: ANN401 - a context manager
    """Return what draws pages; as a context it gives the function to call, or None."""
    from contextlib import nullcontext

    if not options["render"]:
        return nullcontext()
    from importlib.util import find_spec

    if find_spec("playwright") is None:
        raise UsageError(f"--render needs playwright, which is not installed: {INSTALL_RENDER}")
    from stigmalint.site.render import Browser

    return Browser(options["browser"], plan)
