from checker.match.plain import Matcher as Matcher
from checker.match.plain import Scan as Scan
from checker.match.plain import Wordlist as Wordlist
from checker.match.stretch import fold_stretches as fold_stretches
from checker.match.write import write_out as write_out
