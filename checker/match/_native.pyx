# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""The inner loops of matching as machine code: the same results as `checker.match.plain`, some twenty times as fast.

Places are positions in the layout's folded text. A *stand* is what stands in the sentence at hand, or in the headings
above it: a term does where its mark is the number of the sentence (or of its context), at the hits from its first one
on along ``following``, to -1. Marks are not cleared between sentences: numbers only go up. The flags of terms say the same
in one byte each, to be looked at fast; they are cleared.
"""

from sys import byteorder

from cpython cimport array
from cpython.ref cimport Py_INCREF
from cpython.tuple cimport PyTuple_SET_ITEM
from libc.math cimport fabs, floor, rint
from libc.string cimport memset

from checker.match._likeness import common_words
from checker.match.constants import ABOVE, ALONE, BEST, EVERYDAY, GAP, HALF, KEPT, NEAREST, PLACES
from checker.match.constants import REACH, ROLES, SHARED_LEAST, SHARED_WORDS, SHOWN, TELLING, WEIGHTS
from checker.match.shelves import SHELF_OF
from checker.model.matching import CHECKABLE, DIRECT, Grade, Hit, Passage, PointMatch
from checker.text.fold import FOLDING

cdef int _ABOVE = ABOVE, _GAP = GAP, _KEPT = KEPT, _NEAREST = NEAREST, _PLACES = PLACES, _REACH = REACH, _ROLES = ROLES
cdef int _BEST = BEST, _SHOWN = SHOWN
cdef double _EVERYDAY = EVERYDAY, _TELLING = TELLING
cdef double _DIRECT = DIRECT, _CHECKABLE = CHECKABLE, _HALF = HALF
cdef int CODES = 0x10000  # characters beyond the basic plane are in no term


cdef array.array _INTEGERS = array.array("i"), _FLOATS = array.array("d")


cdef int[::1] integers(Py_ssize_t size):
    return array.clone(_INTEGERS, size, True)


cdef double[::1] floats(Py_ssize_t size):
    return array.clone(_FLOATS, size, True)


cdef class Lists:
    """Many lists of numbers end to end: list ``i`` is ``items[first[i]:first[i + 1]]``."""

    cdef int[::1] first
    cdef int[::1] items

    def __init__(self, lists):
        self.first, self.items = lists


cdef class Trie:
    """Words, character by character: first characters in a table, further edges in a hash table of (node, code).

    A node is the place of the edge that leads to it, where all that is looked at stands side by side: the node before,
    the code, the number of the word that ends here (0 for none), and a bit for the last five bits of each code behind
    it, which mostly says that there is no edge. The nodes of first characters have places behind the hash table's.
    """

    cdef int[::1] root, nodes
    cdef int mask

    def __init__(self, words):
        cdef int size = 16, node, following, number, code
        cdef str word
        cdef Py_UCS4 letter
        firsts = sorted({ord(word[0]) for word in words if word and ord(word[0]) < CODES})
        while size < 2 * sum(map(len, words)):
            size *= 2
        self.mask, self.root, self.nodes = size - 1, integers(CODES), integers(4 * (size + len(firsts)))
        for number, code in enumerate(firsts):
            self.root[code] = 4 * (size + number)
        for number, word in enumerate(words):
            node = 0
            for letter in word:
                code = letter
                following = self.follow(node, code)
                if following == 0:
                    if node == 0:  # beyond the table
                        break
                    following = self.slot(node, code)
                    self.nodes[following], self.nodes[following + 1] = node, code
                    self.nodes[node + 3] |= 1 << (code & 31)
                node = following
            else:
                self.nodes[node + 2] = number + 1

    cdef inline int word(self, int node) noexcept:
        """Give the number of the word that ends at a node, counted from 1; 0 where none does."""
        return self.nodes[node + 2]

    cdef inline int slot(self, int node, int code) noexcept:
        """Give the place of an edge, or the free place where it would be; no edge is at 0, which is no node."""
        cdef unsigned int at = (<unsigned int>node * 2654435761u + <unsigned int>code * 40503u) >> 3 & self.mask
        while at == 0 or (self.nodes[4 * at] and not (self.nodes[4 * at] == node and self.nodes[4 * at + 1] == code)):
            at = (at + 1) & self.mask
        return 4 * at

    cdef inline int follow(self, int node, int code) noexcept:
        """Give the node behind an edge, 0 where there is none; node 0 is before the first character."""
        cdef int behind
        if node == 0:
            return self.root[code] if code < CODES else 0
        if not self.nodes[node + 3] >> (code & 31) & 1:
            return 0
        behind = self.slot(node, code)
        return behind if self.nodes[behind] else 0


cdef class Wordlist:
    """A list of words, found in a text from left to right without overlap; where several fit, the first of the list."""

    cdef Trie trie

    def __init__(self, words):
        self.trie = Trie(words)

    def count(self, str text, int limit):
        """Count the words in a text, up to ``limit``."""
        cdef Py_ssize_t at = 0
        cdef int found = 0
        while found < limit and self.next(text, &at):
            found += 1
        return found

    def has_two(self, str text):
        """Give how many different words are in a text: 0, 1, or 2 for more."""
        cdef Py_ssize_t at = 0
        cdef int first = self.next(text, &at), other
        while first:
            other = self.next(text, &at)
            if other == 0:
                return 1
            if other != first:
                return 2
        return 0

    cdef int next(self, str text, Py_ssize_t *at) noexcept:
        """Find the next word from ``at`` on and move ``at`` behind it; 0 where there is none."""
        cdef Py_ssize_t start, end, behind = 0, length = len(text)
        cdef int node, word, best
        for start in range(at[0], length):
            node = self.trie.follow(0, text[start])
            end, best = start + 1, 0
            while node:
                word = self.trie.word(node)
                if word and (best == 0 or word < best):
                    best, behind = word, end
                if end == length:
                    break
                node = self.trie.follow(node, text[end])
                end += 1
            if best:
                at[0] = behind
                return best
        at[0] = length
        return 0


cdef int[::1] twice(int[::1] numbers):
    return array.array("i", bytes(numbers) + bytes(4 * len(numbers)))


cdef class Hits:
    """Occurrences of words: those of segment ``i`` are ``first[i]`` to ``first[i + 1]``, in order of their start."""

    cdef int[::1] first, word, start, end
    cdef int count, room

    def __init__(self, int segments, int room):
        self.first, self.room = integers(segments + 1), room
        self.word, self.start, self.end = integers(room), integers(room), integers(room)

    cdef grow(self):
        self.word, self.start, self.end = twice(self.word), twice(self.start), twice(self.end)
        self.room *= 2

    cdef inline int add(self, int word, int start, int end) except -1:
        if self.count == self.room:
            self.grow()
        self.word[self.count], self.start[self.count], self.end[self.count] = word, start, end
        self.count += 1
        return 0


cdef Hits find_words(Trie trie, int[::1] codes, int[::1] first, int[::1] last, int segments, const unsigned char[::1] masked):
    """Find all occurrences of all words in the first segments; a masked word hides the shorter ones within it."""
    cdef Hits hits = Hits(len(first), len(codes) + 64)
    cdef int segment, start, end, node, begin, names
    for segment in range(segments):
        hits.first[segment] = begin = hits.count
        names = 0
        for start in range(first[segment], last[segment]):
            node = trie.follow(0, codes[start])
            end = start + 1
            while node:
                if trie.word(node):
                    hits.add(trie.word(node) - 1, start, end)
                    names += masked[trie.word(node) - 1]
                if end == last[segment]:
                    break
                node = trie.follow(node, codes[end])
                end += 1
        if names:
            unmask(hits, begin, masked)
    for segment in range(segments, len(first) + 1):
        hits.first[segment] = hits.count
    return hits


cdef void unmask(Hits hits, int begin, const unsigned char[::1] masked) noexcept:
    """Drop what lies inside the name of a department: 市场监督管理局 is no 市场监管."""
    cdef int i, j, kept = begin
    cdef bint inside
    for i in range(begin, hits.count):
        inside = False
        for j in range(begin, hits.count):
            if masked[hits.word[j]] and hits.start[j] <= hits.start[i] and hits.end[i] <= hits.end[j]:
                if hits.end[i] - hits.start[i] < hits.end[j] - hits.start[j]:
                    inside = True
                    break
        if not inside:
            hits.word[kept], hits.start[kept], hits.end[kept] = hits.word[i], hits.start[i], hits.end[i]
            kept += 1
    hits.count = kept


cdef class Stand:
    """What stands in a sentence, or in the headings above it.

    Of each term ``at`` has, side by side, its mark, the segment of its hits, the first of them, and nothing.
    """

    cdef int[::1] at, following
    cdef int[::1] known  # of each element of a chain: the number of the last sentence that has it, or minus that, if it lacks it
    cdef unsigned char flag

    def __init__(self, int terms, int elements, unsigned char flag):
        self.at, self.flag = integers(4 * terms), flag
        self.known = integers(elements)

    cdef inline int hit(self, int term, int number) noexcept:
        """Give the first hit of a term in the sentence of that number, -1 where it does not stand there."""
        return self.at[4 * term + 2] if self.at[4 * term] == number else -1

    cdef void put(self, int number, int segment, Hits hits, int begin, int end) noexcept:
        """Add the hits from ``begin`` to ``end``, of this segment; a term's hits are those of the first that has it."""
        cdef int hit, place
        for hit in range(end - 1, begin - 1, -1):
            place = 4 * hits.word[hit]
            if self.at[place] != number:
                self.at[place], self.at[place + 1], self.at[place + 2] = number, segment, hit
                self.following[hit] = -1
            elif self.at[place + 1] == segment and hit < self.at[place + 2]:
                self.following[hit] = self.at[place + 2]
                self.at[place + 2] = hit


cdef class Rows:
    """Sentences that answer: which, by which pattern, how well, and the words (hit, start, end, headed) of each part."""

    cdef int[::1] sentence, pattern, words
    cdef double[::1] score
    cdef int width

    def __init__(self, int size, int width):
        self.sentence, self.pattern, self.score = integers(size), integers(size), floats(size)
        self.words, self.width = integers(size * width), width

    cdef void copy(self, int to, Rows source, int row) noexcept:
        cdef int i
        self.sentence[to], self.pattern[to], self.score[to] = source.sentence[row], source.pattern[row], source.score[row]
        for i in range(self.width):
            self.words[to * self.width + i] = source.words[row * self.width + i]


cdef class Best:
    """Lists of the best rows, best first; among equals the earlier sentence."""

    cdef Rows rows
    cdef int[::1] count
    cdef int room

    def __init__(self, int lists, int room, int width):
        self.rows, self.count, self.room = Rows(lists * room, width), integers(lists), room

    cdef bint takes(self, int index, double score) noexcept:
        return self.count[index] < self.room or self.rows.score[index * self.room + self.room - 1] < score

    cdef void keep(self, int index, Rows source, int row) noexcept:
        cdef int begin = index * self.room, count = self.count[index], at = self.count[index], i
        while at > 0 and self.rows.score[begin + at - 1] < source.score[row]:
            at -= 1
        if at == self.room:
            return
        for i in range(min(count, self.room - 1), at, -1):
            self.rows.copy(begin + i, self.rows, begin + i - 1)
        self.rows.copy(begin + at, source, row)
        self.count[index] = min(count + 1, self.room)


cdef class Latest:
    """What the sentence at hand has given for each point: its best row, where ``mark`` is the sentence's number."""

    cdef int[::1] mark, points
    cdef int count
    cdef Rows rows

    def __init__(self, int points, int width):
        self.mark, self.points, self.rows = integers(points), integers(points), Rows(points, width)

    cdef bint offer(self, int point, int number, int sentence, int pattern, double score) noexcept:
        """Take a pattern if it beats what there is for the point; among equals the first line of the catalog wins."""
        if self.mark[point] != number:
            self.mark[point] = number
            self.points[self.count] = point
            self.count += 1
        elif score < self.rows.score[point]:
            return False
        elif score == self.rows.score[point] and pattern > self.rows.pattern[point]:
            return False
        self.rows.sentence[point], self.rows.pattern[point], self.rows.score[point] = sentence, pattern, score
        return True


cdef unsigned char _INSIDE = 1, _ABOVE_IT = 2  # where a term stands


cdef class Matcher:
    """A compiled catalog made ready: the tables, and room to work in."""

    cdef Trie trie, pairs
    cdef const unsigned char[::1] masked, no_pair_masked
    cdef Lists parts, anchored, part_terms, part_chains, chain_elements, element_terms, misleading, pair_holders
    cdef Lists others, openers  # of a pattern: its parts but the anchor; of a part: the terms of which one has to stand there
    cdef unsigned char[::1] flags  # of each term: where it stands
    cdef int[::1] excluded, anchor, point, fuzzy_terms, fuzzy_needed
    cdef double[::1] base, weight, part_weight
    cdef int terms, points, width
    cdef Stand inside, loosely, above
    cdef int here, there
    cdef bint any_loose
    cdef int[::1] patterns  # four of each, side by side: the last sentence tried in, the point, begin and end of `others`
    cdef int[::1] places, first, last, trial, choice, words
    cdef Latest latest, nearest

    def __init__(self, catalog):
        patterns = catalog.patterns
        self.trie = Trie(catalog.terms)
        self.masked = bytes(number in catalog.masked for number in range(len(catalog.terms)))
        self.parts, self.anchored, self.misleading = Lists(patterns.parts), Lists(patterns.anchored), Lists(patterns.misleading)
        self.part_terms, self.part_chains = Lists(patterns.part_terms), Lists(patterns.part_chains)
        self.chain_elements, self.element_terms = Lists(patterns.chain_elements), Lists(patterns.element_terms)
        self.excluded, self.anchor, self.point = patterns.excluded, patterns.anchor, patterns.point
        self.base, self.weight, self.part_weight = patterns.base, patterns.weight, patterns.part_weight
        self.pairs = Trie(catalog.fuzzy.pairs)
        self.no_pair_masked = bytes(len(catalog.fuzzy.pairs))
        self.pair_holders = Lists(catalog.fuzzy.holders)
        self.fuzzy_terms, self.fuzzy_needed = catalog.fuzzy.terms, catalog.fuzzy.needed
        self.terms, self.points = len(catalog.terms), len(catalog.points)
        longest = max((b - a for a, b in zip(patterns.parts.first, patterns.parts.first[1:])), default=1)
        chain = max((b - a for a, b in zip(patterns.chain_elements.first, patterns.chain_elements.first[1:])), default=1)
        self.width = 4 * longest
        self.openers = self.find_openers()
        self.others = self.find_others()
        self.flags = bytearray(self.terms + 1)
        elements = len(self.element_terms.first) - 1
        self.inside, self.loosely = Stand(self.terms, elements, _INSIDE), Stand(self.terms, elements, _INSIDE)
        self.above = Stand(self.terms, elements, _ABOVE_IT)
        self.patterns = self.lay_side_by_side()
        self.places = integers((longest + chain + 2) * 3 * _PLACES)
        self.first, self.last, self.trial = integers(longest), integers(longest), integers(longest)
        self.choice, self.words = integers(longest), integers(self.width)
        self.latest, self.nearest = Latest(self.points, self.width), Latest(self.points, self.width)

    cdef int[::1] lay_side_by_side(self):
        """Put what is asked of each pattern that is tried into one place."""
        cdef int[::1] made = integers(4 * len(self.point))
        cdef int pattern
        for pattern in range(len(self.point)):
            made[4 * pattern + 1] = self.point[pattern]
            made[4 * pattern + 2] = self.others.first[pattern]
            made[4 * pattern + 3] = self.others.first[pattern + 1]
        return made

    cdef Lists find_others(self):
        """Give the parts of each pattern but its anchor, those with the fewest openers first: they are soonest seen to lack."""
        cdef int[::1] first = integers(len(self.anchor) + 1), items = integers(len(self.parts.items))
        cdef int pattern, i, part, at, count = 0
        for pattern in range(len(self.anchor)):
            for i in range(self.parts.first[pattern], self.parts.first[pattern + 1]):
                part = self.parts.items[i]
                if part == self.anchor[pattern]:
                    continue
                at = count
                while at > first[pattern] and self.openings(items[at - 1]) > self.openings(part):
                    items[at] = items[at - 1]
                    at -= 1
                items[at] = part
                count += 1
            first[pattern + 1] = count
        return Lists((first, items))

    cdef int openings(self, int part) noexcept:
        return self.openers.first[part + 1] - self.openers.first[part]

    cdef Lists find_openers(self):
        """Give for each part the terms without one of which it cannot be met: its own, and the last ones of its chains."""
        cdef int part, i, j, element, count = len(self.part_terms.items)
        for i in range(len(self.chain_elements.first) - 1):
            element = self.chain_elements.items[self.chain_elements.first[i + 1] - 1]
            count += self.element_terms.first[element + 1] - self.element_terms.first[element]
        cdef int[::1] first = integers(len(self.part_weight) + 1), items = integers(count)
        count = 0
        for part in range(len(self.part_weight)):
            for i in range(self.part_terms.first[part], self.part_terms.first[part + 1]):
                items[count] = self.part_terms.items[i]
                count += 1
            for i in range(self.part_chains.first[part], self.part_chains.first[part + 1]):
                element = self.chain_elements.items[self.chain_elements.first[self.part_chains.items[i] + 1] - 1]
                for j in range(self.element_terms.first[element], self.element_terms.first[element + 1]):
                    items[count] = self.element_terms.items[j]
                    count += 1
            first[part + 1] = count
        return Lists((first, items))

    def scan(self, layout):
        """Find all terms of a laid out report; gives a `Scan`."""
        return Scan(self, layout)

    cdef void flag(self, unsigned char what, Hits hits, int begin, int end) noexcept:
        """Note that the terms of the hits from ``begin`` to ``end`` stand in the sentence or above it."""
        cdef int hit
        for hit in range(begin, end):
            self.flags[hits.word[hit]] |= what

    cdef void unflag(self, unsigned char what, Hits hits, int begin, int end) noexcept:
        cdef int hit
        for hit in range(begin, end):
            self.flags[hits.word[hit]] &= ~what

    cdef bint may_meet(self, int pattern, bint here) noexcept:
        """Say quickly whether each part may be met, one of several perhaps by the headings above only.

        The anchor stands in the sentence where ``here``, else above it.
        """
        cdef int begin = self.patterns[4 * pattern + 2], end = self.patterns[4 * pattern + 3], i, j, part
        cdef unsigned char found
        cdef bint headed = not here
        if begin == end:
            return here
        for i in range(begin, end):
            part, found = self.others.items[i], 0
            for j in range(self.openers.first[part], self.openers.first[part + 1]):
                found |= self.flags[self.openers.items[j]]
                if found & _INSIDE:
                    break
            else:
                if headed or not found:
                    return False
                headed = True
        return True

    cdef int collect(self, int part, Stand stand, int number, Hits hits, int begin) noexcept:
        """Write the places (hit, start, end) where a part is met from ``begin`` on, and give their end.

        What stands there loosely counts only where nothing does to the letter.
        """
        cdef int at = begin, i, hit, term, limit = begin + 3 * _PLACES
        for i in range(self.part_terms.first[part], self.part_terms.first[part + 1]):
            term = self.part_terms.items[i]
            if not self.flags[term] & stand.flag:
                continue
            hit = stand.hit(term, number)
            while hit >= 0 and at < limit:
                self.places[at], self.places[at + 1], self.places[at + 2] = hit, hits.start[hit], hits.end[hit]
                at += 3
                hit = stand.following[hit]
        for i in range(self.part_chains.first[part], self.part_chains.first[part + 1]):
            at = self.collect_chain(self.part_chains.items[i], stand, number, hits, at, limit)
        if at == begin and stand is self.inside and self.any_loose:
            return self.collect(part, self.loosely, number, hits, begin)
        self.sort_places(begin, at)
        return at

    cdef void sort_places(self, int begin, int end) noexcept:
        """Put places in the order of their start, then of their end; there are few, mostly in order."""
        cdef int place, to, hit, start, stop
        for place in range(begin + 3, end, 3):
            hit, start, stop = self.places[place], self.places[place + 1], self.places[place + 2]
            to = place
            while to > begin and (
                self.places[to - 2] > start or (self.places[to - 2] == start and self.places[to - 1] > stop)
            ):
                self.places[to], self.places[to + 1], self.places[to + 2] = (
                    self.places[to - 3], self.places[to - 2], self.places[to - 1]
                )
                to -= 3
            self.places[to], self.places[to + 1], self.places[to + 2] = hit, start, stop

    cdef bint has(self, int element, Stand stand, int number) noexcept:
        """Say whether any word of a chain's element may stand there; looked up once for each sentence or heading."""
        cdef int i
        if stand.known[element] == number:
            return True
        if stand.known[element] == -number:
            return False
        for i in range(self.element_terms.first[element], self.element_terms.first[element + 1]):
            if self.flags[self.element_terms.items[i]] & stand.flag:
                stand.known[element] = number
                return True
        stand.known[element] = -number
        return False

    cdef int collect_chain(self, int chain, Stand stand, int number, Hits hits, int at, int limit) noexcept:
        """Write the places where the elements of a chain stand in order, near each other, and give their end."""
        cdef int low = at, high = at, end, i, j, element, term, hit, before, room
        cdef bint opening = True
        for i in range(self.chain_elements.first[chain], self.chain_elements.first[chain + 1]):
            if not self.has(self.chain_elements.items[i], stand, number):
                return at
        for i in range(self.chain_elements.first[chain], self.chain_elements.first[chain + 1]):
            element, end, room = self.chain_elements.items[i], high, high + 3 * _PLACES
            for before in range(low, high if not opening else low + 3, 3):
                for j in range(self.element_terms.first[element], self.element_terms.first[element + 1]):
                    term = self.element_terms.items[j]
                    if not self.flags[term] & stand.flag:
                        continue
                    hit = stand.hit(term, number)
                    while hit >= 0 and end < room:
                        if opening:
                            self.places[end], self.places[end + 1], self.places[end + 2] = hit, hits.start[hit], hits.end[hit]
                            end += 3
                        elif 0 <= hits.start[hit] - self.places[before + 2] <= _GAP:
                            self.places[end], self.places[end + 1] = self.places[before], self.places[before + 1]
                            self.places[end + 2] = hits.end[hit]
                            end += 3
                        hit = stand.following[hit]
            low, high, opening = high, end, False
            if low == high:
                return at
        for i in range(low, high):
            if at < limit:
                self.places[at] = self.places[i]
                at += 1
        return at

    cdef int drop_misleading(self, int point, Hits hits, int begin, int end) noexcept:
        """Drop the places within words that mislead for this point, and give the new end."""
        cdef int i, j, hit, term, kept, place
        for i in range(self.misleading.first[point], self.misleading.first[point + 1]):
            term = self.misleading.items[i]
            hit = self.inside.hit(term, self.here)
            while hit >= 0:
                kept = begin
                for place in range(begin, end, 3):
                    if not (hits.start[hit] <= self.places[place + 1] and self.places[place + 2] <= hits.end[hit]):
                        for j in range(3):
                            self.places[kept + j] = self.places[place + j]
                        kept += 3
                end = kept
                hit = self.inside.following[hit]
        return end

    cdef int longest(self, int begin, int end) noexcept:
        """Give the longest place, among equals the first."""
        cdef int best = begin, place
        for place in range(begin, end, 3):
            if self.places[place + 2] - self.places[place + 1] > self.places[best + 2] - self.places[best + 1]:
                best = place
        return best

    cdef int choose_nearest(self, int count) noexcept:
        """Choose one place for each part so that together they lie closest and do not overlap.

        Gives the characters between them, `_REACH` + 1 where there is no choice within reach. Among equals the longer
        words are chosen, then the earlier.
        """
        cdef int least = _REACH + 1, longest = 0, opening, low, high, covered, part, place, i, start, end, width
        cdef int best, best_width = 0, best_start = 0
        cdef bint free
        for opening in range(self.first[0], self.last[0], 3):
            self.trial[0] = opening
            low, high = self.places[opening + 1], self.places[opening + 2]
            covered = high - low
            for part in range(1, count):
                best = -1
                for place in range(self.first[part], self.last[part], 3):
                    start, end = self.places[place + 1], self.places[place + 2]
                    free = True
                    for i in range(part):
                        if start < self.places[self.trial[i] + 2] and self.places[self.trial[i] + 1] < end:
                            free = False
                            break
                    if not free:
                        continue
                    width = max(high, end) - min(low, start)
                    if best >= 0 and width == best_width:
                        if start > best_start or (start == best_start and end <= self.places[best + 2]):
                            continue
                    if best < 0 or width <= best_width:
                        best, best_width, best_start = place, width, start
                if best < 0:
                    covered = -1
                    break
                self.trial[part] = best
                low, high = min(low, self.places[best + 1]), max(high, self.places[best + 2])
                covered += self.places[best + 2] - self.places[best + 1]
            if covered < 0 or high - low - covered > min(least, _REACH):
                continue
            if high - low - covered < least or covered > longest:
                least, longest = high - low - covered, covered
                for part in range(count):
                    self.choice[part] = self.trial[part]
        return least

    cdef int meet(self, int pattern, Hits hits) noexcept:
        """See whether a pattern is met, and write its words down; gives the characters between them, -1 where not."""
        cdef int begin = self.parts.first[pattern], end = self.parts.first[pattern + 1], excluded = self.excluded[pattern]
        cdef int headed = -1, heading_place = 0, count = 0, at = 0, apart = 0, chosen = 0, i, j, part, last, place
        cdef bint telling = False
        if excluded >= 0 and self.collect(excluded, self.inside, self.here, hits, 0) > 0:
            return -1
        headed = -1
        for i in range(begin, end):
            part = self.parts.items[i]
            last = self.collect(part, self.inside, self.here, hits, at)
            last = self.drop_misleading(self.point[pattern], hits, at, last)
            if last > at:
                self.first[count], self.last[count] = at, last
                telling = telling or self.part_weight[part] >= _EVERYDAY
                count += 1
            else:
                if headed >= 0 or end - begin == 1:
                    return -1
                last = self.collect(part, self.above, self.there, hits, at)
                if last == at:
                    return -1
                headed, heading_place = i, self.longest(at, last)
            at = last
        if headed >= 0:
            if not telling:
                return -1
            if excluded >= 0 and self.collect(excluded, self.above, self.there, hits, at) > at:
                return -1  # the heading that helps must not hold what is excluded either
        if count == 1:
            self.choice[0] = self.longest(self.first[0], self.last[0])
        else:
            apart = self.choose_nearest(count)
            if apart > _REACH:
                return -1
        for i in range(begin, end):
            place = heading_place
            if i != headed:
                place = self.choice[chosen]
                chosen += 1
            for j in range(3):
                self.words[4 * (i - begin) + j] = self.places[place + j]
            self.words[4 * (i - begin) + 3] = i == headed
        return max(0, apart)

    cdef double rate(self, int pattern, int apart, double concrete, bint title, Hits hits, Scan scan) noexcept:
        """0-1: grade and concreteness first; then specificity, distance and heading, which mostly order the quotes."""
        cdef double value = self.base[pattern] + 0.3 * concrete, unlike = 0.0
        cdef int begin = self.parts.first[pattern], end = self.parts.first[pattern + 1], i, j, part, word
        cdef bint headed = False, named = False
        value += 0.12 * min(1.0, self.weight[pattern] / 1.5)
        value -= 0.12 * apart / _REACH
        for i in range(begin, end):
            word = 4 * (i - begin)
            if self.words[word + 3]:
                headed = True
            elif self.words[word] >= scan.exact:
                unlike += 0.5 * (1 - scan.similar[self.words[word] - scan.exact])
        for i in range(begin, end):
            if headed or named:
                break
            part = self.parts.items[i]
            for j in range(self.part_terms.first[part], self.part_terms.first[part + 1]):
                if self.flags[self.part_terms.items[j]] & _ABOVE_IT:
                    named = True
                    break
        if headed:
            value -= 0.1  # the heading had to help
        elif named:
            value += 0.1  # the heading speaks of it too
        if title:
            value -= 0.15
        return rint(max(0.0, min(1.0, value - unlike)) * 10000) / 10000

    cdef void try_patterns(self, int role, int begin, int end, int sentence, double concrete, bint title, bint here, Scan scan) noexcept:
        """Try the patterns that the hits from ``begin`` to ``end`` may anchor; ``here`` where they are the sentence's."""
        cdef Hits hits = scan.hits
        cdef int hit, row, i, k, pattern, point, apart
        cdef double score
        for hit in range(begin, end):
            row = role * self.terms + hits.word[hit]
            for i in range(self.anchored.first[row], self.anchored.first[row + 1]):
                pattern = self.anchored.items[i]
                if self.patterns[4 * pattern] == self.here:
                    continue
                self.patterns[4 * pattern] = self.here
                point = self.patterns[4 * pattern + 1]
                apart = self.meet(pattern, hits) if self.may_meet(pattern, here) else -1
                if apart >= 0:
                    score = self.rate(pattern, apart, concrete, title, hits, scan)
                    if self.latest.offer(point, self.here, sentence, pattern, score):
                        for k in range(self.width):
                            self.latest.rows.words[point * self.width + k] = self.words[k]
                elif here and role == 0 and self.part_weight[self.anchor[pattern]] >= _TELLING:
                    self.nearest.offer(point, self.here, sentence, pattern, self.part_weight[self.anchor[pattern]])

    cdef void keep_nearest(self, Best best, Best near, Hits hits) noexcept:
        """Keep the sentence as a near miss of the points to which nothing done has answered so far."""
        cdef int i, k, point, end, place
        for i in range(self.nearest.count):
            point = self.nearest.points[i]
            if best.count[_ROLES * point] or not near.takes(point, self.nearest.rows.score[point]):
                continue
            end = self.collect(self.anchor[self.nearest.rows.pattern[point]], self.inside, self.here, hits, 0)
            place = self.longest(0, end)
            for k in range(3):
                self.nearest.rows.words[point * self.width + k] = self.places[place + k] if end else -1
            near.keep(point, self.nearest.rows, point)


cdef class Scan:
    """One report's terms: found, and then seen for what they answer to."""

    cdef Matcher matcher
    cdef object layout
    cdef Hits hits
    cdef int[::1] codes, first, last, role
    cdef double[::1] similar
    cdef int exact

    def __init__(self, Matcher matcher, layout):
        self.matcher, self.layout = matcher, layout
        self.first, self.last, self.role = layout.first, layout.last, layout.role
        codes = array.array("i")
        codes.frombytes(layout.text.encode("utf-32-le" if byteorder == "little" else "utf-32-be", "surrogatepass"))
        self.hits = find_words(matcher.trie, codes, self.first, self.last, len(self.first), matcher.masked)
        self.codes = codes

    def candidates(self):
        """Give (sentence, term) for long terms of which a sentence holds most pairs of characters but not the whole."""
        cdef Matcher of = self.matcher
        cdef Hits pairs = find_words(of.pairs, self.codes, self.first, self.last, len(self.role), of.no_pair_masked)
        cdef int[::1] seen = integers(len(of.pair_holders.first)), counted = integers(len(of.fuzzy_terms))
        cdef int[::1] shared = integers(len(of.fuzzy_terms))
        cdef int segment, hit, pair, i, place
        found = []
        for segment in range(len(self.role)):
            if self.role[segment] < 0:
                continue
            for hit in range(pairs.first[segment], pairs.first[segment + 1]):
                pair = pairs.word[hit]
                if seen[pair] == segment + 1:
                    continue
                seen[pair] = segment + 1
                for i in range(of.pair_holders.first[pair], of.pair_holders.first[pair + 1]):
                    place = of.pair_holders.items[i]
                    if counted[place] != segment + 1:
                        counted[place], shared[place] = segment + 1, 0
                    shared[place] += 1
                    if shared[place] == of.fuzzy_needed[place] and not self.holds(segment, of.fuzzy_terms[place]):
                        found.append((segment, of.fuzzy_terms[place]))
        return found

    def terms(self, int segment):
        """Give the terms that stand in a segment: (term, start, end), in order of their start."""
        cdef int hit
        return [
            (self.hits.word[hit], self.hits.start[hit], self.hits.end[hit])
            for hit in range(self.hits.first[segment], self.hits.first[segment + 1])
        ]

    cdef bint holds(self, int segment, int term) noexcept:
        cdef int hit
        for hit in range(self.hits.first[segment], self.hits.first[segment + 1]):
            if self.hits.word[hit] == term:
                return True
        return False

    def answers(self, concrete, loose):
        """Give the best answers and the near misses.

        ``concrete`` (0-1) is by sentence; ``loose`` are further hits (sentence, term, start, end, similarity), in the
        order of sentences.
        """
        cdef Matcher of = self.matcher
        cdef Hits hits = self.hits
        cdef Best best = Best(of.points * _ROLES, _KEPT, of.width), near = Best(of.points, _NEAREST, of.width)
        cdef int[::1] above = self.layout.above, titles = self.layout.title, standing = integers(_ABOVE)
        cdef double[::1] rated = array.array("d", concrete)
        cdef int sentence, role, i, segment, place, begin, end = 0
        self.exact = hits.count
        self.similar = array.array("d", [one[4] for one in loose])
        for one in loose:
            hits.add(one[1], one[2], one[3])
        for stand in (of.inside, of.loosely, of.above):
            (<Stand> stand).following = integers(hits.count)
        of.there += 1
        memset(&of.flags[0], 0, len(of.flags))
        standing[:] = -1
        for sentence in range(len(self.role)):
            role = self.role[sentence]
            begin = end
            while end < len(loose) and loose[end][0] == sentence:
                end += 1
            if role < 0:
                continue
            of.here += 1
            of.inside.put(of.here, sentence, hits, hits.first[sentence], hits.first[sentence + 1])
            of.loosely.put(of.here, sentence, hits, self.exact + begin, self.exact + end)
            of.any_loose = end > begin
            of.flag(_INSIDE, hits, hits.first[sentence], hits.first[sentence + 1])
            of.flag(_INSIDE, hits, self.exact + begin, self.exact + end)
            place = _ABOVE * sentence
            for i in range(_ABOVE):
                if above[place + i] != standing[i]:
                    break
            else:
                i = _ABOVE
            if i < _ABOVE:
                of.there += 1
                for i in range(_ABOVE):
                    if standing[i] >= 0:
                        of.unflag(_ABOVE_IT, hits, hits.first[standing[i]], hits.first[standing[i] + 1])
                for i in range(_ABOVE):
                    standing[i] = segment = above[place + i]
                    if segment >= 0:
                        of.above.put(of.there, segment, hits, hits.first[segment], hits.first[segment + 1])
                        of.flag(_ABOVE_IT, hits, hits.first[segment], hits.first[segment + 1])
            of.latest.count = of.nearest.count = 0
            of.try_patterns(role, hits.first[sentence], hits.first[sentence + 1], sentence, rated[sentence], titles[sentence], True, self)
            of.try_patterns(role, self.exact + begin, self.exact + end, sentence, rated[sentence], titles[sentence], True, self)
            for i in range(_ABOVE):
                segment = standing[i]
                if segment >= 0:
                    of.try_patterns(role, hits.first[segment], hits.first[segment + 1], sentence, rated[sentence], titles[sentence], False, self)
            for i in range(of.latest.count):
                best.keep(_ROLES * of.latest.points[i] + role, of.latest.rows, of.latest.points[i])
            if role == 0:
                of.keep_nearest(best, near, hits)
            of.unflag(_INSIDE, hits, hits.first[sentence], hits.first[sentence + 1])
            of.unflag(_INSIDE, hits, self.exact + begin, self.exact + end)
        return Answers(self, best, near)


cdef class Answers:
    """What a scan has found: the best answers of each point and role, and the near misses of each point.

    Unpacks into two lists of rows, in the order of the points, as `checker.match.plain` gives them. A row is (point,
    role, sentence, pattern, score, words); words are, for each part, (term, start, end, similarity, in heading).
    """

    cdef Matcher matcher
    cdef Scan scan
    cdef Best best, near

    def __init__(self, Scan scan, Best best, Best near):
        self.matcher, self.scan, self.best, self.near = scan.matcher, scan, best, near

    def __iter__(self):
        return iter((self.rows(self.best, _ROLES), self.rows(self.near, 1)))

    cdef list rows(self, Best best, int roles):
        """Give the kept rows, of the near misses only those of points to which nothing done answers."""
        cdef Rows rows = best.rows
        cdef int index, row, part
        found = []
        for index in range(len(best.count)):
            if roles == 1 and not self.missing(index):
                continue
            for row in range(index * best.room, index * best.room + best.count[index]):
                words = [self.word(rows, row, part) for part in range(self.parts(rows, row, roles))]
                found.append((index // roles, index % roles, rows.sentence[row], rows.pattern[row], rows.score[row], words))
        return found

    cdef tuple word(self, Rows rows, int row, int part):
        cdef int at = row * rows.width + 4 * part, hit = rows.words[at]
        similarity = self.scan.similar[hit - self.scan.exact] if hit >= self.scan.exact else 1.0
        return self.scan.hits.word[hit], rows.words[at + 1], rows.words[at + 2], similarity, rows.words[at + 3] > 0

    cdef bint missing(self, int point) noexcept:
        """Whether nothing done answers to a point."""
        return self.best.count[_ROLES * point] == 0

    cdef int parts(self, Rows rows, int row, int roles) noexcept:
        """Give how many parts of a row's pattern have words; of a near miss one has, or none if a chain is incomplete."""
        cdef int pattern = rows.pattern[row]
        if roles == 1:
            return rows.words[row * rows.width] >= 0
        return self.matcher.parts.first[pattern + 1] - self.matcher.parts.first[pattern]


cdef extern from "Python.h":
    str PyUnicode_FromKindAndData(int kind, const void *characters, Py_ssize_t size)


cdef int[::1] folding_table():
    """Give for each character what folding puts in its place, -1 for nothing."""
    cdef int[::1] table = integers(CODES)
    cdef int code
    for code in range(CODES):
        table[code] = code
    for source, target in FOLDING.items():
        table[<Py_UCS4> source] = <Py_UCS4> target if target else -1
    return table


cdef int[::1] _FOLDING = folding_table()


def fold_stretches(str text, list starts, list ends):
    """Fold a text; give it, the place of each character before, and where its stretches now begin and end.

    ``starts`` and ``ends`` are places in the text, from 0 to its length.
    """
    cdef Py_ssize_t length = len(text), at
    cdef int[::1] codes = integers(length), origin = integers(length), places = integers(length + 1)
    cdef int count = 0, folded
    for at in range(length):
        places[at] = count
        folded = <int> text[at]
        if folded < CODES:
            folded = _FOLDING[folded]
        if folded >= 0:
            codes[count], origin[count] = folded, at
            count += 1
    places[length] = count
    first, last = array.array("i", starts), array.array("i", ends)
    move(first, places)
    move(last, places)
    return PyUnicode_FromKindAndData(4, &codes[0] if count else NULL, count), origin.base[:count], first, last


cdef void move(int[::1] numbers, int[::1] places) noexcept:
    cdef Py_ssize_t i
    for i in range(len(numbers)):
        numbers[i] = places[numbers[i]]


cdef extern from "Python.h":
    object PyType_GenericAlloc(type kind, Py_ssize_t size)
    void PyObject_GC_UnTrack(object made)


cdef type _HIT = Hit, _PASSAGE = Passage, _POINT_MATCH = PointMatch
cdef object _CLEAR = Grade.CLEAR, _LIKE = Grade.LIKE, _NEAR = Grade.NEAR


cdef object named(type kind, tuple values):
    """Make a named tuple as its class would, without running the class's Python code."""
    made = PyType_GenericAlloc(kind, len(values))
    cdef Py_ssize_t i
    for i in range(len(values)):
        value = values[i]
        Py_INCREF(value)
        PyTuple_SET_ITEM(made, i, value)
    return made


cdef double rounded(double value):
    """Round to four digits as Python does; only next to the middle between two numbers does that take the slow way."""
    cdef double scaled = value * 10000
    if fabs(scaled - floor(scaled) - 0.5) < 1e-6:
        return round(value, 4)
    return rint(scaled) / 10000


cdef class Writer:
    """Writes answers out with the words that were found and their places in the document."""

    cdef Answers answers
    cdef tuple sentences, terms, grades, sources, shelves
    cdef list concrete
    cdef int[::1] origin, first, last
    cdef str text
    cdef bint compared  # whether there are reference sentences
    cdef int[::1] entry_first, entry_sentence, entry_nearest
    cdef double[::1] entry_share
    cdef double[::1] alone, weights, scores, alike  # of what is kept of one point in one role: score, likeness
    cdef int[::1] kept, rows  # the sentence, and its row, or the reference most like it as -1 - its place
    cdef int count

    def __init__(self, Answers answers, list concrete, layout, catalog, shares):
        self.answers, self.concrete = answers, concrete
        self.sentences, self.text, self.origin = layout.sentences, layout.text, layout.origin
        self.first, self.last = layout.first, layout.last
        self.terms, self.grades, self.sources, self.shelves = catalog.terms, catalog.grades, catalog.sources, catalog.shelves
        self.compared = shares is not None
        if self.compared:
            self.entry_first, self.entry_sentence, self.entry_share, self.entry_nearest = shares
            self.weights = array.array("d", [weight for weights in WEIGHTS for weight in weights])
            self.alone = array.array("d", ALONE)
            self.scores, self.alike = floats(_BEST + 1), floats(_BEST + 1)
            self.kept, self.rows = integers(_BEST + 1), integers(_BEST + 1)

    cdef tuple passages(self, int index):
        """Write out the sentences that answer to a point in one role, by their words or by what they are like."""
        cdef Best best = self.answers.best
        cdef int row, i, begin = index * best.room, end = begin + best.count[index]
        if not self.compared:
            return tuple([self.passage(best.rows, row, best.rows.score[row], None) for row in range(begin, end)]) if end > begin else ()
        if begin == end and self.entry_first[index] == self.entry_first[index + 1]:
            return ()
        self.count = 0
        for row in range(begin, end):
            self.weigh(best.rows, row, index)
        self.add_alike(best.rows, begin, end, index)
        if self.count == 0:
            return ()
        return tuple([
            self.passage(best.rows, self.rows[i], self.scores[i], self.alike[i]) if self.rows[i] >= 0
            else self.like(self.kept[i], SHELF_OF[index % _ROLES], -1 - self.rows[i], self.scores[i], self.alike[i])
            for i in range(self.count)
        ])

    cdef int weigh(self, Rows rows, int row, int index) except -1:
        """Score a sentence found by its words, and keep it if it is one of the best."""
        cdef int number = rows.sentence[row], entry, of_role = 3 * (index % _ROLES)
        cdef double likeness = 0.0, words = rows.score[row]
        cdef bint direct = words >= _DIRECT
        if direct:
            direct = self.grades[rows.pattern[row]] is _CLEAR and <double> self.concrete[number] >= _CHECKABLE
        for entry in range(self.entry_first[index], self.entry_first[index + 1]):
            if self.entry_sentence[entry] == number:
                likeness = how_like(self.entry_share[entry])
                break
        self.keep(
            rounded(self.weights[of_role] * words + self.weights[of_role + 1] * direct + self.weights[of_role + 2] * likeness),
            number, row, likeness,
        )
        return 0

    cdef int add_alike(self, Rows rows, int begin, int end, int index) except -1:
        """Score the sentences that are like references and have none of the words."""
        cdef int entry, row
        cdef double likeness, weight = self.weights[3 * (index % _ROLES) + 2]
        for entry in range(self.entry_first[index], self.entry_first[index + 1]):
            if self.entry_share[entry] < self.alone[index % _ROLES]:
                continue
            for row in range(begin, end):
                if rows.sentence[row] == self.entry_sentence[entry]:
                    break
            else:
                if self.share_words(self.entry_sentence[entry], SHELF_OF[index % _ROLES], self.entry_nearest[entry]):
                    likeness = how_like(self.entry_share[entry])
                    self.keep(rounded(weight * likeness), self.entry_sentence[entry], -1 - self.entry_nearest[entry], likeness)
        return 0

    cdef object share_words(self, int number, int shelf, int nearest):
        """Give where a sentence has words in common with a reference; nowhere if they are next to nothing."""
        cdef int start, end, found = 0
        places = common_words(
            self.text[self.first[number] : self.last[number]], self.shelves[shelf].texts[nearest], SHARED_WORDS
        )
        for start, end in places:
            found += end - start
        return places if found >= SHARED_LEAST else ()

    cdef void keep(self, double score, int number, int row, double likeness) noexcept:
        """Keep a sentence if it is one of the best; among equals the earlier one is better."""
        cdef int at = self.count
        while at > 0 and (self.scores[at - 1] < score or self.scores[at - 1] == score and self.kept[at - 1] > number):
            self.scores[at], self.kept[at] = self.scores[at - 1], self.kept[at - 1]
            self.rows[at], self.alike[at] = self.rows[at - 1], self.alike[at - 1]
            at -= 1
        self.scores[at], self.kept[at], self.rows[at], self.alike[at] = score, number, row, likeness
        self.count = min(self.count + 1, _BEST)

    cdef object like(self, int number, int shelf, int nearest, double score, double likeness):
        """Write out a sentence that is like a reference, with the words that both have."""
        cdef int begin = self.first[number], start, end
        cdef str text = self.text[begin : self.last[number]], words
        cdef list hits = []
        references = self.shelves[shelf]
        for start, end in self.share_words(number, shelf, nearest):
            words = text[start:end]
            hit = named(_HIT, (words, words, self.origin[begin + start], self.origin[begin + end - 1] + 1, 1.0, False))
            PyObject_GC_UnTrack(hit)
            hits.append(hit)
        values = (self.sentences[number], _LIKE, references.shown[nearest], tuple(hits), self.concrete[number], score, likeness)
        return named(_PASSAGE, values)

    cdef tuple near_misses(self, int point):
        """Write out the sentences that hold a pattern's most telling words but not the rest: worth a look."""
        cdef Best near = self.answers.near
        cdef int row
        if not self.answers.missing(point):
            return ()
        found = []
        for row in range(point * near.room, point * near.room + near.count[point]):
            if len(found) < _SHOWN and self.answers.parts(near.rows, row, 1):
                found.append(self.near_miss(near.rows, row))
        return tuple(found)

    cdef object passage(self, Rows rows, int row, double score, likeness):
        cdef int number = rows.sentence[row], pattern = rows.pattern[row], part
        sentence = self.sentences[number]
        hits = tuple([self.hit(rows, row, part, sentence) for part in range(self.answers.parts(rows, row, _ROLES))])
        return named(_PASSAGE, (sentence, self.grades[pattern], self.sources[pattern], hits, self.concrete[number], score, likeness))

    cdef object near_miss(self, Rows rows, int row):
        cdef int number = rows.sentence[row], pattern = rows.pattern[row]
        sentence = self.sentences[number]
        hit = self.hit(rows, row, 0, sentence)
        score = rounded(min(0.15, 0.1 * rows.score[row] + 0.005 * len(<str> (<tuple> hit)[1])))
        return named(_PASSAGE, (sentence, _NEAR, self.sources[pattern], (hit,), 0.0, score, None))

    cdef object hit(self, Rows rows, int row, int part, sentence):
        cdef int at = row * rows.width + 4 * part, start = rows.words[at + 1], end = rows.words[at + 2]
        cdef int hit = rows.words[at], exact = self.answers.scan.exact
        cdef double similarity = self.answers.scan.similar[hit - exact] if hit >= exact else 1.0
        term = self.terms[self.answers.scan.hits.word[hit]]
        if rows.words[at + 3]:
            made = named(_HIT, (term, term, sentence.start, sentence.start, 1.0, True))
        else:
            made = named(_HIT, (term, self.text[start:end], self.origin[start], self.origin[end - 1] + 1, similarity, False))
        PyObject_GC_UnTrack(made)  # words and numbers refer to nothing: the garbage collector need not look
        return made


cdef inline double how_like(double share) noexcept:
    """Give how like the references a sentence is, 0-1, from its share of their votes: to have most of it is enough."""
    return (1 + _HALF) * share / (share + _HALF)


def write_out(Answers answers, list concrete, layout, catalog, shares):
    """Write the answers of a scan out: what answers to each point, best first, in the order of the points."""
    cdef Writer writer = Writer(answers, concrete, layout, catalog, shares)
    cdef tuple points = catalog.points, searched = catalog.searched
    cdef int point, of_point
    matches = []
    for point in range(len(points)):
        of_point = _ROLES * point
        done, plan, problem = writer.passages(of_point), writer.passages(of_point + 1), writer.passages(of_point + 2)
        near = writer.near_misses(point)
        matches.append(named(_POINT_MATCH, (points[point], done, plan, problem, near, searched[point])))
    return tuple(matches)
