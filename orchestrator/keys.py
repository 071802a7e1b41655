"""The two key files outside the database: one signs, one seals.

`signing` makes reply tokens, unsubscribe links and web sessions; `sealing` encrypts
mailbox passwords.  Both are made by `orchestrator init`, readable by their owner
only, and never logged.
"""

from pathlib import Path
import secrets

from cryptography.fernet import Fernet, InvalidToken

from orchestrator.errors import ConfigError

SIGNING = "signing.key"
SEALING = "sealing.key"


def make_keys(folder: Path) -> bool:
    """Write the files that are missing; return whether any was.  Never replaces one."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = [
        _write_new(folder / SIGNING, secrets.token_hex(32).encode()),
        _write_new(folder / SEALING, Fernet.generate_key()),
    ]
    return any(made)


def signing_key(folder: Path) -> bytes:
    """Raises ConfigError when the file is missing, short, or readable by others."""
    return _read(folder / SIGNING)


def seal(folder: Path, secret: str) -> str:
    """Encrypt ``secret`` for the database.  Raises ConfigError as `signing_key` does."""
    return Fernet(_read(folder / SEALING)).encrypt(secret.encode()).decode()


def unseal(folder: Path, sealed: str) -> str:
    """Decrypt what `seal` made.  Raises ConfigError when the key is not the one used."""
    try:
        return Fernet(_read(folder / SEALING)).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise ConfigError(f"{folder / SEALING}: this key does not fit this database") from None


def require_private(path: Path, mode: int) -> None:
    """Raises ConfigError when others than its owner can read a key file."""
    if mode & 0o077:
        raise ConfigError(f"{path}: other users can read it; run: chmod 600 {path}")


def _write_new(path: Path, content: bytes) -> bool:
    if path.exists():
        return False
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(content)
    return True


def _read(path: Path) -> bytes:
    try:
        mode, content = path.stat().st_mode, path.read_bytes().strip()
    except OSError as error:
        raise ConfigError(
            f"{path}: {error.strerror}; make the keys with: orchestrator init"
        ) from error
    require_private(path, mode)
    if len(content) < 32:
        raise ConfigError(f"{path}: shorter than 32 characters; make a new one")
    return content
