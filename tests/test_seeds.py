"""The seeds are the user's own input: not a byte of them may change."""

import csv
import hashlib
from pathlib import Path

import pytest

SEEDS = Path(__file__).parent.parent / "seeds"
HASHES = {
    "000_5bff3392ab319c2a.txt": "7233a6bf68dfd4d2b5df80a827d9b9289a342b6698e74872ad0b1454a27c65c9",
    "001_12626e14c97d266a.txt": "b5875d7f3ade4190b83397ca8335ef9cf08d5e806ba266ee586b0e8c7b38d0fe",
    "002_80db3449a2ddbc1e.txt": "93748d2212cb26c97b983088e6c7224f0264503ceffa2713cce8c6c64e66051c",
    "003_9411467cf5c90c70.txt": "8f6e8d6d6c9674989ebf8937a96a724483197a39f214fb1ff71e93a5befed2dd",
    "004_0b9c99ecefff8903.txt": "db0df05a34fb873af68d86ea4c35a6836b388e545fb2c391551567f7000ebc8d",
}
OUTLETS = {
    "000_5bff3392ab319c2a.txt": ("ua_site-1", "ua_site"),
    "001_12626e14c97d266a.txt": ("meduza-1", "meduza"),
    "002_80db3449a2ddbc1e.txt": ("es_daily-1", "es_daily"),
    "003_9411467cf5c90c70.txt": ("izvestia-1", "izvestia"),
    "004_0b9c99ecefff8903.txt": ("uk_daily-1", "uk_daily"),
}


@pytest.mark.parametrize("name", HASHES)
def test_each_seed_is_as_it_was_given_byte_for_byte(name: str) -> None:
    assert hashlib.sha256((SEEDS / name).read_bytes()).hexdigest() == HASHES[name]


def test_the_folder_holds_the_five_texts_their_metadata_and_their_card() -> None:
    assert sorted(p.name for p in SEEDS.iterdir()) == [*HASHES, "README.md", "metadata.csv"]


def test_metadata_has_one_row_for_each_text() -> None:
    with (SEEDS / "metadata.csv").open(encoding="utf-8", newline="") as table:
        rows = {row["file"]: row for row in csv.DictReader(table)}
    assert {name: (row["id"], row["outlet"]) for name, row in rows.items()} == OUTLETS
    assert {row["event"] for row in rows.values()} == {"kazakhstan-2022-01"}
    assert {row["published"] for row in rows.values()} == {"2022-01-06"}


def test_the_card_names_every_text_and_outlet_and_the_rights() -> None:
    card = (SEEDS / "README.md").read_text(encoding="utf-8")
    for name, (_, outlet) in OUTLETS.items():
        assert name in card
        assert f"`{outlet}`" in card
    assert "copyright" in card.lower()
    assert "crawl" in card


def test_the_seeds_stay_out_of_wheel_and_sdist() -> None:
    import tomllib

    project = tomllib.loads((SEEDS.parent / "pyproject.toml").read_text(encoding="utf-8"))
    targets = project["tool"]["hatch"]["build"]["targets"]
    for target in ("wheel", "sdist"):
        assert targets[target]["only-include"]
        assert not any(part.startswith("seeds") for part in targets[target]["only-include"])
