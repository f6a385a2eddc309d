from checker.match.plain import Matcher as Matcher
from checker.match.plain import Scan as Scan
from checker.match.plain import Wordlist as Wordlist
