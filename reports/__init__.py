"""Reports: what is said (`report`, `contents`), and the files it is written as."""
