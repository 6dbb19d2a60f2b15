"""Write atut/config/tables.sql from the migrations, which run from nothing on SQLite; `--check` says whether it is up to date."""

import gc
import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def from_the_migrations(folder: Path) -> str:
    """The text of the file, as the migrations have it today."""
    os.environ |= {
        "ATUT_DATA": str(folder / "data"),
        "ATUT_KEY_FILE": str(folder / "keys" / "atut.keys"),
        "ATUT_DATABASE": "sqlite",
    }
    os.environ["DJANGO_SETTINGS_MODULE"] = "atut.config.settings"
    gc.disable()  # this process ends soon: looking for garbage would be an eighth of its time
    import django

    from atut.config import preparing, tables

    django.setup()
    preparing.bring_up_to_date(fast=True)
    with closing(sqlite3.connect(folder / "data" / "atut.sqlite3")) as connection:
        return tables.written(connection)


def main(*, check: bool) -> int:
    """Write it, or compare."""
    from atut.config import tables

    with tempfile.TemporaryDirectory() as folder:
        text = from_the_migrations(Path(folder))
    if not check:
        tables.PATH.write_text(text, encoding="utf-8")
    elif text != tables.PATH.read_text(encoding="utf-8"):
        print("atut/config/tables.sql is not what the migrations lead to; run script/tables.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv))
