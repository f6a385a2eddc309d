"""Store: the workspace, one SQLite file of runs, texts, findings and decisions. A stage."""

from checker.store.backup import Contents, back_up, contents_of, restore
from checker.store.journal import Draft, Entry, Journal
from checker.store.judged import Judged, Kept, Outline
from checker.store.workspace import RunInfo, Workspace

__all__ = [
    "Contents",
    "Draft",
    "Entry",
    "Journal",
    "Judged",
    "Kept",
    "Outline",
    "RunInfo",
    "Workspace",
    "back_up",
    "contents_of",
    "restore",
]
