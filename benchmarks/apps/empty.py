"""The least a Streamlit page with a filter can be: one select box and one line. What Streamlit itself costs."""

import os

import streamlit as st

months = os.environ["BENCH_MONTHS"].split("|")
st.title("Empty")
month = st.selectbox("Period", months, key="period_one")
st.text(f"The period is {month}.")
