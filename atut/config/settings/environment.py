"""What the environment decides. `docs/reference/settings.md` is made from the comments here.

Nothing is read from the environment anywhere else.
"""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

#: Demo mode: /demo/, /demo/mail/ and /ui/ exist, mail goes nowhere, second factor is not asked for. `1` or `0`.
ATUT_DEMO = os.environ.get("ATUT_DEMO", "0") == "1"

#: Data folder: database, files, caches. Backed up. Default: var/ in the program's folder.
ATUT_DATA = Path(os.environ.get("ATUT_DATA", ROOT / "var")).resolve()

#: Key file, outside the data folder and outside backups: keep a copy apart. Default: keys/atut.keys.
ATUT_KEY_FILE = str(Path(os.environ.get("ATUT_KEY_FILE", ROOT / "keys" / "atut.keys")).resolve())

#: Folder of backups, outside the data folder; better on another disk. Default: backups/ in the program's folder.
ATUT_BACKUPS = str(Path(os.environ.get("ATUT_BACKUPS", ROOT / "backups")).resolve())

#: Database: `sqlite` (embedded, in the data folder) or `postgresql://user:password@host:port/name`.
ATUT_DATABASE = os.environ.get("ATUT_DATABASE", "sqlite")

#: Where mail is handed over: `smtp://host:port`, `smtps://user:password@host:port`, `starttls://…`,
#: or `folder` (files in the data folder).
ATUT_MAIL = os.environ.get("ATUT_MAIL", "folder")

#: Sender of mail.
ATUT_MAIL_FROM = os.environ.get("ATUT_MAIL_FROM", "Atut <atut@localhost>")

#: Host names served besides the projects' own, comma separated (health checks by address).
ATUT_HOSTS = [host for host in os.environ.get("ATUT_HOSTS", "").split(",") if host]

#: `https` in production; `http` on a machine of one's own. Decides secure cookies and links in mail.
ATUT_SCHEME = os.environ.get("ATUT_SCHEME", "http")

#: How many reverse proxies of yours stand before the program: `1` with `https`, else `0`. So many entries of X-Forwarded-For
#: are believed, counted from the right. Too high a number lets visitors write their own address and escape every limit.
ATUT_PROXIES = int(os.environ.get("ATUT_PROXIES", "1" if ATUT_SCHEME == "https" else "0"))

#: Port, named in links when it is not the scheme's own.
PORT = int(os.environ.get("PORT", "8000"))

#: Shared cache: empty for the database, or `redis://…` (also Valkey).
ATUT_CACHE = os.environ.get("ATUT_CACHE", "")

#: Dictionary of Polish for the site search: `morfeusz` (40 MB a process), `snowball` (1 MB, finds fewer inflected forms), or
#: empty: the first where it is installed.
ATUT_DICTIONARY = os.environ.get("ATUT_DICTIONARY", "")

#: Engine of the site search: empty for the database, or `opensearch://user:password@host:port/index` (`opensearchs://` over TLS).
ATUT_SEARCH = os.environ.get("ATUT_SEARCH", "")

#: Virus scanner for files that people send: the socket of ClamAV's daemon, `unix:///run/clamav/clamd.ctl` or
#: `tcp://host:3310`. Empty: files are checked without it. Where it is named and does not answer, files are refused.
ATUT_CLAMD = os.environ.get("ATUT_CLAMD", "")

DEBUG = False
