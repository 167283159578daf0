"""Word lists and phrases by which `tone` reads comments, one file per language."""
