"""The stages that turn a segment into judged matches with suggestions: scan, match, judge, suggest."""
