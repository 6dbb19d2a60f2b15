"""The section of a call that says who may take part: offices, posts, the superior's consent, earlier support."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atut.base.projects.models import Organisation
from atut.base.ui.forms import NumberField
from atut.work.recruitment.forms.sections import Fields, Part, SectionForm, yes
from atut.work.recruitment.models import Call
from atut.work.recruitment.rules.regulation import Access, ConsentUntil, Post
from atut.work.recruitment.rules.sections import Section


class CallAccess(SectionForm):
    """Who may take part."""

    section = Section.ACCESS
    offices = forms.MultipleChoiceField(
        label=_("Offices whose people may take part"),
        help_text=_("None ticked: every office of the partnership."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    posts = forms.MultipleChoiceField(
        label=_("Kinds of post that may take part"),
        help_text=_(
            "As the act on local-government employees names them (art. 4). Managerial official posts are a kind of their own: tick"
            " both where both may take part. None ticked: every kind."
        ),
        choices=[(post.value, post.label[:1].upper() + post.label[1:]) for post in Post],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    superior_consent = yes(
        _("The superior has to agree"), help_text=_("After an application comes, the superior is asked for the consent by e-mail.")
    )
    consent_until = forms.ChoiceField(
        label=_("Until when the superior may consent"), choices=ConsentUntil.choices, widget=forms.RadioSelect, required=False
    )
    consent_days = NumberField(label=_("How many days for the consent"), required=False, min_value=1, max_value=60)
    consent_working = yes(_("These are working days"))
    same_form_bars = yes(
        _("Whoever holds a place in a form of support does not get another one in it"),
        help_text=_(
            "It is about the same form only; other support does not stand in the way. Leave the box empty if people may come to the"
            " same training again. Points for people without any support so far stand in the section “Points”."
        ),
    )

    def __init__(self, data: Any = None, *, call: Call, offices: Sequence[Organisation]) -> None:
        super().__init__(data, call=call)
        self.fields["offices"].choices = [(one.key, one.name) for one in offices]  # type: ignore[attr-defined]  # it has choices

    def read(self, call: Call) -> dict[str, Any]:
        """The conditions of access."""
        access = call.rules.access
        known = {
            "offices": access.offices,
            "posts": access.posts,
            "superior_consent": access.superior_consent,
            "same_form_bars": access.same_form_bars,
        }
        known |= {"consent_until": access.consent_until, "consent_days": access.consent_days or None}
        return known | {"consent_working": access.consent_working}

    def parts(self) -> list[Part]:
        """Offices, posts, the consent with its term, earlier support."""
        until = [self[name] for name in ("consent_until", "consent_days", "consent_working")]
        consent = Fields(self.rows("offices", "posts", "superior_consent"), until, _("Until when the superior may consent"))
        return [Part(fields=[consent, Fields(self.rows("same_form_bars"))])]

    def clean(self) -> dict[str, Any]:
        """A number of days where the term is one."""
        d = self.cleaned_data
        if d.get("superior_consent") and d.get("consent_until") == ConsentUntil.DAYS and not d.get("consent_days"):
            self.add_error("consent_days", gettext("Write how many days the superior has."))
        return d

    def values(self) -> dict[str, Any]:
        """Conditions of access; kinds of post in the order of the act. All offices ticked are as good as none."""
        d, every = self.cleaned_data, self.fields["offices"].choices  # type: ignore[attr-defined]  # it has choices
        offices = tuple(key for key, _name in every if key in d["offices"])
        posts = tuple(post.value for post in Post if post in d["posts"])
        until = d["consent_until"] if d["superior_consent"] else ConsentUntil.EVER.value
        days = d["consent_days"] or 0 if until == ConsentUntil.DAYS else 0
        return {
            "access": Access(
                posts,
                d["superior_consent"],
                d["same_form_bars"],
                until,
                days,
                bool(days) and d["consent_working"],
                offices if len(offices) < len(every) else (),
            )
        }
