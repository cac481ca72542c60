"""What the comparison page says: readable whatever is missing, among three as among 290, and the same every time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.demo.generator import write_demo
from data.store import open_store
from locales import LANGUAGES
from metrics.facts import Facts, build_facts
from metrics.peers.measures import Per, pers, private_metrics, public_metrics
from metrics.period import Period
from tests.charts.peers.drawn import figure
from tests.peer_stores import PEER_STORES
from tests.stores import drawn, facts_of, periods
from tests.ui.peers.told import evidence, pictures, texts
from ui.peers.choices import Asked
from ui.peers.evidence import Evidence

PROJECT = Path(__file__).parents[3]
OCTOBER, TODAY = Period.parse("2026-10"), date(2026, 11, 3)
MEASURES = [(one.id, per) for one in (*public_metrics(), *private_metrics()) if not one.unique for per in pers(one)]
UNSAYABLE = re.compile(r"\b[Nn]a[Nn]\b|\bNone\b|\binf\b|\{\w*\}|  |−?\d*e[+-]\d")


def check(found: Evidence) -> None:
    """What stands there can be read and drawn."""
    unsayable = [text for text in texts(found) if UNSAYABLE.search(text)]
    assert not unsayable
    assert found.answer
    if found.ranked > 1:
        for chart in pictures(found):
            figure(chart)


@drawn(4)
@given(st.data())
def test_it_reads_well_whatever_is_missing(data: st.DataObject) -> None:
    """One post, none at all, followers only, silence, one viral post, no sizes, one platform or several."""
    store = data.draw(PEER_STORES)
    with facts_of(store.tables, store.today) as facts:
        for code in LANGUAGES:
            period = data.draw(periods(store))
            for metric, per in data.draw(st.lists(st.sampled_from(MEASURES), min_size=6, max_size=6, unique=True)):
                check(evidence(facts, "o0", period, "all", Asked(metric, per), code))


@pytest.fixture(scope="module")
def sector(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated store of 20 regions and 290 municipalities, of October alone."""
    folder = tmp_path_factory.mktemp("sector")
    write_demo(folder, organisations=311, years=0.1)
    return folder


@pytest.fixture(scope="module")
def facts(sector: Path) -> Facts:
    return build_facts(open_store(str(sector)), today=TODAY)


def municipalities(facts: Facts, count: int) -> list[str]:
    table = facts.organisations
    return list(table["org_id"][table["sector"] == "municipality"][:count])


@pytest.mark.parametrize("count", [3, 8, 21, 60, 290])
@pytest.mark.parametrize(("metric", "per"), [("interactions", Per.FOLLOWERS_POST), ("followers", Per.INHABITANTS)])
def test_it_reads_well_among_three_and_among_290(facts: Facts, count: int, metric: str, per: Per) -> None:
    own, *others = municipalities(facts, count)
    for code in LANGUAGES:
        found = evidence(facts, own, OCTOBER, f"picked:{','.join(others)}", Asked(metric, per), code)
        check(found)
        assert found.ranked > 0.7 * count
        assert len(found.table.rows) == count


def test_a_small_place_has_few_of_its_group_named_and_all_of_them_in_the_table(facts: Facts) -> None:
    own, *others = municipalities(facts, 290)
    found = evidence(facts, own, OCTOBER, f"picked:{','.join(others)}", Asked("interactions", Per.FOLLOWERS_POST))
    assert len(found.places.figure["layout"]["yaxis"]["ticktext"]) == 1
    assert max(map(len, (found.answer, *found.more))) < 400


def test_the_same_view_has_the_same_words_in_a_fresh_process(sector: Path, facts: Facts) -> None:
    own, *others = municipalities(facts, 21)
    group = f"picked:{','.join(others)}"
    asked = Asked("interactions", Per.FOLLOWERS_POST)
    first = evidence(facts, own, OCTOBER, group, asked)
    command = [sys.executable, "-m", "tests.ui.peers.told", str(sector), own, "2026-10", group, *vars(asked).values()]
    run = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7"})
    said, drawn_anew = json.loads(run.stdout)
    assert said == texts(first)
    assert drawn_anew == [json.loads(json.dumps(chart.figure)) for chart in pictures(first)]
