"""A server that translates, and speaks LibreTranslate's API: free software that a host can run beside Tomoda."""

import httpx
import msgspec

TIMEOUT = 10.0  # seconds; a model on a small machine takes some for a long message


class NotTranslated(Exception):
    """It does not answer, not as it promises, or does not know the language."""


class _Detected(msgspec.Struct, frozen=True):
    language: str


class Translated(msgspec.Struct, frozen=True, rename="camel"):
    """The text in the other language, and the language that it was found to be in (ISO 639-1, as in "ja")."""

    translated_text: str
    detected_language: _Detected


class Translator:
    """A client of one such server."""

    def __init__(self, url: str, key: str) -> None:
        self._client = httpx.AsyncClient(base_url=url.rstrip("/"), timeout=TIMEOUT)
        self._key = {"api_key": key} if key else {}

    async def translate(self, text: str, to: str) -> tuple[str, str]:
        """A text in the language `to`, and the language that it was in. Raises NotTranslated."""
        asked = {"q": text, "source": "auto", "target": to, "format": "text", **self._key}
        try:
            answer = await self._client.post("/translate", json=asked)
            answer.raise_for_status()
            found = msgspec.json.decode(answer.content, type=Translated)
        except (httpx.HTTPError, msgspec.MsgspecError) as fault:
            raise NotTranslated(type(fault).__name__) from fault
        return found.translated_text, found.detected_language.language

    async def close(self) -> None:
        """Hang up."""
        await self._client.aclose()
