"""Spreadsheet to database and back. Knows nothing of Streamlit."""
