"""Blind signatures: the published vectors of RFC 9474, what is refused, and the browser's library beside ours."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from tools import blind_voter

from thidua.signing import blind

VENDORED = Path(__file__).parents[2] / "src/thidua/site/static/vendor/blindrsa-ts"
VECTOR = dict(
    line.split(" = ")
    for line in (Path(__file__).parent / "rfc9474_a1.txt").read_text().splitlines()
    if not line.startswith("#")
)


@pytest.fixture(scope="module")
def keys() -> tuple[str, str]:
    return blind.new_key()


def the_published_key() -> tuple[str, str]:
    p, q = int(VECTOR["p"], 16), int(VECTOR["q"], 16)
    e = 65_537
    d = pow(e, -1, (p - 1) * (q - 1))
    public = rsa.RSAPublicNumbers(e, p * q)
    private = rsa.RSAPrivateNumbers(
        p, q, d, rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q), public
    ).private_key()
    return (
        private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
        private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
    )


def test_the_published_vector_is_blinded_signed_unblinded_and_verified_as_printed():
    private, public = the_published_key()
    n = int(VECTOR["p"], 16) * int(VECTOR["q"], 16)
    blinded = blind_voter.prepare_and_blind(
        public,
        bytes.fromhex(VECTOR["msg"]),
        prefix=bytes.fromhex(VECTOR["msg_prefix"]),
        salt=bytes.fromhex(VECTOR["salt"]),
        r=pow(int(VECTOR["inv"], 16), -1, n),
    )
    answer = blind.blind_sign(private, blinded.blinded)
    assert answer.hex() == VECTOR["blind_sig"]
    signature = blind_voter.finalize(public, blinded, answer)
    assert signature.hex() == VECTOR["sig"]
    assert blind.verify(public, blinded.prefix, blinded.message, signature)


def test_the_same_blinded_message_gets_the_same_answer_and_two_blindings_look_alike_in_nothing(keys):
    private, public = keys
    one = blind_voter.prepare_and_blind(public, b"phieu")
    two = blind_voter.prepare_and_blind(public, b"phieu")
    assert one.blinded != two.blinded
    assert blind.blind_sign(private, one.blinded) == blind.blind_sign(private, one.blinded)


def test_anything_altered_does_not_verify(keys):
    private, public = keys
    blinded = blind_voter.prepare_and_blind(public, b"phieu")
    signature = blind_voter.finalize(public, blinded, blind.blind_sign(private, blinded.blinded))
    other = blind.new_key()[1]
    assert blind.verify(public, blinded.prefix, b"phieu", signature)
    assert not blind.verify(public, blinded.prefix, b"phieu khac", signature)
    assert not blind.verify(public, bytes(32), b"phieu", signature)
    assert not blind.verify(public, b"", blinded.prefix + b"phieu", signature)
    assert not blind.verify(public, blinded.prefix, b"phieu", signature[:-1] + bytes([signature[-1] ^ 1]))
    assert not blind.verify(public, blinded.prefix, b"phieu", b"")
    assert not blind.verify(other, blinded.prefix, b"phieu", signature)


@pytest.mark.parametrize("blinded", [b"", bytes(255), bytes(256), b"\xff" * 256, bytes(257)])
def test_only_a_blinded_message_of_this_key_is_signed(keys, blinded):
    with pytest.raises(blind.CannotSign):
        blind.blind_sign(keys[0], blinded)


def test_a_signer_that_cheats_is_noticed_by_the_voter(keys):
    private, public = keys
    blinded = blind_voter.prepare_and_blind(public, b"phieu")
    wrong = blind.blind_sign(private, blind_voter.prepare_and_blind(public, b"khac").blinded)
    with pytest.raises(ValueError, match="invalid signature"):
        blind_voter.finalize(public, blinded, wrong)


def test_the_browser_s_library_is_the_published_one():
    listed = (VENDORED / "SHA256SUMS.txt").read_text().splitlines()
    for line in listed:
        digest, name = line.split()
        assert hashlib.sha256((VENDORED / name).read_bytes()).hexdigest() == digest, name
    code = {str(path.relative_to(VENDORED)) for path in VENDORED.rglob("*.js")}
    assert code <= {line.split()[1] for line in listed}


_BOTH_WAYS = """
const { BlindRSA, PrepareType } = await import(process.argv[1]);
const { spki, message } = JSON.parse(process.argv[2]);
const suite = new BlindRSA({ hash: "SHA-384", saltLength: 48, prepareType: PrepareType.Randomized });
const hex = (bytes) => Buffer.from(bytes).toString("hex");
const key = await crypto.subtle.importKey("spki", Buffer.from(spki, "base64"), { name: "RSA-PSS", hash: "SHA-384" }, true, ["verify"]);
const prepared = suite.prepare(new TextEncoder().encode(message));
const { blindedMsg, inv } = await suite.blind(key, prepared);
console.log(hex(blindedMsg));
process.stdin.once("data", async (answer) => {
  const signature = await suite.finalize(key, prepared, Buffer.from(answer.toString().trim(), "hex"), inv);
  console.log(JSON.stringify({ prefix: hex(prepared.slice(0, 32)), signature: hex(signature) }));
  process.exit(0);
});
"""


@pytest.mark.skipif(shutil.which("node") is None, reason="no Node.js; the browser test runs the same library")
def test_what_the_browser_s_library_blinds_we_sign_and_what_it_unblinds_we_verify(keys, tmp_path):
    from base64 import b64encode

    private, public = keys
    # Without a package.json Node takes *.js for CommonJS; the browser is told by <script type="module">.
    shutil.copytree(VENDORED, tmp_path / "lib")
    (tmp_path / "lib" / "package.json").write_text('{"type":"module"}')
    said = json.dumps({"spki": b64encode(blind.spki(public)).decode(), "message": "Phiếu kín"})
    with subprocess.Popen(
        ["node", "--input-type=module", "-e", _BOTH_WAYS, (tmp_path / "lib/blindrsa.js").as_uri(), said],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as node:
        blinded = bytes.fromhex(node.stdout.readline())
        out, _ = node.communicate(blind.blind_sign(private, blinded).hex() + "\n", timeout=60)
    paper = json.loads(out)
    prefix, signature = bytes.fromhex(paper["prefix"]), bytes.fromhex(paper["signature"])
    assert blind.verify(public, prefix, "Phiếu kín".encode(), signature)
