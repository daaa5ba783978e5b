"""Servers that misbehave, each in its own way: one clear line for each, and the rest of the site is read."""

import datetime as dt
import ipaddress
import time

import pytest
from site_runs import run
from site_server import bomb, cut_short, drip, endless, hang, links, page, reset

FORBIDDEN = (
    "its robots.txt asks not to read it, or the server fails to give it: the owner of the site can allow “stigmalint”"
)
BAD = "<p>He committed suicide in 1994.</p>"


def counter(form):
    """Return an answer that leads to the next page, without an end."""

    def answer(request):
        number = int(request.path.rpartition("/")[2] or 0)
        return form(number + 1)

    return answer


def once(status, headers=(), then=None):
    """Return an answer that is a refusal the first time only."""
    asked = []

    def answer(_):
        asked.append(time.monotonic())
        if len(asked) == 1:
            return status, dict(headers), ""
        return then or page("Well again", BAD)

    answer.asked = asked
    return answer


@pytest.fixture(scope="module")
def site(serve):
    pages = {
        "/hang": hang,
        "/drip": drip,
        "/circle-1": (302, {"Location": "/circle-2"}, ""),
        "/circle-2": (302, {"Location": "/circle-1"}, ""),
        "/itself": (302, {"Location": "/itself"}, ""),
        "/nowhere": (302, {"Location": "ftp://example.org/"}, ""),
        "/bad-place": (302, {"Location": "http://[broken"}, ""),
        "/broken": (500, {}, "oh"),
        "/busy": once(429, {"Retry-After": "1"}),
        "/tired": once(503),
        "/endless": endless,
        "/bomb": bomb,
        "/cut-short": cut_short,
        "/reset": reset,
        "/picture.html": (200, {"Content-Type": "text/html"}, b"\x89PNG\0\0\0\0"),
        "/unnamed": (200, {"Content-Type": None}, page("Unnamed", BAD)),
        "/as-text": (200, {"Content-Type": "text/plain"}, "<!doctype html>" + page("As text", BAD)),
        "/as-bytes": (200, {"Content-Type": "application/octet-stream"}, "<!doctype html>" + page("Bytes", BAD)),
        "/odd-charset": (200, {"Content-Type": "text/html; charset=klingon"}, page("Odd", BAD)),
        "/not-gzip": (200, {"Content-Encoding": "gzip"}, page("Not gzip", BAD)),
        "/drawn": page("App", '<div id="app"></div><script>draw()</script>'),
        "/unasked": (304, {}, ""),
        "/calendar/0": page("Calendar", links("/calendar/1")),
        "/shop": page("Shop", links("/shop?sid=0123456789abcdef0123")),
        "/cookie": lambda request: (
            page("With cookie", BAD)
            if request.headers.get("Cookie")
            else (302, {"Location": "/cookie", "Set-Cookie": "seen=1"}, "")
        ),
        "/nested": "<div>" * 20_000 + BAD,
        "/last": page("Last", BAD),
    }
    pages["/"] = page("Home", links("/forever/0", *pages))
    return serve(
        pages,
        {
            "/forever/": counter(lambda number: (302, {"Location": f"/forever/{number}"}, "")),
            "/calendar/": counter(lambda number: page("Month", links(f"/calendar/{number}"))),
        },
    )


@pytest.fixture(scope="module")
def ran(site, folder):
    return run(site.url, "--timeout", "2", "--retries", "1", "--concurrency", "16", cwd=folder)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/hang", "no full answer within 2 seconds; a longer --timeout may help"),
        ("/drip", "no full answer within 2 seconds; a longer --timeout may help"),
        ("/itself", "redirects in a circle"),
        ("/nowhere", "redirects to something that is no address of a page"),
        ("/bad-place", "redirects to something that is no address of a page"),
        ("/broken", "the server answers 500, also when asked again"),
        ("/endless", "larger than 10 MB, not read"),
        ("/bomb", "decompresses to more than 10 MB, not read"),
        ("/cut-short", "the connection ended before the page was complete"),
        ("/unasked", "the server answers 304 (not modified), though nothing was asked of the kind"),
        ("/not-gzip", "its compression is broken, or not the one that the server names"),
        ("/forever/10", "redirects more than 10 times"),
    ],
)
def test_page_is_an_error(path, message, ran, site):
    assert {"path": site.url + path, "message": message} in ran.report["errors"]


@pytest.mark.parametrize(
    ("path", "start"),
    [
        ("/reset", "the connection failed ("),
        ("/picture.html", "http://127.0.0.1"),  # the reader names the page itself
    ],
)
def test_page_is_an_error_that_says_more(path, start, ran, site):
    (message,) = [error["message"] for error in ran.report["errors"] if error["path"] == site.url + path]
    assert message.startswith(start)


def test_circle_of_two_is_an_error_of_one(ran):
    circles = [error["path"].rpartition("/")[2] for error in ran.report["errors"] if "circle" in error["message"]]
    assert sorted(circles) in [["circle-1", "itself"], ["circle-2", "itself"]]


@pytest.mark.parametrize(
    "path",
    [
        "/busy",
        "/tired",
        "/unnamed",
        "/as-text",
        "/as-bytes",
        "/odd-charset",
        "/cookie",
        "/nested",
        "/last",
    ],
)
def test_page_is_read(path, ran, site):
    assert (site.url + path, "suicide/commit") in ran.found


def test_nothing_else_is_an_error(ran):
    assert len(ran.report["errors"]) == 15


def test_errors_make_exit_code_2(ran):
    assert ran.code == 2


@pytest.mark.usefixtures("ran")
def test_server_that_asks_to_wait_is_waited_for(site):
    first, second = site.pages["/busy"].asked
    assert second - first > 0.9


@pytest.mark.usefixtures("ran")
def test_endless_page_is_not_fetched_to_its_end(site):
    assert site.sent < 100_000_000


def test_calendar_is_followed_for_a_while_and_said_once(ran, site):
    visited = [path for path in site.paths() if path.startswith("/calendar/")]
    assert len(visited) == 21
    assert ran.err.count("pages like this follow one another without an end") == 1


@pytest.mark.usefixtures("ran")
def test_session_ids_make_no_new_pages(site):
    assert [path for path in site.paths() if path.startswith("/shop")] == ["/shop"]


def test_page_that_a_script_draws_is_said(ran, site):
    assert f"{site.url}/drawn: 1 page without text of its own, drawn by a script. With --render" in ran.err


def test_nothing_of_scrapy_is_printed(ran):
    assert {line.partition(":")[0] for line in ran.err.splitlines()} == {"error", "warning"}


# What ends a run, or keeps it from beginning


def test_private_address_is_refused(serve, tmp_path):
    site = serve({"/": page("Home", BAD)})
    ran = run(site.url, "--isolated", quick=False, cwd=tmp_path, json=False)
    assert (ran.code, site.asked) == (2, [])
    assert ran.err == (
        f"error: {site.url}/: 127.0.0.1 is no address of the public internet; "
        "pass --allow-private if this is your own server\n"
    )


@pytest.mark.parametrize("host", ["localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "127.1"])
def test_spellings_of_loopback_are_refused(host, serve, tmp_path):
    site = serve({"/": page("Home", BAD)})
    ran = run(f"http://{host}:{site.port}/", "--isolated", quick=False, cwd=tmp_path, json=False)
    assert (ran.code, site.asked) == (2, [])
    assert "pass --allow-private" in ran.err


def test_start_that_redirects_off_the_host_names_where(serve, tmp_path):
    site = serve({"/": (301, {"Location": "https://example.invalid/x"}, "")})
    ran = run(site.url, cwd=tmp_path)
    assert [error["message"] for error in ran.report["errors"]] == [
        "redirects to https://example.invalid/x, which is another site: check that address instead"
    ]


@pytest.mark.parametrize(
    "rules",
    [(200, {"Content-Type": "text/plain"}, "User-agent: *\nDisallow: /"), (503, {}, "User-agent: *\nAllow: /")],
    ids=["forbidden", "server-fails"],
)
def test_start_that_robots_forbid(serve, tmp_path, rules):
    site = serve({"/": page("Home"), "/robots.txt": rules})
    ran = run(site.url, "--retries", "0", cwd=tmp_path)
    assert [error["message"] for error in ran.report["errors"]] == [FORBIDDEN]
    assert site.paths() == []


def test_missing_rules_for_robots_allow_everything(serve, tmp_path):
    site = serve({"/": page("Home"), "/robots.txt": (404, {}, "User-agent: *\nDisallow: /")})
    assert run(site.url, cwd=tmp_path).report["errors"] == []


BREAK = """
from stigmalint.site.judge import Judge
real = Judge.judge
Judge.judge = lambda self, sent, path: real(self, sent, path) if b"Home" in sent.body else [][1]
"""


def test_defect_that_one_page_brings_out(serve, tmp_path):
    site = serve({"/": page("Home", links("/a"), BAD), "/a": page("A", BAD)})
    ran = run(site.url, cwd=tmp_path, before=BREAK)
    assert (ran.code, ran.found) == (2, [(f"{site.url}/", "suicide/commit")])
    (error,) = ran.report["errors"]
    assert error["message"].startswith(f"{site.url}/a: stigmalint stopped on something that it does not foresee (Index")


def test_defect_of_the_crawl_stops_it(serve, tmp_path):
    before = "from stigmalint.site.trail import Trail\nTrail.worth = lambda *_, **__: [][1]"
    ran = run(serve({"/": page("Home", BAD)}).url, cwd=tmp_path, before=before, json=False)
    assert (ran.code, ran.out) == (2, "")
    assert "This is a defect: please report it" in ran.err
    assert "IndexError" in ran.err


def test_rules_for_robots_that_moved(serve, tmp_path):
    site = serve(
        {
            "/": page("Home", links("/secret")),
            "/robots.txt": (301, {"Location": "/rules.txt"}, ""),
            "/rules.txt": (200, {"Content-Type": "text/plain"}, "User-agent: *\nDisallow: /secret"),
            "/secret": page("Secret", BAD),
        }
    )
    assert run(site.url, cwd=tmp_path).found == []


def test_sitemaps_that_breed(serve, tmp_path):
    def index(path):
        entries = "".join(f"<sitemap><loc>{site.url}{path}{number}.</loc></sitemap>" for number in range(40))
        return 200, {"Content-Type": "text/xml"}, f"<sitemapindex>{entries}</sitemapindex>"

    site = serve({"/": page("Home", "Hello.")}, {"/s": lambda request: index(request.path)})
    assert run(site.url, "--concurrency", "16", cwd=tmp_path).code == 0
    assert len(site.asked) < 300  # of 64,000


def test_start_that_is_not_there(serve, tmp_path):
    ran = run(serve({}).url, cwd=tmp_path)
    assert [error["message"] for error in ran.report["errors"]] == ["the server answers 404"]


def test_server_that_is_down_is_left_alone(serve, tmp_path):
    failing = {f"/{number}": (500, {}, "") for number in range(40)}
    site = serve({"/": page("Home", links(*failing)), **failing})
    ran = run(site.url, "--retries", "0", "--concurrency", "1", cwd=tmp_path)
    assert "20 addresses in a row could not be read" in ran.report["errors"][-1]["message"]
    assert len(site.paths()) < 25


def test_server_that_asks_to_wait_for_an_hour_is_left_alone(serve, tmp_path):
    site = serve(
        {"/": page("Home", links("/a", "/b"), BAD), "/a": (429, {"Retry-After": "3600"}, ""), "/b": page("B", BAD)}
    )
    ran = run(site.url, "--concurrency", "1", cwd=tmp_path)
    assert [error["message"] for error in ran.report["errors"]] == [
        f"127.0.0.1:{site.port} asks to wait 3,600 seconds before the next request: go on then with --resume"
    ]
    site.pages["/a"] = page("A", "<p>Nobody committed suicide.</p>")
    again = run(site.url, "--resume", cwd=tmp_path)
    assert [path.rpartition("/")[2] for path, _ in again.found] == ["", "a", "b"]


def test_certificate_that_cannot_be_trusted(serve, certificate, tmp_path):
    site = serve({"/": page("Home", BAD)}, certificate=certificate)
    ran = run(site.url, cwd=tmp_path)
    (error,) = ran.report["errors"]
    assert error["message"].startswith("its certificate cannot be trusted")
    assert "--no-verify-tls" in error["message"]


def test_certificate_that_the_user_trusts(serve, certificate, tmp_path):
    site = serve({"/": page("Home", BAD)}, certificate=certificate)
    assert run(site.url, "--no-verify-tls", cwd=tmp_path).found == [(f"{site.url}/", "suicide/commit")]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Return the files of a certificate that signs itself, and of its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.timezone.utc)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder / "cert.pem", folder / "key.pem"
