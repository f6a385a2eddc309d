# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""How like sentences are to reference sentences, as machine code: the same results as `checker.match.likeness`."""

from cpython cimport array
from libc.math cimport floor, log
from libc.string cimport memset

from checker.match.constants import ABOVE, COMMON, HEADED, LEAST_SHARE, ROLES, SCALE, VOTERS
from checker.match.rows import Shares
from checker.match.shelves import SHELF_OF

cdef int _ABOVE = ABOVE, _COMMON = COMMON, _ROLES = ROLES, _VOTERS = VOTERS
cdef double _HEADED = HEADED, _LEAST_SHARE = LEAST_SHARE, _SCALE = SCALE
cdef Py_UCS4 FIRST = 0x4E00, LAST = 0x9FFF  # Chinese characters
cdef enum:
    BLOCK = 32  # references rated together
    SLACK = 64  # last bits by which a rough rate may be off, and more
cdef unsigned int LETTER = 1u << 30, PAIR = 2u << 30, HEADING = 3u << 30  # what a key is of; 15 bits for each character
cdef array.array _INTEGERS = array.array("i"), _FLOATS = array.array("d"), _LONGS = array.array("q")


cdef int[::1] integers(Py_ssize_t size):
    return array.clone(_INTEGERS, size, True)


cdef double[::1] floats(Py_ssize_t size):
    return array.clone(_FLOATS, size, True)


cdef long long[::1] longs(Py_ssize_t size):
    return array.clone(_LONGS, size, True)


cdef float[::1] singles(Py_ssize_t size):
    return array.array("f", bytes(4 * size))


cdef inline bint is_chinese(Py_UCS4 letter) noexcept:
    return FIRST <= letter <= LAST


cdef extern from *:
    """
    #if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__)
    __attribute__((target_clones("avx2", "default")))  /* the same sums for any processor; twice as fast where it can */
    #endif
    static void rate_blocks(const int *dots, const float *inverse, int *rough, int *tops, int blocks, int size) {
        for (int i = 0; i < blocks * size; i++) {
            float rate = (float) dots[i];
            rate = rate * rate * inverse[i];
            memcpy(rough + i, &rate, sizeof rate);
        }
        for (int block = 0; block < blocks; block++) {
            const int *rates = rough + block * size;
            int top = 0;
            for (int i = 0; i < size; i++) top = rates[i] > top ? rates[i] : top;
            tops[block] = top;
        }
    }
    """
    void rate_blocks(const int *dots, const float *inverse, int *rough, int *tops, int blocks, int size) noexcept


cdef class Features:
    """Features by number: a hash table of keys and numbers side by side, that grows."""

    cdef unsigned int[::1] cells
    cdef unsigned int mask
    cdef int count

    def __init__(self, Py_ssize_t room):
        cdef Py_ssize_t size = 64
        while size < 2 * room:
            size *= 2
        self.reserve(size)

    cdef reserve(self, Py_ssize_t size):
        self.cells, self.mask = array.array("I", bytes(8 * size)), size - 1

    cdef inline unsigned int slot(self, unsigned int key) noexcept:
        """Give the place of a key, or the free place where it would be; no key is 0."""
        cdef unsigned int at = (key * 2654435761u >> 7) & self.mask
        while self.cells[2 * at] and self.cells[2 * at] != key:
            at = (at + 1) & self.mask
        return 2 * at

    cdef inline int find(self, unsigned int key) noexcept:
        """Give the number of a feature, -1 for one that is not there."""
        cdef unsigned int at = self.slot(key)
        return <int> self.cells[at + 1] if self.cells[at] else -1

    cdef int add(self, unsigned int key) except -1:
        """Give the number of a feature, the next one if it is new."""
        cdef unsigned int at = self.slot(key)
        if self.cells[at] == 0:
            if 2 * self.count > <int> self.mask:
                self.grow()
                at = self.slot(key)
            self.cells[at], self.cells[at + 1] = key, self.count
            self.count += 1
        return <int> self.cells[at + 1]

    cdef grow(self):
        cdef unsigned int[::1] cells = self.cells
        cdef Py_ssize_t i
        cdef unsigned int at
        self.reserve(len(cells))
        for i in range(0, len(cells), 2):
            if cells[i]:
                at = self.slot(cells[i])
                self.cells[at], self.cells[at + 1] = cells[i], cells[i + 1]


cdef class Keys:
    """The keys of the features of texts, one after the other; a feature that a text has twice comes twice."""

    cdef unsigned int[::1] keys
    cdef int count

    def __init__(self):
        self.keys = array.array("I", bytes(4 << 10))

    cdef int take(self, str text, bint heading) except -1:
        """Take those of a text: its characters and pairs of them, or, of a heading, its pairs."""
        cdef Py_ssize_t at
        cdef Py_UCS4 letter
        cdef unsigned int before = 0, place
        cdef bint paired = False
        if self.count + 2 * len(text) > len(self.keys):
            self.keys = array.array("I", bytes(self.keys) + bytes(4 * (len(self.keys) + 2 * len(text))))
        for at in range(len(text)):
            letter = text[at]
            if not is_chinese(letter):
                paired = False
                continue
            place = <unsigned int> letter - <unsigned int> FIRST
            if not heading:
                self.keys[self.count] = LETTER | place
                self.count += 1
            if paired:
                self.keys[self.count] = (HEADING if heading else PAIR) | before << 15 | place
                self.count += 1
            before, paired = place, True
        return 0


cdef class Index:
    """The references of a shelf by their features.

    Of each feature ``entries`` has, side by side, where its references begin among ``holders`` and where they end, its
    weight, squared, and the last sentence that had it.
    """

    cdef Features features
    cdef Keys keys
    cdef int count, blocks, here, size
    cdef int[::1] entries
    cdef unsigned short[::1] holders
    cdef int[::1] answers_first, answers  # of each reference: the points it answers
    cdef long long[::1] norms
    cdef int[::1] found  # the features of the sentence at hand
    cdef int[::1] dots, voters
    cdef float[::1] inverse  # of each reference: one by its norm
    cdef int[::1] rough, tops, best  # roughly how like each is, the best of each block, and the best of those
    cdef double[::1] alike
    cdef double[::1] votes  # of each point
    cdef int[::1] nearest, spoken

    def __init__(self, shelf, int points):
        cdef int number
        self.count, self.keys, self.found = len(shelf.texts), Keys(), integers(1 << 10)
        self.blocks = (self.count + BLOCK - 1) // BLOCK
        self.norms, self.dots = longs(self.count), integers(self.blocks * BLOCK)
        self.inverse, self.rough = singles(self.blocks * BLOCK), integers(self.blocks * BLOCK)
        self.tops, self.best = integers(self.blocks), integers(_VOTERS)
        self.read(shelf)
        for number in range(self.count):
            self.inverse[number] = 1.0 / self.norms[number] if self.norms[number] else 0.0
        answers = [point for of_one in shelf.answers for point in of_one]
        self.answers, self.answers_first = array.array("i", [*answers, 0]), integers(self.count + 1)
        for number, of_one in enumerate(shelf.answers):
            self.answers_first[number + 1] = self.answers_first[number] + len(of_one)
        self.voters, self.alike = integers(_VOTERS + 1), floats(_VOTERS + 1)
        self.votes, self.nearest, self.spoken = floats(points), integers(points), integers(points)

    cdef read(self, shelf):
        """Read all references, and keep the features that are neither too rare nor too common to tell anything."""
        cdef Features known = Features(1 << 15)
        cdef Keys keys = self.keys
        cdef int[::1] had = integers(1 << 16), holding = integers(1 << 16), begin = integers(self.count + 1)
        cdef int[::1] all_found = integers(1 << 18), places
        cdef int number, i, feature, used = 0, kept = 0
        cdef unsigned int[::1] written = array.array("I", bytes(4 << 16))
        for number in range(self.count):
            keys.count = 0
            keys.take(shelf.texts[number], False)
            for words in shelf.above[number]:
                keys.take(words, True)
            if used + keys.count > len(all_found):
                all_found = longer(all_found, 2 * len(all_found) + keys.count)
            for i in range(keys.count):
                feature = known.add(keys.keys[i])
                if feature >= len(had):
                    had, holding = longer(had, 2 * len(had)), longer(holding, 2 * len(had))
                    written = array.array("I", bytes(written) + bytes(4 * len(written)))
                if had[feature] != number + 1:
                    had[feature], written[feature], all_found[used] = number + 1, keys.keys[i], feature
                    holding[feature] += 1
                    used += 1
            begin[number + 1] = used
        self.features, self.entries = Features(known.count), integers(4 * known.count)
        places = integers(known.count)  # where the next holder of a feature goes; -1 for one that is not kept
        for feature in range(known.count):
            places[feature] = -1
            if holding[feature] > 1 and <long long> holding[feature] * _COMMON <= self.count:
                places[feature] = self.keep(written[feature], holding[feature], kept)
                kept += holding[feature]
        self.holders = array.array("H", bytes(2 * kept + 2))
        for number in range(self.count):
            for i in range(begin[number], begin[number + 1]):
                feature = all_found[i]
                if places[feature] >= 0:
                    self.holders[places[feature]] = number
                    places[feature] += 1
                    self.norms[number] += self.entries[4 * self.features.find(written[feature]) + 2]

    cdef int keep(self, unsigned int key, int holding, int begin) except -1:
        """Number a feature, and weigh it; give where its references begin."""
        cdef int entry = 4 * self.features.add(key), weight
        cdef double part = _SCALE * (_HEADED if key >= HEADING else 1.0)
        weight = <int> floor(part * log(<double> self.count / holding) + 0.5)
        self.entries[entry], self.entries[entry + 1], self.entries[entry + 2] = begin, begin + holding, weight * weight
        return begin

    cdef void open(self) noexcept:
        """Begin a new sentence."""
        self.here += 1
        self.keys.count = 0

    cdef int close(self) except -1:
        """Find the features of the sentence whose words and headings were taken, each once."""
        cdef int i, feature
        self.size = 0
        if self.keys.count > len(self.found):
            self.found = integers(2 * self.keys.count)
        for i in range(self.keys.count):
            feature = self.features.find(self.keys.keys[i])
            if feature >= 0 and self.entries[4 * feature + 3] != self.here:
                self.entries[4 * feature + 3] = self.here
                self.found[self.size] = 4 * feature
                self.size += 1
        return 0

    cdef int bound(self) noexcept:
        """Rate all references roughly, and give a rate that none of the voters is below.

        Of blocks of references the best ones are all different, so as many as have a vote are at least as good as the
        last of them. Rates are the bits of floating point numbers, which sort as these do, none being negative.
        """
        cdef int block, j, kept = 0, top
        cdef int *best = &self.best[0]
        rate_blocks(&self.dots[0], &self.inverse[0], &self.rough[0], &self.tops[0], self.blocks, BLOCK)
        for block in range(self.blocks):
            top = self.tops[block]
            if kept == _VOTERS:
                if top <= best[kept - 1]:
                    continue
                kept -= 1
            j = kept
            while j > 0 and best[j - 1] < top:
                best[j] = best[j - 1]
                j -= 1
            best[j] = top
            kept += 1
        return best[kept - 1] - SLACK if kept == _VOTERS else 0

    cdef int vote(self, int out_first, int out_last) except -1:
        """Let the references most like the sentence vote; give how many points are spoken of.

        Those from ``out_first`` to ``out_last`` have no vote.
        """
        cdef int i, j, number, weight, count = 0, spoken = 0, point, block
        cdef int *dots = &self.dots[0]
        cdef const int *entry
        cdef const unsigned short *holders = &self.holders[0]
        cdef const int *rough = &self.rough[0]
        cdef long long norm = 0
        cdef double alike, total = 0.0, vote
        cdef int bound
        if self.size == 0:
            return 0
        memset(dots, 0, self.blocks * BLOCK * sizeof(int))
        for i in range(self.size):
            entry = &self.entries[self.found[i]]
            weight = entry[2]
            norm += weight
            for j in range(entry[0], entry[1]):
                dots[holders[j]] += weight
        for number in range(out_first, out_last):
            dots[number] = 0
        bound = self.bound()
        for block in range(self.blocks):
            if self.tops[block] < bound:
                continue
            for number in range(block * BLOCK, block * BLOCK + BLOCK):
                if rough[number] < bound or dots[number] == 0:
                    continue
                alike = <double> dots[number] * dots[number] / <double> self.norms[number]
                if count == _VOTERS and alike <= self.alike[count - 1]:
                    continue
                i = count
                while i > 0 and self.alike[i - 1] < alike:
                    self.alike[i], self.voters[i] = self.alike[i - 1], self.voters[i - 1]
                    i -= 1
                self.alike[i], self.voters[i] = alike, number
                count = min(count + 1, _VOTERS)
        for i in range(count):
            vote = self.alike[i] / norm
            total += vote
            number = self.voters[i]
            for j in range(self.answers_first[number], self.answers_first[number + 1]):
                point = self.answers[j]
                if self.votes[point] == 0:
                    self.spoken[spoken], self.nearest[point] = point, number
                    spoken += 1
                self.votes[point] += vote
        count = 0
        for i in range(spoken):
            point = self.spoken[i]
            self.votes[point] /= total
            if self.votes[point] >= _LEAST_SHARE:
                self.spoken[count] = point
                count += 1
            else:
                self.votes[point] = 0
        return count


cdef class Likeness:
    """The reference sentences of a catalog by what they are alike in."""

    cdef list indexes, spans
    cdef int points

    def __init__(self, catalog):
        self.points = len(catalog.points)
        self.indexes = [Index(shelf, self.points) for shelf in catalog.shelves]
        self.spans = [_spans(shelf.sources) for shelf in catalog.shelves]

    def shares(self, layout, str left_out):
        """Give the shares of points in the votes of each sentence; references of the report ``left_out`` have none."""
        cdef int[::1] role = layout.role, titles = layout.title, above = layout.above
        cdef int number, i, segment, spoken, point, entries = 0, room = 1 << 10, lists = self.points * _ROLES
        cdef int[::1] index = integers(room), sentence = integers(room), nearest = integers(room)
        cdef double[::1] share = floats(room)
        cdef Index of
        texts = [layout.words(segment) for segment in range(len(layout.first))]
        for number in range(len(role)):
            if role[number] < 0 or titles[number]:
                continue
            shelf = SHELF_OF[role[number]]
            of = self.indexes[shelf]
            of.open()
            of.keys.take(texts[number], False)
            for i in range(_ABOVE):
                segment = above[_ABOVE * number + i]
                if segment >= 0:
                    of.keys.take(texts[segment], True)
            of.close()
            begin, end = self.spans[shelf].get(left_out, (0, 0))
            spoken = of.vote(begin, end)
            if entries + spoken > room:
                room = 2 * room + spoken
                index, sentence, nearest = longer(index, room), longer(sentence, room), longer(nearest, room)
                share = array.array("d", bytes(share) + bytes(8 * (room - len(share))))
            for i in range(spoken):
                point = of.spoken[i]
                index[entries], sentence[entries] = point * _ROLES + role[number], number
                share[entries], nearest[entries] = of.votes[point], of.nearest[point]
                of.votes[point] = 0
                entries += 1
        return _sorted(index, sentence, share, nearest, entries, lists)


cdef int[::1] longer(int[::1] numbers, Py_ssize_t size):
    return array.array("i", bytes(numbers) + bytes(4 * (size - len(numbers))))


cdef object _sorted(int[::1] index, int[::1] sentence, double[::1] share, int[::1] nearest, int entries, int lists):
    """Sort the entries by point and role; they are in the order of sentences."""
    cdef array.array first = array.clone(_INTEGERS, lists + 1, True)
    cdef array.array sentences = array.clone(_INTEGERS, entries, False), shares = array.clone(_FLOATS, entries, False)
    cdef array.array nearests = array.clone(_INTEGERS, entries, False)
    cdef int[::1] at
    cdef int i, place
    for i in range(entries):
        first.data.as_ints[index[i] + 1] += 1
    for i in range(lists):
        first.data.as_ints[i + 1] += first.data.as_ints[i]
    at = first[:]
    for i in range(entries):
        place = at[index[i]]
        at[index[i]] += 1
        sentences.data.as_ints[place] = sentence[i]
        shares.data.as_doubles[place] = share[i]
        nearests.data.as_ints[place] = nearest[i]
    return Shares(first, sentences, shares, nearests)


def _spans(sources):
    """Give where the references from each report stand; those of one stand together."""
    spans = {}
    for number, source in enumerate(sources):
        spans[source] = (spans.get(source, (number, 0))[0], number + 1)
    return spans


def common_words(str text, str other, int room):
    """Give where a text runs over pairs of characters that another has too: the longest stretches, in their order."""
    cdef unsigned int[1024] table
    cdef unsigned int pair, place
    cdef Py_ssize_t at
    cdef set pairs = None
    stretches = []
    if len(other) > 700:  # more than the table can take
        pairs = {other[at : at + 2] for at in range(len(other) - 1) if is_chinese(other[at]) and is_chinese(other[at + 1])}
    else:
        memset(table, 0, sizeof(table))
        for at in range(len(other) - 1):
            if is_chinese(other[at]) and is_chinese(other[at + 1]):
                pair = <unsigned int> <Py_UCS4> other[at] << 16 | <unsigned int> <Py_UCS4> other[at + 1]
                place = pair * 2654435761u >> 22
                while table[place] and table[place] != pair:
                    place = (place + 1) & 1023
                table[place] = pair
    begin = end = -1
    for at in range(len(text) - 1):
        if pairs is None:
            pair = <unsigned int> <Py_UCS4> text[at] << 16 | (<unsigned int> <Py_UCS4> text[at + 1] & 0xFFFF)
            place = pair * 2654435761u >> 22
            while table[place] and table[place] != pair:
                place = (place + 1) & 1023
            if not (table[place] and is_chinese(text[at]) and is_chinese(text[at + 1])):
                continue
        elif text[at : at + 2] not in pairs:
            continue
        if end == at + 1:
            end = at + 2
        else:
            if begin >= 0:
                stretches.append((begin, end))
            begin, end = at, at + 2
    if begin >= 0:
        stretches.append((begin, end))
    if len(stretches) > room:
        stretches.sort(key=_longest)
        del stretches[room:]
        stretches.sort()
    return stretches


def _longest(place):
    return place[0] - place[1], place[0]
