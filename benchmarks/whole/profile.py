"""Where the CPU time of each stage goes: own time by module, of generated pages the whole way.

    python -m benchmarks.whole profile [--count 3000]

The profiler itself doubles the time of small functions: read the shares, not the seconds.
"""

from __future__ import annotations

import cProfile
import pstats
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import record
from benchmarks.whole.scale import Stages, measure

_OURS = ("extract", "transform", "warehouse", "flows")
_TOP = 8


@dataclass(slots=True)
class Profiled(Stages):
    """Stages with a profile of each."""

    profiles: dict[str, cProfile.Profile] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count and profile what the block takes."""
        profile = self.profiles.setdefault(name, cProfile.Profile(time.process_time))
        with Stages.stage(self, name):
            profile.enable()
            yield
            profile.disable()


def module_of(file: str, function: str) -> str | None:
    """The module, or the library, that a function of a profile is of; None for a built-in one."""
    if file == "~":
        return next((lib for lib in ("duckdb", "pyarrow", "lxml") if lib in function), None)
    parts = Path(file).parts
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1].removesuffix(".py")
    ours = [n for n, part in enumerate(parts) if part in _OURS]
    if ours:
        return "/".join(parts[ours[-1] :]).removesuffix(".py").removesuffix("/__init__")
    return "Python"


def by_module(profile: cProfile.Profile) -> dict[str, float]:
    """Own seconds by module, the largest first; built-in functions count with their callers."""
    own: Counter[str] = Counter()
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    for (file, _, name), (_, _, seconds, _, callers) in stats.items():
        module = module_of(file, name)
        if module is not None or not callers:
            own[module or "Python"] += seconds
            continue
        for (caller, _, function), (_, _, part, _) in callers.items():
            own[module_of(caller, function) or "Python"] += part
    return dict(own.most_common())


def main(count: int, folder: Path) -> None:
    """Profile, print and record."""
    stages = Profiled()
    with tempfile.TemporaryDirectory() as home:
        measure(count, Path(home), stages)
    found: dict[str, Any] = {}
    whole = sum(sum(by_module(p).values()) for p in stages.profiles.values())
    for name, profile in stages.profiles.items():
        modules = by_module(profile)
        total = sum(modules.values())
        top = {m: round(s / total, 3) for m, s in list(modules.items())[:_TOP]}
        found[name] = {"share": round(total / whole, 3), "modules": top}
        print(f"{name}: {total / whole:.0%}")
        for module, share in top.items():
            print(f"    {share:5.1%}  {module}")
    record.write("profile", {"articles": count, "stages": found}, folder)
