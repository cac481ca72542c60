"""What organisations are compared on: a metric, and what it is divided by so that size does not decide."""

from __future__ import annotations

from enum import StrEnum

from locales import N_
from metrics.catalogue import CATALOGUE
from metrics.definition import Metric


class Per(StrEnum):
    """What a figure is divided by before organisations are compared. The value stands in URLs and commands."""

    RAW = "raw"
    INHABITANTS = "inhabitants"
    CUSTOMERS = "customers"
    MEMBERS = "members"
    FOLLOWERS = "followers"
    POST = "post"
    FOLLOWERS_POST = "followers_post"
    INDEX = "index"


PER_WORDS = {
    Per.RAW: N_("as it is"),
    Per.INHABITANTS: N_("per 1,000 inhabitants"),
    Per.CUSTOMERS: N_("per 1,000 customers"),
    Per.MEMBERS: N_("per 1,000 members"),
    Per.FOLLOWERS: N_("per 1,000 followers"),
    Per.POST: N_("per post"),
    Per.FOLLOWERS_POST: N_("per 1,000 followers and post"),
    Per.INDEX: N_("index, group median = 100"),
}
OF_PEOPLE = (Per.INHABITANTS, Per.CUSTOMERS, Per.MEMBERS)
"""Divisions by whom an organisation is for: kinds of `audience_bases`."""
TIMES = {**dict.fromkeys(OF_PEOPLE, 1000.0), Per.FOLLOWERS: 1000.0, Per.POST: 1.0}
DIVIDED_METRIC = {
    ("followers", Per.INHABITANTS): "followers_per_1000_inhabitants",
    ("interactions", Per.POST): "interactions_per_post",
    ("interactions", Per.FOLLOWERS_POST): "interactions_per_1000_followers_and_post",
}
"""Divisions that are metrics of their own: each channel's posts meet its own followers."""
OF_POSTS = ("interactions", "reactions", "comments", "shares", "video_views", "views")
"""Metrics of what people do with posts, which can be divided by them."""


def pers(metric: Metric) -> tuple[Per, ...]:
    """What the metric can be divided by: a ratio by nothing more, a stock or flow by a size."""
    if metric.denominator is not None or metric.unique:
        return (Per.RAW, Per.INDEX)
    found = [Per.RAW, *OF_PEOPLE]
    if metric.id not in ("followers", "net_followers"):
        found.append(Per.FOLLOWERS)
    if metric.id in OF_POSTS:
        found.append(Per.POST)
    if (metric.id, Per.FOLLOWERS_POST) in DIVIDED_METRIC:
        found.append(Per.FOLLOWERS_POST)
    return (*found, Per.INDEX)


def public_metrics() -> tuple[Metric, ...]:
    """What anyone can see, in the catalogue's order; what a division of another gives is offered as that."""
    return tuple(metric for metric in _undivided() if metric.public)


def private_metrics() -> tuple[Metric, ...]:
    """What only each organisation itself sees, and others where they have shared it with the store."""
    return tuple(metric for metric in _undivided() if not metric.public)


def _undivided() -> tuple[Metric, ...]:
    divided = set(DIVIDED_METRIC.values())
    return tuple(metric for metric in CATALOGUE.values() if metric.id not in divided)
