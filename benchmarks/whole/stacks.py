"""What a user would otherwise assemble, and this project, each as a function of the same pages."""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

Pages = list[tuple[str, str]]
Stack = Callable[[Pages], object]
_AT = datetime(2025, 1, 2, tzinfo=UTC)


def trafilatura_parse(pages: Pages) -> object:
    """trafilatura's parsing alone: body, title, date, author."""
    from trafilatura import bare_extraction

    return [bare_extraction(text, with_metadata=True, include_comments=False) for _, text in pages]


def trafilatura_datasketch(pages: Pages) -> object:
    """trafilatura, then datasketch's MinHash LSH over character 5-grams."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.5, num_perm=128)
    found = []
    for (name, _), document in zip(pages, trafilatura_parse(pages), strict=True):  # type: ignore[call-overload]
        if document is None or not document.text:
            continue
        text = document.text
        signature = MinHash(num_perm=128)
        signature.update_batch({text[i : i + 5].encode() for i in range(len(text) - 4)})
        found.append((name, index.query(signature)))
        index.insert(name, signature)
    return found


def newspaper_pandas(pages: Pages) -> object:
    """newspaper4k into a pandas table, doubles dropped, one Parquet file written."""
    import newspaper
    import pandas as pd

    config = newspaper.Config()
    config.fetch_images = False  # nothing but the pages is asked for
    config.language = "zh"
    rows = []
    for name, text in pages:
        article = newspaper.Article(f"http://bench.test/{name}.html", config=config)
        article.download(input_html=text)
        article.parse()
        rows.append((name, article.title, str(article.publish_date or ""), article.text))
    table = pd.DataFrame(rows, columns=["name", "title", "published", "text"])
    table = table.drop_duplicates("text")
    with tempfile.TemporaryDirectory() as folder:
        table.to_parquet(Path(folder) / "articles.parquet")
    return table


def gne_parse(pages: Pages) -> object:
    """GNE's parsing alone."""
    from gne import GeneralNewsExtractor

    return [GeneralNewsExtractor().extract(text) for _, text in pages]


def ours_parse(pages: Pages) -> object:
    """This project's parsing alone, decoding included."""
    from benchmarks.whole.pages import raw_page
    from extract.parse import parse

    return [parse(raw_page(name, text)) for name, text in pages]


def ours_whole(pages: Pages) -> object:
    """This project's whole way: archive, parse, restore, deduplicate, facts, projects, load."""
    from benchmarks.whole.pages import raw_page
    from extract.archive import ArchiveWriter, archive_path
    from flows import running
    from flows.settings import Settings
    from flows.steps import Run

    def work(run: Run) -> None:
        with ArchiveWriter(archive_path(run.settings.home, "bench", "b", _AT), "bench") as writer:
            for page in pages:
                writer.resource(raw_page(*page))
        running.load_sources(run.con, [])
        running.read_and_derive(run)

    with tempfile.TemporaryDirectory() as folder:
        return running.carry_out("ingest", Settings(home=Path(folder), workers=1), work, at=_AT)


STACKS: dict[str, tuple[tuple[str, ...], Stack]] = {
    # name: modules it needs, function; the first is what the others are compared with
    "trafilatura, parsing alone": (("trafilatura",), trafilatura_parse),
    "trafilatura + datasketch": (("trafilatura", "datasketch"), trafilatura_datasketch),
    "newspaper4k + pandas": (("newspaper", "pandas"), newspaper_pandas),
    "gne, parsing alone": (("gne",), gne_parse),
    "yuanjiang, parsing alone": ((), ours_parse),
    "yuanjiang, the whole way": ((), ours_whole),
}


def installed(modules: tuple[str, ...]) -> bool:
    """Whether all of these can be imported."""
    return all(importlib.util.find_spec(module) is not None for module in modules)
