"""What `import stigmalint` offers, as the README shows it."""

import subprocess
import sys
from importlib.metadata import entry_points, version
from pathlib import Path

import pytest

import stigmalint

NAMES = [
    "Document", "Finding", "Linter", "StigmalintError", "Suggestion", "__version__", "load", "load_rules", "read",
    "read_bytes", "read_text",
]  # fmt: skip


def test_names():
    assert sorted(stigmalint.__all__) == NAMES
    assert all(getattr(stigmalint, name) is not None for name in NAMES)


def test_an_unknown_name():
    with pytest.raises(AttributeError, match="module 'stigmalint' has no attribute 'lint'"):
        _ = stigmalint.lint


def test_the_version_is_that_of_the_package():
    assert stigmalint.__version__ == version("stigmalint")


def test_the_package_is_typed():
    assert Path(stigmalint.__file__).with_name("py.typed").is_file()


def test_the_component_is_an_entry_point():
    [point] = entry_points(group="spacy_factories", name="stigmalint")
    assert point.value == "stigmalint.pipeline.component:make_stigmalint"


def test_a_linter():
    linter = stigmalint.Linter(stigmalint.load_rules(profile="news"))
    [finding] = linter.lint(stigmalint.read_text("An addict called.", format="text"))
    assert isinstance(finding, stigmalint.Finding)
    assert (finding.line, finding.rule, finding.severity) == (1, "identity-label/addict", "warning")
    assert isinstance(finding.suggestions[0], stigmalint.Suggestion)


def test_a_pipeline():
    doc = stigmalint.load("en")("He committed suicide.")
    assert [(span.text, span.label_) for span in doc.spans["stigmalint"]] == [("committed suicide", "suicide/commit")]
    assert doc._.stigmalint[0].suggestions[0].text == "died by suicide"


def test_a_file(tmp_path):
    path = tmp_path / "page.html"
    path.write_text("<p>He committed <b>suicide</b>.</p>", "utf-8")
    document = stigmalint.read(path)
    assert isinstance(document, stigmalint.Document)
    assert document == stigmalint.read_bytes(path.read_bytes(), str(path))
    [finding] = stigmalint.Linter(stigmalint.load_rules(), model=None).lint(document)
    assert (finding.path, finding.text) == (str(path), "committed <b>suicide")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: stigmalint.load_rules(profile="newz"), "unknown profile 'newz' (did you mean 'news'?)"),
        (lambda: stigmalint.load_rules(language="xx"), "no word lists for the language 'xx'"),
        (lambda: stigmalint.load_rules(wordlists=["nowhere"]), "word lists 'nowhere': no such file"),
        (lambda: stigmalint.read_text("a", format="doc"), "unknown format 'doc'; known: "),
        (lambda: stigmalint.read(Path("nowhere.md")), "nowhere.md: "),
        (lambda: stigmalint.read_bytes(b"\xff", "a.md"), "a.md: not valid UTF-8"),
    ],
    ids=["profile", "language", "word lists", "format", "path", "bytes"],
)
def test_errors_are_of_one_kind(call, message):
    with pytest.raises(stigmalint.StigmalintError) as caught:
        call()
    assert str(caught.value).startswith(message)


def test_importing_prints_nothing_and_loads_nothing_slow():
    code = (
        "import sys, stigmalint; stigmalint.Linter; stigmalint.read_text; "
        "print(sorted({'spacy', 'click', 'yaml', 'rich', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")
