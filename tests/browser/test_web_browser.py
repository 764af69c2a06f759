"""The pages in a real browser: Debian's chromium (apt-get install chromium chromium-driver)."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from answer.web_log import FILE_NAME, read_log
from web_client import NINGBO, NINGBO_KEY, SHAOXING, Server, filled

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
QUESTION = "宁波市新建住宅小区养老服务用房要多少平方米"
PAGES = (
    "/",
    f"/ask?q={QUESTION}",
    f"/ask?q={QUESTION}，户数1200户",
    "/ask?q=昆明市养老服务用房",
    "/documents",
    f"/documents/{NINGBO_KEY}",
    f"/provisions/{NINGBO_KEY}/lvl_1",
    "/cite?ref=甬政发2021-8第一条第2项",
    "/search?q=养老服务用房",
    "/obligations",
    "/compare?topic=养老服务用房面积&places=宁波市&places=绍兴市",
    "/check",
    "/api/docs",
    "/nowhere",
)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (CHROMIUM and DRIVER) and not os.environ.get("CI"), reason="no chromium with its driver on this machine"
    ),
]
_ARGUMENTS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--force-prefers-reduced-motion")
Browser = webdriver.Chrome
#: seconds that a page may take on a slow machine
_PATIENCE = 60


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(filled(tmp_path_factory.mktemp("home"), {"a.txt": NINGBO, "b.txt": SHAOXING}))
    yield running
    running.stop()


def _started(folder: Path, *, width: int = 1280, scripts: bool = True) -> Browser:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or "chromium"
    for argument in (*_ARGUMENTS, f"--window-size={width},900"):
        options.add_argument(argument)
    preferences: dict[str, Any] = {"download.default_directory": str(folder)}
    if not scripts:
        preferences["profile.managed_default_content_settings.javascript"] = 2
    options.add_experimental_option("prefs", preferences)
    if width < 500:
        metrics = {"width": width, "height": 740, "pixelRatio": 1.0}
        options.add_experimental_option("mobileEmulation", {"deviceMetrics": metrics})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(DRIVER or "chromedriver"))
    browser.set_script_timeout(_PATIENCE)
    return browser


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def wide(downloads: Path) -> Iterator[Browser]:
    browser = _started(downloads)
    yield browser
    browser.quit()


@pytest.fixture(scope="module")
def narrow(downloads: Path) -> Iterator[Browser]:
    browser = _started(downloads, width=360)
    yield browser
    browser.quit()


@pytest.fixture(scope="module")
def plain(downloads: Path) -> Iterator[Browser]:
    """A browser with JavaScript off."""
    browser = _started(downloads, scripts=False)
    yield browser
    browser.quit()


def _until(browser: Browser, holds: Callable[[Browser], object]) -> None:
    """Wait; while one page gives way to the next, the driver complains of elements in more than one way."""
    WebDriverWait(browser, _PATIENCE, ignored_exceptions=(WebDriverException,)).until(holds)


def _shown(browser: Browser, words: str) -> None:
    """Wait until the main part of the page has the words."""
    _until(browser, lambda one: words in _text(one))


def _complaints(browser: Browser) -> list[str]:
    """What the browser's console says since it was last asked."""
    return [str(one["message"]) for one in browser.execute("getLog", {"type": "browser"})["value"]]


def _text(browser: Browser) -> str:
    return browser.find_element(By.TAG_NAME, "main").text


def _target(browser: Browser) -> str:
    return browser.find_element(By.CSS_SELECTOR, ".provision:target").text


def _asked_and_answered(browser: Browser, server: Server) -> None:
    """Ask, fill in what was missing, open the provision, follow a reference, look up a citation."""
    browser.get(server.url)
    browser.find_element(By.ID, "q").send_keys(QUESTION)
    browser.find_element(By.CSS_SELECTOR, "form.ask button").click()
    _until(browser, lambda one: "/ask?q=" in one.current_url)
    _shown(browser, "需补充信息")
    browser.find_element(By.ID, "missing0").send_keys("300", Keys.ENTER)
    _shown(browser, "有依据")
    _shown(browser, "60 平方米")
    browser.find_element(By.CSS_SELECTOR, ".citations h3 a").click()
    _until(browser, lambda one: _target(one).startswith("3.规划户数不足500户"))
    browser.find_element(By.LINK_TEXT, "本通知第一条").click()
    _until(browser, lambda one: one.current_url.endswith("#lvl_1"))
    browser.get(f"{server.url}/cite")
    browser.find_element(By.ID, "ref").send_keys("甬政发（2021）8号第一条第二项", Keys.ENTER)
    _shown(browser, "2.规划户数500户以上不足2000户的")


def test_from_a_question_to_the_cited_provision(wide: Browser, server: Server) -> None:
    _asked_and_answered(wide, server)


def test_the_same_with_javascript_off(plain: Browser, server: Server) -> None:
    _asked_and_answered(plain, server)
    plain.get(f"{server.url}/ask?q={QUESTION}")
    plain.find_element(By.CSS_SELECTOR, "input[value=incomplete]").click()
    plain.find_element(By.CSS_SELECTOR, ".feedback button").click()
    _shown(plain, "已收到评价: 不完整")
    plain.get(f"{server.url}/obligations?modality=不得")
    assert "不得改变养老服务用房的用途" in _text(plain)


def test_a_question_is_asked_with_the_keyboard_alone(wide: Browser, server: Server) -> None:
    wide.get(server.url)
    wide.switch_to.active_element.send_keys(Keys.TAB)
    assert wide.switch_to.active_element.text == "跳到正文"
    wide.switch_to.active_element.send_keys(Keys.ENTER, Keys.TAB)
    assert wide.switch_to.active_element.get_attribute("id") == "q"
    wide.switch_to.active_element.send_keys("昆明市养老服务用房", Keys.TAB)
    wide.switch_to.active_element.send_keys(Keys.ENTER)
    _shown(wide, "未找到依据")


def test_feedback_and_filters_change_the_page_in_place(wide: Browser, server: Server) -> None:
    wide.get(f"{server.url}/ask?q={QUESTION}")
    wide.execute_script("window.stays = true")
    wide.find_element(By.CSS_SELECTOR, "input[value=accurate]").click()
    wide.find_element(By.CSS_SELECTOR, ".feedback button").click()
    _shown(wide, "已收到评价: 准确")
    assert wide.execute_script("return window.stays") is True
    wide.get(f"{server.url}/obligations")
    wide.execute_script("window.stays = true")
    wide.find_element(By.CSS_SELECTOR, "#modality option[value=不得]").click()
    _until(wide, lambda one: "每季度检查一次" not in one.find_element(By.ID, "results").text)
    assert wide.execute_script("return window.stays") is True
    _until(wide, lambda one: "modality=" in one.current_url)


def test_a_button_says_its_own_words_again(wide: Browser, server: Server) -> None:
    wide.get(f"{server.url}/provisions/{NINGBO_KEY}/lvl_1")
    wide.execute_script("navigator.clipboard.writeText = () => Promise.reject()")
    button = wide.find_element(By.CSS_SELECTOR, "[data-copy-address]")
    button.click()
    _until(wide, lambda _: button.text == "请从地址栏复制")
    button.click()
    _until(wide, lambda _: button.text == "复制本条网址")


def _found_in_ningbo(browser: Browser) -> bool:
    return any("《宁波市" in one.text for one in browser.find_elements(By.CSS_SELECTOR, "#results h2"))


def test_facets_come_with_the_words_and_the_way_back_shows_what_was_there(wide: Browser, server: Server) -> None:
    wide.get(f"{server.url}/search")
    wide.find_element(By.ID, "words").send_keys("养老服务用房", Keys.ENTER)
    _until(wide, lambda one: one.find_element(By.CSS_SELECTOR, "#place option[value=绍兴市]"))
    wide.find_element(By.CSS_SELECTOR, "#issuer option[value=绍兴市人民政府]").click()
    _until(wide, lambda one: not _found_in_ningbo(one))
    wide.back()
    _until(wide, _found_in_ningbo)
    assert wide.find_element(By.ID, "issuer").get_attribute("value") == ""


def test_a_refusal_is_shown_in_place(wide: Browser, server: Server) -> None:
    wide.get(f"{server.url}/obligations")
    wide.execute_script("document.querySelector('#modality option[value=不得]').value = '必然'")
    wide.find_element(By.CSS_SELECTOR, "#modality option[value=必然]").click()
    _until(wide, lambda one: "未能完成" in one.find_element(By.ID, "results").text)
    assert "必然" in wide.find_element(By.ID, "results").text


def _judgements(server: Server) -> list[str | int]:
    return [one["verdict"] for one in read_log(server.home / FILE_NAME, "feedback")]


def test_a_form_is_sent_once_however_often_its_button_is_pressed(wide: Browser, server: Server) -> None:
    wide.get(f"{server.url}/ask?q={QUESTION}")
    wide.find_element(By.CSS_SELECTOR, "input[value=outdated]").click()
    wide.execute_script("const form = document.querySelector('.feedback'); form.requestSubmit(); form.requestSubmit()")
    _shown(wide, "已收到评价: 已过时")
    _until(wide, lambda _: "outdated" in _judgements(server))
    assert _judgements(server).count("outdated") == 1


def test_the_table_is_downloaded(wide: Browser, server: Server, downloads: Path) -> None:
    wide.get(f"{server.url}/obligations")
    wide.find_element(By.LINK_TEXT, "Excel").click()
    _until(wide, lambda _: (downloads / "obligations.xlsx").exists())
    assert (downloads / "obligations.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_a_telephone(narrow: Browser, server: Server, path: str) -> None:
    narrow.get(server.url + path)
    assert narrow.execute_script("return document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_no_page_has_a_barrier(request: pytest.FixtureRequest, server: Server, path: str, size: str) -> None:
    browser: Browser = request.getfixturevalue(size)
    browser.get(server.url + path)
    for one in browser.find_elements(By.TAG_NAME, "details"):
        browser.execute_script("arguments[0].open = true", one)
    browser.execute_script(AXE)
    found = browser.execute_async_script("axe.run().then(arguments[arguments.length - 1])")
    faults = [
        (one["id"], [node["target"] for node in one["nodes"]][:3])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical", "moderate")
    ]
    assert faults == []


def test_no_page_breaks_the_content_policy(wide: Browser, server: Server) -> None:
    _complaints(wide)
    for path in PAGES[:-1]:
        wide.get(server.url + path)
        assert _complaints(wide) == [], path


def test_naughty_words_start_nothing(wide: Browser, server: Server) -> None:
    for words in ("<script>alert(1)</script>", "'\"><img src=x onerror=alert(1)>", "javascript:alert(1)"):
        for path in ("/ask?q=", "/search?q=", "/cite?ref=", "/compare?topic="):
            wide.get(server.url + path + words)
            assert wide.execute_script("return document.images.length") == 1


def test_on_paper_stand_the_sources_and_no_forms(wide: Browser, server: Server) -> None:
    wide.get(f"{server.url}/ask?q={QUESTION}，户数1200户")
    wide.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        shown = _text(wide)
        assert "来源: a.txt" in shown
        assert "效力: " in shown
        assert not any(one.is_displayed() for one in wide.find_elements(By.TAG_NAME, "form"))
        assert not wide.find_element(By.CSS_SELECTOR, ".top nav").is_displayed()
        marks = wide.find_elements(By.TAG_NAME, "mark")
        assert {one.value_of_css_property("background-color") for one in marks} == {"rgba(0, 0, 0, 0)"}
        wide.get(f"{server.url}/obligations")
        assert "下载" not in _text(wide)
    finally:
        wide.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
