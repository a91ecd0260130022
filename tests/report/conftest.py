import json

import pytest
from made_studies import the_town

from framing.report import write_report


@pytest.fixture(scope="session")
def town():
    return the_town()


@pytest.fixture(scope="session")
def town_folder(town, tmp_path_factory):
    folder = tmp_path_factory.mktemp("town")
    write_report(town, folder)
    return folder


@pytest.fixture(scope="session")
def town_html(town_folder):
    return (town_folder / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def town_numbers(town_folder):
    return json.loads((town_folder / "results.json").read_text(encoding="utf-8"))["numbers"]
