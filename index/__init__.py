"""The room that cuts, embeds, stores and searches; the only one that knows the search engines."""
