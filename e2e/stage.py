"""One process that plays the scenes of a site: `python -m e2e.stage`, with the server's environment.

For each line `["NAME", {"word": …}]` it plays the scene of that name and answers with a line of JSON.
"""

import json
import os
import sys

import django


def main():
    """Play scenes until nobody asks for one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atut.config.settings")
    django.setup()
    from atut.base.projects import revisions
    from e2e import committees, scenes, things

    for line in sys.stdin:
        name, words = json.loads(line)
        revisions.forget()  # the server has worked in the meantime
        scene = next(getattr(one, name) for one in (scenes, things, committees) if hasattr(one, name))
        print(json.dumps(scene(**words)), flush=True)


if __name__ == "__main__":
    main()
