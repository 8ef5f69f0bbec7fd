"""From a number to what it says: words, phrases, the frame around the number, its metric, subject, kind and time."""
