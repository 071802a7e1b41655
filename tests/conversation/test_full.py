"""A full model that is there and cannot be read leaves the fast one."""

import json
import os
from pathlib import Path
import subprocess
import sys

from click.testing import CliRunner
import pytest

from orchestrator.cli.sentiment import sentiment
from orchestrator.conversation.sentiment import full
from orchestrator.conversation.sentiment.encoder import reader
from orchestrator.conversation.sentiment.encoder.learned import read_learned
from orchestrator.errors import DependencyError


def test_what_was_learned_and_cannot_be_read_leaves_the_fast_model(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader.shipped_encoder.cache_clear()
    whole = read_learned
    # The base is not looked at before the file is open.
    monkeypatch.setattr(reader, "Base", lambda: None)
    monkeypatch.setattr(reader, "read_learned", lambda data, base: whole(data[:-9000], base))
    with pytest.raises(DependencyError, match="BadZipFile"):
        full.find_encoder()
    asked = json.dumps({"id": 1, "text": "We will not pay this invoice."})
    result = CliRunner().invoke(sentiment, input=asked)
    assert result.exit_code == 0
    assert "cannot be read" in result.stderr
    assert json.loads(result.stdout)["label"] == "negative"


def test_a_broken_package_is_no_end_of_the_fast_model(tmp_path: Path) -> None:
    (tmp_path / "numpy").mkdir()
    (tmp_path / "numpy" / "__init__.py").write_text("raise ImportError('broken build')\n")
    code = (
        "from orchestrator.conversation.sentiment.full import find_encoder\n"
        "from orchestrator.errors import DependencyError\n"
        "try:\n    find_encoder()\nexcept DependencyError as error:\n    print(error)\n"
    )
    path = os.pathsep.join([str(tmp_path), *sys.path])
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "broken build" in ran.stdout
