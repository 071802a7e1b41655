"""Public holidays where a reader is, by country and region.  Pure: what it reads is code.

A place is ``GB`` or ``GB-WLS``: a country of ISO 3166 and a region of its own holidays;
empty where no holiday is kept.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from holidays import country_holidays, list_supported_countries

EVERY_DAY: Final = "none"
"""In place of a country: no holiday counts there."""
_KEPT: Final = 4096
"""Years of places that are remembered, of some 20 holidays each."""


def holiday(day: date, place: str) -> str:
    """The name of the public holiday, in English where it has one; empty on any other day."""
    return _holidays(place, day.year).get(day, "") if place else ""


@cache
def country_of(zone: str) -> str:
    """The country that a time zone lies in; empty for one of none, such as ``UTC``."""
    table = _zone_countries()
    return table.get(zone) or table.get(_links().get(zone, ""), "")


@cache
def countries() -> Mapping[str, str]:
    """Those whose holidays are known, by code, in the order of their names."""
    known = list_supported_countries(include_aliases=False)
    named = {code: name for code, name in _table("iso3166.tab", 0, 1).items() if code in known}
    return dict(sorted(named.items(), key=lambda each: each[1]))


@cache
def regions(country: str) -> Mapping[str, str]:
    """Those of a country that have holidays of their own, by code."""
    codes = list_supported_countries(include_aliases=False).get(country, [])
    names = country_holidays(country).subdivisions_aliases if codes else {}
    return {code: code for code in codes} | {code: name for name, code in names.items()}


def place_of(country: str, region: str, zone: str) -> str:
    """What somebody set, else the country of the time zone; empty where no holiday is kept."""
    country = country or country_of(zone)
    if country == EVERY_DAY or country not in countries():
        return ""
    return f"{country}-{region}" if region else country


def place_name(place: str) -> str:
    """``Wales``, ``Germany``."""
    country, _, region = place.partition("-")
    return regions(country).get(region) or countries().get(country, country)


@lru_cache(maxsize=_KEPT)
def _holidays(place: str, year: int) -> Mapping[date, str]:
    country, _, region = place.partition("-")
    found = country_holidays(country, subdiv=region or None, years=year)
    if "en_US" in found.supported_languages and not (found.default_language or "").startswith("en"):
        found = country_holidays(country, subdiv=region or None, years=year, language="en_US")
    return dict(found)


@cache
def _zone_countries() -> Mapping[str, str]:
    return _table("zone.tab", 2, 0)


@cache
def _links() -> Mapping[str, str]:
    """Other names of zones, such as ``Europe/Kiev``."""
    lines = (files("tzdata.zoneinfo") / "tzdata.zi").read_text("utf-8").splitlines()
    found = (line.split() for line in lines if line.startswith("L "))
    return {name: target for _, target, name in found}


def _table(name: str, key: int, value: int) -> Mapping[str, str]:
    lines = (files("tzdata.zoneinfo") / name).read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {row[key]: row[value] for row in rows}
