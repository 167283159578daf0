"""Facebook and Instagram: what both share (`graph`) and a room for each."""
