"""The file of a certificate: accessible, archivable, right in words; other papers; telling the person."""

import io
import re
from datetime import timedelta
from pathlib import Path

import page
import pikepdf
import pypdf
import pytest
from django.utils import timezone

from atut.base.files import actions as files
from atut.work.training import actions, documents
from atut.work.training.documents import wording
from atut.work.training.models import EntryDocument
from atut.work.training.tests.factories import a_participation, a_person
from atut.work.training.tests.factories_records import finished, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(completed_group):
    return completed_group


STREAM = re.compile(rb"/Length (\d+)[^>]*>>\s*stream\r?\n")


def lengths_by_hand(pdf):
    """Each stream's bytes by its /Length, and whether `endstream` stands right behind them, as ISO 32000-1, 7.3.8.2 wants."""
    for found in STREAM.finditer(pdf):
        end = found.end() + int(found[1])
        yield pdf[found.end() : end], re.match(rb"(\r\n|\n|\r)?endstream", pdf[end : end + 11]) is not None


def failures(pdf, profile):
    """What the checker finds, but for its one known error: data that end in CR it takes for a byte shorter than they are.

    Such a finding is set aside only where every length of the file, counted here by hand, is right and one does end in CR.
    """
    found = page.validate_pdf_bytes(pdf, profile=profile).failures
    lengths = list(lengths_by_hand(pdf))
    is_its_error = all(is_right for _data, is_right in lengths) and any(data.endswith(b"\r") for data, _is_right in lengths)
    return [one for one in found if not (one.rule_id.endswith("STREAM-LENGTH-001") and is_its_error)]


def test_a_wrong_length_is_not_set_aside(group, coordinator, at):
    pdf = files.read(actions.issue_certificate(finished(group), actor=coordinator, at=at).stored)
    assert len(list(lengths_by_hand(pdf))) == pdf.count(b"endstream")
    length = STREAM.search(pdf)
    wrong = pdf[: length.start(1)] + str(int(length[1]) - 1).encode().rjust(len(length[1]), b"0") + pdf[length.end(1) :]
    assert not all(is_right for _data, is_right in lengths_by_hand(wrong))
    assert any(one.rule_id.endswith("STREAM-LENGTH-001") for one in failures(wrong, "2a"))


def test_the_file_is_accessible_archivable_and_gives_the_name_back(group, project, coordinator, at):
    person = a_person(project, first_name="Święcisława", last_name="Żółkiewska-Łąk")
    certificate = actions.issue_certificate(finished(group, person=person), actor=coordinator, at=at)
    pdf = files.read(certificate.stored)
    assert certificate.sha256 == certificate.stored.sha256
    for profile in ("ua1", "2a"):
        assert failures(pdf, profile) == []
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"], told["pdfuaid:part"]) == ("2", "A", "1")
    said = words(pdf)
    assert "Święcisława Żółkiewska-Łąk" in said
    assert certificate.number in said
    assert certificate.check_code in said
    assert "ukończyła szkolenie" in said
    assert "8 godz. (100 %)" in said


@pytest.mark.parametrize(("sex", "said"), [("f", "ukończyła"), ("m", "ukończył szkolenie"), ("", "ukończeniu")])
def test_the_sentence_follows_the_sex_and_is_neutral_when_it_is_unknown(group, project, coordinator, at, sex, said):
    certificate = actions.issue_certificate(finished(group, person=a_person(project, sex=sex)), actor=coordinator, at=at)
    assert said in words(files.read(certificate.stored))


@pytest.mark.parametrize("kind", ["training", "course", "workshop", "advisory", "postgraduate"])
def test_every_form_of_support_has_its_sentences(kind):
    with timezone.override("Europe/Warsaw"):
        assert len({wording.completed(kind, sex) for sex in ("f", "m", "")}) >= 1


def test_a_person_who_reads_english_gets_it_in_english(group, project, coordinator, at):
    certificate = actions.issue_certificate(finished(group, person=a_person(project, language="en")), actor=coordinator, at=at)
    said = words(files.read(certificate.stored))
    assert "has completed the training" in said
    assert "Plain language" in said
    assert "write a decision" in said


def test_a_language_the_project_does_not_have_gives_polish(group, project, coordinator, at):
    certificate = actions.issue_certificate(finished(group, person=a_person(project, language="uk")), actor=coordinator, at=at)
    assert certificate.facts["language"] == "pl"


def test_long_names_and_many_outcomes_stay_on_one_page(group, project, coordinator, at):
    form = group.edition.support_form
    form.title, form.outcomes = {"pl": "Długi tytuł szkolenia " * 8}, [{"pl": "umieć wiele rzeczy naraz " * 4}] * 8
    form.save()
    person = a_person(project, first_name="Maria Magdalena", last_name="Brzęczyszczykiewicz-Wolfeschlegelsteinowska")
    certificate = actions.issue_certificate(finished(group, person=person), actor=coordinator, at=at)
    assert len(pypdf.PdfReader(io.BytesIO(files.read(certificate.stored))).pages) == 1


def test_117_people_get_117_certificates_with_a_number_each(group, coordinator, at):
    for _unused in range(117):
        finished(group)
    issued = actions.issue_certificates(group, actor=coordinator, at=at)
    assert len({one.number for one in issued.new}) == 117


def test_one_print_run_holds_all_of_them_and_is_accessible(group, project, coordinator, at):
    finished(group)
    finished(group, person=a_person(project, language="en"))
    actions.issue_certificates(group, actor=coordinator, at=at)
    pdf = actions.print_certificates(group, actor=coordinator, at=at)
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 2
    assert failures(pdf, "ua1") == []


def test_the_entry_set_is_filled_from_data_and_ready_to_sign(project, at):
    project.profile.data = {
        "dictionaries": {
            "education": [{"code": "isced_5_8", "label": {"pl": "wyższe"}}],
            "answer": [{"code": "yes", "label": {"pl": "tak"}}, {"code": "no", "label": {"pl": "nie"}}],
        }
    }
    person = a_person(project, pesel="80061512342", last_name="Źrebiec")
    one = a_participation(project, person, education="isced_5_8", sensitive={"disability": "no"})
    pdf = documents.entry_set_pdf(project, [one], at=at)
    assert failures(pdf, "ua1") == []
    said = words(pdf)
    for expected in ("Źrebiec", "80061512342", "wyższe", "nie", "tak"):
        assert expected in said
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 4


def test_the_entry_set_of_a_group_and_of_an_institution(project, at, office):
    from atut.base.privacy.models import DeclarationText
    from atut.work.training.models import Participation

    text = DeclarationText.objects.create(
        project=project,
        kind="participation",
        title={"pl": "Deklaracja uczestnictwa"},
        body={"pl": "Zgłaszam udział.\n\n- raz\n- dwa"},
        valid_from=at - timedelta(days=1),
    )
    people = [a_participation(project) for _unused in range(2)]
    EntryDocument.objects.filter(participation=people[0], kind="participation").update(text=text)
    institution = Participation.objects.create(project=project, organisation=office, prepared_at=at)
    pdf = documents.entry_set_pdf(project, [*people, institution], kinds=["participation", "statement"], at=at)
    assert failures(pdf, "ua1") == []
    assert words(pdf).count("Zgłaszam udział.") == 3
    single = documents.entry_set_pdf(project, people[:1], kinds=["statement"], at=at)
    assert failures(single, "2a") == []


def test_the_attendance_list_has_everybody_with_cells_to_sign(group, at):
    people = [finished(group, person=a_person(group.edition.project, last_name=name)) for name in ("Ćma", "Łoś")]
    pdf = documents.attendance_list_pdf(group.sessions.get(), people, at=at)
    assert failures(pdf, "ua1") == []
    said = words(pdf)
    assert "Ćma" in said
    assert "Łoś" in said


def test_days_and_hours_are_said_as_people_say_them(at):
    from django.utils.translation import override

    with override("pl"):
        assert wording.duration(2190).replace("\u00a0", " ") == "36 godz. 30 min"
        assert wording.duration(0).replace("\u00a0", " ") == "0 godz."
        assert wording.duration(45).replace("\u00a0", " ") == "45 min"
        assert wording.days(at.date(), at.date()).replace("\u00a0", " ") == f"11 maja {at.year}"
    with override("en"):
        assert wording.days(at.date(), at.date() + timedelta(days=1)).replace("\u00a0", " ").startswith("11 May")


def test_no_document_template_holds_words():
    """Words come in the data, in the reader's language."""
    for folder in ("atut/work/training/typst", "atut/base/kernel/typst"):
        for template in (Path(__file__).resolve().parents[4] / folder).glob("*.typ"):
            code = "\n".join(line for line in template.read_text().splitlines() if not line.startswith("//"))
            assert not any(letter in code for letter in "ąćęłńóśźż"), template
