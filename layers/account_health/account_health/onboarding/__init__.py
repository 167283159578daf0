"""From a web address to the text of a registry file: what a site tells about its company, each fact with its source.

Nothing here writes a file or judges: `site` reads pages, everything else is pure.
"""
