"""Polish first, English complete; the office's time."""

from django.utils.translation import gettext_lazy as _

from atut.config.settings.environment import ROOT

LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", _("Polish")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Warsaw"
USE_THOUSAND_SEPARATOR = True
# Texts of what is no app of Django's; every room has its own locale/. In wagtail/ stands what Wagtail's own Polish lacks.
LOCALE_PATHS = [ROOT / "atut" / place for place in ("base/kernel/locale", "config/locale", "config/wagtail")]
