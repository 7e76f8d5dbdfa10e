// Where this device is, if its owner lets us know; null otherwise.
export async function here(): Promise<{ lat: number; lon: number } | null> {
  const place = globalThis.navigator?.geolocation;
  if (!place) return null;
  return new Promise((answer) => {
    place.getCurrentPosition(
      ({ coords }) => answer({ lat: coords.latitude, lon: coords.longitude }),
      () => answer(null),
      { maximumAge: 60_000, timeout: 10_000 },
    );
  });
}
