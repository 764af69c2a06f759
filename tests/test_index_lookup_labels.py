"""Labels of documents that were read lead back to their provisions; titles that end like a label do not."""

import pytest

from index.lookup import look_up, name_of
from ingest.read import read_text
from ingest.records import Header
from shelf import Shelf, document

MADE_NOTICE = """江城市人民政府关于停车管理的通知
江政发〔2016〕18号

各区人民政府：
现就停车管理通知如下。
一、总体要求
（一）指导思想。坚持便民。
（二）工作目标。每百户车位不少于40个。
二、主要任务
（三）健全设施。
1.新建小区按每户1个配建；
2.老旧小区每百户15个。其中：（1）不足300户的可以合并；（2）超过300户的单独设置。
三、保障措施
（四）加强领导。一是明确责任；二是定期通报。
本通知自印发之日起施行。
"""
MADE_LAW = """江城市停车条例

第一章 总则
第一条 为了加强停车管理，制定本条例。
第二条 本条例所称停车场包括：
（一）公共停车场；
（二）专用停车场：
1.单位专用；
2.住宅区专用。
第二条之一 临时停车场参照执行。
第二章 建设
第三条 新建住宅按每户1个配建。
老旧小区按每户0.5个配建，有下列情形之一的除外：
（一）面积不足的；
（二）位于保护区的。
第四条 本条例自2019年9月1日起施行。
"""


@pytest.mark.parametrize("text", [MADE_NOTICE, MADE_LAW])
def test_every_label_leads_back_to_its_provision(text: str) -> None:
    made = read_text("made.txt", text).documents[0]
    shelf = Shelf([made])
    labelled = [one for one in made.provisions if one.label]
    assert len(labelled) > 9
    for one in labelled:
        found = look_up(f"{name_of(made.header)}{one.label}", shelf)
        assert (found.status, found.addresses) == ("found", (one.address,)), (one.label, found.message)


def test_brackets_at_the_end_of_a_title_are_no_path() -> None:
    shelf = Shelf([document("second", Header("关于适用停车条例的解释（二）"), "art_1=第一条 art_2=第二条")])
    assert look_up("关于适用停车条例的解释（二）", shelf).addresses == ()
    assert look_up("关于适用停车条例的解释（二）第二条", shelf).addresses == ("art_2",)
