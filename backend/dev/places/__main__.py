"""`python -m dev.places` loads real places into the database of the settings (`DB_*`), and shows how far it is."""

import argparse
import asyncio
import os

from dev.places.geonames import HOW_MANY
from dev.places.load import load
from tomoda.settings import read


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--towns", type=int, default=HOW_MANY)
    given = options.parse_args()
    asyncio.run(load(read(os.environ).database(), lambda line: print(line, flush=True), given.towns))


if __name__ == "__main__":
    main()
