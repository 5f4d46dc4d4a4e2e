"""What is checked stays on this computer: reading a file makes no connection, in no process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

WATCH = """
import os, sys
folder = os.environ["WATCHED_IN"]
open(os.path.join(folder, f"started-{os.getpid()}"), "w").close()
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request", "webbrowser.open"):
        open(os.path.join(folder, "connected"), "a").write(f"{event} {arguments}\\n")
sys.addaudithook(watch)
"""


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    (tmp_path / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    return tmp_path


def run(watched: Path, *command: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(watched), "WATCHED_IN": str(watched)}
    return subprocess.run([sys.executable, *command], capture_output=True, timeout=120, check=False, env=environment)


def test_checking_files_makes_no_connection(watched: Path, repository: Path) -> None:
    documents = repository / "fixtures" / "sites" / "demo" / "documents"
    result = run(watched, "-m", "senreport_check", "check", str(documents), "-o", str(watched / "result.html"))
    assert result.returncode in (0, 1), result.stderr
    assert len(list(watched.glob("started-*"))) >= 2
    assert not (watched / "connected").exists()


def test_a_connection_would_be_seen(watched: Path) -> None:
    run(watched, "-c", "import socket; socket.socket().connect_ex(('127.0.0.1', 9))")
    assert "socket.connect" in (watched / "connected").read_text(encoding="utf-8")
