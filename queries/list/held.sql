-- Which sheets the reports of each municipality have held; no municipality for a programme sheet.
select sheet, municipality from held order by sheet, municipality
