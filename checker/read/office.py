"""Read doc, wps, rtf and odt through LibreOffice: made docx, then read as such. Without it, antiword reads doc.

Each process has a LibreOffice profile of its own, so that neither an open LibreOffice of the user nor another worker is
in the way. Macros do not run, and nothing that a document refers to is fetched.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from checker.errors import UnreadableFile, UnsupportedFormat
from checker.read import docx, messages
from checker.read.encoding import normalise_newlines
from checker.read.extract import Extract, Line, Source, assemble
from checker.read.limits import Limits

__all__ = ["find_office", "read"]

_PLACES = (
    "/usr/bin/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
_SUFFIXES = (".doc", ".wps", ".rtf", ".odt")
_RTF = b"{\\rtf"
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


def read(source: Source, limits: Limits) -> Extract:
    """Read a document of an office program.

    Raises UnsupportedFormat where no program is there to convert it, UnreadableFile where it cannot be converted.
    """
    office = find_office()
    if office is None:
        return _read_with_antiword(source, limits)
    with tempfile.TemporaryDirectory(prefix="checker-office-") as folder:
        converted = _convert(office, source, limits, Path(folder))
    return docx.read(replace(source, data=converted, suffix=".docx"), limits)


def find_office() -> str | None:
    """Give the path of LibreOffice, or None; ``CHECKER_SOFFICE`` names one that is elsewhere."""
    named = os.environ.get("CHECKER_SOFFICE")
    if named is not None:
        return named if Path(named).is_file() else None
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def _convert(office: str, source: Source, limits: Limits, folder: Path) -> bytes:
    """Let LibreOffice write the document as docx; the file gets a plain name, since names may be hostile."""
    suffix = ".rtf" if source.data.startswith(_RTF) else source.suffix if source.suffix in _SUFFIXES else ".doc"
    given, result = folder / f"input{suffix}", folder / "input.docx"
    given.write_bytes(source.data)
    command = [
        office,
        f"-env:UserInstallation={_profile().as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(given)),
    ]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        _kill(process)
        raise UnreadableFile(source.name, messages.TOO_SLOW.format(limit=limits.seconds)) from None
    if not result.is_file():
        raise UnreadableFile(source.name, messages.NOT_CONVERTED)
    if result.stat().st_size > limits.file_bytes:
        raise UnreadableFile(source.name, messages.NOT_CONVERTED)
    return result.read_bytes()


_profiles: dict[int, Path] = {}


def _profile() -> Path:
    """Give this process's own profile; it lies in the folder for temporary files, which a worker's owner removes."""
    profile = _profiles.get(os.getpid())
    if profile is None or not profile.is_dir():
        profile = Path(tempfile.mkdtemp(prefix="checker-profile-"))
        (profile / "user").mkdir()
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        _profiles[os.getpid()] = profile
    return profile


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End soffice and what it started: it is a script that starts the program proper."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True)
    else:
        _kill_children(process.pid)
        process.kill()
    process.wait()


def _kill_children(pid: int) -> None:
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in listed:
        _kill_children(int(child))
        os.kill(int(child), signal.SIGKILL)


def _read_with_antiword(source: Source, limits: Limits) -> Extract:
    """Read a doc file with antiword, which gives text without its numbers; raises UnsupportedFormat without it."""
    program = shutil.which("antiword")
    if program is None or source.suffix not in {".doc", ".wps"}:
        raise UnsupportedFormat(source.name, messages.NO_OFFICE.format(suffix=source.suffix or ".doc"))
    with tempfile.TemporaryDirectory(prefix="checker-office-") as folder:
        given = Path(folder) / "input.doc"
        given.write_bytes(source.data)
        try:
            done = subprocess.run(
                [program, "-w", "0", "-m", "UTF-8.txt", str(given)],
                check=False,
                capture_output=True,
                timeout=limits.seconds,
            )
        except subprocess.TimeoutExpired:
            raise UnreadableFile(source.name, messages.TOO_SLOW.format(limit=limits.seconds)) from None
    text = normalise_newlines(done.stdout.decode("utf-8", "replace"))
    if done.returncode != 0 or not text.strip():
        raise UnsupportedFormat(source.name, messages.NO_OFFICE.format(suffix=source.suffix or ".doc"))
    lines = [Line(line) for line in text.split("\n")]
    return assemble(source, limits, lines, warnings=[messages.BY_ANTIWORD])
