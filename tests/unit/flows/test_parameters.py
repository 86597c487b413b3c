"""Parameters of the flows: what the Prefect form shows, and what it refuses."""

from __future__ import annotations

from datetime import date

import pytest
from prefect.exceptions import ParameterTypeError

from flows.backfill import backfill, periods
from flows.ingest import ingest
from flows.nightly import nightly
from flows.release import release
from flows.reprocess import reprocess

FLOWS = (nightly, backfill, ingest, reprocess, release)


@pytest.mark.parametrize("flow", FLOWS, ids=lambda f: f.name)
def test_every_parameter_has_a_type_and_a_description(flow):
    schema = flow.parameters.model_dump()
    for name, told in schema["properties"].items():
        assert told.get("description"), name
        assert told.keys() & {"type", "anyOf", "allOf", "$ref", "enum"}, name


def test_examples_reach_the_form():
    told = backfill.parameters.model_dump()["properties"]
    assert "Example: 2024-01-01" in told["since"]["description"]
    assert "2024-01-31" in str(told["since"])
    assert told["chunk_days"]["minimum"] == 1
    assert told["runner"]["enum"] == ["local", "dask"]


@pytest.mark.parametrize(
    ("flow", "given"),
    [
        (nightly, {"sources": ["../etc"]}),
        (nightly, {"since": "soon"}),
        (nightly, {"at": "2024-01-31T02:30:00"}),  # of which zone?
        (nightly, {"runner": "cloud"}),
        (nightly, {"wait_minutes": -1}),
        (backfill, {"since": "2024-01-01", "chunk_days": 0}),
        (ingest, {"paths": []}),
        (ingest, {"paths": ["x"], "published": "last week"}),
    ],
)
def test_wrong_parameters_are_refused_before_anything_runs(flow, given):
    with pytest.raises(ParameterTypeError):
        flow.validate_parameters(given)


def test_periods_are_cut_from_the_newest_day_back():
    assert list(periods(date(2024, 1, 1), date(2024, 1, 10), 4)) == [
        (date(2024, 1, 7), date(2024, 1, 10)),
        (date(2024, 1, 3), date(2024, 1, 6)),
        (date(2024, 1, 1), date(2024, 1, 2)),
    ]
