"""Records in, ranked provisions out: the library on disk, search, and look-up by citation.

The modules, row by row; a row uses those below it.

    a library        library: which one answers; health > examined: whether it is whole
    a change         writer > renewal (regroup) > parallel > rows (sketches); next_ranking > making
    search           search > open_ranking > rank_memory; query (synonyms): which terms, with which weight
    by citation      lookup | names > document_match
    on disk          store (entries) | derived, engines > rank_tantivy; ranking, scoring: what engines have in common
                     catalogue: what is asked of all documents at once; schema, stamp, lock, facts, codec
                     facets: what tells documents apart
    tokens           fields > token_table; tokens > dictionary, numerals
"""
