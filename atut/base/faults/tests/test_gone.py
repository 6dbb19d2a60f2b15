"""The database is gone: the whole program, started without it, still says whom to call."""

import json
import os
import subprocess
import sys

from django.conf import settings

ASKED = """
from io import BytesIO
from atut.config.wsgi import application
for path in ("/", "/en/nabor/"):
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": "gmina.example:8000", "SERVER_NAME": "x"}
    environ |= {"SERVER_PORT": "80", "wsgi.input": BytesIO(), "wsgi.url_scheme": "http", "wsgi.errors": None}
    body = b"".join(application(environ, lambda status, *rest: print(status)))
    print(body.decode())
"""
SAID = {"host": "gmina.example", "name": {"pl": "Przyjazny urząd"}, "office_person": "Maria Kos", "office_phone": "25 555 01 20"}


def _static(place):
    """As the folder of a running program has it: which file stands under which name."""
    source = settings.ROOT / "atut" / "base" / "ui" / "static"
    names = [str(path.relative_to(source)) for path in source.rglob("*.*")]
    place.mkdir()
    (place / "staticfiles.json").write_text(json.dumps({"version": "1.1", "paths": {name: name for name in names}}))


def test_the_page_names_a_person_and_a_telephone(tmp_path):
    contacts = tmp_path / "data" / "contacts"
    contacts.mkdir(parents=True)
    _static(tmp_path / "data" / "static")
    (contacts / "broken.json").write_text("{")
    (contacts / "other.json").write_text(json.dumps(SAID | {"host": "other.example", "office_person": "Jan Inny"}))
    (contacts / "this.json").write_text(json.dumps(SAID))
    known = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    gone = {"ATUT_DATA": str(tmp_path / "data"), "ATUT_KEY_FILE": str(tmp_path / "keys" / "k"), "ATUT_HOSTS": "gmina.example"}
    gone |= {"ATUT_DATABASE": "postgresql://nobody@127.0.0.1:1/nothing", "ATUT_DEMO": "0"}
    words = [sys.executable, "-c", ASKED]
    done = subprocess.run(words, cwd=settings.ROOT, env=known | gone, capture_output=True, text=True, check=True)
    polish, english = done.stdout.split("500 Internal Server Error")[1:]
    assert "Coś się zepsuło po naszej stronie" in polish
    assert "Something broke on our side" in english
    for page in (polish, english):
        assert "Przyjazny urząd" in page
        assert "<b>Maria Kos</b>" in page
        assert 'href="tel:+48255550120"' in page
        assert "Jan Inny" not in page
