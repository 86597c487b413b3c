"""What the two READMEs show is what a reader gets. Renew it knowingly with RENEW_GOLDEN=1."""

from __future__ import annotations

import os
import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import data  # noqa: F401  # registers `sql`
from flows.cli.app import app
from flows.nightly import run_nightly
from flows.sample import serve, write_sources
from flows.settings import Settings

_SHOWN = re.compile(
    r"```sh\n(?P<command>\.venv/bin/yuanjiang sql .+)\n```\n\n```text\n(?P<output>[^`]*)```"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    with serve() as addresses:
        sources = write_sources(addresses, folder / "sources")
        settings = Settings(home=folder / "home", sources=sources)
        run_nightly(settings, at=datetime(2025, 4, 10, 18, 30, tzinfo=UTC))
    return settings.home


def printed(command: str, home: Path) -> str:
    arguments = shlex.split(command)[1:]
    result = CliRunner().invoke(app, [*arguments, "--home", str(home)])
    assert result.exit_code == 0, result.output
    return "\n".join(line.rstrip() for line in result.stdout.splitlines()) + "\n"


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_output_shown_is_the_output(name: str, root: Path, home: Path) -> None:
    text = (root / name).read_text("utf-8")
    assert len(_SHOWN.findall(text)) == 2

    def renewed(match: re.Match[str]) -> str:
        output = printed(match["command"], home)
        return f"```sh\n{match['command']}\n```\n\n```text\n{output}```"

    now = _SHOWN.sub(renewed, text)
    if os.environ.get("RENEW_GOLDEN"):
        (root / name).write_text(now, "utf-8")
    else:
        assert now == text, "read the difference, then renew it with RENEW_GOLDEN=1"


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_every_link_of_the_readme_leads_somewhere(name: str, root: Path) -> None:
    text = (root / name).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (root / target).exists(), target
