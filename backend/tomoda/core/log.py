"""Logs: one JSON object per line, with facts chosen by name and never what a person wrote or where they are."""

import json
import logging
import sys
from datetime import UTC, datetime

from tomoda.core import traces

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """Time, level, logger, message, and the facts given as `extra`."""

    def __init__(self, part: str) -> None:
        super().__init__()
        self.part = part

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "part": self.part,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in _STANDARD}
        if traces.active is not None:
            line |= traces.active.ids()
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def speak(part: str, level: str) -> None:
    """From now on, everything that is logged goes to standard output in this form."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines(part))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in ("asyncio", "pgqueuer", "picows"):  # picows would write addresses
        logging.getLogger(chatty).setLevel(logging.WARNING)
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)  # its warnings are about what strangers send
