"""Django wiring."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The room."""

    name = "atut.front.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Count what editors change; carry their requests by our outbox; pages are edited by our form."""
        from atut.front.pages.counting import count_what_editors_change

        count_what_editors_change()
        from atut.front.pages.reading import take_the_place_of_wagtails_mails

        take_the_place_of_wagtails_mails()
        from atut.front.pages.forms import PageForm  # Wagtail's forms cannot be read before the models are
        from atut.front.pages.models import Bilingual, HomePage

        Bilingual.base_form_class = HomePage.base_form_class = PageForm
