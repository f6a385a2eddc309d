"""Read what offices have into documents: one type for all formats, exact offsets, a clear word on what cannot be read.

`find_inputs` says what there is to read, `read_document` reads one of them; a new format is a module and a line in
`registry`.
"""

from checker.read.document import read_document
from checker.read.inputs import Input, find_inputs, unique_ids
from checker.read.limits import Limits

__all__ = ["Input", "Limits", "find_inputs", "read_document", "unique_ids"]
