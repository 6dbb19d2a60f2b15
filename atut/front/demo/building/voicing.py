"""Sixth stage: what visitors said about a page: shown, answered, reported, two that wait."""

from datetime import datetime, timedelta
from typing import Any

from atut.base.kernel import clock
from atut.base.kernel.actors import anonymous
from atut.base.kernel.roles import Role
from atut.front.demo.building.setup import Site
from atut.front.voices import actions
from atut.front.voices.models import Comment, Topic


def talk(site: Site) -> None:
    """The comments of the input files, each by the road of every comment: written, confirmed, approved."""
    topic = Topic.objects.select_related("project").get(project=site.project, address="/o-projekcie/")
    for known in site.inputs.comments:
        said = _say(site, topic, known, None)
        for reply in known.get("replies", []):
            _say(site, topic, reply, said)
        if known.get("answer"):
            actions.answer_comment(said, text=known["answer"], actor=_moderator(site), at=_at(known) + timedelta(hours=30))
        if known.get("complaint"):
            actions.report_comment(said, complaint=known["complaint"], actor=anonymous(site.project.pk), at=clock.now())


def _at(known: dict[str, Any]) -> datetime:
    return clock.now() - timedelta(hours=known["hours_ago"])


def _moderator(site: Site) -> Any:
    return site.actor(next(user["code"] for user in site.plan["users"] if user["role"] == Role.EDITOR))


def _say(site: Site, topic: Topic, known: dict[str, Any], parent: Comment | None) -> Comment:
    visitor, at = anonymous(site.project.pk), _at(known)
    written = actions.Written(known["name"], known["email"], known["text"], is_checked=known.get("is_checked", True))
    comment = actions.write_comment(topic, written, parent=parent, actor=visitor, at=at)
    for letter in comment.letters.order_by("pk"):
        actions.post_letter(letter, actor=site.night, at=at + timedelta(minutes=1))
    comment = actions.confirm_comment(comment, actor=visitor, at=at + timedelta(minutes=6))
    if known["state"] == "shown":
        comment = actions.approve_comment(comment, actor=_moderator(site), at=at + timedelta(hours=2))
    return comment
