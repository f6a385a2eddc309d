"""Review: people's decisions laid over the machine's judgement. Pure functions; no file, no database. A stage."""

from checker.model.review import Kind, Reason, ReviewState
from checker.review.agreement import Agreement, agreement_by_chapter, differences, reasons
from checker.review.decisions import Decision, Record, read_record, topic_of
from checker.review.following import Origin, follow
from checker.review.making import Bench
from checker.review.overlay import FinalReport, PointReview, Rules, TaskReview, lay_over
from checker.review.queue import Item, order, queue_of
from checker.review.standing import Standing, Verdict, stand
from checker.review.telling import tell

__all__ = [
    "Agreement",
    "Bench",
    "Decision",
    "FinalReport",
    "Item",
    "Kind",
    "Origin",
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
    "follow",
    "lay_over",
    "order",
    "queue_of",
    "read_record",
    "reasons",
    "stand",
    "tell",
    "topic_of",
]
