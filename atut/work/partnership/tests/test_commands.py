"""Staff lists from the command line."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from atut.base.accounts.tests.factories import a_user
from atut.work.partnership.models import Person
from atut.work.partnership.tests.factories import a_partner

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def listed(tmp_path, project, office):
    a_partner(project, office)
    a_user("office_lead", project, office, email="kadry@example.org")
    file = tmp_path / "kadry.csv"
    file.write_bytes("Nazwisko;Imię\r\nŁąk;Jan\r\nŻak;\r\n".encode("cp1250"))
    return file


def run(file, *more, project="testserver", office="Sabnie", actor="kadry@example.org"):
    call_command("import_people", str(file), f"--project={project}", f"--office={office}", f"--actor={actor}", *more)


def test_a_list_is_taken_in_by_the_same_verbs(listed, capsys):
    run(listed, "--preview")
    assert "1 new, 0 changed, 0 unchanged, 1 rejected" in capsys.readouterr().out
    assert not Person.objects.exists()
    run(listed)
    assert Person.objects.get().full_name == "Jan Łąk"
    assert [path.name for path in listed.parent.glob("kadry-*.csv")]
    run(listed)
    assert "0 new, 0 changed, 1 unchanged" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [{"project": "nie"}, {"office": "nie"}, {"actor": "nie@example.org"}])
def test_what_is_not_known_is_said(listed, wrong):
    with pytest.raises(CommandError):
        run(listed, **wrong)


def test_a_stranger_and_a_broken_file_are_refused(listed, project):
    a_user("trainer", project, email="obcy@example.org")
    with pytest.raises(CommandError, match="may not"):
        run(listed, actor="obcy@example.org")
    listed.write_bytes(b"%PDF-1.7")
    with pytest.raises(CommandError, match="PDF"):
        run(listed)
