// Plays a voice, one at a time.
export interface Playing {
  stop: () => void;
}

let last: (() => void) | null = null;

/** `told`: seconds that were heard. `ended`: also if it cannot be played, or another one begins. */
export function play(address: string, told: (at: number) => void, ended: () => void): Playing {
  last?.();
  const sound = new Audio(address);
  const over = () => {
    if (last === over) last = null;
    sound.pause();
    ended();
  };
  last = over;
  sound.ontimeupdate = () => told(sound.currentTime);
  sound.onended = over;
  sound.onerror = over;
  void sound.play().catch(over);
  return { stop: over };
}
