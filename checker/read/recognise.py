"""Recognise the characters of a scanned page, with the confidence of each page."""

from __future__ import annotations

import importlib.util
import logging
from typing import Any

from checker.read import messages
from checker.read.pages import PageText, Piece, to_lines
from checker.read.requirement import require

__all__ = ["Recogniser"]

_LOW = 0.9  # mean confidence (0-1) of a page; below it people should look at the original
_DROPPED = 0.5  # a line below it is noise: a stamp, a stain


class Recogniser:
    """Reads pictures of pages; the models load with the first.

    ``warnings`` and ``doubtful`` name the pages of low confidence.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.warnings: list[str] = []
        self.doubtful: set[int] = set()
        self._engine: Any = None

    @property
    def available(self) -> bool:
        """Say whether the extra is installed."""
        return all(importlib.util.find_spec(module) is not None for module in ("rapidocr", "onnxruntime"))

    def read(self, image: Any, number: int) -> PageText:
        """Read a picture (an array, grey or BGR) as page ``number``; raises UnsupportedFormat without the extra."""
        if self._engine is None:
            self._engine = _load(self.name)
        height, width = image.shape[:2]
        found = self._engine(image)
        if found.boxes is None or not len(found.boxes):
            self.warnings.append(messages.NOTHING_RECOGNISED.format(page=number))
            return PageText(number, float(width), float(height), ())
        pieces: list[Piece] = []
        weights = 0.0
        letters = 0
        for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
            weights += float(score) * len(text)
            letters += len(text)
            if score < _DROPPED or not text.strip():
                continue
            xs, ys = [float(point[0]) for point in box], [float(point[1]) for point in box]
            pieces.append(
                Piece(text, min(xs), max(xs), min(ys), max(ys), _size(text, max(xs) - min(xs), max(ys) - min(ys)))
            )
        confidence = weights / letters if letters else 0.0
        if confidence < _LOW:
            self.doubtful.add(number)
            self.warnings.append(messages.LOW_CONFIDENCE.format(page=number, found=confidence, limit=_LOW))
        return PageText(number, float(width), float(height), tuple(to_lines(pieces)))


def _size(text: str, width: float, height: float) -> float:
    """Estimate the size of letters: by their number where they are many, since boxes are higher than letters."""
    units = sum(1.0 if char > "\u2e7f" else 0.5 for char in text)
    return width / units if units >= 8 else height / 1.3


def _load(name: str) -> Any:
    logging.disable(logging.WARNING)  # its log is not for users
    try:
        require("onnxruntime", "ocr", name, messages.RECOGNITION)
        return require("rapidocr", "ocr", name, messages.RECOGNITION).RapidOCR(
            params={"Global.use_cls": False}
        )  # no line of a report is upside down
    finally:
        logging.disable(logging.NOTSET)
