"""The built images start as the user they name, on a read-only root file system, and answer; run by `./task images:test`."""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

DEVOPS = Path(__file__).resolve().parents[2]
DOCKER = subprocess.run(["docker", "info"], capture_output=True, check=False).returncode == 0
# Without systemd there is neither its cgroup manager nor crun; limits are what a container may have.
ENGINE = ["docker"] if DOCKER else ["podman", "--runtime", "runc", "--cgroup-manager", "cgroupfs"]
LIMITS = [] if DOCKER else ["--ulimit=nofile=1024:1024", "--ulimit=nproc=1000:1000"]
HARD = ["--read-only", "--tmpfs=/tmp", "--cap-drop=ALL", "--security-opt=no-new-privileges", "--network=host"]


def engine(*words: str) -> str:
    done = subprocess.run([*ENGINE, *words], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip() or done.stderr.strip()


@contextmanager
def running(image: str, *words: str, options: tuple[str, ...] = ()) -> Iterator[str]:
    name = engine("run", "-d", *LIMITS, *HARD, *options, f"localhost/tomoda-{image}:test", *words).splitlines()[-1]
    try:
        yield name
    finally:
        subprocess.run([*ENGINE, "rm", "-f", "-t", "5", name], capture_output=True, check=False)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def answer(url: str, name: str) -> tuple[int, dict[str, str], str]:
    until = time.monotonic() + 300
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=2) as response:
                return response.status, dict(response.headers), response.read().decode()
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"{url} does not answer\n{engine('logs', name)}")


def identity(name: str) -> set[str]:
    """The user and group ids under which the container's processes run, as the machine sees them."""
    pid = engine("inspect", "-f", "{{.State.Pid}}", name)
    status = Path(f"/proc/{pid}/status").read_text()
    return {line.split()[1] for line in status.splitlines() if line.startswith(("Uid:", "Gid:"))}


def test_the_web_app_is_served_with_its_headers() -> None:
    if free := os.environ.get("TOMODA_SKIP_8081"):
        pytest.skip(f"8081 is taken: {free}")
    with running("frontend", options=("-e", "EXPO_PUBLIC_API_ORIGIN=https://api.example.org")) as name:
        status, headers, page = answer("http://127.0.0.1:8081/", name)
        assert status == 200 and "/config.js" in page and headers["Cache-Control"] == "no-cache"
        assert "connect-src 'self' https://api.example.org wss://api.example.org" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff" and "nginx/" not in headers["Server"]
        assert answer("http://127.0.0.1:8081/events/0192/anything", name)[2] == page
        assert json.loads(answer("http://127.0.0.1:8081/config.js", name)[2].split(" = ")[1].rstrip(";\n")) == {
            "EXPO_PUBLIC_API_ORIGIN": "https://api.example.org"
        }
        script = page.split('src="/_expo/')[1].split('"')[0]
        assert "immutable" in answer(f"http://127.0.0.1:8081/_expo/{script}", name)[1]["Cache-Control"]
        assert identity(name) == {"101"}
        smoke = DEVOPS / "k8s/apps/tomoda/base/smoke/smoke.py"
        command = ["run", "--rm", *LIMITS, *HARD, "-v", f"{smoke}:/smoke.py:ro", "-e", "PATIENCE=0", "--entrypoint", "python"]
        assert '"answers"' in engine(*command, "localhost/tomoda-backend:test", "/smoke.py", "frontend=http://127.0.0.1:8081")


def test_the_backend_names_a_missing_setting_and_stops() -> None:
    done = subprocess.run(
        [*ENGINE, "run", "--rm", *LIMITS, *HARD, "localhost/tomoda-backend:test", "serve", "--mode", "api-hub"],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode != 0
    assert "is not set" in done.stderr + done.stdout


def test_the_backend_serves_as_the_user_it_names() -> None:
    """Without a database it is alive, and says that it is not ready: this is what the two probes are for."""
    port = str(free_port())
    settings = {
        "API_PORT": port, "METRICS_PORT": str(free_port()), "BIND_HOST": "127.0.0.1", "JWT_SECRET": "x" * 40,
        "DB_HOST": "127.0.0.1", "DB_PORT": str(free_port()), "DB_USER": "tomoda", "DB_NAME": "tomoda",
        "REDIS_HOST": "127.0.0.1", "REDIS_PORT": str(free_port()),
    }  # fmt: skip
    options = tuple(word for key, value in settings.items() for word in ("-e", f"{key}={value}"))
    with running("backend", "serve", "--mode", "api-hub", options=options) as name:
        assert answer(f"http://127.0.0.1:{port}/healthz", name)[0] == 200
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=30)
        assert refused.value.code == 503
        refused.value.close()
        assert identity(name) == {"65532"}


LOOK = """
import asyncio, io
import av, pillow_heif
from PIL import Image
from tomoda.edges import darkroom
pillow_heif.register_heif_opener()

def photo(form):
    file = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(file, form)
    return file.getvalue()

def voice(form, codec):
    file = io.BytesIO()
    with av.open(file, "w", format=form) as kept:
        stream = kept.add_stream(codec, rate=48000)
        stream.layout = "mono"
        frame = av.AudioFrame(format="s16", layout="mono", samples=48000)
        frame.sample_rate, frame.pts = 48000, 0
        frame.planes[0].update(bytes(96000))
        for one in av.AudioResampler(format=stream.format, layout="mono", rate=48000).resample(frame):
            kept.mux(stream.encode(one))
        kept.mux(stream.encode(None))
    return file.getvalue()

async def main():
    for form in ("JPEG", "PNG", "GIF", "WEBP", "HEIF", "AVIF"):
        print(form, sorted((await darkroom.develop("photo", photo(form))).files))
    for form, codec in (("webm", "libopus"), ("ogg", "libopus"), ("mp4", "aac")):
        made = await darkroom.develop("voice", voice(form, codec))
        print(form, sorted(made.files), round(made.seconds))
    try:
        await darkroom.develop("voice", b"OggS" + bytes(99))
    except darkroom.Refused as refusal:
        print(refusal.reason)

asyncio.run(main())
"""


def test_the_backend_looks_at_photos_and_voices_where_nothing_can_be_written() -> None:
    """The decoders are libraries of C: whether they load is a question to the image. In the room that a worker has."""
    worker = ["--memory=3g"] if DOCKER else []
    command = ["run", "--rm", *LIMITS, *HARD, *worker, "--entrypoint", "python", "localhost/tomoda-backend:test", "-c", LOOK]
    photos = [f"{form} ['screen', 'thumb']" for form in ("JPEG", "PNG", "GIF", "WEBP", "HEIF", "AVIF")]
    voices = [f"{form} ['voice'] 1" for form in ("webm", "ogg", "mp4")]
    assert engine(*command).splitlines() == [*photos, *voices, "broken"]


@pytest.fixture
def volume(tmp_path: Path) -> Path:
    folder = Path("/var/tmp") / f"tomoda-photon-{os.getpid()}"
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


def test_the_geocoder_starts_on_a_new_index_by_itself(volume: Path) -> None:
    for generation in ("one", "two"):
        (volume / generation / "photon_data").mkdir(parents=True)
    (volume / "current").symlink_to("one")
    options = ("-v", f"{volume}:/data:ro", "-e", "PHOTON_HEAP=64m", "-e", "PHOTON_POLL_SECONDS=1")
    with running("photon", options=options) as name:
        assert "one" in answer("http://127.0.0.1:2322/status", name)[2]
        (volume / "next").symlink_to("two")
        (volume / "next").replace(volume / "current")
        for _ in range(60):
            if "two" in answer("http://127.0.0.1:2322/status", name)[2]:
                break
            time.sleep(0.5)
        else:
            pytest.fail("still on the old index")
        assert identity(name) == {"65532"}


def test_index_sync_needs_to_be_told_where_and_may_not_be_root() -> None:
    done = subprocess.run(
        [*ENGINE, "run", "--rm", *LIMITS, *HARD, "localhost/tomoda-photon-index-sync:test", "once"],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode != 0 and "FILE_URL is not set" in done.stderr + done.stdout
    assert engine("image", "inspect", "-f", "{{.Config.User}}", "localhost/tomoda-photon-index-sync:test") == "65532:65532"
