"""The JSON twins are the objects of `--json`, and fit the OpenAPI document."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import APIRoute

from answer import web_api
from web_client import NINGBO, NINGBO_KEY, SHAOXING, Server, filled

QUESTION = "宁波市规划户数1200户的小区养老服务用房要多大"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = filled(tmp_path_factory.mktemp("home"), {"a.txt": NINGBO, "b.txt": SHAOXING})
    one = Server(home)
    yield one
    one.stop()


def _printed(server: Server, *arguments: str) -> Any:
    command = [sys.executable, "-m", "answer.cli", *arguments, "--home", str(server.home), "--json"]
    return json.loads(subprocess.run(command, capture_output=True, text=True, timeout=60, check=False).stdout)


# The path with its query, and the command that prints the same.
TWINS = [
    (f"/api/ask?q={QUESTION}", ("ask", QUESTION)),
    ("/api/ask?q=昆明市养老服务用房", ("ask", "昆明市养老服务用房")),
    ("/api/cite?ref=甬政发[2021]8号第一条第2项", ("cite", "甬政发[2021]8号第一条第2项")),
    ("/api/cite?ref=甬政发〔2021〕8号第九条", ("cite", "甬政发〔2021〕8号第九条")),
    ("/api/search?q=养老服务用房&limit=3", ("search", "养老服务用房", "--limit", "3")),
    ("/api/documents", ("documents",)),
    (f"/api/documents/{NINGBO_KEY}", ("show", NINGBO_KEY)),
    ("/api/check", ("check",)),
    ("/api/obligations", ("extract",)),
    (
        "/api/compare?topic=养老服务用房面积&places=宁波市&places=绍兴市,昆明市&with=1200户",
        ("compare", "养老服务用房面积", "--places", "宁波市,绍兴市,昆明市", "--with", "1200户"),
    ),
]


OTHERS = [
    "/api/coverage",
    f"/api/provisions/{NINGBO_KEY}/lvl_1",
    "/api/ask?q=宁波市新建住宅小区养老服务用房要多少平方米",
    "/api/cite?ref=甬政发〔2001〕9号第一条",
    "/api/search?q=飞船",
]


@pytest.mark.parametrize("path", [*OTHERS, *(path for path, _ in TWINS)])
def test_a_twin_has_the_keys_of_its_model_and_no_other(server: Server, path: str) -> None:
    models = {route.path_regex: route.response_model for route in web_api.router.routes if isinstance(route, APIRoute)}
    model = next(model for pattern, model in models.items() if pattern.fullmatch(path.partition("?")[0]))
    told = json.loads(server.get(path).body)
    assert model.model_validate(told).model_dump(mode="json", by_alias=True) == told


@pytest.mark.parametrize(("path", "command"), TWINS, ids=[path for path, _ in TWINS])
def test_a_twin_is_what_the_command_prints(server: Server, path: str, command: tuple[str, ...]) -> None:
    reply = server.get(path)
    assert reply.status == 200
    assert reply.headers["content-type"] == "application/json"
    told = json.loads(reply.body)
    printed = _printed(server, *command)
    assert {name: told[name] for name in printed} == printed
    assert set(told) - set(printed) <= {"total", "page", "pages"}


def test_a_provision_has_its_neighbours_and_who_cites_it(server: Server) -> None:
    found = json.loads(server.get(f"/api/provisions/{NINGBO_KEY}/lvl_1").body)
    assert found["provision"]["label"] == "一"
    assert found["below"] == ["lvl_1__lvl_1", "lvl_1__lvl_2", "lvl_1__lvl_3"]
    assert found["after"] == "lvl_2"
    assert [one["label"] for one in found["cited_by"]] == ["三"]
    assert server.get(f"/api/provisions/{NINGBO_KEY}/lvl_9").status == 404


def test_obligations_are_what_extract_prints(server: Server) -> None:
    found = json.loads(server.get("/api/obligations", place="宁波市", modality="不得").body)
    assert found["documents"] == _printed(server, "extract", "--place", "宁波市", "--modality", "不得")["documents"]
    assert found["total"] == sum(len(one["obligations"]) for one in found["documents"]) > 0
    assert server.get("/api/obligations", kind="没有").status == 400


def test_comparison_has_its_limits(server: Server) -> None:
    assert server.get("/api/compare?topic=面积&places=" + ",".join("甲乙丙丁戊己庚辛壬癸子丑寅")).status == 400
    assert server.get("/api/compare?topic=面积&places=宁波&years=今年").status == 400
    assert server.get("/api/compare?topic=面积").status == 422


def test_every_parameter_is_explained(server: Server) -> None:
    paths = json.loads(server.get("/api/openapi.json").body)["paths"]
    parameters = [one for path in paths.values() for way in path.values() for one in way.get("parameters", ())]
    assert len(parameters) > 20
    assert [one["name"] for one in parameters if not one.get("description") and one["name"] != "address"] == []


def test_coverage_and_feedback(server: Server) -> None:
    covered = json.loads(server.get("/api/coverage").body)
    assert covered["places"] == ["宁波市", "绍兴市"]
    for question in covered["examples"]:
        assert json.loads(server.get("/api/ask", q=question).body)["status"] == "answered"
    for citation in covered["citations"]:
        assert json.loads(server.get("/api/cite", ref=citation).body)["status"] == "found"
    said = json.dumps({"id": "a", "verdict": "accurate"}).encode()
    kind = {"Content-Type": "application/json"}
    assert json.loads(server.send("POST", "/api/feedback", said, kind).body)["kept"] is True
    assert server.send("POST", "/api/feedback", b'{"id": "a", "verdict": "x"}', kind).status == 422


def test_every_operation_is_explained(server: Server) -> None:
    document = json.loads(server.get("/api/openapi.json").body)
    page = server.get("/api/docs").text
    for path, methods in document["paths"].items():
        assert path in page
        for one in methods.values():
            assert one["summary"]
            assert "application/json" in one["responses"]["200"]["content"]


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_the_openapi_document_holds_for_any_request(server: Server, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("schemathesis")
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", f"{server.url}/api/openapi.json",
        "--checks", "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance",
        "--max-examples", "100", "--seed", "1", "--request-timeout", "20", "--no-color",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False, cwd=folder)
    assert done.returncode == 0, done.stdout[-4000:]
