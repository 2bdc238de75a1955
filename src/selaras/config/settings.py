"""All settings, from the environment. `.env.example` explains each one."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from selaras.config import environment as env

PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = env.folder("DATA_DIR", Path.cwd() / "var")

DEBUG = env.flag("DEBUG", False)
SECRET_KEY = env.secret_key(DATA_DIR)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", "")
HTTPS = env.flag("HTTPS", False)
# Demonstration sign-in by one click exists only here, and every page says so.
DEMO_MODE = env.flag("DEMO_MODE", False)

DATABASES = {"default": env.database(env.text("DATABASE_URL", ""), DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    # Ours come before allauth, whose pages we dress.
    "selaras.core",
    "selaras.organisation",
    "selaras.intake",
    "selaras.accounts",
    "selaras.jobs",
    "selaras.indicators",
    "selaras.planning",
    "selaras.monitoring",
    "selaras.discipline",
    "selaras.surveys",
    "selaras.listening",
    "selaras.evaluation",
    "selaras.papers",
    "selaras.closing",
    "selaras.consequences",
    "selaras.exchange",
    "selaras.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "selaras.accounts.apps.DevicesConfig",  # allauth.usersessions
    "csp",
    "django_htmx",
    "template_partials",
    "django_cotton",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "selaras.accounts.shared.SharedComputerMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "selaras.web.middleware.ErrorMiddleware",
    "selaras.web.middleware.ActorMiddleware",
]

ROOT_URLCONF = "selaras.config.urls"
WSGI_APPLICATION = "selaras.config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "NAME": "django",  # by which Cotton and partials find it
        "BACKEND": "selaras.config.templates.LettingGo",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "selaras.web.context.shell",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "selaras.accounts.hashers.MeasuredArgon2",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:home"
LOGOUT_REDIRECT_URL = "account_login"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesia")), ("en", _("Inggris"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": MEDIA_ROOT},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "selaras.web.uploads.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY", False) else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

# Sign-in: by NIP or e-mail. Accounts come from the staff list, nobody signs up.
ACCOUNT_ADAPTER = "selaras.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_FORMS = {"login": "selaras.accounts.forms.SignInForm"}
# Per account name, never per address: a whole office sits behind one address.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "10/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "signup": None,
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_ISSUER = "Selaras"
MFA_FORMS = {"add_webauthn": "selaras.accounts.passkeys.AddPasskeyForm"}
# A passkey has no secret that could be guessed; per address it would lock an office out in the morning.
MFA_RATE_LIMITS = {"webauthn_login": None}
MFA_TRUST_ENABLED = True
USERSESSIONS_TRACK_ACTIVITY = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("PROXY_COUNT", 0)

# Sign-in through a national or local identity provider, beside our own; the NIP is the subject.
OIDC_SERVER_URL = env.text("OIDC_SERVER_URL", "").rstrip("/")
OIDC_NAME = env.text("OIDC_NAME", "Identitas ASN")
if OIDC_SERVER_URL:
    INSTALLED_APPS += ["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]
    SOCIALACCOUNT_ADAPTER = "selaras.accounts.identity.IdentityAdapter"
    # A link, not a form: browsers hold a form's redirects against `form-action`, and providers redirect on to others.
    # State, PKCE and the NIP bind the way back to this browser and this person.
    SOCIALACCOUNT_LOGIN_ON_GET = True
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "identitas",
                    "name": OIDC_NAME,
                    "client_id": env.text("OIDC_CLIENT_ID"),
                    "secret": env.text("OIDC_CLIENT_SECRET"),
                    "settings": {
                        "server_url": OIDC_SERVER_URL,
                        "uid_field": env.text("OIDC_NIP_CLAIM", "nip"),
                    },
                }
            ],
        }
    }

# Certified electronic signatures: the client service of BSrE. Without it people sign on paper.
ESIGN_URL = env.text("ESIGN_URL", "")
ESIGN_USER = env.text("ESIGN_USER", "")
ESIGN_PASSWORD = env.text("ESIGN_PASSWORD", "")

# The national system (SIASN); without an address results leave as files only.
NATIONAL = {
    "base": env.text("NATIONAL_URL", ""),
    "gateway_token": env.text("NATIONAL_GATEWAY_TOKEN_URL", ""),
    "sign_in": env.text("NATIONAL_SIGN_IN_URL", ""),
    "gateway_id": env.text("NATIONAL_CLIENT_ID", ""),
    "gateway_secret": env.text("NATIONAL_CLIENT_SECRET", ""),
    "account": env.text("NATIONAL_ACCOUNT", ""),
    "password": env.text("NATIONAL_PASSWORD", ""),
}

EMAIL_BACKEND = env.text("EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend")
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "selaras@example.go.id")

COTTON_SNAKE_CASED_NAMES = True

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "selaras"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
}
CSRF_FAILURE_VIEW = "selaras.web.errors.csrf_failure"
