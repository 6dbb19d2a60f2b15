"""A long list: everybody reads in writing what would have changed it, and an annex is tied to the protocol."""

import pytest
from django.urls import reverse
from django.utils import translation

from atut.base.files.actions import read
from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.base.mail.models import Message
from atut.work.recruitment.actions.explaining import keep_explanations
from atut.work.recruitment.documents import annex, protocol
from atut.work.recruitment.models import Application, Selection
from atut.work.recruitment.queries.explaining import next_explanations
from atut.work.recruitment.tasks import explain_lists
from atut.work.recruitment.tests.test_explaining import said

pytestmark = pytest.mark.django_db


def told():
    return Message.objects.filter(kind="recruitment.explained").order_by("pk")


def test_everybody_who_waits_is_written_to_once(long):
    found = next_explanations(long)
    for _unused in range(2):
        keep_explanations(long, found, actor=system(long.call.project_id), at=clock.now())
    assert sorted(told().values_list("about_key", flat=True)) == sorted(
        Application.objects.filter(code__in=found).values_list("key", flat=True)
    )
    text = told()[0].text.replace("\u00a0", " ")
    code = Application.objects.get(key=told()[0].about_key).code
    change = next(line for line in said(long) if line[0] == code)
    assert change[1][-1].replace("\u00a0", " ") in text


def test_who_has_a_place_by_now_or_withdrew_is_not_written_to(long):
    found = next_explanations(long)
    first, second, *rest = list(found)
    Application.objects.filter(code=first).update(status="withdrawn")
    place = long.call.applications.exclude(code__in=found)[0].places.get()
    place.application = Application.objects.get(code=second)
    place.save()
    keep_explanations(long, found, actor=system(long.call.project_id), at=clock.now())
    assert told().count() == len(rest)


def test_the_annex_is_printed_once_when_all_are_explained_and_the_protocol_stays(long, signed_in):
    address = reverse("recruitment:selection_annex", args=[long.call.key])
    client = signed_in("coordinator")
    assert client.get(address).status_code == 404
    before = read(long.protocol)
    explain_lists(clock.now())
    assert client.get(address).status_code == 404, "the last piece is the empty one"
    explain_lists(clock.now())
    kept = Selection.objects.get(pk=long.pk)
    assert client.get(address).content == read(kept.annex)
    assert (read(kept.protocol), kept.protocol.sha256) == (before, long.protocol.sha256)
    assert address in client.get(reverse("recruitment:selection_show", args=[long.call.key])).text
    data = annex.data_of(kept, at=clock.now())
    assert kept.protocol.sha256 in data["sections"][0]["text"]
    assert kept.input_hash in data["sections"][0]["text"]
    assert [row[2] for row in data["sections"][1]["rows"]] == [code for code, _why in said(kept) if code in kept.changes]
    explain_lists(clock.now())
    assert Selection.objects.get(pk=long.pk).annex == kept.annex


def test_the_protocol_says_where_the_annex_will_be_and_a_short_one_does_not(at_once, request):
    def heading():
        with translation.override("pl"):
            return [part["heading"] for part in protocol.data_of(at_once)["sections"]]

    assert "Co by zmieniło wynik" not in heading()
    request.getfixturevalue("long")
    assert "Co by zmieniło wynik" in heading()


def test_the_annex_is_for_those_who_read_the_list(long, signed_in):
    explain_lists(clock.now())
    explain_lists(clock.now())
    address = reverse("recruitment:selection_annex", args=[long.call.key])
    assert signed_in("controller").get(address).status_code == 200
    assert signed_in("trainer").get(address).status_code == 403
