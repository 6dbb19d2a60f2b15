"""Where the program's own words go: standard error, for the service manager to keep. Never what people typed."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # 404 and 403 are answers, not faults; only what broke is worth a line
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
