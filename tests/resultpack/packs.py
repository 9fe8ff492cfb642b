"""A pack that was made, to be altered by somebody who holds the right key. No Django."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from thidua.resultpack.checking import canonical, container
from thidua.resultpack.checking.container import MANIFEST, SIGNATURE
from thidua.resultpack.checking.manifest import check_manifest, signed
from thidua.signing import ed25519


@dataclass(frozen=True)
class Packed:
    """A pack's bytes, and the private key that signed it."""

    content: bytes
    private_key: bytes

    @property
    def fingerprint(self) -> str:
        return ed25519.fingerprint(ed25519.public_of(self.private_key))

    @property
    def parts(self) -> dict[str, bytes]:
        return container.read(self.content)

    def value(self, part: str) -> Any:
        """A part as values to be altered."""
        return canonical.load(self.parts[part], part)

    def with_parts(self, changed: dict[str, Any]) -> bytes:
        """The pack with other parts (values, bytes, or None to leave one out), signed with the right key."""
        parts = self.parts
        manifest = check_manifest(parts)
        del parts[MANIFEST], parts[SIGNATURE]
        for name, value in changed.items():
            if value is None:
                del parts[name]
            else:
                parts[name] = value if isinstance(value, bytes) else canonical.dump(value)
        return container.write(signed(manifest, parts, self.private_key))
