"""Days on which a platform itself changed what it counts: rows as in `series_breaks`, each with its source.

They hold in every store that does not tell of the change itself. docs/decisions/0007-known-breaks.md says what is
here, what is not (likes that became followers), and why.
"""

from __future__ import annotations

from datetime import date
from typing import Any

UNLABELLED = {"label_sv": "Nytt sätt att räkna", "label_en": "A new way of counting"}
"""What a break is called that the store gives no label."""
IMPRESSIONS = {"label_sv": "Exponeringar blev visningar", "label_en": "Impressions became views"}
VIEWERS = {"label_sv": "Räckvidd räknas på ett nytt sätt", "label_en": "Reach is counted in a new way"}

KNOWN_BREAKS: tuple[dict[str, Any], ...] = (
    {
        "platform": "instagram",
        "account_id": None,
        "metric": "views",
        "date": date(2025, 4, 21),
        **IMPRESSIONS,
        "source": "Meta, Graph API changelog, version 22.0 (21 January 2025): impressions deprecated on media and user "
        "insights in all versions from 21 April 2025, views introduced",
    },
    {
        "platform": "facebook",
        "account_id": None,
        "metric": "views",
        "date": date(2025, 11, 15),
        **IMPRESSIONS,
        "source": "Meta, Page Insights API Updates (15 August 2025): impressions replaced by views in all versions "
        "from 15 November 2025",
    },
    {
        "platform": "facebook",
        "account_id": None,
        "metric": "reach",
        "date": date(2026, 6, 15),
        **VIEWERS,
        "source": "Meta, Pages API, Deprecated Page Insights Metrics (2 March 2026): unique impressions (reach) "
        "replaced by viewers by 15 June; Introducing Graph API v25.0 (18 February 2026): viewers replace reach",
    },
)
