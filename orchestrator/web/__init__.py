"""Screens: one module per screen, named after its URL and its template folder.

Who may see and do what is in `access`; what holds for every answer is in `security`.
A GET reads from a session that cannot write; every change is a POST that answers 303.
"""

from flask import Flask

from orchestrator.bell import Bell
from orchestrator.config import Settings
from orchestrator.conversation.own_mails import use_own_weights
from orchestrator.models import Database
from orchestrator.web import (
    access,
    agreement,
    api,
    ask_pages,
    asks,
    baselines,
    calls,
    chrome,
    clearings,
    clients,
    decision_log,
    digests,
    dispute_mails,
    disputes,
    expectations,
    fact_lags,
    facts,
    failures,
    handles,
    handover,
    health,
    hooks,
    inbox,
    known,
    not_sent,
    people,
    phone,
    projects,
    promises,
    public,
    record,
    registers,
    requests,
    reviews,
    security,
    signin,
    stage,
    surprises,
    team,
    theme_page,
    theme_quotes,
    themes,
    today,
    value,
    voided,
    words,
)
from orchestrator.web.parts import Parts

SCREENS = (
    access,
    signin,
    today,
    digests,
    phone,
    surprises,
    voided,
    asks,
    ask_pages,
    inbox,
    people,
    projects,
    clearings,
    clients,
    not_sent,
    calls,
    handles,
    decision_log,
    baselines,
    expectations,
    requests,
    promises,
    disputes,
    dispute_mails,
    reviews,
    stage,
    known,
    registers,
    value,
    facts,
    fact_lags,
    themes,
    theme_quotes,
    theme_page,
    record,
    agreement,
    health,
    public,
    handover,
    team,
    api,
    hooks,
)


def create_app(*, settings: Settings, db: Database, bell: Bell, signing_key: bytes) -> Flask:
    """Build the WSGI application."""
    use_own_weights(settings.data)
    app = Flask(__name__)
    app.extensions["orchestrator"] = parts = Parts(settings, db, bell, signing_key)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    security.protect(app, parts)
    for screen in SCREENS:
        app.register_blueprint(screen.bp)
    security.limit_sign_in(app, parts, "signin.create")
    security.limit_programs(app, parts, api="api.create_update", hooks="hooks.create_event")
    words.register(app)
    watch = chrome.Watch(bell)
    app.jinja_env.globals["chrome"] = lambda: chrome.chrome(watch)
    failures.register(app)
    return app
