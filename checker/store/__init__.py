"""Store: the workspace, one SQLite file of runs, texts, findings and decisions. A stage."""

from checker.store.backup import Contents, back_up, contents_of, restore
from checker.store.journal import Conflict, Draft, Entry, Journal
from checker.store.workspace import RunInfo, Workspace

__all__ = [
    "Conflict",
    "Contents",
    "Draft",
    "Entry",
    "Journal",
    "RunInfo",
    "Workspace",
    "back_up",
    "contents_of",
    "restore",
]
