"""Texts, declarations, requests and retention."""

import io
import json
import zipfile
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from atut.base.accounts.tests.factories import a_user, an_actor
from atut.base.audit.journal import record
from atut.base.audit.models import Entry, EntryDetail
from atut.base.files import actions as files
from atut.base.files.models import StoredFile
from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.base.kernel.personal import DataSet, Kept
from atut.base.privacy import actions, queries, register, rules
from atut.base.privacy.models import DeclarationText, Hold, RetentionRun

pytestmark = pytest.mark.django_db
TITLE, BODY = {"pl": "Znam regulamin"}, {"pl": "Znam regulamin naboru."}


def published(project, actor, at, **changes):
    given = {"title": TITLE, "body": BODY, **changes}
    return actions.publish_text(project, "rules", actor=actor, at=at, **given)


def test_a_changed_text_is_a_new_version_and_the_same_is_the_same(project, coordinator, at):
    first = published(project, coordinator, at)
    assert published(project, coordinator, at) == first
    second = published(project, coordinator, at, body={"pl": "Znam i stosuję."})
    assert (first.version, second.version) == (1, 2)
    assert queries.current_texts(project, ["rules", "statement"], at) == {"rules": second}
    assert queries.current_texts(project, ["rules"], at - timedelta(seconds=1)) == {}


def test_a_text_has_polish(project, coordinator, at):
    from atut.base.projects.rules import PolishMissing

    with pytest.raises(PolishMissing):
        published(project, coordinator, at, body={"en": "I know"})


def test_a_controller_publishes_nothing(project, at):
    with pytest.raises(PermissionDenied):
        published(project, an_actor("controller", project), at)


def test_declaring_twice_is_one_declaration(project, other_project, coordinator, at):
    text = published(project, coordinator, at)
    for _unused in range(2):
        actions.declare(project, [text], language="pl", actor=coordinator, at=at)
    assert [one.text for one in queries.declarations_of(project)] == [text]
    assert Entry.objects.filter(event="privacy.text.declared").count() == 2
    with pytest.raises(rules.TextOfAnotherProject):
        actions.declare(other_project, [text], language="pl", actor=coordinator, at=at)


# --- requests: the register is given three sets of a made-up room, so that the road is tested without the rooms above


def of_person(key):
    return DeclarationText.objects.filter(kind="statement", key=key)


def erase_texts(person_key, *, actor, at):
    return of_person(person_key).update(title={"pl": "-"})


@pytest.fixture
def person_key(project, at, monkeypatch):
    text = DeclarationText.objects.create(project=project, kind="statement", title={"pl": "Ala"}, body={"pl": "x"}, valid_from=at)
    common = {"purpose": "p", "basis": "b", "retention": "Pięć lat", "plain": ("title", "kind"), "for_person": of_person}
    sets = [
        DataSet("privacy.DeclarationText", **common, erase=erase_texts),
        DataSet("accounts.User", **common, erase=erase_texts, kept=lambda _key, _at: Kept("art. 82", date(2033, 12, 31))),
        DataSet("accounts.Invitation", **common),
    ]
    monkeypatch.setattr(register, "data_sets", lambda: sets)
    return text.key


def received(project, actor, at, person_key, kind="erasure"):
    return actions.receive_request(project, kind, person_key=person_key, received_at=at, actor=actor, at=at)


def test_an_erasure_says_what_went_what_stays_until_when_and_why(project, coordinator, at, person_key):
    asked = received(project, coordinator, at, person_key)
    fates = register.fates(person_key, at)
    assert [(fate.goes, fate.until) for fate in fates] == [(True, None), (False, date(2033, 12, 31)), (False, None)]
    outcome = actions.erase(asked, actor=coordinator, at=at)
    assert [row["goes"] for row in outcome] == [True, False, False]
    assert (outcome[1]["until"], outcome[1]["why"]) == ("2033-12-31", "art. 82")
    assert DeclarationText.objects.get(key=person_key).title == {"pl": "-"}
    assert Entry.objects.get(event="privacy.request.erased").count == 1
    with pytest.raises(rules.RequestAnswered):
        actions.erase(asked, actor=coordinator, at=at)


def test_a_copy_holds_everything_and_the_look_is_kept(project, coordinator, at, person_key):
    asked = received(project, coordinator, at, person_key, "access")
    archive = zipfile.ZipFile(io.BytesIO(actions.hand_out_copy(asked, actor=coordinator, at=at)))
    rows = json.loads(archive.read("dane.json"))
    assert rows[0]["rows"][0]["title"] == {"pl": "Ala"}
    assert "Ala" in archive.read("dane.html").decode()
    assert Entry.objects.get(event="privacy.request.copied").count == 3
    with pytest.raises(rules.WrongKind):
        actions.erase(asked_again(project, coordinator, at, person_key), actor=coordinator, at=at)


def asked_again(project, actor, at, person_key):
    return received(project, actor, at, person_key, "access")


def test_a_request_is_about_somebody_here_and_not_from_the_future(project, other_project, coordinator, at, person_key):
    with pytest.raises(rules.PersonUnknown):
        received(project, coordinator, at, "nobody")
    with pytest.raises(rules.PersonUnknown):
        received(other_project, an_actor("coordinator", other_project), at, person_key)
    with pytest.raises(rules.ReceivedLater):
        actions.receive_request(
            project, "access", person_key=person_key, received_at=at + timedelta(days=1), actor=coordinator, at=at
        )


@pytest.mark.parametrize("role", ["controller", "administrator", "editor"])
def test_only_the_project_office_answers_requests(project, at, person_key, role):
    with pytest.raises(PermissionDenied):
        received(project, an_actor(role, project), at, person_key)


@pytest.mark.parametrize(
    ("came", "last"), [((2026, 1, 31), date(2026, 2, 28)), ((2026, 12, 15), date(2027, 1, 15)), ((2026, 5, 31), date(2026, 6, 30))]
)
def test_an_answer_is_due_within_a_month(came, last):
    assert rules.answer_by(datetime(*came, 12, tzinfo=clock.WARSAW)) == last


def test_screens_of_a_request(signed_in, project, at, person_key):
    client = signed_in("coordinator")
    path = reverse("privacy:request_receive")
    assert person_key in client.get(f"{path}?osoba={person_key}").content.decode()
    assert client.post(path, {"person_key": "nikt", "kind": "access", "received_on": "2026-01-05"}).status_code == 200
    for kind in ("access", "erasure"):
        given = {"person_key": person_key, "kind": kind, "received_on": "2026-01-05"}
        assert client.post(path, given).status_code == 302
    page = client.get(reverse("privacy:requests"))
    access, erasure = sorted(page.context["asked"], key=lambda one: one.request.kind)
    assert client.get(reverse("privacy:request_answer", args=[erasure.request.key])).status_code == 200
    copy = client.post(reverse("privacy:request_copy", args=[access.request.key]))
    assert copy["Content-Type"] == "application/zip"
    assert client.post(reverse("privacy:request_copy", args=[erasure.request.key])).status_code == 302
    for _unused in range(2):
        assert client.post(reverse("privacy:request_erase", args=[erasure.request.key])).status_code == 302
    assert client.get(reverse("privacy:request_answer", args=[erasure.request.key])).status_code == 200
    assert len(queries.worklist(an_actor("coordinator", project), clock.now())) == 0


def test_an_open_request_waits_on_the_desk_and_gets_late(project, coordinator, at, person_key):
    received(project, coordinator, at, person_key)
    assert not queries.worklist(coordinator, at)[0].is_late
    assert queries.worklist(coordinator, at + timedelta(days=40))[0].is_late
    assert queries.worklist(an_actor("administrator", project), at) == []


def test_a_run_deletes_what_is_due_and_says_how_much(project, at):
    old = at - timedelta(days=100)
    keep = {"name": "x.csv", "media_type": "text/csv", "purpose": "p.x", "project": project}
    draft = files.keep(b"a", retention="draft", at=old, **keep)
    files.keep(b"b", retention="project", at=old, **keep)
    entry = record("accounts.session.opened", a_user(), actor=system(), at=old, values={"a": 1})
    EntryDetail.objects.update(delete_after=at.date())
    run = actions.run_retention(actor=system(), at=at)
    assert run.counts["files.StoredFile"] == 1
    assert run.counts["audit.EntryDetail"] == 1
    assert not StoredFile.objects.filter(pk=draft.pk).exists()
    assert Entry.objects.filter(pk=entry.pk).exists()
    assert not EntryDetail.objects.exists()


def test_days_of_drafts_come_from_the_funding_profile(project, at):
    given = {"name": "x", "media_type": "t", "purpose": "p.x", "retention": "draft"}
    files.keep(b"a", project=project, at=at - timedelta(days=20), **given)
    files.keep(b"a", project=None, at=at - timedelta(days=20), **given)
    assert files.queries.files_due(at).count() == 0
    project.profile.data = {"retention": {"draft": {"days": 10}}}
    project.profile.save()
    assert [one.project for one in files.queries.files_due(at)] == [project]


@pytest.mark.django_db(transaction=True)
def test_bytes_that_no_row_names_go_after_a_day(project):
    stored = files.keep(b"a", name="x", media_type="t", purpose="p.x", retention="project", project=project, at=clock.now())
    StoredFile.objects.all().delete()
    assert stored.stored_as not in files.orphans(clock.now())
    later = clock.now() + timedelta(days=2)
    assert stored.stored_as in files.orphans(later)
    files.delete_orphans(actor=system(), at=later)
    assert stored.stored_as not in files.orphans(later)


def test_screens_of_retention_and_register(signed_in):
    client = signed_in("administrator")
    assert client.get(reverse("privacy:retention")).status_code == 200
    assert client.get(reverse("privacy:register_page")).status_code == 200
    assert client.post(reverse("privacy:retention_run")).status_code == 302
    assert RetentionRun.objects.count() == 1
    assert client.get(reverse("privacy:retention")).status_code == 200
    assert client.get(reverse("privacy:requests")).status_code == 403


def test_texts_are_published_on_a_screen(signed_in, project):
    client = signed_in("coordinator")
    assert client.get(reverse("privacy:texts")).status_code == 200
    path = reverse("privacy:text_publish", args=["statement"])
    assert client.get(path).status_code == 200
    assert client.post(path, {"title_pl": "A", "body_pl": ""}).status_code == 200
    assert client.post(path, {"title_pl": "A", "body_pl": "B"}).status_code == 302
    assert b"B" in client.get(path).content
    assert client.get(reverse("privacy:text_publish", args=["cokolwiek"])).status_code == 404


def test_hold_place_and_hold_lift(signed_in, project):
    client = signed_in("coordinator")
    path = reverse("privacy:hold_place")
    assert client.get(path).status_code == 200
    assert client.post(path, {"reason": ""}).status_code == 200
    assert client.post(path, {"reason": "Kontrola IZ 12/2033"}).status_code == 302
    assert "Kontrola IZ 12/2033" in client.get(reverse("privacy:retention")).content.decode()
    hold = Hold.objects.get()
    for _unused in range(2):
        client.post(reverse("privacy:hold_lift", args=[hold.key]))
    hold.refresh_from_db()
    assert hold.lifted_at
    assert list(Entry.objects.filter(event__startswith="privacy.hold").values_list("event", flat=True).order_by("pk")) == [
        "privacy.hold.placed",
        "privacy.hold.lifted",
    ]


def test_another_projects_hold_is_not_found_and_a_controller_places_none(signed_in, project, other_project, at):
    hold = Hold.objects.create(project=other_project, reason="x", placed_at=at)
    assert signed_in("coordinator").post(reverse("privacy:hold_lift", args=[hold.key])).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.place_hold(project, reason="x", actor=an_actor("controller", project), at=at)


@pytest.mark.parametrize(
    ("paid", "days", "until"),
    [
        (date(2028, 3, 1), 1826, date(2033, 12, 31)),
        (date(2027, 12, 31), 1826, date(2032, 12, 31)),
        (date(2028, 3, 1), 3653, date(2038, 12, 31)),
        (date(2028, 3, 1), 90, date(2029, 3, 31)),
        (None, 1826, None),
        (date(2028, 3, 1), None, None),
    ],
)
def test_records_stay_whole_years_from_the_end_of_the_year_of_the_last_payment(paid, days, until):
    assert rules.kept_until(paid, days) == until
