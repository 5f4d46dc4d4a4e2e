"""Five hundred schools' websites on loopback, for `batch.py`, which starts this in a process of its own.

    python benchmarks/batch_sites.py --schools 500 --latency 0.05 --faulty 0.1

Every school has an address of its own (127.1.x.y, as Linux gives them all to this machine), five pages and a
report of ten pages as PDF; all lead to the one local offer of their authority. A line on stdout tells the port.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import io
import json
import os
import random
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parents[1] / "fixtures" / "corpus"
REPORTS, PAGES, WORDS_A_PAGE = 50, 10, 460
FAULTS = {
    "drip": "unreachable", "hang": "unreachable", "crash": "crashed", "bomb": "unreadable", "vanish": "unreachable",
}  # fmt: skip
"""What a faulty school does, and the outcome it must have."""

OFFER = "127.2.0.1"
REPORT = "/documents/SEN-Information-Report-2026.pdf"
MENU = {"Home": "/", "Our school": "/our-school/", "SEND": "/send/", "Policies": "/policies/", "Contact": "/contact/"}
NAMES = ("Ashcombe", "Birchfield", "Coldharbour", "Dunmere", "Elmstead", "Fernhill", "Greenways", "Hollowell")


def host_of(number: int) -> str:
    return f"127.1.{number // 200}.{number % 200 + 1}"


def name_of(number: int) -> str:
    return f"{NAMES[number % len(NAMES)]} {1000 + number} Primary School"


def fault_of(number: int, faulty: float) -> str | None:
    """The fault of a school: of so large a part of the schools, evenly strewn, each fault as often."""
    every = round(1 / faulty) if faulty else 0
    if not every or number % every != every // 2:
        return None
    return list(FAULTS)[number // every % len(FAULTS)]


def reports() -> Iterator[bytes]:
    """Different reports of ten pages, made of the corpus's own."""
    import pypdfium2  # noqa: PLC0415 - hosts and faults are wanted by processes whose memory is measured

    from senreport_check.evaluate.forms_pdf import render_pdf  # noqa: PLC0415 - as above

    kept = [json.loads(path.read_text("utf-8")) for path in sorted(CORPUS.glob("dev-*.json"))]
    for number in range(REPORTS):
        draw = random.Random(number)
        first, *others = draw.sample(kept, len(kept))
        blocks: list[dict[str, Any]] = [{"kind": "title", "text": "SEN Information Report"}]
        blocks += [{"kind": "paragraph", "text": "Reviewed September 2026. Next review September 2027."}]
        words = 0
        for document in (first, *others):
            for block in document["blocks"]:
                if words < PAGES * WORDS_A_PAGE * 1.15 and block["kind"] not in ("title", "footer"):
                    blocks.append(block)
                    words += len(" ".join(block.get("cells") or [block["text"]]).split())
        with pypdfium2.PdfDocument(render_pdf({"title": "SEN Information Report", "blocks": blocks})) as pdf:
            for page in range(len(pdf) - 1, PAGES - 1, -1):
                del pdf[page]
            target = io.BytesIO()
            pdf.save(target)
        yield target.getvalue()


def hungry_pdf() -> bytes:
    """A small file that unfolds without end."""
    stream = zlib.compress(b"BT /F 1 Tf (a) Tj ET\n" * 6_000_000, 9)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(stream) + stream + b"\nendstream",
    ]  # fmt: skip
    content = b"%PDF-1.4\n" + b"".join(b"%d 0 obj %s endobj\n" % pair for pair in enumerate(parts, 1))
    return content + b"trailer<</Size 5/Root 1 0 R>>\n%%EOF"


def page(number: int, title: str, content: str) -> bytes:
    """A page as school websites have them: menus, a calendar, scripts, and a little to read."""
    school = name_of(number)
    items = "".join(f'<li class="menu-item"><a href="{to}">{name}</a></li>' for name, to in MENU.items())
    days = "".join(f'<li><a href="/calendar/{day}">Event on day {day}</a></li>' for day in range(40))
    script = "".join(f"window.choice_{count} = {{'colour': 'green', 'size': {count}}};" for count in range(150))
    text = "".join(f"<p>{title}: what we do in year {year} can be asked for at the office.</p>" for year in range(7))
    return (
        f"<!doctype html><html lang='en-GB'><head><title>{title} | {school}</title><script>{script}</script></head>"
        f"<body><header><nav class='menu'><ul>{items}</ul></nav></header><main><h1>{title}</h1>{content}{text}</main>"
        f"<aside class='sidebar'><ul>{days}</ul></aside><footer>{school}, 01632 960111</footer></body></html>"
    ).encode()


def content(path: str, port: int) -> tuple[str, str] | None:
    """The title of a page every school has and what stands in it, None for any other path."""
    offer = f'<li><a href="http://{OFFER}:{port}/offer">Local Offer</a></li>'
    return {
        "/": ("Welcome", "<p>We are a school in the middle of the town.</p>"),
        "/our-school/": ("Our school", "<p>Our values are kindness and courage.</p>"),
        "/send/": ("SEND", f'<ul><li><a href="{REPORT}">SEN Information Report</a></li>{offer}</ul>'),
        "/policies/": ("Policies", "<p>Policies can be had on paper at the office.</p>"),
        "/contact/": ("Contact", "<p>Ring or write to the office.</p>"),
    }.get(path)


class Sites:
    """Answers requests; a school's pages are made when they are asked for."""

    def __init__(self, latency: float, faulty: float) -> None:
        self.latency, self.faulty, self.port = latency, faulty, 0
        self._reports = list(reports())
        packed = gzip.compress(b"\0" * 200_000_000, 9)
        self._bomb = _answer(200, "application/pdf", packed, "Content-Encoding: gzip\r\n")
        self._hungry = _answer(200, "application/pdf", hungry_pdf())

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        first, second, third = map(int, writer.get_extra_info("sockname")[0].split(".")[1:])
        number = None if first == 2 else second * 200 + third - 1
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                path = head.split(b" ", 2)[1].decode()
                await asyncio.sleep(self.latency)
                if not await self._serve(number, path, writer):
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        writer.transport.abort()

    async def _serve(self, number: int | None, path: str, writer: asyncio.StreamWriter) -> bool:
        if number is None:
            writer.write(_answer(200, "text/html", page(0, "Local Offer", "<p>What there is nearby.</p>")))
            return True
        fault = fault_of(number, self.faulty)
        faults: dict[str | None, Callable[[], Any]] = {
            "drip": lambda: self._drip(writer), "hang": lambda: asyncio.sleep(3600),
        }  # fmt: skip
        if fault in faults and path == "/":
            return bool(await faults[fault]())
        if fault == "vanish" and path not in ("/", "/robots.txt"):
            return False
        writer.write(self._content(number, path, fault))
        await writer.drain()
        return True

    def _content(self, number: int, path: str, fault: str | None) -> bytes:
        if path == REPORT:
            special = {"bomb": self._bomb, "crash": self._hungry}
            return special.get(fault or "") or _answer(200, "application/pdf", self._reports[number % REPORTS])
        found = content(path, self.port)
        if found is None:
            return _answer(404, "text/html", b"<title>Not found</title>")
        return _answer(200, "text/html", page(number, *found))

    async def _drip(self, writer: asyncio.StreamWriter) -> bool:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n")
        for _ in range(5000):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.5)
        return True


def _answer(status: int, kind: str, body: bytes, more: str = "") -> bytes:
    head = f"HTTP/1.1 {status} Said\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return head.encode() + body


async def serve(sites: Sites, schools: int) -> None:
    """Serve until the process is ended."""
    first = await asyncio.start_server(sites.talk, OFFER, 0)
    sites.port = first.sockets[0].getsockname()[1]
    hosts = [host_of(number) for number in range(schools)]
    await asyncio.start_server(sites.talk, hosts, sites.port, backlog=16)
    print(sites.port, flush=True)
    await asyncio.to_thread(sys.stdin.read)
    os._exit(0)  # in the middle of what drips and hangs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schools", type=int, default=500)
    parser.add_argument("--latency", type=float, default=0.05)
    parser.add_argument("--faulty", type=float, default=0.0)
    options = parser.parse_args()
    asyncio.run(serve(Sites(options.latency, options.faulty), options.schools))


if __name__ == "__main__":
    main()
