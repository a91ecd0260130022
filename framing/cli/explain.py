"""`framing explain`: one article with its matches and voices, in the terminal or as HTML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli.articles import articles_at, check_rules
from framing.cli.console import message
from framing.errors import ConfigError, did_you_mean

if TYPE_CHECKING:
    from framing.corpus.article import Corpus

__all__ = ["explain_command"]

_MOST_NAMED = 5


def explain_command(
    file: Annotated[Path, typer.Argument(help="The article: a file, or a table with --article.")],
    pack: Annotated[list[str], typer.Option("--pack", help="Name or path of a pack.")],
    html: Annotated[
        Path | None, typer.Option("--html", help="Write one HTML file in place of the terminal.")
    ] = None,
    article: Annotated[
        str | None, typer.Option("--article", help="Id of the article, where FILE holds several.")
    ] = None,
    clean: Annotated[list[str] | None, typer.Option(help="A cleaning rule.")] = None,
    language: Annotated[str | None, typer.Option(help="Of the article.")] = None,
) -> None:
    """Show one article: matches by category, voices, speakers, negation and labelling."""
    from framing.extraction.matches import PackMatcher
    from framing.extraction.matrix import extract
    from framing.lexicon.sources import load_pack
    from framing.report.article.view import view_article

    check_rules(clean or ())
    if html is not None and html.exists() and html.resolve() == file.resolve():
        raise ConfigError("is the article itself; name another file", where=str(html))
    matchers = [PackMatcher(load_pack(name)) for name in dict.fromkeys(pack)]
    corpus = _one(articles_at(file), article, file)
    view = view_article(extract(corpus, matchers, clean=clean or (), language=language))
    if html is None:
        from framing.cli.explained_text import print_view

        print_view(view)
        return
    from framing.report.article.page import article_page

    try:
        html.write_bytes(article_page(view))
    except OSError as e:
        reason = (e.strerror or str(e)).lower()
        sentence = f"can't be written ({reason}); name another file"
        raise ConfigError(sentence, where=str(html)) from None
    typer.echo(html)
    message(f"{len(view.matches):,} {'match' if len(view.matches) == 1 else 'matches'}")


def _one(corpus: Corpus, wanted: str | None, file: Path) -> Corpus:
    """Return the corpus of the one article that is meant."""
    ids = list(corpus.ids)
    if wanted is None and len(ids) == 1:
        return corpus
    named = ", ".join(ids[:_MOST_NAMED]) + (", …" if len(ids) > _MOST_NAMED else "")
    if wanted is None:
        raise ConfigError(
            f"expected one article, found {len(ids):,}; name one with --article: {named}",
            where=str(file),
        )
    if wanted not in ids:
        near = did_you_mean(wanted, ids) or f"; there are: {named}"
        raise ConfigError(f"no article '{wanted}'{near}", where=str(file))
    return corpus.select([one == wanted for one in ids])
