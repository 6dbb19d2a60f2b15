"""The screens of the partnership: people, partners, gminas, goals."""

import pytest
from django.urls import reverse

from atut.base.audit.models import Entry
from atut.base.projects.tests.factories import a_commune, an_office
from atut.work.partnership.models import Employment, Goal, Partner, Person, StaffImport
from atut.work.partnership.tests.factories import a_goal, a_partner, a_person

pytestmark = pytest.mark.django_db


def to(name, *keys):
    return reverse(f"partnership:{name}", args=keys)


@pytest.fixture
def desk(signed_in):
    return signed_in("coordinator")


@pytest.fixture
def lead(signed_in, project, office):
    a_partner(project, office)
    return signed_in("office_lead", office)


def test_people_are_found_without_polish_letters(desk, project, office):
    a_person(project, office, first_name="Łucja", last_name="Żółkiewska")
    a_person(project, an_office("Repki"), first_name="Jan", last_name="Inny")
    page = desk.get(to("people"), {"szukaj": "zolk"}).content.decode()
    assert "Żółkiewska Łucja" in page
    assert "Inny" not in page
    page = desk.get(to("people"), {"urzad": office.key}).content.decode()
    assert "Żółkiewska" in page
    assert "Inny" not in page


def test_an_office_lead_sees_own_people_only(lead, project, office):
    mine, other = a_person(project, office), a_person(project, an_office("Repki"), last_name="Obca")
    assert "Obca" not in lead.get(to("people")).content.decode()
    assert lead.get(to("person_show", mine.key)).status_code == 200
    for name in ("person_show", "person_change"):
        assert lead.get(to(name, other.key)).status_code == 404
    assert lead.post(to("person_reveal", mine.key)).status_code == 403


@pytest.mark.parametrize("screen", ["people", "staff_imports", "partners", "goals"])
def test_lists_ask_the_same_number_of_questions(desk, project, django_assert_num_queries, screen):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked():
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(to(screen)).status_code == 200
        return len(asked)

    def more(count):
        for _unused in range(count):
            office = a_partner(project, an_office(commune=a_commune(terc=f"{Partner.objects.count():07d}"))).organisation
            a_person(project, office)
            a_goal(project)
            StaffImport.objects.create(project=project, organisation=office, name="a.csv", uploaded_at=project.created_at)

    more(3)
    asked()
    few = asked()
    more(20)
    assert asked() == few


def test_the_number_is_masked_and_a_look_recorded(desk, project, office):
    person = a_person(project, office)
    page = desk.get(to("person_show", person.key)).content.decode()
    assert person.pesel not in page
    assert f"•{person.pesel[-2:]}" in page
    assert desk.get(to("person_reveal", person.key)).status_code == 405
    assert person.pesel in desk.post(to("person_reveal", person.key)).content.decode()
    assert Entry.objects.filter(event="partnership.person.looked_at").count() == 1


def test_person_add(lead, project, office):
    typed = {"first_name": "Anna", "last_name": "Nowa", "organisation": office.key, "post": "referent"}
    assert lead.post(to("person_add"), typed).status_code == 302
    assert Employment.objects.get(person__last_name="Nowa").organisation == office
    elsewhere = a_partner(project, an_office("Repki")).organisation
    assert lead.post(to("person_add"), typed | {"organisation": elsewhere.key}).status_code == 200


def test_person_change(desk, project, office):
    person = a_person(project, office)
    assert desk.get(to("person_change", person.key)).status_code == 200
    desk.post(to("person_change", person.key), {"email": "nowy@example.org", "phone": "", "language": "en"})
    person.refresh_from_db()
    assert (person.email, person.phone, person.language) == ("nowy@example.org", "", "en")


def test_person_merge(desk, project, office):
    person = a_person(project, office, first_name="Anna", last_name="Nowak")
    twin = a_person(project, an_office("Repki"), pesel="", first_name="Anna", last_name="Nowak")
    assert desk.get(to("person_merge", person.key)).status_code == 200
    assert desk.post(to("person_merge", person.key), {"duplicate": twin.key}).status_code == 302
    assert not Person.objects.filter(pk=twin.pk).exists()


def test_employment_end(desk, project, office, at):
    person = a_person(project, office)
    job = person.employments.get()
    assert desk.get(to("employment_end", person.key, job.key)).status_code == 200
    typed = {"until_0": "1", "until_1": "5", "until_2": "2026", "until_day": "1", "until_month": "5", "until_year": "2026"}
    assert desk.post(to("employment_end", person.key, job.key), typed).status_code == 302
    job.refresh_from_db()
    assert job.until.isoformat() == "2026-05-01"


def test_the_class_of_a_gmina_is_unverified_until_confirmed(desk, project):
    commune = a_commune(degurba=3, degurba_source="wniosek z rodzaju gminy")
    partner = a_partner(project, an_office(commune=commune))
    assert desk.get(to("partners")).status_code == 200
    assert desk.get(to("partner_show", partner.key)).status_code == 200
    assert desk.get(to("degurba_confirm", partner.key)).status_code == 200
    typed = {"degurba": "3", "year": "2024", "source": "Eurostat, LAU 2024"}
    assert desk.post(to("degurba_confirm", partner.key), typed).status_code == 302
    commune.refresh_from_db()
    assert commune.confirmed_degurba == 3


def test_partner_add(desk, project):
    office = an_office("Repki")
    assert desk.get(to("partner_add")).status_code == 200
    assert desk.post(to("partner_add"), {"organisation": office.key, "role": "lead"}).status_code == 302
    assert Partner.objects.get().organisation == office


def test_the_tree_of_goals_is_built_on_screen(desk, project):
    typed = {"title_pl": "Lepsze usługi", "title_en": "Better services"}
    assert desk.post(to("goal_add"), typed).status_code == 302
    main = Goal.objects.get()
    assert desk.get(to("goal_add", main.key)).status_code == 200
    assert desk.post(to("goal_add", main.key), {"title_pl": "Dostępność"}).status_code == 302
    assert desk.get(to("goal_change", main.key)).status_code == 200
    assert desk.post(to("goal_change", main.key), {"title_pl": "Dobre usługi"}).status_code == 302
    page = desk.get(to("goals")).content.decode()
    assert page.index("Dobre usługi") < page.index("Dostępność")
    desk.post(to("goal_remove", main.key))
    assert Goal.objects.count() == 2
    desk.post(to("goal_remove", Goal.objects.get(parent=main).key))
    assert Goal.objects.count() == 1


def test_erasing_leaves_an_empty_row(project, office, coordinator, at):
    from atut.work.partnership import personal_data, queries

    person = a_person(project, office)
    assert queries.why_person_stays(person.key, at) is None
    for one in personal_data.DATA_SETS:
        if one.for_person:
            list(one.for_person(person.key))
        if one.erase:
            one.erase(person.key, actor=coordinator, at=at)
    person.refresh_from_db()
    assert (person.full_name, person.pesel, person.identity_hash) == ("", "", None)
    assert not person.employments.exists()


def test_goal_move_and_goal_place(signed_in, project):
    main, other = a_goal(project), a_goal(project)
    one, two = a_goal(project, main), a_goal(project, main)
    client = signed_in("coordinator")
    client.post(reverse("partnership:goal_move", args=[two.key]), {"way": "up"})
    assert [goal.pk for goal in main.children.order_by("position")] == [two.pk, one.pk]
    answer = client.post(reverse("partnership:goal_move", args=[two.key]), {"way": "up"}, follow=True)
    assert "na tym końcu" in answer.content.decode()
    place = reverse("partnership:goal_place", args=[one.key])
    assert str(other) in client.get(place).content.decode()
    assert client.post(place, {"above": main.key}).status_code == 200  # it stands there already: no choice
    assert client.post(place, {"above": other.key}).status_code == 302
    one.refresh_from_db()
    assert one.parent == other
    assert client.get(reverse("partnership:goal_place", args=[main.key])).status_code == 200
    assert signed_in("office_lead").get(place).status_code == 403
