"""Reports as values: the week, every week, what may be published, the backtest."""
