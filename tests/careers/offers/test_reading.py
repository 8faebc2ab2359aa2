"""What import_offers calls: hosts that are allowed, at public addresses, and nothing else (S9)."""

import datetime
import http.server
import ipaddress
import ssl
import threading

import pytest
import urllib3
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from careers.offers import reading
from careers.offers.errors import FeedError

HOST = "jobs.aurore.example"


@pytest.fixture(autouse=True)
def allowed(settings):
    settings.OFFER_FEED_HOSTS = [HOST]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (f"http://{HOST}/", "does not begin with https"),
        (f"ftp://{HOST}/", "does not begin with https"),
        ("file:///etc/passwd", "does not begin with https"),
        ("https://evil.example/", "not one of OFFER_FEED_HOSTS"),
        (f"https://{HOST}.evil.example/", "not one of OFFER_FEED_HOSTS"),
        (f"https://evil.example/{HOST}", "not one of OFFER_FEED_HOSTS"),
        (f"https://{HOST}@evil.example/", "neither a port nor a name"),
        (f"https://evil.example@{HOST}/", "neither a port nor a name"),
        (f"https://{HOST}:8443/", "neither a port nor a name"),
        (f"https://{HOST}:x/", "no web address"),
        ("https://[::1/", "no web address"),
        ("https:///", "not one of OFFER_FEED_HOSTS"),
    ],
)
def test_addresses_that_are_never_called(address, said, monkeypatch):
    monkeypatch.setattr(reading.socket, "getaddrinfo", None)
    with pytest.raises(FeedError, match=said):
        reading.read(address)


@pytest.mark.parametrize(
    "found",
    [
        ["127.0.0.1"],
        ["10.0.0.1"],
        ["169.254.169.254"],
        ["192.168.1.1"],
        ["100.64.0.1"],
        ["0.0.0.0"],
        ["224.0.0.1"],
        ["::1"],
        ["fe80::1%eth0"],
        ["fd00::1"],
        ["::ffff:10.0.0.1"],
        ["2002:7f00:1::"],
        ["93.184.216.34", "10.0.0.1"],
        [],
    ],
)
def test_names_that_lead_inside_a_network_are_refused(found, monkeypatch):
    answers = [(None, None, None, "", (address, 443)) for address in found]
    monkeypatch.setattr(reading.socket, "getaddrinfo", lambda *args, **kwargs: answers)
    monkeypatch.setattr(urllib3, "HTTPSConnectionPool", None)
    with pytest.raises(FeedError, match="not public"):
        reading.read(f"https://{HOST}/jobs")


def test_a_public_address_is_connected_to_as_it_was_looked_at(monkeypatch):
    """The name is not looked up a second time, and the certificate must still be its own."""
    made = {}

    def pool(host, **options):
        made.update(options, host=host)
        raise OSError("far enough")

    answers = [(None, None, None, "", ("93.184.216.34", 443))]
    monkeypatch.setattr(reading.socket, "getaddrinfo", lambda *args, **kwargs: answers)
    monkeypatch.setattr(urllib3, "HTTPSConnectionPool", pool)
    with pytest.raises((FeedError, OSError), match="far enough"):
        reading.read(f"https://{HOST}/jobs")
    assert made["host"] == "93.184.216.34"
    assert made["server_hostname"] == made["assert_hostname"] == HOST
    assert made["cert_reqs"] == "CERT_REQUIRED"


class Server(http.server.BaseHTTPRequestHandler):
    """What a host may do to us, by path."""

    asked: list[tuple[str, str]] = []

    def do_GET(self):
        self.asked.append((self.path, self.headers["Host"]))
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/jobs")
            self.end_headers()
        elif self.path == "/missing":
            self.send_error(404)
        else:
            self.send_response(200)
            if self.path == "/packed":
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.answer()

    def answer(self):
        try:
            for _ in range(200 if self.path in ("/large", "/slow") else 1):
                self.wfile.write(b"[]" if self.path.startswith("/jobs") else b" " * 200)
        except OSError:
            pass  # the other side had enough

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A key and a certificate of ``HOST``, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def server(certificate, monkeypatch):
    """A server of ours in the place of ``HOST``, over TLS."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    Server.asked = []
    real = urllib3.HTTPSConnectionPool

    def pool(host, port, **options):
        assert ipaddress.ip_address(host).is_loopback
        return real(host, port=server.server_port, ca_certs=str(certificate), **options)

    monkeypatch.setattr(urllib3, "HTTPSConnectionPool", pool)
    monkeypatch.setattr(reading, "public_address", lambda host: "127.0.0.1")
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_feed_is_read_under_its_own_name(server):
    feed = reading.read(f"https://{HOST}/jobs?content=true")
    assert (feed.data, feed.address) == (b"[]", f"https://{HOST}/jobs?content=true")
    assert Server.asked == [("/jobs?content=true", HOST)]


def test_redirects_are_not_followed(server):
    with pytest.raises(FeedError, match="redirects elsewhere"):
        reading.read(f"https://{HOST}/moved")
    assert [path for path, _ in Server.asked] == ["/moved"]


@pytest.mark.parametrize(
    ("path", "said"), [("missing", r"answers \(404\)"), ("packed", "compressed data")]
)
def test_answers_that_are_no_feed(server, path, said):
    with pytest.raises(FeedError, match=said):
        reading.read(f"https://{HOST}/{path}")


def test_what_is_too_large_is_not_read_to_its_end(server, monkeypatch):
    monkeypatch.setattr(reading, "LARGEST", 10_000)
    with pytest.raises(FeedError, match="larger than"):
        reading.read(f"https://{HOST}/large")


def test_what_takes_too_long_is_given_up(server, monkeypatch):
    monkeypatch.setattr(reading, "LONGEST", -1)
    with pytest.raises(FeedError, match="takes longer"):
        reading.read(f"https://{HOST}/slow")


def test_a_certificate_of_another_name_is_refused(server, settings):
    settings.OFFER_FEED_HOSTS = ["other.example"]
    with pytest.raises(FeedError, match="cannot be read"):
        reading.read("https://other.example/jobs")
    assert Server.asked == []


def test_a_file_is_bounded_too(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "LARGEST", 10)
    path = tmp_path / "feed"
    path.write_bytes(b"x" * 11)
    with pytest.raises(FeedError, match="larger than"):
        reading.read(str(path))
