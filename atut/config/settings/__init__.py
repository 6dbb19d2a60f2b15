"""Settings, in small files by concern. Every value from the environment is read in `environment.py`."""

from atut.config.settings.applications import *  # noqa: F403  # settings are a flat namespace
from atut.config.settings.environment import *  # noqa: F403
from atut.config.settings.language import *  # noqa: F403
from atut.config.settings.logs import *  # noqa: F403
from atut.config.settings.searching import *  # noqa: F403
from atut.config.settings.security import *  # noqa: F403
from atut.config.settings.storage import *  # noqa: F403
