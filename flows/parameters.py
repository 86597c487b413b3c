"""The types of the flows' parameters: checked before a run starts, with examples for the form."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from extract.sources import Source, load_sources
from flows.settings import Settings, settings_for

Home = Annotated[
    Path | None,
    Field(description="Data folder; YUANJIANG_HOME or ./data by default", examples=["/srv/ledger"]),
]
Folder = Annotated[
    Path | None,
    Field(description="Folder of other site files", examples=["/srv/ledger/sources"]),
]
Ids = Annotated[
    list[Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]] | None,
    Field(description="Ids of sources; all that are enabled by default", examples=[["ylxw"]]),
]
Day = Annotated[date | None, Field(description="A day", examples=["2024-01-31"])]
At = Annotated[
    AwareDatetime | None,
    Field(description="A moment with its zone", examples=["2024-01-31T02:30:00+08:00"]),
]
Paths = Annotated[
    list[Path],
    Field(description="Files and folders", min_length=1, examples=[["/srv/in/article.html"]]),
]
Published = Annotated[
    str | None,
    Field(
        description="Date of files that name none",
        pattern=r"^\d{4}(-\d\d(-\d\d)?)?$",
        examples=["2024-10-20", "2024-10", "2024"],
    ),
]
ChunkDays = Annotated[int, Field(description="Days a chunk", ge=1, le=366, examples=[31])]
ChunkFiles = Annotated[int, Field(description="WARC files a chunk", ge=1, le=1000, examples=[10])]
Wait = Annotated[
    float | None,
    Field(description="Minutes to wait for a run under way", ge=0, le=1440, examples=[60]),
]
Runner = Annotated[
    Literal["local", "dask"], Field(description="Where batches are read", examples=["local"])
]


def chosen(settings: Settings, ids: list[str] | None) -> list[Source]:
    """The enabled sources, or those named by id. Raises ValueError for an unknown id."""
    every = load_sources(settings.sources)
    if unknown := set(ids or ()) - every.keys():
        names = ", ".join(sorted(unknown))
        raise ValueError(f"no such source: {names}; there are {', '.join(every)}")
    return [s for s in every.values() if (s.id in ids if ids else s.enabled)]


def checked_period(since: date | None, until: date | None) -> None:
    """Raises ValueError where a period ends before it begins."""
    if since and until and until < since:
        raise ValueError(f"the period ends before it begins: {since} to {until}")


def flow_settings(
    home: Path | None, sources: Path | None = None, wait_minutes: float | None = None
) -> Settings:
    """The settings of a flow run: its parameters, else the environment and the file."""
    settings = settings_for(home, sources)
    if wait_minutes is None:
        return settings
    return settings.model_copy(update={"wait_minutes": wait_minutes})
