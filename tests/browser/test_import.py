"""An empty folder becomes a dashboard, by files alone, in the browser; and what was read in is taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.reading import settled, visit
from tests.browser.server import Server
from tests.exports import meta_posts, meta_series

HOSTILE = "<script>document.title='stulen'</script>=HYPERLINK(\"http://ond.example\") **å** ![x](http://ond.example/x)"
VIEWS = [100] * 29 + [500]
# The parts of Streamlit's date field are small; the same is chosen in the calendar that its button opens (2.5.8).
DATE_FIELD = ("target-size",)
Named = dict[str, bytes]


@pytest.fixture
def empty(serve: Callable[..., Server], tmp_path: Path) -> Iterator[Server]:
    """The app on an empty folder with a name of its own."""
    folder = tmp_path / "våra siffror"
    folder.mkdir()
    server = serve(store=folder)
    yield server
    server.stop()


@pytest.fixture
def tall(new_page: Callable[..., Page]) -> Page:
    """A page on which everything stands at once: a list closes when what it belongs to is scrolled."""
    return new_page(viewport={"width": 1440, "height": 3200})


def hand_in(page: Page, files: Named) -> None:
    payload: list[FilePayload] = [
        {"name": name, "mimeType": "text/csv", "buffer": content} for name, content in files.items()
    ]
    page.locator("input[type=file]").set_input_files(payload)
    expect(page.get_by_role("heading", name="Det här skulle ändras")).to_be_visible()
    settled(page)


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=re.compile(label)).first.click()
    page.get_by_role("option", name=option).first.click()
    settled(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def begin(page: Page, url: str) -> None:
    """The first organisation of an empty folder."""
    visit(page, url)
    press(page, "Läs in filer")
    page.wait_for_url("**/data**")
    settled(page)
    page.get_by_role("textbox", name="Namn").fill("Umeå kommun")
    press(page, "Lägg till organisationen")
    expect(page.get_by_text("Filer från plattformarna")).to_be_visible()
    settled(page)


def row(page: Page, caption: str, name: str) -> list[str]:
    """The cells of a table's row."""
    table = page.get_by_role("table", name=caption)
    return table.get_by_role("row").filter(has_text=name).first.locator("th, td").all_inner_texts()


def away_and_back(page: Page) -> None:
    """To another page and back by the menu."""
    page.get_by_role("link", name="Ordlista").click()
    expect(page.get_by_text("Filer från plattformarna")).to_be_hidden()
    page.get_by_role("link", name="Underlag").click()
    expect(page.get_by_text("Filer från plattformarna")).to_be_visible()
    settled(page)


def again_and_taken_back(page: Page, url: str, file: Named) -> None:
    """A file that is known is handed in again and changes nothing; then its import is undone."""
    visit(page, f"{url}/data?part=files")
    hand_in(page, file)
    choose(page, "Vilken kanal", "Umeå kommun")
    assert "De säger det som datalagret redan vet." in page.inner_text("body")
    visit(page, f"{url}/data?part=files")
    choose(page, "Ångra en inläsning", "Visningar.csv")
    press(page, "Ångra …")
    press(page, "Ångra inläsningen")
    expect(page.get_by_text("Inläsningen är ångrad.")).to_be_visible()
    settled(page)
    visit(page, f"{url}/data?part=behind&metric=views&period=2025-09")
    assert "Visningar.csv" not in page.inner_text("body")


def test_an_empty_folder_becomes_a_dashboard_and_an_import_is_taken_back(
    empty: Server, tall: Page, axe: Callable[..., None]
) -> None:
    begin(tall, empty.url)
    axe(tall)
    files = {
        "Facebook reach.csv": meta_series("Facebook reach", [60 + day for day in range(30)]),
        "Visningar.csv": meta_series("Views", VIEWS),
        "Inlägg.csv": meta_posts({"Title": HOSTILE}),
        "skadad.csv": b"Facebook follows;\nDate;Primary\n2025-09-01T00:00:00;4\n",
    }
    hand_in(tall, files)
    assert "Excel" in row(tall, "Filer som inte kan läsas in", "skadad.csv")[1]
    choose(tall, "Vilken plattform", "Facebook")
    axe(tall, without=DATE_FIELD)
    assert "30" in row(tall, "Filer", "Visningar.csv")
    assert "30 nya dagar" in tall.inner_text("body")
    away_and_back(tall)
    expect(tall.get_by_role("button", name="Läs in 3 filer")).to_be_visible()
    days = tall.get_by_role("figure").locator(".xtick text").all_text_contents()
    assert days
    assert all(re.match(r"\d+ (aug|sep|okt)", day) for day in days), days
    tall.get_by_role("textbox", name="Ditt namn").fill("Åsa <b>Öberg</b>")
    press(tall, "Läs in 3 filer")
    expect(tall.get_by_text("3 filer är inlästa")).to_be_visible(timeout=30_000)
    settled(tall)
    axe(tall)
    assert "Åsa <b>Öberg</b>" in row(tall, "Inlästa filer", "Visningar.csv")

    visit(tall, f"{empty.url}/?period=2025-09")
    assert re.search(r"Visningar: 3\s400 i september 2025", tall.inner_text("body"))
    visit(tall, f"{empty.url}/reach?period=2025-09")
    assert HOSTILE[:60] in tall.inner_text("body")
    assert tall.title() != "stulen"

    again_and_taken_back(tall, empty.url, {"Visningar.csv": files["Visningar.csv"]})
    assert empty.outside_calls == []


def test_our_template_is_downloaded_where_files_are_handed_in_and_is_known_again(empty: Server, tall: Page) -> None:
    begin(tall, empty.url)
    with tall.expect_download() as downloading:
        press(tall, "Ladda ner vår mall, för det som ingen plattform vet")
    template = Path(downloading.value.path()).read_bytes()
    assert downloading.value.suggested_filename == "genomslag-mall.xlsx"
    hand_in(tall, {"genomslag-mall.xlsx": template})
    assert "Ingenting är ifyllt." in tall.inner_text("body")
