"""Topics (pages as this room knows them), comments, reports, letters that strangers caused, blocks, subscriptions, news."""

from django.db import models

from atut.base.kernel.crypto import EncryptedText
from atut.base.kernel.texts import TranslatedText
from atut.base.projects.models import InProject
from atut.front.voices.rules.measure import Kind
from atut.front.voices.rules.moves import Complaint, Reason, Status


class Topic(InProject):
    """A public page: the key and address it is known by, its title for mails, may it be commented."""

    address = models.CharField(max_length=300, help_text="Path in Polish, from the root of the host: /o-projekcie/")
    title = TranslatedText()
    is_open = models.BooleanField(default=False, help_text="Comments may be written")
    is_public = models.BooleanField(default=True, help_text="The page can be read now")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "address"], name="one_topic_per_address")]


class Comment(InProject):
    """What a visitor wrote about a page. Name and text are shown once approved; the e-mail never is."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="replies")
    name = models.CharField(max_length=120)
    text = models.TextField()
    email = EncryptedText(blank=True, default="")
    email_hash = models.CharField(max_length=64, blank=True, db_index=True)
    language = models.CharField(max_length=8, default="pl")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.UNCONFIRMED)
    is_checked = models.BooleanField(default=False, help_text="The writer's browser solved the ALTCHA task")
    is_office = models.BooleanField(default=False, help_text="The project office answered")
    reason = models.CharField(max_length=20, choices=Reason.choices, blank=True)
    written_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["topic", "status"], name="comments_of_a_topic"),
            models.Index(fields=["project", "status"], name="comments_to_moderate"),
        ]


class Report(InProject):
    """A reader says that a shown comment should not be shown. Who it was is not kept."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    complaint = models.CharField(max_length=20, choices=Complaint.choices)
    reported_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)


class Subscription(InProject):
    """News by e-mail: confirmed by a link, ended at one click. Ended is deleted."""

    email = EncryptedText()
    email_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=8, default="pl")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_until = models.DateTimeField(null=True, blank=True, help_text="News announced up to here were sent")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "email_hash"], name="one_subscription_per_mailbox")]


class Letter(InProject):
    """A letter that a stranger caused. Address and name go when it is sent or held; the keyed hash counts for a month."""

    kind = models.CharField(max_length=20, choices=Kind.choices)
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.CASCADE, related_name="letters")
    comment = models.ForeignKey(Comment, null=True, blank=True, on_delete=models.CASCADE, related_name="letters")
    subscription = models.ForeignKey(Subscription, null=True, blank=True, on_delete=models.CASCADE, related_name="letters")
    email = EncryptedText(blank=True)
    name = EncryptedText(blank=True)
    email_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=8, default="pl")
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True, db_index=True)
    is_sent = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["project", "email_hash", "asked_at"], name="letters_to_a_mailbox")]


class Block(InProject):
    """A mailbox whose owner wants no letters that strangers cause. A keyed hash: the address cannot be read from it."""

    email_hash = models.CharField(max_length=64)
    blocked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "email_hash"], name="one_block_per_mailbox")]


class NewsItem(InProject):
    """A published piece of news to tell subscribers: title, address, day. Pages announces it; nothing personal."""

    title = TranslatedText()
    address = models.CharField(max_length=300)
    published_on = models.DateField()
    announced_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "address"], name="one_announcement_per_address")]
