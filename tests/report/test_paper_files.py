"""What goes into a paper: `report.bib`, LaTeX tables, methods in running text."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from made_studies import Made, a_study, many_outlets
from pages import Page

from framing.report import PackCard, formulas, report_of
from framing.report.html import html_page
from framing.report.latex import latex_table, latex_tables, latex_text
from framing.report.markdown import markdown_text
from framing.report.model import Column, DataTable, Formula
from framing.report.references import REFERENCES, bibtex_of, references_of
from framing.stats import compare

SPECIAL = set("\\{}&%$#_~^<>|`")


def entries(text):
    """BibTeX entries: key → (kind, fields), read with their braces counted."""
    found = {}
    for kind, key, body in re.findall(r"^@(\w+)\{([^,\s]+),\n(.*?)^\}$", text, re.M | re.S):
        lines = body.splitlines()
        for line in lines:
            assert re.fullmatch(r"  \w+ = \{.*\},", line), line
            plain = re.sub(r"\\[{}]", "", line)
            assert plain.count("{") == plain.count("}"), line
        assert key not in found
        found[key] = (kind, dict(re.findall(r"^  (\w+) = \{(.*)\},$", body, re.M)))
    return found


def listed(study):
    page = Page(html_page(report_of(study, sections=["methods"]), study).decode())
    heads = page.root.words
    return heads[heads.index("References") :]


def test_the_bib_file_holds_what_the_methods_cite(town, town_folder):
    text = (town_folder / "report.bib").read_text(encoding="utf-8")
    found = entries(text)
    works = references_of(town)
    assert set(found) == {w.key for w in works} | {"pack_actors", "pack_events", "framing"}
    told = listed(town)
    for work in works:
        assert work.printed in told
    assert len(works) == len(re.findall(r"\(\d{4}\)\. ", told))
    assert "version 1.0.0, licence CC-BY-4.0" in found["pack_actors"][1]["note"]
    assert found["framing"][1]["note"] == "Python package, version 0.1.0"


def test_only_what_is_used_is_cited(town):
    bare = replace(town, tables={}, packs=())
    assert {w.key for w in references_of(bare)} == {"tuchman1972", "vanatteveldt2017"}
    assert set(entries(bibtex_of(bare))) == {"tuchman1972", "vanatteveldt2017", "framing"}
    assert "monroe2008" in {w.key for w in references_of(town)}


def test_every_work_is_whole():
    for work in REFERENCES.values():
        kind, fields = entries(work.bibtex)[work.key]
        needed = {"author", "year", "title"}
        needed |= {"journal", "volume", "pages"} if kind == "article" else {"publisher"}
        assert needed <= set(fields), work.key
        assert str(work.year) in work.key
        assert all(", " in author for author in work.authors)
        assert work.printed.endswith(".")
        assert "--" in fields.get("pages", "--") or fields["pages"].isdigit()
    assert REFERENCES["tuchman1972"].printed == (
        "Tuchman, G. (1972). Objectivity as strategic ritual: An examination of newsmen’s notions "
        "of objectivity. American Journal of Sociology, 77(4), 660–679."
    )
    assert REFERENCES["monroe2008"].bibtex.splitlines()[1] == (
        "  author = {Monroe, Burt L. and Colaresi, Michael P. and Quinn, Kevin M.},"
    )


def test_hostile_packs_are_escaped_in_bibtex(town):
    card = PackCard("evil}{", "1", "100% {\\bf x} @misc{y", "a_b", ("A & B", "C # D"))
    found = entries(bibtex_of(replace(town, packs=(card,))))
    fields = found["pack_evil--"][1]
    assert fields["author"] == r"{A \& B} and {C \# D}"
    assert r"100\% \{\textbackslash{}bf x\} @misc\{y" in fields["title"]


@given(st.text(max_size=60))
def test_latex_text_runs_nothing(text):
    shown = latex_text(text)
    bare = re.sub(r"\\(?:textbackslash|textasciitilde|textasciicircum|textless|textgreater|textbar"
                  r"|textasciigrave|textperiodcentered)\{\}|\\[{}&%$#_]|\$(?:-|1/2|\\rightarrow"
                  r"|\\geq|\\leq)\$|-\{\}", "", shown).replace("~", "")  # fmt: skip
    assert not set(bare) & SPECIAL
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", shown)
    assert "--" not in shown


def test_a_table_in_latex(town):
    table = DataTable(
        name="naming-crowd",
        caption="Names & 100%",
        columns=(Column("Outlet", "text"), Column("Word_s", "text"), Column("n")),
        rows=(("North", "[x] \\\\ y", "1"), ("North", "*", "−2"), ("South", "=cmd", "3")),
        note=("Of $5.",),
        grouped=True,
    )
    assert latex_table(table).splitlines()[1:] == [
        r"\begin{table}",
        r"\centering",
        r"\caption{Names \& 100\%}\label{tab:naming-crowd}",
        r"\begin{tabular}{llr}",
        r"\hline",
        r"Outlet & Word\_s & n \\",
        r"\hline",
        r"North & {}[x] \textbackslash{}\textbackslash{} y & 1 \\",
        r" & {}* & $-$2 \\",
        r"South & =cmd & 3 \\",
        r"\hline",
        r"\end{tabular}",
        r"\par\smallskip\footnotesize Of \$5.",
        r"\end{table}",
    ]


def test_a_long_table_runs_over_pages():
    rows = tuple((f"r{i}", str(i)) for i in range(60))
    text = latex_table(DataTable("t", "T", (Column("A", "text"), Column("n")), rows))
    assert text.count(r"\begin{longtable}{lr}") == text.count(r"\end{longtable}") == 1
    assert text.count(r"\hline" + "\nA & n") == 2
    assert r"\endhead" in text


def test_every_printed_table_is_a_file_with_its_cells(town, town_folder):
    report = report_of(town)
    tables = [b for s in report.sections for b in s.blocks if isinstance(b, DataTable) and b.rows]
    written = {p.stem for p in (town_folder / "tables").glob("*.tex")}
    assert written == set(latex_tables(report))
    assert len(written) == len(tables)
    for table in tables:
        lines = latex_table(table).splitlines()
        cells = [re.split(r"(?<!\\) & ", line) for line in lines if line.endswith(r" \\")]
        assert {len(row) for row in cells if len(row) > 1} <= {len(table.columns)}, table.name


def test_names_that_differ_only_in_case_are_two_files(town):
    one = DataTable("A-b", "x", (Column("A", "text"),), (("1",),))
    report = report_of(town, sections=["limits"])
    section = replace(report.sections[0], blocks=(one, replace(one, name="a-B")))
    assert set(latex_tables(replace(report, sections=(section,)))) == {"a-b", "a-b-2"}


def words_of(study, section):
    page = Page(html_page(report_of(study, sections=[section]), study).decode())
    found = page.root.find("section", id=section)
    return next(iter(found)).words


def test_the_running_text_tells_corpus_cleaning_packs_and_tests(town):
    words = words_of(town, "methods")
    assert "The corpus holds 3 articles from 3 outlets" in words
    assert "the cleaning rules furniture and teasers left out" in words
    assert "actors (version 1.0.0, licence CC-BY-4.0)" in words
    assert "No difference was tested, and no interval formed for one" in words
    plain = words_of(replace(town, config={}), "methods")
    assert "Nothing was cleaned away." in plain


def test_an_empty_study_has_no_running_text():
    assert "In running text" not in words_of(a_study(()), "methods")


def test_what_the_rules_left_open_is_a_limit_with_its_numbers(town):
    words = words_of(town, "limits")
    assert re.search(
        r"Of \d+ words of speech, \d+ are given to nobody, and \d+ to a pronoun", words
    )
    silent = (Made("n-1", "North", ("The [[protesters|actors.crowd.civic]] met.",)),)
    assert "words of speech" not in words_of(a_study(silent), "limits")


def test_tests_are_told_with_their_families_and_references():
    study = a_study(many_outlets(4, each=6), figures=False)
    words = words_of(study, "methods")
    (table,) = study.comparisons
    n = int(table.omnibus["p_value"].notna().sum())
    assert f"Families of tests, each corrected for itself: {n} tests of all groups" in words
    assert "correction: Holm" in words
    keys = {w.key for w in references_of(study)}
    assert {"holm1979", "phipson2010", "chung2013"} <= keys
    tested = compare(study.features, test="rank_sum", correction="none", seed=1)
    keys = {w.key for w in references_of(replace(study, tables={"comparison": tested}))}
    assert "mann1947" in keys
    assert not keys & {"holm1979", "phipson2010", "welch1947"}


def test_the_methods_are_written_as_markdown(town, town_folder):
    text = (town_folder / "methods.md").read_text(encoding="utf-8")
    assert text.startswith("# How the numbers were made\n\n## In running text, for a paper\n\n")
    assert "\n# What this study can’t say\n" in text
    assert r"$$s_k = \frac{n_k}{\sum_m n_m}$$" in text
    assert "- Tuchman, G. (1972). Objectivity as strategic ritual" in text
    assert "| Table | File | Signature" in text


@given(st.text(max_size=60))
def test_markdown_of_others_means_nothing(text):
    shown = markdown_text(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_{}\[\]<>#|~$^@&!]", re.sub(r"\\[^\w\s]", "", shown))
    assert "\n" not in shown
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", shown)


def test_every_formula_is_told_four_ways():
    for formula in vars(formulas).values():
        if isinstance(formula, Formula):
            assert formula.words
            assert formula.mathml
            assert formula.typst
            assert formula.tex.count("{") == formula.tex.count("}") >= 0
            assert formula.tex
