"""Pages that a script draws, in a browser that reaches public addresses only."""

import shutil
import socket
import struct

import pytest
from site_runs import run
from site_server import page

from stigmalint.site.proxy import Proxy

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SCRIPT = """<div id=app></div><script>
document.getElementById("app").innerHTML = "<p>He committed suicide.</p><a href='/next'>further</a>";
</script>"""


def ask(proxy, host, port, kind=3):
    """Return the answer of a proxy that is asked to connect, and the connection."""
    connection = socket.create_connection(proxy.server_address, timeout=10)
    connection.sendall(b"\x05\x01\x00")
    assert connection.recv(2) == b"\x05\x00"
    name = host.encode() if kind == 3 else socket.inet_aton(host)
    connection.sendall(
        bytes([5, 1, 0, kind]) + (bytes([len(name)]) if kind == 3 else b"") + name + struct.pack("!H", port)
    )
    return connection.recv(10)[1], connection


@pytest.mark.parametrize(
    ("host", "kind"), [("localhost", 3), ("127.0.0.1", 3), ("127.0.0.1", 1), ("nowhere.invalid", 3)]
)
def test_proxy_refuses_private_addresses(host, kind, serve):
    site = serve({})
    with Proxy(allow_private=False, patience=5) as proxy:
        code, connection = ask(proxy, host, site.port, kind)
        connection.close()
    assert code == 2


def test_proxy_connects_where_it_may(serve):
    site = serve({"/": "hello"})
    with Proxy(allow_private=True, patience=5) as proxy:
        code, connection = ask(proxy, "localhost", site.port)
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        answer = b""
        while more := connection.recv(1_000):
            answer += more
        connection.close()
    assert (code, answer.endswith(b"hello")) == (0, True)


def test_proxy_does_nothing_but_connect():
    with Proxy(allow_private=True, patience=5) as proxy:
        connection = socket.create_connection(proxy.server_address, timeout=10)
        connection.sendall(b"\x05\x01\x00\x05\x02\x00\x01" + b"\0" * 6)  # BIND
        assert connection.recv(2) == b"\x05\x00"
        assert connection.recv(10)[1] == 7
        connection.close()


@pytest.fixture
def browser():
    pytest.importorskip("playwright", reason="needs the extra `render`")
    if CHROMIUM is None:
        pytest.skip("needs Chromium")
    return ("--render", "--browser", CHROMIUM)


def test_browser_draws_the_page(browser, serve, tmp_path):
    site = serve({"/": page("App", SCRIPT), "/next": page("Next", "<p>He committed suicide in May.</p>")})
    ran = run(site.url, *browser, cwd=tmp_path)
    assert (ran.found, ran.err) == ([(f"{site.url}/", "suicide/commit"), (f"{site.url}/next", "suicide/commit")], "")


def test_page_with_text_needs_no_browser(browser, serve, tmp_path):
    text = "This page has a text of its own, of as many words as a short page has."
    site = serve({"/": page("Page", f"<p>{text}</p>", SCRIPT)})
    run(site.url, *browser, cwd=tmp_path)
    assert site.paths() == ["/"]


def test_page_that_stays_empty_is_said(browser, serve, tmp_path):
    site = serve({"/": page("App", "<script></script>")})
    ran = run(site.url, *browser, "--depth", "0", cwd=tmp_path)
    assert ran.err == f"warning: {site.url}/: 1 page without text of its own, also when a browser draws it\n"


def test_browser_that_is_not_there(browser, serve, tmp_path):
    ran = run(serve({"/": page("App", SCRIPT)}).url, browser[0], "--browser", "nowhere", cwd=tmp_path, json=False)
    assert (ran.code, ran.err) == (2, "error: --browser nowhere: there is no such file\n")


def test_browser_that_does_not_start(browser, serve, tmp_path):
    (tmp_path / "false").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    (tmp_path / "false").chmod(0o755)
    ran = run(serve({"/": page("App", SCRIPT)}).url, browser[0], "--browser", "./false", cwd=tmp_path, json=False)
    assert ran.code == 2
    assert ran.err.startswith("error: --render: the browser does not start (")
