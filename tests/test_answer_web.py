"""The pages of the web form, asked from a server that really runs."""

import html
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import html5lib
import pytest

from answer.web_document import document_view
from index.library import open_library
from web_client import NINGBO, NINGBO_KEY, SHAOXING, Server, filled

QUESTION = "宁波市规划户数1200户的小区养老服务用房要多大"
PAGES = (
    "/",
    "/ask?q=宁波养老服务用房",
    "/documents",
    f"/documents/{NINGBO_KEY}",
    f"/provisions/{NINGBO_KEY}/lvl_1__lvl_2",
    "/cite?ref=甬政发2021-8",
    "/search?q=养老服务用房",
    "/obligations",
    "/compare?topic=养老服务用房面积&places=宁波市&places=绍兴市",
    "/check",
    "/api/docs",
    "/nowhere",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = filled(tmp_path_factory.mktemp("home"), {"a.txt": NINGBO, "b.txt": SHAOXING})
    one = Server(home)
    yield one
    one.stop()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_sound_html_with_landmarks(server: Server, path: str) -> None:
    reply = server.get(path)
    assert reply.status == (404 if path == "/nowhere" else 200)
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(reply.text)
    assert tree.get("lang") == "zh-CN"
    assert [len(tree.findall(f".//{name}")) for name in ("main", "h1", "title")] == [1, 1, 1]
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    fields = [one for name in ("input", "textarea", "select") for one in tree.iter(name)]
    labelled = {one.get("for") for one in tree.iter("label")}
    inside = {child for label in tree.iter("label") for child in label.iter()}
    unnamed = [
        one.attrib
        for one in fields
        if one.get("type") != "hidden" and one.get("id") not in labelled and one not in inside
    ]
    assert unnamed == []


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_safe_by_its_headers(server: Server, path: str) -> None:
    reply = server.get(path)
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "<script>" not in reply.text
    assert " style=" not in reply.text
    assert "http://" not in reply.text.replace("http://www.w3.org", "")


def test_links_inside_the_pages_lead_somewhere(server: Server) -> None:
    seen = set()
    for path in PAGES[:-1]:
        tree = html5lib.parse(server.get(path).text, namespaceHTMLElements=False)
        for one in tree.iter("a"):
            target, _, anchor = (one.get("href") or "").partition("#")
            if target.startswith("/") and target not in seen:
                seen.add(target)
                reply = server.get(target)
                assert reply.status == 200, target
                if anchor:
                    assert f'id="{anchor}"' in reply.text, (target, anchor)
    assert len(seen) > 30


def test_the_form_leads_to_an_answer_with_its_ground(server: Server) -> None:
    assert "宁波市" in server.get("/").text
    text = server.get("/ask", q=QUESTION).text
    assert "200" in text
    assert '<mark class="value">不少于200平方米</mark>' in text
    assert f'href="/documents/{NINGBO_KEY}#lvl_1__lvl_2"' in text
    assert "效力: 不明" in text


def test_a_missing_input_is_asked_for_and_then_answered(server: Server) -> None:
    question = "宁波市新建住宅小区养老服务用房要多少平方米"
    asked = server.get("/ask", q=question)
    assert 'name="missing0"' in asked.text
    moved = server.get("/refine", q=question, missing0="300")
    assert moved.status == 303
    answered = server.get(moved.headers["location"])
    assert "300户" in answered.text
    assert "<b>60</b>" in answered.text


def test_place_and_number_can_be_corrected(server: Server) -> None:
    moved = server.get("/refine", q=QUESTION, place="宁波市", input0="2500")
    assert "<b>400</b>" in server.get(moved.headers["location"]).text
    elsewhere = server.get("/refine", q="宁波市新建住宅小区养老服务用房使用面积是多少", place="绍兴市")
    assert "绍政发〔2022〕3号" in server.get(elsewhere.headers["location"]).text


def test_a_place_that_is_not_held_gets_no_answer_of_another(server: Server) -> None:
    text = server.get("/ask", q="昆明市养老服务用房要多大").text
    assert "未找到依据" in text
    assert "超出收录范围" in text
    assert "<blockquote" not in text


def test_references_are_links_and_known_from_the_other_end(server: Server) -> None:
    inside = server.get(f"/documents/{NINGBO_KEY}").text
    assert f'href="/documents/{NINGBO_KEY}#lvl_1">本通知第一条</a>' in inside
    across = server.get("/documents/绍政发-2022-3").text
    assert f'href="/documents/{NINGBO_KEY}">甬政发〔2021〕8号</a>' in across
    assert "绍政发〔2022〕3号 一" in inside
    assert "没有条文引用它" in server.get(f"/provisions/{NINGBO_KEY}/lvl_4").text
    assert "甬政发〔2021〕8号 三" in server.get(f"/provisions/{NINGBO_KEY}/lvl_1").text


@pytest.mark.parametrize("ref", ["甬政发[2021]8号第一条第2项", "甬政发〔2021〕8号 一、2", "甬政发2021-8 1.2"])
def test_a_citation_is_found_in_any_style(server: Server, ref: str) -> None:
    text = server.get("/cite", ref=ref).text
    assert "2.规划户数500户以上不足2000户的" in text
    assert "找到" in text


def test_a_document_that_is_not_held_is_said_to_be_cited(server: Server) -> None:
    assert "没有找到" in server.get("/cite", ref="某政发〔2001〕9号第一条").text


def test_of_many_that_cite_a_document_it_is_said_that_some_are_shown(tmp_path: Path) -> None:
    rules = "".join(f"{at}.本项按丽政发〔2001〕9号执行。\n" for at in range(1, 26))
    home = filled(tmp_path / "home", {"a.txt": f"丽水市人民政府关于用房的通知\n丽政发〔2020〕1号\n{rules}"})
    server = Server(home, "--no-log")
    try:
        text = server.get("/cite", ref="丽政发〔2001〕9号").text
    finally:
        server.stop()
    assert "没有收录，但有条文引用它" in text
    assert "共 25 处，以下为前 20 处" in text
    assert text.count("<blockquote") == 20


def test_search_counts_facets_and_filters(server: Server) -> None:
    every = server.get("/search", q="养老服务用房")
    assert "宁波市 (" in every.text
    assert '<mark class="term">' in every.text
    one = server.get("/search", q="养老服务用房", place="绍兴市", year="2022")
    assert "绍政发〔2022〕3号" in one.text
    assert "甬政发〔2021〕8号 " not in one.text.split('id="results"')[1].split("<footer")[0].replace("(甬政发", "")
    assert "没有条文" in server.get("/search", q="飞船").text


def test_headings_stand_out_and_a_number_that_is_only_counted_is_not_shown(tmp_path: Path) -> None:
    lines = (
        "关于用房的通知",
        "为做好工作，现通知如下:",
        "一、总体要求",
        "(一)标准。用房不少于9平方米。",
        "二、其他",
        "照此办理。",
    )
    text = "\n\n".join(lines)
    library = open_library(filled(tmp_path / "home", {"a.txt": text}))
    view = document_view(library, library.keys()[0])
    assert [one.number for one in view.provisions if one.is_title] == ["一", "二"]
    briefs = [one.brief for one in view.provisions]
    assert briefs[1] == "为做好工作，现通知如下:"
    assert "一 总体要求" in briefs


def test_what_was_read_and_what_a_score_is_made_of_are_shown(server: Server) -> None:
    asked = server.get("/ask", q=QUESTION + "，户数1200户").text
    assert "这样理解: 宁波市；户数=1,200户" in asked
    assert "日期: 2021-06-01" in asked
    assert "200平方米。原文" not in asked.partition('class="conclusion"')[2].partition("</p>")[0]
    found = server.get("/search", q="养老服务用房").text
    assert re.search(r"得分 \d+\.\d\d: 所查词语 \d+\.\d\d，", found)


def test_what_must_be_known_stands_before_the_numbers(server: Server) -> None:
    asked = server.get("/ask", q="宁波市规划户数2000户的小区养老服务用房要多大").text
    assert 0 < asked.find("请注意</h2>") < asked.find("数值和算法</h2>") < asked.find("依据</h2>")


def test_places_to_choose_from_are_links(server: Server) -> None:
    asked = server.get("/ask", q="养老服务用房面积").text
    link = re.search(r'<a class="button" href="(/refine[^"]+)">绍兴市</a>', asked)
    assert link is not None
    assert server.send("GET", html.unescape(link[1])).headers["location"].startswith(f"/ask?q={quote('绍兴市养老')}")


def test_pages_that_have_nothing_to_show_say_what_to_do(server: Server) -> None:
    assert "收录的文件</a>" in server.get("/cite", ref="某政发〔2001〕9号第一条").text.partition("没有找到")[2]
    assert 'href="/search?q=' in server.get("/cite", ref="养老服务用房").text
    assert "请至少选一个地方" in server.get("/compare", topic="用房面积").text
    assert 'href="/obligations">清除筛选' in server.get("/obligations", bearer="火星人").text
    assert "清除筛选" not in server.get("/obligations").text


def test_obligations_are_filtered_and_downloaded(server: Server) -> None:
    assert "不得改变养老服务用房的用途" in server.get("/obligations", modality="不得").text
    assert "每季度检查一次" not in server.get("/obligations", modality="不得").text
    table = server.get("/obligations.csv", q="季度")
    assert "每季度检查一次" in table.body.decode("utf-8-sig")
    assert table.headers["content-disposition"] == 'attachment; filename="obligations.csv"'
    assert server.get("/obligations.xlsx").body.startswith(b"PK")
    calendar = server.get("/obligations.ics").text
    assert "RRULE:FREQ=YEARLY" in calendar.replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20210701" in calendar
    assert server.get("/obligations.pdf").status == 404
    of_one = [server.get("/obligations.csv", document=name).body for name in ("甬政发〔2021〕8号", NINGBO.split()[0])]
    assert of_one[0] == of_one[1]
    assert b"2021" in of_one[0]
    assert server.get("/obligations", document="没有的文件").status == 404


def test_comparison_puts_places_side_by_side_and_warns_of_bases(server: Server) -> None:
    text = server.get("/compare?topic=养老服务用房面积&places=宁波市,绍兴市,昆明市&with=1200户").text
    assert "不少于150平方米" in text
    assert "不少于200平方米" in text
    assert "请注意" in text
    assert "使用面积" in text
    assert "昆明市: " in text


def test_the_same_question_gives_the_same_page(server: Server) -> None:
    assert server.get("/ask", q=QUESTION).body == server.get("/ask", q=QUESTION).body


def test_head_is_answered_without_a_body(server: Server) -> None:
    reply = server.send("HEAD", "/documents")
    assert (reply.status, reply.body) == (200, b"")


def test_feedback_is_noted_and_exported_with_the_answer(server: Server) -> None:
    from answer.web_log import FILE_NAME, read_log

    server.get("/ask", q=QUESTION)
    said = {"id": "abc", "q": QUESTION, "verdict": "outdated", "remark": "已有\n新规定\x1b[31m"}
    received = server.post("/feedback", said)
    assert received.status == 303
    assert "已收到评价: 已过时" in server.send("GET", received.headers["location"]).text
    assert server.get("/thanks", verdict="great").status == 303
    assert server.post("/feedback", {**said, "verdict": "great"}).status == 400
    path = server.home / FILE_NAME
    for _ in range(100):
        feedback, questions = list(read_log(path, "feedback")), list(read_log(path, "questions"))
        if feedback and questions:
            break
        time.sleep(0.05)
    assert feedback[0]["verdict"] == "outdated"
    assert feedback[0]["remark"] == "已有 新规定�[31m"
    assert any(one["question"] == QUESTION and one["status"] == "answered" for one in questions)


def test_small_things_are_where_browsers_look(server: Server) -> None:
    assert server.get("/favicon.ico").headers["content-type"] == "image/svg+xml"
    assert server.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
    marked = re.search(r"/static/style\.css\?v=\w+", server.get("/").text)
    assert marked
    assert "immutable" in server.get(marked[0]).headers["cache-control"]
    for path in ("/favicon.ico", "/static/style.css", "/static/style.css?v=1"):
        assert server.get(path).headers["cache-control"] == "public, max-age=86400"
    assert server.get("/static/nothing.css").status == 404
    assert server.get("/ask").headers["location"] == "/"
    assert server.get("/api/search", q=" ").status == 400


def test_the_log_is_exported_by_the_command(server: Server) -> None:
    command = [sys.executable, "-m", "answer.cli", "log", "--home", str(server.home)]
    server.get("/ask", q=QUESTION)
    for _ in range(40):
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        if done.stdout:
            break
    assert json.loads(done.stdout.splitlines()[0])["question"]
    empty = subprocess.run([*command[:-1], str(server.home / "none")], capture_output=True, text=True, check=True)
    assert (empty.stdout, empty.stderr) == ("", "还没有记录\n")
