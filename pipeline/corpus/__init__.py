"""The corpus room: what is done with many records once they are there."""
