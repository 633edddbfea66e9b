"""The Helgelandlegen dashboard: recruitment and training of general practitioners, from workbook to screen."""
