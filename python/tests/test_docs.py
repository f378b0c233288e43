"""Examples run, and the types tell what the module has."""

import ast
import doctest
import inspect
import json
import sys
import tempfile
from pathlib import Path

import pytest

import unhusk
import unhusk.arrow
import unhusk.errors

STUB = Path(unhusk.__file__).with_name("__init__.pyi")
README = Path(__file__).parents[1] / "README.md"
CLASSES = [unhusk.Cleaner, unhusk.Cleaned, unhusk.Removed, unhusk.Piece, unhusk.Metadata, unhusk.Stats]


def members():
    """Everything with a docstring: its name and the object."""
    yield "unhusk", unhusk
    yield from (("clean", unhusk.clean), ("decode", unhusk.decode))
    yield from (("arrow.clean", unhusk.arrow.clean), ("arrow.schema", unhusk.arrow.schema))
    for kind in CLASSES:
        yield kind.__name__, kind
        for name, member in vars(kind).items():
            if not name.startswith("_"):
                yield f"{kind.__name__}.{name}", member
    for name, kind in inspect.getmembers(unhusk.errors, inspect.isclass):
        if issubclass(kind, unhusk.Error):
            yield f"errors.{name}", kind


@pytest.mark.parametrize(("name", "member"), [*members()])
def test_examples_run(name: str, member: object):
    text = inspect.getdoc(member)
    assert text, f"{name} has no docstring"
    names = {"unhusk": unhusk, "json": json, "clean": unhusk.arrow.clean, "schema": unhusk.arrow.schema}
    names |= {"pa": sys.modules["pyarrow"], "tempfile": tempfile}
    examples = doctest.DocTestParser().get_doctest(text, names, name, None, 0)
    failed, _ = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(examples)
    assert failed == 0


def test_the_readmes_examples_run():
    failed, tried = doctest.testfile(str(README), module_relative=False, optionflags=doctest.ELLIPSIS, encoding="utf-8")
    assert failed == 0
    assert tried > 10


def test_the_types_have_the_docs_first_sentence():
    tree = ast.parse(STUB.read_text(encoding="utf-8"))
    stubs = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef)}
    for kind in CLASSES:
        for node in stubs[kind.__name__].body:
            said = ast.get_docstring(node) if isinstance(node, ast.FunctionDef) else None
            if said:
                full = " ".join((inspect.getdoc(getattr(kind, node.name)) or "").split())
                assert full.startswith(" ".join(said.split()).removesuffix(".")), f"{kind.__name__}.{node.name}"
    runtime = {name for kind in CLASSES for name in vars(kind) if not name.startswith("_")}
    typed = {node.name for kind in CLASSES for node in stubs[kind.__name__].body if isinstance(node, ast.FunctionDef)}
    assert runtime == {name for name in typed if not name.startswith("_")}


def test_the_types_know_every_option():
    tree = ast.parse(STUB.read_text(encoding="utf-8"))
    typed = set()
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name in ("_PageOptions", "_Options"):
            typed |= {it.target.id for it in node.body if isinstance(it, ast.AnnAssign) and isinstance(it.target, ast.Name)}
    assert typed == set(unhusk.Cleaner().options)
    for name in typed:
        assert f"``{name}``" in (unhusk.Cleaner.__doc__ or ""), name
