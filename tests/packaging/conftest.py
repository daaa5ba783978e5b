"""What the packaging tests share: the built distributions, an installation of the wheel, a clean clone."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
_LENT = ("PYTHON", "GIT_", "STIGMALINT", "PRE_COMMIT", "VIRTUAL_ENV", "FORCE_COLOR")


class Distributions(NamedTuple):
    """Files that `python -m build` made: a wheel from the checkout, a source archive, and a wheel from that."""

    wheel: Path
    sdist: Path
    wheel_from_sdist: Path


class Installation(NamedTuple):
    """A virtual environment that holds the wheel, and finds its dependencies where the tests find theirs."""

    python: Path
    script: Path
    env: dict[str, str]

    def run(self, *command, cwd):
        """Run a command in `cwd` with the environment of a user."""
        return subprocess.run(command, cwd=cwd, env=self.env, capture_output=True, encoding="utf-8", check=False)


def user_env(**extra):
    """Return an environment without what the test run or its machine could lend, and with `extra`."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(_LENT)}
    return {**kept, "PYTHONIOENCODING": "utf-8", "COLUMNS": "100", **extra}


@pytest.fixture(scope="session", name="user_env")
def _user_env():
    return user_env


def _build(*options, into):
    # No isolation: the build backend is among the test dependencies, so nothing is downloaded.
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(into), *options, str(ROOT)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _only(folder, pattern):
    (found,) = folder.glob(pattern)
    return found


@pytest.fixture(scope="session")
def distributions(tmp_path_factory):
    direct, through_sdist = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("sdist")
    _build("--wheel", into=direct)
    _build(into=through_sdist)
    return Distributions(_only(direct, "*.whl"), _only(through_sdist, "*.tar.gz"), _only(through_sdist, "*.whl"))


@pytest.fixture(scope="session")
def installed(distributions, tmp_path_factory):
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "venv", with_pip=False)
    scripts, suffix = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
    made = Installation(
        folder / "venv" / scripts / f"python{suffix}",
        folder / "venv" / scripts / f"stigmalint{suffix}",
        user_env(STIGMALINT_CACHE_DIR=str(folder / "cache")),
    )
    # Dependencies are borrowed from the running environment. Its own .pth files are not read from there, so an
    # editable installation of the checkout stays out of sight.
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    packages = made.run(made.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).stdout
    Path(packages.strip(), "borrowed.pth").write_text("\n".join(sorted(borrowed)), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", made.python, "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, distributions.wheel], check=True)
    return made


@pytest.fixture(scope="session")
def clone(tmp_path_factory):
    """Return a clean clone of what stands in the git index, which in continuous integration is the commit."""
    if not (ROOT / ".git").exists():
        pytest.skip("needs a git checkout")
    folder = tmp_path_factory.mktemp("clone")
    git(ROOT, "checkout-index", "--all", f"--prefix={folder}/")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--message=Everything in the index")
    return folder


def git(folder, *arguments):
    """Run git in `folder`, whatever repository the test run itself is called from."""
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, env=user_env(), check=True, capture_output=True)


@pytest.fixture(scope="session")
def content_repository(tmp_path_factory):
    """Return a repository of somebody who writes, with a page that has findings and one that has none."""
    folder = tmp_path_factory.mktemp("content")
    (folder / "draft.md").write_text("# Appeal\n\nLast year he committed suicide.\n", encoding="utf-8")
    (folder / "clean.md").write_text("# Appeal\n\nLast year he died by suicide.\n", encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=Pages")
    return folder
