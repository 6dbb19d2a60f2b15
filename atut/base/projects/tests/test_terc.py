"""The official list of communes, in every shape GUS has given it."""

import io
import zipfile
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from atut.base.accounts.tests.factories import an_actor
from atut.base.projects import actions
from atut.base.projects.imports import terc
from atut.base.projects.models import Commune

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


OFFICIAL = (
    "WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA\r\n"
    "10;;;;ŁÓDZKIE;województwo;2026-01-01\r\n10;02;;;kutnowski;powiat;2026-01-01\r\n"
    "10;02;01;1;Kutno;gmina miejska;2026-01-01\r\n10;2;6;2;Kutno;gmina wiejska;2026-01-01\r\n"
    "10;02;03;4;Dąbrowice;miasto;2026-01-01\r\n02;;;;DOLNOŚLĄSKIE;województwo;2026-01-01\r\n"
    "02;01;;;bolesławiecki;powiat;2026-01-01\r\n02;01;01;1;Bolesławiec;gmina miejska;2026-01-01\r\n"
)
ROW = {"WOJ": "10", "POW": "02", "GMI": "01", "RODZ": "1", "NAZWA": "Kutno", "NAZWA_DOD": "gmina miejska", "STAN_NA": "2026-01-01"}
XML = (
    "<?xml version='1.0' encoding='UTF-8'?><teryt><catalog name='TERC'><row><WOJ>10</WOJ><POW/><GMI/><NAZWA>ŁÓDZKIE</NAZWA></row>"
    "<row>" + "".join(f"<col name='{name}'>{value}</col>" for name, value in ROW.items()) + "</row></catalog></teryt>"
)


def zipped(content, name="TERC.csv"):
    place = io.BytesIO()
    with zipfile.ZipFile(place, "w") as package:
        package.writestr(name, content)
    return place.getvalue()


@pytest.mark.parametrize("content", [OFFICIAL.encode("utf-8-sig"), zipped(OFFICIAL.encode())])
def test_codes_keep_their_zeros(content):
    rows = {row.terc: row for row in terc.read_terc(content)}
    assert list(rows) == ["0201011", "1002011", "1002062"]
    assert rows["1002062"] == terc.TercRow("1002062", "Kutno", "gmina wiejska", "kutnowski", "łódzkie", date(2026, 1, 1))


def test_both_shapes_of_xml_are_read():
    assert [(row.terc, row.name, row.voivodeship) for row in terc.read_terc(zipped(XML.encode(), "TERC.xml"))] == [
        ("1002011", "Kutno", "łódzkie")
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"a;b\n1;2\n",
        b"WOJ;POW;GMI;RODZ;NAZWA;STAN_NA\n",
        zipped(b"", "a.txt"),
        b"PK\x03\x04",
        OFFICIAL.replace("2026-", "20-").encode(),
    ],
)
def test_another_file_is_refused(content):
    with pytest.raises(terc.TercWrong):
        terc.read_terc(content)


def test_loading_again_changes_nothing_and_confirms_nothing(project, coordinator, at):
    call_command("import_terc")
    kutno = Commune.objects.get(terc="1002011")
    assert (kutno.degurba, kutno.confirmed_degurba) == (2, None)
    assert kutno.degurba_source.startswith("niepotwierdzone")
    assert Commune.objects.get(terc="1002113").degurba is None
    assert Commune.objects.filter(name="Sokołów Podlaski").count() == 2
    actions.confirm_degurba(kutno, degurba=1, year=2024, source="Eurostat", actor=coordinator, at=at)
    rows = terc.read_terc(terc.SHIPPED.read_bytes())
    loaded = actions.load_communes(rows, actor=an_actor("administrator"), at=at)
    assert (loaded.added, loaded.changed, loaded.unchanged) == (0, 0, len(rows))
    kutno.refresh_from_db()
    assert (kutno.degurba, kutno.degurba_source) == (1, "Eurostat")


def test_the_official_list_leaves_the_class_alone(project, at):
    call_command("import_terc")
    actions.load_communes(terc.read_terc(OFFICIAL.encode()), actor=an_actor("administrator"), at=at)
    kutno = Commune.objects.get(terc="1002011")
    assert (kutno.as_of, kutno.degurba) == (date(2026, 1, 1), 2)


def test_the_command_says_what_is_wrong(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(b"a;b\n1;2\n")
    with pytest.raises(CommandError, match="WOJ"):
        call_command("import_terc", str(file))
    with pytest.raises(terc.TercWrong):
        actions.load_communes([], actor=an_actor("administrator"), at=None)
