"""Two projects on one installation: whatever an editor of one asks for, the other's pages, pictures and documents are not there."""

import io
import json
import re

import pytest
from django.core.files.base import ContentFile
from django.urls import get_resolver
from PIL import Image as Pixels
from wagtail.admin.views.home import HomeView
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import GroupApprovalTask, Page, PageLogEntry, Workflow

from atut.base.accounts.tests.factories import a_user
from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.front.pages import actions, gate, queries
from atut.front.pages.models import HomePage, NewsIndexPage, NewsPage, ProjectSite, StandardPage
from atut.front.pages.queries import desk
from atut.front.pages.rules import Kind
from atut.front.pages.tests.test_pages import WORDS

pytestmark = pytest.mark.django_db
MARK = "Tajne-obce"


def a_file(name="x.png"):
    made = io.BytesIO()
    Pixels.new("RGB", (12, 8), "white").save(made, "PNG")
    return ContentFile(made.getvalue(), name=name)


@pytest.fixture
def site(project):
    return actions.create_site(project, WORDS, actor=system(), at=clock.now())


@pytest.fixture
def theirs(other_project):
    """The other project's site, every thing of which carries the mark."""
    opened = actions.create_site(other_project, WORDS, actor=system(), at=clock.now())
    home, author = opened.site.root_page.specific, a_user("editor", other_project, name=f"{MARK} Osoba")
    page = StandardPage(title=f"{MARK} strona", slug="tajna", owner=author)
    home.add_child(instance=page)
    page.save_revision(user=author, log_action=True).publish(user=author, skip_permission_checks=True)
    page.title = f"{MARK} szkic"
    page.save_revision(user=author, log_action=True)
    flow = page.get_workflow()
    flow.start(page, author)
    get_image_model().objects.create(title=f"{MARK} obraz", file=a_file(), collection=opened.collection)
    get_document_model().objects.create(title=f"{MARK} plik", file=ContentFile(b"x", name="x.pdf"), collection=opened.collection)
    GroupApprovalTask.objects.filter(groups=opened.editors).update(name=f"{MARK} zadanie")
    Workflow.objects.filter(workflow_tasks__task__groupapprovaltask__groups=opened.editors).update(name=f"{MARK} obieg")
    opened.collection.name = f"{MARK} zbiór"
    opened.collection.save()
    Page.objects.filter(pk=home.pk).update(title=f"{MARK} początek", draft_title=f"{MARK} początek")
    return opened


@pytest.fixture
def editor(signed_in, site, theirs):
    client = signed_in("editor")
    client.post("/biurko/strona/")
    return client


def numbers(theirs):
    """A number of the other project for every place in an address."""
    page = StandardPage.objects.get(slug="tajna")
    state = page.current_workflow_state
    image, document = get_image_model().objects.latest("pk"), get_document_model().objects.latest("pk")
    return {
        **dict.fromkeys(("page_id", "page_to_move_id", "page_pk", "object_id"), page.pk),
        **dict.fromkeys(("parent_page_id", "destination_id"), theirs.site.root_page_id),
        **dict.fromkeys(("document_id", "doc_id"), document.pk),
        "image_id": image.pk,
        "revision_id": page.latest_revision_id,
        "task_id": state.current_task_state.task_id,
        "task_state_id": state.current_task_state_id,
        "workflow_state_id": state.pk,
        "workflow_pk": state.workflow_id,
        "collection_id": theirs.collection_id,
        "uploaded_file_id": 1,
        "session_id": 1,
        "app_label": "pages",
        "model_name": "standardpage",
        "action": "delete",
        "action_name": "approve",
        "filter_spec": "original",
        "content_type_app_name": "pages",
        "content_type_model_name": "standardpage",
        "app_name": "taggit",
        "uidb64": "x",
        "token": "x",
    }


def places(given):
    """Every address of Wagtail's admin, with numbers of the other project in it."""
    for pattern, name in _walk(get_resolver(), "", ""):
        if not pattern.startswith("redakcja/"):
            continue
        pks = [given["page_id"], given["image_id"], given["document_id"], given["collection_id"], given["task_id"]]
        for pk in pks if re.search(r"<\w+:pk>", pattern) else [0]:
            filled = re.sub(r"<(?:\w+:)?(\w+)>", lambda m, pk=pk: str(pk if m[1] == "pk" else given[m[1]]), pattern)
            filled = filled.replace(
                r"(\d+)/revisions/compare/(live|earliest|\d+)\.\.\.(live|latest|\d+)",
                f"{given['page_id']}/revisions/compare/live...latest",
            )
            yield "/" + filled.replace("^", "").replace("$", "").replace(".*/", "nic/"), name


def _walk(resolver, before, space):
    for one in resolver.url_patterns:
        if hasattr(one, "url_patterns"):
            yield from _walk(one, before + str(one.pattern), space + (f"{one.namespace}:" if one.namespace else ""))
        else:
            yield before + str(one.pattern), space + (one.name or "")


def state_of(theirs):
    """What must not change: rows of the other project."""
    pages = Page.objects.filter(path__startswith=theirs.site.root_page.path)
    files = [
        list(model.objects.filter(collection=theirs.collection).values_list())
        for model in (get_image_model(), get_document_model())
    ]
    return list(pages.values_list()), files, PageLogEntry.objects.filter(page__in=pages).count()


OWN = ["/biurko/strona/", "/", "/mapa-strony/", "/aktualnosci/", "/partnerzy/", "/wyniki/"]
# What was asked for, said again in the answer.
ECHO = re.compile(rf"(?:q=|value=\\?\"|„|\\?\"|&quot;|“|<b>|<em>){MARK}(?=\\?\"|&quot;|”|“|&amp;|&|<)")


def everything(given):
    """Every address of Wagtail's admin, and our own that an editor uses: (address, name)."""
    return [*places(given), *((one, one) for one in OWN)]


def leaks(client, editor, given, asked_for):
    """Asks for these, in four ways each; the answers in which something of the other project stands."""
    found = []
    client.force_login(editor.user)
    sent = {"id": given["page_id"], "new_parent_page": given["parent_page_id"], "collection": given["collection_id"], "q": MARK}
    for address, name in asked_for:
        for method, fields in (("get", {}), ("get", {"q": MARK, "p": 1}), ("get", sent), ("post", sent)):
            answer = getattr(client, method)(address, fields)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            if MARK in ECHO.sub("", body.decode(errors="replace")):
                found.append((name, address, method))
            if name == "wagtailadmin_logout":
                client.force_login(editor.user)
    assert client.get("/redakcja/").status_code == 200, "nobody asked: signed out on the way"
    return found


def test_no_address_shows_or_touches_what_is_another_projects(patient_client, editor, theirs):
    before, given = state_of(theirs), numbers(theirs)
    asked_for = everything(given)
    assert len(asked_for) > 125
    assert leaks(patient_client, editor, given, asked_for) == []
    assert state_of(theirs) == before


def test_the_crawl_sees_what_is_planted(patient_client, editor, theirs, monkeypatch):
    """A title of the other project on a page of Wagtail's, and a list of ours that is not cut to the project.

    Every fortieth address besides, where nothing was planted: the whole crawl is the other test's.
    """
    told, whole = StandardPage.objects.get(slug="tajna").title, HomeView.get_context_data
    monkeypatch.setattr(HomeView, "get_context_data", lambda view, **named: whole(view, **named) | {"site_name": told})
    monkeypatch.setattr(queries, "editors_desk", lambda _own: desk.editors_desk(theirs))
    given, planted = numbers(theirs), {"wagtailadmin_home", "/biurko/strona/"}
    asked_for = [one for place, one in enumerate(everything(given)) if one[1] in planted or place % 40 == 0]
    assert len(asked_for) > len(planted)
    assert {name for name, _address, _method in leaks(patient_client, editor, given, asked_for)} == planted


@pytest.mark.parametrize("model", ["image", "document"])
@pytest.mark.parametrize("verb", ["delete", "add_to_collection", "add_tags"])
def test_bulk_actions_take_no_others_things_and_no_all(editor, theirs, model, verb):
    given, room = numbers(theirs), {"image": "wagtailimages", "document": "wagtaildocs"}[model]
    for which in (given[f"{model}_id"], "all"):
        assert editor.get(f"/redakcja/bulk/{room}/{model}/{verb}/?id={which}").status_code == 404
        assert editor.post(f"/redakcja/bulk/{room}/{model}/{verb}/?id={which}").status_code == 404


@pytest.mark.parametrize("verb", ["delete", "move", "publish", "unpublish"])
def test_pages_of_others_are_not_among_those_of_a_bulk_action(editor, site, theirs, verb):
    given, own = numbers(theirs), NewsIndexPage.objects.child_of(site.site.root_page).get()
    for address in (f"?id={given['page_id']}", f"?id={own.pk}&id={given['page_id']}", "?id=all"):
        assert editor.get(f"/redakcja/bulk/wagtailcore/page/{verb}/{address}").status_code == 404


def test_the_editors_own_things_are_open(editor, site):
    home, index = site.site.root_page_id, NewsIndexPage.objects.child_of(site.site.root_page).get().pk
    image = actions.keep_picture(site, a_file(), title="Ratusz", words="Ratusz", actor=actor_of(editor, site), at=clock.now())
    paths = ["", "pages/", f"pages/{home}/", f"pages/{home}/edit/", f"pages/{home}/history/", f"pages/{home}/usage/", "images/"]
    paths += ["documents/", f"images/{image}/", "images/chooser/", f"images/chooser/chosen/{image}/", "choose-page/", "jsi18n/"]
    paths += [f"choose-page/{home}/", "pages/search/?q=a", "api/main/pages/?child_of=root&for_explorer=1", "documents/chooser/"]
    paths += [f"pages/{index}/copy/", f"pages/{index}/move/", f"images/usage/{image}/", f"pages/{home}/workflow_history/"]
    assert {path: editor.get(f"/redakcja/{path}").status_code for path in paths} == {
        path: 302 if path == "pages/" else 200 for path in paths
    }


def actor_of(client, site):
    from atut.base.accounts.queries import actor_for

    return actor_for(client.user, site.project)


@pytest.mark.parametrize("verb", ["unpublish", "delete", "move", "copy"])
def test_the_front_page_is_never_taken_off_moved_or_copied(editor, site, verb):
    editor.post(f"/redakcja/pages/{site.site.root_page_id}/{verb}/", {"new_title": "x", "new_slug": "x"})
    editor.post(f"/redakcja/bulk/wagtailcore/page/{verb}/?id={site.site.root_page_id}")
    assert HomePage.objects.live().child_of(Page.get_first_root_node()).count() == 2
    assert editor.get("/").status_code == 200


@pytest.mark.parametrize("kind", list(Kind))
def test_a_number_that_is_none_is_nobodys(site, signed_in, kind):
    client = signed_in("editor")
    assert not queries.is_own(kind, "0", client.user.pk)
    assert not queries.is_own(kind, "all", client.user.pk)


SHUT = ["reports/site-history/", "workflows/list/", "users/", "groups/", "sites/", "collections/", "tag-autocomplete/"]


@pytest.mark.parametrize("shut", [*SHUT, "api/main/images/", "api/main/documents/"])
def test_what_tells_of_the_whole_installation_is_shut(editor, shut):
    assert editor.get(f"/redakcja/{shut}").status_code == 404


def test_every_place_that_the_gate_names_is_wagtails(db):
    known = {name for pattern, name in _walk(get_resolver(), "", "") if pattern.startswith("redakcja/")}
    assert known >= gate.FREE | gate.NUMBERED


def linked(page_id):
    """A word that leads to a page, as Wagtail's rich text sends it."""
    ranges = [{"offset": 0, "length": 1, "key": 0}]
    block = {"key": "a", "text": "x", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": ranges, "data": {}}
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": {"id": page_id, "url": "/x/"}}
    return json.dumps({"blocks": [block], "entityMap": {"0": entity}})


def test_a_page_cannot_show_another_projects_picture_or_link_to_its_page(editor, site, theirs):
    index, given = NewsIndexPage.objects.child_of(site.site.root_page).get(), numbers(theirs)
    news = NewsPage(title="Nowina", slug="nowina", lead="Dwa zdania.")
    index.add_child(instance=news)
    sent = {
        "title": "Nowina",
        "slug": "nowina",
        "lead": "Dwa zdania.",
        "told_on": "2026-11-01",
        "category": "project",
        "alt": "Ratusz",
        "title_en": "",
        "lead_en": "",
        "alt_en": "",
        "body-count": "0",
        "body_en-count": "0",
        "picture": given["image_id"],
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    answer = editor.post(f"/redakcja/pages/{news.pk}/edit/", sent)
    assert answer.status_code == 200
    news.refresh_from_db()
    assert news.picture is None
    assert news.latest_revision is None
    link = linked(given["page_id"])
    sent |= {
        "picture": "",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "text",
        "body-0-value": link,
    }
    assert editor.post(f"/redakcja/pages/{news.pk}/edit/", sent).status_code == 200
    news.refresh_from_db()
    assert news.latest_revision is None
    sent |= {"body-0-value": linked(index.pk)}
    assert editor.post(f"/redakcja/pages/{news.pk}/edit/", sent).status_code == 302
    news.refresh_from_db()
    assert news.latest_revision is not None


def test_an_editor_of_both_projects_sees_both(editor, site, theirs):
    editor.user.groups.add(theirs.editors)
    assert queries.is_own(Kind.PAGE, str(theirs.site.root_page_id), editor.user.pk)
    assert ProjectSite.objects.filter(editors__user=editor.user).count() == 2
