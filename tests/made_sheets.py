"""Small spreadsheets for tests, written by hand: XLSX and ODS are ZIPs of XML."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Final
from xml.sax.saxutils import escape

Cell = str | int | float | date
# Style 1 of an XLSX made here is a date.
_STYLES: Final = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/>'
    "</cellXfs></styleSheet>"
)
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOC: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_FIRST_DAY: Final = date(1899, 12, 30)


def xlsx(rows: Sequence[Sequence[Cell]], *, name: str = "Sheet1") -> bytes:
    """Return a workbook of one sheet."""
    cells = "".join(f"<row>{''.join(map(_xlsx_cell, row))}</row>" for row in rows)
    return _zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
            "_rels/.rels": _relations(("rId1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOC}"><sheets>'
            f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _relations(
                ("rId1", "worksheet", "worksheets/sheet1.xml"),
                ("rId2", "styles", "styles.xml"),
            ),
            "xl/styles.xml": _STYLES,
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>'
            f"{cells}</sheetData></worksheet>",
        }
    )


def ods(rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return a document of one table."""
    cells = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"
        for row in rows
    )
    base = "urn:oasis:names:tc:opendocument:xmlns"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return _zipped(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{base}'
            ':manifest:1.0"><manifest:file-entry manifest:full-path="/" '
            f'manifest:media-type="{kind}"/></manifest:manifest>',
            "content.xml": f'<office:document-content xmlns:office="{base}:office:1.0" '
            f'xmlns:table="{base}:table:1.0" xmlns:text="{base}:text:1.0">'
            '<office:body><office:spreadsheet><table:table table:name="One">'
            f"{cells}</table:table></office:spreadsheet></office:body>"
            "</office:document-content>",
        }
    )


def _xlsx_cell(value: Cell) -> str:
    if isinstance(value, date):
        return f'<c s="1"><v>{(value - _FIRST_DAY).days}</v></c>'
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def _ods_cell(value: Cell) -> str:
    if isinstance(value, date):
        kind = f'"date" office:date-value="{value}"'
    elif isinstance(value, int | float):
        kind = f'"float" office:value="{value}"'
    else:
        kind = '"string"'
    text = escape(str(value))
    return (
        f"<table:table-cell office:value-type={kind}><text:p>{text}</text:p>"
        "</table:table-cell>"
    )


def _relations(*found: tuple[str, str, str]) -> str:
    parts = "".join(
        f'<Relationship Id="{name}" Type="{_DOC}/{kind}" Target="{target}"/>'
        for name, kind, target in found
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{parts}</Relationships>'


def _zipped(files: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()
