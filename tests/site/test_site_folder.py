"""A built site in a folder: everything about pages and the words they share that needs no server."""

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from fake_rules import run, use_fakes
from site_server import page

FRAME = "<nav><p>Help for sufferers</p></nav>"


@pytest.fixture
def build(tmp_path, monkeypatch):
    """Return a function that builds a site from pages by path, and works beside it."""
    use_fakes(monkeypatch, tmp_path)

    def make(pages):
        for name, text in pages.items():
            path = tmp_path / "public" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())

    return make


def findings(*options):
    ran = run("site", "public", "--output-format", "json", *options)
    return json.loads(ran.out)["findings"]


def places(*options):
    return [(finding["path"], finding["text"], finding["pages"]) for finding in findings(*options)]


def test_pages_are_called_by_their_paths(build):
    build({"index.html": page("Home", "sufferers"), "about/team.html": page("Team", "sufferers")})
    assert places() == [("public/about/team.html", "sufferers", 1), ("public/index.html", "sufferers", 1)]


def test_pages_are_called_by_the_base_url(build):
    build(
        {"index.html": page("Home", "sufferers"), "a b/index.html": page("AB", "crazy"), "c.html": page("C", "crazy")}
    )
    assert [path for path, *_ in places("--base-url", "https://example.org/site/")] == [
        "https://example.org/site/",
        "https://example.org/site/a%20b/",
        "https://example.org/site/c.html",
    ]


def test_words_that_most_pages_share_are_reported_once(build):
    build({f"{number}.html": page(number, FRAME, f"<p>It was crazy {number}</p>") for number in range(4)})
    assert places() == [
        ("public/0.html", "sufferers", 4),
        *((f"public/{number}.html", "crazy", 1) for number in range(4)),
    ]


def test_shared_words_count_once_in_the_summary(build):
    build({f"{number}.html": page(number, FRAME) for number in range(4)})
    ran = run("site", "public")
    assert "  1:" in ran.out
    assert "(on 4 pages)" in ran.out
    assert "1 finding in 1 of 4 pages: 1 warning." in ran.out


@pytest.mark.parametrize(("sharing", "others", "pages"), [(3, 3, 3), (3, 4, 1), (2, 0, 1)])
def test_words_are_shared_from_half_of_the_pages_and_from_three_on(sharing, others, pages, build):
    build({f"a{number}.html": page(number, FRAME) for number in range(sharing)})
    build({f"b{number}.html": page(number, "<p>Hello.</p>") for number in range(others)})
    assert [count for *_, count in places()] == ([pages] if pages > 1 else [1] * sharing)


@pytest.mark.parametrize(
    "others",
    [
        "<p>Help for sufferers</p><p>Help for sufferers today</p>",  # other words around
        "<h2>Help for sufferers</h2>",  # another place
        '<img alt="Help for sufferers">',
    ],
)
def test_the_same_words_elsewhere_are_not_shared(others, build):
    build({f"{number}.html": page(number, FRAME) for number in range(3)})
    build({"other.html": page("Other", others)})
    assert ("public/0.html", "sufferers", 3) in places() or ("public/0.html", "sufferers", 4) in places()
    assert ("public/other.html", "sufferers", 1) in places()


def test_spelling_of_shared_words_may_differ(build):
    build({f"{n}.html": page(n, f"<p>Help{space}for sufferers</p>") for n, space in enumerate((" ", "\n ", "&nbsp;"))})
    assert [count for *_, count in places()] == [3]


def test_main_content_comes_first(build):
    build({"index.html": page("Home", "<nav>sufferers</nav><main><p>crazy</p></main><footer>crazy</footer>")})
    assert [finding["column"] for finding in findings()] == [74, 50, 98]


def test_what_a_selector_means_is_left_out_and_offsets_stay(build):
    source = page("Home", "<p>One</p>\n<div class='c'>\n<p>sufferers</p></div>\n<p>Hé <b class=c>oh</b> sufferers</p>")
    build({"index.html": source})
    (finding,) = findings("--ignore-selector", ".c")
    assert (finding["line"], finding["column"]) == (4, 25)
    assert source[finding["start"] : finding["end"]] == "sufferers"


def test_several_selectors(build):
    build({"index.html": page("Home", "<p id=a>sufferers</p><p id=b>sufferers</p><p>crazy</p>")})
    assert [text for _, text, _ in places("--ignore-selector", "#a", "--ignore-selector", "p#b")] == ["crazy"]


def test_no_selector(build):
    build({"index.html": "x"})
    ran = run("site", "https://example.invalid", "--ignore-selector", "p[")
    assert (ran.code, ran.out) == (2, "")
    assert not Path(".stigmalint-site").exists()
    assert ran.err.startswith('error: "p[" is no CSS selector: ')


def test_canonical_page_counts_once(build):
    copy = page("Copy", "sufferers", head='<link rel="canonical" href="https://example.org/a.html">')
    build({"a.html": page("A", "sufferers"), "copy.html": copy})
    assert [path for path, *_ in places("--base-url", "https://example.org")] == ["https://example.org/a.html"]


def test_pages_that_name_each_other_count_once(build):
    for name, other in (("a", "b"), ("b", "a")):
        head = f'<link rel="canonical" href="https://example.org/{other}.html">'
        build({f"{name}.html": page(name, "sufferers", head=head)})
    assert len(places("--base-url", "https://example.org")) == 1


def test_pages_that_name_a_page_that_is_not_there_count_once(build):
    head = '<link rel="canonical" href="https://example.org/none.html">'
    build({f"{name}.html": page(name, "sufferers", head=head) for name in "abc"})
    assert [path for path, *_ in places("--base-url", "https://example.org")] == ["https://example.org/a.html"]


def test_patterns(build):
    build({f"{name}.html": page(name, "sufferers") for name in ("a", "b", "blog/c", "blog/d")})
    options = ("--base-url", "https://example.org", "--include", "/blog/*", "--exclude", "*/d.html")
    assert [path for path, *_ in places(*options)] == ["https://example.org/blog/c.html"]


def test_other_types_are_counted_by_name(build):
    build({"index.html": "Hello", "a.pdf": b"%PDF", "b.pdf": b"%PDF", "c.docx": b"PK", "d.png": b"\x89PNG"})
    ran = run("site", "public")
    assert ran.err == "warning: public: 3 files of types that are not read yet: 2 PDF, 1 Word\n"


def test_new_reader_in_the_registry_reads_its_type(build, monkeypatch):
    from stigmalint import documents

    build({"a.pdf": "<p>sufferers"})
    monkeypatch.setattr(documents, "READERS", {**documents.READERS, "pdf": documents.READERS["html"]})
    for module in ("stigmalint.documents", "stigmalint.site.reading"):
        monkeypatch.setattr(f"{module}.FORMATS", {**documents.FORMATS, ".pdf": "pdf"})
    assert [path for path, *_ in places()] == ["public/a.pdf"]


def test_file_that_cannot_be_read_is_one_error(build):
    build({"a.html": b"\0", "b.html": "sufferers"})
    ran = run("site", "public")
    assert ran.code == 2
    assert ran.err.startswith("error: public/a.html: not a text file")
    assert "1 finding in 1 page: 1 warning. 1 problem kept" in ran.out


def test_page_that_a_script_draws_is_said(build):
    build({"a.html": page("App", "<div id=root></div><script src=app.js></script>")})
    assert "1 page without text of its own, drawn by a script" in run("site", "public").err


def test_suppressions_hold(build):
    build({"a.html": "<p>sufferers</p> <!-- stigmalint: ignore[pity/sufferer] -- a name -->"})
    assert [(finding["suppressed"], finding["suppression_reason"]) for finding in findings()] == [(True, "a name")]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 1),
        (("--fail-on", "error"), 0),
        (("--ignore", "pity"), 0),
        (("--exit-zero",), 0),
        (("--min-severity", "error"), 1),
    ],
)
def test_exit_codes(options, code, build):
    build({"a.html": "sufferers"})
    assert run("site", "public", *options).code == code


def test_report_in_a_file(build, tmp_path):
    build({"a.html": "sufferers"})
    ran = run("site", "public", "-o", "report.txt")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "1 finding in 1 page: 1 warning. The report is in report.txt.\n"
    assert "public/a.html" in (tmp_path / "report.txt").read_text("utf-8")


def test_json_follows_its_schema(build):
    build({f"{number}.html": page(number, FRAME) for number in range(4)})
    schema = json.loads(files("stigmalint").joinpath("schemas/output.schema.json").read_text("utf-8"))
    jsonschema.validate(json.loads(run("site", "public", "--output-format", "json").out), schema)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("public", "--resume"), "--resume goes with a site on a server"),
        (("public", "--urls", "list.txt"), "--urls goes with a site on a server"),
        (
            ("public", "--base-url", "nonsense"),
            "--base-url: neither a folder nor an address such as https://example.org",
        ),
        ((), "give one of: the address of a site, a folder, --urls FILE"),
        (("https://example.org", "--urls", "list.txt"), "give one of: the address of a site, a folder, --urls FILE"),
        (("https://example.org", "--base-url", "https://example.org"), "--base-url goes with a folder"),
        (("nowhere",), "nowhere: neither a folder nor an address such as https://example.org"),
        (("ftp://example.org",), "ftp://example.org: neither a folder nor an address such as https://example.org"),
        (
            ("ftp://a:secret@example.org",),
            "ftp://…@example.org: neither a folder nor an address such as https://example.org",
        ),
        (("--urls", "none.txt"), "--urls none.txt: cannot be read: no such file or directory"),
        (
            ("--urls", "list.txt"),
            "--urls list.txt:2: nowhere: neither a folder nor an address such as https://example.org",
        ),
        (("https://example.org", "--exclude", " "), "an empty pattern matches nothing: give a glob such as '/blog/*'"),
        (("https://example.org", "--user-agent", "a\nb"), "--user-agent: only printable ASCII can be told to a server"),
        (
            ("https://example.invalid", "--resume"),
            ".stigmalint-site/example.invalid: there is no run to go on with; leave out --resume",
        ),
        (("public", "-q", "-v"), "--quiet and --verbose do not go together"),
        (
            ("https://user:secret@example.org/",),
            (
                "an address with a user name or a password in it is not taken, for it would be kept and printed: "
                "leave them out"
            ),
        ),
    ],
)
def test_what_does_not_go_together(arguments, message, build, tmp_path):
    build({"a.html": "Hello"})
    (tmp_path / "list.txt").write_text("# pages\nnowhere\n", "utf-8")
    ran = run("site", *arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", f"error: {message}\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["list.txt", "public"]


def test_missing_extra_is_named_with_its_command(build, monkeypatch):
    build({"a.html": "Hello"})
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "scrapy" else object())
    ran = run("site", "public")
    assert ran.err == (
        "error: `stigmalint site` needs scrapy, which is not installed: pip install 'stigmalint[site]'\n"
    )


def test_missing_browser_is_named_with_its_command(build, monkeypatch):
    build({})
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "playwright" else object())
    ran = run("site", "https://example.invalid", "--render")
    assert ran.err == ("error: --render needs playwright, which is not installed: pip install 'stigmalint[render]'\n")


def test_runs_are_compared(build, tmp_path):
    build({"a.html": page("A", "sufferers"), "b.html": page("B", "crazy"), "c.html": page("C", "crazy")})
    run("site", "public", "--history", "history.db")
    build({"a.html": page("A", "people"), "d.html": page("D", "crazy one")})
    (tmp_path / "public" / "b.html").unlink()
    ran = run("site", "public", "--history", "history.db")
    assert "1 new, 1 fixed, 1 remaining" in ran.out


@pytest.mark.parametrize("options", [(), ("--base-url", "https://example.org/x")])
def test_page_whose_file_is_gone_is_not_fixed(options, build, tmp_path):
    build({"a.html": page("A", "sufferers"), "b.html": page("B", "people")})
    run("site", "public", "--history", "history.db", *options)
    (tmp_path / "public" / "a.html").unlink()
    assert "fixed" not in run("site", "public", "--history", "history.db", *options).out.replace("0 fixed", "")


def test_words_can_be_left_out(build):
    build({"a.html": page("A story", "sufferers here")})
    ran = run("site", "public", "--no-text", "--output-format", "json")
    assert "sufferers" not in ran.out
    assert [finding["rule"] for finding in json.loads(ran.out)["findings"]] == ["pity/sufferer"]
