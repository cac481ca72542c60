"""Charts, cards and tables as they stand in the browser, behind the real front and its policy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reading import settled, visit
from tests.browser.server import Server

# As they stand: the left column, the right one, and the row below.
LINES, BARS, STRIP, COLUMNS, BAND, SCATTER, JUDGED, JUDGED_LINE, INTERVALS = range(9)
WIDTH = "svg => svg.getBoundingClientRect().width"
SIZES = [(1440, "light"), (820, "dark"), (390, "light")]


@pytest.fixture(scope="module")
def figures(serve: Callable[..., Server]) -> str:
    return serve("tests/browser/apps/figure_server.py").url


@pytest.fixture(scope="module")
def shown(chromium: Browser, figures: str) -> Iterator[Page]:
    """The page of 1440 × 900 in Swedish, for all that read it and leave it as it is but for what they point at."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="sv-SE")
    yield visit(context.new_page(), figures)
    context.close()


def named(page: Page, title: str) -> Any:
    return page.locator(".gs-figure").filter(has=page.get_by_role("heading", name=title))


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_everything_fits_and_nothing_fails(
    figures: str, new_page: Callable[..., Page], axe: Any, width: int, scheme: str
):
    page = visit(new_page(viewport={"width": width, "height": 900}, color_scheme=scheme), figures)
    assert page.locator(".gs-figure .main-svg").count() >= 9
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    wider = """() => [...document.querySelectorAll('.gs-figure, .gs-cards, .gs-tag, .gs-stage svg')].filter(
        (e) => e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1).length"""
    assert page.evaluate(wider) == 0
    cards = page.locator(".gs-card").evaluate_all(
        "cards => new Set(cards.map(card => card.getBoundingClientRect().left)).size"
    )
    assert cards == {1440: 4, 820: 2, 390: 1}[width]
    axe(page)


def test_labels_stand_inside_and_clear_of_each_other(shown: Page):
    boxes = shown.locator(".gs-end").evaluate_all(
        "all => all.map(e => { const b = e.getBoundingClientRect(), s = e.parentElement.getBoundingClientRect();"
        " return [b.top - s.top, b.bottom - s.top, s.right - b.right, e.scrollWidth - e.clientWidth] })"
    )
    assert len(boxes) == 4
    boxes.sort()
    assert all(right >= 0 and cut == 0 for _, _, right, cut in boxes)
    assert all(below[0] - above[0] >= 16 for above, below in pairwise(boxes))


def test_a_chart_is_a_figure_with_its_facts_as_text(shown: Page):
    chart = named(shown, "Plats 4–6 av 10")
    expect(chart.get_by_role("figure")).to_have_attribute("aria-label", "Plats 4–6 av 10 Diagram med 10 punkter.")
    expect(chart.locator("table")).to_have_count(0)
    chart.get_by_text("Visa som tabell").press("Enter")
    expect(chart.get_by_role("columnheader")).to_have_text(["Region", "Per 1 000"])
    expect(chart.get_by_role("row")).to_have_count(11)
    expect(chart.get_by_role("region")).to_have_attribute("tabindex", "0")


def test_months_and_numbers_follow_the_language(figures: str, page: Page):
    swedish = visit(page, figures).locator(".gs-plot").nth(LINES).inner_text()
    assert "15\u00a0000" in swedish
    assert "jan" in swedish
    assert "Jan" not in swedish
    assert page.evaluate("document.documentElement.lang") == "sv"
    english = visit(page, f"{figures}?lang=en").locator(".gs-plot").nth(LINES).inner_text()
    assert "15,000" in english
    assert "Jan" in english
    assert page.evaluate("document.documentElement.lang") == "en"
    expect(page.get_by_text("Show as table").first).to_be_visible()


def test_no_line_crosses_a_break_or_a_missing_month(shown: Page):
    traces = shown.locator(".gs-plot").nth(LINES).locator(".scatterlayer .trace")
    pieces = traces.evaluate_all(
        "all => all.map(trace => [...trace.querySelectorAll('.js-line')]"
        ".reduce((sum, line) => sum + (line.getAttribute('d').match(/M/g) ?? []).length, 0))"
    )
    assert sorted(pieces) == [2, 2, 2, 3]  # one break for all, and one channel lacks two months


def test_an_unfinished_month_is_an_outline(shown: Page):
    last = shown.locator(".gs-plot").nth(COLUMNS).locator(".bars .point path").last
    assert last.evaluate("bar => getComputedStyle(bar).fill") == "rgb(255, 255, 255)"
    assert last.evaluate("bar => getComputedStyle(bar).stroke") == "rgb(11, 79, 138)"


def pictured(page: Page, at: int) -> Any:
    """One picture with the labels over it."""
    return page.locator(".gs-stage").nth(at)


PATHS = "stage => [...stage.querySelectorAll('.shapelayer path')].map(path => path.getAttribute('d'))"


SHAPES = "all => all.map(point => point.getAttribute('d'))"


def test_what_was_expected_is_a_stepped_field_with_a_gap(shown: Page):
    for at in (JUDGED, JUDGED_LINE):
        fields = [path for path in pictured(shown, at).evaluate(PATHS) if "V" in path]
        assert [path.count("V") for path in fields] == [14, 6]  # a step up and one down for each month
        assert not set("CQLSA") & set("".join(fields))  # never smoothed


def test_a_wide_range_does_not_flatten_the_figures(shown: Page):
    ticks = shown.locator(".gs-plot").nth(JUDGED).locator(".ytick").all_text_contents()
    assert max(int(tick.replace("\u00a0", "")) for tick in ticks) < 3_000  # July may be 9 000; no month is above 1 500


def test_months_that_stand_out_are_marked_by_shape_and_named_once(shown: Page):
    for at in (JUDGED, JUDGED_LINE):
        picture = pictured(shown, at)
        traces = picture.locator(".scatterlayer .trace").all()[-2:]
        clear, probably = (trace.locator(".point").evaluate_all(SHAPES) for trace in traces)
        assert (len(clear), len(probably)) == (1, 1)
        assert clear != probably
        named = [*picture.locator(".gs-said").all_inner_texts(), *key_of(shown, at)]
        assert sorted({*named} - {"normal variation"}) == ["troligt skifte", "tydlig förändring"]
        assert [*picture.locator(".gs-usual").all_inner_texts(), *key_of(shown, at)].count("normal variation") <= 1


def key_of(page: Page, at: int) -> list[str]:
    """What stands above a picture, as it had no room in it."""
    return page.locator(".gs-figure").nth(at).locator(".gs-key li").all_inner_texts()


def test_the_field_is_named_on_a_wide_picture_and_on_a_phone(figures: str, new_page: Callable[..., Page]):
    phone = visit(new_page(viewport={"width": 390, "height": 900}), figures)
    assert key_of(phone, JUDGED)[0] == "normal variation"
    wide = visit(new_page(viewport={"width": 2400, "height": 900}), figures)
    label = pictured(wide, JUDGED).locator(".gs-usual")
    expect(label).to_have_text("normal variation")
    plot = pictured(wide, JUDGED).locator(".nsewdrag")
    left, right = (one.evaluate("one => one.getBoundingClientRect()") for one in (label, plot))
    assert left["left"] > right["right"]


def test_hover_tells_the_verdict_and_the_range_over_the_marks(shown: Page):
    stage = pictured(shown, JUDGED)
    stage.press("Home")
    for _ in range(4):
        stage.press("ArrowRight")
    hover = stage.locator(".hoverlayer")
    for text in ("maj 2025", "1\u00a0500", "tydlig förändring (väntat 700–1\u00a0100)"):
        expect(hover).to_contain_text(text)
    assert stage.locator(".gs-said").evaluate_all("all => all.map(one => getComputedStyle(one).opacity)") == ["0"]
    heard = shown.locator(".gs-figure").nth(JUDGED).locator("[aria-live]")
    expect(heard).to_contain_text("Interaktioner: 1\u00a0500, väntat lägst: 700, väntat högst: 1\u00a0100")
    expect(heard).to_have_text(re.compile("omdöme: tydlig förändring$"))  # a month without a remark has none read


def test_an_interval_without_a_highest_fades_out_from_its_lowest(shown: Page):
    stage = pictured(shown, INTERVALS)
    fade = stage.locator(".gs-open")
    expect(fade).to_have_count(1)
    assert "gradient" in fade.evaluate("fade => getComputedStyle(fade).backgroundImage")
    bars = stage.locator(".bars .point path")
    edges = "bar => { const b = bar.getBoundingClientRect(); return [b.left, b.right, b.bottom] }"
    boxes, opened = [bar.evaluate(edges) for bar in bars.all()], fade.evaluate(edges)
    assert any(all(abs(one - other) < 2 for one, other in zip(box, opened, strict=True)) for box in boxes)
    expect(stage.locator(".gs-said")).to_have_text("minst så många")
    stage.press("Home")
    stage.press("ArrowRight")
    expect(stage.locator(".hoverlayer")).to_contain_text("minst 38\u00a0000")
    stage.press("ArrowRight")
    heard = shown.locator(".gs-figure").nth(INTERVALS).locator("[aria-live]")
    expect(heard).to_contain_text("mars 2025, Räckvidd: saknas")


def test_data_is_text_and_never_markup(shown: Page):
    assert shown.evaluate("window.hacked === undefined")
    assert shown.locator(".gs img, .gs b").count() == 0
    for place in (shown.locator(".gs-plot").nth(BARS), shown.locator(".gs-card").last, shown.locator(".gs-table")):
        assert "<b>Fet</b>" in (place.text_content() or "")


def stepped(page: Page) -> None:
    """The page after the figures have changed."""
    page.get_by_role("slider").first.press("ArrowRight")
    expect(page.locator(".gs-value").first).to_have_text("58\u00a0201")
    settled(page)


def test_a_change_redraws_what_changed_and_keeps_the_rest(figures: str, page: Page):
    visit(page, figures)
    counts = "all => all.map(e => Number(e.dataset.drawn))"
    assert page.locator(".gs-figure").evaluate_all(counts) == [1] * 9
    page.evaluate("document.querySelectorAll('.gs-plot').forEach((plot, at) => { plot.mine = at })")
    stepped(page)
    after = page.locator(".gs-figure").evaluate_all(counts)
    assert [after[at] for at in (LINES, STRIP, COLUMNS, BARS, SCATTER, JUDGED)] == [2, 2, 2, 1, 1, 1]
    assert page.locator(".gs-plot").evaluate_all("plots => plots.map(plot => plot.mine)") == list(range(9))


def test_a_rerun_sends_little(figures: str, page: Page):
    received: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    visit(page, figures)
    received.clear()
    stepped(page)
    assert 0 < sum(received) < 20_000  # four cards, nine charts and a table


def test_arrow_keys_walk_the_points(figures: str, page: Page):
    visit(page, figures)
    chart = named(page, "Följarna ökade")
    stage = chart.get_by_role("group", name="Piltangenterna")
    stage.press("Home")
    first = "Månad: 2023-01, Facebook: 3\u00a0000, Instagram: 6\u00a0000, LinkedIn: 9\u00a0000, YouTube: 8\u00a0900"
    expect(chart.locator("[aria-live]")).to_have_text(first)
    expect(chart.locator(".hoverlayer")).to_contain_text("januari 2023")
    stage.press("End")
    expect(chart.locator(".hoverlayer")).to_contain_text("december 2025")


def test_csv_is_what_a_swedish_spreadsheet_reads(figures: str, page: Page):
    visit(page, figures)
    with page.expect_download() as download:
        page.locator(".gs-table").get_by_role("button", name="Ladda ner CSV").click()
    assert download.value.suggested_filename == "inlagg.csv"
    content = Path(download.value.path()).read_bytes().decode("utf-8")
    quoted = '"<img src=x onerror=""window.hacked=1""><b>Fet</b> & ""=1+1"""'
    assert content == f"\ufeffInlägg;Interaktioner\r\n{quoted};231000\r\nÖppet hus;\r\n"


def test_a_cell_leads_to_the_web_and_nowhere_else(figures: str, page: Page):
    visit(page, figures)
    links = page.locator(".gs-table td a, .gs-table th a")
    expect(links).to_have_count(1)
    expect(links).to_have_attribute("href", "https://example.org/p/1")
    expect(links).to_have_attribute("rel", "noopener noreferrer")
    expect(links).to_contain_text("<b>Fet</b>")
    expect(page.locator(".gs-table").get_by_role("row", name="Öppet hus").locator("a")).to_have_count(0)


FIELDS = {
    "=1+1": "'=1+1",
    "@a": "'@a",
    "-5": "-5",
    "-a": "'-a",
    "+46": "+46",
    "\tx": "'\tx",
    "=a\n": '"\'=a\n"',
    "a;b": '"a;b"',
    4.5: "4,5",
}


@pytest.fixture
def modules(figures: str, page: Page) -> Page:
    """A page where our modules can be called by themselves."""
    page.goto(f"{figures}/app/static/README.md")
    return page


def test_no_text_in_csv_begins_a_formula(modules: Page):
    made = modules.evaluate(
        "async (rows) => (await import('/app/static/table.js')).csv({columns: ['a'], rows}, 'sv')",
        [[value] for value in FIELDS],
    )
    assert made == "\ufeff" + "".join(f"{field}\r\n" for field in ["a", *FIELDS.values()])


def test_labels_are_spread_without_covering(modules: Page):
    spread = "async ([places, low, high]) => (await import('/app/static/layout.js')).spread(places, low, high)"
    assert modules.evaluate(spread, [[100, 20], 0, 300]) == [100, 20]
    assert modules.evaluate(spread, [[50, 50, 52], 0, 300]) == [50, 67, 84]
    assert modules.evaluate(spread, [[298, 299], 0, 300]) == [283, 300]


def test_help_opens_by_keyboard_and_stays_open(figures: str, page: Page):
    visit(page, figures)
    ask = page.get_by_role("button", name="Vad Följarrelationer betyder")
    explanation = page.get_by_text("Summan av kanalernas följare.")
    expect(explanation).to_be_hidden()
    ask.press("Enter")
    expect(ask).to_have_attribute("aria-expanded", "true")
    expect(explanation).to_be_visible()
    stepped(page)
    expect(explanation).to_be_visible()


def test_the_picture_follows_the_width(figures: str, page: Page):
    wide = visit(page, figures).locator(".gs-plot .main-svg").first.evaluate(WIDTH)
    page.set_viewport_size({"width": 390, "height": 900})
    page.wait_for_function("() => document.querySelector('.gs-plot .main-svg').getBoundingClientRect().width < 390")
    assert wide > 390


def test_the_server_called_nobody(serve: Callable[..., Server], page: Page):
    server = serve("tests/browser/apps/figure_server.py")
    visit(page, server.url)
    assert server.outside_calls == []
