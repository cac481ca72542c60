"""Streamlit pieces that the pages share: the view, the filters, notices and ways to show things."""
