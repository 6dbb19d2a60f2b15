"""Applications on paper by a workbook: each row's fate, taken in once and as a whole, what goes back, who may."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.files import actions as files
from atut.base.files.rules import BroughtClosed
from atut.base.kernel.clock import local
from atut.base.kernel.sheets import read_table
from atut.base.mail.models import Message
from atut.base.projects.tests.factories import an_office
from atut.work.partnership.tests.factories import a_partner, a_pesel
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.actions import importing
from atut.work.recruitment.models import Application, PaperImport
from atut.work.recruitment.rules.moves import ApplicationStatus
from atut.work.recruitment.tasks import discard_unused_workbooks
from atut.work.recruitment.tests.factories import a_call, a_call_for, an_application, points_list
from atut.work.recruitment.tests.factories_importing import a_row, bring, filled_in, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(project, office, at):
    a_partner(project, office)
    return a_call(project, [an_edition(project), an_edition(project)], at=at)


def test_rows_become_applications_as_if_each_was_typed_in_alone(call, coordinator, at):
    second = str(call.openings.order_by("pk")[1].edition)
    first = a_row(call, at, answer_residents="Tak", choice_2=second, phone="600100200", access_needs="pętla", pesel="02220900104")
    done = take_in(call, filled_in(call, first, a_row(call, at, register_number="OR.2/2026")), coordinator, at)
    assert (done.rows, done.accepted, done.added, done.rejected) == (2, 2, 2, 0)
    one = Application.objects.order_by("number")[0]
    assert one.channel == "paper"
    assert one.register_number == "OR.1/2026"
    assert (local(one.received_at).hour, local(one.received_at).minute) == (9, 30)
    assert one.recorded_at == at
    assert one.person.pesel == "02220900104"
    assert one.answers == {"residents": True}
    assert one.access_needs == "pętla"
    assert [choice.preference for choice in one.choices.order_by("preference")] == [1, 2]
    assert Entry.objects.filter(event="recruitment.application.submitted").count() == 2
    assert Entry.objects.get(event="recruitment.paper_import.applied").count == 2
    assert done.file is None


def test_the_same_workbook_again_changes_nothing_and_a_withdrawn_one_does_not_come_back(call, coordinator, at):
    content = filled_in(call, a_row(call, at), a_row(call, at, register_number="OR.2/2026"))
    take_in(call, content, coordinator, at)
    actions.withdraw_application(Application.objects.order_by("pk")[0], actor=coordinator, at=at)
    mails = Message.objects.count()
    again = take_in(call, content, coordinator, at)
    assert (again.rows, again.accepted, again.added, again.unchanged, again.rejected) == (2, 2, 0, 2, 0)
    assert Application.objects.count() == 2
    assert Application.objects.filter(status=ApplicationStatus.WITHDRAWN).count() == 1
    assert Message.objects.count() == mails


def test_each_fault_is_named_in_plain_words_and_the_rows_come_back_to_be_mended(call, coordinator, at):
    known = an_application(call, at=at)
    named = {"last_name": known.person.last_name, "first_name": "Anna"}
    number = a_pesel()
    tomorrow = local(at + timedelta(days=1)).date().isoformat()
    rows = [
        a_row(call, at, pesel="12345678901"),
        a_row(call, at, pesel=known.person.pesel, **named),
        a_row(call, at, pesel=number),
        a_row(call, at, pesel=number, register_number="OR.9/2026"),
        a_row(call, at, received_on=tomorrow),
        a_row(call, at, office="Urząd, którego nie ma"),
        a_row(call, at, rules=""),
        a_row(call, at, pesel=""),
        a_row(call, at, choice_2=str(call.openings.order_by("pk")[0].edition)),
        a_row(call, at, email="a@b"),
        a_row(call, at, received_hour="rano"),
        a_row(call, at, post="x" * 200),
    ]
    done = take_in(call, filled_in(call, *rows), coordinator, at)
    assert (done.rows, done.accepted, done.rejected) == (12, 1, 11)
    back = read_table(files.read(done.rejected_file))
    assert back.rows[1][-1] == "Powód odrzucenia"
    said = "\n".join(str(row[-1]) for row in back.rows[2:]).replace("\xa0", " ")
    for words in (
        "Numer PESEL: ",
        known.number, "w wierszu 5", "Według pieczęci wpływu zgłoszenie przyszło", "nie ma na liście tej kolumny", "puste",
        "Podaj PESEL", "dwa razy", "„a@b” to nie jest jeden adres", "„rano”", "niż 160",
    ):  # fmt: skip
        assert words in said, (words, said)
    mended = filled_in(call, a_row(call, at, pesel=a_pesel(), register_number="OR.20/2026"))
    assert take_in(call, mended, coordinator, at).added == 1


def test_rejected_rows_are_mended_in_the_file_that_came_back(call, coordinator, at):
    import io

    import openpyxl

    done = take_in(call, filled_in(call, a_row(call, at, pesel="12345678901")), coordinator, at)
    book = openpyxl.load_workbook(io.BytesIO(files.read(done.rejected_file)))
    cell = next(cell for cell in book.worksheets[0][3] if cell.value == "12345678901")
    cell.value = a_pesel()
    place = io.BytesIO()
    book.save(place)
    again = take_in(call, place.getvalue(), coordinator, at)
    assert (again.rows, again.added, again.rejected) == (1, 1, 0)


def test_the_preview_and_the_verb_say_the_same_of_every_row(call, coordinator, at):
    other = an_application(call, at=at)
    rows = [
        a_row(call, at),
        a_row(call, at, pesel=other.person.pesel, last_name="Zupełnie", first_name="Inny"),
        a_row(call, at, sex="x"),
    ]
    brought = bring(call, filled_in(call, *rows), coordinator, at)
    foreseen = [row.outcome for row in importing.planned(brought, actor=coordinator, at=at).rows]
    done = actions.apply_paper_list(brought, actor=coordinator, at=at)
    assert foreseen == ["new", "rejected", "rejected"]
    assert (done.added, done.rejected) == (1, 2)


def test_what_only_taking_in_shows_is_that_rows_reason_alone(project, office, coordinator, at):
    a_partner(project, office)
    call = a_call_for(project, at, criteria=tuple(points_list()), pairs=True)
    rows = [a_row(call, at, pair="AAAA-BBBB"), a_row(call, at, register_number="OR.2/2026")]
    done = take_in(call, filled_in(call, *rows), coordinator, at)
    assert (done.added, done.rejected) == (1, 1)
    assert Application.objects.get().register_number == "OR.2/2026"


def test_killed_half_way_nothing_is_taken_in(call, coordinator, at, monkeypatch):
    rows = [a_row(call, at), a_row(call, at, register_number="OR.2/2026")]
    brought = bring(call, filled_in(call, *rows), coordinator, at)
    real, seen = importing.submit, []

    def dies(*args, **options):
        if seen:
            raise KeyboardInterrupt
        seen.append(real(*args, **options))

    monkeypatch.setattr(importing, "submit", dies)
    with pytest.raises(KeyboardInterrupt):
        actions.apply_paper_list(brought, actor=coordinator, at=at)
    monkeypatch.undo()
    brought.refresh_from_db()
    assert brought.is_open
    assert not Application.objects.exists()
    assert actions.apply_paper_list(brought, actor=coordinator, at=at).added == 2


def test_a_lead_brings_the_own_offices_applications_only(project, call, office, at):
    other = a_partner(project, an_office("Kutno")).organisation
    lead = an_actor("office_lead", project, office)
    with pytest.raises(PermissionDenied):
        bring(call, filled_in(call, a_row(call, at)), lead, at)
    with pytest.raises(PermissionDenied):
        bring(call, filled_in(call, a_row(call, at)), lead, at, other)
    rows = [a_row(call, at, office=office.name), a_row(call, at, office=other.name)]
    done = take_in(call, filled_in(call, *rows), lead, at, office)
    assert (done.added, done.rejected) == (1, 1)
    assert list(PaperImport.objects.visible_to(an_actor("office_lead", project, other))) == []
    assert list(PaperImport.objects.visible_to(lead)) == [done]


def test_a_workbook_is_taken_in_or_thrown_away_once(call, coordinator, at):
    brought = bring(call, filled_in(call, a_row(call, at)), coordinator, at)
    gone = actions.discard_paper_list(brought, actor=coordinator, at=at)
    assert gone.file is None
    for verb in (actions.apply_paper_list, actions.discard_paper_list):
        with pytest.raises(BroughtClosed):
            verb(gone, actor=coordinator, at=at)
    assert Entry.objects.filter(event="recruitment.paper_import.discarded").count() == 1


def test_workbooks_nobody_took_in_go_after_fourteen_days(call, coordinator, at):
    brought = bring(call, filled_in(call, a_row(call, at)), coordinator, at)
    discard_unused_workbooks(at + timedelta(days=13))
    assert PaperImport.objects.get().is_open
    discard_unused_workbooks(at + timedelta(days=15))
    brought.refresh_from_db()
    assert brought.discarded_at
    assert brought.file is None


def test_a_paper_of_somebody_whose_online_number_is_in_doubt_is_told_of_it(call, coordinator, at):
    known = an_application(a_call(call.project, at=at), at=at)
    an_application(call, at=at, first_name="Zofia", last_name="Lis", pesel=known.person.pesel)
    doubted = Application.objects.order_by("-pk")[0]
    row = a_row(call, at, first_name="Zofia", last_name="Lis", office=doubted.employment.organisation.name)
    done = take_in(call, filled_in(call, row), coordinator, at)
    assert (done.added, done.rejected) == (0, 1)
