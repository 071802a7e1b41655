"""How a client feels, from her own new words, with the sentence that decided."""
