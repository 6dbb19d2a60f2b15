"""Secrets, cookies, content security policy, sign-in."""

import hashlib
from pathlib import Path

from csp.constants import NONE, SELF

from atut.base.kernel.crypto import read_keys
from atut.config.settings.environment import ATUT_KEY_FILE, ATUT_SCHEME

# Signs sessions and links. Its own file beside the keys, so that a key rotation signs nobody out.
SECRET_KEY = hashlib.sha256(("sign" + read_keys(Path(ATUT_KEY_FILE).with_suffix(".secret"))[0]).encode()).hexdigest()

# Which hosts are served is decided by the projects' hosts, in `projects.middleware`.
ALLOWED_HOSTS = ["*"]

_secure = ATUT_SCHEME == "https"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "atut", "atut_form"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _secure else None
SECURE_HSTS_SECONDS = 31_536_000 if _secure else 0
SECURE_SSL_REDIRECT = _secure
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ("/redakcja/",),  # Wagtail's admin has inline scripts; it gets its own policy in pages
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/biurko/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "atut.base.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
MFA_ADAPTER = "atut.base.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "atut.base.accounts.adapter.ActivateAuthenticator",
    "add_webauthn": "atut.base.accounts.adapter.AddKey",
}
ACCOUNT_FORMS = {"login": "atut.base.accounts.adapter.SignIn", "reset_password": "atut.base.accounts.adapter.AskForPassword"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Atut"
