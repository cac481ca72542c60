"""The reference data hold what SCB and SKR publish."""

from __future__ import annotations

import polars as pl

from data.reference import municipalities, population, regions, skr_groups
from data.reference.__main__ import make

YEARS = {*range(1990, 2020), 2024}
NATIONAL_TOTAL_2024 = 10_587_710
IN_A_MUNICIPALITY = pl.col("code").str.len_chars() == 4


def test_290_municipalities_lie_in_21_regions():
    assert municipalities().height == municipalities()["code"].n_unique() == 290
    assert regions().height == regions()["code"].n_unique() == 21
    assert set(municipalities()["county_code"]) == set(regions()["code"])
    assert municipalities().filter(pl.col("code").str.slice(0, 2) != pl.col("county_code")).is_empty()


def test_codes_are_text_with_their_zeros():
    assert municipalities().filter(name="Upplands Väsby")["code"].to_list() == ["0114"]
    assert regions().filter(code="01")["name"].to_list() == ["Region Stockholm"]


def test_inhabitants_add_up_to_the_national_total():
    of_2024 = population().filter(year=2024)
    assert of_2024.filter(IN_A_MUNICIPALITY)["inhabitants"].sum() == NATIONAL_TOTAL_2024
    assert of_2024.filter(~IN_A_MUNICIPALITY)["inhabitants"].sum() == NATIONAL_TOTAL_2024
    assert of_2024.filter(code="01")["inhabitants"].to_list() == [2_473_307]


def test_every_place_has_its_inhabitants_in_every_year_and_no_year_is_guessed():
    assert set(population()["year"]) == YEARS
    assert population().select("code", "year").is_duplicated().sum() == 0
    assert population().height == (290 + 21) * len(YEARS)
    assert population().filter(pl.col("inhabitants") <= 0).is_empty()


def test_every_municipality_has_a_group_in_both_years():
    per_year = skr_groups().group_by("year").agg(pl.col("code").n_unique(), pl.col("group_code").n_unique())
    assert per_year.sort("year").rows() == [(2017, 290, 9), (2023, 290, 9)]
    wide = skr_groups().pivot("year", index="code", values="group_code")
    assert wide.filter(pl.col("2017") != pl.col("2023")).height == 33
    assert skr_groups().null_count().sum_horizontal().item() == 0


def test_the_files_are_made_from_csv(tmp_path):
    (tmp_path / "kommuner.csv").write_text(
        "kommun_kod,kommun,kommun_officiellt_namn,lan_kod,skr_2017,skr_2017_namn,skr_2023,skr_2023_namn\n"
        "0180,Stockholm,Stockholms kommun,01,A1,Storstäder,A1,Storstäder\n"
        "0114,Upplands Väsby,Upplands Väsby kommun,01,A2,Pendling,A2,Pendling\n"
    )
    (tmp_path / "folkmangd_kommun_long.csv").write_text(
        "kommun_kod,kommun,lan_kod,ar,folkmangd\n0180,Stockholm,01,2024,900\n0114,Upplands Väsby,01,2024,50\n"
    )
    (tmp_path / "regioner.csv").write_text("lan_kod,lan,region_namn_skr\n01,Stockholms län,Region Stockholm\n")
    (tmp_path / "skr_kommungrupper.csv").write_text("kod,huvudgrupp\nA1,Storstäder m.m.\nA2,Storstäder m.m.\n")
    make(tmp_path, tmp_path)
    made = pl.read_parquet(tmp_path / "population.parquet")
    assert made.rows() == [("01", 2024, 950), ("0114", 2024, 50), ("0180", 2024, 900)]
    for name, loader in (("municipalities", municipalities), ("regions", regions), ("skr_groups", skr_groups)):
        assert pl.read_parquet(tmp_path / f"{name}.parquet").schema == loader().schema
