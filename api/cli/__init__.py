"""The command line: thin commands over the same engine and the same schemas as the HTTP doors."""
