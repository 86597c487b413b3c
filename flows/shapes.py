"""What the stage commands print as JSON: plain dicts of the stages' records."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.errors import TerminalError
from extract.parse import author_line, chains, join_pages
from extract.records import Article
from extract.sources import Source
from flows import files
from flows.stages import parse_page
from transform.clean import clean
from transform.duplicates import Document
from transform.records import Restored


def parsed(name: str, article: Article) -> dict[str, Any]:
    """The fields of a parsed page; `author` is names and source as one string."""
    return {
        "id": name,
        "url": article.canonical_url,
        "title": article.title,
        "subtitle": article.subtitle,
        "published_at": article.published_at,
        "updated_at": article.updated_at,
        "source": article.credit,
        "reporters": list(article.reporters),
        "correspondents": list(article.correspondents),
        "editors": list(article.editors),
        "author": author_line(article),
        "body": "\n".join(article.paragraphs),
        "captions": list(article.captions),
        "next_page": article.next_page,
        "charset": article.charset,
        "parse_drift": list(article.parse_drift),
        "reason": None,
    }


def parsed_files(
    paths: list[Path], source: Source | None = None
) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each file with its row: a whole article, a later page of one (`part_of`) or a refusal."""
    named: list[tuple[Path, Article]] = []
    for path in paths:
        try:
            named.append((path, parse_page(files.read_page(path), source)))
        except TerminalError as error:
            yield path, refused(path.stem, error)
    articles = [article for _, article in named]
    for chain in chains(articles):
        first = named[chain[0]][0]
        yield first, parsed(first.stem, join_pages([articles[at] for at in chain]))
        for path, article in (named[at] for at in chain[1:]):
            yield path, parsed(path.stem, article) | {"part_of": first.stem}


def refused(name: str, error: TerminalError) -> dict[str, Any]:
    """A page that is no article: its id, the reason and the detail."""
    return {"id": name, "title": None, "body": "", "reason": error.reason, "detail": error.message}


def cleaned(name: str, restored: Restored) -> dict[str, Any]:
    """Restored text and its damage report."""
    return {
        "id": name,
        "text": restored.text,
        "score": restored.score,
        "damage": [dataclasses.asdict(span) for span in restored.damage],
    }


def _documents(paths: list[Path]) -> list[tuple[str, Document]]:
    """Documents of files with the names they are shown by; a .jsonl holds one a line."""
    from transform.duplicates import document_of

    found: list[tuple[str, Document]] = []
    for path in files.expand(paths, files.SUFFIXES | {".jsonl"}):
        if path.suffix.lower() != ".jsonl":
            article = parse_page(files.read_page(path))
            found.append((path.stem, document_of(clean(article))))
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                page = files.text_page(f"{path.name}#{row['id']}", row)
                found.append((str(row["id"]), document_of(clean(parse_page(page)))))
    return found


def clustered(paths: list[Path]) -> list[dict[str, Any]]:
    """One row a document: id, cluster, canonical, verdict, score, reasons."""
    from warehouse.candidates import cluster_documents

    named = _documents(paths)
    names = {document.version_id: name for name, document in named}
    members = cluster_documents([document for _, document in named])
    return [
        {
            "id": names[m.version_id],
            "cluster": m.cluster_id,
            "canonical": names[m.canonical],
            "verdict": m.verdict,
            "score": m.score,
            "reasons": list(m.reasons),
        }
        for m in members
    ]
