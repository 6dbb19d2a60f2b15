"""Terms of a regulation: working days, the superior's consent, minimums of points; by the verbs, in letters, in the editor."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from atut.base.accounts.tests.factories import an_actor
from atut.base.kernel import clock
from atut.base.mail.models import Message
from atut.work.recruitment import actions
from atut.work.recruitment.actions.consenting import Answer
from atut.work.recruitment.models import Call, Consent
from atut.work.recruitment.queries.calls import rules_in_words
from atut.work.recruitment.rules import enclosing
from atut.work.recruitment.rules.moves import CallStatus
from atut.work.recruitment.rules.places import answer_by
from atut.work.recruitment.rules.points import Criterion
from atut.work.recruitment.rules.regulation import Access, ConsentUntil, Regulation, Term, regulation_from
from atut.work.recruitment.tests.factories import a_call, a_call_for, an_application, holder

pytestmark = pytest.mark.django_db
WORKING = Regulation(
    working=(Term.ANSWER, Term.APPEAL, Term.CORRECTION), correction_days=5, appeal_days=7,
    access=Access(superior_consent=True, consent_until=ConsentUntil.DAYS, consent_days=3, consent_working=True),
)  # fmt: skip
YES = Answer(is_given=True)


def letter(kind):
    return Message.objects.get(kind=f"recruitment.{kind}").text.replace("\u00a0", " ")


def test_it_is_kept_and_said():
    assert regulation_from(WORKING.as_data()) == WORKING
    assert WORKING.as_data()["version"] == 3
    assert Regulation(access=Access(superior_consent=True)).as_data()["version"] == 2


def test_an_offer_of_christmas_waits_for_working_days():
    offered = clock.at(date(2026, 12, 23), 12)
    assert answer_by(offered, days=3, starts_on=date(2027, 3, 1), working=True) == clock.at(date(2026, 12, 31))
    assert answer_by(offered, days=3, starts_on=date(2027, 3, 1)) == clock.at(date(2026, 12, 27))


def test_a_correction_runs_in_working_days(project, office):
    friday = clock.at(date(2026, 12, 18), 9)
    call = a_call_for(project, friday, working=(Term.CORRECTION,), correction_days=5)
    application = an_application(call, office, at=friday)
    asked = actions.ask_correction(application, "Brak podpisu.", [], actor=an_actor("coordinator", project), at=friday)
    assert clock.local(asked.answer_by) == clock.at(date(2026, 12, 30))
    assert "29 grudnia 2026" in letter("correction_asked")


def test_the_consent_has_to_come_in_its_days_and_the_letter_names_the_last(project, office):
    friday = clock.at(date(2026, 12, 18), 9)
    access = WORKING.access
    call = a_call_for(project, friday, access=access)
    an_application(call, office, at=friday, superior="szef@example.org")
    assert "23 grudnia 2026" in letter("consent_asked")
    consent, too_late = Consent.objects.get(), clock.at(date(2026, 12, 24))
    with pytest.raises(enclosing.ConsentLate):
        actions.answer_consent(consent, YES, actor=holder(consent, project), at=too_late)
    answered = actions.answer_consent(consent, YES, actor=holder(consent, project), at=too_late - timedelta(seconds=1))
    assert answered.is_given


def test_the_consent_has_to_come_before_the_list(project, office):
    at = clock.now()
    call = a_call_for(project, at, access=Access(superior_consent=True, consent_until=ConsentUntil.LIST))
    an_application(call, office, at=at, superior="szef@example.org")
    assert "przed rozstrzygnięciem naboru" in letter("consent_asked")
    consent = Consent.objects.select_related("application__call").get()
    Call.objects.update(status=CallStatus.SELECTED)
    with pytest.raises(enclosing.ConsentAfterTheList):
        actions.answer_consent(consent, YES, actor=holder(consent, project), at=at)
    Call.objects.update(status=CallStatus.PUBLISHED)
    assert actions.answer_consent(consent, YES, actor=holder(consent, project), at=at).is_given


def test_points_below_the_minimum_wait_for_a_rejection_that_says_both_numbers(project, office):
    at, coordinator = clock.now(), an_actor("coordinator", project)
    call = a_call_for(project, at, criteria=(Criterion("a", {"pl": "Obsługa"}, 5),), least_points=5)
    low = an_application(call, office, at=at, assessed=True)
    assert (low.status, low.points) == ("submitted", 0)
    high = an_application(call, office, at=at, answers={"a": True}, assessed=True)
    assert high.status == "eligible"
    actions.reject_formally(low, "below_minimum", actor=coordinator, at=at)
    assert "0 punktów, a wymagane minimum to 5" in letter("application_rejected")


def test_the_editor_writes_days_minimums_and_the_consent(project, edition, signed_in):
    call = a_call(project, [edition], published=False, criteria=[Criterion("a", {"pl": "A"}, 5)])
    client = signed_in("coordinator")

    def save(section, **typed):
        url = reverse("recruitment:call_edit", args=[call.key, section])
        page = client.get(url)
        return client.post(url, {"seen": page.context["seen"], **getattr(page.context["form"], "counts", {}), **typed})

    lacking = save("uprawnieni", superior_consent="on", consent_until="days")
    assert "consent_days" in lacking.context["form"].errors
    assert (
        save(
            "uprawnieni", superior_consent="on", consent_until="days", consent_days="3", consent_working="on", same_form_bars="on"
        ).status_code
        == 302
    )
    too_many = save("punkty", label_pl_0="A", code_0="a", points_0="5", least_points="6")
    assert "6" in str(too_many.context["form"].errors)
    assert save("punkty", label_pl_0="A", code_0="a", points_0="5", least_0="5", least_points="5").status_code == 302
    days = {"answer_days": "3", "answer_working": "on", "correction_days": "5", "appeal_days": "0", "appeal_working": "on"}
    assert save("terminy", **days).status_code == 302
    rules = Call.objects.get().rules
    assert rules.access == WORKING.access
    assert (rules.working, rules.least_points, rules.criteria[0].least) == (("answer",), 5, 5)
    with translation.override("pl"):
        said = " ".join(rules_in_words(Call.objects.get())).replace("\u00a0", " ")
    for words in ("3 dni robocze na odpowiedź", "5 pełnych dni", "termin: 3 dni robocze", "co najmniej 5 z 5 punktów", "bez świąt"):
        assert words in said
    client.post(reverse("recruitment:call_edit", args=[call.key, "uprawnieni"]), {"consent_until": "list"})
    save("uprawnieni", superior_consent="on", consent_until="list", consent_days="9")
    with translation.override("pl"):
        assert "przed rozstrzygnięciem" in " ".join(rules_in_words(Call.objects.get()))
