"""`python -m tests.bench PROGRAM …`: run one of the programs beside this file."""

import runpy
import sys
from pathlib import Path

PROGRAMS = sorted(file.stem for file in Path(__file__).parent.glob("*.py") if not file.stem.startswith("_"))


def main() -> None:
    """Run the program that is named, with the rest of the arguments."""
    if len(sys.argv) < 2 or sys.argv[1] not in PROGRAMS:
        sys.exit(f"usage: python -m tests.bench PROGRAM [OPTION …], where PROGRAM is one of: {', '.join(PROGRAMS)}")
    program = sys.argv.pop(1)
    runpy.run_module(f"tests.bench.{program}", run_name="__main__")


if __name__ == "__main__":
    main()
