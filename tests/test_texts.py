"""Every text that a reader sees is translated, with the same fields, once, and nothing else is in the file."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message

from locales import LANGUAGES, Language
from locales.extraction import PROJECT, extracted, fields, forms, modules, repeated, translations

TRANSLATED = [code for code in LANGUAGES if code != "en"]
LETTERS = re.compile(r"[^\W\d_]{2,}")
SWEDISH = re.compile(r"[åäöÅÄÖ]")
SHOWN_BY = re.compile(
    r"title|header|subheader|text|caption|markdown|write|info|warning|error|success|button|selectbox|multiselect|radio"
    r"|toggle|checkbox|slider|pills|segmented_control|\w+_input|text_area|\w+_button|expander|metric|popover|toast|spinner"
)
OUR_NAME = "Genomslag"
WORDS_FOR_PEOPLE = {"label", "help", "placeholder", "caption", "title", "page_title"}


@pytest.fixture(scope="module")
def in_code() -> Catalog:
    return extracted()


@pytest.fixture(scope="module", params=TRANSLATED)
def in_file(request: pytest.FixtureRequest) -> Catalog:
    return translations(request.param)


def entries(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def test_texts_are_found_in_the_code(in_code):
    assert "“{text}” is not a period." in {message.id for message in in_code}


def test_every_text_is_translated(in_code, in_file):
    known = {message.id: message for message in entries(in_file)}
    missing = [
        f"{message.locations[0]}: {message.id}"
        for message in entries(in_code)
        if message.id not in known or not all(forms(known[message.id].string))
    ]
    assert not missing, "\n".join(missing)


def test_no_translation_is_left_over(in_code, in_file):
    used = {message.id for message in entries(in_code)}
    assert not [message.id for message in entries(in_file) if message.id not in used]


def test_translations_are_certain_and_stand_once(in_file):
    assert not [message.id for message in entries(in_file) if message.fuzzy]
    assert not repeated(str(in_file.locale))


def test_translations_keep_the_fields(in_file):
    wrong = [
        f"{source!r} → {target!r}"
        for message in entries(in_file)
        for source, target in zip(_per_form(message), forms(message.string), strict=True)
        if fields(source) != fields(target)
    ]
    assert not wrong, "\n".join(wrong)


def _per_form(message: Message) -> tuple[str, ...]:
    """The English that each Swedish form translates: one, and many."""
    return forms(message.id)


def test_the_catalogue_is_used():
    assert Language("sv").text("“{text}” is not a period.", text="x") == "”x” är ingen period."
    assert Language("en").text("“{text}” is not a period.", text="x") == "“x” is not a period."


# The texts in the code itself.


def given_fields(call: ast.Call) -> set[str] | None:
    """The fields that a call of text or plural fills in; None where it passes a mapping."""
    names = {keyword.arg for keyword in call.keywords}
    return None if None in names else {str(name) for name in names}


def field_faults(tree: ast.AST) -> Iterator[str]:
    """Texts whose fields are not those that are passed."""
    for call in _calls(tree, "text", "plural", "counted"):
        texts = list(filter(None, map(_words, call.args)))
        passed = given_fields(call)
        if not texts or passed is None:
            continue
        if _name(call) != "text":
            passed = (passed | {"count"}) - {"beside"}
        wanted = set().union(*(fields(text) for text in texts))
        if wanted | {"count"} != passed | {"count"}:
            yield f"line {call.lineno}: {texts[0]!r} wants {sorted(wanted)}, is given {sorted(passed)}"


def plain_texts(tree: ast.AST) -> Iterator[str]:
    """Words that are handed to Streamlit without a translation."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if not (isinstance(call.func, ast.Attribute) and _root(call.func) == "st"):
            continue
        shown = call.args[:1] if SHOWN_BY.fullmatch(call.func.attr) else []
        shown += [keyword.value for keyword in call.keywords if keyword.arg in WORDS_FOR_PEOPLE]
        for argument in shown:
            if LETTERS.search(_literal(argument).replace(OUR_NAME, "")):
                yield f"line {argument.lineno}: {ast.unparse(argument)}"


def swedish_strings(tree: ast.AST) -> Iterator[str]:
    """Swedish in the code: texts are written in English there, and in those only names may be Swedish."""
    documented = [node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
    prose = {_words(node.body[0].value) for node in documented if node.body and isinstance(node.body[0], ast.Expr)}
    marked = {_words(part) for call in _calls(tree, "text", "plural", "counted", "N_") for part in ast.walk(call)}
    for node in ast.walk(tree):
        if SWEDISH.search(_words(node)) and _words(node) not in prose | marked:
            yield f"line {getattr(node, 'lineno', 0)}: {_words(node)!r}"


def _calls(tree: ast.AST, *names: str) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node) in names]


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _words(node: ast.AST) -> str:
    """The text that a literal is; empty for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _literal(node: ast.expr) -> str:
    """The words that stand in the argument itself, also in an f-string."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return " ".join(map(_words, parts))


CODE_RULES = {
    "fields": (field_faults, 'language.text("{n} days", m=3)', 'language.text("{n} days", n=3)'),
    "plural": (
        field_faults,
        'language.plural("{count} day of {n}", "{count} days", 2)',
        'language.plural("a", "{count}", 2)',
    ),
    "counted": (
        field_faults,
        'language.counted("One of {all}", "{count} of {all}", 2, beside=9)',
        'language.counted("One of {all}", "{count} of {all}", 2, beside=9, all=9)',
    ),
    "plain": (plain_texts, 'st.title("Followers")', "st.title(language.text('Followers'))"),
    "f-string": (plain_texts, 'st.caption(f"Updated {day}")', 'st.caption(f"{day}")'),
    "keyword": (plain_texts, 'st.selectbox(name, help="Choose one")', "st.selectbox(name, help=text)"),
    "Swedish": (swedish_strings, 'label = "Följare"', '"""Följare."""\nlabel = N_("Region Skåne")'),
}
FREE = {
    "Swedish": ("data/", "locales/"),  # the store's own words, and how Swedish is written
}


@pytest.mark.parametrize("name", CODE_RULES)
def test_a_planted_fault_is_found(name):
    rule, bad, good = CODE_RULES[name]
    assert list(rule(ast.parse(bad)))
    assert not list(rule(ast.parse(good)))


@pytest.mark.parametrize("name", CODE_RULES)
def test_texts_in_the_code(name):
    rule = CODE_RULES[name][0]
    found = [
        f"{path.relative_to(PROJECT)} {fault}"
        for path in modules()
        if not path.relative_to(PROJECT).as_posix().startswith(FREE.get(name, ()))
        for fault in rule(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not found, "\n".join(found)
