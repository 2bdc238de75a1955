"""A signing service for trying out: it signs with a certificate that says it is none, and fails as real ones do.

The passphrase chooses: `selaras-demo` signs; `lambat` never answers, `kedaluwarsa` signs with an expired
certificate, `separuh` answers half, anything else is a wrong passphrase.
"""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID

from selaras.core import clock
from selaras.papers.signing.asking import ServiceSilent, SigningRequest, WrongPassphrase
from selaras.papers.signing.pdf import embed

RIGHT, SLOW, EXPIRED, HALF = "selaras-demo", "lambat", "kedaluwarsa", "separuh"
NAME = "Tanda tangan demonstrasi (bukan BSrE)"


class DemonstrationService:
    """Stands where BSrE stands in earnest."""

    name = NAME

    def sign(self, request: SigningRequest) -> bytes:
        """Sign, or fail in the way that was asked for."""
        if request.passphrase == SLOW:
            raise ServiceSilent
        if request.passphrase not in (RIGHT, EXPIRED, HALF):
            raise WrongPassphrase
        signed = embed(
            request.content, reason=request.reason, at=clock.now(),
            make=lambda covered: _signature(covered, is_expired=request.passphrase == EXPIRED),
        )  # fmt: skip
        return signed[: len(signed) // 2] if request.passphrase == HALF else signed


def _signature(covered: bytes, *, is_expired: bool) -> bytes:
    key, certificate = _pair(is_expired)
    builder = pkcs7.PKCS7SignatureBuilder().set_data(covered).add_signer(certificate, key, hashes.SHA256())
    options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    return builder.sign(Encoding.DER, options)


@lru_cache(maxsize=2)
def _pair(is_expired: bool) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """A key and a certificate of its own, made anew in every process: nobody could ever trust it."""
    key, now = ec.generate_private_key(ec.SECP256R1()), clock.now()
    until = now - timedelta(days=1) if is_expired else now + timedelta(days=365)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=30))
        .not_valid_after(until)
        .sign(key, hashes.SHA256())
    )
    return key, certificate
