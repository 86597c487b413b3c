"""Each site's stored page gives the stored Article."""

import importlib.util
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "sites"
spec = importlib.util.spec_from_file_location("renew_golden", HERE / "renew.py")
assert spec and spec.loader
renew = importlib.util.module_from_spec(spec)
spec.loader.exec_module(renew)


@pytest.mark.parametrize("folder", renew.folders(), ids=lambda folder: folder.name)
def test_page_gives_the_expected_article(folder):
    expected = (folder / "expected.json").read_text(encoding="utf-8")
    assert renew.read(folder) == expected


def test_nine_sites_have_a_page():
    assert len(renew.folders()) >= 9
