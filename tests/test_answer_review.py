"""Reviews: kept in the user's folder, read with those of the corpus, gone when the words change."""

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from answer import review_store
from answer.cli import main
from answer.extract import obligations
from answer.review import Review, Verdict, review_of, state_of, text_digest
from answer.review_store import add_review, own_words, provision_of, review_state, reviews
from index.library import open_library
from ingest.errors import InputError, LibraryError

TEXT = "甲市关于用房的通知\n甲发〔2020〕1号\n一、用房面积不少于{area}平方米。\n二、应当公示。\n三、应当公示。\n"
KEY = "甲发-2020-1"
DAY = date(2026, 1, 31)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return ingested(tmp_path, "200")


def ingested(folder: Path, area: str) -> Path:
    (folder / "a.txt").write_text(TEXT.format(area=area), encoding="utf-8")
    assert main(["ingest", str(folder / "a.txt"), "--home", str(folder / "home")]) == 0
    return folder / "home"


def verdict_on(home: Path, address: str, verdict: Verdict, note: str = "") -> None:
    words = own_words(open_library(home), KEY, address)
    add_review(home, Review(KEY, address, text_digest(words), "王五", DAY, verdict, note))


def test_a_verdict_holds_until_the_words_change(tmp_path: Path, home: Path) -> None:
    assert review_state(open_library(home), KEY, "lvl_1") == "extracted"
    verdict_on(home, "lvl_1", Verdict.REVIEWED)
    assert review_state(open_library(home), KEY, "lvl_1") == "reviewed"
    assert review_state(open_library(home), KEY, "lvl_2") == "extracted"
    ingested(tmp_path, "300")
    assert review_state(open_library(home), KEY, "lvl_1") == "extracted"


def test_the_last_verdict_counts_and_odd_signs_come_back(home: Path) -> None:
    note = '应为"建筑面积"\\\n第二行\x7f\t。'
    verdict_on(home, "lvl_1", Verdict.REVIEWED)
    verdict_on(home, "lvl_1", Verdict.DISPUTED, note)
    assert review_state(open_library(home), KEY, "lvl_1") == "disputed"
    assert [one.note for one in reviews(home)] == ["", note]


def test_line_breaks_and_widths_do_not_make_a_review_lapse() -> None:
    kept = Review(KEY, "lvl_1", text_digest("面积不少于200\n平方米"), "王五", DAY, Verdict.REVIEWED)
    assert review_of([kept], KEY, "lvl_1", "面积不少于２００平方米") is kept
    assert state_of(review_of([kept], KEY, "lvl_1", "面积不少于300平方米")) == "extracted"
    assert review_of([kept], KEY, "lvl_2", "面积不少于200平方米") is None


def test_obligations_say_how_far_they_are_reviewed(home: Path) -> None:
    verdict_on(home, "lvl_1", Verdict.DISPUTED)
    found = obligations(open_library(home), KEY, reviews(home))
    assert [(one.address, one.review) for one in found] == [
        ("lvl_1", "disputed"),
        ("lvl_2", "extracted"),
        ("lvl_3", "extracted"),
    ]


def test_reviews_beside_the_corpus_are_read_first(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = own_words(open_library(home), KEY, "lvl_2")
    other = tmp_path / "other"
    made = Review(KEY, "lvl_2", text_digest(words), "赵六", DAY, Verdict.DISPUTED)
    monkeypatch.setattr(review_store, "_BUNDLED", add_review(other, made))
    assert review_state(open_library(home), KEY, "lvl_2") == "disputed"
    verdict_on(home, "lvl_2", Verdict.REVIEWED)
    assert review_state(open_library(home), KEY, "lvl_2") == "reviewed"


def test_nobody_has_reviewed_the_corpus_yet() -> None:
    assert reviews() == ()


@pytest.mark.parametrize(
    "content",
    [
        "[[review",
        "review = 1",
        '[[review]]\nverdict = "reviewed"',
        '[[review]]\nverdict = "ja"\nreviewed_on = 2026-01-31',
    ],
)
def test_a_file_that_cannot_be_read_is_named(home: Path, content: str) -> None:
    (home / "reviewed.toml").write_text(content, encoding="utf-8")
    with pytest.raises(LibraryError, match=r"reviewed.toml: 审核记录读不出来"):
        reviews(home)


def test_the_command_writes_into_the_own_folder(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["review", "甲发〔2020〕1号", "一", "--verdict", "disputed", "--by", "王五", "--note", "应写明口径"]
    capsys.readouterr()
    assert main([*arguments, "--home", str(home)]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[1:] == ["说明: 应写明口径", "所审文字: 一、用房面积不少于200平方米。"]
    assert str(home / "reviewed.toml") in err
    (row,) = tomllib.loads((home / "reviewed.toml").read_text(encoding="utf-8"))["review"]
    assert (row["address"], row["verdict"], row["by"]) == ("lvl_1", "disputed", "王五")
    assert main([*arguments, "--home", str(home), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["address"]) == (1, "lvl_1")


def test_wrong_words_are_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin = ["review", "甲发〔2020〕1号"]
    end = ["--home", str(home), "--by"]
    assert main([*begin, "九", "--verdict", "reviewed", *end, "王五"]) == 2
    assert "没有条款“九”。全部条款见 zhengce show" in capsys.readouterr().err
    assert main([*begin, "一", "--verdict", "gut", *end, "王五"]) == 2
    assert "--verdict 应为 reviewed 或 disputed，不是“gut”" in capsys.readouterr().err
    assert main([*begin, "一", "--verdict", "reviewed", *end, " "]) == 2
    assert "--by 应写审核人的姓名" in capsys.readouterr().err
    assert not (home / "reviewed.toml").exists()


def test_a_label_that_two_provisions_have_needs_an_address(tmp_path: Path) -> None:
    text = "甲市关于用房的通知\n甲发〔2020〕1号\n一、应当公示。\n一、应当备案。\n"
    (tmp_path / "b.txt").write_text(text, encoding="utf-8")
    assert main(["ingest", str(tmp_path / "b.txt"), "--home", str(tmp_path / "b")]) == 0
    library = open_library(tmp_path / "b")
    (key,) = library.keys()
    with pytest.raises(InputError, match=r"“一”可指 lvl_1、lvl_1-2，请写地址"):
        provision_of(library, key, "一")
    assert provision_of(library, key, "lvl_1").address == "lvl_1"
