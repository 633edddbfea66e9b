"""Figures worked out by hand from one small workbook, with the arithmetic beside each number."""
