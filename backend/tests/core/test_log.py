"""What a process writes down about people: nothing that says who or where they are."""

import logging
import subprocess
import sys

ASKED = """
import logging
from tomoda.core.log import speak
speak("gateway", "INFO")
logging.getLogger("picows.gateway.20").info("New connection accepted: %s", ("203.0.113.9", 4711))
logging.getLogger("tomoda.gateway").info("gateway listens", extra={"port": 1})
"""


def test_the_address_of_whoever_connects_is_not_written_down() -> None:
    done = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)
    assert "gateway listens" in done.stdout
    assert logging.getLevelName(logging.INFO) in done.stdout
    assert "203.0.113.9" not in done.stdout + done.stderr
