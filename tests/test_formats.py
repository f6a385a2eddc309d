"""The same report gives the same judgements in every format that it may arrive in."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pytest

from checker.model.findings import ReportFindings
from checker.pipeline import Checker
from checker.read import find_inputs, read_document
from checker.read.inputs import Input
from tests.builders import shipped_checker

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
REAL = ("chongming-2020", "minhang-2024")

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="没有 LibreOffice：略过格式转换")
needs_ocr = pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("rapidocr", "onnxruntime", "pypdfium2")),
    reason="没有安装 ocr 组件：略过文字识别",
)


@pytest.fixture(scope="module")
def checker() -> Checker:
    """The shipped catalog, made ready."""
    return shipped_checker()


def levels(findings: ReportFindings) -> dict[str, int]:
    """Give the level of every point."""
    return {finding.point: finding.level for finding in findings.points}


def equal_share(one: ReportFindings, other: ReportFindings) -> float:
    """Give the share of points with equal levels."""
    a, b = levels(one), levels(other)
    return sum(a[point] == b[point] for point in a) / len(a)


def test_the_examples_are_judged_alike_in_all_formats(checker: Checker) -> None:
    """docx, html and pdf of each example agree with its txt in at least 98 of 100 points, and in who says it."""
    for item in find_inputs([EXAMPLES / "formats"]):
        assert isinstance(item, Input), item
        other = checker.check(read_document(item))
        text = checker.check(read_document(EXAMPLES / "reports" / f"{item.path.stem}.txt"))
        assert equal_share(text, other) >= 0.98, item.name
        assert (other.issuer, other.level, other.year) == (text.issuer, text.level, text.year), item.name


def test_evidence_from_a_pdf_has_its_page(checker: Checker) -> None:
    """Quotes of later sections stand on later pages."""
    found = checker.check(read_document(EXAMPLES / "formats/yunxiu-district-2022.pdf"))
    pages = [evidence.page for point in found.points for evidence in point.evidence]
    assert pages
    assert all(pages)
    assert len(set(pages)) > 2


def test_evidence_from_a_word_file_has_its_paragraph(checker: Checker) -> None:
    """The paragraph that is named holds the quote."""
    document = read_document(EXAMPLES / "formats/yunxiu-district-2022.docx")
    quotes = [evidence for point in checker.check(document).points for evidence in point.evidence]
    assert quotes
    for quote in quotes:
        assert quote.page is None
        assert quote.paragraph is not None
        assert quote.quote in document.block_text(document.blocks[quote.paragraph - 1])


@pytest.mark.shared
@needs_office
@pytest.mark.parametrize("name", REAL)
def test_real_reports_are_judged_alike_after_conversion(
    checker: Checker, shared: Path, tmp_path: Path, name: str
) -> None:
    """docx, pdf, doc and html by LibreOffice, GB18030 and UTF-16: at least 98 of 100 equal levels."""
    source = shared / "reports" / f"{name}.txt"
    text = checker.check(read_document(source))
    for encoding in ("gb18030", "utf-16"):
        path = tmp_path / f"{encoding}.txt"
        path.write_bytes(source.read_text(encoding="utf-8").encode(encoding))
        assert equal_share(text, checker.check(read_document(path))) == 1
    for kind in ("docx", "pdf", "doc", "html"):
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", kind]
        infilter = "--infilter=Text (encoded):UTF8"
        subprocess.run([*command, infilter, "--outdir", str(tmp_path), str(source)], check=True, capture_output=True)
        assert equal_share(text, checker.check(read_document(tmp_path / f"{name}.{kind}"))) >= 0.98, kind


@pytest.mark.shared
@needs_office
@needs_ocr
def test_a_scan_is_judged_nearly_alike(checker: Checker, shared: Path, tmp_path: Path) -> None:
    """A report printed, scanned at 200 dpi and read by character recognition keeps at least 93 of 100 levels."""
    import pypdfium2

    source = shared / "reports/chongming-2020.txt"
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf"]
    infilter = "--infilter=Text (encoded):UTF8"
    subprocess.run([*command, infilter, "--outdir", str(tmp_path), str(source)], check=True, capture_output=True)
    with pypdfium2.PdfDocument(tmp_path / "chongming-2020.pdf") as printed:
        pages = [page.render(scale=200 / 72).to_pil().convert("L") for page in printed]
    scan = tmp_path / "扫描件.pdf"
    pages[0].save(scan, save_all=True, append_images=pages[1:], resolution=200)
    found = checker.check(read_document(scan))
    assert equal_share(checker.check(read_document(source)), found) >= 0.93
    assert all(evidence.page for point in found.points for evidence in point.evidence)
