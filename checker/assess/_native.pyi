from checker.assess.quote import Quotes as Quotes
