"""Calls and applications for tests, made by the verbs."""

import itertools
from datetime import timedelta

from atut.base.accounts.tests.factories import a_coordinator
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor, anonymous
from atut.base.privacy.actions import publish_text
from atut.work.partnership.tests.factories import a_partner, details
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.queries.calls import texts_to_apply
from atut.work.recruitment.rules import applying, links
from atut.work.recruitment.rules.points import Criterion
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.recruitment.tests.factories_placing import a_closed_list, a_confirmed_place, an_offer, for_people_of_45

__all__ = ["a_closed_list", "a_confirmed_place", "an_offer"]
_count = itertools.count(1)


def the_texts(project, at=None):
    """The declarations and both clauses, published."""
    at = at or clock.now() - timedelta(days=500)
    actor = a_coordinator(project)
    for kind in applying.NEEDED:
        words = {"pl": f"Tekst: {kind}", "en": f"Text: {kind}"}
        publish_text(project, kind, title=words, body=words, actor=actor, at=at)


def points_list():
    """A points list with every source of answers but one."""
    return [
        Criterion("residents", {"pl": "Obsługuję mieszkańców", "en": "I serve residents"}, 5),
        Criterion("age", {"pl": "45 lat lub więcej", "en": "45 or more"}, 3, "age_45"),
        Criterion("gops", {"pl": "Praca w GOPS", "en": "Works in a GOPS"}, 2, "gops"),
    ]


def a_regulation(*, criteria=None, bound_percent=0, **fields):
    """The points list above and, if wanted, a share of places for people of 45 and more."""
    lines = tuple(points_list() if criteria is None else criteria)
    return Regulation(**{"criteria": lines, "bounds": for_people_of_45(bound_percent), **fields})


def a_draft(project, editions=None, *, places=None, at=None, **fields):
    """What a coordinator writes. Opens ten days before `at`, closes ten days after; all places of the editions."""
    at = at or clock.now()
    editions = [an_edition(project)] if editions is None else editions
    number = next(_count)
    known = {
        "title": {"pl": f"Nabór {number}", "en": f"Call {number}"},
        "opens_at": at - timedelta(days=10),
        "closes_at": at + timedelta(days=10),
        "openings": [actions.Opening(edition, places or edition.capacity) for edition in editions],
        "regulation": a_regulation(**{name: fields.pop(name) for name in ("criteria", "bound_percent") if name in fields}),
    }
    return actions.CallDraft(**{**known, **fields})


def a_call(project, editions=None, *, places=None, at=None, published=True, **fields):
    """A call that takes applications at `at` (now). `published=False` for a draft."""
    at = at or clock.now()
    actor = a_coordinator(project)
    draft = a_draft(project, editions, places=places, at=at, **fields)
    call = actions.create_call(project, draft, actor=actor, at=draft.opens_at)
    if published:
        the_texts(project)
        call = actions.publish_call(call, actor=actor, at=draft.opens_at)
    return call


MORE = (
    *("post", "unit", "access_needs", "form_token", "ticked", "texts"),
    *("draft", "superior", "pair", "confided", "post_kind", "written"),
)


def application_data(call, organisation=None, *, editions=None, answers=None, at=None, person=None, **fields):
    """What an applicant sends: all editions of the call in their order, no to every question."""
    project = call.project
    more = {name: fields.pop(name) for name in MORE if name in fields}
    texts = texts_to_apply(project, at or clock.now())
    known = {
        "person": person or details(**fields),
        "office": a_partner(project, organisation).organisation if organisation else _an_office(project),
        "post": "inspektor",
        "editions": editions or [opening.edition for opening in call.openings.order_by("pk")],
        "texts": list(texts.values()),
        "ticked": frozenset(applying.TICKED),
        "answers": answers or {},
    }
    return actions.ApplicationData(**{**known, **more})


def _an_office(project):
    known = project.partners.order_by("pk").first()
    return (known or a_partner(project)).organisation


def an_application(call, organisation=None, *, at=None, assessed=False, **fields):
    """An application sent online at `at`. `assessed=True`: conditions and points checked."""
    at = at or clock.now()
    data = application_data(call, organisation, at=at, **fields)
    application = actions.submit(call, data, actor=anonymous(call.project_id), at=at)
    if assessed:
        application = actions.assess(application, actor=a_coordinator(call.project), at=at)
    return application


def a_call_for(project, at, editions=None, **fields):
    """A call with nothing in its regulation but these."""
    return a_call(project, editions, at=at, regulation=Regulation(**fields))


def holder(thing, project):
    """Whoever holds the link to a thing."""
    return Actor(label=links.bearer(thing.key), project_id=project.pk)
