"""Every capability has its row, and every row names tests that exist and are run."""

import ast
from pathlib import Path
import re

ROOT = Path(__file__).parents[1]
ROWS = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in (ROOT / "docs" / "capabilities.md").read_text().splitlines()
    if line.startswith("| S")
]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def _tests_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text())
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_each_of_the_46_has_its_row_in_order() -> None:
    assert [row[0] for row in ROWS] == [f"S{number}" for number in range(1, 47)]
    assert all(len(row) == 4 and all(row) for row in ROWS)


def test_each_row_names_a_test_that_exists() -> None:
    for number, _, _, shown in ROWS:
        named = NAMED.findall(shown)
        assert named, number
        for path, name in named:
            assert (ROOT / path).is_file(), f"{number} names {path}"
            assert name in _tests_in(path), f"{number} names {name}, which is not in {path}"


def test_each_row_names_modules_that_exist() -> None:
    for number, _, where, _ in ROWS:
        for path in re.findall(r"`([\w/]+(?:\.py|/))`", where):
            assert (ROOT / "orchestrator" / path).exists(), f"{number} names {path}"
