"""Hostile files: each is refused in one line, in time, and nothing comes of it."""

import time
from pathlib import Path

import pytest

import hostile
from ingest.errors import FileRefused
from ingest.isolation import Limits
from ingest.read import read_file, read_text

_BOMBS = ("flate_ops", "text_ops", "line_ops", "flate_spaces", "packed_twice", "forms_2_64", "huge_image")
# What a package is refused for.
_REASONS = {
    "bomb": "解压后体积异常",
    "bomb_ratio": "解压后体积异常",
    "bomb_styles": "解压后体积异常",
    "laughs": "DOCTYPE",
    "outside": "DOCTYPE",
    "deep": "嵌套过深",
    "many_parts": "多于 10000 个部件",
    "two_of_a_name": "同名部件",
    "wrong_size": "已损坏",
    "cut_short": "已损坏",
    "no_text": "没有文字",
    "not_xml": "不是完整的 XML",
    "nested_zip": "是压缩包",
    "ofd_without_document": "缺少文档正文",
    "ofd_outside": "缺少文档正文",
    "ofd_of_itself": "没有可读的页",
    "ole": "需要密码",
    "only_start": "已损坏",
}
#: the only PDF that holds text: on a page without end
_READ = ("huge_box",)


def _refusal(tmp_path: Path, data: bytes, seconds: float = 20) -> str:
    file = tmp_path / "a.pdf"
    file.write_bytes(data)
    began = time.monotonic()
    with pytest.raises(FileRefused) as refusal:
        read_file(file, Limits(seconds=seconds))
    assert time.monotonic() - began < seconds + 10
    words = str(refusal.value)
    assert words.startswith("a.pdf: ")
    assert len(words) <= 200
    assert "\n" not in words
    return words


@pytest.mark.parametrize("name", hostile.hostile_texts())
def test_files_without_text_are_refused(name: str, tmp_path: Path) -> None:
    _refusal(tmp_path, hostile.hostile_texts()[name])


@pytest.mark.parametrize(("name", "reason"), _REASONS.items())
def test_packages_are_refused(name: str, reason: str, tmp_path: Path) -> None:
    assert reason in _refusal(tmp_path, hostile.hostile_packages()[name])


def test_every_package_has_its_reason() -> None:
    assert set(_REASONS) == set(hostile.hostile_packages())


@pytest.mark.parametrize("name", [name for name in hostile.PDF_MAKERS if name not in (*_BOMBS, *_READ)])
def test_broken_pdf_files_are_refused(name: str, tmp_path: Path) -> None:
    _refusal(tmp_path, hostile.PDF_MAKERS[name]())


@pytest.mark.slow
@pytest.mark.parametrize("name", _BOMBS)
def test_pdf_bombs_are_stopped(name: str, tmp_path: Path) -> None:
    _refusal(tmp_path, hostile.PDF_MAKERS[name](), seconds=6)


def test_a_page_without_end_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(hostile.PDF_MAKERS["huge_box"]())
    assert read_file(file).source.text == "x\n"


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    with file.open("wb") as out:
        out.truncate(500 << 20)
    began = time.monotonic()
    with pytest.raises(FileRefused, match="500 MB"):
        read_file(file)
    assert time.monotonic() - began < 1


def test_a_text_of_millions_of_characters_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("各区应当。" * 1_100_000, encoding="utf-8")
    with pytest.raises(FileRefused, match="550 万字"):
        read_file(file)


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="是文件夹"):
        read_file(tmp_path)
    with pytest.raises(FileRefused, match="没有这个文件"):
        read_file(tmp_path / "no.pdf")
    with pytest.raises(FileRefused, match="不是普通文件"):
        read_file(Path("/dev/null"))


def test_a_text_that_takes_too_long_to_put_in_order_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("一、甲\n（一）乙\n1.丙\n" * 20_000, encoding="utf-8")
    began = time.monotonic()
    with pytest.raises(FileRefused, match=r"正文 0\.2 秒内没有整理完"):
        read_file(file, Limits(seconds=0.2))
    assert time.monotonic() - began < 5
    file.write_text("一、各区应当配建用房。", encoding="utf-8")
    assert read_file(file, Limits(seconds=20)).documents


def test_signatures_without_end_are_read_in_a_time_that_grows_with_them() -> None:
    def seconds(count: int) -> float:
        began = time.process_time()
        read_text("a", "".join(f"江南市第{number}局\n2020年1月1日\n" for number in range(count)))
        return time.process_time() - began

    seconds(200)
    assert seconds(8_000) < 12 * seconds(2_000)


def test_a_text_of_too_many_provisions_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.read.MAX_PROVISIONS", 50)
    file = tmp_path / "a.txt"
    file.write_text("标准如下:" + "".join(f"({number})甲;" for number in range(1, 61)), encoding="utf-8")
    with pytest.raises(FileRefused, match=r"正文有 6\d 条,超过 50 条"):
        read_file(file)
