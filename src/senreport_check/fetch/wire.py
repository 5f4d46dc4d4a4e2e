"""One request over the network, bounded in time and size: the home of httpx and httpcore.

The connection goes to the address the guard judged; the deadline holds for every read, so that a server
which drips is cut off; the body is counted as it arrives and as it unpacks; and whatever the libraries
raise becomes one of our errors in `translated`, the only place that knows them.
"""

from __future__ import annotations

import contextlib
import ssl
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpcore
import httpx

from senreport_check.errors import CouldNotCheck, Refused, Unreachable, Unreadable
from senreport_check.fetch.guard import Guard, remaining

CHUNK = 65_536

_GROUPS: tuple[tuple[type[CouldNotCheck], str, tuple[type[Exception], ...]], ...] = (
    (Unreachable, "did not answer in time: try again later, or look in a browser whether it works.", (
        httpx.TimeoutException, httpx.ConnectTimeout, httpx.ReadTimeout, httpx.WriteTimeout,
        httpx.PoolTimeout, httpcore.TimeoutException, httpcore.ConnectTimeout, httpcore.ReadTimeout,
        httpcore.WriteTimeout, httpcore.PoolTimeout, TimeoutError,
    )),
    (Unreachable, "cannot be connected to: it may be switched off, or the address wrong.", (
        httpx.ConnectError, httpcore.ConnectError,
    )),
    (Unreachable, "cannot be reached through the proxy: check the proxy's settings.", (
        httpx.ProxyError, httpcore.ProxyError,
    )),
    (Unreachable, "broke off the connection: try again later, or look in a browser whether it works.", (
        httpx.NetworkError, httpx.ReadError, httpx.WriteError, httpx.CloseError, httpx.TransportError,
        httpx.RequestError, httpx.HTTPError, httpcore.NetworkError, httpcore.ReadError, httpcore.WriteError,
        httpcore.ConnectionNotAvailable, httpx.StreamError, httpx.StreamConsumed, httpx.StreamClosed,
        httpx.ResponseNotRead, httpx.RequestNotRead, OSError,
    )),
    (Unreachable, "gave an answer that is not proper HTTP: open it in a browser and save the document.", (
        httpx.ProtocolError, httpx.RemoteProtocolError, httpx.LocalProtocolError, httpx.HTTPStatusError,
        httpx.CookieConflict, httpcore.ProtocolError, httpcore.RemoteProtocolError,
        httpcore.LocalProtocolError,
    )),
    (Unreachable, "sends us in circles: open it in a browser and give the address where that ends.", (
        httpx.TooManyRedirects,
    )),
    (Unreadable, "sent a document that does not unpack: download it by hand and check that.", (
        httpx.DecodingError,
    )),
    (Refused, "is no http or https address.", (httpx.UnsupportedProtocol, httpcore.UnsupportedProtocol)),
    (Refused, "stands in an address that is not valid: check the spelling.", (httpx.InvalidURL,)),
)  # fmt: skip
FAULTS: Mapping[type[Exception], tuple[type[CouldNotCheck], str]] = {
    kind: (outcome, text) for outcome, text, kinds in _GROUPS for kind in kinds
}
"""Every exception of the libraries, and what it means to us."""
_E = TypeVar("_E", bound=BaseException)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request gave: `headers` with lower-case names, `content` empty unless the status is 200."""

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes = b""


def translated(error: Exception, host: str) -> CouldNotCheck:
    """The error of ours that says what a library's exception means."""
    invalid = _cause(error, ssl.SSLCertVerificationError)
    if invalid is not None:
        why = getattr(invalid, "verify_message", invalid)
        return Unreachable(
            f"The certificate of {host} is not valid ({why}), so nothing was read: "
            "tell the school's web provider, or check a saved copy of the document."
        )
    if isinstance(error, httpcore.ConnectError) and _cause(error, ssl.SSLError) is not None:
        return Unreachable(f"{host} offers no secure connection that works: try the address with http://.")
    for kind in type(error).__mro__:
        if kind in FAULTS:
            outcome, text = FAULTS[kind]
            return outcome(f"{host} {text}")
    raise error


def _cause(error: BaseException | None, kind: type[_E]) -> _E | None:
    while error is not None and not isinstance(error, kind):
        error = error.__cause__ or error.__context__
    return error


class Wire:
    """Sends requests. `connect_seconds` bounds a connection, `max_bytes` a body as sent and as unpacked."""

    def __init__(self, guard: Guard, *, connect_seconds: float, max_bytes: int, ca_file: Path | None) -> None:
        context = httpx.create_ssl_context()
        if ca_file is not None:
            context.load_verify_locations(cafile=ca_file)
        self._client = httpx.Client(
            transport=_Transport(guard, context), follow_redirects=False, trust_env=False,
            timeout=httpx.Timeout(None, connect=connect_seconds),
        )
        self._max_bytes = max_bytes

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def send(self, url: str, headers: Mapping[str, str]) -> Answer:
        """GET one address, following nothing; raise what `translated` gives, `Refused` by the guard."""
        host = urlsplit(url).hostname or url
        try:
            sent = {**headers, "Accept-Encoding": "gzip, deflate"}
            with self._client.stream("GET", url, headers=sent) as response:
                content = self._read(response) if response.status_code == 200 else b""
                return Answer(url, response.status_code, _plain(response.headers), content)
        except CouldNotCheck:
            raise
        except tuple(FAULTS) as error:
            raise translated(error, host) from error

    def _read(self, response: httpx.Response) -> bytes:
        declared = response.headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > self._max_bytes:
            raise self._too_large()
        unpacked = bytearray()
        packed = self._counted(response.iter_raw(CHUNK))
        for chunk in _unpack(packed, response.headers.get("content-encoding", "")):
            unpacked += chunk
            if len(unpacked) > self._max_bytes:
                raise self._too_large()
        return bytes(unpacked)

    def _counted(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        received = 0
        for chunk in chunks:
            received += len(chunk)
            if received > self._max_bytes:
                raise self._too_large()
            yield chunk

    def _too_large(self) -> Unreadable:
        return Unreadable(
            f"The file is larger than {self._max_bytes // 1_000_000} MB, far more than any report: "
            "ask for a smaller copy, or check the part that matters."
        )


def _plain(headers: httpx.Headers) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _unpack(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """Undo gzip or deflate in pieces of bounded size, so that a bomb is noticed before it has gone off."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        yield from chunks
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise Unreadable(f"The document was sent packed as {encoding[:30]}, not asked for: save it by hand.")
    first = next(chunks, b"")
    if not first:
        return
    bare = encoding == "deflate" and (first[0] & 0x0F) != 8
    inflate = zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS | 32)
    try:
        yield from _inflated(inflate, first)
        for chunk in chunks:
            yield from _inflated(inflate, chunk)
    except zlib.error as error:
        raise Unreadable("The document was sent packed and does not unpack: download it by hand.") from error
    if not inflate.eof:
        raise Unreachable("The document arrived incomplete. Try again later.")


def _inflated(inflate: Any, packed: bytes) -> Iterator[bytes]:
    while packed and not inflate.eof:
        yield inflate.decompress(packed, CHUNK)
        packed = inflate.unconsumed_tail


class _Transport(httpx.BaseTransport):
    """httpx over an httpcore pool whose connections the guard makes, more of them than threads ever ask at once."""

    def __init__(self, guard: Guard, context: ssl.SSLContext) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=context, max_connections=200, max_keepalive_connections=32, keepalive_expiry=20.0,
            network_backend=_Backend(guard),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; what httpcore raises passes through."""
        target = httpcore.URL(
            scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port,
            target=request.url.raw_path,
        )
        core = httpcore.Request(
            request.method, target, headers=request.headers.raw, content=b"", extensions=request.extensions
        )
        answer = self._pool.handle_request(core)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        """Close the pool."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Backend(httpcore.NetworkBackend):
    """Connects to addresses the guard gave, one after the other, within the deadline."""

    def __init__(self, guard: Guard) -> None:
        self._guard, self._inner = guard, httpcore.SyncBackend()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError(f"no address for {host}")
        for address, own_port in self._guard.endpoints(host, port):
            try:
                stream = self._inner.connect_tcp(
                    address, own_port, remaining(timeout), local_address, socket_options
                )
                return _Timed(stream)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


class _Timed(httpcore.NetworkStream):
    """A connection on which every operation ends at this thread's deadline."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, remaining(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, remaining(timeout))

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, remaining(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
