"""The works that a methods section cites: each once, printed and as BibTeX from the same facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from framing.report.latex import latex_text
from framing.report.study import PackCard, Study

__all__ = ["REFERENCES", "Reference", "bibtex_of", "references_of"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A published work.

    Parameters
    ----------
    key
        Of its BibTeX entry.
    authors
        `Family, Given`, in the work's order.
    year, title
        As printed on the work; the title in sentence case, a book's as its cover has it.
    journal, volume, number, pages
        Of an article; `number` may be empty.
    publisher, edition
        Of a book.
    doi
        Empty where there is none.
    """

    key: str
    authors: tuple[str, ...]
    year: int
    title: str
    journal: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    publisher: str = ""
    edition: str = ""
    doi: str = ""

    @property
    def printed(self) -> str:
        """The work as a list of references prints it."""
        head = f"{_authors(self.authors)} ({self.year}). {self.title}"
        if self.journal:
            number = f"({self.number})" if self.number else ""
            return f"{head}. {self.journal}, {self.volume}{number}, {self.pages}."
        edition = f" ({self.edition} ed.)" if self.edition else ""
        return f"{head}{edition}. {self.publisher}."

    @property
    def cited(self) -> str:
        """The work as running text cites it: `Mann & Whitney, 1947`."""
        families = [author.partition(", ")[0] for author in self.authors]
        if len(families) > 3:
            return f"{families[0]} et al., {self.year}"
        head = f"{', '.join(families[:-1])} & " if len(families) > 1 else ""
        return f"{head}{families[-1]}, {self.year}"

    @property
    def bibtex(self) -> str:
        """The work as a BibTeX entry, in UTF-8."""
        fields = {
            "author": " and ".join(self.authors), "year": str(self.year), "title": self.title,
            "journal": self.journal, "volume": self.volume, "number": self.number,
            "pages": self.pages.replace("–", "--"), "publisher": self.publisher,
            "edition": self.edition, "doi": self.doi,
        }  # fmt: skip
        return _entry("article" if self.journal else "book", self.key, fields)


def _authors(authors: tuple[str, ...]) -> str:
    shown = [_short(author) for author in authors]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])}, & {shown[-1]}"


def _short(author: str) -> str:
    """Return `Family, G. N.`."""
    family, _, given = author.partition(", ")
    return f"{family}, {' '.join(f'{name[0]}.' for name in given.split())}"


_VERBATIM = ("doi", "pages", "url")


def _entry(kind: str, key: str, fields: dict[str, str]) -> str:
    lines = []
    for name, value in fields.items():
        if value:
            text = value if name in _VERBATIM else _latex(value)
            text = f"{{{text}}}" if name == "title" else text
            lines.append(f"  {name} = {{{text}}},")
    body = "\n".join(lines)
    return f"@{kind}{{{key},\n{body}\n}}\n"


def _latex(value: str) -> str:
    """Return a field's text; whole names of groups stay in the braces that keep them whole."""
    whole = value.split(" and ")
    kept = (f"{{{latex_text(v[1:-1])}}}" if v[:1] == "{" and v[-1:] == "}" else latex_text(v)
            for v in whole)  # fmt: skip
    return " and ".join(kept)


_WORKS = (
    Reference(
        "tuchman1972", ("Tuchman, Gaye",), 1972,
        "Objectivity as strategic ritual: An examination of newsmen’s notions of objectivity",
        "American Journal of Sociology", "77", "4", "660–679", doi="10.1086/225193",
    ),
    Reference(
        "vanatteveldt2017",
        ("van Atteveldt, Wouter", "Sheafer, Tamir", "Shenhav, Shaul R.", "Fogel-Dror, Yair"), 2017,
        "Clause analysis: Using syntactic information to automatically extract source, subject, "
        "and predicate from texts with an application to the 2008–2009 Gaza War",
        "Political Analysis", "25", "2", "207–222", doi="10.1017/pan.2016.12",
    ),
    Reference(
        "monroe2008", ("Monroe, Burt L.", "Colaresi, Michael P.", "Quinn, Kevin M."), 2008,
        "Fightin’ words: Lexical feature selection and evaluation for identifying the content of "
        "political conflict",
        "Political Analysis", "16", "4", "372–403", doi="10.1093/pan/mpn018",
    ),
    Reference(
        "gallagher2021",
        ("Gallagher, Ryan J.", "Frank, Morgan R.", "Mitchell, Lewis", "Schwartz, Aaron J.",
         "Reagan, Andrew J.", "Danforth, Christopher M.", "Dodds, Peter Sheridan"), 2021,
        "Generalized word shift graphs: A method for visualizing and explaining pairwise "
        "comparisons between texts",
        "EPJ Data Science", "10", "", "4", doi="10.1140/epjds/s13688-021-00260-3",
    ),
    Reference(
        "lowe2011", ("Lowe, Will", "Benoit, Kenneth", "Mikhaylov, Slava", "Laver, Michael"), 2011,
        "Scaling policy preferences from coded political texts",
        "Legislative Studies Quarterly", "36", "1", "123–155",
        doi="10.1111/j.1939-9162.2010.00006.x",
    ),
    Reference(
        "shannon1948", ("Shannon, Claude E.",), 1948, "A mathematical theory of communication",
        "Bell System Technical Journal", "27", "3", "379–423",
        doi="10.1002/j.1538-7305.1948.tb01338.x",
    ),
    Reference(
        "simpson1949", ("Simpson, Edward H.",), 1949, "Measurement of diversity",
        "Nature", "163", "", "688", doi="10.1038/163688a0",
    ),
    Reference(
        "sigal1973", ("Sigal, Leon V.",), 1973,
        "Reporters and Officials: The Organization and Politics of Newsmaking",
        publisher="Lexington, MA: D. C. Heath",
    ),
    Reference(
        "salton1988", ("Salton, Gerard", "Buckley, Christopher"), 1988,
        "Term-weighting approaches in automatic text retrieval",
        "Information Processing & Management", "24", "5", "513–523",
        doi="10.1016/0306-4573(88)90021-0",
    ),
    Reference(
        "benjamini1995", ("Benjamini, Yoav", "Hochberg, Yosef"), 1995,
        "Controlling the false discovery rate: A practical and powerful approach to multiple "
        "testing",
        "Journal of the Royal Statistical Society: Series B (Methodological)", "57", "1",
        "289–300", doi="10.1111/j.2517-6161.1995.tb02031.x",
    ),
    Reference(
        "gries2008", ("Gries, Stefan Th.",), 2008,
        "Dispersions and adjusted frequencies in corpora",
        "International Journal of Corpus Linguistics", "13", "4", "403–437",
        doi="10.1075/ijcl.13.4.02gri",
    ),
    Reference(
        "lijffijt2016",
        ("Lijffijt, Jefrey", "Nevalainen, Terttu", "Säily, Tanja", "Papapetrou, Panagiotis",
         "Puolamäki, Kai", "Mannila, Heikki"), 2016,
        "Significance testing of word frequencies in corpora",
        "Digital Scholarship in the Humanities", "31", "2", "374–397", doi="10.1093/llc/fqu064",
    ),
    Reference(
        "mann1947", ("Mann, Henry B.", "Whitney, Donald R."), 1947,
        "On a test of whether one of two random variables is stochastically larger than the other",
        "Annals of Mathematical Statistics", "18", "1", "50–60", doi="10.1214/aoms/1177730491",
    ),
    Reference(
        "chung2013", ("Chung, EunYi", "Romano, Joseph P."), 2013,
        "Exact and asymptotically robust permutation tests",
        "Annals of Statistics", "41", "2", "484–507", doi="10.1214/13-AOS1090",
    ),
    Reference(
        "cochran1977", ("Cochran, William G.",), 1977, "Sampling Techniques",
        publisher="New York: Wiley", edition="3rd",
    ),
    Reference(
        "efron1993", ("Efron, Bradley", "Tibshirani, Robert J."), 1993,
        "An Introduction to the Bootstrap", publisher="New York: Chapman & Hall",
    ),
    Reference(
        "holm1979", ("Holm, Sture",), 1979,
        "A simple sequentially rejective multiple test procedure",
        "Scandinavian Journal of Statistics", "6", "2", "65–70",
    ),
    Reference(
        "phipson2010", ("Phipson, Belinda", "Smyth, Gordon K."), 2010,
        "Permutation p-values should never be zero: Calculating exact p-values when permutations "
        "are randomly drawn",
        "Statistical Applications in Genetics and Molecular Biology", "9", "1", "39",
        doi="10.2202/1544-6115.1585",
    ),
    Reference(
        "welch1947", ("Welch, Bernard L.",), 1947,
        "The generalization of ‘Student’s’ problem when several different population variances "
        "are involved",
        "Biometrika", "34", "1–2", "28–35", doi="10.1093/biomet/34.1-2.28",
    ),
)  # fmt: skip
REFERENCES = {work.key: work for work in _WORKS}
"""Every work that a report may cite, by its BibTeX key."""


_OF_TESTS = {
    "permutation": ("chung2013", "phipson2010"),
    "limit": ("chung2013",),
    "welch": ("welch1947",),
    "rank_sum": ("mann1947",),
}


def references_of(study: Study) -> list[Reference]:
    """Return the works that this study's methods section cites, as they are listed there."""
    works = (REFERENCES[key] for key in dict.fromkeys(_keys(study)))
    return sorted(works, key=lambda work: work.printed.casefold())


def _keys(study: Study) -> Iterator[str]:
    if study.features.features:
        yield from ("tuchman1972", "vanatteveldt2017")
    if study.has("balance"):
        yield "lowe2011"
    if study.has("sources"):
        yield from ("shannon1948", "simpson1949", "sigal1973")
    if study.has("vocabulary"):
        yield "monroe2008"
        frame = study.frame("vocabulary")
        if "low" in frame and frame["low"].notna().any():
            yield from ("benjamini1995", "gries2008", "lijffijt2016", "mann1947")
    if study.has("word_shift"):
        yield "gallagher2021"
    if study.has("distances"):
        yield "salton1988"
    for table in study.comparisons:
        yield from _keys_of_tests(table.signature.to_dict())


def _keys_of_tests(parts: Mapping[str, str]) -> Iterator[str]:
    """Yield what the tests and intervals of a comparison rest on, given its signature."""
    yield from _OF_TESTS.get(parts.get("test", "permutation"), ())
    yield from ("cochran1977", "efron1993")
    if parts.get("correction", "holm") == "holm":
        yield "holm1979"


def bibtex_of(study: Study) -> str:
    """Return `report.bib`: the works that the methods section cites, the packs, the programme."""
    entries = [work.bibtex for work in references_of(study)]
    entries += [_pack_entry(card) for card in study.packs]
    versions = study.manifest.get("versions") or {}
    version = str(study.manifest.get("framing") or versions.get("framing") or "")
    fields = {
        "author": "{The framing authors}",
        "title": "framing: Who calls whom what, in whose voice?",
        "note": f"Python package, version {version}" if version else "Python package",
    }
    entries.append(_entry("misc", "framing", fields))
    return "\n".join(entries)


def _pack_entry(card: PackCard) -> str:
    told = [f"Lexicon pack, version {card.version}" if card.version else "Lexicon pack"]
    told += [f"licence {card.licence}"] if card.licence else []
    authors = " and ".join(f"{{{author}}}" for author in card.authors)
    title = f"{card.name}: {card.title}" if card.title else card.name
    key = "pack_" + re.sub(r"[^A-Za-z0-9_-]", "-", card.name)
    return _entry("misc", key, {"author": authors, "title": title, "note": ", ".join(told)})
