"""Make `readings.tsv.gz`: the pinyin of each Chinese character that GBK holds.

From pypinyin's table (MIT licence), which follows the Unihan database. Run by hand, with pypinyin
installed: `python -m transform.data.build_readings`.
"""

from __future__ import annotations

import gzip
from pathlib import Path

from pypinyin import pinyin_dict


def main() -> None:
    """Write the table beside this file: a character and its readings, the commonest first."""
    rows = []
    for code in range(0x4E00, 0xA000):
        readings = pinyin_dict.pinyin_dict.get(code)
        if readings and chr(code).encode("gbk", "ignore"):
            rows.append(f"{chr(code)}\t{readings}\n")
    target = Path(__file__).with_name("readings.tsv.gz")
    target.write_bytes(gzip.compress("".join(rows).encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
