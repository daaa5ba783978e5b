"""Configuration files: what is read, from where, and what is refused with its place."""

import json
from importlib import resources
from pathlib import Path

import jsonschema
import pytest

from stigmalint.config import Configs, command_line, resolve
from stigmalint.configfile import MAX_BYTES, read_layers
from stigmalint.errors import ConfigError, UsageError
from stigmalint.settings import EXTENDS, SETTINGS

YAML = ".stigmalint.yml"
TOML = "pyproject.toml"


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name, text):
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def config(folder=".", **options):
    return Configs(command_line(options)).of(Path(folder))


def error(name, text):
    with pytest.raises(ConfigError) as caught:
        read_layers(write(name, text))
    return str(caught.value)


def test_defaults():
    found = config()
    assert (found.profile, found.language, found.fail_on, found.min_severity) == ("outreach", "en", "warning", "info")
    assert (found.model, found.wordlists, found.respect_gitignore) == ("auto", (), True)
    assert all(found.origin(key) == "default" for key in SETTINGS)


@pytest.mark.parametrize(
    ("written", "name"), [("UK", "uk"), ("gb", "uk"), ("en-GB", "uk"), ("en_IE", "ie"), ("none", None), ("xx", "xx")]
)
def test_locale(written, name):
    write(YAML, f"locale: {written}\n")
    assert config().locale == name
    assert config(locale=written).locale == name


def test_every_setting_is_in_the_schema():
    schema = json.loads(resources.files("stigmalint").joinpath("schemas/config.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert set(schema["properties"]) == {*SETTINGS, EXTENDS.key}
    defaults = {key: value["default"] for key, value in schema["properties"].items() if "default" in value}
    for key, default in defaults.items():
        assert SETTINGS[key].read(default) == SETTINGS[key].default


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (YAML, "profile: news\nignore: [pity, suicide/commit]\nseverity: {pity: off}\nfail-on: never\nmodel: none\n"),
        (
            YAML,
            "profile: 'news'\nignore: pity, suicide/commit\nseverity:\n  pity: 'off'\nfail-on: NEVER\nmodel: none\n",
        ),
        (
            TOML,
            (
                '[tool.stigmalint]\nprofile = "news"\nignore = ["pity", "suicide/commit"]\nseverity = {pity = "off"}\n'
                'fail-on = "never"\nmodel = "none"\n'
            ),
        ),
        (
            TOML,
            (
                '[tool.other]\nx = 1\n[tool.stigmalint]\nprofile = "news"\nignore = ["pity", "suicide/commit"]\n'
                'fail-on = "never"\nmodel = "none"\n[tool.stigmalint.severity]\npity = "off"\n'
            ),
        ),
    ],
    ids=["yaml", "yaml in other spellings", "toml", "toml with a table of its own"],
)
def test_forms_of_a_file(name, text):
    write(name, text)
    found = config()
    assert (found.profile, found.fail_on, found.model) == ("news", "never", None)
    assert found.severity == {"pity": "off"}
    assert found.value("ignore") == ("pity", "suicide/commit")


@pytest.mark.parametrize("word", ["true", "yes", "on", "True"])
def test_yaml_words_for_true(word):
    write(YAML, f"require-reason: {word}\n")
    assert config().require_reason is True


def test_the_nearest_file_wins_without_merging():
    write(YAML, "profile: news\nfail-on: never\n")
    write(f"a/b/{YAML}", "fail-on: error\n")
    write("a/b/c/pyproject.toml", "[tool.other]\n")
    assert config("a").profile == "news"
    found = config("a/b/c")
    assert (found.profile, found.fail_on) == ("outreach", "error")


def test_own_file_wins_over_pyproject_in_the_same_folder():
    write(TOML, '[tool.stigmalint]\nprofile = "a"\n')
    write(YAML, "profile: b\n")
    assert config().profile == "b"


def test_command_line_wins_over_file_and_says_so():
    write(YAML, "# mine\nprofile: news\nlanguage: es\n")
    found = config(profile="clinical")
    assert (found.profile, found.origin("profile")) == ("clinical", "--profile")
    assert (found.language, found.origin("language")) == ("es", f"{YAML}:3")


def test_isolated_reads_nothing():
    write(YAML, "profile: news\n")
    assert Configs(command_line({}), isolated=True).of(Path()).profile == "outreach"


def test_a_named_file_holds_everywhere():
    other = write("shared/other.toml", 'profile = "clinical"\n')
    write(YAML, "profile: news\n")
    assert Configs(command_line({}), file=other).of(Path()).profile == "clinical"


def test_extends_is_the_base_and_lists_that_extend_add_up():
    write("base.yml", "profile: news\nextend-exclude: [a]\nseverity: {pity: error, suicide: info}\nfail-on: error\n")
    write(f"sub/{YAML}", "extends: ../base.yml\nextend-exclude: [b]\nseverity: {pity: 'off'}\nfail-on: never\n")
    found = config("sub")
    assert (found.profile, found.fail_on) == ("news", "never")
    assert found.severity == {"pity": "off", "suicide": "info"}
    assert found.value("extend-exclude") == ("a", "b")
    assert found.origin("severity") == f"base.yml:3, {Path('sub') / YAML}:3"


def test_extends_in_a_circle():
    write("b.yml", "extends: a.yml\n")
    assert error("a.yml", "extends: [b.yml]\n") == "a.yml: `extends` leads back to this file"


def test_extends_of_a_missing_file():
    assert error(YAML, "extends: none.yml\n") == "none.yml: there is no such configuration file"


def test_extends_that_multiplies():
    for level in range(9):
        write(f"{level}.yml", f"extends: [{', '.join([f'{level + 1}.yml'] * 9)}]\n")
    write("9.yml", "profile: news\n")
    assert error("a.yml", "extends: 0.yml\n") == "9.yml: `extends` leads to more than 50 files"


@pytest.mark.skipif("sys.platform == 'win32'", reason="there are no devices in the file system")
def test_extends_of_a_device():
    assert error(YAML, "extends: /dev/zero\n") == "/dev/zero: there is no such configuration file"


def test_paths_are_relative_to_their_file():
    write("sub/words.yml", "rules: []\n")
    write(f"sub/{YAML}", "wordlists: [words.yml, installed-pack]\nexclude: ['*.txt']\n")
    found = config("sub")
    assert found.wordlists == (str(Path("sub/words.yml")), "installed-pack")
    assert found.exclude[0].base == str(Path("sub").resolve())


def test_word_lists_of_the_command_line_are_named_as_given():
    assert config(wordlists=("a,b.yml",)).wordlists == ("a,b.yml",)


@pytest.mark.parametrize("name", ["./model", "models/en", "/srv/model", "..", "C:/model", "~/model", "a-b", "é"])
def test_a_file_names_no_model_by_its_path(name):
    assert error(YAML, f'model: "{name}"\n') == (
        f"{YAML}:1: model: expected auto, none or the name of an installed spaCy pipeline (a path goes with --model),"
        f" found '{name}'"
    )


def test_the_command_line_names_a_model_by_its_path():
    assert config(model="./model").model == "./model"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (YAML, "profil: news\n", f'{YAML}:1: unknown key "profil"; did you mean "profile"?'),
        (YAML, "a: 1\n", f'{YAML}:1: unknown key "a"'),
        (YAML, "\nfail_on: error\n", f'{YAML}:2: unknown key "fail_on"; did you mean "fail-on"?'),
        (TOML, '[tool.stigmalint]\n\nselct = ["a"]\n', f'{TOML}:3: unknown key "selct"; did you mean "select"?'),
        (
            TOML,
            "[tool.stigmalint]\n[tool.stigmalint.sevrity]\n",
            f'{TOML}:2: unknown key "sevrity"; did you mean "severity"?',
        ),
        (YAML, "fail-on: grave\n", f"{YAML}:1: fail-on: expected one of: error, warning, info, never, found 'grave'"),
        (YAML, "require-reason: maybe\n", f"{YAML}:1: require-reason: expected true or false, found 'maybe'"),
        (YAML, "profile: [a]\n", f"{YAML}:1: profile: expected text, found a list"),
        (YAML, "profile:\n", f"{YAML}:1: profile: expected text, found nothing"),
        (YAML, "select: {a: b}\n", f"{YAML}:1: select: expected a list of texts, found a mapping"),
        (TOML, "[tool.stigmalint]\nselect = [1]\n", f"{TOML}:2: select: expected a list of texts, found a list"),
        (TOML, "[tool.stigmalint]\nselect = 5\n", f"{TOML}:2: select: expected a list of texts, found 5"),
        (
            YAML,
            "severity: {pity: bad}\n",
            f"{YAML}:1: severity: pity: expected one of: error, warning, info, off, found a mapping",
        ),
        (
            YAML,
            "contexts: [a]\n",
            f"{YAML}:1: contexts: expected a mapping of names to one of: flag, info, pass, found a list",
        ),
        (YAML, "- a\n", f"{YAML}:1: expected settings (key: value)"),
        (TOML, "[tool]\nstigmalint = 3\n", f"{TOML}: tool.stigmalint: expected a table"),
    ],
    ids=lambda value: value.strip().replace("\n", " ") if value and not value.startswith((".s", "py")) else "",
)
def test_mistakes_are_named_with_their_place(name, text, message):
    assert error(name, text) == message


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        (YAML, "a: [\n", f"{YAML}:2"),
        (YAML, "profile: a\nprofile: b\n", f"{YAML}:2"),
        (TOML, "[tool.stigmalint]\nprofile = \n", f"{TOML}:2"),
        (TOML, "[tool.stigmalint]\n" + "x = " + "[" * 100_000, TOML),
        (YAML, "[" * 60, f"{YAML}:1:51: nested too deeply for a configuration (limit 50)"),
        (YAML, "a: &a [*a]\n", YAML),
        (YAML, "#" * (MAX_BYTES + 1), f"{YAML}: larger than 1,000,000 bytes"),
    ],
    ids=["yaml", "a key twice", "toml", "deep toml", "deep yaml", "an alias to itself", "too large"],
)
def test_broken_files(name, text, place):
    assert error(name, text).startswith(place)


def test_tags_of_yaml_do_nothing():
    write(YAML, "profile: !!python/object/apply:os.system [x]\n")
    with pytest.raises(ConfigError, match="profile: expected text, found a list"):
        config()


@pytest.mark.parametrize("name", [YAML, TOML])
def test_bytes_that_are_not_text(name):
    Path(name).write_bytes(b"[tool.stigmalint]\nprofile = '\xff\xfe'")
    with pytest.raises(ConfigError, match=name):
        read_layers(Path(name))


def test_a_broken_pyproject_of_somebody_else_is_none_of_our_business():
    write(TOML, "[tool.other\n")
    assert config().profile == "outreach"


def test_a_value_of_the_command_line_that_does_not_suit():
    with pytest.raises(UsageError, match=r"^--fail-on: expected one of"):
        command_line({"fail-on": "grave"})


def test_options_that_are_not_given_are_not_set():
    assert command_line({"profile": None, "select": (), "respect-gitignore": False}).entries.keys() == {
        "respect-gitignore"
    }


def test_repeated_and_comma_separated_options():
    assert resolve([command_line({"ignore": ("a,b", "c")})], base=Path()).value("ignore") == ("a", "b", "c")
