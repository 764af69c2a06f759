"""Records in, ranked provisions out: the library on disk, search, and look-up by citation."""
