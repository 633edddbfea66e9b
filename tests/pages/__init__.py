"""Tests of app.py and its pages, run as Streamlit runs them but without a browser."""
