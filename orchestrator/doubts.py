"""Marks of a received mail that several stages go by; they stand among its defects.  Pure."""

TEXT_DIFFERS = "text_differs"
"""The plain text says something else than the HTML beside it, which is what people see."""

OVER_A_LIST = "over_a_list"
"""Its header is that of a list: of a person's mail only a stop counts by itself."""

MAYBE_A_PROGRAM = "maybe_a_program"
"""Its header may be that of a program: of a person's mail only a stop counts by itself."""

ONLY_STOPS = frozenset({OVER_A_LIST, MAYBE_A_PROGRAM})
