"""Addresses that may be connected to, waits that servers ask for, and what is said of failures."""

import pytest
from OpenSSL.SSL import Error as TlsError
from scrapy.exceptions import DownloadFailedError
from twisted.internet.address import IPv4Address

from stigmalint.site.backoff import wait_asked_for
from stigmalint.site.network import GuardedResolver, is_public
from stigmalint.site.problems import describe, is_certificate


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",  # where clouds keep secrets
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address that is refused
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "nonsense",
    ],
)
def test_not_public(address):
    assert not is_public(address)


class Reactor:
    """Resolves every name to what it is told, each time to the next."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.nameResolver = self

    def resolveHostName(self, receiver, _name, port, *_):  # noqa: N802 - Twisted's interface
        receiver.resolutionBegan(self)
        for host in self.answers.pop(0):
            receiver.addressResolved(IPv4Address("TCP", host, port))
        receiver.resolutionComplete()


class Receiver:
    def __init__(self):
        self.hosts = []

    def resolutionBegan(self, resolution):  # noqa: N802
        pass

    def addressResolved(self, address):  # noqa: N802
        self.hosts.append(address.host)

    def resolutionComplete(self):  # noqa: N802
        pass


def resolved(resolver, name):
    receiver = Receiver()
    resolver.resolveHostName(receiver, name, 80)
    return receiver.hosts


def test_private_addresses_of_a_name_are_left_out():
    resolver = GuardedResolver(Reactor(["10.0.0.1", "93.184.215.14"]), 0)
    assert resolved(resolver, "mixed.invalid") == ["93.184.215.14"]


def test_name_that_changes_its_mind():
    resolver = GuardedResolver(Reactor(["93.184.215.14"], ["127.0.0.1"]), 0)
    assert [resolved(resolver, "rebinding.invalid") for _ in range(2)] == [["93.184.215.14"], []]


def test_remembered_names_are_looked_at_again():
    assert resolved(GuardedResolver(Reactor(["127.0.0.1"]), 10, allow_private=True), "cached.invalid") == ["127.0.0.1"]
    assert resolved(GuardedResolver(Reactor(), 10), "cached.invalid") == []


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 5 ", 5),
        ("", None),
        ("soon", None),
        ("-1", None),
        ("Thu, 01 Jan 1970 00:00:30 GMT", 20),
        ("Thu, 01 Jan 1970 00:00:01 GMT", 0),
        ("9" * 400, 999_999_999),
        ("Thu, 99 Jan 1970 00:00:01 GMT", None),
    ],
)
def test_wait_that_a_server_asks_for(header, seconds):
    assert wait_asked_for(header, now=10) == seconds


def test_certificate_behind_other_errors():
    error = DownloadFailedError("x")
    error.__cause__ = ValueError("y")
    error.__cause__.reasons = [TlsError("z")]
    assert is_certificate(error)
    assert not is_certificate(DownloadFailedError("x"))


def test_host_that_does_not_exist():
    from scrapy.exceptions import CannotResolveHostError

    said = describe(CannotResolveHostError(), "https://nowhere.invalid/a", timeout=1, max_bytes=1)
    assert said == "there is no host called nowhere.invalid"
