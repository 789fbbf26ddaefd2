"""Writes down what pyxform makes of every workbook and of every small form of rules.jsonl.

python -m venv v && v/bin/pip install pyxform==4.5.0 lxml && v/bin/python outcomes.py
"""

import json
import pathlib
import re
import tempfile

from lxml import etree
from openpyxl import Workbook
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

HERE = pathlib.Path(__file__).parent
# Letters of an itemsets.csv that is kept.
LONGEST = 65_536


def nodes_and_binds(xml):
    root = etree.fromstring(xml.encode())
    binds = sorted({f"{b.get('nodeset')} {b.get('type') or ''}".strip() for b in root.iter("{*}bind")})
    nodes = []

    def walk(element, path):
        for child in element:
            below = f"{path}/{etree.QName(child).localname}"
            nodes.append(below)
            walk(child, below)

    walk(next(root.iter("{*}instance")), "")
    return {"nodes": sorted(nodes), "binds": binds}


def outcome(path):
    try:
        result = convert(xlsform=str(path), validate=False, pretty_print=True)
    except PyXFormError as error:
        row = re.search(r"\[row : (\d+)\]", str(error))
        return {"refused": str(error)[:160], "row": int(row.group(1)) if row else None}, None
    except Exception as error:
        return {"refused": f"crash: {error!r}"[:160], "row": None}, None
    return nodes_and_binds(result.xform), result


def workbooks():
    for path in sorted((HERE / "workbooks").glob("*.xls*")):
        seen, result = outcome(path)
        base = HERE / "converted" / path.name
        if result is None:
            base.with_name(f"{path.name}.err").write_text(seen["refused"])
            continue
        base.with_name(f"{path.name}.xml").write_text(result.xform)
        if result.itemsets and len(result.itemsets) < LONGEST:
            base.with_name(f"{path.name}.itemsets.csv").write_text(result.itemsets)


def rules():
    lines = []
    for line in (HERE / "rules.jsonl").read_text().splitlines():
        form = json.loads(line)
        book = Workbook()
        book.remove(book.active)
        for name, rows in form["sheets"].items():
            sheet = book.create_sheet(name)
            for at, row in enumerate(rows, start=1):
                for column, text in enumerate(row, start=1):
                    if text is not None:
                        sheet.cell(at, column, text).data_type = "s"
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "form.xlsx"
            book.save(path)
            form["pyxform"], _ = outcome(path)
        lines.append(json.dumps(form, ensure_ascii=False, separators=(",", ":")))
    (HERE / "rules.jsonl").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    workbooks()
    rules()
