"""Questions on matters that the bundled corpus does not rule, though it speaks of something near to them."""

import pytest

from index.library import bundled_library
from index.store import Library
from made_up import ask


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        return bundled_library()


@pytest.mark.parametrize(
    "question",
    [
        "合同写明工资6000元，试用期工资最低能给多少？",
        "新设立的单位多少天内要办公积金缴存登记？",
        "单位在职职工800人，至少要安排多少名残疾人就业？",
        "信访工作办法从哪天起施行？",
    ],
)
def test_a_matter_nearby_is_no_answer(library: Library, question: str) -> None:
    made = ask(question, library)
    assert (made.status.value, made.citations) == ("not_found", ())
