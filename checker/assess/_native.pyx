# cython: language_level=3, boundscheck=False, wraparound=False
"""Passages written out as evidence by machine code: the same as `checker.assess.quote` gives, in half the time."""

from checker.assess.explain import ABOVE, ALSO, CLOSE, DOUBTFUL, GRADES, HERE, SHARED
from checker.assess.explain import say_alike, say_concrete, say_nearly, say_reference
from checker.assess.quote import find_place
from checker.model.findings import Evidence
from checker.model.matching import Grade

cdef extern from "Python.h":
    object PyType_GenericAlloc(type kind, Py_ssize_t size)
    int PyObject_GenericSetAttr(object made, str name, object value) except -1


cdef str _ABOVE = ABOVE, _ALSO = ALSO, _CLOSE = CLOSE, _HERE = HERE, _SHARED = SHARED, _DOUBTFUL = DOUBTFUL
cdef dict _GRADES = GRADES
cdef object _LIKE = Grade.LIKE
cdef object _EVIDENCE = Evidence
cdef set _NAMES = set(Evidence.model_fields)


cdef class Quotes:
    """The sentences of one report as evidence."""

    cdef object report, doubtful
    cdef dict places, stated  # by the start of the sentence; by concreteness

    def __init__(self, report):
        self.report, self.doubtful = report, report.document.doubtful_pages
        self.places, self.stated = {}, {}

    def write(self, passages, role, full=()):
        """Quote passages with their places and reasons; ``full`` says of each whether it carries level 2 by itself."""
        cdef Py_ssize_t i
        return [self.written(passages[i], role, full[i] if full else False) for i in range(len(passages))]

    cdef object written(self, passage, role, full):
        cdef tuple values = <tuple> passage, hits
        sentence, grade, pattern, hits, concrete, score, likeness = values
        cdef dict place = self.places.get(sentence.start)
        if place is None:
            place = self.places[sentence.start] = find_place(self.report, sentence)
        cdef dict fields = place.copy()
        fields["role"] = role
        fields["score"] = score
        fields["full"] = full
        fields["terms"] = tuple({(<tuple> hit)[1]: None for hit in hits})  # each once, in order
        fields["why"] = self.explain(grade, pattern, hits, concrete, likeness, sentence.page in self.doubtful)
        return trusted(fields)

    cdef str explain(self, grade, pattern, tuple hits, concrete, likeness, bint doubtful):
        """Explain as `checker.assess.explain.explain_passage` does."""
        cdef str here = "", above = "", nearly = "", alike = "", found, stated
        cdef str opening = _SHARED if grade is _LIKE else _HERE
        for hit in hits:
            found = (<tuple> hit)[1]
            if (<tuple> hit)[5]:
                above += (_ALSO if above else _ABOVE) + found + _CLOSE
            else:
                here += (_ALSO if here else opening) + found + _CLOSE
            if <double> (<tuple> hit)[4] < 1:
                nearly += say_nearly(hit)
        stated = self.stated.get(concrete)
        if stated is None:
            stated = self.stated[concrete] = say_concrete(concrete)
        if grade is _LIKE:
            nearly = say_reference(pattern)
        elif likeness is not None:
            alike = say_alike(likeness)
        said = <str> _GRADES[grade] + here + above + nearly + stated + alike
        return said + _DOUBTFUL if doubtful else said


cdef object trusted(dict fields):
    """Make evidence as `Evidence.trusted` does."""
    made = PyType_GenericAlloc(<type> _EVIDENCE, 0)
    PyObject_GenericSetAttr(made, "__dict__", fields)
    PyObject_GenericSetAttr(made, "__pydantic_fields_set__", _NAMES)
    PyObject_GenericSetAttr(made, "__pydantic_extra__", None)
    PyObject_GenericSetAttr(made, "__pydantic_private__", None)
    return made
