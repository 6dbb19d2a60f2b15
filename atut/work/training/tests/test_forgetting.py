"""An erasure through all rooms: no value of the person is left anywhere, and what must stay is named with its duty."""

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from atut.base.accounts.models import User
from atut.base.audit.journal import record
from atut.base.audit.models import Entry
from atut.base.files import actions as files
from atut.base.files.models import StoredFile
from atut.base.files.rules import Retention
from atut.base.files.tests.making import a_pdf
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor, system
from atut.base.mail.models import Message
from atut.base.privacy import actions as privacy
from atut.base.privacy import queries, register, rules
from atut.base.projects.models import Project
from atut.work.partnership.actions import merge_people, register_person
from atut.work.partnership.models import Person, PersonClaim
from atut.work.partnership.tests.factories import a_partner, a_pesel, details
from atut.work.recruitment import actions as recruitment
from atut.work.recruitment.models import Application
from atut.work.recruitment.tests.factories import a_call, application_data
from atut.work.training.models import Certificate, Participation
from atut.work.training.tests.factories import a_group, an_edition, an_enrolment

pytestmark = pytest.mark.django_db
NAME, EMAIL, PHONE, STREET, NEEDS = "Zdzibrawa", "zdzibrawa@example.org", "600 700 811", "ul. Kasztanowa 17/3", "pętla indukcyjna"


def texts():
    """Every text of every table, decrypted where it is encrypted: (where, text)."""
    for model in apps.get_models(include_auto_created=True):
        for row in model._default_manager.all():
            for field in model._meta.concrete_fields:
                value = getattr(row, field.attname)
                if isinstance(value, str | dict | list):
                    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
                    yield f"{model._meta.label}.{field.name}", words


def found_in(values):
    return sorted({where for where, text in texts() if any(value.casefold() in text.casefold() for value in values)})


@pytest.fixture
def pesel():
    return a_pesel()


@pytest.fixture
def applicant(project, coordinator, at, pesel):
    """Somebody who applied on paper, with a scan, a receipt by e-mail, an account and a corrected record."""
    a_partner(project)
    call = a_call(project, at=at)
    person = details(first_name=NAME, last_name="Pędziwiatr", email=EMAIL, phone=PHONE, pesel=pesel)
    data = application_data(call, at=at, person=person, access_needs=NEEDS)
    paper = recruitment.Paper("OR.7", scan=a_pdf(), scan_name=f"{NAME}.pdf")
    application = recruitment.submit(call, data, actor=coordinator, at=at, paper=paper)
    user = User.objects.create_user(EMAIL, "haslo-1234567", name=f"{NAME} Pędziwiatr")
    PersonClaim.objects.create(user=user, person=application.person, claimed_at=at)
    record("recruitment.application.corrected", application, actor=coordinator, at=at, values={"telefon": PHONE})
    record("recruitment.place.confirmed", application, actor=Actor(f"{NAME} <{EMAIL}>", user.pk, project.pk), at=at)
    return application


def over(project, at):
    """The day on which the years of keeping are over, for a project paid out this year."""
    project.profile.data = {"retention": {"project": {"days": 1826, "article": {"pl": "art. 82 rozporządzenia 2021/1060"}}}}
    project.profile.save()
    Project.objects.filter(pk=project.pk).update(last_payment_on=at.date())
    project.refresh_from_db()
    return clock.at(date(at.year + 6, 1, 1), 3)


def erased(project, person_key, *, actor, at):
    asked = privacy.receive_request(project, "erasure", person_key=person_key, received_at=at, actor=actor, at=at)
    return privacy.erase(asked, actor=actor, at=at)


def test_the_walk_finds_what_is_there(applicant, pesel):
    found = found_in([NAME, EMAIL, PHONE, pesel, NEEDS])
    assert {"partnership.Person.first_name", "partnership.Person.pesel", "mail.Message.text", "accounts.User.email"} <= set(found)
    assert {"audit.EntryDetail.values", "audit.Entry.actor_label", "recruitment.Application.access_needs"} <= set(found)
    assert "files.StoredFile.name" in found


def test_what_a_duty_keeps_is_named_with_its_article_and_day(applicant, project, coordinator, at):
    over(project, at)
    outcome = erased(project, applicant.person.key, actor=coordinator, at=at)
    stays = {row["set"]: row for row in outcome if not row["goes"]}
    for label in ("recruitment.Application", "partnership.Person", "mail.Message", "files.StoredFile", "audit.EntryDetail"):
        assert stays[label]["until"] == f"{at.year + 5}-12-31"
        assert "art. 82" in stays[label]["why"]
    assert found_in([PHONE]) != []
    assert Message.objects.exclude(text="").exists()


def test_after_the_years_no_value_is_left_and_the_trail_still_reads(applicant, project, coordinator, at, pesel):
    later = over(project, at)
    before = Entry.objects.filter(subject_key=applicant.key).count()
    outcome = erased(project, applicant.person.key, actor=coordinator, at=later)
    assert {row["set"] for row in outcome if row["goes"]} >= {
        "recruitment.Application", "partnership.Person", "mail.Message", "files.StoredFile", "audit.EntryDetail", "audit.Entry",
        "privacy.Declaration", "accounts.User",
    }  # fmt: skip
    assert found_in([NAME, "Pędziwiatr", EMAIL, PHONE, pesel, NEEDS]) == []
    assert Entry.objects.filter(subject_key=applicant.key).count() >= before
    assert Message.objects.filter(about_key=applicant.key, state="erased").exists()
    assert Application.objects.get(pk=applicant.pk).number == applicant.number
    assert not User.objects.get(claims=None, email__endswith="@erased.invalid").is_active


def test_an_account_that_works_here_is_not_taken_with_the_person(applicant, project, coordinator, at):
    user = User.objects.get(email=EMAIL)
    from atut.base.accounts.models import Membership

    Membership.objects.create(user=user, role="coordinator", project=project, since=at)
    erased(project, applicant.person.key, actor=coordinator, at=over(project, at))
    user.refresh_from_db()
    assert user.is_active
    assert user.email == EMAIL


def test_the_night_closes_the_records_of_a_project_and_a_hold_stops_it(project, coordinator, at, applicant, pesel):
    administrator = a_administrator(project)
    later = over(project, at)
    assert queries.projects_over(later - timedelta(days=2)) == []
    hold = privacy.place_hold(project, reason="Kontrola IZ 12/2033", actor=coordinator, at=at)
    assert privacy.run_retention(actor=system(), at=later).counts.get("records.people") is None
    with pytest.raises(rules.RecordsStay):
        privacy.close_records(project, actor=system(), at=later)
    privacy.lift_hold(hold, actor=administrator, at=later)
    with pytest.raises(rules.HoldLifted):
        privacy.lift_hold(hold, actor=administrator, at=later)
    assert [found.people for found in queries.projects_over(later)] == [[applicant.person.key]]
    assert privacy.run_retention(actor=system(), at=later).counts["records.people"] == 1
    assert found_in([NAME, EMAIL, PHONE, pesel, NEEDS]) == []
    assert privacy.run_retention(actor=system(), at=later).counts.get("records.people") is None


def a_administrator(project):
    from atut.base.accounts.tests.factories import an_actor

    return an_actor("administrator", project)


def test_a_person_on_hold_stays_when_the_others_go(project, coordinator, at, applicant):
    later = over(project, at)
    privacy.place_hold(project, person_key=applicant.person.key, reason="Spór II K 7/33", actor=coordinator, at=at)
    with pytest.raises(rules.HoldUnexplained):
        privacy.place_hold(project, reason=" ", actor=coordinator, at=at)
    with pytest.raises(rules.PersonUnknown):
        privacy.place_hold(project, person_key="nikt", reason="x", actor=coordinator, at=at)
    assert queries.projects_over(later) == []
    assert register.fates(applicant.person.key, later)[0].goes is False


def test_a_hold_on_one_person_keeps_that_persons_files_and_no_others(project, coordinator, at, applicant):
    other = details(first_name="Inna", last_name="Osoba")
    data, paper = application_data(applicant.call, at=at, person=other), recruitment.Paper("OR.8", scan=a_pdf(2))
    theirs = recruitment.submit(applicant.call, data, actor=coordinator, at=at, paper=paper)
    shared = files.keep(
        b"c", name="lista.pdf", media_type="application/pdf", purpose="recruitment.protocol", retention=Retention.PROJECT,
        project=project, at=at,
    )  # fmt: skip
    later = over(project, at)
    hold = privacy.place_hold(project, person_key=applicant.person.key, reason="Spór II K 7/33", actor=coordinator, at=at)
    [found] = queries.projects_over(later)
    assert found.people == [theirs.person.key]
    assert {one.pk for one in found.files} == {theirs.scan_id, shared.pk}
    assert privacy.run_retention(actor=system(), at=later).counts["records.people"] == 1
    assert StoredFile.objects.get(pk=applicant.scan_id).emptied_at is None
    assert files.read(applicant.scan) == a_pdf()
    shared.refresh_from_db()
    assert shared.emptied_at == later
    assert not StoredFile.objects.filter(pk=theirs.scan_id).exists()
    assert found_in([NAME]) != []
    privacy.lift_hold(hold, actor=coordinator, at=later)
    privacy.run_retention(actor=system(), at=later)
    assert found_in([NAME, EMAIL, PHONE, NEEDS]) == []


def test_the_name_of_an_entry_that_was_merged_goes_from_the_trail_too(applicant, project, coordinator, at):
    duplicate = register_person(
        project, details(first_name=NAME, last_name="Dawniejsza", pesel=""), organisation=None, actor=coordinator, at=at
    )
    merge_people(applicant.person, duplicate, actor=coordinator, at=at)
    assert "audit.EntryDetail.values" in found_in(["Dawniejsza"])
    copy = json.dumps([[str(v.value) for v in row] for part in register.copy_of(applicant.person.key) for row in part.rows])
    assert "Dawniejsza" in copy
    erased(project, applicant.person.key, actor=coordinator, at=over(project, at))
    assert found_in(["Dawniejsza", NAME]) == []


def test_merged_twice_the_first_name_still_goes(project, coordinator, at, applicant):
    first, second = (
        register_person(project, details(first_name=NAME, last_name=last, pesel=""), organisation=None, actor=coordinator, at=at)
        for last in ("Pierwotna", "Wtórna")
    )
    merge_people(second, first, actor=coordinator, at=at)
    merge_people(applicant.person, second, actor=coordinator, at=at)
    assert applicant.person.former_keys.count() == 2
    erased(project, applicant.person.key, actor=coordinator, at=over(project, at))
    assert found_in(["Pierwotna", "Wtórna"]) == []


def test_an_erasure_is_repeated_when_an_older_backup_brought_the_person_back(applicant, project, coordinator, at, pesel):
    """As after a restore: the person is there, the request is not. Sets that went then go again, whatever keeps them now."""
    key, sets = applicant.person.key, frozenset(one.model for one in register.data_sets() if one.erase or one.erase_things)
    assert any(not fate.goes for fate in register.fates(key, at))
    asked = privacy.erase_again(key, sets, erased_at=at, actor=system(), at=at + timedelta(days=2))
    assert (asked.answered_at, asked.person_key) == (at, key)
    assert found_in([NAME, EMAIL, PHONE, pesel, NEEDS]) == []
    assert Entry.objects.get(event="privacy.request.repeated").subject_key == asked.key
    assert [one.person_key for one in queries.erasures()] == [key]
    with pytest.raises(rules.PersonUnknown):
        privacy.erase_again("nikt", sets, erased_at=at, actor=system(), at=at)
    with pytest.raises(PermissionDenied):
        privacy.erase_again(key, sets, erased_at=at, actor=coordinator, at=at)


def test_somebody_trained_and_certified_goes_too_once_the_years_are_over(project, coordinator, at):
    enrolment = an_enrolment(a_group(edition=an_edition(project)))
    taking_part = enrolment.participation
    Participation.objects.filter(pk=taking_part.pk).update(entered_on=at.date(), street=STREET)
    person = taking_part.person
    Certificate.objects.create(
        enrolment=enrolment, number="TST/1", check_code="abc", issued_on=at.date(), facts={"name": person.last_name}, sha256="0"
    )
    outcome = erased(project, person.key, actor=coordinator, at=at)
    assert any(row["set"] == "training.Certificate" and not row["goes"] for row in outcome)
    erased(project, person.key, actor=coordinator, at=over(project, at))
    person = Person.objects.get(pk=person.pk)
    assert person.erased_at
    assert found_in([STREET, taking_part.person.last_name, taking_part.person.email]) == []


def test_a_copy_holds_the_letters_the_scan_and_polish_words(applicant, project, coordinator, at, pesel):
    asked = privacy.receive_request(project, "access", person_key=applicant.person.key, received_at=at, actor=coordinator, at=at)
    archive = zipfile.ZipFile(io.BytesIO(privacy.hand_out_copy(asked, actor=coordinator, at=at)))
    page, rows = archive.read("dane.html").decode(), json.loads(archive.read("dane.json"))
    labels = {row["set"] for row in rows}
    assert {"mail.Message", "files.StoredFile", "privacy.Declaration", "audit.EntryDetail", "accounts.User"} <= labels
    assert pesel in page
    assert "Numer PESEL" in page
    assert "first name" not in page
    assert NAME not in " ".join(archive.namelist())
    stored = StoredFile.objects.get(purpose="recruitment.scan")
    assert archive.read(f"pliki/{stored.key}.pdf") == a_pdf()
