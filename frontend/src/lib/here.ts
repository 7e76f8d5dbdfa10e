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

/** Where this device is, each time it knows anew and at least once a minute, until the answer is called. */
export function follow(told: (here: Here) => void, lost: () => void): () => void {
  const place = globalThis.navigator?.geolocation;
  if (!place) {
    lost();
    return () => undefined;
  }
  const known = ({ coords }: GeolocationPosition) =>
    told({ lat: coords.latitude, lon: coords.longitude, metres: coords.accuracy });
  const wanted = { enableHighAccuracy: true, maximumAge: 10_000, timeout: 30_000 };
  const failed = ({ code }: GeolocationPositionError) => {
    if (code === 1) lost(); // it was forbidden; everything else passes
  };
  const watching = place.watchPosition(known, failed, wanted);
  const timer = setInterval(() => place.getCurrentPosition(known, failed, wanted), 60_000);
  return () => {
    place.clearWatch(watching);
    clearInterval(timer);
  };
}
