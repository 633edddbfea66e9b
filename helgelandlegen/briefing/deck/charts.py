"""Charts that can be edited in PowerPoint, each with a workbook of its own that holds what it shows and no more."""

from __future__ import annotations

from datetime import date
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.chart import XL_TICK_MARK as TICK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from helgelandlegen.briefing.deck import series
from helgelandlegen.briefing.deck.fitting import clean
from helgelandlegen.briefing.deck.package import LANGUAGE, rgb
from helgelandlegen.briefing.deck.words import THEME, Box, Run, describe, paint, write
from helgelandlegen.figures import colours
from helgelandlegen.figures.exhibit import Chart
from helgelandlegen.figures.numbers import number, percent

KINDS = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED, "column": XL_CHART_TYPE.COLUMN_CLUSTERED, "line": XL_CHART_TYPE.LINE,
    "stacked": XL_CHART_TYPE.BAR_STACKED, "waterfall": XL_CHART_TYPE.COLUMN_STACKED,
}  # fmt: skip
LYING = ("bar", "stacked")
OTHER_SHEET = "Sheet1"  # as python-pptx calls it
MOST_LABELS = 30  # numbers at the bars; with more of them an axis says how high they are
LAST_SIZE = 14.0
# Where the course stands in its frame: to the right of it there is room for its last number.
INNER = (
    f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    '<c:x val="0.05"/><c:y val="0.1"/><c:w val="0.87"/><c:h val="0.8"/></c:manualLayout></c:layout>'
)


def add(shapes: Any, chart: Chart, box: Box, *, alt: str, size: float = 12.0) -> Any:
    """The chart as a native one; `alt` states its message."""
    drawn = series.series(chart)
    days = series.days(chart)
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = days or [clean(one) for one in chart.categories]
    for one in drawn:
        data.add_series(clean(one.name), [series.plain(value) for value in one.values], one.form)
    frame = shapes.add_chart(KINDS[chart.kind], *box.emu, data)
    describe(frame, f"Diagram: {chart.title}", alt)
    made = frame.chart
    _text(made, size)
    _axes(made, chart, drawn, bool(days))
    for place, one in zip(made.plots[0].series, drawn, strict=True):
        _dress(place, one, chart)
    _numbers(made, chart, drawn, days)
    _told(made, chart, drawn, size)
    for properties in made._chartSpace.iter(qn("a:defRPr"), qn("a:endParaRPr")):
        properties.set("lang", LANGUAGE)
    return frame


def _text(made: Any, size: float) -> None:
    made.font.size = Pt(size)
    paint(made.font.color, "ink")
    space = made._chartSpace
    space.find(qn("c:date1904")).addnext(parse_xml(f'<c:roundedCorners {nsdecls("c")} val="0"/>'))
    space.find(qn("c:date1904")).addnext(parse_xml(f'<c:lang {nsdecls("c")} val="{LANGUAGE}"/>'))
    space.find(qn("c:chart")).addnext(
        parse_xml(f"<c:spPr {nsdecls('c', 'a')}><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>")
    )


def _told(made: Any, chart: Chart, drawn: list[series.Drawn], size: float) -> None:
    """What is counted: of several series a legend says it, of one a title."""
    made.has_legend = len([one for one in drawn if one.tone]) > 1 and chart.kind != "waterfall"
    made.has_title = not made.has_legend
    if made.has_legend:
        made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        return
    said = chart.series[0].name + (f" ({chart.unit})" if chart.unit else "")
    write(made.chart_title.text_frame, [Run(said, size, False, "muted")])
    made.chart_title.include_in_layout = False


def _axes(made: Any, chart: Chart, drawn: list[series.Drawn], dated: bool) -> None:
    names, values = made.category_axis, made.value_axis
    names.format.line.width = Pt(0.75)
    paint(names.format.line.color, "muted")
    names.major_tick_mark = TICK.OUTSIDE if dated else TICK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if chart.kind in LYING:
        names.reverse_order = True
    if dated:
        names.tick_labels.number_format, names.tick_labels.number_format_is_linked = "yyyy", False
        axis = names._element
        for tag, value in (("c:baseTimeUnit", "days"), ("c:majorUnit", "1"), ("c:majorTimeUnit", "years")):
            for old in axis.findall(qn(tag)):
                axis.remove(old)
            axis.append(parse_xml(f'<{tag} {nsdecls("c")} val="{value}"/>'))
    values.minimum_scale = 0 if all((v or 0) >= 0 for one in drawn for v in one.values) else None
    values.has_major_gridlines = not _labelled(chart)
    if values.has_major_gridlines:
        line = values.major_gridlines.format.line
        line.width = Pt(0.5)
        paint(line.color, rgb(colours.LINE))
        values.tick_labels.number_format, values.tick_labels.number_format_is_linked = drawn[0].form, False
        values.format.line.fill.background()
        values.major_tick_mark = TICK.NONE
    else:
        values.visible = False
        values._element.find(qn("c:delete")).set("val", "1")


def _labelled(chart: Chart) -> bool:
    """Whether each bar says its number."""
    most = MOST_LABELS if chart.kind in LYING or chart.kind == "waterfall" else MOST_LABELS // 2
    return chart.kind != "line" and len(chart.categories) * len(chart.series) <= most


def _dress(place: Any, one: series.Drawn, chart: Chart) -> None:
    form = place.format.line if chart.kind == "line" else place.format.fill
    if chart.kind != "line":
        place.invert_if_negative = False
    if chart.kind == "line":
        form.width = Pt(2.5)
        paint(form.color, _colour(one.tone))
        place.smooth = False
        place.marker.style = None
        place._element.get_or_add_marker().get_or_add_symbol().set("val", "none")
    elif not one.tone:
        form.background()
    else:
        form.solid()
        paint(form.fore_color, _colour(one.tone))


def _colour(tone: str) -> str:
    return tone if tone in THEME else rgb(colours.SUBJECT[tone])


def _numbers(made: Any, chart: Chart, drawn: list[series.Drawn], days: list[date]) -> None:
    """The numbers at the bars, the last one of a course, the gaps between the bars, and the workbook."""
    plot = made.plots[0]
    if chart.kind != "line":
        many = len(chart.categories)
        plot.gap_width = 45 if many > 4 else 80
        plot.overlap = 100 if chart.kind in ("stacked", "waterfall") else -5
    for place, one in zip(plot.series, drawn, strict=True):
        if chart.kind == "line":
            _last(place, one)
        elif _labelled(chart) and one.tone:
            _label(place, one, chart)
    if chart.kind == "line":
        area = made._chartSpace.chart.plotArea
        for old in area.findall(qn("c:layout")):
            area.remove(old)
        area.insert(0, parse_xml(INNER))
    made.part.chart_workbook.xlsx_part._blob = series.workbook(days or [clean(c) for c in chart.categories], drawn)
    # python-pptx numbers the axes below zero, which the schema does not allow.
    for axis in made._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):
        axis.set("val", axis.get("val").lstrip("-"))
    for reference in made._chartSpace.iter(qn("c:f")):
        reference.text = reference.text.replace(f"{OTHER_SHEET}!", f"{series.SHEET}!")


def _label(place: Any, one: series.Drawn, chart: Chart) -> None:
    labels = place.data_labels
    labels.show_value = True
    within = chart.kind in ("stacked", "waterfall")
    # A step of nothing has no number: zero stands only where a bar of its own would stand.
    form = one.form if chart.kind not in ("waterfall", "stacked") else _no_zero(one.form, one.name)
    labels.number_format, labels.number_format_is_linked = form, False
    labels.position = XL_LABEL_POSITION.CENTER if within else XL_LABEL_POSITION.OUTSIDE_END
    labels.font.bold = within
    if within:
        paint(labels.font.color, "card")
        labels.font.size = Pt(12)


def _no_zero(form: str, name: str) -> str:
    sign = "−" if name == series.SHRUNK else "+" if name == series.GROWN else ""
    return rf"[>=1000]{sign}#\ ##0;[>0]{sign}0;" if form != series.SHARE else form


def _last(place: Any, one: series.Drawn) -> None:
    """The course's last number, beside its last point."""
    known = [n for n, value in enumerate(one.values) if value is not None]
    if not known:
        return
    label = place.points[known[-1]].data_label
    label.position = XL_LABEL_POSITION.RIGHT
    value = one.values[known[-1]] or 0
    text = percent(value, decimals=0) if one.form == series.SHARE else number(value, int(one.form == series.BROKEN))
    write(label.text_frame, [Run(text, LAST_SIZE, True)])
