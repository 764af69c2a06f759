"""Text in, records out: files become documents with a tree of provisions, each with its span in the source.

The modules, row by row; a row uses those below it.

    a file           read > formats > isolation
    by its format    html (html_tree) | doc > docx (docx_numbering, docx_styles) | ocr > ofd, pdf, images
    pages            pdf_glyphs | pdf_pdfium > pdf_pages (pdf_quality, pdf_lines, pdf_tables)
                     > pdf_text (pdf_furniture, pdf_paragraphs), over pdf_records
    bytes            sniff: what a file is; decode: the encoding of plain text; packages: ZIP and XML
    its documents    document > pieces (boundaries); copies
    head and foot    back > front (titles, furniture) | header (header_numbers, header_place,
                     authorities), over words
    the tree         structure for 公文 | articles for laws (headings, table_nodes) > tree; problems
    citations        references > addressing | citation > citation_path, document_number
    text             lines, sentences, table_rows > labels, dates > normalize (numerals); places, regex
    records          records, extracted: what comes of it; errors: what goes wrong; clock: when time is up
"""
