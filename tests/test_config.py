"""Settings: environment over file, every mistake named at once, secrets never shown."""

from datetime import timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
import pytest
from redis import Redis
from sqlalchemy import create_engine

from orchestrator.config import Settings, check_zone, described, duration, resource
from orchestrator.errors import ConfigError


def read(folder: Path, **environ: str) -> Settings:
    named = {f"ORCHESTRATOR_{name}": value for name, value in environ.items()}
    return Settings.from_environ({"ORCHESTRATOR_DATA": str(folder)} | named)


def problems(folder: Path, **environ: str) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        read(folder, **environ)
    return str(raised.value).splitlines()


def test_nothing_set_is_sqlite_in_the_data_folder_and_nothing_is_sent(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert settings.database == f"sqlite:///{tmp_path}/orchestrator.sqlite3"
    assert settings.can_send is False
    assert settings.keys == tmp_path / "keys"


def test_the_data_folder_is_absolute_whatever_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings.from_environ({}).data == tmp_path / "data"
    assert Settings.from_environ({"ORCHESTRATOR_DATA": "other"}).data == tmp_path / "other"


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "orchestrator.toml").write_text(
        'studio_name = "From the file"\nweb_port = 9000\nsweep_every = "5 s"\n'
        'trusted_authserv_ids = ["mx1.example", "mx2.example"]\n'
    )
    settings = read(tmp_path, STUDIO_NAME="From the environment")
    assert settings.studio_name == "From the environment"
    assert (settings.web_port, settings.sweep_every) == (9000, timedelta(seconds=5))
    assert settings.trusted_authserv_ids == ("mx1.example", "mx2.example")


def test_a_value_may_lie_in_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s3cret\n")
    settings = read(tmp_path, SMTP_PASSWORD_FILE=str(tmp_path / "secret"))
    assert settings.smtp_password == "s3cret"
    [problem] = problems(tmp_path, SMTP_PASSWORD_FILE=str(tmp_path / "nothing"))
    assert "cannot be read" in problem


def test_the_password_of_one_command_is_no_setting(tmp_path: Path) -> None:
    assert read(tmp_path, PASSWORD="for user add").smtp_password == ""


def test_every_mistake_is_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "orchestrator.toml").write_text('imap_hots = "x"\nweb_port = "many"\n')
    found = problems(tmp_path, TIMEZONE="Europe/Viena", MAIL_FROM="nobody", SMTP_SECURITY="ssl")
    assert len(found) == 5
    assert "orchestrator.toml: imap_hots: unknown setting" in found[0]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SMTP_HOTS", "x", "did you mean smtp_host?"),
        ("TIMEZONE", "Europe/Viena", "did you mean Europe/Vienna?"),
        ("SWEEP_EVERY", "9 minuts", "90 s, 9 minutes, 2 h or 1 day"),
        ("SWEEP_EVERY", "0", "longer than nothing"),
        ("WEB_PORT", "eighty", "a whole number"),
        ("BASE_URL", "ftp://x", "http:// or https://"),
        ("LOG_LEVEL", "LOUD", "DEBUG, INFO, WARNING or ERROR"),
        ("REPLY_ADDRESS", "a b@c", "not an address"),
        ("BASE_URL", "https://", "is no address"),
        ("BASE_URL", "http://:8080", "is no address"),
        ("BASE_URL", "http://studio.example:99999", "is no address"),
        ("WEB_PORT", "0", "use 1 to 65535"),
        ("WEB_PORT", "65536", "use 1 to 65535"),
        ("SMTP_PORT", "-1", "use 1 to 65535"),
        ("CLAIM_FOR", "60 s", "longer than smtp_timeout"),
    ],
)
def test_a_mistake_names_the_setting_and_the_cure(
    tmp_path: Path, name: str, value: str, words: str
) -> None:
    [problem] = problems(tmp_path, **{name: value})
    assert name.lower() in problem.lower()
    assert words in problem


@pytest.mark.parametrize(
    "url",
    [
        "mysql://u@h/n",
        "postgres://u@h/n",
        "postgresql+asyncpg://u@h/n",
        "postgresql+nothing://u@h/n",
        "studio.sqlite3",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///a?mode=ro",
        "sqlite+pysqlite:///a",
        "postgresql:/h",
        "postgresql://u:hidden@h:port/n",
        "postgresql://h:/n",
        "postgresql://u@h:0/n",
        "postgresql://u@h:65536/n",
        "postgresql://u@a:1,b:2/n",
        "postgresql://u@[::1/n",
    ],
)
def test_a_database_that_cannot_be_opened_is_refused_unrepeated(tmp_path: Path, url: str) -> None:
    [problem] = problems(tmp_path, DATABASE_URL=url)
    assert problem.startswith("database_url: use sqlite:///PATH or postgresql://")
    assert "hidden" not in problem
    assert not list(tmp_path.iterdir())


DATABASE_URLS = [
    "sqlite:///studio.sqlite3",
    "sqlite:////srv/studio.sqlite3",
    "postgresql://127.0.0.1/studio",
    "postgresql+psycopg://maya:a/b#c@db.example:5432/studio?sslmode=require",
    "postgresql://maya@[::1]:5432/studio",
    "postgresql:///studio?host=/run/postgresql",
]


@pytest.mark.parametrize("url", DATABASE_URLS)
def test_a_database_that_is_accepted_has_a_driver(tmp_path: Path, url: str) -> None:
    engine = create_engine(read(tmp_path, DATABASE_URL=url).database)
    assert engine.dialect.name == url.partition(":")[0].partition("+")[0]


@pytest.mark.parametrize(
    "url",
    [
        "127.0.0.1:6379",
        "http://127.0.0.1:6379",
        "redis:127.0.0.1",
        "redis://:hidden@h:port/0",
        "redis://h:0/0",
        "redis://h:99999/0",
        "redis://h/first",
        "redis://h?db=first",
        "redis://[::1/0",
        "redis://h/0?color=red",
        "redis://h/0?ssl_certfile=a",
        "unix://",
        "unix://run/redis.sock",
    ],
)
def test_a_queue_that_cannot_be_reached_is_refused_unrepeated(tmp_path: Path, url: str) -> None:
    [problem] = problems(tmp_path, REDIS_URL=url)
    assert problem.startswith("redis_url: ")
    assert "hidden" not in problem


@pytest.mark.parametrize(
    "url",
    [
        "redis://127.0.0.1:6379/0",
        "redis://:s3cret@queue.example",
        "rediss://maya:s3cret@queue.example:6380/2?ssl_ca_certs=/etc/ca.pem",
        "unix:///run/redis.sock?db=1",
    ],
)
def test_a_queue_that_is_accepted_makes_a_connection(tmp_path: Path, url: str) -> None:
    with Redis.from_url(read(tmp_path, REDIS_URL=url).redis_url) as redis:
        assert redis.connection_pool.make_connection()


def test_a_wrong_secret_is_not_repeated(tmp_path: Path) -> None:
    (tmp_path / "orchestrator.toml").write_text("smtp_password = 123456\n")
    [problem] = problems(tmp_path)
    assert "smtp_password" in problem
    assert "123456" not in problem


def test_a_file_that_is_not_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "orchestrator.toml").write_text("studio_name: yaml\n")
    assert "not TOML" in problems(tmp_path)[0]


def test_every_setting_is_described() -> None:
    rows = described()
    assert len(rows) == len({name for name, _, _ in rows})
    assert all(help.endswith(".") for _, _, help in rows)


@given(
    st.integers(1, 10**6),
    st.sampled_from(
        [("s", 1), (" seconds", 1), ("m", 60), (" minutes", 60), (" h", 3600), ("d", 86400)]
    ),
)
def test_a_duration_has_a_number_and_a_unit(number: int, unit: tuple[str, int]) -> None:
    word, seconds = unit
    assert duration(f"{number}{word}") == timedelta(seconds=number * seconds)
    assert duration(number) == timedelta(seconds=number)


@given(st.text(max_size=12))
def test_any_text_is_a_duration_or_refused(text: str) -> None:
    try:
        assert duration(text) >= timedelta(0)
    except ValueError as error:
        assert "expected a time" in str(error)  # noqa: PT017


def test_a_zone_is_one_of_iana() -> None:
    assert check_zone("Europe/London") == "Europe/London"
    with pytest.raises(ValueError, match="Europe/London"):
        check_zone("Europe/Londn")


@pytest.mark.parametrize("name", ["mail_templates", "migrations"])
def test_the_folders_beside_the_package_are_found(name: str) -> None:
    assert resource(name).is_dir()
