"""The desk: a call from nothing to publication, section by section; copies, two tabs, refusals; discarding."""

from datetime import timedelta

import pytest
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.kernel import clock
from atut.work.partnership.tests.factories import a_partner
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.actions import publish_call
from atut.work.recruitment.models import Call
from atut.work.recruitment.queries.calls import as_published
from atut.work.recruitment.rules.moves import CallStatus
from atut.work.recruitment.rules.sections import Section
from atut.work.recruitment.tests.factories import a_call, a_regulation, the_texts
from atut.work.selection.rules.frozen import hash_of
from atut.work.selection.rules.terms import Amount, Bound, Fact, Pool, Ties

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(project):
    return an_edition(project, capacity=10)


def url(name, call=None, section=None):
    args = [call.key] if call else []
    return reverse(f"recruitment:{name}", args=[*args, section.value] if section else args)


def words(edition, **changes):
    today = clock.today()
    return {
        "title_pl": "Nabór zimowy",
        "title_en": "Winter call",
        "opens_on": today.isoformat(),
        "opens_hour": "8:00",
        "closes_on": (today + timedelta(days=20)).isoformat(),
        "closes_hour": "16:00",
        f"places_{edition.key}": "8",
        **changes,
    }


def as_sent(client, call, section, **typed):
    """What a browser would send: what stands in the form, with what somebody typed over it."""
    page = client.get(url("call_edit", call, section))
    form = page.context["form"]
    data = {"seen": page.context["seen"], **getattr(form, "counts", {})}
    for name in form.fields:
        value = form[name].value()
        if value is not False and value not in (None, "", []):
            data[name] = value.isoformat() if hasattr(value, "isoformat") and not hasattr(value, "hour") else value
    return {name: value for name, value in {**data, **typed}.items() if value is not None}


def save(client, call, section, **typed):
    return client.post(url("call_edit", call, section), as_sent(client, call, section, **typed))


def test_a_call_goes_from_nothing_through_its_sections_to_publication(project, office, edition, signed_in):
    a_partner(project, office)
    the_texts(project)
    client = signed_in("coordinator")
    assert client.get(url("call_new")).status_code == 200
    answer = client.post(url("call_new"), words(edition))
    call = Call.objects.get()
    typed = {
        Section.ACCESS: {"posts": ["official", "managerial"], "superior_consent": "on"},
        Section.FORMAL: {"label_pl_0": "Zaświadczenie", "why_pl_0": "Wymaga go umowa."},
        Section.POINTS: {"label_pl_0": "Obsługuję mieszkańców", "points_0": "5", "source_0": "answer", "fact_age_45": "3"},
        Section.BOUNDS: {"fact_0": "woman", "least_0": "50 %", "fact_1": "age_45", "office_1": office.key, "least_1": "1"},
        Section.ORDER: {"most_places": "1", "pairs": "on"},
        Section.TERMS: {"answer_days": "3", "correction_days": "5", "appeal_days": "7"},
        Section.OTHER: {"sentence_pl_0": "Zajęcia są bezpłatne."},
    }
    for section, fields in typed.items():
        assert answer["Location"] == url("call_edit", call, section)
        answer = save(client, call, section, **fields)
    assert answer["Location"] == url("call_publish", call)
    whole = client.get(url("call_publish", call))
    assert whole.context["missing"] == []
    said = whole.content.decode().replace("\u00a0", " ")
    for sentence in (
        "Kobiety: co najmniej 50 % miejsc, czyli 4 miejsca.",
        "Zaświadczenie (Wymaga go umowa).",
        "Obsługuję mieszkańców: 5 punktów",
    ):
        assert sentence in said
    assert client.post(url("call_publish", call))["Location"] == url("call_show", call)
    call = Call.objects.get()
    assert (call.status, call.title["en"], call.openings.get().places) == (CallStatus.PUBLISHED, "Winter call", 8)
    assert [(c["code"], c["points"], c["source"]) for c in call.regulation["criteria"]] == [
        ("obsluguje_mieszkancow", 5, "answer"), ("age_45", 3, "age_45"),
    ]  # fmt: skip


def test_every_section_reads_what_it_wrote(project, office, edition, signed_in, at):
    a_partner(project, office)
    returns = clock.at(clock.today() + timedelta(days=40))
    kept = a_regulation(
        bounds=(Bound(Fact.WOMAN, at_least=Amount(50, is_percent=True)), Bound("", office.key, edition.key, None, Amount(6))),
        pools=(Pool(office.key, edition.key, 2),),
        pools_return_at=returns,
        ties=Ties.DRAW,
        draw_value={"pl": "Lotto"},
        draw_on=clock.today() + timedelta(days=30),
    )
    call = a_call(project, [edition], at=clock.now(), published=False, regulation=kept)
    client = signed_in("coordinator")
    for section in Section:
        assert save(client, call, section).status_code == 302, section
    again = Call.objects.get()
    assert again.rules == kept
    assert (again.title, again.opens_at.replace(second=0, microsecond=0)) == (
        call.title,
        call.opens_at.replace(second=0, microsecond=0),
    )


def test_call_new_starts_from_an_earlier_regulation(project, edition, signed_in):
    earlier = a_call(
        project, regulation=a_regulation(bounds=(Bound(Fact.WOMAN, at_least=Amount(1)),), appeal_days=9), answer_days=6
    )
    client = signed_in("coordinator")
    assert client.get(url("call_new"), {"wzor": earlier.key}).context["form"]["like"].value() == earlier.key
    client.post(url("call_new"), words(edition, like=earlier.key))
    call = Call.objects.exclude(pk=earlier.pk).get()
    assert (call.rules.bounds, call.rules.appeal_days, call.answer_days) == (earlier.rules.bounds, 9, 6)


@pytest.mark.parametrize(
    ("section", "typed", "field"),
    [
        (Section.WORDS, {"closes_hour": "25"}, "closes_hour"),
        (Section.WORDS, {"closes_on": "2020-01-01"}, "closes_on"),
        (Section.FORMAL, {"label_pl_0": "Dyplom"}, "why_pl_0"),
        (Section.POINTS, {"label_pl_0": ""}, "label_pl_0"),
        (Section.POINTS, {"label_pl_1": "x"}, "points_1"),
        (Section.POINTS, {"label_pl_1": "Obsługuję mieszkańców", "code_1": "residents", "points_1": "2"}, "label_pl_1"),
        (Section.BOUNDS, {"least_0": "wiele"}, "least_0"),
        (Section.BOUNDS, {"least_0": "101 %"}, "least_0"),
        (Section.BOUNDS, {"fact_0": "woman"}, "least_0"),
        (Section.BOUNDS, {"kept_0": "2"}, "kept_office_0"),
        (Section.ORDER, {"ties": "draw", "draw_value_pl": "Lotto"}, "draw_on"),
        (Section.TERMS, {"appeal_days": "-1"}, "appeal_days"),
    ],
)
def test_call_edit_says_what_to_mend(project, edition, signed_in, section, typed, field):
    call = a_call(project, [edition], published=False)
    page = save(signed_in("coordinator"), call, section, **typed)
    assert field in page.context["form"].errors
    assert Call.objects.get().regulation == call.regulation


def test_call_edit_adds_lines_and_keeps_what_was_typed(project, edition, signed_in):
    call = a_call(project, [edition], published=False)
    client = signed_in("coordinator")
    before = client.get(url("call_edit", call, Section.POINTS)).context["form"].counts["criteria"]
    page = save(client, call, Section.POINTS, more="criteria", label_pl_1="Nowe")
    form = page.context["form"]
    assert (form.counts["criteria"], form["label_pl_1"].value()) == (before + 3, "Nowe")


def test_two_tabs_are_told_and_may_save_over_it_then(project, edition, signed_in):
    call = a_call(project, [edition], published=False)
    client = signed_in("coordinator")
    mine = as_sent(client, call, Section.TERMS, appeal_days="5")
    save(client, call, Section.TERMS, appeal_days="7")
    told = client.post(url("call_edit", call, Section.TERMS), mine)
    assert "Ktoś zapisał tę część" in told.content.decode()
    assert Call.objects.get().rules.appeal_days == 7
    client.post(url("call_edit", call, Section.TERMS), {**mine, "seen": told.context["seen"]})
    assert Call.objects.get().rules.appeal_days == 5


@pytest.mark.parametrize("section", Section)
def test_call_edit_of_a_published_call_is_refused_with_the_sentence(project, edition, signed_in, section):
    call = a_call(project, [edition], published=False)
    client = signed_in("coordinator")
    opened_before = as_sent(client, call, section)
    the_texts(project)
    call = publish_call(call, actor=an_actor("coordinator", project), at=call.opens_at)
    page = client.post(url("call_edit", call, section), opened_before)
    assert "nie można zmienić" in page.content.decode()
    assert client.get(url("call_edit", call, section))["Location"] == url("call_publish", call)
    kept = Call.objects.get()
    assert (kept.regulation, kept.published_hash) == (call.regulation, hash_of(as_published(kept)))


def test_call_edit_of_a_section_that_is_none_is_not_found(project, edition, signed_in):
    call = a_call(project, [edition])
    assert signed_in("coordinator").get(reverse("recruitment:call_edit", args=[call.key, "nic"])).status_code == 404


def test_call_publish_names_what_is_missing_with_its_section(project, signed_in):
    call = a_call(project, [], published=False)
    page = signed_in("coordinator").get(url("call_publish", call)).content.decode()
    assert "2 rzeczy do poprawy" in page
    assert url("call_edit", call, Section.WORDS) in page
    assert "Ogłoś nabór" not in page


def test_call_discard_asks_first_and_then_throws_the_draft_away(project, office, signed_in):
    client, call = signed_in("coordinator"), a_call(project, published=False)
    assert url("call_discard", call) in client.get(url("call_show", call)).content.decode()
    assert client.get(url("call_discard", call)).status_code == 200
    assert Call.objects.exists()
    answer = client.post(url("call_discard", call), follow=True)
    assert "jest usunięty" in answer.content.decode()
    assert not Call.objects.exists()


def test_call_discard_of_a_published_call_says_why_not(project, signed_in):
    call = a_call(project)
    answer = signed_in("coordinator").post(url("call_discard", call))
    assert "nie można go usunąć" in answer.content.decode()
    assert Call.objects.exists()
