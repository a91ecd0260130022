"""Reading: every form gives the same corpus, text kept to the last character."""

import csv
import datetime
import gzip
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.corpus.readers import SUFFIXES, read_corpus
from framing.errors import CorpusError

SEEDS = Path(__file__).parents[2] / "seeds"

TEXT = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=80
).filter(lambda text: not text.isspace() and not text.startswith("\ufeff"))
ODD = st.sampled_from(
    ['say "no"', "a,b\r\nc", "tab\there", "two\n\nparagraphs", "\u2028line", "Қазақстан 🇰🇿", "'", '"',
     '""', ' " ', "x" * 200_000, "e\u0301", "a\rb", ";", "\\n", "#", "=1+1", "\x1a", "\x85end"]
)  # fmt: skip
CELL = st.one_of(TEXT, ODD)
ROWS = st.lists(
    st.fixed_dictionaries({"outlet": TEXT.map(lambda t: "o" + t), "text": CELL, "desk": CELL}),
    min_size=1,
    max_size=5,
).map(lambda rows: [{"id": f"a{i}", **row} for i, row in enumerate(rows)])
Rows = list[dict[str, str]]


def write_csv(rows: Rows, folder: Path, *, name: str = "c.csv", delimiter: str = ",") -> Path:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    packed = out.getvalue().encode()
    (folder / name).write_bytes(gzip.compress(packed) if name.endswith("gz") else packed)
    return folder / name


def write_json_lines(rows: Rows, folder: Path, *, name: str = "c.jsonl") -> Path:
    packed = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    (folder / name).write_bytes(gzip.compress(packed) if name.endswith("gz") else packed)
    return folder / name


def write_parquet(rows: Rows, folder: Path) -> Path:
    pq.write_table(pa.Table.from_pylist(rows), folder / "c.parquet")
    return folder / "c.parquet"


def write_folder(rows: Rows, folder: Path) -> Path:
    table = []
    for i, row in enumerate(rows):
        (folder / f"{i}.txt").write_bytes(row["text"].encode())
        table.append({**{k: v for k, v in row.items() if k != "text"}, "file": f"{i}.txt"})
    write_csv(table, folder, name="metadata.csv")
    return folder


FORMS: dict[str, Callable[[Rows, Path], object]] = {
    "csv": write_csv,
    "csv.gz": lambda rows, folder: write_csv(rows, folder, name="c.csv.gz"),
    "tsv": lambda rows, folder: write_csv(rows, folder, name="c.tsv", delimiter="\t"),
    "jsonl": write_json_lines,
    "jsonl.gz": lambda rows, folder: write_json_lines(rows, folder, name="c.jsonl.gz"),
    "parquet": write_parquet,
    "folder": write_folder,
    "pandas": lambda rows, folder: pd.DataFrame(rows),
    "arrow": lambda rows, folder: pa.Table.from_pylist(rows),
}


@pytest.mark.parametrize("form", FORMS)
@settings(deadline=None)
@given(rows=ROWS)
def test_a_corpus_comes_back_as_it_was_written(form: str, rows: Rows) -> None:
    with TemporaryDirectory() as folder:
        corpus = read_corpus(FORMS[form](rows, Path(folder)))
    kept = [
        {"id": a.id, "outlet": a.outlet, "text": a.text, **a.metadata} for a in corpus.articles()
    ]
    for row in kept:
        row.pop("file", None)
    assert kept == rows
    assert corpus.notes == ()


def test_all_forms_of_one_corpus_have_one_hash(tmp_path: Path) -> None:
    rows = [{"id": "a", "outlet": "o", "text": "One.\r\nTwo.", "desk": "x"}]
    hashes = {read_corpus(FORMS[form](rows, tmp_path)).sha256 for form in FORMS if form != "folder"}
    assert len(hashes) == 1
    other = read_corpus(pd.DataFrame([{**rows[0], "text": "One.\nTwo."}]))
    assert other.sha256 not in hashes


def test_the_seeds() -> None:
    corpus = read_corpus(SEEDS)
    assert corpus.ids == ("ua_site-1", "meduza-1", "es_daily-1", "izvestia-1", "uk_daily-1")
    assert corpus.notes == ()
    assert corpus.table.column_names[:4] == ["id", "outlet", "text", "title"]
    for article in corpus.articles():
        assert article.text.encode() == (SEEDS / article.metadata["file"]).read_bytes()
        assert article.metadata["event"] == "kazakhstan-2022-01"


def test_a_folder_without_metadata(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Two.")
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.TXT").write_text("Three.")
    (tmp_path / ".hidden.txt").write_text("No.")
    (tmp_path / "notes.md").write_text("No.")
    corpus = read_corpus(str(tmp_path))
    assert corpus.ids == ("a", "b", "sub/a")
    assert corpus.table["outlet"].to_pylist() == ["unknown"] * 3
    assert corpus.notes == (
        f"{tmp_path}: no metadata.csv; ids are the names of the files",
        f"{tmp_path}: 3 of 3 articles name no outlet: 'unknown'",
    )


def test_metadata_in_tabs_and_ids_from_file_names(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"One.\r\n")
    (tmp_path / "metadata.tsv").write_text("file\toutlet\na.txt\tx\n")
    corpus = read_corpus(tmp_path)
    assert corpus.ids == ("a",)
    assert corpus.notes == (
        f"{tmp_path / 'metadata.tsv'}: no column 'id'; ids are the names of the files",
    )


def test_one_text_file(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_bytes("Ночь.\r\n".encode())
    (article,) = read_corpus(tmp_path / "story.txt").articles()
    assert (article.id, article.outlet, article.text) == ("story", "unknown", "Ночь.\r\n")


def test_a_list_of_paths(tmp_path: Path) -> None:
    write_csv([{"id": "a", "outlet": "x", "text": "One."}], tmp_path)
    write_json_lines([{"id": "b", "outlet": "y", "text": "Two.", "desk": "z"}], tmp_path)
    corpus = read_corpus([tmp_path / "c.csv", tmp_path / "c.jsonl"])
    assert corpus.ids == ("a", "b")
    assert corpus.table["desk"].to_pylist() == ["", "z"]


def test_a_table_whose_column_file_names_texts_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    write_json_lines([{"outlet": "x", "file": "a.txt"}], tmp_path)
    (article,) = read_corpus(tmp_path / "c.jsonl").articles()
    assert (article.id, article.text) == ("c-1", "One.")


def test_columns_are_renamed_by_the_map_and_all_others_kept(tmp_path: Path) -> None:
    rows = [{"ID": "1", "source": "BBC", "body": "One.", "text": "teaser", "date": "2022-01-06"}]
    write_csv(rows, tmp_path)
    corpus = read_corpus(
        tmp_path / "c.csv",
        columns={"id": "ID", "outlet": "source", "text": "body", "published": "date"},
    )
    assert corpus.table.to_pylist() == [
        {"id": "1", "outlet": "BBC", "text": "One.", "title": "", "published": "2022-01-06"}
    ]
    assert corpus.notes == (
        f"{tmp_path / 'c.csv'}: column 'text' is left out, since corpus.columns takes text from 'body'",
    )


def test_a_missing_id_and_outlet_are_made_up_and_told(tmp_path: Path) -> None:
    write_csv([{"text": "One.", "source": "x"}, {"text": "Two.", "source": "y"}], tmp_path)
    corpus = read_corpus(tmp_path / "c.csv")
    assert corpus.ids == ("c-1", "c-2")
    assert corpus.notes == (
        f"{tmp_path / 'c.csv'}: no column 'id'; ids are the numbers of the rows, from 'c-1' on",
        f"{tmp_path / 'c.csv'}: 2 of 2 articles name no outlet: 'unknown'; if 'source' names it: "
        "`corpus.columns: {outlet: source}`",
    )


def test_the_language_named_is_for_articles_that_do_not_say_theirs() -> None:
    frame = pd.DataFrame({"text": ["a", "b"], "id": ["1", "2"], "language": ["es", None]})
    assert read_corpus(frame, language="en").table["language"].to_pylist() == ["es", "en"]
    assert read_corpus(frame).table["language"].to_pylist() == ["es", ""]
    bare = read_corpus(frame[["id", "text"]], language="en")
    assert bare.table["language"].to_pylist() == ["en", "en"]


def test_values_of_other_types_become_text_as_people_write_it() -> None:
    frame = pd.DataFrame(
        {
            "id": [1, 2],
            "outlet": ["x", None],
            "text": ["a", "b"],
            "year": [2022, None],
            "share": [0.5, 2.0],
            "published": [pd.Timestamp("2022-01-06"), pd.NaT],
            "seen": [datetime.datetime(2022, 1, 6, 10, 45), None],
            "wire": [True, False],
            "tags": [["a", "é"], None],
            7: ["n", "m"],
        }
    )
    assert read_corpus(frame).table.to_pylist() == [
        {"id": "1", "outlet": "x", "text": "a", "title": "", "year": "2022", "share": "0.5",
         "published": "2022-01-06", "seen": "2022-01-06T10:45:00", "wire": "true",
         "tags": '["a", "é"]', "7": "n"},
        {"id": "2", "outlet": "unknown", "text": "b", "title": "", "year": "", "share": "2",
         "published": "", "seen": "", "wire": "false", "tags": "", "7": "m"},
    ]  # fmt: skip


def test_columns_of_mixed_types_in_a_frame_are_read() -> None:
    frame = pd.DataFrame({"id": ["a", 2], "text": ["x", "y"], "k": [1, "two"]})
    assert read_corpus(frame).table.select(["id", "k"]).to_pylist() == [
        {"id": "a", "k": "1"}, {"id": "2", "k": "two"},
    ]  # fmt: skip


def test_a_named_index_of_a_frame_is_a_column() -> None:
    frame = pd.DataFrame({"id": ["a", "b"], "text": ["x", "y"]}).set_index("id")
    assert read_corpus(frame).ids == ("a", "b")


def test_categories_and_large_strings_in_parquet(tmp_path: Path) -> None:
    table = pa.table(
        {
            "id": pa.array(["a", "b"], pa.large_string()),
            "text": pa.array(["One.", "Two."]),
            "outlet": pa.array(["x", "y"]).dictionary_encode(),
            "day": pa.array([datetime.date(2022, 1, 6), None]),
        }
    )
    pq.write_table(table, tmp_path / "c.parquet")
    corpus = read_corpus(tmp_path / "c.parquet")
    assert corpus.table["outlet"].to_pylist() == ["x", "y"]
    assert corpus.table["day"].to_pylist() == ["2022-01-06", ""]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("utf-32", "UTF-32")],
)
def test_a_byte_order_mark_is_obeyed_told_and_no_part_of_the_text(
    tmp_path: Path, encoding: str, mark: str
) -> None:
    (tmp_path / "a.txt").write_bytes("Ночь.\r\n".encode(encoding))
    corpus = read_corpus(tmp_path)
    assert corpus.table["text"].to_pylist() == ["Ночь.\r\n"]
    told = f"{tmp_path / 'a.txt'}: read as {mark}, by its byte order mark"
    assert told in corpus.notes
    (tmp_path / "c.csv").write_bytes("id,outlet,text\n1,x,Ночь\n".encode(encoding))
    table = read_corpus(tmp_path / "c.csv")
    assert table.ids == ("1",)
    assert table.notes == (f"{tmp_path / 'c.csv'}: read as {mark}, by its byte order mark",)


def test_an_encoding_named_is_used_for_texts_and_metadata_may_be_utf_8(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Ночь".encode("windows-1251"))
    (tmp_path / "metadata.csv").write_text("file,id,outlet\na.txt,a,Известия\n", encoding="utf-8")
    corpus = read_corpus(tmp_path, encoding="windows-1251")
    assert corpus.table["text"].to_pylist() == ["Ночь"]
    assert corpus.table["outlet"].to_pylist() == ["Известия"]
    (tmp_path / "metadata.csv").write_bytes("file,id,outlet\na.txt,a,Известия\n".encode("cp1251"))
    assert read_corpus(tmp_path, encoding="cp1251").table["outlet"].to_pylist() == ["Известия"]


def test_semicolons_are_seen_and_told(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("id;outlet;text\n1;x;One, two.\n")
    corpus = read_corpus(tmp_path / "c.csv")
    assert corpus.table["text"].to_pylist() == ["One, two."]
    assert corpus.notes == (f"{tmp_path / 'c.csv'}: fields are parted by semicolons",)


def test_marks_that_are_not_doubled_are_taken_as_they_stand_and_told(tmp_path: Path) -> None:
    (tmp_path / "c.tsv").write_bytes(
        b'id\toutlet\ttext\r\n1\tx\t"He said."No," she said.\r\nThen ""yes""."\r\n\r\n2\t"y"\t"Two."\r\n'
    )
    corpus = read_corpus(tmp_path / "c.tsv")
    assert corpus.table["text"].to_pylist() == [
        'He said."No," she said.\r\nThen "yes".', "Two.",
    ]  # fmt: skip
    assert corpus.table["outlet"].to_pylist() == ["x", "y"]
    assert corpus.notes == (
        f"{tmp_path / 'c.tsv'}:2: quotation marks that are not doubled are taken as they stand",
    )


@settings(deadline=None)
@given(rows=ROWS)
def test_one_stray_mark_leaves_every_other_field_as_it_was(rows: Rows) -> None:
    with TemporaryDirectory() as folder:
        path = write_csv(rows, Path(folder))
        stray = {"id": "stray", "outlet": "x", "text": 'one "mark" more', "desk": "y"}
        line = ",".join(f'"{stray[name]}"' for name in rows[0])
        path.write_bytes(path.read_bytes() + line.encode())
        corpus = read_corpus(path)
    kept = [
        {"id": a.id, "outlet": a.outlet, "text": a.text, **a.metadata} for a in corpus.articles()
    ]
    assert kept[:-1] == rows
    assert kept[-1]["text"] == 'one "mark" more'


def test_a_field_may_be_longer_than_python_reads_by_default(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    write_csv([{"id": "1", "outlet": "x", "text": "word " * 100_000}], tmp_path)
    assert len(next(read_corpus(tmp_path / "c.csv").articles()).text) == 500_000
    assert csv.field_size_limit() == before


def test_lines_that_lack_a_key_are_empty_there(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text(
        '{"id": "1", "text": "a"}\n\n{"id": "2", "text": "b", "desk": "x", "outlet": "y"}\n'
    )
    corpus = read_corpus(tmp_path / "c.jsonl")
    assert corpus.table.select(["outlet", "desk"]).to_pylist() == [
        {"outlet": "unknown", "desk": ""}, {"outlet": "y", "desk": "x"},
    ]  # fmt: skip


def test_many_lines_with_columns_that_come_late_or_change_their_type(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"id": str(i), "text": f"n{i}"} for i in range(10_000)]
    rows[4_095]["desk"] = "first"
    rows[9_000]["late"] = "x"
    rows[9_999]["desk"] = 7
    (tmp_path / "c.jsonl").write_text("\n".join(map(json.dumps, rows)))
    table = read_corpus(tmp_path / "c.jsonl").table
    assert table["text"].to_pylist() == [f"n{i}" for i in range(10_000)]
    for name in ("desk", "late"):
        assert table[name].to_pylist() == [str(row.get(name, "")) for row in rows]


def test_json_lines_in_other_encodings(tmp_path: Path) -> None:
    line = '{"id": "1", "outlet": "Известия", "text": "Ночь"}\n'
    (tmp_path / "a.jsonl").write_bytes(line.encode("windows-1251"))
    (tmp_path / "b.jsonl").write_bytes(line.encode("utf-16"))
    first = read_corpus(tmp_path / "a.jsonl", encoding="windows-1251")
    second = read_corpus(tmp_path / "b.jsonl")
    assert first.table.to_pylist() == second.table.to_pylist()
    assert second.notes == (f"{tmp_path / 'b.jsonl'}: read as UTF-16, by its byte order mark",)


def test_every_suffix_of_the_table_is_told_to_who_comes_with_another(tmp_path: Path) -> None:
    (tmp_path / "c.xlsx").write_bytes(b"x")
    with pytest.raises(CorpusError) as told:
        read_corpus(tmp_path / "c.xlsx")
    assert all(suffix in str(told.value) for suffix in SUFFIXES)


def test_reading_loads_no_heavy_package() -> None:
    seen = subprocess.run(
        [sys.executable, "-c",
         "import sys, framing.corpus.readers as r; r.read_corpus(sys.argv[1]); "
         "print(sorted({'pandas', 'sklearn', 'scipy', 'matplotlib', 'nltk'} & set(sys.modules)))",
         str(SEEDS)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert seen.stdout.strip() == "[]"


def test_utf8_files_stay_utf8_where_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It cost €2 million “at least”.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes("Café “noir”.".encode("windows-1252"))
    corpus = read_corpus(tmp_path, encoding="windows-1252")
    assert corpus.table.column("text").to_pylist() == [
        "It cost €2 million “at least”.",
        "Café “noir”.",
    ]
    assert any("a.txt: read as UTF-8, which it is" in note for note in corpus.notes)
