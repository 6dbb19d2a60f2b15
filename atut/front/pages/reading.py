"""Two pairs of eyes: an editor asks another one to read a page; who asked does not approve it, and our outbox carries the word.

Wagtail sends mails of its own, past the outbox, and lets everybody of the group approve. It tells by signals when a
reading is asked for, approved or sent back; its mails hang on the same ones.
"""

from typing import Any

from django.http import HttpRequest
from django.urls import ResolverMatch, resolve
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from atut.base.accounts.models import User
from atut.base.accounts.queries import actor_for
from atut.base.kernel import clock
from atut.front.pages import actions, queries
from atut.front.pages.rules import OwnRequest

_STEPS = {"wagtailadmin_pages:workflow_action", "wagtailadmin_pages:collect_workflow_action_data"}


def take_the_place_of_wagtails_mails() -> None:
    """Listen under the names of Wagtail's own senders, which start later and then find their places taken. Called once."""
    task_submitted.connect(_asked, sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification")
    workflow_submitted.connect(_silent, sender=WorkflowState, dispatch_uid="workflow_state_submitted_email_notification")
    workflow_rejected.connect(_decided, sender=WorkflowState, dispatch_uid="workflow_state_rejected_email_notification")
    workflow_approved.connect(_decided, sender=WorkflowState, dispatch_uid="workflow_state_approved_email_notification")


def _asked(instance: TaskState, user: User, **_signal: Any) -> None:
    asked = instance.workflow_state
    actor = actor_for(user, queries.site_of(asked.content_object).project)
    actions.ask_for_reading(asked, actor=actor, at=clock.now())


def _decided(instance: WorkflowState, user: User, **_signal: Any) -> None:
    actor = actor_for(user, queries.site_of(instance.content_object).project)
    actions.tell_reading(instance, actor=actor, at=clock.now())


def _silent(**_signal: Any) -> None:
    """The same request told a second time, by Wagtail to superusers."""


def refusal(request: HttpRequest, user_id: int) -> str:
    """Why the sender may not approve or publish, where no form of a page says it: by a bare address or for many at once."""
    match = resolve(request.path)
    pages, with_below = _approved_at_once(request, match)
    return str(OwnRequest()) if pages and queries.waits_for_a_reader(pages, user_id, with_below=with_below) else ""


def _approved_at_once(request: HttpRequest, match: ResolverMatch) -> tuple[list[int], bool]:
    named = match.kwargs
    if match.view_name in _STEPS and named["action_name"] == "approve":
        return [int(named["page_id"])], False
    if match.view_name == "wagtail_bulk_action" and (named["model_name"], named["action"]) == ("page", "publish"):
        return [int(one) for one in request.GET.getlist("id") if one.isdecimal()], "include_descendants" in request.POST
    return [], False


def refusal_of_form(sent: Any, page_id: int | None, user_id: int) -> str:
    """The same, where the page's form was sent: what was typed stays."""
    approves = sent.get("workflow-action-name") == "approve" and "action-workflow-action" in sent
    publishes = approves or "action-publish" in sent
    return str(OwnRequest()) if publishes and page_id and queries.waits_for_a_reader([page_id], user_id) else ""
