"""The fault proxy does to a connection what it is told to, and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
import socket
import threading
import time

import pytest

from tests.fault_proxy import NO_TROUBLE, End, FaultProxy, Trouble, fault_proxy
from tests.waiting import AT_MOST_SECONDS


@contextmanager
def echo() -> Iterator[int]:
    """A server that says back what it hears; its port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def answer(connection: socket.socket) -> None:
        with connection:
            while chunk := connection.recv(4096):
                connection.sendall(chunk)

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(AT_MOST_SECONDS)


@contextmanager
def through(trouble: Trouble = NO_TROUBLE) -> Iterator[tuple[FaultProxy, socket.socket]]:
    with echo() as port, fault_proxy(port, trouble) as proxy:
        client = socket.create_connection(("127.0.0.1", proxy.port))
        client.settimeout(AT_MOST_SECONDS)
        with client:
            yield proxy, client


def received(client: socket.socket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        chunk = client.recv(count - len(found))
        assert chunk, found
        found += chunk
    return found


def everything(client: socket.socket) -> bytes:
    found = b""
    while chunk := client.recv(4096):
        found += chunk
    return found


def test_without_trouble_all_passes_and_is_heard() -> None:
    with through() as (proxy, client):
        client.sendall(b"a1 NOOP\r\nno line")
        assert received(client, 16) == b"a1 NOOP\r\nno line"
        assert (proxy.connections, proxy.ended) == (1, 0)
        assert bytes(proxy.heard) == b"a1 NOOP\r\nno line"


def test_a_reset_comes_after_so_many_bytes() -> None:
    with through(Trouble(end_after=5, end=End.RESET)) as (proxy, client):
        client.sendall(b"123456789")
        with pytest.raises(ConnectionResetError):
            everything(client)
        assert proxy.ended == 1


def test_a_truncated_connection_ends_in_order_with_so_many_bytes() -> None:
    with through(Trouble(end_after=5, end=End.TRUNCATE)) as (proxy, client):
        client.sendall(b"123456789")
        assert everything(client) == b"12345"
        assert proxy.ended == 1


@pytest.mark.parametrize("end", [End.BLACK_HOLE, End.DROP])
def test_a_silent_connection_stays_open(end: End) -> None:
    with through() as (proxy, client):
        client.sendall(b"before")
        assert received(client, 6) == b"before"
        assert proxy.end_all(end) == 1
        assert proxy.end_all(end) == 0, "it is ended already"
        client.sendall(b"after")
        client.settimeout(0.3)
        with pytest.raises(TimeoutError):
            client.recv(100)


def test_a_refused_connection_carries_nothing() -> None:
    with through(Trouble(refuse=True)) as (proxy, client):
        with pytest.raises(ConnectionError):
            everything(client)
        assert (proxy.connections, proxy.refused) == (1, 1)


def test_slow_is_slow() -> None:
    began = time.monotonic()
    with through(Trouble(bytes_per_second=20, delay_seconds=0.05)) as (_, client):
        client.sendall(b"12345678")
        assert received(client, 8) == b"12345678"
    assert time.monotonic() - began >= 0.4 + 4 * 0.05


def test_it_answers_in_the_place_of_the_server_and_speaks_by_itself() -> None:
    with through() as (proxy, client):
        proxy.answer = lambda line: b"a1 NO\r\n" if line.startswith(b"a1") else None
        client.sendall(b"a1 FETCH\r\na2 NOOP\r\n")
        assert sorted(received(client, 16).split(b"\r\n")) == [b"", b"a1 NO", b"a2 NOOP"]
        assert proxy.answered == 1
        proxy.say_to_all(b"* BYE\r\n")
        assert received(client, 7) == b"* BYE\r\n"


def test_it_tells_the_client_something_else_than_the_server_said() -> None:
    with through() as (proxy, client):
        proxy.rewrite = lambda said: said.replace(b"2026", b"1970")
        client.sendall(b"22-Nov-2026")
        assert received(client, 11) == b"22-Nov-1970"
