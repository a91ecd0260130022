"""`framing packs`: what packs there are, and what is in them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from framing.cli.console import message, print_table
from framing.cli.coverage import coverage_command
from framing.cli.diff import diff_command
from framing.cli.lint import lint_command
from framing.cli.suggest import suggest_command

__all__ = ["app"]

app = typer.Typer(help="Make, check, try and compare lexicon packs.", no_args_is_help=True)
app.command("lint")(lint_command)
app.command("coverage")(coverage_command)
app.command("diff")(diff_command)
app.command("suggest")(suggest_command)


@app.command("list")
def list_command() -> None:
    """List every pack that can be named."""
    import pyarrow as pa

    from framing.lexicon.sources import find_packs, load_pack

    found = [load_pack(name) for name in find_packs()]
    rows = [
        {
            "pack": pack.name,
            "version": pack.version,
            "language": ", ".join(pack.languages) or pack.language,
            "entries": pack.n_entries(),
            "licence": pack.licence,
            "title": pack.title,
        }
        for pack in found
    ]
    print_table(pa.Table.from_pylist(rows))


@app.command("show")
def show_command(
    name: Annotated[str, typer.Argument(help="Name, folder or file of a pack.")],
) -> None:
    """Show a pack: who made it, its categories and their entries."""
    from framing.lexicon.sources import load_pack

    pack = load_pack(name)
    typer.echo(f"{pack.name} {pack.version} ({', '.join(pack.languages) or pack.language})")
    typer.echo(f"{pack.title}\nlicence: {pack.licence}; by {', '.join(pack.authors)}")
    if pack.description:
        typer.echo(pack.description.strip())
    blocks = {"": pack.categories, **pack.languages}
    for code, categories in blocks.items():
        for top in categories:
            for category in top.walk():
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
    if pack.ignore:
        typer.echo("\nignored: " + ", ".join(e.written for e in pack.ignore))


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
