"""The key files: made once, readable by their owner alone, and never replaced."""

from pathlib import Path

import pytest

from orchestrator.errors import ConfigError
from orchestrator.keys import SEALING, SIGNING, make_keys, seal, signing_key, unseal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_keys(tmp_path / "keys")
    return tmp_path / "keys"


def test_keys_are_made_once(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert set(before) == {SIGNING, SEALING}
    assert make_keys(folder) is False
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_only_the_missing_key_is_made(folder: Path) -> None:
    kept = signing_key(folder)
    (folder / SEALING).unlink()
    assert make_keys(folder) is True
    assert signing_key(folder) == kept


def test_nobody_else_can_read_them(folder: Path) -> None:
    modes = [path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())]
    assert modes == [0o700, 0o600, 0o600]


def test_two_installations_have_different_keys(folder: Path, tmp_path: Path) -> None:
    make_keys(tmp_path / "other")
    assert signing_key(folder) != signing_key(tmp_path / "other")


def test_what_is_sealed_opens_with_its_own_key_only(folder: Path, tmp_path: Path) -> None:
    sealed = seal(folder, "pässword")
    assert "password" not in sealed
    assert unseal(folder, sealed) == "pässword"
    make_keys(tmp_path / "other")
    with pytest.raises(ConfigError, match="does not fit this database"):
        unseal(tmp_path / "other", sealed)


def test_sealing_twice_does_not_show_that_it_is_the_same(folder: Path) -> None:
    assert seal(folder, "secret") != seal(folder, "secret")


def test_a_missing_key_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="orchestrator init"):
        signing_key(tmp_path)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_key_that_others_can_read_is_refused(folder: Path, mode: int) -> None:
    (folder / SIGNING).chmod(mode)
    with pytest.raises(ConfigError, match="chmod 600"):
        signing_key(folder)


def test_a_short_key_is_refused(folder: Path) -> None:
    (folder / SIGNING).write_text("x" * 31)
    with pytest.raises(ConfigError, match="32 characters"):
        signing_key(folder)
