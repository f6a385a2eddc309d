"""Read a picture of a page (a scan, a photograph): one page or more, recognised."""

from __future__ import annotations

import io
from typing import Any

from checker.errors import UnreadableFile
from checker.read import messages
from checker.read.extract import Extract, Source, assemble
from checker.read.limits import Limits
from checker.read.pages import PageText, join_pages, title_of
from checker.read.progress import report
from checker.read.recognise import Recogniser
from checker.read.requirement import require

__all__ = ["read"]

_LABEL = "图片"


def read(source: Source, limits: Limits) -> Extract:
    """Recognise the text of a picture, of several pages perhaps; raises UnreadableFile for a huge or broken one."""
    image_module = require("PIL.Image", "ocr", source.name, messages.RECOGNITION)
    require("rapidocr", "ocr", source.name, messages.RECOGNITION)
    image_module.MAX_IMAGE_PIXELS = limits.pixels
    recogniser = Recogniser(source.name)
    pages: list[PageText] = []
    try:
        with image_module.open(io.BytesIO(source.data)) as picture:
            count = getattr(picture, "n_frames", 1)
            if count > limits.pages:
                raise UnreadableFile(source.name, messages.TOO_MANY_PAGES.format(found=count, limit=limits.pages))
            for number in range(1, count + 1):
                picture.seek(number - 1)
                pixels = picture.width * picture.height
                if pixels > limits.pixels:
                    raise UnreadableFile(
                        source.name, messages.TOO_MANY_PIXELS.format(found=pixels, limit=limits.pixels)
                    )
                report(number - 1, count)
                pages.append(recogniser.read(_array(picture), number))
    except image_module.DecompressionBombError as error:
        found = messages.TOO_MANY_PIXELS.format(found="", limit=limits.pixels)
        raise UnreadableFile(source.name, found) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadableFile(source.name, messages.DAMAGED.format(label=_LABEL, detail=type(error).__name__)) from error
    return assemble(
        source,
        limits,
        join_pages(pages),
        title=title_of(pages),
        warnings=recogniser.warnings,
        doubtful_pages=recogniser.doubtful,
    )


def _array(picture: Any) -> Any:
    """Turn a picture upright as its file says, on white where it is transparent."""
    import numpy
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    page = Image.new("RGBA", upright.size, "white")
    page.alpha_composite(upright)
    return numpy.asarray(page.convert("RGB"))[:, :, ::-1]
