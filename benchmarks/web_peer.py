"""The page that the web form is measured against: FastAPI, jinja2 and rank_bm25, ten provisions to a question."""

import sys

import jieba
import uvicorn
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from jinja2 import Environment
from rank_bm25 import BM25Okapi

from index.fields import own_text
from index.library import bundled_library

PAGE = Environment(autoescape=True).from_string(
    "<!doctype html><html lang=zh><meta charset=utf-8><title>{{ q }}</title><form><input name=q value='{{ q }}'>"
    "<button>问</button></form><ol>{% for title, text, score in hits %}<li><h2>{{ title }}</h2><p>{{ text }}</p>"
    "<p>{{ score }}</p></li>{% endfor %}</ol></html>"
)


def main() -> None:
    """Serve the page: with a plain function (in threads) or an async one."""
    kind, port = sys.argv[1], int(sys.argv[2])
    library = bundled_library()
    provisions = [
        (document.header.title, text)
        for document in library.documents()
        for one in document.provisions
        if (text := own_text(one, document, library.text(document.source)).strip())
    ]
    ranking = BM25Okapi([list(jieba.cut(text)) for _, text in provisions])

    def answer(q: str) -> HTMLResponse:
        scores = ranking.get_scores(list(jieba.cut(q)))
        best = sorted(range(len(scores)), key=lambda at: -scores[at])[:10]
        return HTMLResponse(PAGE.render(q=q, hits=[(*provisions[at], round(float(scores[at]), 3)) for at in best]))

    async def answer_async(q: str) -> HTMLResponse:
        return answer(q)

    app = FastAPI()
    app.get("/ask")(answer_async if kind == "async" else answer)
    uvicorn.run(app, host="127.0.0.1", port=port, access_log=False, log_level="error")


if __name__ == "__main__":
    main()
