"""The web app, from the environment: ``gunicorn wsgi:app`` or ``waitress-serve wsgi:app``."""

import os

from orchestrator.bell import Bell, redis_url
from orchestrator.config import Settings
from orchestrator.keys import signing_key
from orchestrator.models import Database, schema
from orchestrator.web import create_app

settings = Settings.from_environ(os.environ)
database = Database(settings.database)
if database.problem() is None:  # One that is away is waited for, page by page.
    schema.check(database.engine)
app = create_app(
    settings=settings,
    db=database,
    bell=Bell(redis_url(settings.redis_url, settings.data)),
    signing_key=signing_key(settings.keys),
)
