"""The way to the own page: a link to the address on file, an account, the claim; and what people ask about their data."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import translation

from atut.base.accounts.actions import NewAccount, open_account
from atut.base.accounts.models import User
from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.base.privacy.actions import receive_from_person
from atut.base.privacy.models import DataRequest
from atut.work.partnership import notices, permissions, queries, rules
from atut.work.partnership.actions.people import claim_person
from atut.work.partnership.models import AccountLink, Person


@action
def send_account_link(person: Person, *, actor: Actor, at: datetime) -> AccountLink:
    """Send the person a link to the own page, to the address on file; earlier links die.

    The receipt page, the office and an old link ask for it alike: whoever asks chooses no address.
    """
    permissions.send_account_link.require(actor, person)
    person = Person.objects.select_for_update(of=("self",)).select_related("project").get(pk=person.pk)
    rules.must_be_reachable(person.email, is_proved=person.email_is_proved)
    rules.must_wait(queries.last_link_at(person), at)
    AccountLink.objects.filter(person=person, used_at=None, replaced_at=None).update(replaced_at=at)
    link = AccountLink.objects.create(person=person, email=person.email, sent_at=at, expires_at=at + rules.LINK_TIME)
    record("partnership.account_link.sent", person, actor=actor, at=at)
    with translation.override(person.language):
        path = reverse("partnership:account_open", args=[queries.link_token(link)])
    notices.account_link(link, address=person.project.url(path), at=at)
    return link


@action
def use_account_link(link: AccountLink, *, password: str | None, language: str, actor: Actor, at: datetime) -> User:
    """The person has come by the link: the account is made (or found) and the person's record claimed. The link dies.

    Signed in: the record goes to that account. Else to the account of the address, which keeps its password and
    opens nothing without it; where there is none, a new one with this password.
    """
    permissions.use_account_link.require(actor, link)
    locked = AccountLink.objects.select_for_update(of=("self",)).select_related("person__project")
    link = locked.get(pk=link.pk)
    rules.must_work(is_used=link.used_at is not None, is_current=link.is_current, expires_at=link.expires_at, at=at)
    if actor.user_id is not None:
        user = User.objects.get(pk=actor.user_id)
    else:
        new = NewAccount(link.email, link.person.full_name, password, language)
        user = open_account(new, actor=actor, at=at)
    link.used_at = at
    link.save(update_fields=["used_at"])
    record("partnership.account_link.used", link.person, actor=actor, at=at)
    claim_person(link.person, user=user, actor=actor, at=at)
    return user


@action
def ask_about_data(person: Person, kind: str, *, actor: Actor, at: datetime) -> DataRequest:
    """The person asks for a copy or for erasure (GDPR art. 15 and 17). The project office answers within a month."""
    permissions.ask_about_data.require(actor, person)
    return receive_from_person(person.project, kind, person_key=person.key, actor=actor, at=at)


@transaction.atomic
def purge_due_links(*, actor: Actor, at: datetime) -> int:
    """Delete links after their ninety days. Called by the retention run, which records the counts."""
    permissions.purge_links.require(actor)
    count, _by_model = queries.links_due(at).delete()
    return count
