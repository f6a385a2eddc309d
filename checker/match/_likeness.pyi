from checker.match.likeness import Likeness as Likeness
from checker.match.likeness import common_words as common_words
