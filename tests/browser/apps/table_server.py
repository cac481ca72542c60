"""The table behind the real front: compressed files, content security policy, early starts."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from server import Front, warm

app = st.App(Path(__file__).parent / "table_app.py", lifespan=warm, middleware=[Middleware(Front)])
