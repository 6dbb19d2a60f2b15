"""The protocol: accepted by hash, once; kept as signed when all have accepted; another file is refused."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from atut.base.audit.tests.reading import events
from atut.base.files.actions import read
from atut.base.kernel import clock
from atut.work.committee import actions
from atut.work.committee.rules import signing as rules
from atut.work.committee.tests.factories import a_judged_call, a_listed_call, a_member, acting
from atut.work.committee.tests.test_imports import pades

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(project):
    return a_listed_call(project)


def accept(seat, sha256):
    return actions.accept_protocol(seat, sha256, actor=acting(seat), at=clock.now())


def test_two_clicks_are_one_acceptance_with_its_first_moment(call):
    seat, sha256 = call.seats[0], call.selection.protocol.sha256
    first = accept(seat, sha256)
    assert accept(seat, sha256).accepted_at == first.accepted_at
    assert events()[-1] == "committee.protocol.accepted"


def test_another_hash_or_somebody_else_is_refused(call):
    seat = call.seats[0]
    with pytest.raises(rules.AnotherVersion):
        accept(seat, "0" * 64)
    with pytest.raises(PermissionDenied):
        actions.accept_protocol(seat, "0" * 64, actor=acting(call.seats[1]), at=clock.now())


def test_before_the_list_is_closed_there_is_nothing_to_accept(project, coordinator):
    call = a_judged_call(project)
    member = a_member(call)
    with pytest.raises(rules.ListNotClosed):
        accept(member, "0" * 64)
    with pytest.raises(rules.ListNotClosed):
        actions.receive_signed(member.committee, b"", name="x.pdf", is_scan=True, actor=coordinator, at=clock.now())


def test_the_signed_file_comes_after_everybody_has_accepted(call, coordinator):
    committee, protocol = call.seats[0].committee, call.selection.protocol
    signed = pades(read(protocol))
    known = {"name": "podpisany.pdf", "is_scan": False, "actor": coordinator, "at": clock.now()}
    accept(call.seats[0], protocol.sha256)
    with pytest.raises(rules.NotAllAccepted, match=call.seats[1].user.name):
        actions.receive_signed(committee, signed, **known)
    accept(call.seats[1], protocol.sha256)
    with pytest.raises(rules.NotOurProtocol):
        actions.receive_signed(committee, pades(), **known)
    kept = actions.receive_signed(committee, signed, **known)
    assert (kept.kind, kept.sha256, read(kept.file)) == ("pades", protocol.sha256, signed)
    assert events()[-1] == "committee.protocol.signed"
    with pytest.raises(PermissionDenied):
        actions.receive_signed(committee, signed, **(known | {"actor": acting(call.seats[0])}))


def test_signed_receive(signed_in, call):
    client = signed_in("coordinator")
    address = reverse("committee:signed_receive", args=[call.key])
    assert call.seats[0].user.name in client.get(address).text
    for seat in call.seats:
        accept(seat, call.selection.protocol.sha256)
    wrong = {"file": SimpleUploadedFile("x.pdf", pades()), "how": "file"}
    assert "treść się różni" in client.post(address, wrong).text
    assert client.post(address, {"file": SimpleUploadedFile("x.jpg", b"\xff\xd8\xff"), "how": "scan"}).status_code == 302
    shown = client.get(address)
    assert "Program niczego nie sprawdził" in shown.text
    kept = call.seats[0].committee.signed.get()
    assert client.get(reverse("committee:signed_file", args=[call.key, kept.key])).content == b"\xff\xd8\xff"
    assert client.get(reverse("committee:committee_show", args=[call.key])).status_code == 200
