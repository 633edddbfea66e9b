"""The least that Streamlit can show: what the first screen's time is measured against."""

import streamlit as st

st.write("En linje.")
