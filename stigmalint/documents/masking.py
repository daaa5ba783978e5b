"""Template tags, and the code of MDX, covered up before the text is parsed: same length, so every offset stays."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from stigmalint.documents.builder import FILLER


class Cover(NamedTuple):
    """A range of the source to cover, as a placeholder in the text, or as a break between paragraphs."""

    start: int
    end: int
    breaks: bool = False


class TemplateComment(NamedTuple):
    """A comment of a template language or of MDX, in source offsets, and what is inside."""

    start: int
    end: int
    text: str


class _Syntax(NamedTuple):
    close: str
    paragraphs: bool = False  # whether a blank line may stand inside
    comment: bool = False


_SYNTAXES = {
    "{{{": _Syntax("}}}"),
    "{{!--": _Syntax("--}}", paragraphs=True, comment=True),
    "{{": _Syntax("}}"),
    "{%": _Syntax("%}"),
    "{#": _Syntax("#}", paragraphs=True, comment=True),
    "<%": _Syntax("%>", paragraphs=True),
    "<?": _Syntax("?>", paragraphs=True),
}
_OPENERS = re.compile(r"\{\{\{|\{\{!--|\{\{|\{%|\{#(?=[\s-])|<%|<\?(?:php|=)")
_BLANK_END = re.compile(r"\n[ \t]*\r?\n\Z")
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
# Tags whose content is not prose, up to their end tag.
_BRACES = re.compile(r"(?P<ticks>`+)|(?P<comment>\{\s*/\*)|(?P<open>\{)|(?P<close>\})|\\.")
_LONGEST_CODE_SPAN = 10_000
_CONTENT = re.compile(r"\{%-?\s*(comment|highlight|javascript|schema|stylesheet)\b")

# At the start of a paragraph only. MDX has these; some site generators read every Markdown file as MDX.
_IMPORT = re.compile(
    r"""^(?:import\s+(?:[^'"\n;]*\sfrom\s+)?['"][^'"\n]+['"]"""
    r"""|export\s+(?:default|const|let|var|async|function|class|type)\s+[\w{]|export\s*[{*])""",
    re.MULTILINE,
)
_IMPORT_MDX = re.compile(r"""^(?:import|export)\s*(?=[\s{*'"])""", re.MULTILINE)
_FENCE = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<fence>`{3,}|~{3,})(?P<rest>[^\n]*)$", re.MULTILINE)
_DIRECTIVE = re.compile(r"^[ \t]*(:{3,}[ \t]*(?:\{[^}\n]*\}|[\w-]*(?:\{[^}\n]*\})?))", re.MULTILINE)


def mask_templates(text: str) -> tuple[str, list[TemplateComment]]:
    """Cover the template tags of a page; return the covered text and the template comments."""
    covers, comments = find_templates(text)
    return apply_covers(text, covers), comments


def mask_markdown(text: str, *, mdx: bool) -> tuple[str, list[TemplateComment]]:
    """Cover template tags, `:::` markers and the code of MDX; return the covered text and the comments in those."""
    covers, comments = find_templates(text)
    covers += find_modules(text, mdx=mdx) + find_directives(text)
    if not (covers or mdx):
        return text, comments
    fences = Fences(text)
    if mdx:
        expressions, more = find_expressions(text, fences)
        covers += expressions
        comments += more
    covers = [cover for cover in covers if fences.end(cover.start) < 0]
    return apply_covers(text, covers), [comment for comment in comments if fences.end(comment.start) < 0]


def find_templates(text: str) -> tuple[list[Cover], list[TemplateComment]]:
    """Find `{{ }}`, `{% %}`, `{# #}`, `<% %>` and `<?php ?>`; a `{% %}` alone on its line breaks the paragraph."""
    covers: list[Cover] = []
    comments: list[TemplateComment] = []
    if not any(opening in text for opening in ("{{", "{%", "{#", "<%", "<?")):
        return covers, comments
    finder = _Finder(text)
    opener = _OPENERS.search(text)
    while opener:
        start = opener.start()
        syntax = _SYNTAXES[opener.group()[:2] if opener.group().startswith("<?") else opener.group()]
        end = finder.find(syntax.close, opener.end())
        quoted = text[start - 1 : start] == "`"
        if quoted or end < 0 or (not syntax.paragraphs and finder.blank_line(opener.end()) < end):
            opener = _OPENERS.search(text, opener.end())
            continue
        end += len(syntax.close)
        if syntax.comment:
            comments.append(TemplateComment(start, end, text[opener.end() : end - len(syntax.close)].strip("- \t\r\n")))
        content = _CONTENT.match(text, start)
        if content:
            end = finder.content_end(content[1], end)
        covers.append(Cover(start, end, breaks=opener.group() == "{%" and _stands_alone(text, start, end)))
        opener = _OPENERS.search(text, end)
    return covers, comments


class _Finder:
    """Finds the next of several strings at growing positions, so that all searches together take linear time."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next: dict[str, int] = {}
        self._blank = -1
        self._absent: set[str] = set()

    def find(self, string: str, position: int) -> int:
        """Return where `string` stands at or after `position`, or -1."""
        found = self._next.get(string, 0)
        if 0 <= found < position or string not in self._next:
            found = self._next[string] = self._text.find(string, position)
        return found

    def blank_line(self, position: int) -> int:
        """Return where the next blank line after `position` begins, or the end of the text."""
        if self._blank < position:
            match = _BLANK_LINE.search(self._text, position)
            self._blank = match.start() if match else len(self._text)
        return self._blank

    def content_end(self, name: str, position: int) -> int:
        """Return the end of the tag `{% endNAME %}` after `position`, or `position` if there is none."""
        if name in self._absent:
            return position
        match = re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}").search(self._text, position)
        if match:
            return match.end()
        self._absent.add(name)
        return position


def _stands_alone(text: str, start: int, end: int) -> bool:
    while start and text[start - 1] in " \t":
        start -= 1
    while end < len(text) and text[end] in " \t\r":
        end += 1
    return (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")


class Fences:
    """The fenced code blocks of a Markdown text, found without parsing it; nothing in them is a template tag."""

    def __init__(self, text: str) -> None:
        self._ranges: list[tuple[int, int]] = []
        opened: re.Match[str] | None = None
        for match in _FENCE.finditer(text):
            if opened is None:
                if match["fence"][0] == "~" or "`" not in match["rest"]:
                    opened = match
            elif match["fence"].startswith(opened["fence"]) and not match["rest"].strip():
                self._ranges.append((opened.start(), match.end()))
                opened = None
        if opened:
            self._ranges.append((opened.start(), len(text)))

    def end(self, position: int) -> int:
        """Return the end of the code block around `position`, or -1."""
        index = bisect_right(self._ranges, position, key=lambda r: r[0]) - 1
        return self._ranges[index][1] if index >= 0 and position < self._ranges[index][1] else -1


def find_modules(text: str, *, mdx: bool) -> list[Cover]:
    """Find the `import` and `export` statements of MDX, each up to the next blank line."""
    covers: list[Cover] = []
    if "import" not in text and "export" not in text:
        return covers
    pattern = _IMPORT_MDX if mdx else _IMPORT
    match = pattern.search(text)
    while match:
        start = end = match.start()
        if start == 0 or _BLANK_END.search(text, max(0, start - 80), start):
            blank = _BLANK_LINE.search(text, start)
            end = blank.start() if blank else len(text)
            covers.append(Cover(start, end, breaks=True))
        match = pattern.search(text, max(end, match.end()))
    return covers


def find_directives(text: str) -> list[Cover]:
    """Find the markers of fenced divisions and admonitions, `:::note`; a title after them stays."""
    if ":::" not in text:
        return []
    return [Cover(*match.span(1), breaks=True) for match in _DIRECTIVE.finditer(text)]


def find_expressions(text: str, fences: Fences) -> tuple[list[Cover], list[TemplateComment]]:
    """Find the outermost `{expressions}` of MDX outside code, and its `{/* comments */}`."""
    pairs: list[tuple[int, int]] = []
    comments: list[TemplateComment] = []
    opened: list[int] = []
    finder = _Finder(text)
    match = _BRACES.search(text)
    while match:
        position = match.end()
        code = fences.end(match.start())
        if code >= 0:
            position = max(code, position)
        elif match["ticks"]:
            position = _code_span_end(text, match["ticks"], position)
        elif match["comment"]:
            end = finder.find("*/", position)
            close = text.find("}", end, end + 20) if end >= 0 else -1
            if close >= 0:
                pairs.append((match.start(), close + 1))
                comments.append(TemplateComment(match.start(), close + 1, text[position:end].strip()))
                position = close + 1
        elif match["open"]:
            opened.append(match.start())
        elif match["close"] and opened:
            pairs.append((opened.pop(), position))
        match = _BRACES.search(text, position)
    return [Cover(start, end) for start, end in _outermost(pairs)], comments


def _code_span_end(text: str, ticks: str, position: int) -> int:
    """Return the end of the code span that `ticks` before `position` open, or `position` if it is none."""
    stop = min(position + _LONGEST_CODE_SPAN, len(text))
    found = text.find(ticks, position, stop)
    while found >= 0:
        end = found + len(ticks)
        if text[end : end + 1] != "`":
            return end
        while end < stop and text[end] == "`":
            end += 1
        found = text.find(ticks, end, stop)
    return position


def _outermost(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(ranges, key=lambda r: (r[0], -r[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def apply_covers(text: str, covers: list[Cover]) -> str:
    """Return `text` with the covered ranges filled up; of overlapping ones the first and longest counts."""
    if not covers:
        return text
    pieces: list[str] = []
    position = 0
    for start, end, breaks in sorted(covers, key=lambda cover: (cover.start, -cover.end)):
        if start >= position:
            pieces += (text[position:start], ("\n" if breaks else FILLER) * (end - start))
            position = end
    pieces.append(text[position:])
    return "".join(pieces)
