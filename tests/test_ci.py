"""What CI relies on: the lock names everything by its hash, and the audit and the list of skipped tests can fail."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement

from loading import module_at

ENTRY = re.compile(r"[a-z0-9-]+==[\w.]+( ; [^\\]+)? \\\n( +--hash=sha256:[0-9a-f]{64}( \\\n|\s*$))+\Z")


def script(repository: Path, name: str) -> ModuleType:
    """A program of the folder .ci."""
    return module_at(repository / ".ci" / f"{name}.py")


@pytest.fixture
def lock(repository: Path) -> str:
    return (repository / "requirements.lock").read_text(encoding="utf-8")


def test_every_locked_library_has_one_version_and_its_hashes(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^ *#.*\n?", "", lock).strip())
    assert len(entries) > 60
    for entry in entries:
        assert ENTRY.match(entry), entry


def test_the_lock_names_no_host(lock: str) -> None:
    assert "://" not in lock
    assert "index" not in lock


def test_all_that_ci_installs_is_locked_within_its_range(repository: Path, lock: str) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    tools = (repository / ".ci" / "tools.in").read_text(encoding="utf-8").splitlines()
    asked = [*project["project"]["dependencies"], *project["build-system"]["requires"], *tools]
    asked += [each for name in ("browser", "cluster", "ocr", "test") for each in extras[name]]
    wanted = [Requirement(each) for each in asked if not each.startswith(("#", "senreport-check["))]
    locked = re.findall(r"^([a-z0-9-]+)==([^ ]+)", lock, re.MULTILINE)
    for requirement in wanted:
        versions = [version for name, version in locked if name == requirement.name]
        assert versions, requirement
        assert all(version in requirement.specifier for version in versions), requirement


def test_the_audit_fails_on_a_finding(repository: Path) -> None:
    found = {"id": "X-1", "fix_versions": ["1.1"]}
    libraries = [
        {"name": "one", "version": "1.0", "vulns": [found]},
        {"name": "two", "version": "2.0", "vulns": []},
        {"name": "three", "skip_reason": "not found"},
    ]
    lines, findings = script(repository, "audit").judge(libraries, "")
    assert findings == 1
    assert lines == [
        "2 libraries audited, 1 known weaknesses.",
        "one 1.0: X-1, mended in 1.1",
        "Not known to the service: three.",
    ]


@pytest.mark.parametrize("libraries", [[], [{"name": "one", "skip_reason": "not found"}]])
def test_no_answer_is_not_called_clean(repository: Path, libraries: list[dict[str, str]]) -> None:
    lines, findings = script(repository, "audit").judge(libraries, "no route to host")
    assert findings == 0
    assert lines[0].startswith("NOT AUDITED: the advisory service cannot be reached")


def test_a_skipped_part_is_noticed(repository: Path, tmp_path: Path) -> None:
    skipped = script(repository, "skipped")
    results = tmp_path / "tests.xml"
    results.write_text(
        "<testsuites><testsuite><testcase classname='tests.a' name='runs'/>"
        f"<testcase classname='tests.a' name='may'><skipped message='Skipped: {skipped.ALLOWED[0]}'/></testcase>"
        "<testcase classname='tests.a' name='must'><skipped message='needs LibreOffice'/></testcase>"
        "</testsuite></testsuites>",
        encoding="utf-8",
    )
    assert skipped.unexpected(results) == ["tests.a.must: needs LibreOffice"]
