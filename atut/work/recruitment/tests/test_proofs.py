"""A paper that proves an answer: asked for only with a yes, no points without it, never kept where nobody asks for it."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from atut.base.accounts.tests.factories import an_actor
from atut.base.files.rules import Upload
from atut.base.files.tests.making import a_pdf
from atut.base.kernel import clock
from atut.base.kernel.actors import anonymous
from atut.work.partnership.tests.factories import a_partner
from atut.work.recruitment import actions
from atut.work.recruitment.models import Attachment, Call
from atut.work.recruitment.queries.calls import rules_in_words, terms_of
from atut.work.recruitment.queries.ranking import ranking_input
from atut.work.recruitment.queries.selection import eligible
from atut.work.recruitment.rules import faults
from atut.work.recruitment.rules.points import Criterion, Source
from atut.work.recruitment.rules.regulation import Document, Regulation, regulation_from
from atut.work.recruitment.tests.factories import a_call, a_call_for, an_application
from atut.work.recruitment.tests.test_views_enclosing import TOKEN, text, to, typed
from atut.work.selection.rules.terms import Amount, Bound, Fact

pytestmark = pytest.mark.django_db
PROOF = Document("orzeczenie", {"pl": "Orzeczenie"}, {"pl": "Bo daje punkty."}, Fact.DISABILITY.value)
RULES = {
    "documents": (PROOF,), "criteria": (Criterion("disability", {"pl": "Niepełnosprawność"}, 5, Source.DISABILITY),),
    "bounds": (Bound(Fact.DISABILITY, at_least=Amount(1)),),
}  # fmt: skip


@pytest.fixture
def call(project, office):
    a_partner(project, office)
    return a_call_for(project, clock.now(), **RULES)


def test_it_is_kept_said_and_no_longer_compulsory(call):
    rules = Regulation(**RULES)
    assert regulation_from(rules.as_data()) == rules
    assert (rules.as_data()["version"], rules.compulsory) == (3, ())
    with translation.override("pl"):
        said = " ".join(rules_in_words(call)).replace("\u00a0", " ")
    assert "– Orzeczenie (Bo daje punkty). Potwierdza: osoby z niepełnosprawnościami." in said
    assert "muszą" not in said.partition("Orzeczenie")[0][-90:]


def test_what_proves_nothing_or_is_proven_twice_is_a_fault(call):
    terms = terms_of(call)
    twice = replace(terms, regulation=replace(terms.regulation, documents=(PROOF, replace(PROOF, code="inne"))))
    assert [type(one) for one in faults.found(twice)] == [faults.ProvenTwice]
    idle = replace(terms, regulation=Regulation(documents=(PROOF,)))
    assert list(faults.found(idle)) == []
    assert [type(one) for one in faults.in_the_way(idle, terms.opens_at)] == [faults.ProofOfNothing]
    answered = Criterion("a", {"pl": "Odpowiedź"}, 1)
    proven = replace(terms, regulation=Regulation(documents=(replace(PROOF, proves="a"),), criteria=(answered,)))
    assert list(faults.in_the_way(proven, terms.opens_at)) == []


@pytest.mark.parametrize(("paper", "points"), [(True, 5), (False, 0)])
def test_points_and_bounds_count_the_answer_only_with_the_paper(call, project, paper, points):
    draft = None
    if paper:
        uploads = [Upload("a.pdf", a_pdf())]
        draft = actions.send_ahead(call, TOKEN, PROOF.code, uploads, actor=anonymous(project.pk), at=clock.now()).draft
    application = an_application(call, confided={"disability": True}, draft=draft, assessed=True)
    assert application.points == points
    (ranked,) = ranking_input(call, eligible(call)).applicants
    assert ("disability" in ranked.facts) == paper


def test_on_paper_the_office_has_seen_it(call):
    application = an_application(call, confided={"disability": True})
    application.channel = "paper"
    application.save(update_fields=["channel"])
    assessed = actions.assess(application, actor=an_actor("coordinator", call.project), at=clock.now())
    assert assessed.points == 5


def test_the_form_asks_for_it_beside_the_question_and_says_what_its_lack_means(client, call):
    page = text(client.get(to("apply", call.key)))
    assert "Tylko przy odpowiedzi „tak”" in page.partition('class="proven"')[2]
    said = typed(client, call, answer_disability="yes")
    assert "nic nie daje bez dokumentu: Orzeczenie" in text(client.post(to("apply", call.key), said))
    sent = client.post(to("apply", call.key), {**said, "paper_orzeczenie": SimpleUploadedFile("a.pdf", a_pdf())})
    assert "nic nie daje" not in text(sent)
    assert "Orzeczenie (1 strona)" in text(sent)


def test_a_paper_for_an_answer_taken_back_is_not_kept(client, call):
    said = typed(client, call, answer_disability="yes", step="add")
    client.post(to("apply", call.key), {**said, "paper_orzeczenie": SimpleUploadedFile("a.pdf", a_pdf())})
    assert Attachment.objects.count() == 1
    client.post(to("apply", call.key), typed(client, call, answer_disability="no", step="send"))
    assert call.applications.count() == 1
    assert not Attachment.objects.exists()


def test_the_editor_says_whom_a_document_concerns(project, edition, signed_in):
    call = a_call(project, [edition], published=False)
    url, client = reverse("recruitment:call_edit", args=[call.key, "formalne"]), signed_in("coordinator")
    page = client.get(url)
    assert [value for value, _label in page.context["form"].fields["proves_0"].choices][-1] == "residents"
    typed = {"label_pl_0": "Orzeczenie", "why_pl_0": "Bo daje punkty.", "proves_0": "disability"}
    assert client.post(url, {"seen": page.context["seen"], "documents": "1", **typed}).status_code == 302
    assert Call.objects.get().rules.documents == (PROOF,)


@pytest.mark.parametrize("has_compulsory", [False, True])
def test_papers_are_added_by_one_button_and_never_by_one_without_a_paper_beside_it(project, office, client, has_compulsory):
    a_partner(project, office)
    scope = Document("zakres", {"pl": "Zakres obowiązków"}, {"pl": "Bo pokazuje zadania."})
    rules = {**RULES, "documents": (PROOF, scope) if has_compulsory else (PROOF,)}
    page = client.get(to("apply", a_call_for(project, clock.now(), **rules).key)).content.decode()
    assert page.count('name="step" value="add"') == 1
    beside_the_answer = page.partition('class="proven__by"')[2].partition("</div></div>")[0]
    assert ('value="add"' in beside_the_answer) is not has_compulsory
