# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""The inner loops of matching as machine code: the same results as `checker.match.plain`, some twenty times as fast.

Places are positions in the layout's folded text. A *stand* is what stands in the sentence at hand, or in the headings
above it: term ``t`` does where ``mark[t]`` is the number of the sentence (or of its context), at the hits from
``head[t]`` on along ``following``, to -1. Nothing is cleared between sentences: numbers only go up.
"""

from sys import byteorder

from cpython cimport array
from libc.math cimport rint

from checker.match.constants import ABOVE, EVERYDAY, GAP, KEPT, NEAREST, PLACES, REACH, ROLES, TELLING

cdef int _ABOVE = ABOVE, _GAP = GAP, _KEPT = KEPT, _NEAREST = NEAREST, _PLACES = PLACES, _REACH = REACH, _ROLES = ROLES
cdef double _EVERYDAY = EVERYDAY, _TELLING = TELLING
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
    """Words, character by character: first characters in a table, further edges in a hash table of (node, code)."""

    cdef int[::1] root, edges, word  # an edge is (node, code, node behind it, nothing)
    cdef unsigned int mask

    def __init__(self, words):
        cdef int total = sum(map(len, words)) + 1, size = 16, nodes = 1, node, following, slot, number, code
        cdef str word
        cdef Py_UCS4 letter
        while size < 2 * total:
            size *= 2
        self.mask = size - 1
        self.root, self.word = integers(CODES), integers(total)
        self.edges = integers(4 * size)
        for number, word in enumerate(words):
            node = 0
            for letter in word:
                code = letter
                following = self.follow(node, code)
                if following == 0:
                    following = nodes
                    nodes += 1
                    if node == 0:
                        if code >= CODES:
                            break
                        self.root[code] = following
                    else:
                        slot = self.slot(node, code)
                        self.edges[slot], self.edges[slot + 1], self.edges[slot + 2] = node, code, following
                node = following
            else:
                self.word[node] = number + 1

    cdef inline int slot(self, int node, int code) noexcept:
        """Give the place of an edge, or the free place where it would be."""
        cdef unsigned int at = (<unsigned int>node * 2654435761u + <unsigned int>code * 40503u) & self.mask
        while self.edges[4 * at] and not (self.edges[4 * at] == node and self.edges[4 * at + 1] == code):
            at = (at + 1) & self.mask
        return 4 * at

    cdef inline int follow(self, int node, int code) noexcept:
        """Give the node behind an edge, 0 where there is none."""
        if node == 0:
            return self.root[code] if code < CODES else 0
        return self.edges[self.slot(node, code) + 2]


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
                word = self.trie.word[node]
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
                if trie.word[node]:
                    hits.add(trie.word[node] - 1, start, end)
                    names += masked[trie.word[node] - 1]
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
    """What stands in a sentence, or in the headings above it."""

    cdef int[::1] mark, owner, head, following

    def __init__(self, int terms):
        self.mark, self.owner, self.head = integers(terms), integers(terms), integers(terms)

    cdef void put(self, int number, int segment, Hits hits, int begin, int end) noexcept:
        """Add the hits from ``begin`` to ``end``, of this segment; a term's hits are those of the first that has it."""
        cdef int hit, term
        for hit in range(end - 1, begin - 1, -1):
            term = hits.word[hit]
            if self.mark[term] != number:
                self.mark[term], self.owner[term] = number, segment
                self.head[term], self.following[hit] = hit, -1
            elif self.owner[term] == segment and hit < self.head[term]:
                self.following[hit] = self.head[term]
                self.head[term] = hit


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


cdef class Matcher:
    """A compiled catalog made ready: the tables, and room to work in."""

    cdef Trie trie, pairs
    cdef const unsigned char[::1] masked, no_pair_masked
    cdef Lists parts, anchored, part_terms, part_chains, chain_elements, element_terms, misleading, pair_holders
    cdef int[::1] excluded, anchor, point, fuzzy_terms, fuzzy_needed
    cdef double[::1] base, weight, part_weight
    cdef int terms, points, width
    cdef Stand inside, loosely, above
    cdef int here, there
    cdef bint any_loose
    cdef int[::1] seen, places, first, last, trial, choice, words
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
        self.inside, self.loosely, self.above = Stand(self.terms), Stand(self.terms), Stand(self.terms)
        self.seen = integers(len(patterns.point))
        self.places = integers((longest + chain + 2) * 3 * _PLACES)
        self.first, self.last, self.trial = integers(longest), integers(longest), integers(longest)
        self.choice, self.words = integers(longest), integers(self.width)
        self.latest, self.nearest = Latest(self.points, self.width), Latest(self.points, self.width)

    def scan(self, layout):
        """Find all terms of a laid out report; gives a `Scan`."""
        return Scan(self, layout)

    cdef bint stands(self, int part, Stand stand, int number) noexcept:
        """Say quickly whether a part may be met: one of its terms stands there, or the last term of a chain."""
        cdef int i, j, chain, element
        for i in range(self.part_terms.first[part], self.part_terms.first[part + 1]):
            if stand.mark[self.part_terms.items[i]] == number:
                return True
        for i in range(self.part_chains.first[part], self.part_chains.first[part + 1]):
            chain = self.part_chains.items[i]
            element = self.chain_elements.items[self.chain_elements.first[chain + 1] - 1]
            for j in range(self.element_terms.first[element], self.element_terms.first[element + 1]):
                if stand.mark[self.element_terms.items[j]] == number:
                    return True
        return False

    cdef int collect(self, int part, Stand stand, int number, Hits hits, int begin) noexcept:
        """Write the places (hit, start, end) where a part is met from ``begin`` on, and give their end.

        What stands there loosely counts only where nothing does to the letter.
        """
        cdef int at = begin, i, hit, term, limit = begin + 3 * _PLACES
        for i in range(self.part_terms.first[part], self.part_terms.first[part + 1]):
            term = self.part_terms.items[i]
            hit = stand.head[term] if stand.mark[term] == number else -1
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

    cdef int collect_chain(self, int chain, Stand stand, int number, Hits hits, int at, int limit) noexcept:
        """Write the places where the elements of a chain stand in order, near each other, and give their end."""
        cdef int low = at, high = at, end, i, j, element, term, hit, before, room
        cdef bint opening = True
        for i in range(self.chain_elements.first[chain], self.chain_elements.first[chain + 1]):
            element, end, room = self.chain_elements.items[i], high, high + 3 * _PLACES
            for before in range(low, high if not opening else low + 3, 3):
                for j in range(self.element_terms.first[element], self.element_terms.first[element + 1]):
                    term = self.element_terms.items[j]
                    hit = stand.head[term] if stand.mark[term] == number else -1
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
            hit = self.inside.head[term] if self.inside.mark[term] == self.here else -1
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

    cdef int meet(self, int pattern, bint anchored, Hits hits) noexcept:
        """See whether a pattern is met, and write its words down; gives the characters between them, -1 where not.

        ``anchored`` says that the anchor is known to stand in the sentence.
        """
        cdef int begin = self.parts.first[pattern], end = self.parts.first[pattern + 1], excluded = self.excluded[pattern]
        cdef int headed = -1, heading_place = 0, count = 0, at = 0, apart = 0, chosen = 0, i, j, part, last, place
        cdef bint telling = False
        for i in range(begin, end):
            part = self.parts.items[i]
            if anchored and part == self.anchor[pattern]:
                continue
            if not (self.stands(part, self.inside, self.here) or (self.any_loose and self.stands(part, self.loosely, self.here))):
                if headed >= 0 or end - begin == 1 or not self.stands(part, self.above, self.there):
                    return -1
                headed = i
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
                if self.above.mark[self.part_terms.items[j]] == self.there:
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
                if self.seen[pattern] == self.here:
                    continue
                self.seen[pattern] = self.here
                point = self.point[pattern]
                apart = self.meet(pattern, here, hits)
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
            if best.count[_ROLES * point]:
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
        """Give the best answers and the near misses, each as rows in the order of the points.

        ``concrete`` (0-1) is by sentence; ``loose`` are further hits (sentence, term, start, end, similarity), in the
        order of sentences. A row is (point, role, sentence, pattern, score, words); words are, for each part, (term,
        start, end, similarity, in heading).
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
            place = _ABOVE * sentence
            for i in range(_ABOVE):
                if above[place + i] != standing[i]:
                    break
            else:
                i = _ABOVE
            if i < _ABOVE:
                of.there += 1
                for i in range(_ABOVE):
                    standing[i] = segment = above[place + i]
                    if segment >= 0:
                        of.above.put(of.there, segment, hits, hits.first[segment], hits.first[segment + 1])
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
        return self.written(best, _ROLES), self.written(near, 1, best)

    cdef list written(self, Best best, int roles, Best done=None):
        """Write the kept rows out; with ``done`` only those of points to which nothing done answers."""
        cdef Matcher of = self.matcher
        cdef Rows rows = best.rows
        cdef int index, row, pattern, part, parts, word, hit
        found = []
        for index in range(len(best.count)):
            if done is not None and done.count[_ROLES * index]:
                continue
            for row in range(index * best.room, index * best.room + best.count[index]):
                pattern = rows.pattern[row]
                parts = of.parts.first[pattern + 1] - of.parts.first[pattern] if done is None else 1
                words = []
                for part in range(parts):
                    word = row * rows.width + 4 * part
                    hit = rows.words[word]
                    if hit >= 0:
                        words.append((
                            self.hits.word[hit], rows.words[word + 1], rows.words[word + 2],
                            self.similar[hit - self.exact] if hit >= self.exact else 1.0, rows.words[word + 3] > 0,
                        ))
                found.append((index // roles, index % roles, rows.sentence[row], pattern, rows.score[row], words))
        return found
