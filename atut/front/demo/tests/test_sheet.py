"""The sheet of components at /ui/, and the mail of the demo."""

from datetime import timedelta

from atut.base.kernel import clock
from atut.base.mail.tests.test_views import a_message


def test_the_sheet_of_components_stands_in_both_languages_and_leaves_no_cookie(client, project):
    for path, words in (("/ui/", "Arkusz składników"), ("/en/ui/", "Sheet of components")):
        answer = client.get(path)
        assert answer.status_code == 200
        assert words in answer.content.decode()
        assert not answer.cookies
        assert "<script>" not in answer.content.decode()
        assert " style=" not in answer.content.decode()


def test_the_mail_of_every_project_can_be_reached(client, project, other_project):
    assert f'href="{other_project.url("/demo/mail/")}"' in client.get("/demo/mail/").content.decode()
    assert f'href="{other_project.url("/demo/")}"' in client.get("/demo/").content.decode()


def test_one_person_s_mail_is_found_however_many_came_later(client, project):
    a_message(project, to_name="Sabina Próbna", to_email="sabina@probna.example", created_at=clock.now() - timedelta(days=3))
    for _unused in range(41):
        a_message(project)
    assert "sabina@probna.example" not in client.get("/demo/mail/").content.decode()
    for who in ("SABINA@probna.example", "Próbna"):
        shown = client.get("/demo/mail/", {"who": who}).content.decode()
        assert shown.count('<th scope="row">') == 1
        assert "sabina@probna.example" in shown
    assert "Nie ma wiadomości do tej osoby" in client.get("/demo/mail/", {"who": "nikt"}).content.decode().replace("\u00a0", " ")
