"""The rules of docs that imports alone cannot tell: where a library may be used, and what may not be written.

Each rule reads one module and names its offences. Each has a planted offence that it must catch and a
near thing that it must let through.
"""

from __future__ import annotations

import ast
import io
import re
import subprocess
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
PRODUCT = ("app.py", "server.py", "charts/", "data/", "locales/", "metrics/", "pages/", "reports/", "ui/")

# Who may import what. Everything else in the product may not; tests and benchmarks may.
LIBRARIES = {
    "streamlit": ("app.py", "server.py", "pages/", "ui/"),
    "plotly": (),
    "pandas": ("charts/", "data/", "metrics/", "server.py", "ui/"),
    "polars": ("data/", "metrics/", "server.py"),
    "narwhals": ("data/", "metrics/", "server.py"),
    "pyarrow": ("data/",),
    "deltalake": ("data/",),
    "dataframely": ("data/",),
    "app": (),
    "server": (),
    "tests": (),
    "benchmarks": (),
    "scripts": (),
}
PARQUET = re.compile(r"(read|scan|sink|write|to)_(parquet|delta|ipc|csv)")
WIDGETS = re.compile(
    r"(button|checkbox|toggle|radio|selectbox|multiselect|slider|select_slider|pills|segmented_control|feedback"
    r"|data_editor|file_uploader|camera_input|color_picker|text_area|\w+_input|form_submit_button|download_button)"
)
REACH = re.compile(r"(^|_)reach(_|$)", re.IGNORECASE)
ADDS = {"sum", "cumsum", "nansum", "fsum", "sum_horizontal"}
# Also what adds weights or products, and what NumPy and operator call adding.
ADDS_PEOPLE = {*ADDS, "nancumsum", "cum_sum", "rolling_sum", "bincount", "dot", "einsum", "inner", "matmul"}
ADDITION = re.compile(r"(np|numpy|operator)\.i?add\b")
# Rows to facts, facts to figures, campaigns over days, people; the course of a goal, day upon day; and, for how certain
# a comparison is, the squares of posts over months and accounts, and the weights of what may be true.
COMBINERS = (
    *("metrics/roll_up.py", "metrics/combine.py", "metrics/campaigns.py", "metrics/bounds.py"),
    *("metrics/course_days.py", "metrics/usual_course.py"),
    *("metrics/peers/units.py", "metrics/peers/league.py"),
)
SILENCER = re.compile(r"#\s*(noqa|type:\s*ignore)(?P<rest>.*)", re.IGNORECASE)
REASONED = re.compile(r"(:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*\s+--|\[[\w, -]+\]\s+#)\s*\S.{9,}")
LONGEST = {"app.py": 80, "pages/": 120, "": 300}


@dataclass(frozen=True)
class Module:
    """One Python file of the product."""

    path: str
    source: str

    @property
    def tree(self) -> ast.Module:
        """Its syntax."""
        return ast.parse(self.source)

    @property
    def calls(self) -> list[ast.Call]:
        """Every call in it."""
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.Call)]

    def within(self, *places: str) -> bool:
        """Whether it is one of the places: files, or folders ending in a slash."""
        return any(self.path == place or (place.endswith("/") and self.path.startswith(place)) for place in places)


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def words(node: ast.AST) -> Iterator[str]:
    """Every name and text in a piece of code."""
    for part in ast.walk(node):
        for field in ("id", "attr", "arg", "value"):
            if isinstance(word := getattr(part, field, None), str):
                yield word


def libraries_stay_in_their_place(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or "."]
        for name in {name.split(".")[0] for name in names} & LIBRARIES.keys():
            if not module.within(*LIBRARIES[name]):
                yield f"imports {name}"


def tables_are_read_and_written_in_data(module: Module) -> Iterator[str]:
    if not module.within("data/"):
        yield from (f"calls {called(call)}" for call in module.calls if PARQUET.fullmatch(called(call)))


def only_the_view_keeps_state(module: Module) -> Iterator[str]:
    if not module.within("ui/view.py") and "session_state" in words(module.tree):
        yield "touches session_state"


def every_widget_has_a_key(module: Module) -> Iterator[str]:
    if not module.within("app.py", "pages/", "ui/"):
        return
    for call in module.calls:
        widget = isinstance(call.func, ast.Attribute) and WIDGETS.fullmatch(call.func.attr)
        if widget and not {"key", None} & {keyword.arg for keyword in call.keywords}:
            yield f"line {call.lineno}: {called(call)} has no key"


def is_reach(node: ast.AST) -> bool:
    return any(map(REACH.search, words(node)))


def adds_reach(node: ast.BinOp | ast.AugAssign | ast.Call) -> bool:
    """Whether it adds what is called reach, alone or beside other columns."""
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Add) and is_reach(node.left) and is_reach(node.right)
    if isinstance(node, ast.AugAssign):
        return isinstance(node.op, ast.Add) and is_reach(node.value)
    if called(node) in ("agg", "aggregate", "transform"):
        return any(is_reach(part) and ADDS_PEOPLE & {*words(part)} for part in aggregations(node))
    handed = [ast.unparse(part) for part in (node.func, *node.args) if isinstance(part, ast.Attribute)]
    return (called(node) in ADDS_PEOPLE or any(map(ADDITION.match, handed))) and is_reach(node)


def aggregations(call: ast.Call) -> Iterator[ast.AST]:
    """What is asked of each column: every pair of a mapping and every keyword, or else the call as a whole."""
    mappings = [node for node in call.args if isinstance(node, ast.Dict)]
    for mapping in mappings:
        for key, value in zip(mapping.keys, mapping.values, strict=True):
            yield ast.Tuple(elts=[key or ast.Constant(""), value])
    yield from call.keywords
    if not mappings and not call.keywords:
        yield call


def reach_is_never_summed(module: Module) -> Iterator[str]:
    if module.within("metrics/bounds.py", "data/demo/"):
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.BinOp | ast.AugAssign | ast.Call) and adds_reach(node):
            yield f"line {node.lineno}: {ast.unparse(node)[:120]}"


def only_combiners_add(module: Module) -> Iterator[str]:
    if not module.within("app.py", "charts/", "metrics/", "pages/", "reports/", "ui/") or module.within(*COMBINERS):
        return
    for call in module.calls:
        counts = called(call) == "sum" and isinstance(call.func, ast.Name)  # of a list in hand, as in a sentence
        grouped = called(call) in ("agg", "aggregate", "pivot_table", "resample") and ADDS & {*words(call)}
        if (called(call) in ADDS and not counts) or grouped:
            yield f"line {call.lineno}: {ast.unparse(call)[:120]}"


def nothing_is_shown_as_markup(module: Module) -> Iterator[str]:
    yield from (f"line {call.lineno}" for call in module.calls if "unsafe_allow_html" in {k.arg for k in call.keywords})


def rules_are_silenced_with_a_reason(module: Module) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(module.source).readline):
        silenced = SILENCER.search(token.string) if token.type == tokenize.COMMENT else None
        if silenced and not REASONED.fullmatch(silenced["rest"]):
            yield f"line {token.start[0]}: {token.string}"


def modules_are_short(module: Module) -> Iterator[str]:
    longest = next(lines for place, lines in LONGEST.items() if not place or module.within(place))
    if (lines := module.source.count("\n")) > longest:
        yield f"{lines} lines; at most {longest}"


# rule: (path, planted offence, near thing that is allowed)
RULES: dict[Callable[[Module], Iterator[str]], list[tuple[str, str, str]]] = {
    libraries_stay_in_their_place: [
        ("charts/trend.py", "import streamlit as st", "import pandas as pd"),
        ("charts/trend.py", "import plotly.graph_objects", "from charts import theme"),
        ("pages/reach.py", "from pandas import DataFrame", "import streamlit as st"),
        ("metrics/monthly.py", "import pyarrow.parquet", "import narwhals as nw"),
        ("ui/load.py", "from app import main", "from data.store import open_store"),
    ],
    tables_are_read_and_written_in_data: [("metrics/facts.py", "pl.scan_parquet(path)", "store.scan('posts')")],
    only_the_view_keeps_state: [("ui/cards/__init__.py", "st.session_state['x'] = 1", "view.language")],
    every_widget_has_a_key: [
        ("ui/filters.py", "bar.selectbox('a', [])", "bar.selectbox('a', [], key='a')"),
        ("pages/peers.py", "st.text_input('a')", "st.text('a')"),
    ],
    reach_is_never_summed: [
        ("metrics/web.py", "facts['reach'].sum()", "facts['views'].sum()"),
        ("metrics/web.py", "sum(row.daily_reach for row in days)", "sum(goal.reached for goal in goals)"),
        (
            "charts/trend.py",
            "days.groupby('account').agg({'reach': 'sum'})",
            "days.agg({'reach': 'max', 'views': 'sum'})",
        ),
        ("charts/trend.py", "days.agg(people=('reach', 'sum'))", "days.agg(people=('reach', 'max'))"),
        ("ui/load.py", "np.cumsum(reach_28)", "np.cumsum(views)"),
        ("metrics/rows.py", "total = row.reach_low + other.reach_low", "total = row.views + other.views"),
        ("metrics/rows.py", "total += row['reach']", "total += row['reached']"),
        (
            "metrics/campaigns.py",
            "low = before.reach + (today.reach - yesterday.reach)",
            "low = now.reach - then.reach",
        ),
        ("metrics/combine.py", "np.add.at(table, cell, frame['reach'])", "np.maximum.at(table, cell, frame['reach'])"),
        ("metrics/combine.py", "functools.reduce(operator.add, reach)", "functools.reduce(max, reach)"),
        ("metrics/rows.py", "np.bincount(place, weights=reach_high)", "np.bincount(place, weights=views)"),
        ("metrics/roll_up.py", "nw.col('reach').sum().over('account_id')", "nw.col('reach').max().over('account_id')"),
        ("metrics/roll_up.py", "rows.agg(nw.col('reach').sum())", "rows.agg(nw.col('reach').max())"),
        ("data/check.py", "pl.col('reach').cum_sum()", "seen.add('reach')"),
        (
            "data/check.py",
            "frame.groupby('account')['reach'].agg('sum')",
            "frame.agg({'reach': 'max', 'views': 'sum'})",
        ),
    ],
    only_combiners_add: [
        ("metrics/web.py", "days.groupby('month').agg('sum')", "days.groupby('account').agg('max')"),
        ("charts/trend.py", "frame['views'].sum()", "frame['views'].max()"),
        ("pages/goals.py", "frame.pivot_table(aggfunc='sum')", "sum(goal.reached for goal in goals)"),
    ],
    nothing_is_shown_as_markup: [("pages/reach.py", "st.markdown(name, unsafe_allow_html=True)", "st.markdown(name)")],
    rules_are_silenced_with_a_reason: [
        ("data/files.py", "x = 1  # noqa", "x = 1  # noqa: PTH123 -- Polars takes only text"),
        ("data/files.py", "x = 1  # noqa: PTH123", "x = '# noqa'"),
        (
            "data/files.py",
            "x = 1  # type: ignore[attr-defined]",
            "x = 1  # type: ignore[arg-type]  # the stubs are wrong",
        ),
    ],
    modules_are_short: [
        ("app.py", "x = 1\n" * 81, "x = 1\n" * 80),
        ("pages/reach.py", "x = 1\n" * 121, "x = 1\n" * 120),
        ("metrics/facts.py", "x = 1\n" * 301, "x = 1\n" * 300),
    ],
}
CASES = [
    pytest.param(rule, *case, id=f"{rule.__name__}-{n}")
    for rule, cases in RULES.items()
    for n, case in enumerate(cases)
]


def tracked() -> list[str]:
    """The files of the project: those that git keeps, or all of them where there is no git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=False)
    files = (
        listed.stdout.split("\0")
        if listed.returncode == 0
        else [
            path.relative_to(PROJECT).as_posix()
            for path in PROJECT.rglob("*")
            if not {*path.parts} & {".venv", "__pycache__", ".git"}
        ]
    )
    return sorted(name for name in files if name and (PROJECT / name).is_file())


@pytest.fixture(scope="module")
def product() -> list[Module]:
    """Every Python file of the product."""
    paths = [path for path in tracked() if path.endswith(".py") and path.startswith(PRODUCT)]
    return [Module(path, (PROJECT / path).read_text(encoding="utf-8")) for path in paths]


@pytest.mark.parametrize(("rule", "path", "offence", "allowed"), CASES)
def test_a_planted_offence_is_caught(rule, path, offence, allowed):
    assert list(rule(Module(path, offence + "\n")))
    assert not list(rule(Module(path, allowed.removesuffix("\n") + "\n")))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_project_keeps_the_rule(rule, product):
    assert len(product) > 10
    offences = [f"{module.path} {offence}" for module in product for offence in rule(module)]
    assert not offences, "\n".join(offences)


# Written in two parts, so that this file does not name them.
UNSPEAKABLE = re.compile(
    "|".join(
        re.escape(first + second)
        for first, second in [
            ("pypi", ".org"),
            ("python", "hosted.org"),
            ("npmjs", ".org"),
            ("npmjs", ".com"),
            ("deb.debian", ".org"),
            ("unpkg", ".com"),
            ("jsdelivr", ".net"),
            ("/wo", "rk/"),
            ("/ro", "ot/"),
            ("/ho", "me/"),
        ]
    )
)


@pytest.mark.parametrize("text", ["see https://pypi" + ".org/project/x", "open('/wo" + "rk/shared/x')"])
def test_an_unspeakable_place_is_seen(text):
    assert UNSPEAKABLE.search(text)


def test_no_file_names_a_registry_or_a_place_on_one_machine():
    found = []
    for name in tracked():
        content = (PROJECT / name).read_bytes()
        if b"\0" not in content[:4096] and not name.endswith(".min.js"):
            lines = content.decode("utf-8").splitlines()
            found += [
                f"{name}:{number}: {line[:120]}" for number, line in enumerate(lines, 1) if UNSPEAKABLE.search(line)
            ]
    assert not found, "\n".join(found)
