"""Records what `jwcrypto` seals, and a keyring made with `cryptography` alone.

Run by `cargo xtask oracles`; the shape of the fixtures stands in their README.
Sealing is random: a fixture that still opens and has the same cases is left as
it is. What the command line seals (`native.json`) is opened here, too.
"""

import base64
import hashlib
import json
import os
from importlib.metadata import version
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from jwcrypto import jwe, jwk

FIXTURES = Path(__file__).resolve().parent.parent / "crates/exchange/tests/fixtures/sealed"
ALG, ENC = "ECDH-ES+A256KW", "A256GCM"
PASSPHRASE = "订书机 电池 horse 正确"
# With everything a person may write differently: case, O for 0, l for 1, gaps.
RECOVERY = "0123-4567-89ab-CDEF GHJKMNPQ RSTV-Olio"
ITERATIONS = 600_000


def encode(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def content():
    """The response as the tablet seals it: padded to a multiple of 256 bytes."""
    response = json.loads((FIXTURES / "response.json").read_text(encoding="utf-8"))
    text = json.dumps(response, ensure_ascii=False, separators=(",", ":"))
    return text + " " * (-len(text.encode()) % 256)


def label():
    response = json.loads(content())
    known = {name: response[name] for name in ["id", "device", "sequence"]}
    text = {"heard": 1, "what": "response", **known, "day": response["started_at"][:10]}
    return json.dumps(text, separators=(",", ":"))


def seal(keys, protected, header=lambda key: None, aad=None, compact=False):
    token = jwe.JWE(content().encode(), protected=json.dumps(protected), aad=aad)
    for key in keys:
        own = header(key)
        token.add_recipient(key, header=own and json.dumps(own))
    return token.serialize(compact=compact)


def named(key):
    return {"alg": ALG, "kid": key.thumbprint()}


def cases(keys):
    """Name, whose keys open it, what is authenticated beside, how it is sealed."""
    a, b = keys[:2]
    both = {"alg": ALG, "enc": ENC}
    return [
        ("general, four recipients", keys, label(), lambda: seal(keys, {"enc": ENC}, named, label())),
        ("flattened", [a], label(), lambda: seal([a], {"enc": ENC}, named, label())),
        ("flattened, all of the header protected", [b], None, lambda: seal([b], both)),
        ("compact", [a], None, lambda: seal([a], {**both, "kid": a.thumbprint()}, compact=True)),
    ]


def private(key):
    return {**json.loads(key.export_private()), "kid": key.thumbprint()}


def recorded(name):
    path = FIXTURES / name
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def record(name, value):
    text = json.dumps(value, indent=1, ensure_ascii=False) + "\n"
    (FIXTURES / name).write_text(text, encoding="utf-8")
    print(name)


def check(fixture):
    """Everything in a fixture opens for everybody it is for."""
    keys = {key["kid"]: jwk.JWK(**key) for key in fixture["keys"]}
    for one in fixture["sealed"]:
        for kid in one["opens"]:
            token = jwe.JWE()
            token.deserialize(one["jwe"], keys[kid])
            assert token.payload.decode() == one["content"], (one["name"], kid)
            aad = token.objects.get("aad")
            assert one["aad"] == (aad if aad is None or isinstance(aad, str) else aad.decode())


def jwcrypto():
    now = "jwcrypto " + version("jwcrypto")
    fixture = recorded("jwcrypto.json")
    names = [one["name"] for one in fixture["sealed"]] if fixture else []
    keys = [jwk.JWK.generate(kty="EC", crv="P-256") for _ in range(4)]
    wanted = cases(keys)
    stands = fixture and fixture["made_by"] == now and names == [name for name, *_ in wanted]
    if not stands or any(one["content"] != content() for one in fixture["sealed"]):
        sealed = [
            {
                "name": name,
                "opens": [key.thumbprint() for key in owners],
                "content": content(),
                "aad": aad,
                "jwe": make(),
            }
            for name, owners, aad, make in wanted
        ]
        fixture = {"made_by": now, "keys": [private(key) for key in keys], "sealed": sealed}
        record("jwcrypto.json", fixture)
    check(fixture)


def sealed_key(main, key):
    """A private key of the keyring, and its JWK."""
    numbers = key.public_key().public_numbers()
    x, y = (encode(number.to_bytes(32, "big")) for number in (numbers.x, numbers.y))
    thumb = json.dumps({"crv": "P-256", "kty": "EC", "x": x, "y": y}, separators=(",", ":"))
    kid = encode(hashlib.sha256(thumb.encode()).digest())
    pkcs8 = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    iv = os.urandom(12)
    private = encode(AESGCM(main).encrypt(iv, pkcs8, kid.encode()))
    d = encode(key.private_numbers().private_value.to_bytes(32, "big"))
    known = {"kty": "EC", "crv": "P-256", "x": x, "y": y, "d": d, "kid": kid}
    return {"kid": kid, "x": x, "y": y, "iv": encode(iv), "private": private}, known


def derive(secret, salt):
    kdf = PBKDF2HMAC(hashes.SHA256(), length=32, salt=salt, iterations=ITERATIONS)
    return kdf.derive(secret.encode())


def lock(main, by, secret):
    salt, iv = os.urandom(16), os.urandom(12)
    sealed = AESGCM(derive(secret, salt)).encrypt(iv, main, by.encode())
    return {
        "by": by,
        "salt": encode(salt),
        "iterations": ITERATIONS,
        "iv": encode(iv),
        "main": encode(sealed),
    }


def canonical(recovery):
    """What a recovery key is derived from."""
    letters = recovery.upper().replace("-", "").replace(" ", "")
    assert len(letters) == 32
    return letters.translate(str.maketrans("OIL", "011"))


def keyring():
    now = "cryptography " + version("cryptography")
    fixture = recorded("keyring.json")
    wanted = [now, PASSPHRASE, RECOVERY]
    if not fixture or [fixture[name] for name in ["made_by", "passphrase", "recovery"]] != wanted:
        main = os.urandom(32)
        made = [sealed_key(main, ec.generate_private_key(ec.SECP256R1())) for _ in range(2)]
        keys = [jwk.JWK(**known) for _, known in made]
        secrets = [("passphrase", PASSPHRASE), ("recovery", canonical(RECOVERY))]
        sealed = [
            {
                "name": name,
                "opens": [key.thumbprint()],
                "content": content(),
                "aad": label(),
                "jwe": seal([key], {"enc": ENC}, named, label()),
            }
            for name, key in zip(["to the newest key", "to the older key"], keys)
        ]
        fixture = {
            "made_by": now,
            "passphrase": PASSPHRASE,
            "recovery": RECOVERY,
            "keyring": {
                "keys": [key for key, _ in made],
                "locks": [lock(main, by, secret) for by, secret in secrets],
            },
            "keys": [known for _, known in made],
            "pem": keys[0].export_to_pem(private_key=True, password=None).decode(),
            "sealed": sealed,
        }
        record("keyring.json", fixture)
    check(fixture)
    for one in fixture["keyring"]["locks"]:
        secret = fixture[one["by"]]
        secret = canonical(secret) if one["by"] == "recovery" else secret
        key = derive(secret, decode(one["salt"]))
        main = AESGCM(key).decrypt(decode(one["iv"]), decode(one["main"]), one["by"].encode())
        assert len(main) == 32


if __name__ == "__main__":
    jwcrypto()
    keyring()
    check(recorded("native.json"))
