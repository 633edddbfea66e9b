"""Who may come in: this machine only, and the coordinator by a link that is made at the first start.

The link holds a token that lies in the store folder, readable by its owner alone. A browser that has followed the
link holds a cookie that is derived from the token; whoever deletes the token's file signs every browser out.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import os
import secrets
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from helgelandlegen.errors import PlainError

TOKEN_FILE = "coordinator.token"
SIGN_IN_PATH = "/koordinator"
SIGN_OUT_PATH = "/koordinator/av"
_SHORTEST_TOKEN = 32  # characters; anything shorter is no token of ours, an empty file least of all


def is_loopback(host: str) -> bool:
    """Whether a host name or address (IPv6 with or without brackets) is this machine's own loopback."""
    host = host.strip().strip("[]").lower().rstrip(".")
    if host == "localhost":
        return True
    with suppress(ValueError):
        address = ipaddress.ip_address(host)
        return (getattr(address, "ipv4_mapped", None) or address).is_loopback
    return False


def require_loopback(address: str | None) -> str:
    """The address to listen on; PlainError for one that others than this machine can reach.

    None is what Streamlit's setting says where nothing is set: it then listens on every address.
    """
    if address is None or not is_loopback(address):
        raise PlainError(
            f"Dashbordet svarer bare på 127.0.0.1, ikke på «{address or 'alle adresser'}», fordi innlogging ikke er "
            "satt opp: sett adressen til 127.0.0.1 i oppsettet og start på nytt."
        )
    return "127.0.0.1" if address.strip().lower() == "localhost" else address.strip().strip("[]")


def coordinator_token(folder: Path) -> str:
    """The token of this store folder, made if there is none. Folder 0700, file 0600."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _close(folder)
    path = folder / TOKEN_FILE
    if (token := _read(folder)) is None:
        # Written beside and linked into place, so that no reader ever meets half a token and two starts agree on one.
        beside = folder / f"{TOKEN_FILE}.{secrets.token_hex(8)}"
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
        try:
            os.link(beside, path)
        except FileExistsError:
            if _read(folder) is None:  # there, but no token of ours
                os.replace(beside, path)
        beside.unlink(missing_ok=True)
        token = _read(folder)
        assert token is not None
    path.chmod(0o600)
    return token


def coordinator_link(folder: Path, port: int, host: str = "127.0.0.1") -> str:
    """The address that signs the coordinator in. It holds the token: print it in the terminal and nowhere else."""
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}{SIGN_IN_PATH}?nokkel={coordinator_token(folder)}"


def is_right_key(key: str, folder: Path) -> bool:
    """Whether a key from a link is the folder's token."""
    token = _read(folder)
    return token is not None and hmac.compare_digest(key.encode(), token.encode())


def coordinator_cookie(folder: Path) -> tuple[str, str]:
    """Name and value of the cookie of a signed-in browser.

    The value is derived from the token, so that the cookie does not give the link away. So is the name, since
    browsers share cookies between ports: two programmes on one machine then do not sign each other out.
    """
    return _cookie(coordinator_token(folder))


def is_coordinator(cookies: Mapping[str, str], folder: Path) -> bool:
    """Whether these cookies are those of a browser that followed the coordinator's link. Makes no token."""
    token = _read(folder)
    if token is None:
        return False
    name, value = _cookie(token)
    return hmac.compare_digest(cookies.get(name, "").encode(), value.encode())


def _cookie(token: str) -> tuple[str, str]:
    def derived(purpose: str) -> str:
        return hmac.new(token.encode(), purpose.encode(), hashlib.sha256).hexdigest()

    return f"koordinator_{derived('cookie name')[:8]}", derived("cookie value")


def _close(folder: Path) -> None:
    now = folder.stat()
    # A folder that others use as well (/tmp, someone else's) is not ours to close: there the files' own modes hold.
    if now.st_uid == os.getuid() and not now.st_mode & stat.S_ISVTX:
        folder.chmod(0o700)


def _read(folder: Path) -> str | None:
    with suppress(FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        token = (folder / TOKEN_FILE).read_text(encoding="ascii").strip()
        return token if len(token) >= _SHORTEST_TOKEN else None
    return None
