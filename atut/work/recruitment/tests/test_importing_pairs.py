"""Two rows of one workbook that want both or none: taken in together or not at all, with a clear reason."""

import pytest
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.files import actions as files
from atut.base.kernel.sheets import read_table
from atut.work.partnership.tests.factories import a_partner, a_pesel
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.actions import coupling, importing
from atut.work.recruitment.models import Application
from atut.work.recruitment.queries.enclosing import pairs_of
from atut.work.recruitment.rules.applying import AlreadyApplied
from atut.work.recruitment.rules.enclosing import PairDiffers
from atut.work.recruitment.rules.importing import (
    Half,
    PartnerHere,
    PartnerIsSelf,
    PartnerNamesOther,
    PartnerTwice,
    PartnerUnknown,
    other_half,
)
from atut.work.recruitment.tests.factories import a_call_for
from atut.work.recruitment.tests.factories_importing import a_row, bring, filled_in, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(project, office, at):
    a_partner(project, office)
    return a_call_for(project, at, [an_edition(project), an_edition(project)], pairs=True)


def two(call, at, first=None, second=None):
    one = a_row(call, at, register_number="OR.1", partner="OR.2", **(first or {}))
    return [one, a_row(call, at, register_number="OR.2", **{"partner": "or.1", **(second or {})})]


def reasons(call, rows, actor, at):
    brought = bring(call, filled_in(call, *rows), actor, at)
    return [" ".join(row.reasons).replace("\u00a0", " ") for row in importing.planned(brought, actor=actor, at=at).rows]


def test_the_preview_says_which_rows_come_together(call, coordinator, at, signed_in):
    brought = bring(call, filled_in(call, *two(call, at)), coordinator, at)
    page = signed_in("coordinator").get(reverse("recruitment:paper_import", args=[brought.key])).content.decode()
    assert "razem z wierszem 4" in page
    assert "razem z wierszem 3" in page


def test_each_is_named_by_the_other_once_both_are_taken_in(call, coordinator, at):
    content = filled_in(call, *two(call, at), a_row(call, at, register_number="OR.3"))
    done = take_in(call, content, coordinator, at)
    assert (done.added, done.rejected) == (3, 0)
    first, second, alone = Application.objects.order_by("pk").prefetch_related("choices")
    assert (first.pair, second.pair, alone.pair) == (second.code, first.code, "")
    assert pairs_of([first, second, alone]) == {first.code: second.code, second.code: first.code}
    assert Entry.objects.filter(event="recruitment.application.paired").count() == 1
    again = take_in(call, content, coordinator, at)
    assert (again.added, again.unchanged, again.rejected) == (0, 3, 0)


def test_the_head_of_an_office_brings_pairs_too(call, project, office, at):
    lead = an_actor("office_lead", project, office)
    rows = two(call, at, {"office": office.name}, {"office": office.name})
    assert take_in(call, filled_in(call, *rows), lead, at, office).added == 2


def test_whoever_comes_with_a_rejected_row_goes_back_with_it(call, coordinator, at):
    rows = two(call, at, {"pesel": "12345678901"})
    found = reasons(call, rows, coordinator, at)
    assert "Numer PESEL" in found[0]
    assert "Nie można przyjąć wiersza 3, z którym ten ma być razem" in found[1]
    done = take_in(call, filled_in(call, *rows), coordinator, at)
    assert (done.added, done.rejected) == (0, 2)
    assert len(read_table(files.read(done.rejected_file)).rows) == 4


def test_what_only_taking_in_shows_of_one_keeps_both_out(call, coordinator, at, monkeypatch):
    for fails in (0, 1):
        brought = bring(call, filled_in(call, *two(call, at)), coordinator, at)
        real, seen = coupling.submit, []

        def refuses(*args, real=real, seen=seen, fails=fails, **options):
            seen.append(1)
            if len(seen) == fails + 1:
                raise AlreadyApplied(number="X")
            return real(*args, **options)

        monkeypatch.setattr(coupling, "submit", refuses)
        done = importing.apply_paper_list(brought, actor=coordinator, at=at)
        monkeypatch.undo()
        assert (done.added, done.rejected, Application.objects.count()) == (0, 2, 0)


def test_a_code_and_a_row_at_once_is_one_too_many(call, coordinator, at):
    found = reasons(call, two(call, at, {"pair": "AAAA-BBBB"}), coordinator, at)
    assert "nie oba naraz" in found[0]
    assert "więc nie przyjęto żadnego" in found[1]


def test_a_half_taken_in_before_is_named_by_its_code(call, coordinator, at):
    alone = a_row(call, at, register_number="OR.1", pesel=a_pesel())
    take_in(call, filled_in(call, alone), coordinator, at)
    known = Application.objects.get()
    found = reasons(call, [alone, a_row(call, at, register_number="OR.2", partner="OR.1")], coordinator, at)
    assert found[0] == ""
    assert known.code in found[1]


@pytest.mark.parametrize(
    ("one", "rows", "refusal"),
    [
        (Half(3, "a", "a"), [], PartnerIsSelf),
        (Half(3, "a", "b"), [], PartnerUnknown),
        (Half(3, "a", "b"), [Half(4, "b", "a"), Half(5, "b")], PartnerTwice),
        (Half(3, "a", "b"), [Half(4, "b", "a", known_as="AAAA")], PartnerHere),
        (Half(3, "a", "b"), [Half(4, "b")], PartnerNamesOther),
        (Half(3, "a", "b", ("x", "y")), [Half(4, "b", "a", ("y", "x"))], PairDiffers),
    ],
)
def test_who_cannot_come_together_is_told_why(one, rows, refusal):
    with pytest.raises(refusal):
        other_half(one, [one, *rows])


def test_two_that_name_each_other_and_want_the_same_come_together():
    one, other = Half(3, "a", "b", ("x",)), Half(4, "b", "a", ("x",))
    assert other_half(one, [one, other]) is other
