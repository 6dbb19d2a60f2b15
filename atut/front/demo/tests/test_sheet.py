"""The sheet of components at /ui/."""


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
