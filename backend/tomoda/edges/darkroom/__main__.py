"""Inside the darkroom: limits first, then one file from standard input, then what was made of it."""

import resource
import sys

MEMORY = 1280 << 20  # bytes of address space; a WebP of 50 million pixels that one can see through takes 1080 MiB
CPU = 30  # seconds


def main() -> None:
    """Answer once."""
    if sys.platform != "darwin":  # where it refuses: a process there reserves hundreds of gigabytes before it begins
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    body = sys.stdin.buffer.read()
    import msgspec

    from tomoda.edges.darkroom import Answer, Refused

    try:
        if sys.argv[1] == "photo":
            from tomoda.edges.darkroom.photo import photo as make
        else:
            from tomoda.edges.darkroom.voice import voice as make
        made = make(body)
    except Refused as refusal:
        sys.stdout.buffer.write(msgspec.json.encode(Answer(refused=refusal.reason)) + b"\n")
        return
    sizes = {name: len(file) for name, file in made.files.items()}
    answer = Answer(None, sizes, made.width, made.height, made.blurhash, made.seconds, made.peaks)
    sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n" + b"".join(made.files.values()))


if __name__ == "__main__":
    main()
