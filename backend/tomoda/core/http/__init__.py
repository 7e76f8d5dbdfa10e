"""HTTP: the Litestar application that all domains' routes hang in, and the doorkeeper in front of it."""

from tomoda.core.http.application import build
from tomoda.core.http.doorkeeper import API_KEYS, Doorkeeper, Identify
from tomoda.core.http.hot import Hot, hot

__all__ = ["API_KEYS", "Doorkeeper", "Hot", "Identify", "build", "hot"]
