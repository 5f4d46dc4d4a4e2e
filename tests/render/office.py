"""Looking into office files: a workbook's cells, and what LibreOffice makes of a file."""

import io
import shutil
import subprocess
import zipfile
from xml.etree import ElementTree

import pytest

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def sheets(content):
    """Each sheet of a workbook by name: its rows of texts. Fails on a formula or a link."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        texts = []
        if "xl/sharedStrings.xml" in book.namelist():
            shared = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
            texts = ["".join(node.itertext()) for node in shared.findall("m:si", NS)]
        index = ElementTree.fromstring(book.read("xl/workbook.xml"))
        names = [node.get("name") for node in index.findall("m:sheets/m:sheet", NS)]
        assert not [name for name in book.namelist() if "externalLink" in name or "worksheets/_rels" in name]
        return {
            name: _rows(ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml")), texts)
            for number, name in enumerate(names, start=1)
        }


def _rows(sheet, texts):
    assert not sheet.findall(".//m:f", NS)
    assert not sheet.findall(".//m:hyperlink", NS)
    return [
        [
            texts[int(value.text)] if cell.get("t") == "s" else "".join(value.itertext())
            for cell in row
            if (value := cell.find("m:is" if cell.get("t") == "inlineStr" else "m:v", NS)) is not None
        ]
        for row in sheet.findall(".//m:row", NS)
    ]


def converted(content, suffix, to, folder):
    """The file as LibreOffice saves it in another format; skips without LibreOffice."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("needs LibreOffice")
    source = folder / f"it{suffix}"
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [soffice, "--headless", profile, "--convert-to", to, "--outdir", str(folder), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=True)
    assert "Error" not in done.stderr
    return (folder / f"it.{to.split(':')[0]}").read_bytes()
