"""Values over time: the articles of a month or week together."""

from dataclasses import replace

import pyarrow as pa
import pytest

from framing.stats import timeline


def dated(matrix, dates):
    table = matrix.articles_table.append_column("published", pa.array(dates, pa.string()))
    return replace(matrix, articles_table=table)


def test_months_by_hand(matrix):
    table = timeline(dated(matrix, ["2021-01-05", "2021-05-09", "2021-01-30"]))
    rows = table.frame[table.frame["feature"] == "actors.people.threat"]
    assert list(rows["group"]) == ["2021-01", "2021-05"]
    assert list(rows["n"]) == [5, 1]  # a1 and b1 in January, a2 in May
    assert list(rows["words"]) == [200, 50]
    assert list(rows["value"]) == pytest.approx([25, 20])
    assert list(rows["n_articles"]) == [2, 1]
    assert rows["low"].isna().all()
    told = table.signature.to_dict()
    assert told["unit"] == "per 1,000 words"
    assert (told["interval"], told["level"]) == ("auto", "0.95")
    assert table.by == "published.month"


def test_shares_by_hand(matrix):
    table = timeline(dated(matrix, ["2021-01-05", "2021-05-09", "2021-01-30"]), measure="share")
    rows = table.frame[table.frame["feature"] == "actors.people.threat"]
    assert list(rows["value"]) == pytest.approx([5 / 8, 1])


def test_a_short_span_is_told_by_the_week(matrix):
    table = timeline(dated(matrix, ["2021-01-04", "2021-01-11", "2021-01-17"]))
    assert list(table.frame["group"].unique()) == ["2021-W01", "2021-W02"]


def test_periods_come_in_order_of_time(matrix):
    table = timeline(dated(matrix, ["2021-11-05", "2020-02-01", "2021-03-01"]))
    assert list(table.frame["group"].unique()) == ["2020-02", "2021-03", "2021-11"]


def test_articles_without_a_date_are_left_out_and_told(matrix):
    table = timeline(dated(matrix, ["2021-01-05", "", "2021-06-30"]))
    assert list(table.frame["group"].unique()) == ["2021-01", "2021-06"]
    assert table.notes == ("1 article without a date is left out.",)


@pytest.mark.parametrize("dates", [["", "", ""], ["2021-01-05"] * 3, ["soon", "later", "2021"]])
def test_without_two_periods_there_is_no_timeline(matrix, dates):
    table = timeline(dated(matrix, dates))
    assert len(table) == 0
    assert "no dates or all the same" in table.notes[0]
    assert len(timeline(matrix)) == 0


def test_many_articles_a_period_have_intervals_that_hold_the_value(make_matrix, make_match):
    articles = [(f"x{i}", "Herald", (90 + i, 5, 5)) for i in range(40)]
    matches = [
        make_match(f"x{i}", "riot", "riot*", surface="riot")
        for i in range(40)
        for _ in range(i % 4)
    ]
    dates = [f"2021-0{1 + i % 2 * 4}-03" for i in range(40)]
    table = timeline(dated(make_matrix(articles, matches), dates))
    rows = table.frame[table.frame["feature"] == "actors.riot"]
    assert len(rows) == 2
    assert (rows["low"] < rows["value"]).all()
    assert (rows["value"] < rows["high"]).all()
    assert (rows["level"] == 0.95).all()
