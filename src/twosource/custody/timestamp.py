"""Trusted time stamps (RFC 3161): an authority that the user names signs that a hash existed at a time.

Nothing but the SHA-256 of the hash is sent. What comes back is kept as it came, so that ``openssl ts -verify`` reads
it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from twosource.custody.digests import sha256
from twosource.errors import TwosourceError

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_SECONDS = 30


class StampError(TwosourceError):
    """No time stamp, or none that holds; the message says why."""


@dataclass(frozen=True, slots=True)
class Stamped:
    """What a token says: the time (UTC, ISO 8601) and whether the authority's signature was checked."""

    at: str
    signature_checked: bool


def authority(path: Path) -> list[Certificate]:
    """The certificates (PEM) of a time-stamping authority and who vouches for it."""
    from cryptography.x509 import load_pem_x509_certificates

    try:
        return load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as error:
        raise StampError(f"{path}: holds no certificates (PEM) that can be read ({error}).") from error


def request(server: str, digest: str) -> bytes:
    """Ask ``server`` (an http(s) address) to stamp a log's hash. Returns its answer, DER. Raises StampError."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    builder = TimestampRequestBuilder().data(digest.encode("ascii")).hash_algorithm(HashAlgorithm.SHA256)
    asked = builder.cert_request(cert_request=True).nonce(nonce=True).build()
    try:
        answer = httpx.post(
            server,
            content=asked.as_bytes(),
            headers={"Content-Type": "application/timestamp-query"},
            timeout=_SECONDS,
            trust_env=False,
        )
        answer.raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise StampError(
            f"{server}: gave no time stamp ({error}). Check the address, or name another server."
        ) from error
    read(answer.content, digest)
    return answer.content


def read(token: bytes, digest: str, roots: list[Certificate] | None = None) -> Stamped:
    """What a token says of a log's hash. With ``roots`` the signature is checked up to one of them, without them only
    that the token is about this hash. Raises StampError where it does not hold."""
    from cryptography.x509.verification import VerificationError as NotTrusted
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    try:
        response = decode_timestamp_response(token)
        said = response.tst_info
    except ValueError as error:
        raise StampError(f"The time stamp can't be read ({error}).") from error
    if said.message_imprint.message.hex() != sha256(digest.encode("ascii")):
        raise StampError("The time stamp is of another hash.")
    if roots:
        builder = VerifierBuilder()
        for root in roots:
            builder = builder.add_root_certificate(root)
        try:
            builder.build().verify_message(response, digest.encode("ascii"))
        except (VerificationError, NotTrusted, ValueError) as error:
            raise StampError(f"The time stamp's signature does not hold ({error}).") from error
    at: datetime = said.gen_time
    return Stamped(at.astimezone(UTC).isoformat().replace("+00:00", "Z"), bool(roots))
