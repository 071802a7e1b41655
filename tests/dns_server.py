"""A DNS server of our own on 127.0.0.1, over UDP and TCP, for the names that a test gives it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
import socket
import socketserver
import struct
import threading

import dns.flags
import dns.message
import dns.rcode
import dns.rrset

from orchestrator.collect import text_records

UDP_BYTES = 1232


@dataclass
class DnsServer:
    """``texts`` are the TXT records by name; ``asked`` the names in the order they came.

    A name in ``silent`` gets no answer, one in ``broken`` SERVFAIL; "*" stands for all.
    """

    port: int
    texts: dict[str, list[str]] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    over_tcp: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def answer(self, content: bytes, *, by_tcp: bool) -> bytes | None:
        question = dns.message.from_wire(content)
        name = question.question[0].name.to_text().rstrip(".").lower()
        self.asked.append(name)
        if by_tcp:
            self.over_tcp.append(name)
        if self.silent & {name, "*"}:
            return None
        response = dns.message.make_response(question)
        if self.broken & {name, "*"}:
            response.set_rcode(dns.rcode.SERVFAIL)
        elif name not in self.texts:
            response.set_rcode(dns.rcode.NXDOMAIN)
        else:
            rows = [_quoted(text) for text in self.texts[name]]
            response.answer.append(dns.rrset.from_text(f"{name}.", 300, "IN", "TXT", *rows))
        wire = response.to_wire(max_size=65535)
        if len(wire) > UDP_BYTES and not by_tcp:
            short = dns.message.make_response(question)
            short.flags |= dns.flags.TC
            return short.to_wire()
        return wire


def _quoted(text: str) -> str:
    """As zone files write it: strings of at most 255 bytes."""
    return " ".join(f'"{text[at : at + 255]}"' for at in range(0, len(text), 255))


@contextmanager
def dns_server() -> Iterator[DnsServer]:
    with _same_port() as (udp, tcp):
        # Kept are also the answers of a server that had this very port before.
        text_records._shared.cache_clear()
        server = DnsServer(udp.getsockname()[1])
        listeners = [_Udp(server, udp), _Tcp(server, tcp)]
        threads = [threading.Thread(target=each.serve_forever, args=(0.05,)) for each in listeners]
        for thread in threads:
            thread.start()
        try:
            yield server
        finally:
            for listener, thread in zip(listeners, threads, strict=True):
                listener.shutdown()
                thread.join()


@contextmanager
def _same_port() -> Iterator[tuple[socket.socket, socket.socket]]:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tcp,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
    ):
        tcp.bind(("127.0.0.1", 0))
        tcp.listen()
        udp.bind(tcp.getsockname())
        yield udp, tcp


class _Udp(socketserver.UDPServer):
    def __init__(self, server: DnsServer, listening: socket.socket) -> None:
        super().__init__(("127.0.0.1", server.port), _UdpQuestion, bind_and_activate=False)
        self.socket.close()
        self.socket, self.dns = listening, server


class _UdpQuestion(socketserver.BaseRequestHandler):
    server: _Udp

    def handle(self) -> None:
        content, reply_by = self.request
        if answer := self.server.dns.answer(content, by_tcp=False):
            reply_by.sendto(answer, self.client_address)


class _Tcp(socketserver.TCPServer):
    def __init__(self, server: DnsServer, listening: socket.socket) -> None:
        super().__init__(("127.0.0.1", server.port), _TcpQuestion, bind_and_activate=False)
        self.socket.close()
        self.socket, self.dns = listening, server


class _TcpQuestion(socketserver.StreamRequestHandler):
    server: _Tcp

    def handle(self) -> None:
        (length,) = struct.unpack(">H", self.rfile.read(2))
        if answer := self.server.dns.answer(self.rfile.read(length), by_tcp=True):
            self.wfile.write(struct.pack(">H", len(answer)) + answer)
