"""Review: people's decisions laid over the machine's judgement. Pure functions; no file, no database. A stage."""

from checker.review.agreement import Agreement, agreement_by_chapter, differences, reasons
from checker.review.decisions import Decision, Kind, Reason, Record, read_record, topic_of
from checker.review.making import Bench
from checker.review.overlay import FinalReport, PointReview, ReviewState, Rules, TaskReview, lay_over
from checker.review.queue import Item, order, queue_of
from checker.review.standing import Standing, Verdict, stand

__all__ = [
    "Agreement",
    "Bench",
    "Decision",
    "FinalReport",
    "Item",
    "Kind",
    "PointReview",
    "Reason",
    "Record",
    "ReviewState",
    "Rules",
    "Standing",
    "TaskReview",
    "Verdict",
    "agreement_by_chapter",
    "differences",
    "lay_over",
    "order",
    "queue_of",
    "read_record",
    "reasons",
    "stand",
    "topic_of",
]
