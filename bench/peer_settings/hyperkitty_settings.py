"""The least of Django's settings with which HyperKitty's importer runs, on SQLite.

It runs in an environment of its own, where nothing of ours is installed.
"""

import os
from pathlib import Path

_FOLDER = Path(os.environ["HYPERKITTY_FOLDER"])

SECRET_KEY = "bench-only"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "hyperkitty.urls"
INSTALLED_APPS = [
    "hyperkitty",
    "django_mailman3",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sites",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_gravatar",
    "compressor",
    "haystack",
    "django_extensions",
    "django_q",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
]
SITE_ID = 1
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.contrib.auth.context_processors.auth",
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(_FOLDER / "hyperkitty.sqlite3"),
    }
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
HAYSTACK_CONNECTIONS = {
    "default": {
        "ENGINE": "haystack.backends.whoosh_backend.WhooshEngine",
        "PATH": str(_FOLDER / "whoosh"),
    }
}
Q_CLUSTER = {"name": "bench", "timeout": 300, "retry": 360, "orm": "default"}
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = str(_FOLDER / "static")
MAILMAN_REST_API_URL = "http://127.0.0.1:1"
MAILMAN_REST_API_USER = MAILMAN_REST_API_PASS = "none"
MAILMAN_ARCHIVER_KEY = "bench"
MAILMAN_ARCHIVER_FROM = ("127.0.0.1",)
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
