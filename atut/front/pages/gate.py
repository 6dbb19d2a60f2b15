"""Which addresses of Wagtail's admin an editor may open, and whose things: what is not named here is not there.

Wagtail guards what a person may change, much less what a person may see: its reports, tags, lists of workflows and bulk
actions tell of every site of the installation. So each address is looked up before Wagtail answers, and every number in
it, and in what is sent along, must be that of a thing of the editor's own projects.
"""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve

from atut.front.pages import queries
from atut.front.pages.rules import Kind

_WITHOUT_NUMBER = {
    "wagtailadmin": """home account logout login sprite javascript_catalog dismissibles block_preview explore_root choose_page
        choose_page_search choose_page_chosen_multiple choose_page_external_link choose_page_email_link choose_page_phone_link
        choose_page_anchor_link""",
    "wagtailadmin_pages:": "search search_results",
    "wagtailadmin_api:pages:": "listing",
    "wagtailimages:": "index index_results add add_multiple",
    "wagtailimages_chooser:": "choose choose_results chosen_multiple create",
    "wagtaildocs:": "index index_results add add_multiple",
    "wagtaildocs_chooser:": "choose choose_results chosen_multiple create",
    "wagtail_bulk_": "action",
    # here Wagtail itself asks whose upload, or whose session, the number means
    "wagtailimages:create_multiple_": "from_uploaded_image",
    "wagtaildocs:create_multiple_": "from_uploaded_document",
    "wagtailadmin_editing_sessions:": "release",
}
_WITH_NUMBER = {
    "wagtailadmin": "explore explore_results choose_page_child",
    "wagtailadmin_pages:": """add preview_on_add add_subpage usage edit preview_on_edit view_draft delete unpublish convert_alias
        move move_confirm set_page_position copy lock unlock revisions_index revisions_view revisions_revert revisions_unschedule
        revisions_compare history history_results workflow_action collect_workflow_action_data confirm_workflow_cancellation
        workflow_preview workflow_history workflow_history_detail""",
    "wagtailadmin_api:pages:": "detail",
    "wagtailadmin_editing_sessions:": "ping",
    "wagtailimages:": "edit delete preview image_usage edit_multiple delete_multiple",
    "wagtailimages_chooser:": "chosen select_format",
    "wagtaildocs:": "edit delete document_usage edit_multiple delete_multiple",
    "wagtaildocs_chooser:": "chosen",
}
_DELETES_UPLOAD = {"wagtailimages:delete_upload_multiple", "wagtaildocs:delete_upload_multiple"}


def _names(table: dict[str, str]) -> set[str]:
    joined = {"wagtailadmin": "wagtailadmin_"}
    return {joined.get(room, room) + name for room, names in table.items() for name in names.split()}


FREE, NUMBERED = _names(_WITHOUT_NUMBER) | _DELETES_UPLOAD, _names(_WITH_NUMBER)
# Numbers of an address, and of what is sent along, by their names in Wagtail.
IN_ADDRESS = {
    **dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id", "destination_id", "object_id"), Kind.PAGE),
    **dict.fromkeys(("document_id", "doc_id"), Kind.DOCUMENT),
    "image_id": Kind.IMAGE,
    "revision_id": Kind.REVISION,
    "task_id": Kind.TASK,
    "task_state_id": Kind.TASK_STATE,
    "workflow_state_id": Kind.WORKFLOW_STATE,
}
SENT = {
    **dict.fromkeys(("new_parent_page", "parent_page", "childOf", "child_of", "descendant_of", "chooser"), Kind.PAGE),
    **dict.fromkeys(("collection", "collection_id"), Kind.COLLECTION),
}
_OF_ROOM = {"wagtailimages": Kind.IMAGE, "image": Kind.IMAGE, "wagtaildocs": Kind.DOCUMENT, "document": Kind.DOCUMENT}
_FORMLESS = {"wagtail_bulk_action", "wagtailimages_chooser:chosen_multiple", "wagtaildocs_chooser:chosen_multiple"}
_FORMLESS |= {"wagtailadmin_choose_page_chosen_multiple"}


def is_open(request: HttpRequest, user_id: int) -> bool:
    """Is there such a place, and are all things it names, or is sent, the editor's? At most four queries a number."""
    try:
        match = resolve(request.path)
    except Resolver404:
        return False
    if match.view_name not in FREE | NUMBERED:
        return False
    return all(queries.is_own(kind, number, user_id) for kind, number in {*_in_address(match), *_sent(request, match)})


def _in_address(match: ResolverMatch) -> Iterator[tuple[Kind, str]]:
    if match.view_name in FREE:
        return
    if match.args:  # the comparison of two revisions, which Wagtail looks for among those of the page
        yield Kind.PAGE, match.args[0]
    for name, number in match.kwargs.items():
        kind = _room(match) if name == "pk" else IN_ADDRESS.get(name)
        if kind is not None:
            yield kind, str(number)


def _sent(request: HttpRequest, match: ResolverMatch) -> Iterator[tuple[Kind, str]]:
    """Numbers among fields. `all` of a bulk action means what the list shows, and Wagtail does not ask whose: it is refused."""
    for fields in (request.GET, request.POST):
        for name, kind in SENT.items():
            yield from ((kind, number) for number in fields.getlist(name) if number.isdecimal())
        if match.view_name in _FORMLESS:
            yield from ((_room(match), number) for number in fields.getlist("id"))


def _room(match: ResolverMatch) -> Kind:
    room = match.kwargs.get("model_name") or match.view_name.partition(":")[0].removesuffix("_chooser")
    return _OF_ROOM.get(room, Kind.PAGE)
