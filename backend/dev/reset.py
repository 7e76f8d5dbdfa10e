"""`./task reset`: forgets what `./task dev` has stored in this clone, so that the next start is a first one."""

import shutil
import sys

from dev import docker
from dev.__main__ import alone
from dev.plan import of_this_clone
from dev.process import CannotStart


def main() -> None:
    plan = of_this_clone()
    try:
        with alone(plan):
            if docker.answers():
                docker.forget(plan)
            if plan.postgres_folder != plan.folder:
                shutil.rmtree(plan.postgres_folder, ignore_errors=True)
            shutil.rmtree(plan.folder)
    except CannotStart as reason:
        sys.exit(f"\n{reason}")
    print("Forgotten. `./task dev` starts afresh.")


if __name__ == "__main__":
    main()
