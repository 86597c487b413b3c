"""Settings: from `yuanjiang.toml` in the working folder, or `YUANJIANG_*` in the environment."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any, Literal

from pydantic import Field
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from warehouse.build import MEMORY


def bundled_sources() -> Path:
    """The folder of the bundled site files: in the package where installed, else the checkout's."""
    packaged = Path(str(resources.files("extract"))) / "site_files"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "sources"


class Settings(BaseSettings):
    """What an operator may set; every field has a default that works."""

    model_config = SettingsConfigDict(
        env_prefix="YUANJIANG_", toml_file="yuanjiang.toml", extra="forbid"
    )

    home: Path = Field(Path("data"), description="Where raw pages, build.duckdb and releases live")
    sources: Path = Field(default_factory=bundled_sources, description="Folder of site files")
    batch_size: int = Field(150, ge=1, le=2000, description="Pages a batch")
    workers: int = Field(
        0, ge=0, description="Processes that parse, restore and read facts; 0 takes all cores"
    )
    memory: str = Field(
        MEMORY,
        pattern=r"^[1-9][0-9]*[MG]B$",
        description="Most memory that the database takes, like 1000MB or 4GB; more goes to disk",
    )
    keep_releases: int = Field(7, ge=1, description="Releases kept beside the current one")
    keep_log_days: int = Field(
        400, ge=35, description="Days that rows of runs, checks and failed fetches are kept"
    )
    max_pages: int = Field(2000, ge=1, description="Most article pages a run fetches of a source")
    wait_minutes: float = Field(
        0, ge=0, description="How long a run waits for another that is under way"
    )
    log: Literal["lines", "json"] = Field("lines", description="How a service logs")
    notify: list[str] = Field(
        [], description="Prefect notification blocks told of a failed or partial run: type/name"
    )
    dask: str = Field("", description="Dask scheduler of `--runner dask`; empty starts one here")
    shared: str = Field(
        "", description="Path or s3:// address that the Dask workers share; default HOME/shared"
    )
    contact: str = Field(
        "", description="Address in the User-Agent by which site owners can reach the operator"
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments win over the environment, the environment over the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def settings_for(home: Path | None = None, sources: Path | None = None) -> Settings:
    """The settings, with what a flow's parameters or the command line say instead."""
    given: dict[str, Any] = {"home": home, "sources": sources}
    return Settings(**{name: value for name, value in given.items() if value is not None})
