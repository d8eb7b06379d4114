"""The doors: HTTP, pages and the command line. Retrieval and answering happen in the rooms behind them."""
