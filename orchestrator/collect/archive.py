"""Archives that unpack to more than they are worth, told from what they declare.  Pure.

Nothing is ever unpacked: the directory at the end of a zip names the size of each file.
"""

import struct

RATIO = 100
UNPACKED_BYTES = 50 * 1024 * 1024

_END = b"PK\x05\x06"
_ENTRY = struct.Struct("<4s4xHH8xLLHHH12x")
_ENTRY_MARK = b"PK\x01\x02"
_LONGEST_COMMENT = 65_535 + 22
_IS_ENCRYPTED = 0x1
_UNKNOWN_SIZE = 0xFFFFFFFF
_NESTED = (b".zip", b".7z", b".rar", b".gz", b".bz2", b".xz", b".zst")


def is_suspicious(content: bytes) -> bool:
    """True for an archive that is encrypted, nested, or declares more than the caps or nonsense."""
    if content.startswith(b"\x1f\x8b"):
        return _is_too_much(int.from_bytes(content[-4:], "little"), len(content))
    if not content.startswith((b"PK\x03\x04", _END)):
        return False
    at = content.rfind(_END, max(0, len(content) - _LONGEST_COMMENT))
    if at < 0 or at + 20 > len(content):
        return False  # Without a directory it declares nothing, and hardly anything opens it.
    entries, size, start = struct.unpack_from("<HLL", content, at + 10)
    return _is_suspicious_directory(content[start : start + size], entries)


def _is_suspicious_directory(directory: bytes, entries: int) -> bool:
    at, unpacked, packed = 0, 0, 0
    for _ in range(entries):
        if not directory.startswith(_ENTRY_MARK, at) or at + _ENTRY.size > len(directory):
            return True
        _, flags, _, short, long, name, extra, comment = _ENTRY.unpack_from(directory, at)
        begun = at + _ENTRY.size
        if flags & _IS_ENCRYPTED or long == _UNKNOWN_SIZE:
            return True
        if directory[begun : begun + name].lower().endswith(_NESTED):
            return True
        unpacked += long
        packed += short
        at = begun + name + extra + comment
    return _is_too_much(unpacked, packed)


def _is_too_much(unpacked: int, packed: int) -> bool:
    return unpacked > UNPACKED_BYTES or unpacked > RATIO * max(packed, 1024)
