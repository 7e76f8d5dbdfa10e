"""`python -m dev.places --dsn postgresql://…` loads the places and shows how far it is."""

import argparse
import asyncio

from dev.places.geonames import HOW_MANY
from dev.places.load import load


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--dsn", required=True)
    options.add_argument("--towns", type=int, default=HOW_MANY)
    given = options.parse_args()
    asyncio.run(load(given.dsn, lambda line: print(line, flush=True), given.towns))


if __name__ == "__main__":
    main()
