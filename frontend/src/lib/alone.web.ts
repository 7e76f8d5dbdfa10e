// One at a time over all tabs of this browser: a refresh token is good once, and tabs share it.
export function alone<Result>(name: string, run: () => Promise<Result>): Promise<Result> {
  return navigator.locks.request(name, run) as Promise<Result>;
}
