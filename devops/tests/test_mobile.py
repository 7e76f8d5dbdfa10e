"""What the app is to iOS and Android, as Expo itself understands it: the configuration, and the native projects."""

import json
import os
import plistlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from render import ROOT

FRONTEND = ROOT / "frontend"
PROJECT = "00000000-0000-4000-8000-000000000000"
ASKED = {
    *("ACCESS_COARSE_LOCATION", "ACCESS_FINE_LOCATION", "CAMERA", "INTERNET", "POST_NOTIFICATIONS", "VIBRATE"),
    *("READ_EXTERNAL_STORAGE", "WRITE_EXTERNAL_STORAGE"),  # of old Androids only: maxSdkVersion
}


def expo(folder: Path, *words: str) -> str:
    env = {**os.environ, "CI": "1", "EXPO_OFFLINE": "1", "EXPO_NO_TELEMETRY": "1", "EAS_PROJECT_ID": PROJECT}
    done = subprocess.run(["npx", "expo", *words], cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The app's configuration in a folder of its own, where native projects may be written."""
    folder = tmp_path_factory.mktemp("mobile") / "app"
    folder.mkdir()
    for name in ("app.json", "app.config.ts", "package.json", "tsconfig.json"):
        shutil.copy(FRONTEND / name, folder)
    shutil.copytree(FRONTEND / "assets", folder / "assets")
    (folder / "node_modules").symlink_to(FRONTEND / "node_modules")
    expo(folder, "prebuild", "--no-install", "--clean")
    return folder


def test_the_configuration_says_what_the_app_is() -> None:
    found = json.loads(expo(FRONTEND, "config", "--type", "public", "--json"))
    assert found["ios"]["bundleIdentifier"] == found["android"]["package"] == "life.tomoda.app"
    assert found["scheme"] == "tomoda"
    assert "applinks:app.tomoda.life" in found["ios"]["associatedDomains"]
    assert found["updates"]["url"] == f"https://u.expo.dev/{PROJECT}"
    assert found["runtimeVersion"] == {"policy": "fingerprint"}
    plugins = [plugin if isinstance(plugin, str) else plugin[0] for plugin in found["plugins"]]
    assert "expo-notifications" in plugins


def test_the_android_project_asks_for_what_the_app_needs_and_no_more(project: Path) -> None:
    manifest = (project / "android/app/src/main/AndroidManifest.xml").read_text()
    permissions = re.findall(r'<uses-permission [^>]*android:name="android\.permission\.(\w+)"([^>]*)', manifest)
    assert {name for name, more in permissions if "remove" not in more} <= ASKED
    assert "ACCESS_BACKGROUND_LOCATION" in {name for name, more in permissions if "remove" in more}
    assert 'android:autoVerify="true"' in manifest
    assert 'android:host="app.tomoda.life"' in manifest
    assert f'android:value="https://u.expo.dev/{PROJECT}"' in manifest


def test_the_ios_project_says_why_it_asks(project: Path) -> None:
    info = plistlib.loads((project / "ios/Tomoda/Info.plist").read_bytes())
    for what in ("LocationWhenInUse", "Camera", "PhotoLibrary"):
        assert "Tomoda" in info[f"NS{what}UsageDescription"], what
    unused = ("LocationAlways", "FaceID", "Microphone", "Contacts")
    assert not [key for key in info if any(what in key for what in unused)]
    rights = plistlib.loads((project / "ios/Tomoda/Tomoda.entitlements").read_bytes())
    assert "applinks:app.tomoda.life" in rights["com.apple.developer.associated-domains"]
    assert rights["aps-environment"]
    updates = plistlib.loads((project / "ios/Tomoda/Supporting/Expo.plist").read_bytes())
    assert updates["EXUpdatesURL"] == f"https://u.expo.dev/{PROJECT}"
