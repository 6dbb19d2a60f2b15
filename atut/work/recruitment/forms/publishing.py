"""For how long the ranking under codes is public."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from atut.base.kernel import clock
from atut.base.ui.forms import DateField, Form
from atut.work.recruitment.rules.publishing import USUAL


class RankingPublish(Form):
    """The last day."""

    last_day = DateField(
        label=_("Last day on which it can be read"), help_text=_("At midnight after it the page and the file go by themselves.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("last_day", clock.today() + USUAL)

    def until(self) -> datetime:
        """The first moment at which it is not public any more."""
        return clock.at(self.cleaned_data["last_day"] + timedelta(days=1), 0)
