"""The wheel is complete, and lints where the checkout is out of reach."""

import json
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from stigmalint.rules import load_rules

ROOT = Path(__file__).resolve().parents[2]
AS_COMPONENT = """
import json, spacy, stigmalint
nlp = spacy.blank("en")
nlp.add_pipe("stigmalint")
doc = nlp("Last year he committed suicide.")
print(json.dumps([stigmalint.__file__, [span.text for span in doc.spans["stigmalint"]]]))
"""


def names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def tracked(*folders):
    """Return the files that git keeps or would keep in `folders`, or all of them outside a git checkout."""
    if not (ROOT / ".git").exists():
        files = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file())
        return {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *folders]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    return {name for name in listed.split("\0") if name and (ROOT / name).exists()}


def test_wheel_holds_the_package_and_the_word_lists(distributions):
    held = {name for name in names(distributions.wheel) if ".dist-info/" not in name}
    wordlists = {f"stigmalint/{name}" for name in tracked("wordlists")}
    assert held == tracked("stigmalint") | wordlists


@pytest.mark.parametrize(
    "name",
    [
        "stigmalint/py.typed",
        "stigmalint/pipeline/model_digests.json",
        "stigmalint/reporters/html/report.css",
        "stigmalint/reporters/html/report.html",
        "stigmalint/reporters/html/report.js",
        "stigmalint/wordlists/sources.yml",
        "stigmalint/wordlists/en/lists.yml",
        "stigmalint/wordlists/en/suicide.yml",
        "stigmalint/wordlists/profiles/outreach.yml",
    ],
)
def test_wheel_holds_data_file(distributions, name):
    assert name in names(distributions.wheel)


def test_wheel_holds_the_schemas(distributions):
    assert {Path(name).suffix for name in names(distributions.wheel) if name.startswith("stigmalint/schemas/")} >= {
        ".json"
    }


def test_wheel_made_from_the_source_archive_holds_the_same(distributions):
    assert names(distributions.wheel_from_sdist) == names(distributions.wheel)


@pytest.mark.parametrize("name", ["README.md", "LICENSE", "tests/packaging/test_wheel.py", "examples/clean-page.md"])
def test_source_archive_holds(distributions, name):
    with tarfile.open(distributions.sdist) as archive:
        assert name in {member.partition("/")[2] for member in archive.getnames()}


def test_entry_points(distributions):
    with zipfile.ZipFile(distributions.wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/entry_points.txt"))
        text = archive.read(name).decode()
    assert "[console_scripts]\nstigmalint = stigmalint.cli:main" in text
    assert "[spacy_factories]\nstigmalint = " in text


@pytest.fixture
def elsewhere(tmp_path):
    """Return a folder outside the checkout with a copy of the examples."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


def test_installed_wheel_lints_elsewhere(installed, elsewhere):
    done = installed.run(installed.script, "check", "--isolated", "--output-format", "json", "examples", cwd=elsewhere)
    assert (done.stderr, done.returncode) == ("", 1)
    report = json.loads(done.stdout)
    assert not report["errors"]
    assert "suicide/commit" in report["summary"]["by_rule"]


def test_installed_wheel_writes_the_html_report(installed, elsewhere):
    command = (installed.script, "check", "--isolated", "--output-format", "html", "-o", "report.html", "examples")
    done = installed.run(*command, cwd=elsewhere)
    assert done.returncode == 1, done.stderr
    assert "The report is in report.html." in done.stderr
    assert "suicide/commit" in (elsewhere / "report.html").read_text(encoding="utf-8")


def test_installed_wheel_is_quiet_on_a_clean_page(installed, elsewhere):
    done = installed.run(installed.script, "check", "--isolated", "-q", "examples/clean-page.md", cwd=elsewhere)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_installed_wheel_has_the_rules_of_the_checkout(installed, elsewhere):
    done = installed.run(installed.script, "rules", "--output-format", "json", cwd=elsewhere)
    assert (done.stderr, done.returncode) == ("", 0)
    # The checks of whole documents are listed besides.
    listed = {rule["id"] for rule in json.loads(done.stdout)["rules"] if rule["category"] != "document"}
    assert listed == set(load_rules().rules)


def test_installed_wheel_adds_its_component_to_a_pipeline(installed, elsewhere):
    done = installed.run(installed.python, "-c", AS_COMPONENT, cwd=elsewhere)
    assert (done.stderr, done.returncode) == ("", 0)
    package, spans = json.loads(done.stdout)
    assert not Path(package).is_relative_to(ROOT)
    assert spans == ["committed suicide"]
