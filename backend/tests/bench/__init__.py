"""Programs that measure, beside a peer whose address is an argument. They are run by hand, alone on a quiet machine."""
