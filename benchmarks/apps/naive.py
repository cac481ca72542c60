"""The overview as it is usually written: pandas, plotly.express, st.metric and st.plotly_chart.

It reads the same demo store and shows as many charts as our overview (BENCH_CHARTS), four cards and a table.
"""

import os
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

STORE = Path(os.environ["BENCH_STORE"])
MONTHS = os.environ["BENCH_MONTHS"].split("|")  # newest first, as they are read
CHARTS = int(os.environ["BENCH_CHARTS"])
COUNTS = ["followers", "views", "reactions", "comments", "shares", "posts_published"]


@st.cache_data
def load():
    accounts = pd.read_parquet(STORE / "accounts.parquet")
    own = pd.read_parquet(STORE / "organisations.parquet").query("own")
    days = pd.read_parquet(STORE / "account_days.parquet").merge(accounts, on="account_id").merge(own, on="org_id")
    posts = pd.read_parquet(STORE / "posts.parquet").merge(accounts, on="account_id").merge(own, on="org_id")
    days["month"] = pd.to_datetime(days["date"]).dt.to_period("M").dt.to_timestamp()
    posts["month"] = posts["published_at"].dt.tz_localize(None).dt.to_period("M").dt.to_timestamp()
    return days, posts


st.set_page_config(page_title="Naive", layout="wide")
days, posts = load()
chosen = st.selectbox("Period", MONTHS, key="period_one")
newest = days["month"].max()
month = newest - pd.DateOffset(months=MONTHS.index(chosen))
before = month - pd.DateOffset(months=1)
shown = days[days["month"] <= month]

st.title(f"Overview, {chosen}")
for column, name in zip(st.columns(4), ["followers", "views", "reactions", "posts_published"], strict=True):
    now, then = (days.loc[days["month"] == one, name].sum() for one in (month, before))
    column.metric(name, f"{now:,.0f}", f"{now - then:,.0f}")

by_platform = shown.groupby(["month", "platform"], as_index=False)[COUNTS].sum()
in_month = posts[posts["month"] == month]
figures = [
    px.line(by_platform, x="month", y="followers", color="platform", title="Followers"),
    px.bar(by_platform, x="month", y="views", color="platform", title="Views"),
    px.line(by_platform, x="month", y="reactions", color="platform", title="Reactions"),
    px.bar(in_month, x="topic", y="reactions", color="platform", title="Reactions by topic"),
    px.bar(by_platform, x="month", y="comments", color="platform", title="Comments"),
    px.scatter(in_month, x="reach", y="reactions", color="platform", title="Posts"),
]
columns = st.columns(2)
for number in range(CHARTS):
    columns[number % 2].plotly_chart(figures[number % len(figures)], key=f"chart_{number}")
top = in_month.sort_values("reactions", ascending=False).head(10)
st.dataframe(top[["published_at", "platform", "caption", "reactions", "comments", "shares"]], hide_index=True)
