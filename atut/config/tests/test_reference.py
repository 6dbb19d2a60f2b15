"""What is made from the program says what the program does: documents, migrations, translations."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "script"))
import messages  # noqa: E402

import docs  # noqa: E402


@pytest.mark.slow
def test_the_reference_is_up_to_date():
    done = subprocess.run([sys.executable, "script/docs.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]


def test_every_setting_from_the_environment_is_in_the_reference():
    page = docs.settings_page()
    text = (ROOT / "atut" / "config" / "settings" / "environment.py").read_text()
    for line in text.splitlines():
        if "os.environ" in line:
            assert f"`{line.split('=')[0].split(':')[0].strip()}`" in page


def test_no_migration_is_missing(db):
    told = io.StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=told)


def test_migrations_are_named_for_what_they_do():
    names = [path.stem for path in (ROOT / "atut").glob("**/migrations/0*.py")]
    assert names
    assert [name for name in names if "auto" in name] == []


def test_decisions_named_in_the_code_exist():
    import re

    named = {found for path in (ROOT / "atut").rglob("*.py") for found in re.findall(r"decision (\d{4})", path.read_text())}
    written = {path.name[:4] for path in (ROOT / "docs" / "decisions").glob("*.md")}
    assert named - written == set()


def a_catalogue(**entries):
    made = Catalog(locale="pl")
    for original, translated in entries.items():
        made.add(original.replace("_", " "), translated)
    return made


def test_a_missing_and_an_unused_text_are_found():
    found = list(messages.faults(a_catalogue(old="stare"), a_catalogue(new="")))
    assert found == ["missing: 'new'", "unused: 'old'"]


@pytest.mark.parametrize(
    ("original", "translated", "words"),
    [("Hello %(name)s", "Cześć", "placeholders"), ("Hello", "", "untranslated"), ("<b>Hello</b>", "Cześć", "placeholders")],
)
def test_a_fault_of_a_translation_is_found(original, translated, words):
    made = Catalog(locale="pl")
    made.add(original, translated)
    assert words in next(messages.of_one(made.get(original)))


def test_an_unsure_translation_is_found():
    made = Catalog(locale="pl")
    made.add("Hello", "Cześć", flags=["fuzzy"])
    assert "fuzzy" in next(messages.of_one(made.get("Hello")))
