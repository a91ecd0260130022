import numpy as np
import pandas as pd

from framing.signature import Signature
from framing.stats import Table, category_rates


def test_csv_keeps_all_digits_and_repeats_itself(tmp_path):
    values = np.array([1 / 3, 2e-17, np.nan])
    table = Table("t", pd.DataFrame({"value": values, "name": ["ä", "b,c", ""]}), Signature())
    table.to_csv(tmp_path / "one.csv")
    table.to_csv(tmp_path / "two.csv")
    written = (tmp_path / "one.csv").read_bytes()
    assert written == (tmp_path / "two.csv").read_bytes()
    assert b"\r" not in written
    assert pd.read_csv(tmp_path / "one.csv")["value"].equals(table.frame["value"])


def test_where_takes_values_and_lists(matrix):
    table = category_rates(matrix)
    rows = table.where(group=["Herald"], voice="all", category=["riot", "people"])
    assert rows["category"].tolist() == ["people", "riot"]


def test_a_table_says_how_it_was_made(matrix):
    signature = str(category_rates(matrix).signature)
    assert signature.startswith("framing:test|measure:rate")
    assert "denominator:voice" in signature
    assert category_rates(matrix).by == "outlet"


def test_tables_by_another_column(make_matrix):
    features = make_matrix([("a", "KZ", (9, 0, 0))], by="country")
    assert category_rates(features, by="country").by == "country"
