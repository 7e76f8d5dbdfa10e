// Where this device is, and how well it knows (metres), if its owner lets us know; null otherwise.
export interface Here {
  lat: number;
  lon: number;
  metres: number;
}

/** `exactly`: as well as it can, and not where it was a while ago. */
export async function here(exactly = false): Promise<Here | null> {
  const place = globalThis.navigator?.geolocation;
  if (!place) return null;
  return new Promise((answer) => {
    place.getCurrentPosition(
      ({ coords }) => answer({ lat: coords.latitude, lon: coords.longitude, metres: coords.accuracy }),
      () => answer(null),
      { maximumAge: exactly ? 0 : 60_000, timeout: 10_000, enableHighAccuracy: exactly },
    );
  });
}
