"""People who are not reached by e-mail: letters as accessible PDF, one or many, and who was told."""

import io
from datetime import timedelta

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.mail import actions, queries, rules
from atut.base.mail.letters import letters
from atut.base.mail.tests.test_views import a_message

pytestmark = pytest.mark.django_db
UNTOLD = "mail:untold"


def pages_of(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def test_a_letter_is_an_accessible_pdf_and_the_print_is_an_entry(signed_in, project):
    client, one = signed_in("controller"), a_message(project)
    answer = client.get(reverse("mail:message_letter", args=[one.key]))
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as pdf, pdf.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"], told["pdfuaid:part"]) == ("2", "A", "1")
        assert told["dc:title"] == one.title
    assert Entry.objects.get().event == "mail.message.printed"


def test_letters_in_two_languages_stand_on_a_page_each(project, at):
    written = [a_message(project, "paper", language=code, to_email="") for code in ("pl", "en", "pl")]
    assert pages_of(letters(project, written, at=at)) == 3


def test_the_list_has_who_has_no_mail_and_whose_mail_failed_or_came_back(coordinator, project):
    a_message(project)
    paper, failed = a_message(project, "paper", to_email="", to_name="Anna"), a_message(project, "failed", to_name="Ewa")
    came_back = actions.mark_returned(a_message(project, to_name="Zofia"), actor=coordinator, at=clock.now())
    assert list(queries.untold(coordinator)) == [paper, failed, came_back]
    assert came_back.last_error
    with pytest.raises(rules.NotSent):
        actions.mark_returned(paper, actor=coordinator, at=clock.now())
    assert [item.url for item in queries.worklist(coordinator, clock.now())] == [reverse(UNTOLD)]
    assert list(queries.untold(an_actor("trainer", project))) == []


def test_chosen_letters_are_printed_together_and_said_to_have_gone_out(signed_in, project):
    client = signed_in("coordinator")
    chosen = [a_message(project, "paper", to_email="").key for _unused in range(2)]
    left = a_message(project, "paper", to_email="")
    answer = client.post(reverse(UNTOLD), {"message": chosen, "verb": "print"})
    assert pages_of(answer.content) == 2
    client.post(reverse(UNTOLD), {"message": chosen, "verb": "posted"})
    told = queries.visible_to(an_actor("coordinator", project)).filter(state="told", told_how="letter")
    assert [one.key for one in told.order_by("pk")] == chosen
    left.refresh_from_db()
    assert left.state == "paper"
    assert Entry.objects.filter(event="mail.message.told").count() == 2
    assert client.post(reverse(UNTOLD), {"verb": "posted"}).url == reverse(UNTOLD)
    assert client.post(reverse(UNTOLD), {"message": chosen, "verb": "posted"}).url == reverse(UNTOLD)  # from an old page
    assert Entry.objects.filter(event="mail.message.told").count() == 2


def test_nothing_chosen_is_no_letter(coordinator, project):
    told = a_message(project, "told")
    with pytest.raises(rules.NothingChosen):
        actions.mark_posted([told], actor=coordinator, at=clock.now())
    with pytest.raises(rules.NothingChosen):
        actions.print_letters(project, [], actor=coordinator, at=clock.now())


def test_a_mail_that_came_back_is_said_by_a_button(signed_in, project):
    client, one = signed_in("coordinator"), a_message(project)
    path = reverse("mail:message_returned", args=[one.key])
    assert path in client.get(reverse("mail:message", args=[one.key])).content.decode()
    client.post(path)
    client.post(path)
    one.refresh_from_db()
    assert one.state == "failed"
    assert Entry.objects.filter(event="mail.message.returned").count() == 1


def test_the_list_asks_as_many_queries_for_thirty_as_for_three(signed_in, project):
    client, counts = signed_in("coordinator"), []
    for number in (3, 27):
        for _unused in range(number):
            a_message(project, "paper", to_email="", created_at=clock.now() - timedelta(days=1))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(UNTOLD)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert signed_in("controller").get(reverse(UNTOLD)).status_code == 403
