"""Our own template: what no platform's export holds, filled in by hand, a sheet for each table of the contract."""
