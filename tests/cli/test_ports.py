"""Ports: a free one, and a server that listens."""

from collections.abc import Sequence
from pathlib import Path
import socket

import pytest

from orchestrator.cli import ports
from orchestrator.cli.ports import HOST, accepts, free_port
from orchestrator.errors import Refused
from tests import servers


def test_the_next_free_port_is_taken() -> None:
    wanted = free_port()
    with socket.create_server((HOST, wanted)):
        assert wanted < free_port(wanted) < wanted + 100
    assert free_port(wanted) == wanted


@pytest.mark.parametrize(
    ("handed_out", "found"),
    [
        ("32768\t60999\n", [*range(10240, 32768), *range(61000, 65536)]),
        ("1024\t60999\n", range(61000, 65536)),
        ("1024\t65535\n", range(10240, 65536)),
    ],
)
def test_any_free_port_is_one_that_no_outgoing_connection_gets_where_there_are_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, handed_out: str, found: Sequence[int]
) -> None:
    monkeypatch.setattr(ports, "_HANDED_OUT", tmp_path / "range")
    (tmp_path / "range").write_text(handed_out)
    assert {free_port() for _ in range(50)} <= set(found)


def test_what_the_kernel_hands_out_is_what_connections_get() -> None:
    with (
        socket.create_server((HOST, 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        assert client.getsockname()[1] in ports._handed_out()


def test_a_port_for_a_test_is_nobody_elses_and_a_server_starts_there() -> None:
    port = servers.free_port()
    with socket.socket() as other, pytest.raises(OSError, match="in use"):
        other.bind((HOST, port))
    assert not accepts(port)
    with socket.create_server((HOST, port)):
        assert accepts(port)


def test_no_free_port_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "TRIED_AT_MOST", 1)
    wanted = free_port()
    with socket.create_server((HOST, wanted)), pytest.raises(Refused, match=f"{wanted} to"):
        free_port(wanted)


def test_a_server_accepts(tmp_path: Path) -> None:
    port, path = free_port(), tmp_path / "socket"
    assert not accepts(port)
    assert not accepts(str(path))
    with socket.create_server((HOST, port)):
        assert accepts(port)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        assert accepts(str(path))


def test_a_client_that_meets_itself_has_met_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()

    class FromThatPort(socket.socket):
        def connect(self, address: tuple[str, int]) -> None:  # type: ignore[override]
            self.bind(address)
            super().connect(address)

    with FromThatPort() as itself:
        itself.connect((HOST, port))
        assert itself.getsockname() == itself.getpeername() == (HOST, port)
    monkeypatch.setattr(socket, "socket", FromThatPort)
    assert not accepts(port)
