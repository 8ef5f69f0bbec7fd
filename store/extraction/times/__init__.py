"""From words to days: the patterns of times, and the calendar arithmetic behind them."""
