"""A time-stamping authority of our own: certificates, and a server that signs with OpenSSL."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

CONFIG = """
[tsa]
default_tsa = it
[it]
serial = {home}/serial
signer_cert = {home}/tsa.pem
signer_key = {home}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
"""


@dataclass(frozen=True)
class Authority:
    url: str
    certificate: Path


@contextmanager
def authority(home: Path) -> Iterator[Authority]:
    """One that answers on loopback; the test is skipped where there is no OpenSSL to sign with."""
    pytest.importorskip("rfc3161_client", reason="the library for time stamps is not installed")
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("there is no openssl to sign time stamps with")
    certificates(home)
    (home / "serial").write_text("01\n")
    (home / "tsa.cnf").write_text(CONFIG.format(home=home))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = home / "query.tsq"
            query.write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            made = home / "reply.tsr"
            asked = [openssl, "ts", "-reply", "-queryfile", query, "-config", home / "tsa.cnf", "-out", made]
            subprocess.run(asked, check=True, capture_output=True)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(made.read_bytes())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Authority(f"http://127.0.0.1:{server.server_port}/", home / "ca.pem")
    finally:
        server.shutdown()
        server.server_close()


def certificates(home: Path) -> None:
    """A root and, signed by it, a certificate that may stamp times and nothing else."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    now = datetime.now(UTC)

    def named(name: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])

    def key() -> rsa.RSAPrivateKey:
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def signed(
        name: str, own: rsa.RSAPrivateKey, issuer: str, by: rsa.RSAPrivateKey, *more: tuple[x509.ExtensionType, bool]
    ) -> x509.Certificate:
        made = x509.CertificateBuilder().subject_name(named(name)).issuer_name(named(issuer))
        made = made.public_key(own.public_key()).serial_number(x509.random_serial_number())
        made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=30))
        for extension, critical in more:
            made = made.add_extension(extension, critical)
        return made.sign(by, hashes.SHA256())

    root, tsa = key(), key()
    identifier = x509.SubjectKeyIdentifier.from_public_key(root.public_key())
    ca = signed("Test root", root, "Test root", root, (x509.BasicConstraints(True, None), True), (identifier, False))
    stamps = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    knows = x509.AuthorityKeyIdentifier.from_issuer_public_key(root.public_key())
    leaf = signed("Test TSA", tsa, "Test root", root, (stamps, True), (knows, False))
    (home / "ca.pem").write_bytes(ca.public_bytes(serialization.Encoding.PEM))
    (home / "tsa.pem").write_bytes(leaf.public_bytes(serialization.Encoding.PEM))
    (home / "tsa.key").write_bytes(
        tsa.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
        )
    )
