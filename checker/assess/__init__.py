"""Assess: from graded passages to levels, flags, statuses and reasons. A stage."""

from checker.assess.applicability import Applicability, applies
from checker.assess.judge import assess_report

__all__ = ["Applicability", "applies", "assess_report"]
