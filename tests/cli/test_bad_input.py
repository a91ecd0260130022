"""Bad input gets its sentence and status 2, and no traceback."""

from __future__ import annotations

import csv
import textwrap

import pytest

from framing.cli.app import run_app

STUDY = """\
name: study
corpus: {path: articles}
extraction:
  - lexicon: {packs: [conflict_actors]}
"""


@pytest.fixture
def study(tmp_path):
    """A folder with a small study that works; tests break one thing."""
    articles = tmp_path / "articles"
    articles.mkdir()
    rows = [("a.txt", "a", "north"), ("b.txt", "b", "south")]
    for file, _, outlet in rows:
        (articles / file).write_text(f"Protesters met police, the {outlet} reports.\n", "utf-8")
    _metadata(articles, rows)
    (tmp_path / "study.yaml").write_text(STUDY, encoding="utf-8")
    return tmp_path


def _metadata(folder, rows):
    with (folder / "metadata.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["file", "id", "outlet"])
        writer.writerows(rows)


def tell(capsys, folder, *arguments):
    """Status and the sentences told, with the folder's name taken out."""
    status = run_app([*map(str, arguments)])
    told = capsys.readouterr().err.replace(f"{folder}/", "")
    return status, [line for line in told.splitlines() if not line.startswith("…")]


def test_a_study_that_is_right_runs_and_checks(study, capsys):
    assert run_app(["check", str(study / "study.yaml")]) == 0
    assert "2 articles" in capsys.readouterr().out


def test_missing_corpus_folder(study, capsys):
    (study / "articles").rename(study / "elsewhere")
    assert tell(capsys, study, "check", study / "study.yaml") == (
        2,
        [
            "study.yaml:2  corpus.path: expected a folder or a file, found nothing at 'articles'; it is looked for beside the experiment file"
        ],
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", ["articles/a.txt", "empty"]),
        (b" \n\n", ["articles/a.txt"]),
        (
            "Caf\u00e9 prot\u00e9g\u00e9".encode("latin-1"),
            ["articles/a.txt", "UTF-8", "0xE9", "encoding"],
        ),
        (b"Protesters\0met police", ["articles/a.txt", "NUL"]),
    ],
    ids=["empty", "blank", "latin-1", "nul"],
)
def test_articles_that_are_no_text(study, capsys, content, words):
    (study / "articles" / "a.txt").write_bytes(content)
    status, told = tell(capsys, study, "run", study / "study.yaml", "--output", study / "out")
    assert status == 2
    assert len(told) == 1
    assert all(word in told[0] for word in words), told
    assert not (study / "out").exists()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("a.txt", "a", "north"), ("b.txt", "a", "south")], ["'a'", "id"]),
        (
            [("a.txt", "a", "north"), ("b.txt", "b", "s"), ("c.txt", "c", "s")],
            ["c.txt", "metadata.csv:4"],
        ),
        ([("a.txt", "a", "north")], ["b.txt"]),
    ],
    ids=["two-with-one-id", "row-without-file", "file-without-row"],
)
def test_metadata_that_does_not_fit(study, capsys, rows, words):
    _metadata(study / "articles", rows)
    status, told = tell(capsys, study, "check", study / "study.yaml")
    assert status == 2
    assert len(told) == 1
    assert all(word in told[0] for word in words), told


def test_unknown_key_and_unknown_pack_are_told_at_once_each_with_its_line(study, capsys):
    (study / "study.yaml").write_text(STUDY.replace("corpus", "corpsu"), "utf-8")
    assert tell(capsys, study, "check", study / "study.yaml") == (
        2,
        [
            "study.yaml:1  expected a key 'corpus' in the file, found none",
            "study.yaml:2  unknown key 'corpsu'; did you mean 'corpus'?",
        ],
    )
    (study / "study.yaml").write_text(STUDY.replace("actors", "actor"), "utf-8")
    assert tell(capsys, study, "check", study / "study.yaml") == (
        2,
        [
            "study.yaml:4  extraction[0].lexicon.packs: no pack 'conflict_actor'; did you mean "
            "'conflict_actors'? `framing packs list` shows them all"
        ],
    )


def test_pack_with_a_duplicated_key(study, capsys):
    pack = study / "mine"
    pack.mkdir()
    (pack / "pack.yaml").write_text("name: mine\nname: yours\nversion: 1.0.0\n", "utf-8")
    (study / "study.yaml").write_text(STUDY.replace("conflict_actors", "./mine"), "utf-8")
    status, told = tell(capsys, study, "check", study / "study.yaml")
    assert (status, told) == (
        2,
        ["mine/pack.yaml:2  key 'name' stands twice (first at line 1); keep one"],
    )


def test_output_folder_that_cannot_be_written(study, capsys):
    (study / "file").write_text("no folder", "utf-8")
    output = study / "file" / "out"
    status, told = tell(capsys, study, "run", study / "study.yaml", "--output", output)
    assert (status, told) == (
        2,
        [
            "file/out  the output folder can't be written (not a directory); name another with --output"
        ],
    )


def test_a_folder_of_other_files_is_never_replaced(study, capsys):
    mine = study / "mine"
    mine.mkdir()
    (mine / "thesis.docx").write_text("years of work", "utf-8")
    status, told = tell(capsys, study, "run", study / "study.yaml", "--output", mine)
    assert status == 2
    assert "expected an empty folder or an earlier output, found 'thesis.docx'" in told[0]
    assert (mine / "thesis.docx").read_text("utf-8") == "years of work"


def test_only_what_a_run_wrote_is_replaced(study, capsys):
    output = study / "out"
    arguments = ("run", study / "study.yaml", "--output", output, "--set", "report.formats=[html]")
    assert tell(capsys, study, *arguments)[0] == 0
    assert tell(capsys, study, *arguments)[0] == 0
    (output / "tables" / "notes.md").write_text("mine", "utf-8")
    status, told = tell(capsys, study, *arguments)
    assert status == 2
    assert "found 'tables/notes.md', which no run wrote" in told[0]
    web = study / "web"
    web.mkdir()
    (web / "manifest.json").write_text('{"name": "a web page"}', "utf-8")
    assert tell(capsys, study, "run", study / "study.yaml", "--output", web)[0] == 2
    assert (web / "manifest.json").exists()


def test_a_folder_of_articles_is_never_replaced(study, capsys):
    (study / "articles" / "manifest.json").write_text('{"framing": "1", "files": []}', "utf-8")
    articles = study / "articles"
    status, _ = tell(capsys, study, "run", study / "study.yaml", "--output", articles)
    assert status == 2
    assert (articles / "a.txt").exists()


@pytest.mark.parametrize("column", ["words", "words@direct"])
def test_metadata_that_has_a_name_of_ours_is_told_by_check(study, capsys, column):
    file = study / "articles" / "metadata.csv"
    file.write_text(f"file,id,outlet,{column}\na.txt,a,n,3\nb.txt,b,s,4\n", "utf-8")
    status, told = tell(capsys, study, "check", study / "study.yaml")
    assert status == 2
    assert (
        f"the metadata column '{column}' has the name of a column that extraction adds" in told[0]
    )


def test_comparing_by_a_column_of_the_evidence_is_refused(study, capsys):
    file = study / "articles" / "metadata.csv"
    file.write_text("file,id,outlet,category\na.txt,a,n,x\nb.txt,b,s,y\n", "utf-8")
    status, told = tell(capsys, study, "check", study / "study.yaml", "--set", "stats.by=category")
    assert status == 2
    assert "'category' is also a column of the evidence; rename it in the metadata" in told[0]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "stats: {interval: {level: 95}}",
            "study.yaml:5  stats.interval.level: expected a number between 0 and 1, found 95; did you mean 0.95?",
        ),
        ("plots: [namin]", "study.yaml:5  plots[0]: expected naming, voice, who_speaks, keyness, distinctive, word_shift, heatmap, map, forest or timeline, found 'namin'; did you mean 'naming'?"),
        ("seed: soon", "study.yaml:5  seed: expected a whole number, found 'soon'"),
        ("stats: {by: country}", "study.yaml:5  stats.by: no column 'country' in the metadata; there are: id, outlet, title, file"),
        ("- x", "study.yaml:5  not valid YAML: expected key by here; close every bracket and quotation mark, put words with , : # [ ] { } in quotation marks, and indent with equal spaces"),
    ],
)  # fmt: skip
def test_values_that_are_wrong(study, capsys, line, message):
    (study / "study.yaml").write_text(STUDY + line + "\n", "utf-8")
    assert tell(capsys, study, "check", study / "study.yaml") == (2, [message])


def test_set_replaces_a_value(study, capsys):
    assert tell(capsys, study, "check", study / "study.yaml", "--set", "stats.by=colour")[1] == [
        "study.yaml:1  stats.by: no column 'colour' in the metadata; there are: id, outlet, title, file"
    ]
    assert tell(capsys, study, "check", study / "study.yaml", "--set", "seed") == (
        2,
        ["--set  expected key.key=value, found 'seed'"],
    )
    for place in ("extraction.9.lexicon", "extraction.x", "name.x", "name.x.y"):
        file = study / "study.yaml"
        status, told = tell(capsys, study, "check", file, "--set", f"{place}=1")
        assert status == 2
        assert "no such place" in told[0]


def test_arguments_that_are_wrong(capsys):
    assert run_app(["score", "nowhere.txt", "--pack", "conflict_actors"]) == 2
    assert "nowhere.txt" in capsys.readouterr().err
    assert run_app(["scores"]) == 2
    assert "No such command 'scores'" in capsys.readouterr().err


def test_no_traceback_reaches_a_user(framing_command, tmp_path):
    status, _, told = framing_command("run", tmp_path / "no.yaml")
    assert status == 2
    assert "Traceback" not in told


def test_near_names_are_offered(study, capsys):
    assert tell(capsys, study, "check", study / "studi.yaml") == (
        2,
        [
            "studi.yaml  expected an experiment file (.yaml), found nothing; did you mean 'study.yaml'?"
        ],
    )
    for key, wrong, right in (
        ("corpus.path", "article", "articles"),
        ("stats.by", "outlets", "outlet"),
    ):
        status, told = tell(capsys, study, "check", study / "study.yaml", "--set", f"{key}={wrong}")
        assert status == 2
        assert f"did you mean '{right}'?" in told[0]
    (study / "names").mkdir()
    wrong = "extraction=[{lexicon: {packs: [./nmaes]}}]"
    assert (
        "did you mean 'names'?"
        in tell(capsys, study, "check", study / "study.yaml", "--set", wrong)[1][0]
    )


def test_one_outlet_is_told_as_nothing_to_compare(study, capsys):
    _metadata(study / "articles", [("a.txt", "a", "north"), ("b.txt", "b", "north")])
    assert run_app(["check", str(study / "study.yaml")]) == 0
    assert "one value of 'outlet' only, so there is nothing to compare" in capsys.readouterr().out


def test_help_is_quick_and_light(root):
    import subprocess
    import sys

    code = textwrap.dedent(
        """
        import sys, framing.cli.app as app
        app.run_app(["--help"])
        heavy = {"sklearn", "nltk", "pandas", "matplotlib", "scipy", "numpy", "pyarrow", "pydantic"}
        sys.exit(",".join(sorted(heavy & set(sys.modules))) or 0)
        """
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
