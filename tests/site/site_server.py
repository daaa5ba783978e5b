"""A small web server on loopback whose pages are made by the test, well-behaved or not."""

import contextlib
import gzip
import socket
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = "text/html; charset=utf-8"


def page(title, *body, head=""):
    return f"<html><head><title>{title}</title>{head}</head><body>{''.join(body)}</body></html>"


def links(*paths):
    return "".join(f'<a href="{path}">further</a> ' for path in paths)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        site = self.server.site
        path = self.path
        self.answered = False
        site.asked.append((path, self.headers))
        answer = site.pages.get(path, site.pages.get(path.partition("?")[0]))
        if answer is None:
            answer = next((make for prefix, make in site.prefixes.items() if path.startswith(prefix)), None)
        if callable(answer):
            answer = answer(self)
        if answer is not None:
            self.reply(*(answer if isinstance(answer, tuple) else (200, {}, answer)))
        elif not self.answered:
            self.reply(404, {}, "not here")

    def reply(self, status, headers, body=b""):
        body = body.encode() if isinstance(body, str) else body
        self.answered = True
        self.send_response(status)
        for name, value in {"Content-Type": HTML, "Content-Length": str(len(body)), **headers}.items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body)

    def log_message(self, *_):
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_):  # clients that go away in the middle are what is tested
        pass


class Site:
    """Pages by path: text, (status, headers, body), or a function of the request that returns either or answers."""

    def __init__(self, pages, prefixes=(), certificate=None):
        self.pages = dict(pages)
        self.prefixes = dict(prefixes)
        self.asked = []
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.site = self
        self.port = self._server.server_address[1]
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.url = f"{'https' if certificate else 'http'}://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, daemon=True, kwargs={"poll_interval": 0.05}).start()

    def paths(self):
        """Return the paths that were asked for, in order, without those that every run asks for."""
        return [path for path, _ in self.asked if path not in {"/robots.txt", "/sitemap.xml"}]

    def close(self):
        self._server.shutdown()
        self._server.server_close()


def hang(request):
    """Answer nothing, until the client gives up."""
    request.answered = True
    request.connection.settimeout(20)
    with contextlib.suppress(OSError):
        request.rfile.read(1)
    request.close_connection = True


def drip(request):
    """Answer a little at a time, for ever."""
    request.answered = True
    request.send_response(200)
    request.send_header("Content-Type", HTML)
    request.send_header("Content-Length", "100000")
    request.end_headers()
    with contextlib.suppress(OSError):
        for _ in range(200):
            request.wfile.write(b"<p>")
            time.sleep(0.1)
    request.close_connection = True


def endless(request):
    """Send without saying how much, far more than any page has."""
    request.answered = True
    request.send_response(200)
    request.send_header("Content-Type", HTML)
    request.send_header("Connection", "close")
    request.end_headers()
    with contextlib.suppress(OSError):
        for _ in range(3_000):
            request.wfile.write(b"<p>more</p>" * 6_000)
            request.server.site.sent = getattr(request.server.site, "sent", 0) + 66_000
    request.close_connection = True


def cut_short(request):
    """Promise more than is sent."""
    request.answered = True
    request.send_response(200)
    request.send_header("Content-Type", HTML)
    request.send_header("Content-Length", "5000")
    request.end_headers()
    request.wfile.write(b"<p>half a page")
    request.close_connection = True


def reset(request):
    """Close the connection instead of answering."""
    request.answered = True
    request.connection.shutdown(socket.SHUT_RDWR)
    request.close_connection = True


def bomb(_):
    """Return a small answer that grows to 200 MB."""
    return 200, {"Content-Encoding": "gzip"}, _BOMB


_BOMB = gzip.compress(b" " * 200_000_000, 9)
