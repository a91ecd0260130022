"""What a user is told about a corpus that can't be read: the exact sentences."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from framing.corpus.readers import read_corpus
from framing.errors import CorpusError

METADATA = "file,id,outlet\n"


def told(path: object, **options: object) -> str:
    with pytest.raises(CorpusError) as caught:
        read_corpus(path, **options)
    return str(caught.value)


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Write files into a folder `news` and name it as a user would."""
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()

    def write(**files: str | bytes) -> str:
        for name, content in files.items():
            path = Path("news") / name.replace("__", ".")
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return "news"

    return write


def test_missing_folder_and_missing_file(corpus: Callable[..., str]) -> None:
    corpus(c__csv="id,text\n")
    assert told("nws") == (
        "nws  expected a corpus file or folder, found nothing there; did you mean 'news'?"
    )
    assert told("news/c.cvs") == (
        "news/c.cvs  expected a corpus file or folder, found nothing there; did you mean 'c.csv'?"
    )
    assert told("elsewhere/at/all") == (
        "elsewhere/at/all  expected a corpus file or folder, found nothing there; check the path"
    )


def test_folder_without_texts(corpus: Callable[..., str]) -> None:
    assert told(corpus()) == (
        "news  expected .txt files in the folder, found no .txt file; put the articles there"
    )
    assert told(corpus(a__jsonl="{}")) == (
        "news  expected .txt files in the folder, found no .txt file but a.jsonl; "
        "name the file itself: news/a.jsonl"
    )


def test_empty_and_blank_texts(corpus: Callable[..., str]) -> None:
    folder = corpus(
        a__txt="", b__txt=" \r\n\u2003", c__txt="C.",
        metadata__csv=METADATA + "a.txt,a,x\nb.txt,b,x\nc.txt,c,x\n",
    )  # fmt: skip
    assert told(folder) == (
        "news/a.txt  expected a text, found an empty file; put the text in or delete it\n"
        "news/b.txt  expected a text, found an empty file; put the text in or delete it"
    )
    assert told(corpus(c__csv="id,text\n1,One.\n2,\n3,  \n") + "/c.csv") == (
        "news/c.csv:3  expected a text, found an empty one; put the text in or delete it\n"
        "news/c.csv:4  expected a text, found an empty one; put the text in or delete it"
    )


def test_texts_in_other_encodings(corpus: Callable[..., str]) -> None:
    folder = corpus(
        a__txt="Zürich\nTokáyev".encode("latin-1"),
        b__txt="He said “no”".encode("windows-1252"),
        c__txt="Протесты в Казахстане".encode("windows-1251"),
        d__txt="plain".encode("utf-16-le"),
    )
    assert told(folder) == (
        "news/a.txt:1  expected UTF-8, found 0xFC at byte 2, which looks like Latin-1 or "
        "Windows-1252; save the file as UTF-8 or name its encoding: "
        "`corpus.encoding: windows-1252`\n"
        "news/b.txt:1  expected UTF-8, found 0x93 at byte 9, which looks like Windows-1252; save "
        "the file as UTF-8 or name its encoding: `corpus.encoding: windows-1252`\n"
        "news/c.txt:1  expected UTF-8, found 0xCF at byte 1, which looks like Windows-1251 or "
        "another Cyrillic encoding; save the file as UTF-8 or name its encoding: "
        "`corpus.encoding: windows-1251`\n"
        "news/d.txt  expected UTF-8, found NUL bytes, which look like UTF-16 without a byte order "
        "mark; save the file as UTF-8 or name its encoding: `corpus.encoding: utf-16-le`"
    )


def test_json_lines_in_another_encoding(corpus: Callable[..., str]) -> None:
    corpus(c__jsonl='{"id": "1", "text": "a"}\n{"id": "2", "text": "é"}\n'.encode("latin-1"))
    assert told("news/c.jsonl") == (
        "news/c.jsonl:2  expected UTF-8, found 0xE9 at byte 22, which looks like Latin-1 or "
        "Windows-1252; save the file as UTF-8 or name its encoding: "
        "`corpus.encoding: windows-1252`"
    )
    assert read_corpus("news/c.jsonl", encoding="windows-1252").table["text"][1].as_py() == "é"


def test_the_encoding_that_a_message_names_reads_the_file(corpus: Callable[..., str]) -> None:
    folder = corpus(d__txt="plain words".encode("utf-16-be"))
    assert "corpus.encoding: utf-16-be" in told(folder)
    assert read_corpus(folder, encoding="utf-16-be").table["text"].to_pylist() == ["plain words"]


def test_an_encoding_named_that_does_not_fit(corpus: Callable[..., str]) -> None:
    folder = corpus(a__txt=b"one\ntwo \x81")
    assert told(folder, encoding="windows-1252") == (
        "news/a.txt:2  expected windows-1252, as corpus.encoding says, found 0x81 at byte 9, which "
        "is not windows-1252; name the encoding that the file has"
    )
    assert told(folder, encoding="windows-1262") == (
        "corpus.encoding  expected the name of a text encoding, found 'windows-1262'; "
        "did you mean 'windows-1252'?"
    )
    assert told(folder, encoding="rot13") == (
        "corpus.encoding  expected the name of a text encoding, found 'rot13'; "
        "utf-8 and windows-1252 are such names"
    )


def test_nul_bytes(corpus: Callable[..., str]) -> None:
    assert told(corpus(a__txt="The first line.\nThe second\0 line.")) == (
        "news/a.txt:2  expected text, found a NUL byte at byte 27; the file was damaged or is no "
        "text: save it again as UTF-8"
    )
    assert told(corpus(c__jsonl='{"id": "1", "text": "a\\u0000b"}') + "/c.jsonl") == (
        "news/c.jsonl:1  expected text, found a NUL character; the text was damaged or is in "
        "another encoding: save it again as UTF-8"
    )


def test_two_articles_with_one_id(corpus: Callable[..., str]) -> None:
    folder = corpus(
        a__txt="A.", b__txt="B.", c__txt="C.",
        metadata__csv=METADATA + "a.txt,m-1,x\nb.txt,m-1,x\nc.txt,,x\n",
    )  # fmt: skip
    assert told(folder) == (
        "news/metadata.csv:3  expected an id of its own, found 'm-1', which news/metadata.csv:2 has "
        "too; give each article another id\n"
        "news/metadata.csv:4  expected an id, found an empty one; give the article an id"
    )
    frame = pd.DataFrame({"id": ["a", "a"], "text": ["x", "y"]})
    assert told(frame) == (
        "the data frame, row 2  expected an id of its own, found 'a', which the data frame, row 1 "
        "has too; give each article another id"
    )


def test_rows_and_files_that_do_not_meet(corpus: Callable[..., str]) -> None:
    folder = corpus(
        one__txt="A.", two__txt="B.",
        metadata__csv=METADATA + "onne.txt,a,x\n,b,x\n../secret.txt,c,x\n/etc/passwd,d,x\n",
    )  # fmt: skip
    assert told(folder) == (
        "news/metadata.csv:3  expected the name of a text file in column 'file', found nothing; "
        "name the file or delete the row\n"
        "news/metadata.csv:4  expected a file inside the folder, found '../secret.txt'; move the "
        "file into the folder and name it from there\n"
        "news/metadata.csv:5  expected a file inside the folder, found '/etc/passwd'; move the "
        "file into the folder and name it from there\n"
        "news/one.txt  expected a row for this file in news/metadata.csv, found none; add a row or "
        "move the file out of the folder\n"
        "news/two.txt  expected a row for this file in news/metadata.csv, found none; add a row or "
        "move the file out of the folder\n"
        "news/metadata.csv:2  expected the file 'onne.txt', found no such file; did you mean "
        "'one.txt'?"
    )


def test_a_file_named_twice(corpus: Callable[..., str]) -> None:
    folder = corpus(a__txt="A.", metadata__csv=METADATA + "a.txt,1,x\n./a.txt,2,y\n")
    assert told(folder) == (
        "news/metadata.csv:3  expected a file of its own, found './a.txt', which "
        "news/metadata.csv:2 names too; delete one of the rows"
    )


def test_a_row_that_names_a_folder(corpus: Callable[..., str]) -> None:
    folder = corpus(a__txt="A.", metadata__csv=METADATA + "a.txt,1,x\nsub,2,y\n")
    (Path("news") / "sub").mkdir()
    assert told(folder) == (
        "news/sub  expected a file that can be read, found: Is a directory; check the file and its "
        "permissions"
    )


def test_a_file_that_may_not_be_read(
    corpus: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = corpus(a__txt="A.")

    def refused(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert told(folder) == (
        "news/a.txt  expected a file that can be read, found: Permission denied; check the file "
        "and its permissions"
    )


def test_missing_columns(corpus: Callable[..., str]) -> None:
    folder = corpus(
        a__txt="A.", metadata__csv="filename,id\na.txt,1\n", c__csv="ID,Body,source\n1,a,b\n",
        d__csv="id,words\n1,a\n",
    )  # fmt: skip
    assert told(folder) == (
        "news/metadata.csv  expected a column 'file', found filename, id; name it: "
        "`corpus.columns: {file: filename}`"
    )
    assert told("news/c.csv") == (
        "news/c.csv  expected a column 'text' (or 'file'), found ID, Body, source; name it: "
        "`corpus.columns: {text: Body}`"
    )
    assert told("news/d.csv") == (
        "news/d.csv  expected a column 'text' (or 'file'), found id, words; name it: "
        "`corpus.columns: {text: …}`"
    )


def test_mistakes_in_the_column_map(corpus: Callable[..., str]) -> None:
    corpus(c__csv="id,body\n1,a\n")
    assert told("news/c.csv", columns={"txt": "body", "outlet": 3, "desk": "x"}) == (
        "corpus.columns  expected a reserved name, found 'txt'; did you mean 'text'?\n"
        "corpus.columns.outlet  expected the name of a column, found 3; name one column\n"
        "corpus.columns  expected a reserved name, found 'desk'; they are id, outlet, text, title, "
        "file, published, event, language, translated, url"
    )
    assert told("news/c.csv", columns={"text": "bdy"}) == (
        "news/c.csv  expected a column 'bdy', as corpus.columns.text says, found id, body; "
        "did you mean 'body'?"
    )
    assert told("news/c.csv", columns=["text"]) == (
        "corpus.columns  expected a map of reserved names to columns, such as {text: body}, found "
        "['text']; write one"
    )


def test_json_lines(corpus: Callable[..., str]) -> None:
    corpus(
        c__jsonl='{"id": "1", "text": "a"}\n{"id": "2" "text": "b"}\n["x"]\n\n{"id": "4"\n3\n',
        d__jsonl="\n\n",
        e__jsonl='{"id": "1", "text": 7, "outlet": ["x"]}\n{"id": {"a": 1}, "text": null}',
        f__jsonl='{"id": "1", "text": "a\\ud800"}\n{"id": "2", "text": "b"}\n',
    )
    assert told("news/c.jsonl") == (
        "news/c.jsonl:2  expected one JSON object on the line, found a mistake at character 12 "
        "(Expecting ',' delimiter); mend the line or delete it\n"
        "news/c.jsonl:3  expected one JSON object on the line, found a list; write each article as "
        '{"id": …, "outlet": …, "text": …} on a line of its own\n'
        "news/c.jsonl:5  expected one JSON object on the line, found a mistake at character 11 "
        "(Expecting ',' delimiter); mend the line or delete it\n"
        "news/c.jsonl:6  expected one JSON object on the line, found a number; write each article "
        'as {"id": …, "outlet": …, "text": …} on a line of its own'
    )
    assert told("news/d.jsonl") == (
        "news/d.jsonl  expected one JSON object a line, found none; add articles"
    )
    assert told("news/e.jsonl") == (
        "news/e.jsonl:2  expected a name in column 'id', found {'a': 1}; write it as text\n"
        "news/e.jsonl:1  expected text in column 'text', found 7; write it as text\n"
        "news/e.jsonl:1  expected a name in column 'outlet', found ['x']; write it as text"
    )
    assert told("news/f.jsonl") == (
        "news/f.jsonl:1  expected text in column 'text', found half of a surrogate pair at "
        "character 2; write the character whole"
    )
    corpus(g__jsonl='{"id": "1", "text": "a", "x\\ud800": "b"}')
    assert told("news/g.jsonl") == (
        "news/g.jsonl  expected names of columns in whole characters, found 'x\\ud800'; rename it"
    )


def test_separated_fields(corpus: Callable[..., str]) -> None:
    corpus(
        c__csv='id,text\n1,"two\nlines"\n2,b,c\n3\n',
        d__csv="id,text,id\n1,a,b\n",
        e__csv="id,text\n",
        f__csv="",
        g__csv='id,text\n1,"never closed\n2,b\n',
        h__tsv="id\ttext\n1\ta\tb\n",
    )
    assert told("news/c.csv") == (
        "news/c.csv:4  expected 2 fields as in the header, found 3; a field that holds commas or "
        "line ends needs quotation marks around it (or `corpus.on_bad_row: skip` leaves such rows out)\n"
        "news/c.csv:5  expected 2 fields as in the header, found 1; a field that holds commas or "
        "line ends needs quotation marks around it (or `corpus.on_bad_row: skip` leaves such rows out)"
    )
    assert told("news/d.csv") == (
        "news/d.csv:1  expected names of columns that differ, found 'id' twice; rename one"
    )
    assert told("news/e.csv") == (
        "news/e.csv  expected rows below the header, found none; add articles"
    )
    assert told("news/f.csv") == (
        "news/f.csv  expected a header with the names of columns, found none; add articles"
    )
    assert told("news/g.csv") == (
        "news/g.csv:2  expected a field that begins with a quotation mark to end with one, found "
        "the end of the file; close the field, or double the marks inside it"
    )
    assert told("news/h.tsv") == (
        "news/h.tsv:2  expected 2 fields as in the header, found 3; a field that holds tabs or "
        "line ends needs quotation marks around it (or `corpus.on_bad_row: skip` leaves such rows out)"
    )


def test_files_of_the_wrong_form(corpus: Callable[..., str]) -> None:
    corpus(
        a__json="[]",
        b__jsonl__gz=b"not packed",
        c__csv__gz=gzip.compress(b"id,text\n1,a\n")[:-9],
        d__parquet=b"PAR1 not really",
    )
    assert told("news/a.json") == (
        "news/a.json  expected a folder or a file whose name ends in .csv, .csv.gz, .jsonl, "
        ".jsonl.gz, .ndjson, .ndjson.gz, .parquet, .tab, .tsv, .tsv.gz, .txt, found the ending "
        ".json; did you mean '.jsonl'?"
    )
    unpacked = (
        "expected a file packed by gzip, found one that can't be unpacked; pack it again, or take "
        ".gz off its name if it is not packed"
    )
    assert told("news/b.jsonl.gz") == f"news/b.jsonl.gz  {unpacked}"
    assert told("news/c.csv.gz") == f"news/c.csv.gz  {unpacked}"
    assert told("news/d.parquet").startswith(
        "news/d.parquet  expected a Parquet file, found one that can't be read as such ("
    )


def test_frames(corpus: Callable[..., str]) -> None:
    assert told(7) == (
        "expected a path, a list of paths or a data frame, found a number; "
        "name the folder or file of the corpus"
    )
    assert told(pd.DataFrame({"text": []})) == (
        "the data frame  expected one row an article, found none; add articles"
    )
    assert told(pd.DataFrame({"text": [1, 2]})) == (
        "the data frame, row 1  expected text in column 'text', found 1; write it as text\n"
        "the data frame, row 2  expected text in column 'text', found 2; write it as text"
    )
    assert told([]) == "expected at least one path, found none; name a folder or file"


def test_twenty_problems_are_told_in_full_and_the_rest_counted(corpus: Callable[..., str]) -> None:
    corpus(c__csv="id,text\n" + "1,a\n" * 30)
    lines = told("news/c.csv").splitlines()
    assert len(lines) == 21
    assert lines[-1] == "and 9 more problems of this corpus"


def test_two_tables_of_metadata(corpus: Callable[..., str]) -> None:
    folder = corpus(a__txt="A.", metadata__csv="file\na.txt\n", metadata__tsv="file\na.txt\n")
    assert told(folder) == (
        "news  expected one table of metadata, found metadata.csv and metadata.tsv; delete one"
    )
