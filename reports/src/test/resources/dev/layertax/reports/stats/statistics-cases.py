"""Computes the values of statistics-cases.json anew, each by the call that stands beside it.

    python3 statistics-cases.py          prints what differs, to the last digit
    python3 statistics-cases.py --write  writes the values

Made with Python 3.11, numpy 2.4.6 and scipy 1.17.1. Shares of next to none or all are held against the beta
quantile that binomtest searches for: its search stops at seven digits there.
"""

import json
import pathlib
import sys

import numpy
from scipy import integrate, optimize, stats

path = pathlib.Path(__file__).with_suffix(".json")
text = json.loads(path.read_text())
names = {**vars(numpy), "integrate": integrate, "optimize": optimize, "stats": stats}
names.update({name: numpy.array(values) for name, values in text["data"].items()})

lines = []
for case in text["cases"]:
    value = float(eval(case["call"], dict(names)))
    if value != case["value"]:
        print(f"{case['figure']}: {case['call']}\n  was {case['value']}, is {value}")
    lines.append(json.dumps({**case, "value": value}))

if "--write" in sys.argv:
    data = ",\n".join(f'"{name}": {json.dumps(values)}' for name, values in text["data"].items())
    path.write_text('{\n"data": {\n' + data + '\n},\n"cases": [\n' + ",\n".join(lines) + "\n]\n}\n")
