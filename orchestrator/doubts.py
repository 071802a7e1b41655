"""Marks of a received mail that several stages go by; they stand among its defects.  Pure."""

TEXT_DIFFERS = "text_differs"
"""The plain text says something else than the HTML beside it, which is what people see."""

OVER_A_LIST = "over_a_list"
"""Its header is that of a list: of a person's mail only a stop counts by itself."""
