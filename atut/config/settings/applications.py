"""Which rooms and libraries run, middleware, templates."""

from atut.config.settings.environment import ATUT_DEMO

FRONT = [f"atut.front.{room}" for room in ("search", "pages", "desk", "voices", "duties", *(("demo",) if ATUT_DEMO else ()))]
WORK = [
    f"atut.work.{room}"
    for room in ("monitoring", "training", "committee", "recruitment", "selection", "programme", "questions", "partnership")
]
BASE = [
    f"atut.base.{room}" for room in ("keeping", "privacy", "accounts", "mail", "jobs", "faults", "files", "audit", "projects", "ui")
]
WAGTAIL = [
    "wagtail.sites",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.contrib.table_block",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
]
LIBRARIES = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]
INSTALLED_APPS = [*FRONT, *WORK, *BASE, *WAGTAIL, *LIBRARIES]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "atut.base.projects.middleware.project_of_the_host",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "atut.base.accounts.middleware.actor_of_the_request",
    "atut.base.ui.middleware.not_too_much",
    "atut.front.pages.middleware.editing",
    "atut.base.accounts.middleware.second_factor_for_personal_data",
]

ROOT_URLCONF = "atut.config.urls"
WSGI_APPLICATION = "atut.config.wsgi.application"
FORM_RENDERER = "atut.base.ui.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "atut.config.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "atut.base.ui.templatetags.ui",
                "atut.base.ui.templatetags.parts",
                "atut.base.ui.templatetags.heads",
            ],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

WAGTAIL_SITE_NAME = "Atut"
WAGTAILADMIN_BASE_URL = "http://localhost"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # "żółty łącznik" stands at /zolty-lacznik/
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y", "%d.%m.%Y %H:%M"
WAGTAILADMIN_COMMENTS_ENABLED = False  # "comments" are what visitors write; a second reader says why in the workflow
WAGTAILIMAGES_IMAGE_FORM_BASE = "atut.front.pages.forms.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "atut.front.pages.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "xlsx", "ods", "pptx", "odp", "csv", "txt", "rtf", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 2**20

OWN_PAGE = "desk:my_application_by_link"  # where mails of recruitment lead: it shows what later rooms know, too
