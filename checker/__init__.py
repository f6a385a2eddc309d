"""要点对照: hold annual reports on rule-of-law government against the year's task list."""

__version__ = "0.1.0"
