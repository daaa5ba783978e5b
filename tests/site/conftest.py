"""A site on loopback, and a folder to run in."""

import pytest
from site_server import Site


@pytest.fixture(scope="module")
def serve():
    """Return a function that serves pages, see `server.Site`."""
    sites = []

    def start(pages, prefixes=(), **more):
        sites.append(Site(pages, prefixes, **more))
        return sites[-1]

    yield start
    for site in sites:
        site.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder to run in, where the state is kept."""
    return tmp_path_factory.mktemp("run")
