"""What a user names is found, in a stable order, and what is not meant is left."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError
from checker.read import Input, Limits, find_inputs, read_document, unique_ids
from tests.read import samples


def found(*paths: Path, **options: object) -> list[str]:
    """Give names relative to the first path; errors with a mark."""
    root = paths[0]
    given = find_inputs(paths, **options)  # type: ignore[arg-type]
    names = [f"!{one.reason}" if isinstance(one, InputError) else one.name for one in given]
    return [name.removeprefix(f"{root}/") for name in names]


def fill(root: Path, *names: str) -> None:
    """Make files of text."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(samples.TEXT, encoding="utf-8")


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    """Files of a folder come by name, then its folders; what no reader knows is left."""
    fill(tmp_path, "b.txt", "a.html", "图.xlsx", "z/1.md", "c/2.txt", "c/d/3.txt")
    assert found(tmp_path) == ["a.html", "b.txt", "c/2.txt", "c/d/3.txt", "z/1.md"]


def test_hidden_locks_and_own_outputs_are_left(tmp_path: Path) -> None:
    """Hidden files, lock files, system files and what the product wrote are no reports."""
    fill(tmp_path, "a.txt", ".b.txt", "~$a.docx", ".git/c.txt", "__MACOSX/d.txt", "checker-output/e.txt")
    fill(tmp_path, "out/f.txt", "out/matrix.html", "out/gaps/云溪县.docx", "checker-workspace/g.txt")
    (tmp_path / "out" / "findings.json").write_text('{"schema": "checker.findings/1"}', encoding="utf-8")
    (tmp_path / "m.html").write_text('<html><meta name="generator" content="yaodian-checker 0.1">', encoding="utf-8")
    assert found(tmp_path) == ["a.txt", "out/f.txt"]


def test_names_of_outputs_alone_do_not_matter(tmp_path: Path) -> None:
    """A matrix.html of somebody else, without our findings beside it, is an input."""
    fill(tmp_path, "matrix.html", "gaps/a.txt")
    assert found(tmp_path) == ["matrix.html", "gaps/a.txt"]


def test_excluded_folders(tmp_path: Path) -> None:
    """The folder for results is not entered from above, but a folder that the user names is."""
    fill(tmp_path, "a.txt", "out/b.txt")
    assert found(tmp_path, exclude=[tmp_path / "out"]) == ["a.txt"]
    assert found(tmp_path, exclude=[tmp_path]) == ["a.txt", "out/b.txt"]


def test_errors_do_not_stop_the_others(tmp_path: Path) -> None:
    """A missing path and a folder without anything to read are named, and the next one is found."""
    fill(tmp_path, "a.txt", "leer/x.xlsx")
    given = list(find_inputs([tmp_path / "nichts", tmp_path / "leer", tmp_path / "a.txt"]))
    assert [type(one).__name__ for one in given] == ["UnreadableFile", "UnreadableFile", "Input"]
    assert str(tmp_path / "nichts") in str(given[0])
    assert str(tmp_path / "leer") in str(given[1])
    assert ".docx" in str(given[1])


def test_the_same_file_comes_once(tmp_path: Path) -> None:
    """A file that is named and lies in a named folder is read once."""
    fill(tmp_path, "a.txt", "b.txt")
    assert found(tmp_path, tmp_path / "b.txt", tmp_path / "." / "a.txt") == ["a.txt", "b.txt"]


def test_a_named_file_has_any_suffix(tmp_path: Path) -> None:
    """A file that the user names is yielded, and it is for the reader to say what is wrong with it."""
    fill(tmp_path, "a.xyz")
    assert found(tmp_path / "a.xyz") == [str(tmp_path / "a.xyz")]


def test_links_in_a_circle(tmp_path: Path) -> None:
    """A link to a folder above is not followed."""
    fill(tmp_path, "a/b.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    assert found(tmp_path) == ["a/b.txt"]


def test_a_zip_gives_its_members(tmp_path: Path) -> None:
    """Members come by name, with Chinese names written by Windows, and can be read."""
    archive = tmp_path / "报告.zip"
    with zipfile.ZipFile(archive, "w") as stream:
        stream.writestr("乡镇/云溪县.docx", samples.report_docx())
        stream.writestr("a.txt", samples.TEXT)
        stream.writestr("说明.xlsx", b"x")
        stream.writestr("__MACOSX/._a.txt", b"x")
    given = [one for one in find_inputs([tmp_path]) if isinstance(one, Input)]
    assert [one.name for one in given] == [f"{archive}/a.txt", f"{archive}/乡镇/云溪县.docx"]
    document = read_document(given[1])
    assert (document.id, document.text.split("\n")[0]) == ("云溪县", samples.TITLE)


def test_gbk_names(tmp_path: Path) -> None:
    """A zip whose names are GBK without the UTF-8 flag shows them as they were meant."""
    archive = tmp_path / "a.zip"
    placeholder = "AAAAAA.txt"
    data = samples.zipped({placeholder: samples.TEXT})
    archive.write_bytes(data.replace(placeholder.encode(), "云溪县".encode("gbk") + b".txt"))
    assert found(archive) == ["云溪县.txt"]


def test_names_that_climb_out(tmp_path: Path) -> None:
    """A member whose name leaves the zip is named and not read; the others are."""
    archive = tmp_path / "a.zip"
    archive.write_bytes(samples.zipped({"../../x.txt": "x", "/etc/y.txt": "y", "c:/z.txt": "z", "ok.txt": "ok"}))
    given = list(find_inputs([archive]))
    assert [one.name.removeprefix(f"{archive}/") for one in given if isinstance(one, Input)] == ["ok.txt"]
    assert all("指向压缩包之外" in one.reason for one in given if isinstance(one, InputError))
    assert len(given) == 4


def test_nested_zips(tmp_path: Path) -> None:
    """A zip in a zip is opened, down to the depth that the limits allow."""
    data = samples.zipped({"deep.txt": samples.TEXT})
    for level in range(3):
        data = samples.zipped({f"{level}.zip": data, f"{level}.txt": samples.TEXT})
    archive = tmp_path / "a.zip"
    archive.write_bytes(data)
    given = list(find_inputs([archive]))
    names = [one.name.removeprefix(f"{archive}/") for one in given if isinstance(one, Input)]
    assert names == ["2.txt", "2.zip/1.txt", "2.zip/1.zip/0.txt"]
    assert [one.reason for one in given if isinstance(one, InputError)] == [
        "压缩包嵌套超过 3 层，未读取；请解压后再读取"
    ]
    deepest = next(one for one in given if isinstance(one, Input) and one.name.endswith("0.txt"))
    assert read_document(deepest).text == samples.TEXT


def test_a_zip_with_nothing_to_read(tmp_path: Path) -> None:
    """A zip without reports, and one that is no zip, are named."""
    (tmp_path / "leer.zip").write_bytes(samples.zipped({"a.exe": "x"}))
    (tmp_path / "kaputt.zip").write_bytes(b"PK\x03\x04 kaputt")
    given = list(find_inputs([tmp_path / "leer.zip", tmp_path / "kaputt.zip"]))
    assert ["没有可读取" in str(given[0]), "损坏" in str(given[1])] == [True, True]


def test_a_zip_with_too_much(tmp_path: Path) -> None:
    """More entries, or more bytes when unpacked, than allowed: the zip is refused as a whole."""
    archive = tmp_path / "a.zip"
    archive.write_bytes(samples.zipped({f"{n}.txt": "x" * 1000 for n in range(50)}))
    (many,) = find_inputs([archive], limits=Limits(members=10))
    (large,) = find_inputs([archive], limits=Limits(archive_bytes=10_000))
    assert isinstance(many, InputError)
    assert "50 个条目" in many.reason
    assert isinstance(large, InputError)
    assert "上限" in large.reason


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["a.txt", "b.docx"], ["a", "b"]),
        (["a.txt", "a.docx"], ["a.txt", "a.docx"]),
        (["x/a.txt", "y/a.txt"], ["x-a", "y-a"]),
        (["x/a.txt", "x/a.docx", "b.txt"], ["a.txt", "a.docx", "b"]),
        (["2022/x/a.txt", "2023/x/a.txt"], ["2022-x-a", "2023-x-a"]),
        (["A.txt", "a.md"], ["A.txt", "a.md"]),
        (["a.txt", "a.txt"], ["a", "a-2"]),
        (["r.zip/a.txt", "a.txt"], ["r.zip-a", "a"]),
    ],
)
def test_unique_ids(names: list[str], ids: list[str]) -> None:
    """The stem is the id; where stems collide, as much of the name is added as tells them apart."""
    assert unique_ids(names) == ids


@given(st.lists(st.text(alphabet="aAb./-2", min_size=1, max_size=8), max_size=12))
def test_ids_are_always_unique(names: list[str]) -> None:
    """There is one id for each name, none empty, and none differ in case alone."""
    ids = unique_ids(names)
    assert len(ids) == len(names)
    assert len({one.casefold() for one in ids}) == len(ids)
    assert all(ids)
