"""`framing packs`: what packs there are, and what is in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli.console import RowFormat, message, print_rows
from framing.cli.convert import convert_command
from framing.cli.coverage import coverage_command
from framing.cli.diff import diff_command
from framing.cli.lint import lint_command
from framing.cli.new_pack import new_pack_command
from framing.cli.suggest import suggest_command

if TYPE_CHECKING:
    from framing.lexicon.pack import Category, LexiconPack

__all__ = ["app"]

app = typer.Typer(help="Make, check, try, compare and convert lexicon packs.", no_args_is_help=True)


@app.command("list")
def list_command(
    format_: Annotated[
        RowFormat, typer.Option("--format", help="How rows are printed.")
    ] = RowFormat.table,
) -> None:
    """List every pack that can be named, and where it comes from."""
    import pyarrow as pa

    from framing.errors import LexiconError
    from framing.lexicon.sources import load_pack, pack_sources

    sources = pack_sources()
    rows = []
    for name in sources.folders:
        try:
            pack = load_pack(name)
        except LexiconError as e:
            message(str(e))
            continue
        rows.append(
            {
                "pack": name,
                "version": pack.version,
                "language": ", ".join(pack.languages) or pack.language,
                "entries": pack.n_entries(),
                "licence": pack.licence,
                "origin": sources.origins[name],
                "title": pack.title,
            }
        )
    print_rows(pa.Table.from_pylist(rows), format_)
    for note in sources.notes:
        message(f"note: {note}")


@app.command("show")
def show_command(
    name: Annotated[str, typer.Argument(help="Name, folder or file of a pack.")],
) -> None:
    """Show a pack: who made it, its categories and their entries."""
    from framing.lexicon.sources import load_pack

    pack = load_pack(name)
    _show_facts(pack)
    blocks = {"": pack.categories, **pack.languages}
    for code, categories in blocks.items():
        for top in categories:
            for category in top.walk():
                _show_category(category, code)
    if pack.ignore:
        typer.echo("\nignored: " + ", ".join(e.written for e in pack.ignore))


def _show_facts(pack: LexiconPack) -> None:
    typer.echo(f"{pack.name} {pack.version} ({', '.join(pack.languages) or pack.language})")
    typer.echo(f"{pack.title}\nlicence: {pack.licence}; by {', '.join(pack.authors)}")
    if pack.parent is not None:
        typer.echo(f"extends {pack.parent.name} {pack.parent.version}")
    if pack.description:
        typer.echo(pack.description.strip())
    for source in pack.sources:
        typer.echo(f"source: {source}")
    for version, changes in pack.changelog:
        typer.echo(f"changed: {version} {changes}".replace("  ", " "))


def _show_category(category: Category, code: str) -> None:
    indent = "  " * category.path.count(".")
    facts = [code] if code else []
    facts += ["referent"] if category.choice else []
    facts += [f"valence {category.valence:+g}"] if category.valence is not None else []
    shown = f" ({', '.join(facts)})" if facts else ""
    typer.echo(f"\n{indent}{category.path}{shown}: {category.description}")
    plain = [e.written for e in category.entries if not e.conditions]
    if plain:
        typer.echo(f"{indent}  {', '.join(plain)}")
    for entry in category.entries:
        if entry.conditions:
            typer.echo(f"{indent}  {entry.written} ({entry.conditions})")


@app.command("test")
def test_command(
    path: Annotated[Path, typer.Argument(help="Name, folder or file of a pack.")],
) -> None:
    """Run the examples of a pack; status 1 if one does not come out as written."""
    from framing.lexicon.examples import check_examples, read_examples
    from framing.lexicon.sources import load_pack

    pack = load_pack(path)
    failed = check_examples(pack)
    for problem in failed:
        message(str(problem))
    typer.echo(f"{pack.name}: {len(read_examples(pack))} examples, {len(failed)} failed")
    if failed:
        raise typer.Exit(1)


app.command("new")(new_pack_command)
app.command("lint")(lint_command)
app.command("coverage")(coverage_command)
app.command("diff")(diff_command)
app.command("suggest")(suggest_command)
app.command("convert")(convert_command)
