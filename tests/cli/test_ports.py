"""Ports: a free one, and a server that listens."""

from pathlib import Path
import socket

import pytest

from orchestrator.cli import ports
from orchestrator.cli.ports import HOST, accepts, free_port
from orchestrator.errors import Refused


def test_the_next_free_port_is_taken() -> None:
    wanted = free_port()
    with socket.create_server((HOST, wanted)):
        assert wanted < free_port(wanted) < wanted + 100
    assert free_port(wanted) == wanted


def test_any_free_port_is_one_that_no_outgoing_connection_gets() -> None:
    with socket.create_server((HOST, 0)) as server:
        server.settimeout(5)
        with socket.create_connection(server.getsockname()) as client:
            lowest_of_the_kernel = 32768
            assert client.getsockname()[1] >= lowest_of_the_kernel
    assert all(1024 < free_port() < lowest_of_the_kernel for _ in range(50))


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
