"""Which network addresses may be contacted.

By default only addresses that are reachable on the public internet: a document under check is somebody else's
text, and a link in it must not make this program ask inside the network it runs in. The check is made on the
resolved address, and the connection goes to that very address, so a second DNS answer changes nothing.
"""

import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from quotecheck.errors import BadInput

IpAddress = IPv4Address | IPv6Address
_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
_COMPATIBLE = IPv6Network("::/96")
_NEVER = tuple(
    ip_network(block)
    for block in ("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "224.0.0.0/3",
                  "::/8", "fc00::/7", "fe80::/9", "ff00::/8", "2001::/23", "2001:db8::/32")
)  # fmt: skip
"""Blocks refused whatever the Python version's own tables say of them (RFC 6890 and its registry)."""


class InnerAddress(OSError):
    """A host leads to an address that may not be contacted."""

    def __init__(self, host: str, address: str) -> None:
        super().__init__(f"{host} leads to the inner address {address}")
        self.host = host
        self.address = address


def embedded(address: IpAddress) -> IpAddress:
    """Return the IPv4 address an IPv6 one carries (mapped, compatible, 6to4, NAT64), or the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if any(address in block for block in _NAT64) or (address in _COMPATIBLE and int(address) > 1):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def is_public(address: IpAddress) -> bool:
    """Say whether an address is one of the public internet, and so is the one it carries."""
    inside = embedded(address)
    return _is_global(inside) and (inside is address or _is_global(address) or inside.version != address.version)


def _is_global(address: IpAddress) -> bool:
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    return not any(address in block for block in _NEVER if block.version == address.version)


Resolver = Callable[[str, int], Sequence[str]]
"""Host and port to numeric addresses, best first; raises `socket.gaierror`."""
Wait = Callable[[Callable[[float], bool]], None]
"""Calls a look, with the seconds it may take, until it says yes; raises `TimeoutError` when it gives up."""


def system_resolver(host: str, port: int) -> Sequence[str]:
    """Ask the system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def parse_blocks(blocks: Sequence[str]) -> tuple[IPv4Network | IPv6Network, ...]:
    """Read CIDR blocks; raises `BadInput` for what is none."""
    try:
        return tuple(ip_network(block.strip(), strict=False) for block in blocks)
    except ValueError as error:
        raise BadInput("--allow-address", f"not an address block: {error}") from error


@dataclass(frozen=True, slots=True)
class Gate:
    """Decides which addresses a connection may go to."""

    allowed: tuple[IPv4Network | IPv6Network, ...] = ()
    """Inner blocks that may be contacted."""
    resolver: Resolver = field(default=system_resolver)

    def choose(self, host: str, port: int, *, wait: Wait) -> tuple[str, ...]:
        """Resolve `host` once and return the addresses that may be contacted, best first.

        `wait` waits for the resolver. Raises `InnerAddress`, `socket.gaierror`, or what `wait` raises.
        """
        bare = host.rstrip(".").lower()
        if (bare == "localhost" or bare.endswith(".localhost")) and not self.allowed:
            raise InnerAddress(host, "127.0.0.1")  # RFC 6761, section 6.3: no resolver need be asked
        try:
            found: Sequence[str] = (str(ip_address(host)),)
        except ValueError:
            found = _resolved(lambda: self.resolver(host, port), wait)
        if not found:
            raise socket.gaierror(socket.EAI_NONAME, "a name without an address")
        parsed = [ip_address(text) for text in found]
        named = tuple(str(address) for address in parsed if self._is_allowed(address))
        if named:
            return named
        for address in parsed:
            if not is_public(address):
                raise InnerAddress(host, str(address))
        return tuple(found)

    def _is_allowed(self, address: IpAddress) -> bool:
        inside = embedded(address)
        return any(inside in block for block in self.allowed if block.version == inside.version)


def _resolved(ask: Callable[[], Sequence[str]], wait: Wait) -> Sequence[str]:
    """Run a resolver that cannot be interrupted in a thread of its own, and wait for it."""
    answer: list[Sequence[str] | BaseException] = []

    def run() -> None:
        try:
            answer.append(ask())
        except (OSError, UnicodeError) as error:
            answer.append(error)

    thread = threading.Thread(target=run, name="resolver", daemon=True)
    thread.start()

    def has_ended(most_s: float) -> bool:
        thread.join(most_s)
        return not thread.is_alive()

    wait(has_ended)
    if isinstance(answer[0], UnicodeError):  # a label over 63 octets: no such name can exist
        raise socket.gaierror(socket.EAI_NONAME, "not a host name")
    if isinstance(answer[0], BaseException):
        raise answer[0]
    return answer[0]
