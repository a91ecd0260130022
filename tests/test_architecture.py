"""The house's rules that import contracts can't say."""

from __future__ import annotations

import ast
import subprocess
import sys

import framing


def test_import_and_names_are_light():
    code = (
        "import sys, framing; heavy = {'sklearn', 'nltk', 'pandas', 'matplotlib', 'scipy'};"
        "sys.exit(','.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_scoring_loads_no_heavy_package(root):
    code = (
        "import sys; from framing.cli.app import run_app;"
        f"run_app(['score', {str(root / 'seeds' / 'metadata.csv')!r}, '--pack', 'conflict_actors'])"
    )
    text = str(next(iter(sorted((root / "seeds").glob("*.txt")))))
    code = code.replace(str(root / "seeds" / "metadata.csv"), text)
    code += ";heavy = {'sklearn', 'nltk', 'matplotlib', 'scipy'};"
    code += "sys.exit(','.join(heavy & set(sys.modules)) or 0)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "protesters" in done.stdout


def test_every_public_name_can_be_used_and_is_told():
    assert len(framing.__all__) <= 20
    for name in framing.__all__:
        assert getattr(framing, name).__doc__, name


def test_functions_are_short_and_files_not_long(root):
    long_files, long_functions = [], []
    for path in sorted((root / "framing").rglob("*.py")):
        source = path.read_text("utf-8")
        if source.count("\n") > 300:
            long_files.append(f"{path.name}: {source.count(chr(10))}")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                doc = ast.get_docstring(node, clean=False) or ""
                lines = (node.end_lineno or 0) - node.lineno + 1 - doc.count("\n")
                if lines > 45:
                    long_functions.append(f"{path.name}:{node.name}: {lines}")
    assert long_files == []
    assert long_functions == []


def test_no_function_hides_its_module(root):
    hidden = []
    for path in sorted((root / "framing").rglob("*.py")):
        if path.parent.name in ("cli", "sections"):
            continue
        names = {
            n.name
            for n in ast.parse(path.read_text("utf-8")).body
            if isinstance(n, ast.FunctionDef)
        }
        init = path.parent / "__init__.py"
        exported = f"import {path.stem}" in init.read_text("utf-8") if init.exists() else False
        if path.stem in names and exported:
            hidden.append(str(path))
    assert hidden == []
