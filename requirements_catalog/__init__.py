"""Catalogs, rosters and the shared lexicon, as data that people edit."""
