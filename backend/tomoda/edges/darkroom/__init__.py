"""The darkroom: what a stranger's file is taken apart in. A process of its own, with nothing in it and little time.

It is asked with the bytes of a file and answers with new ones, made of nothing but pixels or sound: whatever else
the file had in it (place, device, names, comments, other files) stays behind. A file that breaks the decoder breaks
that process alone.
"""

import asyncio
import sys

import msgspec

SECONDS = 45  # for one file, by the clock on the wall
AT_ONCE = 2  # files, in each process of ours


class Refused(Exception):
    """The file is not what it should be; `reason` is a word for the person who sent it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Made(msgspec.Struct):
    """What was made of it: each file by its name, and what one must know to show them.

    Pixels are those of the largest picture. `peaks` are 0–100, evenly over the `seconds` of a voice.
    """

    files: dict[str, bytes]
    width: int | None = None
    height: int | None = None
    blurhash: str | None = None
    seconds: float | None = None
    peaks: list[int] | None = None


class Answer(msgspec.Struct):
    """One line before the bytes of the files."""

    refused: str | None = None
    sizes: dict[str, int] = {}
    width: int | None = None
    height: int | None = None
    blurhash: str | None = None
    seconds: float | None = None
    peaks: list[int] | None = None


_doors: dict[asyncio.AbstractEventLoop, asyncio.Semaphore] = {}


async def develop(kind: str, body: bytes) -> Made:
    """Make what is shown of a `photo` or a `voice`. Raises Refused."""
    door = _doors.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))
    async with door:
        told = await _ask(kind, body)
    line, _, rest = told.partition(b"\n")
    try:
        answer = msgspec.json.decode(line, type=Answer)
    except msgspec.MsgspecError:
        raise Refused("broken") from None  # it did not live to answer
    if answer.refused is not None:
        raise Refused(answer.refused)
    files: dict[str, bytes] = {}
    for name, size in answer.sizes.items():
        files[name], rest = rest[:size], rest[size:]
    return Made(files, answer.width, answer.height, answer.blurhash, answer.seconds, answer.peaks)


async def _ask(kind: str, body: bytes) -> bytes:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-m", "tomoda.edges.darkroom", kind),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={},  # it knows no secret of ours
    )
    try:
        told, _ = await asyncio.wait_for(process.communicate(body), SECONDS)
    except TimeoutError:
        raise Refused("broken") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return told
